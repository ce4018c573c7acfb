"""What a rehearsal remembers from one person to the next is bounded, and changes nothing of what it finds."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from standing.core.engine import bulk
from standing.core.engine.evaluate import Window
from standing.core.rehearsing import asking, comparing, teams
from standing.core.rehearsing.effects import PairEffect
from standing.core.rehearsing.rehearsal import Outcome, Question, Worlds, rehearse
from standing.core.rehearsing.succession import successions_of
from standing.core.rules import facts
from standing.core.rules.carry_over import CrosswalkRow
from standing.core.rules.known import Asked, PersonFacts
from standing.core.rules.revising import Adopting, Revising

OLD, NEW, OTHER = "old@1", "new@2", "other@1"
FIRST, END = date(2026, 1, 1), date(2027, 1, 1)
PARTS = ((asking, "_KEPT"), (comparing, "_KEPT"), (teams, "_KEPT"), (bulk, "_KEPT"))


def person(number: int) -> PersonFacts:
    """Somebody who holds the old standard, and another that nobody rehearses."""
    name = f"p{number}"
    day = date(2024, 1, 1) + timedelta(days=number * 40)
    held = tuple(facts.Decision(f"{name}-{one}", name, one, facts.MET, day) for one in (OLD, OTHER))
    begun = date(2025, 12, 1) + timedelta(days=number * 9)
    return PersonFacts(name, decisions=held, assignments=(facts.Assignment(name, "ash", "nurse", begun),))


def rehearsed() -> tuple[Outcome, list[PairEffect], Question]:
    """A small revision over some people, two at a time."""
    rules = [facts.RefreshRule(one, validity_months=24) for one in (OLD, NEW, OTHER)]
    wanted = [
        facts.Requirement("nurse", OLD, date(2020, 1, 1), needed_by_days=14),
        facts.Requirement("nurse", OTHER, date(2020, 1, 1)),
    ]
    asked = Asked.of(rules, requirements=wanted)
    rows = (CrosswalkRow("revision", OLD, "revised", (NEW,)),)
    adopting = Adopting(Revising("revision", FIRST, date(2026, 6, 30), rows), asked)
    question = Question(
        asked, adopting.asked, frozenset({OLD, NEW}), Window(FIRST, END), successions=successions_of(rows)
    )
    people = [Worlds(one, adopting.person(one)) for one in map(person, range(12))]
    found: list[PairEffect] = []
    outcome = rehearse(
        question,
        [people[start : start + 2] for start in range(0, len(people), 2)],
        each=lambda _, effects: found.extend(effects),
    )
    return outcome, found, question


def test_what_is_remembered_is_bounded_and_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    outcome, found, question = rehearsed()
    for module, name in PARTS:
        monkeypatch.setattr(module, name, 1)
    again, found_again, _ = rehearsed()
    assert found
    assert found == found_again
    assert (outcome.pairs, outcome.people, outcome.work) == (again.pairs, again.people, again.work)
    assert outcome.teams.falls(FIRST, END) == again.teams.falls(FIRST, END)
    assert question.last_day == date(2026, 12, 31)


def test_what_nobody_rehearses_is_not_spoken_of() -> None:
    _, found, _ = rehearsed()
    assert {effect.standard for effect in found} == {OLD, NEW}


def test_people_of_whom_nothing_is_known_have_no_stretches() -> None:
    asked = Asked.of([facts.RefreshRule(OLD)])
    assert bulk.StretchMaker().of([PersonFacts("p1")], asked, Window(FIRST, END)) == [{}]
