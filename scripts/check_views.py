"""Fail where a page or a command reads or writes rows past the actions and selectors.

Views, presenters, forms, URLs, template components and commands call one action or one selector; a `Model.objects`
there would pass by the one door of the record and the limits of what a reader may see.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
AREAS = ROOT / "standing" / "areas"
KINDS = ("views", "presenters", "forms", "urls", "components", "context", "navigation")
MANAGERS = {"objects", "_default_manager", "_base_manager"}


def watched_files() -> Iterator[Path]:
    """Find the files that may not touch rows: of areas and site the kinds above (file or folder), and commands."""
    for folder in (*AREAS.glob("*/"), ROOT / "standing" / "site"):
        for kind in KINDS:
            yield from folder.glob(f"{kind}.py")
            yield from folder.glob(f"{kind}/**/*.py")
    yield from (ROOT / "standing" / "cli").rglob("*.py")


def uses_of_managers(source: str) -> Iterator[tuple[int, str]]:
    """Find each `Something.objects`: its line and how it is written."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and node.attr in MANAGERS:
            yield node.lineno, ast.unparse(node)


def main() -> None:
    """Print what was found and fail if anything was."""
    found = [
        f"{path.relative_to(ROOT)}:{line}: {written}: call a selector to read and an action to write"
        for path in sorted(watched_files())
        for line, written in uses_of_managers(path.read_text(encoding="utf-8"))
    ]
    if found:
        sys.exit("\n".join(found))


if __name__ == "__main__":
    main()
