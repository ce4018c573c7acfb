"""What of a ward sheet one page has room for, in millimetres."""

from __future__ import annotations

import pytest

from standing.areas.cover.presenters.ward_fitting import (
    A_BELOW,
    A_GAP,
    A_LINE,
    A_NAME,
    A_ROW,
    A_SMALL,
    BELOW,
    HEADS,
    LEFT_OUT,
    LINE,
    SMALL,
    height_of,
    height_of_heads,
    height_of_row,
    how_many,
    in_turn,
    lines_of,
    small_height_of,
    width_of,
)

FULL = "n" * int(LINE / width_of("n") - 1)
LONG = FULL + "nn"


def test_words_take_as_many_lines_as_they_need() -> None:
    assert [lines_of(words) for words in ("", "n", FULL, LONG)] == [1, 1, 1, 2]


def test_wide_letters_take_more_of_a_line_than_narrow_ones() -> None:
    assert width_of("il ") < width_of("non") < width_of("NON") < width_of("MWM") < width_of("病棟室")


def test_a_line_as_a_browser_prints_it_is_one_line() -> None:
    """These letters Chromium sets on one line of 194 mm in 8.5pt."""
    names = "Ada Example, Ben Example, Cai Example, Dot Example, Eve Example"
    shift = f"Early, Monday 15 June. Meets the rule you set. On it: {names}, Gus Example."
    assert (len(shift), lines_of(shift)) == (131, 1)


def test_a_paragraph_is_as_high_as_its_lines() -> None:
    assert height_of("a") == A_LINE + A_GAP
    assert height_of(LONG) == 2 * A_LINE + A_GAP
    longer = small_height_of("m" * int(SMALL * 1.5)) - small_height_of("m")
    assert longer == pytest.approx(A_SMALL)


def test_a_long_name_or_edition_makes_the_table_higher() -> None:
    assert height_of_row("Ada Example") == A_ROW
    assert height_of_row("n" * 39) == A_ROW + A_NAME
    assert height_of_heads([]) == height_of_heads(["2013"]) == HEADS
    assert height_of_heads(["2013", "n" * 2 * int(BELOW)]) == HEADS + A_BELOW


def test_what_comes_first_has_room_first() -> None:
    assert [how_many([2, 3, 1], room) for room in (-1, 1.9, 2, 4.9, 5, 6, 9)] == [0, 0, 1, 1, 2, 3, 3]


def test_everything_is_shown_where_there_is_room() -> None:
    assert in_turn([[1, 1], [], [2]], 4) == [2, 0, 1]


def test_where_not_all_has_room_those_before_come_first() -> None:
    assert in_turn([[1] * 3, [1] * 40], 8.5 + 2 * LEFT_OUT) == [3, 5]
    assert in_turn([[1] * 30, [1]], 8.5 + 2 * LEFT_OUT) == [8, 0]


def test_no_room_at_all_leaves_everything_out() -> None:
    assert in_turn([[1], [1, 1]], 0) == [0, 0]


def test_what_is_shown_never_takes_more_than_there_is() -> None:
    sections = [[1.0] * 7, [2.0] * 4, [1.0] * 3]
    for room in range(40):
        shown = in_turn(sections, room)
        assert sum(sum(one[:many]) for one, many in zip(sections, shown, strict=True)) <= room
