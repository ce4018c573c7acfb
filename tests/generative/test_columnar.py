"""A workforce answered as columns gives the rows of the definition, from any source, in any parts and order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standing.core.engine.columnar.files import FolderSource
from standing.core.engine.columnar.whole import PLAN, Plan, answer_source
from standing.core.engine.evaluate import Window
from tests.generative.asking import Row, rows, turning_days
from tests.generative.worlds import Facts, World, worlds
from tests.support.facts import write_csv_folder, write_parquet_folder

Write = Callable[[Path, Facts], Path]
IN_PARTS = replace(PLAN, rows_of_a_part=3, memory=64, rows_at_once=8)


def answered(
    facts: Facts, known_on: date | None, window: Window | None, write: Write, plan: Plan = IN_PARTS
) -> list[Row]:
    """The rows answered from files."""
    filled = {name: table for name, table in facts.items() if table}
    with TemporaryDirectory() as folder:
        batches = list(answer_source(FolderSource(write(Path(folder), filled)), window, known_on, plan=plan))
    found = [row for batch in batches for row in batch.to_pylist()]
    return [{name: "" if cell is None else str(cell) for name, cell in row.items()} for row in found]


@pytest.mark.parametrize("write", [write_csv_folder, write_parquet_folder])
@given(world=worlds(), data=st.data())
@settings(max_examples=40, deadline=None)
def test_facts_in_files_are_answered_as_defined(write: Write, world: World, data: st.DataObject) -> None:
    days = turning_days(world)
    window = data.draw(st.sampled_from([None, Window.of_day(days[0]), Window(days[0], days[-1])]))
    expected = rows(world.facts, world.known_on, window)
    assert answered(world.facts, world.known_on, window, write) == expected
