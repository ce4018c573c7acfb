"""Rows of a version: what each waits for, what it is carried as, and the days of a revision."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from standing.core.catalogue import Catalogue
from standing.core.crosswalks.differences import differences
from standing.core.crosswalks.versions import (
    CrosswalkToCarry,
    DraftRow,
    as_carried,
    as_told,
    end_of_transition,
    from_document,
    other_titles,
    treatments_for,
    unruled_standards,
    waits,
)

ROW = DraftRow("LK1@2005", "recoded", ("GL10@2013",))
RULED = frozenset({"GL10@2013"})


@pytest.mark.parametrize(
    ("effective_on", "ends_on"),
    [
        (date(2013, 4, 1), date(2014, 3, 31)),
        (date(2024, 2, 29), date(2025, 2, 27)),
        (date(2013, 3, 31), date(2014, 3, 30)),
    ],
)
def test_a_transition_ends_twelve_months_later_less_a_day(effective_on: date, ends_on: date) -> None:
    assert end_of_transition(effective_on) == ends_on


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"kind": ""}, "Say what kind of change it is."),
        ({"new": ()}, "Name the new standard, or say that there is none."),
        ({"kind": "withdrawn"}, "has no new standard"),
        ({"kind": "widened"}, "Name the context"),
        ({"asks_day": True}, "Give the day."),
        ({"question": "Which one?"}, "Which one?"),
        ({"treatment": "equivalence per target", "treatment_why": "x"}, "treatment that fits"),
    ],
)
def test_an_unsettled_row_waits_and_says_for_what(changes: dict[str, object], words: str) -> None:
    row = replace(ROW, **changes)  # type: ignore[arg-type]
    (said,) = waits(row, RULED)
    assert words in said
    assert waits(replace(row, deferred=True, deferred_why="x"), ()) == ()


def test_new_standards_without_a_rule_are_named_once_and_none_of_deferred_rows() -> None:
    also, deferred = (
        replace(ROW, old="LK2@2005"),
        DraftRow("LK3@2005", "recoded", ("GL12@2013",), deferred=True),
    )
    assert unruled_standards([ROW, also, deferred], ()) == ("GL10@2013",)
    assert unruled_standards([ROW, also, deferred], RULED) == ()


def test_a_settled_row_waits_for_nothing() -> None:
    assert waits(ROW, RULED) == ()
    assert waits(replace(ROW, kind="widened", context="night"), RULED) == ()
    assert waits(replace(ROW, asks_day=True, replaced_on="2012-05-01"), RULED) == ()
    assert waits(DraftRow("LK23@2007", "unchanged"), {"LK23@2007"}) == ()


def test_a_new_standard_needs_a_rule_by_which_what_is_carried_can_be_read() -> None:
    (said,) = waits(ROW, {"LK1@2005"})
    assert said == "Set a refresh rule for GL10@2013: nobody could say how long it lasts."
    assert waits(ROW, RULED) == ()
    judged = replace(ROW, kind="replaced")
    assert waits(judged, ()) == (), "nobody can hold the old one"
    assert len(waits(judged, {"LK1@2005"})) == 1
    offered = replace(ROW, kind="absorbed")
    assert waits(offered, {"LK1@2005"}) == (), "what is only offered is granted by nobody yet"


def test_a_kind_that_says_the_title_is_the_same_is_held_to_it() -> None:
    titles = {
        "LK1@2005": "Light the lanterns",
        "GL10@2013": "light the  Lanterns",
        "GL11@2013": "Mend the lanterns",
    }
    mended = replace(ROW, new=("GL11@2013",))
    assert other_titles(ROW, titles) == ()
    for kind in ("kept", "reissued", "recoded"):
        assert other_titles(replace(mended, kind=kind), titles) == ("GL11@2013",)
        assert other_titles(replace(mended, kind=kind, treatment="bridge"), titles) == ()
    for kind in ("", "revised", "reworded", "widened", "replaced"):
        assert other_titles(replace(mended, kind=kind), titles) == ()


def test_the_treatments_that_fit_a_number_of_targets() -> None:
    assert treatments_for(0) == ("none",)
    assert "carry and sign" in treatments_for(1)
    assert treatments_for(2) == ("equivalence per target", "offer", "none")


def test_a_row_is_carried_with_its_treatment_and_a_context_only_where_it_counts() -> None:
    widened = replace(ROW, kind="widened", context="night")
    assert (as_carried(widened, "lk").context, as_carried(widened, "lk").treatment) == (
        "night",
        "carry and sign, in context",
    )
    bridged = replace(widened, treatment="bridge", treatment_why="x")
    assert (as_carried(bridged, "lk").context, as_carried(bridged, "lk").treatment) == ("", "bridge")


def test_what_became_of_a_standard_is_told_even_if_nothing_is_carried() -> None:
    rows = [
        replace(ROW, deferred=True, deferred_why="x"),
        DraftRow("LK2@2005"),
        DraftRow("LK3@2005", "recoded"),
    ]
    assert [row.old for row in as_told(rows, "lk")] == ["LK1@2005"]


def test_a_version_begins_as_what_the_document_says(lanterns: Catalogue) -> None:
    rows = {row.old: from_document(row) for row in lanterns.rows("lk-2013")}
    assert [old for old, row in rows.items() if row.asks_day] == ["LK6@2005"]
    assert rows["LK7@2005"].treated == "carry and sign, in context"
    assert rows["LK9@2005"].new == ("QMD7@undated", "SCL0426@undated")
    assert from_document(lanterns.rows("lk-2013")[0], "Why?").question == "Why?"
    own = replace(lanterns.rows("lk-2013")[0], treatment="bridge")
    assert from_document(own).treatment == "bridge"


def test_a_row_takes_effect_on_its_own_day_or_that_of_the_revision() -> None:
    day = date(2013, 4, 1)
    carried = CrosswalkToCarry(
        revision="lk",
        title="x",
        number=1,
        state="approved",
        source="x",
        effective_on=day,
        transition_ends_on=day,
        last_start_on=day,
        last_assessment_on=day,
        rows=(as_carried(ROW, "lk"),),
        own_days={"LK6@2005": date(2012, 5, 1)},
    )
    assert carried.effective("LK1@2005") == day
    assert carried.effective("LK6@2005") == date(2012, 5, 1)
    assert carried.by_old["LK1@2005"].new == ("GL10@2013",)


def test_differences_between_versions() -> None:
    before = [ROW, DraftRow("LK2@2005", "kept", ("LK2@2013",))]
    after = [replace(ROW, note="Read again", new=("GL11@2013",)), DraftRow("LK9@2005")]
    found = differences(before, after, ({"effective_on": "2013-04-01"}, {"effective_on": "2013-05-01"}))
    assert [row.old for row in found.added] == ["LK9@2005"]
    assert [row.old for row in found.removed] == ["LK2@2005"]
    assert [(each.after.old, each.parts) for each in found.changed] == [("LK1@2005", ("new", "note"))]
    assert found.days == (("effective_on", "2013-04-01", "2013-05-01"),)
    assert not found.is_none
    assert differences(before, before).is_none
