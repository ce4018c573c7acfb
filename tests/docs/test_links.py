"""Every link of the documentation leads somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.docs.pages import BLOCK, PAGES, ROOT, name_of

LINK = re.compile(r"!?\[[^\]]*\]\((?P<target>[^)\s]+)\)")
HEADING = re.compile(r"^#{1,6} (?P<words>.+)$", re.MULTILINE)


def links_of(text: str) -> Iterator[str]:
    """The targets of a page's links, but not of what only looks like one inside a block or a word of code."""
    yield from (link["target"] for link in LINK.finditer(re.sub(r"`[^`\n]*`", "", BLOCK.sub("", text))))


def anchors_of(page: Path) -> set[str]:
    """The places within a page, as hosts of repositories name them."""
    headings = (each["words"] for each in HEADING.finditer(BLOCK.sub("", page.read_text(encoding="utf-8"))))
    return {
        re.sub(r"[^\w\- ]", "", heading.replace("`", "").lower()).replace(" ", "-") for heading in headings
    }


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in links_of(page.read_text(encoding="utf-8")):
        if "://" in target or target.startswith("mailto:"):
            continue
        path, _, anchor = target.partition("#")
        found = (page.parent / path).resolve() if path else page
        assert found.is_relative_to(ROOT), f"{name_of(page)}: {target} lies outside the project"
        assert found.exists(), f"{name_of(page)}: there is no {target}"
        if anchor and found.suffix == ".md":
            assert anchor in anchors_of(found), f"{name_of(page)}: {path or 'the page'} has no place {anchor}"


def test_every_page_can_be_reached_from_the_first() -> None:
    """A page that nothing leads to is not read."""
    found, waiting = set(), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in found or page.suffix != ".md":
            continue
        found.add(page)
        targets = (target.partition("#")[0] for target in links_of(page.read_text(encoding="utf-8")))
        waiting += [(page.parent / target).resolve() for target in targets if target and "://" not in target]
    assert sorted(map(name_of, set(PAGES) - found)) == []
