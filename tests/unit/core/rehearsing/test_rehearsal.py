"""Two worlds compared: what people keep, owe and lose, and what their teams' counts become."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from standing.core.engine.evaluate import Window
from standing.core.rehearsing.effects import PairEffect
from standing.core.rehearsing.rehearsal import (
    Evaluate,
    Outcome,
    Question,
    Worlds,
    evaluate_each,
    evaluate_together,
    rehearse,
)
from standing.core.rehearsing.succession import Succession, successions_of
from standing.core.rehearsing.teams import Fall, Figure
from standing.core.rules import facts
from standing.core.rules.carry_over import CrosswalkRow
from standing.core.rules.known import Asked, PersonFacts
from tests.support.rehearsing import (
    ASKED,
    ASKED_OLD,
    BEGAN,
    FIRST,
    NEW,
    OLD,
    OTHER,
    RULES,
    WINDOW,
    met,
    nurse,
    question,
)


def rehearsed(asked: Question, *worlds: PersonFacts | Worlds) -> tuple[Outcome, list[PairEffect]]:
    found: list[PairEffect] = []
    batch = [each if isinstance(each, Worlds) else Worlds(each, each) for each in worlds]
    outcome = rehearse(asked, [batch], each=lambda _, effects: found.extend(effects))
    return outcome, found


def with_change(**parts: object) -> Asked:
    change = {"subject": "POL", "version": 1, "standard": OLD, "effective_on": date(2026, 3, 1)} | parts
    return Asked.of(RULES, [facts.Change(**change)], [ASKED_OLD])  # type: ignore[arg-type]


def only(effects: list[PairEffect]) -> PairEffect:
    (effect,) = effects
    return effect


def falls(outcome: Outcome, below: int | None = None) -> list[Fall]:
    return outcome.teams.falls(WINDOW.from_on, date(2027, 1, 1), below)


# -- the question -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("end", [None, FIRST])
def test_a_rehearsal_has_an_end(end: date | None) -> None:
    with pytest.raises(ValueError, match="needs a last day"):
        Question(ASKED, ASKED, frozenset({OLD}), Window(FIRST, end))


def test_the_last_day_is_the_one_before_the_window_ends() -> None:
    assert question().last_day == date(2026, 12, 31)


def test_the_same_world_twice_changes_nothing() -> None:
    outcome, found = rehearsed(question(), nurse("ann", met("ann")), nurse("ben"))
    assert (outcome.examined, found, falls(outcome)) == (2, [], [])
    assert not outcome.people


def test_progress_is_told_after_each_batch() -> None:
    people = [Worlds(each, each) for each in (nurse("ann"), nurse("ben"), nurse("cai"))]
    told: list[int] = []
    rehearse(question(), [people[:2], people[2:]], done=told.append)
    assert told == [2, 3]


def test_it_stops_where_the_asker_stops_it() -> None:
    seen: list[int] = []

    def batches() -> Iterator[list[Worlds]]:
        for name in ("ann", "ben"):
            seen.append(1)
            yield [Worlds(nurse(name), nurse(name))]

    def stop(done: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        rehearse(question(), batches(), done=stop)
    assert len(seen) == 1


# -- a change -----------------------------------------------------------------------------------------------


def test_a_change_is_owed_until_its_due_day_and_then_loses_them() -> None:
    asked = question(after=with_change(change_class=facts.SIGNIFICANT))
    outcome, found = rehearsed(asked, nurse("ann", met("ann")))
    effect = only(found)
    assert [(one.kind, one.on) for one in effect.findings] == [
        ("loses", date(2026, 3, 30)),
        ("owes", date(2026, 3, 1)),
    ]
    assert effect.kind == "loses"
    assert effect.asked_before
    assert effect.asked_after
    assert effect.findings[1].work == "signing"
    assert effect.findings[1].last_day == date(2026, 3, 29)
    assert outcome.work == {("signing", OLD, "2026-03"): 1}
    assert outcome.people == {"affected": 1, "loses": 1, "owes": 1}
    assert outcome.losses == {(OLD, date(2026, 3, 30)): 1}


def test_two_kinds_of_work_are_two_findings() -> None:
    outcome, found = rehearsed(
        question(after=with_change(change_class=facts.MAJOR)), nurse("ann", met("ann"))
    )
    assert {(one.work, one.last_day) for one in only(found).findings if one.kind == "owes"} == {
        ("signing", date(2026, 3, 29)),
        ("showing", date(2026, 6, 1)),
    }
    assert outcome.work == {("signing", OLD, "2026-03"): 1, ("showing", OLD, "2026-06"): 1}


def test_an_alert_is_to_be_signed_at_once() -> None:
    asked = question(after=with_change(change_class=facts.CRITICAL))
    _, found = rehearsed(asked, nurse("ann", met("ann")))
    owes = next(one for one in only(found).findings if one.kind == "owes")
    assert (owes.on, owes.last_day) == (date(2026, 3, 1), date(2026, 3, 1))


def test_what_is_due_after_the_rehearsed_days_has_no_month() -> None:
    asked = question(after=with_change(change_class=facts.BRIDGING))
    outcome, _ = rehearsed(asked, nurse("ann", met("ann")))
    assert outcome.work == {("bridging", OLD, ""): 1}


def test_what_is_owed_already_is_not_owed_anew() -> None:
    twice = [facts.Change("POL", version, OLD, facts.SIGNIFICANT, date(2026, 3, 1)) for version in (1, 2)]
    before, after = Asked.of(RULES, twice[:1], [ASKED_OLD]), Asked.of(RULES, twice, [ASKED_OLD])
    _, found = rehearsed(question(before, after), nurse("ann", met("ann")))
    assert found == []


def test_what_is_asked_beside_the_standards_rehearsed_is_left_alone() -> None:
    elsewhere = Asked.of(
        [*RULES, facts.RefreshRule("MH3@2005")], (), [replace(ASKED_OLD, standard="MH3@2005")]
    )
    outcome, _ = rehearsed(question(elsewhere), nurse("ann", met("ann")))
    assert outcome.teams.figures_on(FIRST) == {}


def test_a_change_touches_nobody_who_does_not_hold() -> None:
    _, found = rehearsed(question(after=with_change(change_class=facts.MAJOR)), nurse("ann"))
    assert found == []


@pytest.mark.parametrize("evaluate", [evaluate_each, evaluate_together])
def test_a_pair_that_only_one_world_answers_is_compared_all_the_same(evaluate: Evaluate) -> None:
    ann = nurse("ann", met("ann"))
    narrower = replace(ann, decisions=(*ann.decisions, met("ann", on=date(2026, 2, 1), context="parks")))
    found: list[PairEffect] = []
    rehearse(
        question(),
        [[Worlds(ann, narrower)]],
        each=lambda _, effects: found.extend(effects),
        evaluate=evaluate,
    )
    assert found == []
    revoked = replace(
        ann,
        decisions=(
            *ann.decisions,
            facts.Decision("r", "ann", OLD, facts.REVOKED, date(2026, 2, 1), context="parks"),
        ),
    )
    rehearse(
        question(), [[Worlds(ann, revoked)]], each=lambda _, effects: found.extend(effects), evaluate=evaluate
    )
    assert [(one.context, one.kind, one.findings[0].on) for one in found] == [
        ("", "loses", date(2026, 2, 1)),
        ("parks", "loses", date(2026, 2, 1)),
    ]


# -- another rule -------------------------------------------------------------------------------------------


def rule_of(months: int | None) -> Asked:
    rules = [facts.RefreshRule(OLD, validity_months=months), *RULES[1:]]
    return Asked.of(rules, requirements=[ASKED_OLD])


def test_a_shorter_rule_loses_and_a_longer_one_gains() -> None:
    person = nurse("ann", met("ann", on=date(2025, 1, 15)))
    _, shorter = rehearsed(question(rule_of(None), rule_of(12)), person)
    assert only(shorter).findings[0].kind == "loses"
    assert only(shorter).findings[0].on == date(2026, 1, 16)
    _, longer = rehearsed(question(rule_of(12), rule_of(None)), person)
    assert [one.kind for one in only(longer).findings] == ["gains"]
    assert only(longer).findings[0].on == date(2026, 1, 16)


def test_another_expiry_that_costs_nothing_is_kept() -> None:
    person = nurse("ann", met("ann", on=date(2026, 1, 1)))
    _, found = rehearsed(question(rule_of(36), rule_of(48)), person)
    assert [(one.kind, one.on) for one in only(found).findings] == [("keeps", FIRST)]


def test_what_counts_in_neither_world_only_differs() -> None:
    person = nurse("ann", met("ann", on=date(2020, 1, 1)))
    _, found = rehearsed(question(rule_of(12), rule_of(24)), person)
    assert [one.kind for one in only(found).findings] == ["differs"]


# -- a profile ----------------------------------------------------------------------------------------------


def test_what_is_newly_asked_is_a_gap_or_counts() -> None:
    asked_other = facts.Requirement("nurse", OTHER, date(2026, 5, 1))
    after = Asked.of(RULES, requirements=[ASKED_OLD, asked_other])
    outcome, found = rehearsed(question(after=after), nurse("ann", met("ann", OTHER)), nurse("ben"))
    assert [(one.person, one.kind, one.findings[0].on) for one in found] == [
        ("ann", "keeps", date(2026, 5, 1)),
        ("ben", "new_gap", date(2026, 5, 1)),
    ]
    assert not found[1].asked_before
    assert found[1].asked_after
    assert falls(outcome) == []


def test_what_is_no_longer_asked_is_no_fall() -> None:
    after = Asked.of(RULES, requirements=[replace(ASKED_OLD, to_on=date(2026, 5, 1))])
    outcome, found = rehearsed(question(after=after), nurse("ann", met("ann")))
    assert [(one.kind, one.on) for one in only(found).findings] == [("no_longer_asked", date(2026, 5, 1))]
    assert falls(outcome) == []


# -- somebody leaves ----------------------------------------------------------------------------------------


def leaving(person: PersonFacts, on: date) -> Worlds:
    gone = tuple(replace(row, to_on=on) for row in person.assignments)
    return Worlds(person, replace(person, assignments=gone))


def test_a_team_falls_when_somebody_who_counts_leaves() -> None:
    people = [nurse("ann", met("ann")), nurse("ben", met("ben")), nurse("cai")]
    asked = question(places={"ash": ("ash", "service")})
    outcome, found = rehearsed(asked, leaving(people[0], date(2026, 4, 1)), *people[1:])
    assert [(one.person, one.kind) for one in found] == [("ann", "no_longer_asked")]
    first = Fall(
        unit="ash",
        standard=OLD,
        context="",
        first_day=date(2026, 4, 1),
        before=Figure(2, 3),
        after=Figure(1, 2),
        worst_day=date(2026, 4, 1),
        worst_before=Figure(2, 3),
        worst=Figure(1, 2),
        until=None,
    )
    assert falls(outcome) == [first, replace(first, unit="service")]
    assert falls(outcome, below=50) == []
    assert falls(outcome, below=51) == falls(outcome)


def test_a_team_whose_only_one_leaves_is_below_any_share() -> None:
    outcome, _ = rehearsed(question(), leaving(nurse("ann", met("ann")), date(2026, 4, 1)))
    assert [fall.worst for fall in falls(outcome, below=1)] == [Figure(0, 0)]


def test_a_fall_ends_when_as_many_count_again_and_its_worst_day_is_told() -> None:
    change = with_change(change_class=facts.SIGNIFICANT)
    signed = tuple(
        facts.Signature(name, "POL", 1, day)
        for name, day in (("ann", date(2026, 6, 1)), ("ben", date(2026, 7, 1)))
    )
    away = facts.Absence("ben", date(2026, 3, 20), date(2026, 4, 30))
    ann = nurse("ann", met("ann"), signatures=signed[:1])
    ben = nurse("ben", met("ben"), signatures=signed[1:], absences=(away,))
    cai = nurse("cai", met("cai", on=date(2026, 3, 2), expires_on=date(2026, 5, 10)))
    outcome, _ = rehearsed(question(after=change), ann, ben, cai)
    (fall,) = falls(outcome)
    assert (fall.first_day, fall.before, fall.after) == (date(2026, 3, 30), Figure(2, 2), Figure(1, 2))
    assert (fall.worst_day, fall.worst_before, fall.worst) == (date(2026, 5, 11), Figure(2, 3), Figure(0, 3))
    assert fall.until == date(2026, 7, 1)


def test_who_is_away_for_long_or_has_just_joined_is_in_no_figure() -> None:
    needed = Asked.of(RULES, requirements=[replace(ASKED_OLD, needed_by_days=60)])
    joiner = nurse("ann", met("ann"), assignments=(facts.Assignment("ann", "ash", "nurse", FIRST),))
    away = nurse("ben", met("ben"), absences=(facts.Absence("ben", BEGAN, None),))
    outcome, _ = rehearsed(question(needed), joiner, away)
    on = {day: outcome.teams.figures_on(day)["ash", OLD, ""] for day in (FIRST, date(2026, 3, 2))}
    assert on[FIRST] == (Figure(0, 0), Figure(0, 0))
    assert on[date(2026, 3, 2)] == (Figure(1, 1), Figure(1, 1))


def test_somebody_in_two_teams_is_counted_in_each_while_they_are_there() -> None:
    places = (
        facts.Assignment("ann", "ash", "nurse", BEGAN),
        facts.Assignment("ann", "elm", "nurse", date(2026, 5, 1)),
    )
    two = Worlds(nurse("ann", met("ann"), assignments=places), nurse("ann", assignments=places))
    outcome, found = rehearsed(question(), two)
    assert only(found).kind == "loses"
    assert [(fall.unit, fall.first_day) for fall in falls(outcome)] == [
        ("ash", FIRST),
        ("elm", date(2026, 5, 1)),
    ]


def test_a_requirement_over_before_somebody_comes_asks_nothing() -> None:
    over = Asked.of(RULES, requirements=[replace(ASKED_OLD, to_on=date(2021, 1, 1))])
    late = nurse("ann", assignments=(facts.Assignment("ann", "ash", "nurse", date(2022, 1, 1)),))
    outcome, _ = rehearsed(question(over), late)
    assert outcome.teams.figures_on(FIRST) == {}


# -- a revision ---------------------------------------------------------------------------------------------

ENDS = date(2026, 9, 30)


def adopted(*kinds: tuple[str, str], need: str = "any") -> tuple[Asked, dict[str, Succession]]:
    """What is asked once old standards end, and what they became."""
    rules = [replace(rule, ends_on=ENDS) if rule.standard == OLD else rule for rule in RULES]
    rows = [CrosswalkRow("r", OLD, kind, (new,), need) for kind, new in kinds]
    return Asked.of(rules, requirements=[ASKED_OLD]), successions_of(rows)


def test_who_is_carried_keeps_the_old_by_the_new() -> None:
    after, successions = adopted(("recoded", NEW))
    ann = nurse("ann", met("ann"))
    carried = replace(ann, decisions=(*ann.decisions, met("ann", NEW, held_from=date(2026, 1, 1))))
    outcome, found = rehearsed(question(after=after, successions=successions), Worlds(ann, carried))
    assert [(one.standard, one.kind, one.findings[0].on) for one in found] == [
        (NEW, "gains", FIRST),
        (OLD, "keeps", date(2026, 10, 1)),
    ]
    assert falls(outcome) == []


def test_who_is_not_carried_loses_the_old_the_day_after_it_ends() -> None:
    after, successions = adopted(("replaced", NEW))
    outcome, found = rehearsed(question(after=after, successions=successions), nurse("ann", met("ann")))
    assert [(one.kind, one.on, one.reasons) for one in only(found).findings] == [
        ("loses", date(2026, 10, 1), ("edition_ended",))
    ]
    assert [(fall.first_day, fall.after) for fall in falls(outcome)] == [(date(2026, 10, 1), Figure(0, 1))]


def test_all_of_several_successors_are_needed_where_the_revision_says_so() -> None:
    rules = [replace(rule, ends_on=ENDS) if rule.standard == OLD else rule for rule in RULES]
    after = Asked.of(rules, requirements=[ASKED_OLD])
    for all_of, kind in ((True, "loses"), (False, "keeps")):
        successions = {OLD: Succession((NEW, OTHER), all_of=all_of)}
        ann = nurse("ann", met("ann"), met("ann", NEW))
        _, found = rehearsed(question(after=after, successions=successions), ann)
        assert next(one for one in found if one.standard == OLD).kind == kind
    both = nurse("ann", met("ann"), met("ann", NEW), met("ann", OTHER))
    successions = {OLD: Succession((NEW, OTHER), all_of=True)}
    _, found = rehearsed(question(after=after, successions=successions), both)
    assert next(one for one in found if one.standard == OLD).kind == "keeps"


def test_a_wider_successor_is_met_in_the_context_of_the_revision() -> None:
    rows = [
        CrosswalkRow("r", OLD, "widened", (NEW,), context="older people"),
        CrosswalkRow("r", OTHER, "withdrawn"),
    ]
    assert successions_of(rows) == {OLD: Succession((NEW,), False, "older people")}
    assert successions_of(rows)[OLD].pairs("") == ((NEW, "older people"),)
    assert Succession((NEW,), False).pairs("forensic") == ((NEW, "forensic"),)


def test_parts_of_a_team_rehearsed_apart_are_added_up() -> None:
    asked = question(after=with_change(change_class=facts.SIGNIFICANT))
    people = [nurse("ann", met("ann")), nurse("ben", met("ben"))]
    whole, _ = rehearsed(asked, *people)
    merged = Outcome()
    for person in people:
        merged.merge(pickle.loads(pickle.dumps(rehearsed(asked, person)[0])))  # noqa: S301 - its own
    assert falls(merged) == falls(whole) != []
    assert (merged.examined, merged.people, merged.losses) == (2, whole.people, whole.losses)
