"""Checks a page with axe-core, the way `run_axe` of the functional tests does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = Path(__file__).resolve().parent.parent.parent / "node_modules" / "axe-core" / "axe.min.js"
# WCAG 2.2 at level AA contains the earlier versions and level A.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})"


def find_violations(page: Page) -> list[dict[str, Any]]:
    """Return axe's violations on a page whose scripts have run.

    A page is drawn before them: until then the items of the menu that do not fit lie beyond the header's colour.
    """
    page.wait_for_load_state("load")
    if not page.evaluate("typeof window.axe === 'object'"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate(RUN, TAGS)
    return list(found["violations"])


def in_words(violations: list[dict[str, Any]]) -> str:
    """Return violations as lines: what is wrong, where, and what axe says of it."""
    lines = []
    for violation in violations:
        lines.append(f"{violation['id']} ({violation['impact']}): {violation['help']}")
        for node in violation["nodes"]:
            summary = " ".join((node.get("failureSummary") or "").split())
            lines += [
                f"    at {' '.join(map(str, node['target']))}",
                f"       {node['html'][:200]}",
                f"       {summary}",
            ]
    return "\n".join(lines)


def assert_accessible(page: Page) -> None:
    """Fail with axe's findings in words unless the page has none."""
    violations = find_violations(page)
    assert not violations, (
        f"{page.url} has {len(violations)} accessibility violation(s):\n{in_words(violations)}"
    )
