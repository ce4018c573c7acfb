"""What of a ward sheet one page has room for: nothing is lost without being counted."""

from __future__ import annotations

from standing.areas.cover.presenters.ward_fitting import (
    A_ROW,
    A_SECTION,
    CHARACTERS,
    HEADS,
    LINES,
    fitted,
    lines_of,
    room_beside,
)

LONG = "x" * (CHARACTERS + 1)


def test_words_take_as_many_lines_as_they_need() -> None:
    assert [lines_of(words) for words in ("", "a", "a" * CHARACTERS, LONG)] == [1, 1, 1, 2]


def test_a_long_name_leaves_less_room() -> None:
    assert room_beside([]) == LINES - HEADS
    assert room_beside(["Ada Example"] * 30) == LINES - HEADS - 30 * A_ROW
    assert room_beside(["A" * 40]) == room_beside(["Ada"] * 2)


def test_everything_is_shown_where_there_is_room() -> None:
    parts = fitted([["a", "b"], [], [LONG]], 4 + 3 * A_SECTION)
    assert [(part.shown, part.more) for part in parts] == [(("a", "b"), 0), ((), 0), ((LONG,), 0)]


def test_what_one_section_does_not_need_goes_to_the_others() -> None:
    parts = fitted([["a"] * 20, ["b"], ["c"] * 20], 11 + 3 * A_SECTION)
    assert [len(part.shown) for part in parts] == [5, 1, 5]
    assert [part.more for part in parts] == [15, 0, 15]


def test_a_line_that_has_no_room_ends_its_section_and_is_counted() -> None:
    (part,) = fitted([["a", LONG, "b"]], 2 + A_SECTION)
    assert (part.shown, part.more) == (("a",), 2)


def test_no_room_at_all_leaves_everything_out() -> None:
    parts = fitted([["a"], ["b", "c"]], 0)
    assert [(part.shown, part.more) for part in parts] == [((), 1), ((), 2)]


def test_nothing_shown_and_left_out_is_ever_lost() -> None:
    sections = [["a"] * 7, [LONG] * 4, ["c"] * 3]
    for room in range(40):
        parts = fitted(sections, room)
        assert [len(part.shown) + part.more for part in parts] == [7, 4, 3]
        taken = sum(lines_of(words) for part in parts for words in part.shown)
        assert taken <= max(0, room - A_SECTION * len(sections))
