"""RULES part 5: kinds of rows, the lines a profile becomes, and lineage across revisions."""

from __future__ import annotations

import pytest

from standing.core.rules.carry_over import (
    TREATMENTS,
    CrosswalkRow,
    ProfileLine,
    carry_profile,
    fold_title,
    kind_of,
    predecessors,
    same_title,
    successors,
)


def row(old: str, kind: str, *new: str, context: str = "") -> CrosswalkRow:
    return CrosswalkRow("r", old, kind, new, "all" if kind == "split" else "any", context=context)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Promote peoples' rights", "promote peoples\u2019 Rights"),
        ("Support well-being", "Support wellbeing"),
        ("Support well being", "Support wellbeing"),
        ("Co-ordinate inter\u2010agency work", "Coordinate interagency work"),
        ("Optimizing organizations", "Optimising organisations"),
        ("Prioritize  needs", "Prioritise needs"),
    ],
)
def test_titles_are_the_same_whatever_case_apostrophes_hyphens_and_spelling(one: str, other: str) -> None:
    assert same_title(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("their mental health and social well-being", "their health and social well-being"),
        ("agencies or services", "agencies and services"),
        ("Respond to crises", "Respond to crisis"),
        ("Assess needs", "Assess need"),
    ],
)
def test_nothing_looser_makes_two_titles_one(one: str, other: str) -> None:
    assert not same_title(one, other)
    assert fold_title(one) != fold_title(other)


@pytest.mark.parametrize(
    ("new", "notice", "kind"),
    [
        ([("MH1", "Mend lamps")], "", "kept"),
        ([("MH1", "Mend all lamps")], "", "revised"),
        ([("MH1.2012", "Mend lamps")], "", "reissued"),
        ([("MH1.2012", "Mend all lamps")], "", "revised"),
        ([("GEN1", "Mend Lamps")], "", "recoded"),
        ([("GEN1", "Mend all lamps")], "", None),
        ([("SC1", "Mend lamps")], "", "replaced"),
        ([("SC1", "Mend lamps"), ("SC2", "Fill lamps")], "", "split"),
        ([("MH2", "")], "absorbed", "absorbed"),
        ([], "withdrawn", "withdrawn"),
        ([], "unchanged", "unchanged"),
    ],
)
def test_the_kind_of_a_row_comes_from_codes_titles_and_words(
    new: list[tuple[str, str]], notice: str, kind: str | None
) -> None:
    assert kind_of(("MH1", "Mend lamps"), new, {"GEN1"}, notice) == kind


def test_each_kind_has_its_treatment_and_a_steward_may_set_another() -> None:
    new = {"unchanged": (), "withdrawn": ()}
    for kind, treatment in TREATMENTS.items():
        assert CrosswalkRow("r", "A@1", kind, new.get(kind, ("B@2",))).treatment == treatment
    assert CrosswalkRow("r", "A@1", "kept", ("A@2",), treatment="bridge").treatment == "bridge"


@pytest.mark.parametrize(
    ("kind", "new", "need", "words"),
    [
        ("renamed", ("B@2",), "any", "kind is 'renamed', expected one of kept, reissued"),
        ("kept", ("B@2",), "some", "need is 'some', expected all or any"),
        ("kept", (), "any", "a row of kind kept cannot have 0 new standards"),
        ("unchanged", ("B@2",), "any", "a row of kind unchanged cannot have 1 new standards"),
    ],
)
def test_an_illegal_row_cannot_be_built(kind: str, new: tuple[str, ...], need: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        CrosswalkRow("r", "A@1", kind, new, need)


def test_a_carried_profile_merges_lines_and_names_what_they_came_from() -> None:
    rows = [
        row("A@1", "recoded", "X@2"),
        row("B@1", "replaced", "Y@2"),
        row("C@1", "replaced", "Y@2"),
        row("D@1", "split", "Y@2", "Z@2"),
        row("E@1", "widened", "W@2", context="mental health"),
        row("F@1", "unchanged"),
        row("G@1", "withdrawn"),
        row("H@1", "absorbed", "X@2"),
    ]
    asked = ["B@1", "A@1", "A@1", "C@1", "D@1", "E@1", "F@1", "G@1", "H@1", "N@1"]
    assert carry_profile(rows, asked) == (
        ProfileLine("Y@2", "", ("B@1", "C@1", "D@1")),
        ProfileLine("X@2", "", ("A@1", "H@1")),
        ProfileLine("Z@2", "", ("D@1",)),
        ProfileLine("W@2", "mental health", ("E@1",)),
        ProfileLine("F@1", "", ("F@1",)),
        ProfileLine("N@1", "", ("N@1",)),
    )
    line = carry_profile(rows, ["A@1"])[0]
    assert (line.code, line.edition) == ("X", "2")


def test_lineage_goes_both_ways_across_any_number_of_revisions() -> None:
    rows = [
        row("A@1", "recoded", "B@2"),
        row("C@1", "replaced", "B@2"),
        row("B@2", "split", "D@3", "E@3"),
        row("D@3", "recoded", "F@4"),
    ]
    assert successors(rows, "A@1") == ("B@2", "D@3", "E@3", "F@4")
    assert predecessors(rows, "F@4") == ("D@3", "B@2", "A@1", "C@1")
    assert predecessors(rows, "A@1") == ()


def test_a_circle_of_rows_ends_where_it_began() -> None:
    rows = [row("A@1", "recoded", "B@2"), row("B@2", "recoded", "A@1")]
    assert successors(rows, "A@1") == ("B@2",)
