"""Small numbers of people are hidden, and what is left over with them."""

from __future__ import annotations

import pytest

from standing.core.coproduction.counting import share_shown, shown


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "0"), (1, "Fewer than 5"), (4, "Fewer than 5"), (5, "5"), (1200, "1,200")],
)
def test_numbers_from_1_to_4_are_hidden(number: int, words: str) -> None:
    assert shown(number) == words


@pytest.mark.parametrize(
    ("part", "of", "words"),
    [
        (0, 0, "Nobody yet"),
        (0, 3, "Fewer than 5"),
        (3, 3, "Fewer than 5"),
        (0, 9, "Fewer than 5 of 9"),
        (9, 9, "All or nearly all of 9"),
        (5, 10, "5 of 10"),
        (4, 10, "Fewer than 5 of 10"),
        (7, 9, "All or nearly all of 9"),
        (3, 6, "Fewer than 5 of 6"),
        (1000, 1200, "1,000 of 1,200"),
    ],
)
def test_neither_the_part_nor_what_is_left_over_can_be_told(part: int, of: int, words: str) -> None:
    assert share_shown(part, of) == words


@pytest.mark.parametrize(("part", "of"), [(-1, 5), (6, 5)])
def test_a_part_is_no_more_than_all(part: int, of: int) -> None:
    with pytest.raises(ValueError, match="cannot be"):
        share_shown(part, of)
