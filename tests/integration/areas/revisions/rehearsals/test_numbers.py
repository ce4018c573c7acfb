"""The numbers of a rehearsal, and what cannot be rehearsed."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest

from standing.areas.record import actions
from standing.areas.refusals import Refused
from standing.areas.revisions.rehearsing.running import as_numbers
from standing.core.rules import facts
from standing.core.rules.facts import BadFact
from tests.factories.adopting import EFFECTIVE, NEW_CODE, RECODED, REPLACED, REVISED
from tests.factories.transitions import TODAY, RevisedWard
from tests.integration.areas.revisions.rehearsals.conftest import REVISION, TESTS, change_rows, rehearsed

pytestmark = pytest.mark.django_db


def test_the_numbers_of_a_revision(ward: RevisedWard) -> None:
    outcome, _ = rehearsed(REVISION)
    numbers = as_numbers(outcome)
    assert (numbers["kind"], numbers["takes_effect"]) == ("revision", EFFECTIVE.isoformat())
    assert numbers["examined"] == 4  # the assessor counts in what they assess
    assert numbers["people"]["affected"] == 3
    work = {(row["work"], row["standard"]): row for row in numbers["work"]}
    assert work["signing", NEW_CODE] == {
        "work": "signing",
        "standard": NEW_CODE,
        "month": "2027-03",
        "pairs": 2,
    }
    falls = {(row["unit"], row["standard"]): row for row in numbers["teams"]}
    lost = falls["ash", REPLACED]
    assert (lost["on"], lost["before"], lost["after"]) == (
        "2027-04-01", {"counting": 2, "of": 2}, {"counting": 0, "of": 2},
    )  # fmt: skip
    assert ("ash", REVISED) not in falls or falls["ash", REVISED]["on"] > "2027-03-31"
    (profile,) = numbers["profiles"]
    assert {change["what"] for change in profile["changes"]} == {"mapped", "withdrawn"}
    assert {"task": "withdrawn_line", "standard": "ZA9@2013", "month": "2027-03", "tasks": 1} in numbers[
        "tasks"
    ]
    assert json.dumps(numbers)


def test_only_teams_below_a_share_are_named_where_one_is_given(ward: RevisedWard) -> None:
    asked = {"kind": "leaving", "person": "ann", "on": (TODAY + timedelta(days=30)).isoformat()}
    every, _ = rehearsed(asked)
    some, _ = rehearsed(asked, below=50)
    assert {fall.standard for fall in some.falls} < {fall.standard for fall in every.falls}
    assert as_numbers(some)["below"] == 50


def test_a_revision_without_a_day_takes_the_one_that_is_tried(ward: RevisedWard) -> None:
    with pytest.raises(Refused, match="has no effective day yet"):
        rehearsed({"kind": "revision", "revision": "zb-2027"})
    outcome, _ = rehearsed({"kind": "revision", "revision": "zb-2027", "on": "2027-04-01"})
    assert outcome.plan.takes_effect == date(2027, 4, 1)
    assert outcome.plan.notes[0].startswith("No crosswalk is begun yet")


def test_an_approved_revision_can_be_tried_on_another_day(ward: RevisedWard) -> None:
    outcome, _ = rehearsed(REVISION | {"on": "2028-01-01"})
    assert outcome.plan.takes_effect == date(2028, 1, 1)
    assert ward.version.effective_on == EFFECTIVE


@pytest.mark.parametrize(
    ("asked", "error", "words"),
    [
        ({"kind": "revision", "revision": "nowhere"}, Refused, "There is no revision nowhere"),
        ({"kind": "profile", "profile": "nurse"}, Refused, "has no draft to rehearse"),
        ({"kind": "leaving", "person": "nobody"}, Refused, "nobody with the reference nobody"),
        ({"kind": "leaving", "person": "ann", "on": "soon"}, BadFact, "expected a day"),
        ({"kind": "leaving", "person": "ann", "until": "2020-01-01"}, Refused, "before the first"),
        ({"kind": "leaving", "person": "ann", "until": "2099-01-01"}, Refused, "no further ahead"),
        ({"kind": "change", "rows": change_rows("XX9@2000", TODAY)}, BadFact, "the id of a standard"),
    ],
)
def test_what_cannot_be_rehearsed_is_refused_with_words(
    ward: RevisedWard, asked: dict[str, Any], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        rehearsed(asked)


def test_a_change_in_force_is_not_rehearsed_again(ward: RevisedWard) -> None:
    actions.issue_change(
        by=TESTS, subject="POL", version=1, title="Policy", standards=[RECODED],
        change_class=facts.MINOR, effective_on=TODAY,
    )  # fmt: skip
    with pytest.raises(Refused, match="in force for ZA2@2013 already"):
        rehearsed({"kind": "change", "rows": change_rows(RECODED, TODAY)})


def test_somebody_who_left_is_not_rehearsed_leaving(ward: RevisedWard) -> None:
    actions.end_assignment(by=TESTS, assignment=ward.ann.assignments.get(), to_on=TODAY, why="Left")
    with pytest.raises(Refused, match="works nowhere from"):
        rehearsed({"kind": "leaving", "person": "ann", "on": TODAY.isoformat()})
