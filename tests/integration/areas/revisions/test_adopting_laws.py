"""The laws of adopting, in the store, for drawn facts: interrupted anywhere and run again is once, twice is once, and
undone is as before. What holds of carrying over itself is in `tests/generative/test_carrying.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from standing.areas.audit import clock
from standing.areas.people.models import Person
from standing.areas.record import actions
from standing.areas.record.answers import standings_on
from standing.areas.record.models import Change, Decision, Membership, Suspension
from standing.areas.record.trail import facts_at_odds_with_the_trail
from standing.areas.revisions.actions import adopting
from standing.areas.revisions.actions.undoing import undo_adoption
from standing.areas.revisions.models import TransitionTask
from standing.core.rules import facts
from tests.factories.adopting import CODE, CONTEXT, EFFECTIVE, ENDS, OLD, TESTS, approved, load_revisions
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 2)
REFS = ("ann", "ben", "cat")
ASKED_ON = (
    EFFECTIVE - timedelta(days=1),
    EFFECTIVE,
    EFFECTIVE + timedelta(days=1),
    ENDS,
    ENDS + timedelta(days=1),
)


class Interrupted(Exception):
    """The machine stops."""


DECISIONS = st.lists(
    st.tuples(
        st.sampled_from(REFS),
        st.sampled_from(OLD),
        st.sampled_from([facts.MET, facts.MET, facts.MET, facts.BRIDGED, facts.NOT_YET, facts.REVOKED]),
        st.dates(date(2023, 1, 1), TODAY),
        st.sampled_from(["", "", CONTEXT]),
    ),
    min_size=1,
    max_size=6,
)
SUSPENSIONS = st.lists(st.tuples(st.sampled_from(REFS), st.sampled_from(["", *OLD])), max_size=2)
CHANGES = st.lists(
    st.tuples(st.sampled_from(OLD), st.sampled_from([facts.SIGNIFICANT, facts.MAJOR, facts.CRITICAL])),
    max_size=1,
)


def write(decisions: Any, suspensions: Any, changes: Any) -> None:
    for ref in REFS:
        make_person(ref)
    found: list[Any] = [
        actions.Entry(
            facts.Decision("new", ref, standard, outcome, on, context), beside={"evidence": "A folder"}
        )
        for ref, standard, outcome, on, context in decisions
    ]
    found += [
        actions.Entry(facts.Suspension(ref, TODAY, None, standard), beside={"reason": "Looked into"})
        for ref, standard in dict.fromkeys(suspensions)
    ]
    found += [
        actions.Entry(facts.Change("POL", 1, standard, asks, TODAY), beside={"title": "A policy"})
        for standard, asks in changes
    ]
    actions.append_facts(by=TESTS, entries=found)


def answers() -> list[Any]:
    """How everybody stands on each of the days."""
    people = list(Person.objects.select_related("stale").order_by("pk"))
    return [standings_on(people, day) for day in ASKED_ON]


def written() -> list[Any]:
    """All that stands by the adoption, by names and not by keys, and the answers that it gives."""
    carried = {"carried_from__isnull": False, "retracted_on": None}
    decided = Decision.objects.filter(**carried).values_list(
        "person__ref",
        "standard",
        "context",
        "outcome",
        "decided_on",
        "held_from",
        "practice_as_of",
        "expires_on",
    )
    asked = Change.objects.filter(retracted_on=None).values_list(
        "subject", "version", "standard", "change_class"
    )
    belong = Membership.objects.filter(retracted_on=None).values_list(
        "person__ref", "population", "from_on", "to_on"
    )
    kept = Suspension.objects.filter(**carried).values_list("person__ref", "standard", "from_on", "to_on")
    tasks = TransitionTask.objects.filter(state="open").values_list(
        "kind", "person__ref", "standard", "context"
    )
    return [*(sorted(rows, key=repr) for rows in (decided, asked, belong, kept, tasks)), answers()]


def adopt(progress: Callable[[int, int], None] = lambda done, of: None) -> adopting.Adopted:
    return adopting.adopt_revision(by=TESTS, revision=CODE, progress=progress)


def test_however_it_is_interrupted_repeated_or_undone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adopting, "PEOPLE_AT_ONCE", 1)
    with clock.travelling_to(TODAY - timedelta(days=2)):
        load_revisions()
        approved()

    @given(DECISIONS, SUSPENSIONS, CHANGES, st.integers(0, 3))
    @settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
    def law(decisions: Any, suspensions: Any, changes: Any, after: int) -> None:
        with transaction.atomic():
            holds(decisions, suspensions, changes, after)
            transaction.set_rollback(True)

    with clock.travelling_to(TODAY):
        law()


def holds(decisions: Any, suspensions: Any, changes: Any, after: int) -> None:
    write(decisions, suspensions, changes)
    before = answers()
    told: list[int] = []

    def stop(done: int, of: int) -> None:
        told.append(done)
        if len(told) > after:
            raise Interrupted

    try:
        adopt(stop)
    except Interrupted:
        assert answers() == before
    first = adopt()
    once = written()
    assert adopt().already
    assert written() == once
    with clock.travelling_to(TODAY, hour=12):
        undo_adoption(by=TESTS, revision=CODE, why="The wrong day")
        assert answers() == before
    with clock.travelling_to(TODAY, hour=13):
        again = adopt()
        assert written() == once, "in one go it comes to the same"
    assert again.counts == first.counts
    assert list(facts_at_odds_with_the_trail()) == []
