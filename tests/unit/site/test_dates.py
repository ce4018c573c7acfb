"""Days and moments in words."""

from datetime import UTC, date, datetime

import pytest

from standing.site import dates


def test_days() -> None:
    assert dates.long_day(date(2026, 3, 3)) == "3 March 2026"
    assert dates.short_day(date(2026, 9, 30)) == "30 Sep 2026"
    assert dates.long_day(None, "never") == "never"


def test_a_period_is_said_by_its_last_day() -> None:
    assert dates.until(date(2026, 3, 1)) == "until 28 February 2026"
    assert dates.until(None) == "until further notice"


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2026, 7, 1, 13, 5, tzinfo=UTC), "1 July 2026 at 2:05pm"),
        (datetime(2026, 1, 1, 9, 0, tzinfo=UTC), "1 January 2026 at 9am"),
        (datetime(2026, 1, 1, 12, 0, tzinfo=UTC), "1 January 2026 at midday"),
        (datetime(2026, 6, 30, 23, 0, tzinfo=UTC), "1 July 2026 at midnight"),
        (datetime(2026, 1, 1, 0, 30, tzinfo=UTC), "1 January 2026 at 12:30am"),
    ],
)
def test_moments_are_those_of_the_united_kingdom(moment: datetime, words: str) -> None:
    assert dates.moment(moment) == words


def test_the_day_of_a_moment_is_the_united_kingdoms() -> None:
    assert dates.long_day(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == "1 July 2026"
