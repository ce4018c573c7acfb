"""What has to be written so that a role requires just what is wanted from a day on."""

from __future__ import annotations

from datetime import date

from standing.areas.record.models import Requirement
from standing.areas.record.requirements import Required, RequirementChanges

APRIL, JUNE, AUGUST = date(2026, 4, 1), date(2026, 6, 1), date(2026, 8, 1)


def row(standard: str, from_on: date = APRIL, to_on: date | None = None, **parts: object) -> Requirement:
    return Requirement(role="nurse", standard_id=standard, from_on=from_on, to_on=to_on, **parts)


def between(
    rows: list[Requirement], wanted: list[Required]
) -> tuple[list[str], list[str], list[str], list[str]]:
    """The standards that are kept, end, never begin, and begin."""
    changes = RequirementChanges.between(rows, wanted, JUNE)
    parts = [[one.standard_id for one in part] for part in (changes.kept, changes.ended, changes.never)]
    return parts[0], parts[1], parts[2], [line.standard for line in changes.begun]


def test_what_is_wanted_and_there_is_kept_and_the_rest_ends_or_begins() -> None:
    assert between([row("A"), row("B")], [Required("B"), Required("C")]) == (["B"], ["A"], [], ["C"])


def test_a_row_that_ended_before_is_left_alone() -> None:
    assert between([row("A", to_on=JUNE)], []) == ([], [], [], [])


def test_a_row_that_would_end_later_ends_now_and_begins_anew_if_it_is_wanted() -> None:
    assert between([row("A", to_on=AUGUST)], [Required("A")]) == ([], ["A"], [], ["A"])


def test_a_row_that_would_begin_that_day_or_later_never_does() -> None:
    assert between([row("A", from_on=AUGUST)], []) == ([], [], ["A"], [])
    assert between([row("A", from_on=AUGUST)], [Required("A")]) == ([], [], ["A"], ["A"])
    assert between([row("A", from_on=JUNE)], [Required("A")]) == (["A"], [], [], [])


def test_another_context_or_time_from_joining_is_another_requirement() -> None:
    assert between([row("A")], [Required("A", "older people")]) == ([], ["A"], [], ["A"])
    assert between([row("A")], [Required("A", needed_by_days=84)]) == ([], ["A"], [], ["A"])


def test_of_two_rows_that_ask_the_same_one_is_kept() -> None:
    assert between([row("A"), row("A")], [Required("A")]) == (["A"], ["A"], [], [])
