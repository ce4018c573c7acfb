"""Carrying over where the rules meet an odd crosswalk, odd changes, or decisions that cannot simply be copied."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from standing.core.rules import carrying
from standing.core.rules.carry_over import CrosswalkRow
from standing.core.rules.carrying import carry_onto
from standing.core.rules.facts import (
    BRIDGING,
    CRITICAL,
    SIGNIFICANT,
    Absence,
    Change,
    Decision,
    RefreshRule,
    Requirement,
    Suspension,
)
from standing.core.rules.fates import Days, fates_of
from standing.core.rules.known import Asked, PersonFacts
from standing.core.rules.links import Link, links_of
from standing.core.rules.repeating import carry_suspensions, repeat_changes
from standing.core.rules.revising import Adopting, Revising, targets_needing_a_rule

OLD, ALSO_OLD, NEW = "MH1@2013", "MH2@2013", "GEN1@2024"
EFFECTIVE, ENDS = date(2024, 4, 1), date(2025, 3, 31)
LINK = Link(OLD, NEW, EFFECTIVE, ENDS)


def asked(*changes: Change, old: int | None = 12, new: int | None = 36, **rule: Any) -> Asked:
    rules = [
        RefreshRule(OLD, None, old, **rule),
        RefreshRule(ALSO_OLD, None, old),
        RefreshRule(NEW, None, new),
    ]
    return Asked.of(rules, changes)


def person(*decisions: Decision, **facts: Any) -> PersonFacts:
    return PersonFacts("ann", decisions, **facts)


def met(number: int, on: date, standard: str = OLD, context: str = "", **given: Any) -> Decision:
    return Decision(str(number), "ann", standard, given.pop("outcome", "met"), on, context, **given)


def row(old: str = OLD, kind: str = "recoded", *new: str, **given: Any) -> CrosswalkRow:
    return CrosswalkRow("REV", old, kind, new, **given)


def effective(_: str) -> date:
    return EFFECTIVE


def test_nobody_is_carried_onto_several_standards_or_in_a_context_without_a_name() -> None:
    with pytest.raises(ValueError, match=r"nobody is carried onto 2 standards unseen"):
        links_of([row(OLD, "recoded", NEW, "GEN2@2024", treatment="carry and sign")], effective, ENDS)
    with pytest.raises(ValueError, match=r"the revision names no context for it"):
        links_of([row(OLD, "widened", NEW)], effective, ENDS)
    assert links_of([row(OLD, "replaced", NEW), row(ALSO_OLD, "withdrawn")], effective, ENDS) == ()


def test_a_change_that_the_new_standard_has_in_the_same_words_is_not_repeated() -> None:
    change = Change("POL", 1, OLD, SIGNIFICANT, date(2024, 1, 1))
    known = asked(change, replace(change, standard=NEW, recorded_on=date(2024, 1, 2)))
    assert repeat_changes(known, [LINK]) == ((), ())


def test_a_change_that_asks_something_else_of_the_new_standard_is_a_clash() -> None:
    change = Change("POL", 1, OLD, SIGNIFICANT, date(2024, 1, 1))
    there = replace(change, standard=NEW, change_class=CRITICAL)
    found, (clash,) = repeat_changes(asked(change, there), [LINK])
    assert found == ()
    assert (clash.source, clash.there) == (change, there)


def test_the_same_change_of_two_old_standards_is_repeated_once() -> None:
    change = Change("POL", 1, OLD, SIGNIFICANT, date(2024, 1, 1))
    found, clashes = repeat_changes(
        asked(change, replace(change, standard=ALSO_OLD)), [LINK, replace(LINK, old=ALSO_OLD)]
    )
    assert ([one.source for one in found], clashes) == ([change], ())


def test_a_new_standard_with_a_bridge_among_its_rows_asks_for_that_alone() -> None:
    revising = Revising("REV", EFFECTIVE, ENDS, (row(OLD, "recoded", NEW), row(ALSO_OLD, "revised", NEW)))
    (change,) = Adopting(revising, asked()).changes
    assert (change.fact.change_class, change.fact.due_on, change.source) == (BRIDGING, ENDS, None)


def test_an_own_change_that_is_there_otherwise_is_a_clash() -> None:
    there = Change("REV", 1, NEW, CRITICAL, date(2024, 1, 1))
    adopting = Adopting(Revising("REV", EFFECTIVE, ENDS, (row(OLD, "recoded", NEW),)), asked(there))
    assert adopting.changes == ()
    assert [clash.there for clash in adopting.clashes] == [there]


def test_what_an_earlier_version_asks_already_a_correction_does_not_ask_again() -> None:
    rows = (row(OLD, "recoded", NEW),)
    (first,) = Adopting(Revising("REV", EFFECTIVE, ENDS, rows), asked()).changes
    again = Adopting(Revising("REV", EFFECTIVE, ENDS, rows, version=2), asked(first.fact))
    assert (again.changes, again.clashes) == ((), ())
    bridged = (row(OLD, "revised", NEW),)
    (anew,) = Adopting(Revising("REV", EFFECTIVE, ENDS, bridged, version=2), asked(first.fact)).changes
    assert (anew.fact.version, anew.fact.change_class) == (2, BRIDGING)


def test_longer_refresh_rules_on_the_new_standard_do_not_revive_an_old_holding() -> None:
    """Read by 36 months the two decisions would be one holding, and the practice of the first would count."""
    facts = person(
        met(0, date(2021, 12, 1), outcome="bridged"),
        met(1, date(2022, 1, 1), practice_as_of=date(2022, 1, 1)),
        met(2, date(2024, 1, 1), practice_as_of=date(2021, 1, 1)),
    )
    over = carry_onto(facts, asked(), [LINK])
    _, first, second = [one.fact for one in over.decisions]
    assert (first.expires_on, first.practice_as_of) == (date(2023, 1, 1), date(2021, 1, 1))
    assert (second.expires_on, second.practice_as_of) == (date(2025, 1, 1), date(2021, 1, 1))


def test_what_was_overdue_before_a_long_absence_is_not_put_off_by_it() -> None:
    policy = Change("POL", 1, OLD, SIGNIFICANT, date(2023, 10, 1))
    away = Absence("ann", date(2024, 2, 1), date(2024, 8, 1))
    facts = person(met(1, date(2023, 9, 1)), absences=(away,))
    revising = Revising("REV", EFFECTIVE, ENDS, (row(OLD, "recoded", NEW),))
    over = Adopting(revising, asked(policy)).over(facts)[NEW]
    assert over.decisions == ()
    assert [one.why for one in over.uncarried] == [carrying.PUT_OFF]
    again = carry_onto(
        facts, asked(policy), [LINK], after=Adopting(revising, asked(policy)).asked, again=True
    )
    assert len(again.decisions) == 1


def test_nobody_is_carried_from_an_edition_that_had_ended() -> None:
    known = asked(ends_on=date(2024, 1, 31))
    over = carry_onto(person(met(1, date(2023, 9, 1))), known, [LINK])
    assert (over.decisions, [one.why for one in over.uncarried]) == ((), [carrying.ENDED])
    assert len(carry_onto(person(met(1, date(2023, 9, 1))), known, [LINK], again=True).decisions) == 1


def test_suspensions_for_all_standards_reach_there_by_themselves() -> None:
    facts = person(
        suspensions=(Suspension("ann", EFFECTIVE), Suspension("ann", EFFECTIVE, standard=OLD)),
    )
    (carried,) = carry_suspensions(facts, [LINK])
    assert (carried.fact.standard, carried.source.standard) == (NEW, OLD)


def test_everything_held_has_a_fate() -> None:
    rows = (
        row(OLD, "unchanged"),
        row(ALSO_OLD, "withdrawn"),
        row("MH3@2013", "replaced", NEW),
        row("MH4@2013", "recoded", NEW),
        row("MH5@2013", "recoded", NEW),
    )
    standards = [one.old for one in rows]
    known = Asked.of([RefreshRule(one, None, 12) for one in (*standards, NEW)])
    facts = person(
        *(met(number, date(2024, 1, 1), one) for number, one in enumerate(standards[:4])),
        met(9, date(2020, 1, 1), "MH5@2013"),
    )
    adopting = Adopting(Revising("REV", EFFECTIVE, ENDS, rows), known)
    assert [(fate.old, fate.fate) for fate in adopting.fates(facts)] == [
        (OLD, "kept"),
        (ALSO_OLD, "withdrawn"),
        ("MH3@2013", "awaiting"),
        ("MH4@2013", "carried"),
    ]
    assert [fate.old for fate in adopting.left_to_people(facts, adopting.over(facts))] == ["MH3@2013"]
    assert fates_of(PersonFacts("ben"), known, rows, {}, Days(effective, ENDS)) == ()


def test_what_is_held_only_in_another_context_than_the_one_named_waits() -> None:
    revising = Revising("REV", EFFECTIVE, ENDS, (row(OLD, "widened", NEW, context="forensic"),))
    facts = person(
        met(1, date(2024, 1, 1), context="community"),
        met(2, date(2020, 1, 1), context="clinic"),
        met(3, date(2024, 1, 1), context="forensic"),
    )
    adopting = Adopting(revising, asked())
    assert [(fate.context, fate.fate) for fate in adopting.fates(facts)] == [
        ("community", "awaiting"),
        ("forensic", "carried"),
    ]
    assert [fate.context for fate in adopting.left_to_people(facts, adopting.over(facts))] == ["community"]


def test_a_general_holding_lost_in_one_context_is_carried_where_else_it_is_asked_for() -> None:
    requirement = Requirement("nurse", OLD, date(2020, 1, 1), context="community")
    known = Asked.of([RefreshRule(OLD, None, 12), RefreshRule(NEW, None, 36)], (), [requirement])
    facts = person(met(1, date(2023, 12, 1)), met(2, date(2024, 1, 1), context="forensic", outcome="revoked"))
    over = Adopting(Revising("REV", EFFECTIVE, ENDS, (row(OLD, "recoded", NEW),)), known).over(facts)[NEW]
    assert [(one.fact.outcome, one.fact.context) for one in over.decisions] == [("met", "community")]


def test_two_sources_that_together_would_come_to_more_are_carried_one_by_one() -> None:
    """The first is practised later, the second holds longer: together they would be both."""
    facts = person(
        met(1, date(2023, 5, 1), OLD, practice_as_of=date(2023, 5, 1), expires_on=date(2024, 5, 1)),
        met(2, date(2023, 6, 1), ALSO_OLD, practice_as_of=date(2022, 1, 1), expires_on=date(2025, 6, 1)),
    )
    revising = Revising("REV", EFFECTIVE, ENDS, (row(OLD, "recoded", NEW), row(ALSO_OLD, "recoded", NEW)))
    over = Adopting(revising, asked()).over(facts)[NEW]
    assert [one.link.old for one in over.decisions] == [OLD]
    assert [(one.link.old, one.why) for one in over.uncarried] == [(ALSO_OLD, carrying.TOO_MUCH)]


def test_what_is_remembered_of_others_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not by whose decision it is remembered, nor by how much is."""
    monkeypatch.setattr(carrying, "_MOST_ALIKE", 2)
    adopting = Adopting(Revising("REV", EFFECTIVE, ENDS, (row(OLD, "recoded", NEW),)), asked())
    days = [date(2023, 5, 1), date(2023, 5, 1), date(2023, 6, 1), date(2020, 1, 1), date(2023, 5, 1)]
    for number, day in enumerate(days):
        facts = person(met(number, day, practice_as_of=date(2019, 1, number + 1)))
        alone = Adopting(adopting.revising, adopting.before)
        assert adopting.person(facts) == alone.person(facts)


