"""Cover: the rule that was set, on each shift's own days."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date, timedelta
from itertools import product
from typing import ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standing.core.rules.cover import (
    ABSENT,
    BAND_TOO_LOW,
    BAND_UNKNOWN,
    NOT_LEADING,
    RESTRICTED,
    Cover,
    CoverRule,
    LeftOut,
    Need,
    OnShift,
    Shift,
    StandingOn,
    breaks_most,
    cover_of,
    who_could,
)
from standing.core.rules.facts import Decision, RefreshRule
from standing.core.rules.known import Asked, PersonFacts
from standing.core.rules.registering import Registration
from standing.core.rules.status import CURRENT, NOT_HELD, Standing, standing_on

JULY = date(2026, 7, 1)
CURRENT_STANDING = Standing(CURRENT)
NEVER = Standing(NOT_HELD)


def nothing(person: str, standard: str, day: date) -> Collection[str]:
    return ()


def those(*names: str) -> tuple[OnShift, ...]:
    return tuple(OnShift(name) for name in names)


def holders(**held: str) -> StandingOn:
    """Everybody is current in the standards named by letters, every day."""

    def standing(person: str, standard: str, context: str, day: date) -> Standing:
        return CURRENT_STANDING if standard in held.get(person, "") else NEVER

    return standing


class TestTheWorkedExample:
    """At least two who count in MH21 on the nights of 1 to 7 July 2026; grace of 28 days; one day a shift."""

    EXPIRY: ClassVar[dict[str, date]] = {
        "A": date(2026, 7, 3),
        "B": date(2027, 1, 1),
        "C": date(2026, 6, 1),
        "D": date(2026, 12, 1),
        "E": date(2026, 6, 25),
    }
    ON_SHIFT = ("ABC", "ACD", "AB", "ABE", "BCE", "BDE", "ADC")
    RULE = CoverRule((Need("MH21@2013", 2),))

    @pytest.fixture
    def covers(self) -> list[Cover]:
        asked = Asked.of([RefreshRule("MH21@2013", validity_months=12, grace_days=28)])
        people = {name: PersonFacts(name, (met(name, expiry),)) for name, expiry in self.EXPIRY.items()}

        def standing(person: str, standard: str, context: str, day: date) -> Standing:
            return standing_on(people[person], asked, standard, context, day)

        shifts = (
            Shift(f"night {n}", (JULY + timedelta(days=n - 1),), those(*names))
            for n, names in enumerate(self.ON_SHIFT, start=1)
        )
        return [cover_of(shift, self.RULE, standing, nothing) for shift in shifts]

    def test_the_counts_and_the_nights_on_which_the_rule_fails(self, covers: list[Cover]) -> None:
        assert [cover.lines[0].has for cover in covers] == [2, 2, 2, 1, 1, 2, 1]
        assert [cover.shift.shift for cover in covers if not cover.is_met] == [
            "night 4",
            "night 5",
            "night 7",
        ]

    def test_each_who_does_not_count_and_why(self, covers: list[Cover]) -> None:
        left_out = [[(out.person, out.why) for out in cover.lines[0].left_out] for cover in covers]
        assert left_out == [
            [("C", ("expired",))],
            [("C", ("expired",))],
            [],
            [("A", ("in_grace",)), ("E", ("in_grace",))],
            [("C", ("expired",)), ("E", ("in_grace",))],
            [("E", ("in_grace",))],
            [("A", ("in_grace",)), ("C", ("expired",))],
        ]

    def test_the_shifts_with_nobody_to_spare_and_who_breaks_most(self, covers: list[Cover]) -> None:
        assert [cover.is_exact for cover in covers] == [True, True, True, False, False, True, False]
        assert breaks_most(covers) == [("A", 3), ("B", 3), ("D", 2)]

    def test_who_else_could(self, covers: list[Cover]) -> None:
        asked = Asked.of([RefreshRule("MH21@2013", validity_months=12, grace_days=28)])
        people = {name: PersonFacts(name, (met(name, expiry),)) for name, expiry in self.EXPIRY.items()}

        def standing(person: str, standard: str, context: str, day: date) -> Standing:
            return standing_on(people[person], asked, standard, context, day)

        fourth = covers[3].shift.days
        assert who_could(those("C", "D"), fourth, self.RULE.needs[0], standing, nothing) == ["D"]


def met(person: str, expiry: date) -> Decision:
    decided = date(expiry.year - 1, expiry.month, expiry.day)
    return Decision(f"d-{person}", person, "MH21@2013", "met", decided, expires_on=expiry)


class TestANight:
    """A night that crosses midnight needs both its days."""

    NIGHT = Shift("night", (JULY, JULY + timedelta(days=1)), those("A"))

    def test_who_counts_on_the_first_day_only_does_not_count(self) -> None:
        def standing(person: str, standard: str, context: str, day: date) -> Standing:
            return CURRENT_STANDING if day == JULY else Standing("grace", ("in_grace",))

        [line] = cover_of(self.NIGHT, CoverRule((Need("X", 1),)), standing, nothing).lines
        assert line.left_out == (LeftOut("A", JULY + timedelta(days=1), ("in_grace",)),)
        assert (line.has, line.spare, line.is_met) == (0, -1, False)

    @pytest.mark.parametrize("day", [JULY, JULY + timedelta(days=1)])
    def test_who_is_absent_on_either_day_is_left_out(self, day: date) -> None:
        def away(person: str, standard: str, on: date) -> Collection[str]:
            return (ABSENT,) if on == day else ()

        [line] = cover_of(self.NIGHT, CoverRule((Need("X", 1),)), holders(A="X"), away).lines
        assert line.left_out == (LeftOut("A", day, (ABSENT,)),)


class TestWhoIsLeftOut:
    def test_a_restriction_leaves_out_of_cover_whoever_is_current(self) -> None:
        def limited(person: str, standard: str, day: date) -> Collection[str]:
            return (RESTRICTED,) if person == "A" else ()

        shift = Shift("early", (JULY,), those("A", "B"))
        [line] = cover_of(shift, CoverRule((Need("X", 1),)), holders(A="X", B="X"), limited).lines
        assert line.counts == ("B",)
        assert line.left_out == (LeftOut("A", JULY, (RESTRICTED,)),)

    def test_all_that_keeps_somebody_out_is_said(self) -> None:
        def away(person: str, standard: str, day: date) -> Collection[str]:
            return (ABSENT,)

        shift = Shift("early", (JULY,), (OnShift("A", band=3),))
        rule = CoverRule((Need("X", 1, band_from=6, leads=True),))
        [line] = cover_of(shift, rule, holders(), away).lines
        assert line.left_out == (LeftOut("A", JULY, (ABSENT, BAND_TOO_LOW, "not_held", NOT_LEADING)),)

    def test_a_band_that_is_not_known_is_not_taken_for_high_enough(self) -> None:
        shift = Shift("early", (JULY,), (OnShift("A"), OnShift("B", band=6), OnShift("C", band=7)))
        rule = CoverRule((Need("X", 1, band_from=6),))
        [line] = cover_of(shift, rule, holders(A="X", B="X", C="X"), nothing).lines
        assert line.counts == ("B", "C")
        assert line.left_out == (LeftOut("A", JULY, (BAND_UNKNOWN,)),)

    def test_a_line_for_the_lead_asks_the_lead_alone(self) -> None:
        shift = Shift("early", (JULY,), (OnShift("A", leads=True), OnShift("B")))
        [line] = cover_of(shift, CoverRule((Need("X", 1, leads=True),)), holders(B="X"), nothing).lines
        assert line.counts == ()
        assert [out.why for out in line.left_out] == [("not_held",), (NOT_LEADING,)]

    def test_the_context_of_the_line_is_asked(self) -> None:
        def standing(person: str, standard: str, context: str, day: date) -> Standing:
            return CURRENT_STANDING if context == "older people" else NEVER

        shift = Shift("early", (JULY,), those("A"))
        for context, has in (("older people", 1), ("", 0)):
            assert cover_of(shift, CoverRule((Need("X", 1, context),)), standing, nothing).lines[0].has == has


class TestApart:
    """Nobody stands for two lines at once, where the rule says so."""

    def cover(self, needs: tuple[Need, ...], *, apart: bool = True, **held: str) -> Cover:
        shift = Shift("early", (JULY,), those(*held))
        return cover_of(shift, CoverRule(needs, apart), holders(**held), nothing)

    def test_together_one_person_stands_for_both(self) -> None:
        needs = (Need("X", 1), Need("Y", 1))
        assert self.cover(needs, apart=False, A="XY").is_met
        assert not self.cover(needs, A="XY").is_met

    def test_who_could_stand_for_either_stands_where_nobody_else_can(self) -> None:
        cover = self.cover((Need("X", 1), Need("Y", 1)), A="XY", B="X")
        assert cover.is_met
        assert [line.has for line in cover.lines] == [1, 1]
        assert cover.breaks_without == ("A", "B")

    def test_a_place_is_passed_on_as_far_as_it_must(self) -> None:
        needs = (Need("X", 1), Need("Y", 1), Need("Z", 1))
        assert self.cover(needs, A="XY", B="YZ", C="X").is_met
        assert not self.cover(needs, A="XY", B="XY", C="XY").is_met

    def test_who_is_over_is_shown_with_the_first_line_they_count_toward(self) -> None:
        cover = self.cover((Need("X", 1), Need("Y", 1)), A="XY", B="XY", C="XY")
        assert [line.has for line in cover.lines] == [2, 1]
        assert [line.counts for line in cover.lines] == [("A", "B", "C")] * 2
        assert not cover.is_exact


@settings(max_examples=60)
@given(
    st.lists(st.integers(1, 2), min_size=1, max_size=3),
    st.lists(st.sets(st.integers(0, 2)), max_size=5),
)
def test_apart_is_met_just_when_some_way_of_seating_everyone_meets_it(
    asked: list[int], held: list[set[int]]
) -> None:
    """Beside every way of giving each person one line, or none."""
    needs = tuple(Need("XYZ"[n], number) for n, number in enumerate(asked))
    names = {f"P{n}": "".join("XYZ"[line] for line in lines) for n, lines in enumerate(held)}
    shift = Shift("early", (JULY,), those(*names))
    cover = cover_of(shift, CoverRule(needs, apart=True), holders(**names), nothing)
    ways = product(*([None, *lines] for lines in held))
    possible = any(all(way.count(n) >= number for n, number in enumerate(asked)) for way in ways)
    assert cover.is_met == possible
    if cover.is_met:
        for person in names:
            rest = tuple(one for one in shift.people if one.person != person)
            without = cover_of(Shift("early", (JULY,), rest), cover.rule, holders(**names), nothing)
            assert without.is_met == (person not in cover.breaks_without)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Shift("x", ()),
        lambda: Shift("x", (JULY, JULY)),
        lambda: Shift("x", (JULY + timedelta(days=1), JULY)),
        lambda: Shift("x", (JULY,), those("A", "A")),
        lambda: Need("X", 0),
    ],
)
def test_what_no_shift_or_rule_can_be(wrong: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match=r"a shift has|nobody is|a cover rule asks"):
        wrong()


class TestRegistrations:
    """Held apart from standards: a lapsed one leaves out of every line, a missing one of those that ask for it."""

    DAYS = (JULY, JULY + timedelta(days=1))
    NMC = Registration("nmc", date(2024, 7, 1), date(2026, 7, 1))
    HCPC = Registration("hcpc", date(2024, 7, 1), date(2028, 7, 1))

    @pytest.mark.parametrize(
        ("held", "asks", "why"),
        [
            ((), "", None),
            ((), "nmc", "registration_missing"),
            ((NMC,), "nmc", "registration_lapsed"),
            ((NMC,), "", "registration_lapsed"),
            ((HCPC,), "hcpc", None),
            ((HCPC,), "nmc", "registration_missing"),
        ],
    )
    def test_who_is_left_out(self, held: tuple[Registration, ...], asks: str, why: str | None) -> None:
        shift = Shift("night", self.DAYS, (OnShift("A", registrations=held),))
        rule = CoverRule((Need("a", 1, registered_with=asks),))
        left_out = cover_of(shift, rule, holders(A="a"), nothing).lines[0].left_out
        assert [out.why for out in left_out] == ([(why,)] if why else [])

    def test_a_night_needs_it_on_both_days(self) -> None:
        one = OnShift("A", registrations=(self.NMC,))
        rule = CoverRule((Need("a", 1),))
        assert cover_of(Shift("day", self.DAYS[:1], (one,)), rule, holders(A="a"), nothing).is_met
        (out,) = cover_of(Shift("night", self.DAYS, (one,)), rule, holders(A="a"), nothing).lines[0].left_out
        assert out.day == self.DAYS[1]


def test_nobody_says_of_whoever_is_not_in_the_record_that_they_count() -> None:
    shift = Shift("night", (JULY,), (OnShift("A", band=7, in_record=False), OnShift("B")))
    (line,) = cover_of(shift, CoverRule((Need("a", 1),)), holders(A="a", B="a"), nothing).lines
    assert line.counts == ("B",)
    assert line.left_out == (LeftOut("A", JULY, ("not_in_record",)),)
