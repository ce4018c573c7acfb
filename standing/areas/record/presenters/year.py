"""A team's next twelve months: how many stop counting each month, by team and by standard, as pictures and tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.http import QueryDict
from django.urls import reverse

from standing.areas.people.models import Unit
from standing.areas.record.forms.forecasts import YearForm, month_name
from standing.areas.record.presenters import standing as words
from standing.areas.record.presenters.besides import StopBesides
from standing.areas.record.presenters.forecasts import (
    filter_words,
    forecast_href,
    gone_words,
    months_of,
    months_picture,
    summary_words,
)
from standing.areas.record.presenters.forecasts_besides import stops_words
from standing.areas.record.selectors.forecasts import Forecast, StopOfTeam
from standing.areas.record.words import day_in_words
from standing.site.components.lists import Filter, filters_on
from standing.site.components.month_grid import GridRow, MonthGrid
from standing.site.components.months import MonthsPicture, first_of_month

EMPTY = "Nobody stops counting in these months, as far as is known today."


def year_href(unit: Unit) -> str:
    """The address of a team's next twelve months."""
    return reverse("record:year", args=[unit.code])


@dataclass(frozen=True)
class YearPage:
    """The page of a forecast over the rest of this month and the twelve after it."""

    forecast: Forecast
    form: YearForm
    query: QueryDict
    besides: Sequence[StopBesides] = ()

    @property
    def summary(self) -> str:
        """How many stop, over which days."""
        return summary_words(self.forecast.stops, f"by {day_in_words(self.forecast.until)}")

    @cached_property
    def months(self) -> tuple[date, ...]:
        """The months, by their first days."""
        return tuple(months_of(self.forecast))

    @property
    def picture(self) -> MonthsPicture:
        """How many stop each month, and what they become."""
        return months_picture(self.forecast, {month: self._who(month) for month in self.months})

    @property
    def by_team(self) -> MonthGrid:
        """Each team with those below it; who works in two counts in each, and once in what is above both."""
        return self._grid("by-team", "Team", "team", self._teams())

    @property
    def by_standard(self) -> MonthGrid:
        """Each standard of which somebody stops counting, whatever the context."""
        return self._grid("by-standard", "Standard", "standard", self._standards())

    @property
    def groups_summary(self) -> str:
        """How many stop meeting a group of standards; empty where nobody does."""
        return stops_words(self.besides, f"by {day_in_words(self.forecast.until)}")

    @property
    def by_group(self) -> MonthGrid:
        """Each group of standards of a role that somebody stops meeting."""
        found: dict[str, list[StopBesides]] = {}
        for stop in sorted(self.besides, key=lambda stop: (stop.by, stop.what)):
            found.setdefault(f"{stop.what}, for {stop.by}", []).append(stop)
        rows = [self._row(name, stops[0].what, stops, {}) for name, stops in found.items()]
        title = "Groups of standards that people stop meeting, by month"
        return MonthGrid("by-group", title, "Group", self.months, tuple(rows), EMPTY)

    def _grid(self, name: str, first: str, what: str, rows: Iterable[GridRow]) -> MonthGrid:
        title = f"Standards that stop counting, by month and {what}"
        return MonthGrid(name, title, first, self.months, tuple(rows), EMPTY)

    def _teams(self) -> Iterator[GridRow]:
        forecast = self.forecast
        below = [unit for unit in forecast.below if unit.path.startswith(self._path)]
        own = [] if forecast.filters.below else [forecast.unit]
        for unit in (*own, *below):
            stops = [
                stop for stop in forecast.stops if any(one.path.startswith(unit.path) for one in stop.units)
            ]
            chosen = {} if unit == forecast.unit else {"below": unit.code}
            yield self._row(unit.name, unit.name, stops, chosen)

    @property
    def _path(self) -> str:
        code = self.forecast.filters.below
        units = (unit.path for unit in self.forecast.below if unit.code == code)
        return next(units, self.forecast.unit.path)

    def _standards(self) -> Iterator[GridRow]:
        found: dict[str, list[StopOfTeam]] = {}
        for stop in sorted(self.forecast.stops, key=lambda stop: stop.standard.order):
            found.setdefault(stop.standard.pk, []).append(stop)
        for stops in found.values():
            standard = stops[0].standard
            name = words.standard_words(standard)
            yield self._row(name, words.short_standard(standard), stops, {"standard": standard.pk})

    def _row(
        self, name: str, short: str, stops: Iterable[StopOfTeam | StopBesides], chosen: Mapping[str, str]
    ) -> GridRow:
        numbers = Counter(first_of_month(stop.first_day) for stop in stops)
        return GridRow(
            name=name,
            short=short,
            numbers=numbers,
            total=numbers.total(),
            hrefs={month: self._who(month, **chosen) for month in self.months},
            href=self._who(None, **chosen),
        )

    def _who(self, month: date | None, **chosen: str) -> str:
        """Where those behind a number are: of a month, or of them all."""
        when = {"month": month_name(month)} if month else {"until": self.forecast.until.isoformat()}
        return forecast_href(self.forecast.unit, **{**self._given, **chosen, **when})

    @cached_property
    def _given(self) -> dict[str, str]:
        """The filters that are on, as they stand in an address."""
        filters = self.forecast.filters
        given = {
            "words": filters.words,
            "role": filters.role,
            "standard": filters.standard,
            "below": filters.below,
            "everything": "yes" if filters.everything else "",
        }
        return {name: value for name, value in given.items() if value}

    @property
    def gone(self) -> list[str]:
        """Who was left out because they work here no longer by then, or not yet."""
        return gone_words(self.forecast)

    @property
    def on(self) -> list[Filter]:
        return filters_on(self.query, filter_words(self.forecast, self.query))

    def file_href(self, ending: str) -> str:
        """The address of the same as a file, with the same filters."""
        address = reverse("record:year_file", args=[self.forecast.unit.code, ending])
        query = self.query.urlencode()
        return f"{address}?{query}" if query else address
