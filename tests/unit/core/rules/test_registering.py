"""Professional registration: in force, lapsed, given up; and numbers of each register's shape."""

from __future__ import annotations

from datetime import date

import pytest

from standing.core.rules.facts import BadFact
from standing.core.rules.registering import (
    HCPC,
    NMC,
    SWE,
    Registration,
    read_number,
    registered_on,
    with_lapsed,
)

FIRST = Registration(NMC, date(2023, 4, 1), date(2026, 3, 31))
RENEWED = Registration(NMC, date(2026, 5, 1), date(2029, 4, 30))
GIVEN_UP = Registration(NMC, date(2023, 4, 1), date(2026, 3, 31), date(2026, 2, 1))


@pytest.mark.parametrize(
    ("entries", "day", "registered", "lapsed"),
    [
        ((FIRST,), date(2023, 3, 31), False, False),
        ((FIRST,), date(2026, 3, 31), True, False),
        ((FIRST,), date(2026, 4, 1), False, True),
        ((FIRST, RENEWED), date(2026, 4, 15), False, True),
        ((RENEWED, FIRST), date(2026, 5, 1), True, False),
        ((GIVEN_UP,), date(2026, 1, 31), True, False),
        ((GIVEN_UP,), date(2026, 2, 1), False, False),
        ((GIVEN_UP,), date(2027, 1, 1), False, False),
        ((), date(2026, 1, 1), False, False),
    ],
)
def test_in_force_or_lapsed_on_a_day(
    entries: tuple[Registration, ...], day: date, registered: bool, lapsed: bool
) -> None:
    assert registered_on(entries, NMC, day) is registered
    assert with_lapsed(entries, day) == (frozenset({NMC}) if lapsed else frozenset())
    assert not registered_on(entries, HCPC, day)


def test_one_that_lapsed_before_the_newest_was_given_up_is_lapsed_no_more() -> None:
    later = Registration(NMC, date(2026, 5, 1), date(2029, 4, 30), date(2027, 1, 1))
    assert with_lapsed((FIRST, later), date(2028, 1, 1)) == frozenset()


@pytest.mark.parametrize(
    ("body", "typed", "number"),
    [(NMC, " 98i 1234e ", "98I1234E"), (HCPC, "pyl12345", "PYL12345"), (SWE, "sw1", "SW1")],
)
def test_a_number_in_capitals_without_spaces(body: str, typed: str, number: str) -> None:
    assert read_number(body, typed) == number


@pytest.mark.parametrize(
    ("body", "typed"),
    [(NMC, "98Z1234E"), (NMC, "981234E"), (HCPC, "OT12"), (SWE, "12345"), (NMC, ""), (NMC, "٩٨A1234E")],
)
def test_a_number_of_another_shape_is_refused(body: str, typed: str) -> None:
    with pytest.raises(BadFact) as refused:
        read_number(body, typed)
    assert refused.value.column == "number"


def test_what_no_registration_can_be() -> None:
    with pytest.raises(BadFact, match="one of nmc, hcpc, swe"):
        Registration("gmc", date(2026, 1, 1), date(2026, 2, 1))
    with pytest.raises(BadFact, match="or a later day"):
        Registration(NMC, date(2026, 1, 2), date(2026, 1, 1))
