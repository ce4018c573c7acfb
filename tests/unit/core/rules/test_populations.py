"""Whom the change of an adopted revision asks, where one revision follows another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from standing.core.rules.carrying import Carried, Link, carry_memberships, repeat_changes
from standing.core.rules.facts import BRIDGING, SIGNIFICANT, Change, Decision, Membership, RefreshRule
from standing.core.rules.known import Asked, PersonFacts
from standing.core.rules.populations import (
    LONGEST_NAME,
    asks_those_carried,
    carried_population,
    is_carried_population,
)

OLD, ALSO_OLD, NEW = "MH1@2013", "MH2@2013", "GEN1@2024"
FIRST, EFFECTIVE, ENDS = date(2013, 4, 1), date(2024, 4, 1), date(2025, 3, 31)
LINK = Link(OLD, NEW, EFFECTIVE, ENDS, subject="REV")
OTHER = replace(LINK, old=ALSO_OLD)
RULES = [RefreshRule(one, None, 12) for one in (OLD, ALSO_OLD, NEW)]
MET = Decision("1", "ann", OLD, "met", date(2024, 1, 1))


def of_the_first(standard: str, asks: str = SIGNIFICANT) -> Change:
    """The change of an earlier revision, which asks those it carried onto a standard."""
    return Change("EARLIER", 1, standard, asks, FIRST, population=carried_population("EARLIER", standard))


def test_a_population_is_told_from_every_other_however_long_its_name() -> None:
    short, long = carried_population("REV", NEW), carried_population("R" * 40, NEW)
    assert short == "carried over: REV, GEN1@2024"
    assert len(long) == LONGEST_NAME
    assert long != carried_population("R" * 40, OLD)
    assert is_carried_population(short)
    assert is_carried_population(long)
    assert not is_carried_population("inpatient")


def test_who_is_carried_belongs_from_the_effective_day() -> None:
    (one,) = carry_memberships(PersonFacts("ann", (MET,)), Asked.of(RULES), [Carried(LINK, MET, MET)])
    assert one.link == LINK
    assert one.fact == Membership("ann", carried_population("REV", NEW), EFFECTIVE)
    assert carry_memberships(PersonFacts("ann"), Asked.of(RULES), []) == ()


def test_carried_on_somebody_still_belongs_to_those_whom_an_earlier_revision_asks() -> None:
    asked = Asked.of(RULES, [of_the_first(OLD), Change("POL", 1, OLD, SIGNIFICANT, FIRST)])
    mine = Membership("ann", carried_population("EARLIER", OLD), FIRST, recorded_on=FIRST)
    person = PersonFacts("ann", (MET,), memberships=(mine, Membership("ann", "inpatient", FIRST)))
    found = [one.fact for one in carry_memberships(person, asked, [Carried(LINK, MET, MET)])]
    assert found == [
        Membership("ann", carried_population("REV", NEW), EFFECTIVE),
        Membership("ann", carried_population("EARLIER", NEW), FIRST),
    ]


def test_two_standards_of_an_earlier_revision_combined_by_a_later_ask_of_the_new_one_once() -> None:
    """Each asked its own people; on the new standard they are one population, so nothing clashes."""
    changes, clashes = repeat_changes(
        Asked.of(RULES, [of_the_first(OLD), of_the_first(ALSO_OLD)]), [LINK, OTHER]
    )
    assert [one.fact for one in changes] == [of_the_first(NEW)]
    assert clashes == ()
    both = [Carried(LINK, MET, MET), Carried(OTHER, MET, MET)]
    assert len(carry_memberships(PersonFacts("ann", (MET,)), Asked.of(RULES), both)) == 1


def test_a_change_that_asks_another_population_keeps_it() -> None:
    change = Change("POL", 1, OLD, BRIDGING, FIRST, population="inpatient")
    ((repeated,), _) = repeat_changes(Asked.of(RULES, [change]), [LINK])
    assert repeated.fact.population == "inpatient"
    assert not asks_those_carried(repeated.fact)
