"""The page of the files of facts describes every table and column, and no other."""

from __future__ import annotations

import re

from standing.core.engine.evaluate import COLUMNS
from standing.core.engine.tables import TABLES
from standing.core.rules.facts import CHANGE_CLASSES, OUTCOMES
from standing.core.rules.status import STATUSES
from tests.docs.pages import ROOT

PAGE = (ROOT / "docs" / "reference" / "facts.md").read_text("utf-8")
SECTIONS = dict(re.findall(r"^## (.+)\n((?:(?!^## ).*\n?)*)", PAGE, re.MULTILINE))
KINDS = {"read_text": "text", "read_day": "day", "read_number": "number"}
COLUMN = re.compile(r"^\| `(\w+)` \| (text|day|number)( \?)? \|", re.MULTILINE)
SECOND_AXIS = [("recorded_on", "day", True), ("retracted_on", "day", True)]


def _described(section: str) -> list[tuple[str, str, bool]]:
    return [(name, kind, bool(optional)) for name, kind, optional in COLUMN.findall(SECTIONS[section])]


def test_every_table_is_described_column_by_column() -> None:
    assert _described("When a fact was known") == SECOND_AXIS
    for name, table in TABLES.items():
        columns = [(c.name, KINDS[c.read.__name__], not c.required) for c in table.columns]
        if name != "standards":
            assert columns[-2:] == SECOND_AXIS
            columns = columns[:-2]
        assert _described(name) == columns, name


def test_the_words_that_cells_may_hold_are_all_given() -> None:
    assert all(f"`{outcome}`" in SECTIONS["decisions"] for outcome in OUTCOMES)
    assert all(f"`{change_class}`" in SECTIONS["changes"] for change_class in CHANGE_CLASSES)
    assert all(f"`{word}`" in SECTIONS["The answer"] for word in (*STATUSES, *COLUMNS))
