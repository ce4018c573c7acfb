"""What the lines of a profile become, and which of them somebody has to decide about."""

from __future__ import annotations

from standing.core.rehearsing.profiles import (
    DECIDE,
    KEPT,
    MAPPED,
    MERGED,
    SPLIT,
    WITHDRAWN,
    LineChange,
    profile_changes,
)
from standing.core.rules.carry_over import CrosswalkRow, ProfileLine


def row(old: str, kind: str, *new: str, need: str = "any", context: str = "") -> CrosswalkRow:
    return CrosswalkRow("r", old, kind, new, need, context=context)


def line(standard: str, *sources: str, context: str = "") -> ProfileLine:
    return ProfileLine(standard, context, sources)


def test_each_old_line_ends_in_one_change() -> None:
    rows = [
        row("A@1", "recoded", "X@2"),
        row("B@1", "replaced", "Y@2"),
        row("C@1", "replaced", "Y@2"),
        row("D@1", "split", "P@2", "Q@2", need="all"),
        row("E@1", "withdrawn"),
        row("F@1", "kept", "F@1"),
    ]
    assert profile_changes(rows, ["A@1", "B@1", "C@1", "D@1", "E@1", "F@1", "G@1"]) == [
        LineChange(MAPPED, ("A@1",), (line("X@2", "A@1"),)),
        LineChange(MERGED, ("B@1", "C@1"), (line("Y@2", "B@1", "C@1"),)),
        LineChange(SPLIT, ("D@1",), (line("P@2", "D@1"), line("Q@2", "D@1"))),
        LineChange(WITHDRAWN, ("E@1",), (), "It has no successor."),
        LineChange(KEPT, ("F@1",), (line("F@1", "F@1"),)),
        LineChange(KEPT, ("G@1",), (line("G@1", "G@1"),)),
    ]


def test_a_choice_a_wider_standard_and_an_offer_are_for_somebody_to_decide() -> None:
    rows = [
        row("A@1", "split", "X@2", "Y@2"),
        row("B@1", "widened", "Z@2"),
        row("C@1", "absorbed", "W@2"),
        row("D@1", "widened", "V@2", context="older people"),
    ]
    changes = profile_changes(rows, ["A@1", "B@1", "C@1", "D@1"])
    assert [(change.what, change.old) for change in changes] == [
        (DECIDE, ("A@1",)),
        (DECIDE, ("B@1",)),
        (DECIDE, ("C@1",)),
        (MAPPED, ("D@1",)),
    ]
    assert [change.why.partition(".")[0] for change in changes[:3]] == [
        "Any one of several standards takes its place: choose which to ask for",
        "The new standard is wider, and the revision names no context for it yet",
        "It was combined into another standard: evidence is offered, and nothing is granted",
    ]
    assert changes[3].new == (line("V@2", "D@1", context="older people"),)


def test_a_line_that_was_combined_is_decided_beside_the_one_it_joins() -> None:
    rows = [
        row("A@1", "kept", "A@1"),
        row("B@1", "absorbed", "A@1"),
        row("C@1", "split", "A@1", "D@2", need="all"),
    ]
    assert [(change.what, change.old) for change in profile_changes(rows, ["A@1", "B@1", "C@1"])] == [
        (KEPT, ("A@1",)),
        (DECIDE, ("B@1",)),
        (SPLIT, ("C@1",)),
    ]


def test_a_standard_asked_for_twice_is_told_once() -> None:
    assert len(profile_changes([], ["A@1", "A@1"])) == 1
