"""What a source brings into what is held: new, added to, as it was, or a contradiction. Nothing held is overwritten."""

from __future__ import annotations

from dataclasses import replace

import pytest

from standing.core.catalogue import Catalogue, Judgement, OtherTitle, Revision, Standard, Statement, Suite
from standing.core.holdings import Holdings
from standing.core.merging import Changes, merge
from standing.core.rules.carry_over import CrosswalkRow
from standing.core.search import Summary

ONE = Standard("ZZ1@2001", "ZZ1", "2001", "Keep the gate", "ZZ", ("ZZ 1",), "made up")
TWO = Standard("ZZ2@2001", "ZZ2", "2001", "Rake the paths", "ZZ", (), "made up")
SAID = Statement("ZZ1@2001", "current", "Register", "2001-12-31")
ROW = CrosswalkRow("zz-2001", "ZZ1@2001", "recoded", ("ZZ2@2001",), context="gardens", note="ours")
REVISION = Revision("zz-2001", "Gardens", "ZZ", "Document", "2001", "2001-12-31", "2001")
HELD = Holdings(
    Catalogue(
        suites=(Suite("ZZ", "Gardens"),),
        standards=(ONE, TWO),
        revisions=(REVISION,),
        crosswalk=(ROW,),
        judgements=(Judgement("zz-2001", "ZZ1@2001", "widened", "because"),),
        statements=(SAID,),
        titles=(OtherTitle("ZZ1@2001", "Mind the gate", "List"),),
    ),
    {"ZZ1@2001": Summary("ZZ1@2001", "Minding.", ("person",), ("support",), ("any",), specialist=False)},
)


def bring(**parts: object) -> Changes:
    return merge(HELD, Holdings(Catalogue(**parts)), "new.txt")  # type: ignore[arg-type]


def only(changes: Changes, part: str) -> tuple[list[object], list[object]]:
    assert changes.problems == ()
    return list(changes.created[part]), list(changes.updated[part])


def test_the_same_again_is_no_change() -> None:
    changes = merge(HELD, HELD, "same")
    assert not changes.anything
    assert changes.problems == ()


def test_into_nothing_everything_is_new() -> None:
    changes = merge(Holdings(), HELD, "all")
    assert changes.created["standards"] == (ONE, TWO)
    assert changes.created["summaries"] == tuple(HELD.summaries.values())
    assert changes.touched("crosswalk") == ({("zz-2001", "ZZ1@2001")}, frozenset())


def test_a_suite_that_only_a_code_names_is_made_with_its_code_for_a_name() -> None:
    new = Standard("YY1@2002", "YY1", "2002", "Prune", "YY")
    changes = bring(standards=(new,))
    assert only(changes, "suites") == ([Suite("YY", "YY")], [])
    assert only(changes, "standards") == ([new], [])


def test_an_edition_keeps_its_title_and_gains_aliases() -> None:
    told = replace(ONE, title="keep the gate", aliases=("ZZ-1",), note="a note", source="elsewhere")
    created, updated = only(bring(standards=(told,)), "standards")
    assert created == []
    assert updated == [replace(ONE, aliases=("ZZ 1", "ZZ-1"), note="a note")]


def test_a_thing_told_twice_in_one_source_is_joined() -> None:
    first, second = replace(ONE, aliases=("A",)), replace(ONE, aliases=("B",))
    assert only(bring(standards=(first, second)), "standards")[1] == [
        replace(ONE, aliases=("ZZ 1", "A", "B"))
    ]
    new = replace(TWO, id="ZZ3@2001", code="ZZ3")
    again = replace(new, aliases=("C",))
    assert only(bring(standards=(new, again)), "standards")[0] == [again]


def test_a_row_gains_what_it_lacked_and_keeps_what_a_steward_set() -> None:
    told = replace(ROW, context="woods", note="theirs", source_words="moved")
    assert only(bring(crosswalk=(told,)), "crosswalk")[1] == [replace(ROW, source_words="moved")]


def test_a_judgement_stays_and_another_title_is_renewed() -> None:
    judged = Judgement("zz-2001", "ZZ1@2001", "reworded", "other")
    title = OtherTitle("ZZ1@2001", "Watch the gate", "List")
    changes = bring(judgements=(judged,), titles=(title,))
    assert only(changes, "judgements") == ([], [])
    assert only(changes, "titles") == ([], [title])


def test_the_days_a_steward_set_stay() -> None:
    set_by_steward = replace(REVISION, effective_on="2027-04-01")
    held = Holdings(replace(HELD.catalogue, revisions=(set_by_steward,)))
    told = replace(REVISION, title="Gardens and paths", transition_ends_on="2028-03-31")
    changes = merge(held, Holdings(Catalogue(revisions=(told,))), "new")
    assert changes.updated["revisions"] == (replace(told, effective_on="2027-04-01"),)


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        (
            {"standards": (replace(ONE, title="Open the gate"),)},
            "ZZ1@2001 is held as 'Keep the gate', and here is 'Open the gate'",
        ),
        (
            {"statements": (replace(SAID, status="replaced"),)},
            "ZZ1@2001: Register is held to say 'current' as of 2001-12-31, and here it says 'replaced'",
        ),
        (
            {"crosswalk": (replace(ROW, new=("ZZ2@2001", "ZZ1@2001")),)},
            "ZZ1@2001: the crosswalk holds new ZZ2@2001, and here it is ZZ2@2001 and ZZ1@2001",
        ),
        (
            {"crosswalk": (CrosswalkRow("zz-2001", "ZZ1@2001", "withdrawn"),)},
            "ZZ1@2001: the crosswalk holds kind recoded, and here it is withdrawn",
        ),
        (
            {"crosswalk": (CrosswalkRow("zz-2001", "ZZ2@2001", "recoded", ("ZZ9@2001",)),)},
            "ZZ9@2001 is named but neither brought nor in the catalogue",
        ),
        (
            {"statements": (replace(SAID, standard="ZZ8@2001"),)},
            "ZZ8@2001 is named but neither brought nor in the catalogue",
        ),
    ],
)
def test_a_contradiction_is_a_problem_and_is_not_written(parts: dict[str, object], says: str) -> None:
    changes = bring(**parts)
    [problem] = changes.problems
    assert (problem.where, problem.what) == ("new.txt", says)
    assert "a steward decides" in problem.do
    assert problem.refuses
    assert not any(changes.updated.values())


def test_what_a_row_names_nothing_is_said_so() -> None:
    held = CrosswalkRow("zz-2001", "ZZ2@2001", "withdrawn")
    changes = merge(
        Holdings(replace(HELD.catalogue, crosswalk=(held,))),
        Holdings(Catalogue(crosswalk=(replace(ROW, old="ZZ2@2001", kind="withdrawn", new=(), context=""),))),
        "new",
    )
    assert changes.problems == ()


def test_a_national_standard_with_the_code_of_a_local_competence_is_a_contradiction() -> None:
    own = Standard("YY1@1", "YY1", "1", "Our way", "LOCAL")
    held = Holdings(Catalogue(suites=(Suite("LOCAL", "Ours"),), standards=(own,)))
    brought = Holdings(Catalogue(standards=(Standard("YY1@2013", "YY1", "2013", "Prune", "YY"), own)))
    changes = merge(held, brought, "new.txt")
    assert [problem.what for problem in changes.problems] == [
        "YY1@2013 has the code of the local competence YY1@1, and is another"
    ]
