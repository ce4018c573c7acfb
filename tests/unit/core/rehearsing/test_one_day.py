"""Rehearsing a single day: what a form shows of a change or of other refresh rules before it is sent."""

from __future__ import annotations

from datetime import date

import pytest

from standing.core.engine.evaluate import Window
from standing.core.rehearsing.changes import question_of
from standing.core.rehearsing.effects import LOSES
from standing.core.rehearsing.one_day import asked_by, effects_on, standings_in
from standing.core.rehearsing.worlds import with_changes, with_rules, without_changes
from standing.core.rules.facts import CRITICAL, MAJOR, MET, SIGNIFICANT, Change, Decision, RefreshRule
from standing.core.rules.known import Asked, PersonFacts

DAY = date(2026, 6, 15)
MONTH = date(2026, 6, 1)
OWED = Change("other", 1, "A", SIGNIFICANT, MONTH)
ASKED = Asked.of([RefreshRule("A", validity_months=24), RefreshRule("B", ends_on=date(2027, 1, 1))], [OWED])


def person(name: str, *, on: date = date(2025, 6, 1), standard: str = "A") -> PersonFacts:
    return PersonFacts(name, decisions=(Decision(name, name, standard, MET, on),))


def test_what_changes_ask_is_told_whatever_else_is_asked() -> None:
    people = [person("ada"), person("ben", on=DAY), person("cai", standard="B")]
    change = Change("policy", 1, "A", SIGNIFICANT, MONTH)
    assert asked_by([change], DAY, people, ASKED) == {"ada": ("signature_owed",)}
    both = [Change("policy", 1, standard, MAJOR, MONTH) for standard in "AB"]
    owed = ("showing_owed", "signature_owed")
    assert asked_by(both, DAY, people, ASKED) == {"ada": owed, "cai": owed}


def test_the_question_of_a_change_is_about_its_standards_beside_what_is_asked_already() -> None:
    change = Change("policy", 1, "A", SIGNIFICANT, MONTH)
    found = question_of(ASKED, [change], Window(DAY, date(2027, 1, 1)), {"ward": ("ward",)})
    assert found.standards == {"A"}
    assert found.before.changes_to("A") == (OWED,)
    assert set(found.after.changes_to("A")) == {OWED, change}


def test_what_becomes_of_pairs_on_a_day() -> None:
    after = with_changes(ASKED, [Change("alert", 1, "A", CRITICAL, MONTH)])
    found = effects_on(DAY, [person("cai", standard="B"), person("ada")], ASKED, after, ["A"])
    assert list(found) == ["ada"]
    (effect,) = found["ada"]
    assert LOSES in {finding.kind for finding in effect.findings}
    assert [standing.status for standing in standings_in(effect)] == ["due", "not_current"]


def test_the_last_day_of_the_calendar_can_be_asked_about() -> None:
    assert effects_on(date.max, [person("ada")], ASKED, ASKED, ["A"]) == {}


def test_other_rules_stand_in_the_place_of_those_of_their_day() -> None:
    def rules(*new: RefreshRule, standard: str = "A") -> list[tuple[date | None, int | None, date | None]]:
        changed = with_rules(ASKED, new).standards[standard]
        return [(rule.rule_from, rule.validity_months, rule.ends_on) for rule in changed.by_start]

    assert rules(RefreshRule("A", None, 12)) == [(None, 12, None)]
    assert rules(RefreshRule("A", MONTH, 12)) == [(None, 24, None), (MONTH, 12, None)]
    assert rules(RefreshRule("B", MONTH), standard="B") == [
        (None, None, date(2027, 1, 1)),
        (MONTH, None, date(2027, 1, 1)),
    ]
    assert rules(RefreshRule("B", ends_on=DAY), standard="B") == [(None, None, DAY)]
    with pytest.raises(KeyError):
        with_rules(ASKED, [RefreshRule("C")])


def test_changes_come_and_go() -> None:
    change = Change("policy", 1, "A", SIGNIFICANT, MONTH)
    assert with_changes(ASKED, [change]).changes_to("A") == (OWED, change)
    assert without_changes(ASKED, ["A"]).changes_to("A") == ()
    assert without_changes(ASKED, ["B"]).changes_to("A") == (OWED,)
