"""The picture of a standing over time: lengths, cuts, the axis and the words."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standing.site.components.status import LOOKS
from standing.site.components.timeline import Span, TimelinePicture

START, TO = date(2025, 1, 1), date(2026, 1, 1)


def draw(*spans: Span, start: date = START, to: date = TO, today: date = date(2025, 7, 2)) -> TimelinePicture:
    return TimelinePicture.of(name="p", title="MH20", spans=spans, start=start, to=to, today=today)


def test_a_bar_is_as_long_as_its_share_of_the_window() -> None:
    picture = draw(Span(date(2025, 1, 1), date(2025, 3, 15), "current"), Span(date(2025, 3, 15), None, "due"))
    assert [(bar.x, bar.width) for bar in picture.bars] == [(0.0, 20.0), (20.0, 80.0)]


def test_spans_are_cut_at_the_window_and_told_whole() -> None:
    picture = draw(Span(date(2020, 1, 1), date(2030, 1, 1), "current"))
    assert [(bar.x, bar.width) for bar in picture.bars] == [(0.0, 100.0)]
    assert [(line.start, line.end) for line in picture.lines] == [("1 January 2020", "31 December 2029")]
    assert picture.summary == "MH20: Current from 1 January 2020 until 31 December 2029."


def test_spans_outside_the_window_are_left_out() -> None:
    before = Span(date(2024, 1, 1), START, "current")
    after = Span(TO, None, "not_held")
    assert draw(before, after).bars == ()
    assert draw(before, after).summary == "MH20: nothing recorded in this time."


def test_a_span_of_the_last_day_before_the_window_ends_is_shown() -> None:
    assert len(draw(Span(TO - timedelta(days=1), None, "due")).bars) == 1


def test_an_open_end_is_said() -> None:
    picture = draw(Span(date(2025, 5, 1), None, "grace", ("in grace",)))
    assert picture.lines[0].end == "Until further notice"
    assert picture.lines[0].reasons == ("in grace",)


def test_today_is_marked_within_the_window_only() -> None:
    assert draw(today=START).today == 0.0
    assert draw(today=TO).today is None
    assert draw(today=START - timedelta(days=1)).today is None


def test_two_statuses_on_one_day_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap on 2025-02-01"):
        draw(Span(START, date(2025, 2, 2), "current"), Span(date(2025, 2, 1), None, "due"))
    with pytest.raises(ValueError, match="overlap"):
        draw(Span(START, None, "current"), Span(date(2025, 2, 1), None, "due"))


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot end before"):
        Span(START, START, "current")
    with pytest.raises(ValueError, match="is no status"):
        Span(START, None, "fine")
    with pytest.raises(ValueError, match="is empty"):
        draw(start=START, to=START)


def test_a_year_is_marked_by_months_and_labelled_six_times_at_most() -> None:
    ticks = draw().ticks
    assert len(ticks) == 11
    assert [tick.label for tick in ticks if tick.label] == ["Mar", "May", "Jul", "Sep", "Nov"]


def test_many_years_are_labelled_by_year() -> None:
    labels = [tick.label for tick in draw(start=date(2019, 3, 1), to=date(2027, 3, 1)).ticks if tick.label]
    assert labels == ["2020", "2022", "2024", "2026"]


def test_the_key_names_each_status_once() -> None:
    picture = draw(
        Span(START, date(2025, 2, 1), "current"),
        Span(date(2025, 2, 1), date(2025, 3, 1), "due"),
        Span(date(2025, 3, 1), None, "current"),
    )
    assert [look.name for look in picture.looks] == ["current", "due"]


@given(
    start=st.dates(date(1990, 1, 1), date(2060, 1, 1)),
    days=st.integers(1, 36_500),
    lengths=st.lists(st.tuples(st.integers(1, 4000), st.sampled_from(sorted(LOOKS))), max_size=12),
    offset=st.integers(-4000, 4000),
)
def test_bars_never_leave_the_picture_nor_cover_each_other(
    start: date, days: int, lengths: list[tuple[int, str]], offset: int
) -> None:
    spans, day = [], start + timedelta(days=offset)
    for length, status in lengths:
        spans.append(Span(day, day + timedelta(days=length), status))
        day += timedelta(days=length)
    picture = draw(*spans, start=start, to=start + timedelta(days=days), today=start)
    end = 0.0
    for bar in picture.bars:
        assert bar.x >= end - 0.002
        assert bar.width >= 0
        end = bar.x + bar.width
    assert end <= 100.001
    assert sum(1 for tick in picture.ticks if tick.label) <= 7
    assert all(0 < tick.x < 100.001 for tick in picture.ticks)
