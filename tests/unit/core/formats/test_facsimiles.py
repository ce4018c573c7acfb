"""The committed facsimiles are what their rows and entries say."""

from __future__ import annotations

import pytest

from tests.facsimiles.write import HERE, files

FILES = files()


@pytest.mark.parametrize("name", FILES)
def test_a_facsimile_is_written_from_its_rows(name: str) -> None:
    assert (HERE / name).read_text(encoding="utf-8") == FILES[name], "python -m tests.facsimiles.write"
