"""What waits: its order, its groups, and what it must have."""

from dataclasses import replace
from datetime import date

import pytest

from standing.core.inbox import Waiting, by_kind, in_order

MONDAY = date(2026, 11, 16)
SUNDAY = date(2026, 11, 22)
ONE = Waiting("record:decide:1", "Decide about", "Amina Okafor", MONDAY, "/decide/1/", "Decisions to make")


def test_oldest_comes_first_and_then_what_is_due_soonest() -> None:
    younger = replace(ONE, key="2", since=SUNDAY)
    sooner = replace(ONE, key="3", due=SUNDAY, about="Zoe Hart")
    later_name = replace(ONE, key="4", about="Bea Fox")
    assert [one.key for one in in_order([younger, later_name, ONE, sooner])] == ["3", ONE.key, "4", "2"]


def test_the_same_thing_is_there_once() -> None:
    assert in_order([ONE, ONE]) == [ONE]


def test_groups_come_by_their_oldest() -> None:
    sign = replace(ONE, key="5", kind="To sign", since=MONDAY.replace(day=1))
    groups = by_kind([ONE, replace(ONE, key="6", since=SUNDAY), sign])
    assert [(group.name, len(group.waiting)) for group in groups] == [
        ("To sign", 1),
        ("Decisions to make", 2),
    ]
    assert groups[1].oldest == ONE


def test_how_long_and_whether_overdue() -> None:
    due = replace(ONE, due=date(2026, 11, 21))
    assert due.days_waiting(SUNDAY) == 6
    assert replace(ONE, since=SUNDAY).days_waiting(MONDAY) == 0
    assert due.is_overdue(SUNDAY)
    assert not due.is_overdue(date(2026, 11, 21))
    assert not ONE.is_overdue(SUNDAY)


@pytest.mark.parametrize("name", ["key", "what", "about", "href", "kind"])
def test_one_without_a_part_cannot_be_made(name: str) -> None:
    with pytest.raises(ValueError, match=f"no {name}"):
        replace(ONE, **{name: " "})
