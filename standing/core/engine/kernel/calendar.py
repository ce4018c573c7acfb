"""Adding to days (rules, part 1 and 3), as numbers."""

from standing.core.engine.kernel.layout import FIRST, LAST

# Days are counted here from 1 March of the year 0: a leap day is then the last of its year, and of its era of 400.
_ERA, _FROM_1970 = 146097, 719468
_LAST_MONTH = 9999 * 12 + 9
"""December 9999, in months since March of the year 0."""


def add_days(day: int, days: int) -> int:
    """The day so many days later (earlier if negative), no further than the calendar goes."""
    return min(LAST, max(FIRST, day + days))


def add_months(day: int, months: int) -> int:
    """The same day of the month so many months later, or that month's last day; no further than the calendar goes."""
    since = day + _FROM_1970
    era = since // _ERA
    day_of_era = since - era * _ERA
    year_of_era = (day_of_era - day_of_era // 1460 + day_of_era // 36524 - day_of_era // 146096) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    month_of_year = (5 * day_of_year + 2) // 153
    day_of_month = day_of_year - (153 * month_of_year + 2) // 5
    month = (era * 400 + year_of_era) * 12 + month_of_year + months
    if month > _LAST_MONTH:
        return LAST
    begins = _first_of_month(month)
    return min(begins + day_of_month, _first_of_month(month + 1) - 1)


def _first_of_month(month: int) -> int:
    """The first day of a month, counted in months since March of the year 0."""
    year = month // 12
    era = year // 400
    year_of_era = year - era * 400
    day_of_year = (153 * (month - year * 12) + 2) // 5
    return era * _ERA + year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year - _FROM_1970
