"""Every spec holds: asked of the definition, of the timeline, and as rows."""

from __future__ import annotations

from datetime import date

import pytest

from standing.core.engine.evaluate import Window, Workforce, evaluate
from standing.core.engine.timeline import timeline
from standing.core.rules.carry_over import CrosswalkRow
from standing.core.rules.facts import CHANGE_CLASSES, OUTCOMES
from standing.core.rules.known import PersonFacts
from standing.core.rules.revising import Adopting, Revising
from standing.core.rules.status import REASONS, STATUSES, Standing, standing_on
from tests.spec.chapters import CHAPTERS
from tests.spec.spec import Row, Spec
from tests.support.facts import workforce_of

SPECS = [spec for chapter in CHAPTERS for spec in chapter.specs]
ANSWERED = [
    pytest.param(spec, row, id=f"{spec.title}, {' '.join(filter(None, row.values()))}")
    for spec in SPECS
    if spec.answers
    for row in spec.questions()
]


def _workforce(spec: Spec) -> Workforce:
    """The facts of a spec; where it has a crosswalk, as they are once that is adopted."""
    workforce = workforce_of(spec.fact_rows(), spec.known_day)
    if spec.crosswalk is None:
        return workforce
    rows = tuple(
        CrosswalkRow("REV", row["old"], row["kind"], (row["new"],), context=row.get("context", ""))
        for row in spec.crosswalk.rows()
    )
    days = (
        date.fromisoformat(day) for day in (spec.crosswalk.effective_on, spec.crosswalk.transition_ends_on)
    )
    adopting = Adopting(Revising("REV", *days, rows), workforce.asked)
    people = {name: adopting.person(person) for name, person in workforce.people.items()}
    return Workforce(adopting.asked, people)


def _expected(row: Row) -> Standing:
    expires_on = date.fromisoformat(row["expires_on"]) if row["expires_on"] else None
    reasons = tuple(row["reasons"].split(", ")) if row["reasons"] else ()
    return Standing(row["status"], reasons, expires_on)


@pytest.mark.parametrize(("spec", "row"), ANSWERED)
def test_the_definition_gives_the_answer_of_the_spec(spec: Spec, row: Row) -> None:
    workforce = _workforce(spec)
    person = workforce.people.get(row["person"], PersonFacts(row["person"]))
    day = date.fromisoformat(row["on"])
    answer = standing_on(person, workforce.asked, row["standard"], row["context"], day)
    assert answer == _expected(row)


@pytest.mark.parametrize(("spec", "row"), ANSWERED)
def test_the_timeline_gives_the_answer_of_the_spec(spec: Spec, row: Row) -> None:
    workforce = _workforce(spec)
    person = workforce.people.get(row["person"], PersonFacts(row["person"]))
    day = date.fromisoformat(row["on"])
    stretches = timeline(person, workforce.asked, row["standard"], row["context"])
    covering = [s.standing for s in stretches if s.from_on <= day and (s.to_on is None or day < s.to_on)]
    assert covering == [_expected(row)]


@pytest.mark.parametrize("spec", [pytest.param(s, id=s.title) for s in SPECS if s.rows])
def test_the_whole_answer_is_that_of_the_spec(spec: Spec) -> None:
    window = Window(*map(date.fromisoformat, spec.window)) if spec.window else None
    answers = evaluate(_workforce(spec), window)
    assert [answer.as_row() for answer in answers] == [
        row | {"reasons": row["reasons"].replace(", ", "|")} for row in spec.expected_rows()
    ]


def test_every_status_reason_class_and_outcome_is_in_a_spec() -> None:
    answers = [row for spec in SPECS if spec.answers for row in spec.questions()]
    facts = [spec.fact_rows() for spec in SPECS]
    assert {row["status"] for row in answers} == set(STATUSES)
    assert {reason for row in answers for reason in row["reasons"].split(", ")} - {""} == set(REASONS)
    assert {row["class"] for tables in facts for row in tables.get("changes", [])} == set(CHANGE_CLASSES)
    assert {row["outcome"] for tables in facts for row in tables.get("decisions", [])} == set(OUTCOMES)


def test_titles_and_chapters_are_named_once() -> None:
    titles = [spec.title for spec in SPECS]
    assert len(titles) == len(set(titles))
    assert len({chapter.name for chapter in CHAPTERS}) == len(CHAPTERS)
