"""Groups in a rehearsal: who stops or begins to meet one in the other world, and from which day."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from standing.core.engine.evaluate import Window
from standing.core.rehearsing.comparing import Question, Worlds
from standing.core.rehearsing.groups import ComparingGroups, GroupFinding, GroupOfRole, Groups
from standing.core.rehearsing.rehearsal import evaluate_each
from standing.core.rehearsing.succession import Succession, Successions
from standing.core.rules.days import Period
from standing.core.rules.facts import GENERAL, MET, Absence, Assignment, Decision, RefreshRule
from standing.core.rules.known import Asked, PersonFacts

START, LAST = date(2026, 3, 1), date(2026, 6, 30)
MARCH = Window(START, date(2026, 7, 1))
A, B, C = "A@2003", "B@2003", "C@2013"
RULES = Asked.of(RefreshRule(name) for name in (A, B, C))
EVER, NOTHING = Period(date(2020, 1, 1)), MappingProxyType[str, Succession]({})


def group(*standards: str, at_least: int = 1, in_use: Period = EVER, days: int = 0) -> GroupOfRole:
    lines = tuple((name[0], (name, GENERAL)) for name in standards)
    return GroupOfRole("nurse", "Nurse", "Trees", at_least, lines, in_use, days)


def ann(*held: str, from_on: date = date(2020, 1, 1), to_on: date | None = None) -> PersonFacts:
    decisions = tuple(Decision(f"d-{name}", "ann", name, MET, date(2025, 1, 1)) for name in held)
    return PersonFacts(
        "ann", decisions=decisions, assignments=(Assignment("ann", "ward", "nurse", from_on, to_on),)
    )


def found(
    worlds: Worlds,
    before: Sequence[GroupOfRole],
    after: Sequence[GroupOfRole],
    successions: Successions = NOTHING,
) -> list[tuple[str, date, tuple[str, ...]]]:
    question = Question(RULES, RULES, frozenset({A, B, C}), MARCH, successions=successions)
    comparing = ComparingGroups(question, Groups(tuple(before), tuple(after)), evaluate_each)
    findings: list[GroupFinding] = [one for _, each in comparing.of([worlds]) for one in each]
    return [(one.kind, one.on, one.lost) for one in findings]


def same(person: PersonFacts) -> Worlds:
    return Worlds(person, person)


def test_whoever_loses_the_one_that_was_enough_stops_and_whoever_has_another_does_not() -> None:
    asked = [group(A, B)]
    assert found(Worlds(ann(A), ann()), asked, asked) == [("loses", START, (A,))]
    assert found(Worlds(ann(A, B), ann(B)), asked, asked) == []
    more = [*asked, replace(group(C), name="Rivers")]
    assert found(Worlds(ann(A, C), ann(A)), more, more) == [("loses", START, (C,))]
    assert found(Worlds(ann(), ann(B)), asked, asked) == [("gains", START, ())]
    assert found(same(ann(A)), asked, asked) == [], "nothing differs"


def test_a_draft_asks_anew_from_its_day() -> None:
    day = date(2026, 4, 1)
    before = group(A, B)
    after = [
        replace(before, in_use=Period(before.in_use.from_on, day)),
        group(A, B, C, at_least=2, in_use=Period(day)),
    ]
    assert found(same(ann(A)), [before], after) == [("loses", day, ())]
    assert found(same(ann(A, C)), [before], after) == []
    assert found(same(ann(A)), [], [group(A, in_use=Period(day))]) == [("newly_met", day, ())]
    assert found(same(ann(B)), [], [group(A, in_use=Period(day))]) == [("new_gap", day, ())]
    assert found(same(ann(A)), [before], [after[0]]) == [("no_longer_asked", day, ())]


def test_a_leaver_is_asked_no_longer_and_others_are_left_alone() -> None:
    asked, day = [group(A)], date(2026, 5, 1)
    assert found(Worlds(ann(A), ann(A, to_on=day)), asked, asked) == [("no_longer_asked", day, ())]
    porter = replace(ann(A), assignments=(Assignment("ann", "ward", "porter", START),))
    assert found(Worlds(porter, replace(porter, decisions=())), asked, asked) == []


def test_joiners_before_their_day_and_long_absence_are_left_out() -> None:
    asked = [group(A, days=40)]
    joined = date(2026, 3, 11)
    later = ("loses", date(2026, 4, 20), (A,))
    assert found(Worlds(ann(A, from_on=joined), ann(from_on=joined)), asked, asked) == [later]
    short = {"from_on": joined, "to_on": date(2026, 3, 20)}
    assert found(Worlds(ann(A, **short), ann(**short)), asked, asked) == []
    away = Absence("ann", date(2026, 1, 1), date(2026, 6, 1))
    worlds = Worlds(replace(ann(A), absences=(away,)), replace(ann(), absences=(away,)))
    assert found(worlds, [group(A)], [group(A)]) == [("loses", date(2026, 6, 1), (A,))]


def test_whoever_counts_on_what_a_standard_became_goes_on_and_one_competence_is_one() -> None:
    became = {A: Succession((C,), all_of=False), B: Succession((C,), all_of=False)}
    one, two = [group(A, B)], [group(A, B, at_least=2)]
    assert found(Worlds(ann(A), ann(C)), one, one, became) == []
    assert found(Worlds(ann(A, B), ann(C)), two, two, became) == [("loses", START, ())]
    assert found(Worlds(ann(A, B), ann(A, B)), two, two, became) == []
    apart = {A: became[A]}
    assert found(Worlds(ann(A, B), ann(C, B)), two, two, apart) == []
    assert found(Worlds(ann(A), ann(B)), [group(A)], [group(A)], apart) == [("loses", START, (A,))]
