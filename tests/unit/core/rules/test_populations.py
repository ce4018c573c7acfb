"""Whom the change of an adopted revision asks, where one revision follows another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from standing.core.rules.copying import Carried
from standing.core.rules.facts import (
    BRIDGING,
    SIGNIFICANT,
    Change,
    Decision,
    Membership,
    RefreshRule,
    Signature,
)
from standing.core.rules.known import Asked, PersonFacts
from standing.core.rules.links import Link
from standing.core.rules.populations import (
    LONGEST_NAME,
    asks_those_carried,
    carried_population,
    carry_memberships,
    is_carried_population,
    subject_apart,
)
from standing.core.rules.repeating import repeat_changes

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


APART = subject_apart("EARLIER", ALSO_OLD)


def test_a_bridge_and_a_signature_of_an_earlier_revision_that_a_later_combines_are_both_asked() -> None:
    """The bridge has another subject on the new standard, whichever row comes first: no signature bears on it."""
    asked = Asked.of(RULES, [of_the_first(OLD), of_the_first(ALSO_OLD, BRIDGING)])
    apart = replace(
        of_the_first(ALSO_OLD, BRIDGING),
        subject=APART,
        standard=NEW,
        population=carried_population(APART, NEW),
    )
    for links in ([LINK, OTHER], [OTHER, LINK]):
        changes, clashes = repeat_changes(asked, links)
        assert [one.fact for one in changes] == [of_the_first(NEW), apart]
        assert clashes == ()
    assert repeat_changes(Asked.of(RULES, [*of_both(asked), of_the_first(NEW), apart]), [OTHER, LINK]) == (
        (),
        (),
    )
    left = Asked.of(RULES, [of_the_first(ALSO_OLD, BRIDGING), apart])
    assert repeat_changes(left, [OTHER]) == ((), ()), "it stands already, though its own subject is free"


def of_both(asked: Asked) -> tuple[Change, ...]:
    return (*asked.changes_to(OLD), *asked.changes_to(ALSO_OLD))


def test_who_is_carried_on_is_asked_what_they_were_asked_before() -> None:
    asked = Asked.of(RULES, [of_the_first(OLD), of_the_first(ALSO_OLD, BRIDGING)])
    asked = Asked.of(RULES, [*of_both(asked), *(one.fact for one in repeat_changes(asked, [LINK, OTHER])[0])])
    both = [
        Membership("ann", carried_population("EARLIER", old), FIRST, recorded_on=FIRST)
        for old in (OLD, ALSO_OLD)
    ]
    signed = Signature("ann", "EARLIER", 1, EFFECTIVE)
    person = PersonFacts("ann", (MET,), memberships=(*both, both[0]), signatures=(signed,))
    asks = {one.fact.population for one in carry_memberships(person, asked, [Carried(OTHER, MET, MET)])}
    assert asks == {carried_population("REV", NEW), carried_population(APART, NEW)}
    found = [
        one.fact
        for one in carry_memberships(person, asked, [Carried(LINK, MET, MET), Carried(OTHER, MET, MET)])
    ]
    assert Membership("ann", carried_population("EARLIER", NEW), FIRST) in found
    assert Membership("ann", carried_population(APART, NEW), FIRST) in found, (
        "signing does not bear on a bridge"
    )


def test_who_signed_what_has_another_subject_on_the_new_standard_is_asked_up_to_that_day() -> None:
    """Both ask for a signature, from different days: the new standard has the one, and the other beside it."""
    late = replace(of_the_first(ALSO_OLD), effective_on=date(2014, 4, 1))
    asked = Asked.of(RULES, [of_the_first(OLD), late])
    changes, clashes = repeat_changes(asked, [LINK, OTHER])
    assert clashes == ()
    assert [one.fact.subject for one in changes] == ["EARLIER", APART]
    after = Asked.of(RULES, [of_the_first(OLD), late, *(one.fact for one in changes)])
    there = Membership("ann", carried_population("EARLIER", ALSO_OLD), FIRST)
    ended = replace(there, from_on=date(2014, 1, 1), to_on=date(2014, 2, 1))
    for day, asked_in in (
        (None, [(FIRST, None), (ended.from_on, ended.to_on)]),
        (date(2015, 6, 1), [(FIRST, date(2015, 6, 1)), (ended.from_on, ended.to_on)]),
        (FIRST, []),
    ):
        signed = () if day is None else (Signature("ann", "EARLIER", 2, day),)
        person = PersonFacts("ann", (MET,), memberships=(there, ended), signatures=signed)
        found = [one.fact for one in carry_memberships(person, after, [Carried(OTHER, MET, MET)])]
        apart = [one for one in found if one.population == carried_population(APART, NEW)]
        assert [(one.from_on, one.to_on) for one in apart] == asked_in


def test_what_is_no_revisions_own_still_clashes() -> None:
    rows = [Change("POL", 1, OLD, SIGNIFICANT, FIRST), Change("POL", 1, ALSO_OLD, BRIDGING, FIRST)]
    changes, clashes = repeat_changes(Asked.of(RULES, rows), [LINK, OTHER])
    assert [one.fact.change_class for one in changes] == [SIGNIFICANT]
    assert [(one.source, one.there) for one in clashes] == [(rows[1], changes[0].fact)]
