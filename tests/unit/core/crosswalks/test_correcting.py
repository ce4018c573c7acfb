"""What correcting an adopted crosswalk takes back and carries anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from standing.core.crosswalks.correcting import correction, only
from standing.core.crosswalks.versions import CrosswalkToCarry
from standing.core.rules.carry_over import CrosswalkRow

REVISION = "lk-2013"
KEPT = CrosswalkRow(REVISION, "A1@2005", "kept", ("A1@2013",))
ONE = CrosswalkRow(REVISION, "A2@2005", "replaced", ("B1@2013",))
OTHER = CrosswalkRow(REVISION, "A3@2005", "replaced", ("B1@2013",))
SPLIT = CrosswalkRow(REVISION, "A4@2005", "split", ("B1@2013", "B2@2013"), "all")
FURTHER = CrosswalkRow(REVISION, "A5@2005", "recoded", ("B2@2013",))
GONE = CrosswalkRow(REVISION, "A6@2005", "withdrawn")
ROWS = (KEPT, ONE, OTHER, SPLIT, FURTHER, GONE)


def crosswalk(*rows: CrosswalkRow, ends: date = date(2014, 3, 31), **own: date) -> CrosswalkToCarry:
    return CrosswalkToCarry(
        revision=REVISION,
        title="Lanterns",
        number=1,
        state="approved",
        source="Made up",
        effective_on=date(2013, 4, 1),
        transition_ends_on=ends,
        last_start_on=ends,
        last_assessment_on=ends,
        rows=rows,
        own_days={f"{code}@2005": day for code, day in own.items()},
        deferred={"A9@2005": "In doubt"},
    )


def otherwise(row: CrosswalkRow, **changed: object) -> tuple[CrosswalkRow, ...]:
    """The rows with one of them otherwise."""
    return tuple(replace(each, **changed) if each is row else each for each in ROWS)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("after", "olds", "no_more"),
    [
        (ROWS, set(), set()),
        (otherwise(KEPT, note="Read again", source_words="Kept", source="page 2"), set(), set()),
        (otherwise(KEPT, treatment="bridge"), {"A1"}, set()),
        (otherwise(KEPT, new=("A1@2014",)), {"A1"}, {"A1@2013"}),
        (ROWS[1:], {"A1"}, {"A1@2013"}),
        (otherwise(GONE, kind="recoded", new=("C1@2013",), treatment="carry and sign"), {"A6"}, set()),
        (otherwise(ONE, new=("C1@2013",)), {"A2", "A3", "A4", "A5"}, set()),
        (otherwise(KEPT, new=("B2@2013",)), {"A1", "A2", "A3", "A4", "A5"}, {"A1@2013"}),
    ],
)
def test_rows_are_carried_anew_with_those_that_share_a_new_standard(
    after: tuple[CrosswalkRow, ...], olds: set[str], no_more: set[str]
) -> None:
    found = correction(crosswalk(*ROWS), crosswalk(*after))
    assert found.olds == {f"{code}@2005" for code in olds}
    assert found.no_more == no_more
    assert all(row in ROWS for row in found.taken_back)
    assert all(row in after for row in found.carried)


def test_with_other_days_of_the_revision_everything_is_carried_anew_with_an_own_day_its_row() -> None:
    before = crosswalk(*ROWS)
    assert correction(before, crosswalk(*ROWS, ends=date(2014, 9, 30))).carried == ROWS
    assert correction(before, crosswalk(*ROWS, A1=date(2012, 3, 31))).carried == (KEPT,)


def test_a_crosswalk_with_some_of_its_rows_keeps_their_days_alone() -> None:
    part = only(crosswalk(*ROWS, A1=date(2012, 3, 31), A2=date(2012, 3, 31)), (KEPT,))
    assert (part.rows, part.own_days) == ((KEPT,), {"A1@2005": date(2012, 3, 31)})
    assert (part.deferred, part.waiting) == ({}, {})
