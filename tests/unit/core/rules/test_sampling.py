"""Sampling (rules, part 6): drawn from a seed, rounded up, at least one of each; the same for whoever draws again."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standing.core.rules.independence import Watch
from standing.core.rules.sampling import (
    AHEAD,
    Coverage,
    Drawing,
    Level,
    Put,
    Shares,
    Why,
    chance,
    coverage,
    draw,
    share_of,
)

SHARES = Shares()


def share(
    level: Level = Level.EXPERIENCED, *, low_risk: bool = True, watch: Watch = Watch.USUAL, returns: int = 0
) -> int:
    return share_of(level, SHARES, low_risk=low_risk, watch=watch, returns=returns)


def test_shares() -> None:
    assert share(Level.NEW) == 50
    assert share() == 15
    assert share(low_risk=False) == 50, "long-running is not enough"
    assert share(Level.UNQUALIFIED) == 50
    assert share(watch=Watch.DOUBLE) == 30
    assert share(Level.NEW, watch=Watch.DOUBLE) == 100
    assert share(watch=Watch.ALL) == 100
    assert [share(returns=returns) for returns in range(4)] == [15, 30, 100, 100], "double, then all"
    assert share(watch=Watch.DOUBLE, returns=1) == 60


@pytest.mark.parametrize("wrong", [{"new": 0}, {"usual": 101}])
def test_a_share_that_is_none_is_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="give 1 to 100"):
        Shares(**wrong)


def test_the_first_of_each_assessor_standard_method_and_place_is_drawn() -> None:
    drawing = Drawing("a seed")
    usual = Put("ann", "MH1@2013", ("observation",), "ash", share=1)
    assert drawing.put(usual).why is Why.FIRST
    assert drawing.put(Put("ben", "MH1@2013", ("observation",), "ash", share=1)).why is Why.FIRST
    assert drawing.put(Put("ann", "MH2@2013", ("observation",), "ash", share=1)).why is Why.FIRST_STANDARD
    assert drawing.put(Put("ann", "MH1@2013", ("product",), "ash", share=1)).why is Why.FIRST_METHOD
    assert drawing.put(Put("ann", "MH1@2013", (), "birch", share=1)).why is Why.FIRST_PLACE
    again = drawing.put(Put("ann", "MH2@2013", ("product",), "birch", share=1))
    assert (again.number, again.why) == (5, Why.NOT_DRAWN)


def test_all_of_a_share_of_a_hundred_is_drawn() -> None:
    assert {one.why for one in draw("s", [Put("ann", "MH1@2013")] * 5)} == {Why.ALL}


puts = st.lists(
    st.builds(
        Put,
        st.sampled_from(["ann", "ben"]),
        st.sampled_from(["A", "B"]),
        st.sampled_from([(), ("seen",), ("seen", "told")]),
        st.sampled_from(["", "ash"]),
        st.sampled_from([1, 15, 30, 50, 100]),
    ),
    max_size=80,
)


@given(st.text(max_size=8), puts)
def test_never_fewer_than_the_share_rounded_up_and_the_same_again(seed: str, those: list[Put]) -> None:
    drawn = draw(seed, those)
    assert drawn == draw(seed, those)
    for assessor in {one.assessor for one in those}:
        due = number = count = 0
        seen: set[tuple[str, str]] = set()
        for one, result in zip(those, drawn, strict=True):
            if one.assessor != assessor:
                continue
            covers = {("standard", one.standard), *(("method", m) for m in one.methods)}
            covers |= {("place", one.place)} if one.place else set()
            due, number, count = due + one.share, number + 1, count + result.drawn
            assert result.number == number
            assert count >= math.ceil(due / 100)
            assert result.drawn or covers <= seen
            if result.why is Why.CHANCE:
                assert count <= math.ceil(due / 100) + AHEAD
            seen |= covers


def test_chance_is_even_and_another_seed_draws_others() -> None:
    some = [chance("seed", "ann", number) for number in range(1, 2001)]
    assert all(0 <= one < 1 for one in some)
    assert 0.46 < sum(some) / len(some) < 0.54
    those = [Put("ann", "MH1@2013", share=15)] * 60
    assert [one.drawn for one in draw("one", those)] != [one.drawn for one in draw("two", those)]
    assert chance("seed", "ann", 1) == 0.7757735732353599


def test_what_is_covered_least_comes_first() -> None:
    rows = coverage([(("ash",), True), (("ash", "ash"), False), (("birch",), False), (("cedar",), True)])
    assert rows == [Coverage("birch", 1, 0), Coverage("ash", 2, 1), Coverage("cedar", 1, 1)]
