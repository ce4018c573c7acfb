"""Two records of one person, made one and two again: nothing is lost, and what was known stays as it was known."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from standing.areas.audit import clock
from standing.areas.audit.models import Event
from standing.areas.people.actions import deactivate_account
from standing.areas.people.models import Account, Merge, Person
from standing.areas.people.roles import Role
from standing.areas.record import actions, models
from standing.areas.record.actions import (
    activate_batch,
    merge_people,
    open_batch,
    retract_batch,
    split_people,
    stage_facts,
)
from standing.areas.record.answers import Pair, standings_on
from standing.areas.record.loading import load_asked, load_people
from standing.areas.record.periods import differences
from standing.areas.record.selectors.cells import required_cells
from standing.areas.record.selectors.people import person_by_ref, places_of
from standing.areas.record.selectors.records import pair_in_full, record_of
from standing.areas.record.trail import facts_at_odds_with_the_trail
from standing.areas.refusals import NotAllowed, Refused
from standing.core.engine.evaluate import answers_of
from standing.core.rules import facts
from tests.factories.people import make_account, make_person, make_post, make_unit
from tests.factories.record import account_of, load_standards, make_lead, require
from tests.factories.workforce import TESTS, employ, met, rule

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 6, 1)
DAY = timedelta(days=1)
FIRST, SECOND = "ZA1@2013", "ZB2@2013"


@pytest.fixture(autouse=True)
def catalogue() -> Any:
    with clock.travelling_to(MONDAY):
        rule(load_standards(2))
        require((FIRST, SECOND))
        yield


def on(day: date, do: Callable[[], Any]) -> Any:
    with clock.travelling_to(day):
        return do()


def two() -> tuple[Person, Person]:
    """Two records of one person: one met the first standard, the other the second."""
    kept, merged = make_person("OLD", family_name="Example"), make_person("NEW", family_name="Exemple")
    employ(kept, make_post(make_unit("ash"), role="nurse"))
    employ(merged, make_post(make_unit("oak"), role="nurse"))
    met(kept, FIRST, date(2026, 1, 1))
    met(merged, SECOND, date(2026, 2, 1))
    return kept, merged


def fresh(person: Person) -> Person:
    return Person.everybody.select_related("stale").get(pk=person.pk)


def status(person: Person, standard: str, day: date, known_on: date | None = None) -> str:
    found = standings_on([fresh(person)], day, known_on)
    return found[Pair(person.ref, standard, "")].status if Pair(person.ref, standard, "") in found else ""


def everything_of(*people: Person, known_on: date | None = None) -> dict[str, list[Any]]:
    """Every answer about these people, for their whole lives."""
    asked, loaded = load_asked(known_on), load_people(people, known_on)
    return {person.ref: list(answers_of(loaded[person.ref], asked)) for person in people}


def all_is_well() -> None:
    assert list(facts_at_odds_with_the_trail()) == []
    people = list(Person.everybody.select_related("stale"))
    assert {ref: pairs for ref, pairs in differences(people).items() if pairs} == {}


def test_the_kept_person_has_the_facts_of_both() -> None:
    kept, merged = two()
    merge_people(by=TESTS, kept=kept, merged=merged, why="married")
    assert (status(kept, FIRST, MONDAY), status(kept, SECOND, MONDAY)) == ("current", "current")
    assert everything_of(fresh(merged)) == {"NEW": []}
    assert [place.unit.code for place in places_of([kept], MONDAY)["OLD"]] == ["ash", "oak"]
    assert {row.person.ref for row in models.Decision.objects.all()} == {"OLD"}
    all_is_well()


def test_splitting_restores_every_answer_of_both() -> None:
    kept, merged = two()
    before = everything_of(kept, merged)
    merge = merge_people(by=TESTS, kept=kept, merged=merged, why="married")
    split_people(by=TESTS, merge=merge, why="two people after all")
    assert everything_of(fresh(kept), fresh(merged)) == before
    assert not models.Decision.objects.filter(recorded_for__isnull=False).exists()
    assert Person.objects.filter(ref="NEW").exists()
    all_is_well()


def test_as_known_on_each_day_the_answer_is_that_of_the_day() -> None:
    kept, merged = two()
    tuesday, wednesday, thursday = MONDAY + DAY, MONDAY + 2 * DAY, MONDAY + 3 * DAY
    merge = on(tuesday, lambda: merge_people(by=TESTS, kept=kept, merged=merged, why="married"))
    on(thursday, lambda: split_people(by=TESTS, merge=merge, why="no"))
    with clock.travelling_to(thursday + DAY):
        known = {
            day: [
                status(person, standard, day, known_on=day)
                for person in (kept, merged)
                for standard in (FIRST, SECOND)
            ]
            for day in (MONDAY, tuesday, wednesday, thursday)
        }
        apart = ["current", "not_held", "not_held", "current"]
        assert known[MONDAY] == apart
        assert known[tuesday] == known[wednesday] == ["current", "current", "", ""]
        assert known[thursday] == apart
        assert [place.unit.code for place in places_of([kept], tuesday, tuesday)["OLD"]] == ["ash", "oak"]
        rows = required_cells(models.Assignment.objects.all(), tuesday, tuesday)
        assert [person.ref for person in rows.people] == ["OLD"]
        rows = required_cells(models.Assignment.objects.all(), MONDAY, MONDAY)
        assert sorted(person.ref for person in rows.people) == ["NEW", "OLD"]


def test_while_merged_the_other_record_is_read_as_it_was_known_before() -> None:
    kept, merged = two()
    tuesday = MONDAY + DAY
    on(tuesday, lambda: merge_people(by=TESTS, kept=kept, merged=merged, why="married"))
    with clock.travelling_to(tuesday):
        assert person_by_ref(by=TESTS, ref="NEW") == kept
        assert person_by_ref(by=TESTS, ref="NEW", known_on=tuesday) == kept
        old = person_by_ref(by=TESTS, ref="NEW", known_on=MONDAY)
        assert old == merged
        record = record_of(by=TESTS, person=old, at=MONDAY, known_on=MONDAY)
        assert {pair.standard.pk: pair.standing.status for pair in record.pairs} == {
            FIRST: "not_held",
            SECOND: "current",
        }
        assert [place.unit.code for place in record.places] == ["oak"]
        assert [len(pair.decisions) for pair in record.pairs if pair.standard.pk == SECOND] == [1]
        full = pair_in_full(by=TESTS, person=kept, standard=SECOND, context="", at=MONDAY, known_on=MONDAY)
        assert full.pair.decisions == ()


def test_what_is_recorded_after_the_merge_stays_and_what_came_goes_back() -> None:
    kept, merged = two()
    merge = merge_people(by=TESTS, kept=kept, merged=merged, why="married")
    with clock.travelling_to(MONDAY + DAY):
        new = met(fresh(kept), SECOND, MONDAY)
        split_people(by=TESTS, merge=merge, why="no")
        assert models.Decision.objects.get(pk=new.pk).person == kept
        assert (status(kept, SECOND, MONDAY + DAY), status(merged, SECOND, MONDAY + DAY)) == (
            "current",
            "current",
        )
    all_is_well()


def test_a_correction_of_what_came_goes_back_with_it() -> None:
    kept, merged = two()
    came = models.Decision.objects.get(person=merged)
    merge = merge_people(by=TESTS, kept=kept, merged=merged, why="married")
    came.refresh_from_db()
    replacement = facts.Decision("new", "OLD", SECOND, "met", date(2026, 3, 1))
    corrected = actions.correct_decision(by=TESTS, decision=came, why="wrong day", replacement=replacement)
    assert corrected is not None
    (assignment,) = models.Assignment.objects.filter(recorded_for=merged)
    actions.end_assignment(by=TESTS, assignment=assignment, to_on=MONDAY, why="left")
    all_is_well()
    split_people(by=TESTS, merge=merge, why="no")
    assert models.Decision.objects.get(pk=corrected.pk).person == merged
    assert not models.Assignment.objects.filter(person=kept, unit__code="oak").exists()
    assert models.Assignment.objects.get(person=merged, retracted_on=None).to_on == MONDAY
    all_is_well()


def test_a_fact_sent_to_the_old_number_is_recorded_for_the_kept_person() -> None:
    kept, merged = two()
    merge_people(by=TESTS, kept=kept, merged=merged, why="married")
    entry = actions.Entry(facts.Decision("new", "NEW", FIRST, "met", MONDAY))
    (row,) = actions.append_facts(by=TESTS, entries=[entry])
    assert row.person == kept
    assert row.recorded_for is None
    all_is_well()


def test_nobody_decides_about_themself_by_an_old_number() -> None:
    kept, merged = two()
    assessor = account_of(kept, Role.ASSESSOR)
    merge_people(by=TESTS, kept=kept, merged=merged, why="married")
    entry = actions.Entry(facts.Decision("new", "NEW", FIRST, "met", MONDAY))
    with pytest.raises(NotAllowed, match="about yourself"):
        actions.append_facts(by=Account.objects.get(pk=assessor.pk), entries=[entry])


def test_a_batch_is_retracted_from_the_record_its_facts_went_to_and_the_trail_agrees() -> None:
    kept, merged = two()
    batch = open_batch(by=TESTS, kind="import", name="made up")
    stage_facts(
        by=TESTS, batch=batch, entries=[actions.Entry(facts.Decision("new", "NEW", FIRST, "met", MONDAY))]
    )
    activate_batch(by=TESTS, batch=batch)
    merge = merge_people(by=TESTS, kept=kept, merged=merged, why="married")
    all_is_well_but_stale()
    retract_batch(by=TESTS, batch=batch, why="wrong file")
    all_is_well_but_stale()
    split_people(by=TESTS, merge=merge, why="no")
    all_is_well_but_stale()


def all_is_well_but_stale() -> None:
    assert list(facts_at_odds_with_the_trail()) == []


def test_a_chain_of_merges_is_undone_in_any_order() -> None:
    first, second = two()
    third = make_person("THIRD")
    met(third, FIRST, date(2026, 3, 1))
    before = everything_of(first, second, third)
    one = merge_people(by=TESTS, kept=second, merged=first, why="a")
    two_ = merge_people(by=TESTS, kept=third, merged=second, why="b")
    assert {row.person.ref for row in models.Decision.objects.all()} == {"THIRD"}
    assert person_by_ref(by=TESTS, ref="OLD") == third
    all_is_well()
    split_people(by=TESTS, merge=one, why="c")
    assert everything_of(fresh(first)) == {"OLD": before["OLD"]}
    all_is_well()
    split_people(by=TESTS, merge=two_, why="d")
    assert everything_of(fresh(first), fresh(second), fresh(third)) == before
    all_is_well()


def test_the_account_comes_along_and_goes_back() -> None:
    kept, merged = two()
    account = account_of(merged)
    merge = merge_people(by=TESTS, kept=kept, merged=merged, why="married")
    assert Account.objects.get(pk=account.pk).person == kept
    split_people(by=TESTS, merge=merge, why="no")
    assert Account.objects.get(pk=account.pk).person == merged


def test_two_open_accounts_are_refused_and_a_closed_one_stays_behind() -> None:
    kept, merged = two()
    of_kept, of_merged = account_of(kept), account_of(merged)
    with pytest.raises(Refused, match="OLD and NEW each have an account, and a person has one"):
        merge_people(by=TESTS, kept=kept, merged=merged, why="married")
    deactivate_account(by=TESTS, account=of_kept, why="double")
    with pytest.raises(Refused, match="Keep NEW instead"):
        merge_people(by=TESTS, kept=kept, merged=merged, why="married")
    assert not Merge.objects.exists()
    merge_people(by=TESTS, kept=merged, merged=kept, why="married")
    assert Account.objects.get(pk=of_merged.pk).person == merged
    assert Account.objects.get(pk=of_kept.pk).person == kept


def test_what_cannot_be_merged_or_split_is_refused_in_words() -> None:
    kept, merged = two()
    with pytest.raises(Refused, match="These are one record already"):
        merge_people(by=TESTS, kept=kept, merged=kept, why="x")
    with pytest.raises(Refused, match="Enter why"):
        merge_people(by=TESTS, kept=kept, merged=merged, why=" ")
    merge = merge_people(by=TESTS, kept=kept, merged=merged, why="x")
    with pytest.raises(Refused, match="NEW was merged into OLD before"):
        merge_people(by=TESTS, kept=make_person(), merged=merged, why="x")
    with pytest.raises(Refused, match="Enter why"):
        split_people(by=TESTS, merge=merge, why="")
    split_people(by=TESTS, merge=merge, why="x")
    with pytest.raises(Refused, match="were split before"):
        split_people(by=TESTS, merge=merge, why="x")


@pytest.mark.parametrize("role", list(Role))
def test_only_a_workforce_lead_may_and_never_with_their_own_record(role: Role) -> None:
    kept, merged = two()
    own = make_person()
    account = make_account(person=own, roles=[role])
    merge = None
    if role is Role.WORKFORCE_LEAD:
        with pytest.raises(NotAllowed, match="a record of your own"):
            merge_people(by=account, kept=own, merged=merged, why="x")
        with pytest.raises(NotAllowed, match="a record of your own"):
            merge_people(by=account, kept=kept, merged=own, why="x")
        merge = merge_people(by=account, kept=kept, merged=merged, why="x")
        split_people(by=account, merge=merge, why="x")
    else:
        with pytest.raises(NotAllowed, match="You cannot merge or split"):
            merge_people(by=account, kept=kept, merged=merged, why="x")
        merge = merge_people(by=TESTS, kept=kept, merged=merged, why="x")
        with pytest.raises(NotAllowed, match="You cannot merge or split"):
            split_people(by=account, merge=merge, why="x")


def test_an_outsider_may_not() -> None:
    kept, merged = two()
    with pytest.raises(NotAllowed):
        merge_people(by=make_account(), kept=kept, merged=merged, why="x")


def test_both_are_told_in_the_trail_and_a_number_stays_taken() -> None:
    kept, merged = two()
    merge = merge_people(by=make_lead(), kept=kept, merged=merged, why="married")
    split_people(by=TESTS, merge=merge, why="no")
    told = Event.objects.filter(action__in=("merge_people", "split_people"))
    assert [(event.action, event.subject) for event in told.order_by("sequence")] == [
        ("merge_people", merge.subject),
        ("merge_people", "person:OLD"),
        ("merge_people", "person:NEW"),
        ("split_people", merge.subject),
        ("split_people", "person:OLD"),
        ("split_people", "person:NEW"),
    ]
    merge_people(by=TESTS, kept=kept, merged=merged, why="again")
    with pytest.raises(Refused, match="The staff number NEW is that of"):
        make_person("new")


def test_what_was_done_past_the_actions_is_found() -> None:
    kept, merged = two()
    merge = merge_people(by=TESTS, kept=kept, merged=merged, why="married")
    decision = models.Decision.objects.get(recorded_for=merged)
    other = make_person()
    models.Decision.objects.filter(pk=decision.pk).update(person=other)
    assert "where no merge put it" in next(facts_at_odds_with_the_trail()).what
    models.Decision.objects.filter(pk=decision.pk).update(person=kept, recorded_for=other)
    assert {problem.where for problem in facts_at_odds_with_the_trail()} == {decision.name}
    models.Decision.objects.filter(pk=decision.pk).update(recorded_for=merged)
    Merge.objects.filter(pk=merge.pk).update(why="something else")
    assert "is not what event" in next(facts_at_odds_with_the_trail()).what
    Merge.objects.filter(pk=merge.pk).update(why="married")
    Person.everybody.filter(pk=merged.pk).update(merged_into=None)
    assert "it is not" in next(facts_at_odds_with_the_trail()).what
    Person.everybody.filter(pk=merged.pk).update(merged_into=kept)
    all_is_well()
    Merge.objects.all().delete()
    assert len(list(facts_at_odds_with_the_trail())) >= 2


Steps = st.lists(
    st.tuples(
        st.sampled_from(
            ["met", "revoked", "absence", "signature", "claim", "suspension", "merge", "split", "correct"]
        ),
        st.integers(0, 2),
        st.integers(0, 2),
        st.sampled_from([FIRST, SECOND]),
        st.integers(0, 400),
    ),
    min_size=4,
    max_size=14,
)


@given(Steps)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_happened_splitting_everything_leaves_what_was_known_and_checks_clean(steps: Any) -> None:
    """Merges and splits in any order among other facts: what was known on each day stays known so, and when all is
    split, the answers are those of a world in which nothing was ever merged.
    """
    with transaction.atomic():
        sid = transaction.savepoint()
        _live(steps)
        transaction.savepoint_rollback(sid)


def _live(steps: Any) -> None:
    people = [make_person(f"G{n}") for n in range(3)]
    apart = [make_person(f"H{n}") for n in range(3)]
    seen: dict[date, dict[str, list[Any]]] = {}
    today = MONDAY
    for what, one, other, standard, back in steps:
        today += DAY
        with clock.travelling_to(today):
            whom = (people[one], people[other], apart[one])
            _step(what, whom, standard, MONDAY - timedelta(days=back))
            seen[today] = everything_of(*(fresh(person) for person in people))
    today += DAY
    with clock.travelling_to(today):
        for merge in Merge.objects.filter(split_on__isnull=True):
            split_people(by=TESTS, merge=merge, why="x")
        now, never = everything_of(*map(fresh, people)), everything_of(*map(fresh, apart))
        for number in range(3):
            assert [_of(answer) for answer in now[f"G{number}"]] == [
                _of(answer) for answer in never[f"H{number}"]
            ]
        for day, answers in seen.items():
            assert everything_of(*map(fresh, people), known_on=day) == answers, day
    all_is_well()


def _of(answer: Any) -> Any:
    return (answer.standard, answer.context, answer.from_on, answer.to_on, answer.standing)


def _step(what: str, whom: tuple[Person, Person, Person], standard: str, day: date) -> None:
    person, other, twin = whom
    person = fresh(person)
    if what == "merge":
        other = fresh(other).kept
        if person.merged_into is None and other != person:
            merge_people(by=TESTS, kept=person, merged=other, why="x")
    elif what == "split":
        open_ones = list(Merge.objects.filter(split_on__isnull=True))
        if open_ones:
            split_people(by=TESTS, merge=open_ones[0], why="x")
    elif what == "correct":
        _correct(person, twin, standard, day)
    elif person.merged_into is None:
        for who in (person, twin):
            actions.append_facts(
                by=TESTS, entries=[actions.Entry(_fact(what, who.ref, standard, day), beside=_beside(what))]
            )


def _fact(what: str, ref: str, standard: str, day: date) -> Any:
    return {
        "met": lambda: facts.Decision("new", ref, standard, "met", day),
        "revoked": lambda: facts.Decision("new", ref, standard, "revoked", day),
        "absence": lambda: facts.Absence(ref, day, day + 40 * DAY),
        "signature": lambda: facts.Signature(ref, "policy", 1, day),
        "claim": lambda: facts.Claim(ref, standard, day),
        "suspension": lambda: facts.Suspension(ref, day, day + 10 * DAY, standard),
    }[what]()


def _beside(what: str) -> dict[str, str]:
    return {"reason": "made up"} if what == "suspension" else {}


def _correct(person: Person, twin: Person, standard: str, day: date) -> None:
    """Move the person's first own decision to another day, wherever it stands now; and its twin's."""
    for who in (person, twin):
        rows = models.Decision.objects.filter(retracted_on=None, standard=standard, outcome="met").order_by(
            "pk"
        )
        own = next((row for row in rows if (row.recorded_for_id or row.person_id) == who.pk), None)
        if own is not None:
            new = facts.Decision("new", own.person.ref, standard, "met", day)
            actions.correct_facts(by=TESTS, rows=[own], entries=[actions.Entry(new)], why="x")
