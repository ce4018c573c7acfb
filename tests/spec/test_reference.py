"""The pages of the rules say what the specs say. `STANDING_WRITE_DOCS=1` writes them again."""

from __future__ import annotations

import os
from pathlib import Path

from tests.spec.render import pages


def test_the_reference_of_the_rules_is_that_of_the_specs(root: Path) -> None:
    folder = root / "docs" / "reference" / "rules"
    if os.environ.get("STANDING_WRITE_DOCS"):
        _write(folder)
    written = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*")}
    assert written == pages(), "Run this test again with STANDING_WRITE_DOCS=1."


def _write(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.glob("*.md"):
        path.unlink()
    for name, text in pages().items():
        (folder / name).write_text(text, encoding="utf-8")