def test_nothing_is_written_about_somebody_of_whom_there_is_nothing_to_say() -> None:
    adopting = Adopting(Revising("REV", EFFECTIVE, ENDS, (row(OLD, "recoded", NEW),)), asked())
    nobody = PersonFacts("ben")
    assert adopting.person(nobody) is nobody
    assert adopting.over(person(met(1, date(2020, 1, 1)))) == {}
    revoked = person(met(1, date(2024, 1, 1), outcome="revoked"), met(2, date(2024, 1, 2), outcome="bridged"))
    assert adopting.over(revoked) == {}


def test_an_old_standard_without_facts_needs_none_and_ends_no_later_than_it_did() -> None:
    known = asked(ends_on=date(2024, 12, 31))
    rows = (row(OLD, "recoded", NEW), row("MH9@2013", "withdrawn"))
    adopting = Adopting(Revising("REV", EFFECTIVE, ENDS, rows), known)
    assert adopting.asked.standards[OLD].ends_on == date(2024, 12, 31)
    assert "MH9@2013" not in adopting.asked.standards


def test_the_standards_that_need_a_refresh_rule_are_those_that_people_are_carried_onto() -> None:
    rows = (row(OLD, "recoded", NEW), row(ALSO_OLD, "replaced", "GEN2@2013"))
    revising = Revising("REV", EFFECTIVE, ENDS, rows)
    assert targets_needing_a_rule(revising, ()) == [NEW]
    assert targets_needing_a_rule(revising, {NEW}) == []
