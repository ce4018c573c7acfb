"""One in ten of those who sign is observed, by a draw that can be made again and that nobody can see coming."""

from __future__ import annotations

import pytest

from standing.core.policies.observing import is_drawn, left_over, one_in


@pytest.mark.parametrize(("asked", "group"), [(0, 1), (1, 1), (4, 4), (10, 10), (400, 10)])
def test_in_groups_of_ten_or_of_all_who_are_asked(asked: int, group: int) -> None:
    assert one_in(asked) == group


@pytest.mark.parametrize("group", [1, 3, 10])
def test_exactly_one_of_each_whole_group_is_drawn_whatever_the_seed(group: int) -> None:
    for seed in range(40):
        drawn = [is_drawn(seed, position, group) for position in range(group * 6)]
        assert [sum(drawn[start : start + group]) for start in range(0, len(drawn), group)] == [1] * 6


def test_the_same_seed_draws_the_same_and_no_place_is_safe() -> None:
    first = [is_drawn(7, position, 10) for position in range(200)]
    assert first == [is_drawn(7, position, 10) for position in range(200)]
    places = {position for seed in range(400) for position in range(10) if is_drawn(seed, position, 10)}
    assert places == set(range(10))


@pytest.mark.parametrize("signed", [1, 4, 9])
def test_of_an_unfinished_group_somebody_who_has_signed_is_drawn_and_no_place_is_safe(signed: int) -> None:
    drawn = {left_over(seed, 3, signed) for seed in range(200)}
    assert drawn == set(range(signed))
    assert left_over(7, 3, signed) == left_over(7, 3, signed)
