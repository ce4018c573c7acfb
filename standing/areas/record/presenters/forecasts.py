"""A forecast in words: how many stop counting month by month, who they are, and who was left out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page
from django.http import QueryDict
from django.urls import reverse

from standing.areas.audit import clock
from standing.areas.people.models import Unit
from standing.areas.record.forms.forecasts import ForecastForm, month_name
from standing.areas.record.presenters import standing as words
from standing.areas.record.presenters.besides import StopBesides
from standing.areas.record.presenters.forecasts_besides import (
    months_table,
    of_month,
    stops_table,
    stops_words,
)
from standing.areas.record.selectors.forecasts import Forecast, Gone, StopOfTeam
from standing.areas.record.words import day_in_words
from standing.core.rules.days import add_months
from standing.core.rules.status import GRACE, NOT_CURRENT, STATUSES
from standing.site.components.lists import Cell, Counts, Filter, Pages, Table, counts_of, filters_on
from standing.site.components.months import MonthsPicture, first_of_month, month_words
from standing.site.dates import short_day

ON_A_PAGE = 200


def forecast_href(unit: Unit, **chosen: str) -> str:
    """The address of a team's forecast, with filters."""
    address = reverse("record:forecast", args=[unit.code])
    return f"{address}?{urlencode(chosen)}" if chosen else address


def next_month() -> date:
    """The first day of the next month."""
    return add_months(first_of_month(clock.today()), 1)


def next_month_href(unit: Unit) -> str:
    """The address of who stops counting next month."""
    return forecast_href(unit, month=month_name(next_month()))


def why(stop: StopOfTeam) -> str:
    """Why it stops counting, in a few words: what blocks it, or that it has expired."""
    return words.why_not(stop.standing)


def becomes(stop: StopOfTeam) -> str:
    """What follows, in words: until when in grace, and whether it counts then (it does not)."""
    if stop.grace_until is None:
        return ""
    return f"In grace until {day_in_words(stop.grace_until)}"


@dataclass(frozen=True)
class ForecastPage:
    """The page of a forecast."""

    forecast: Forecast
    form: ForecastForm
    query: QueryDict
    page: Page[StopOfTeam]
    besides: Sequence[StopBesides] = ()

    @property
    def month(self) -> date | None:
        return self.form.month_first

    @property
    def title(self) -> str:
        """What is asked, in one line."""
        return f"Who stops counting in {month_words(self.month)}" if self.month else "Who stops counting"

    @property
    def summary(self) -> str:
        """How many stop, over which days."""
        return summary_words(self.forecast.in_month(self.month), self._when)

    @property
    def _when(self) -> str:
        if not self.month:
            return f"by {day_in_words(self.forecast.until)}"
        when = f"in {month_words(self.month)}"
        return f"{when}, after today" if self.month == first_of_month(self.forecast.today) else when

    @property
    def groups_summary(self) -> str:
        """How many stop meeting a group of standards over those days; empty where nobody does."""
        return stops_words(of_month(self.besides, self.month), self._when)

    @property
    def groups(self) -> list[Table]:
        """Groups that people stop meeting: how many each month, and who and why; nothing where there is none."""
        shown = of_month(self.besides, self.month)
        by_month = months_table(
            self.besides,
            months_of(self.forecast),
            lambda first: self._with(month=month_name(first)),
        )
        return [*([by_month] if self.besides else []), *([stops_table(shown)] if shown else [])]

    @cached_property
    def picture(self) -> MonthsPicture:
        """How many stop each month."""
        hrefs = {first: self._with(month=month_name(first)) for first in months_of(self.forecast)}
        return months_picture(self.forecast, hrefs, self.month)

    def _with(self, **chosen: str) -> str:
        query = self.query.copy()
        query.pop("page", None)
        for name, value in chosen.items():
            query[name] = value
        return f"?{query.urlencode()}"

    @property
    def all_months_href(self) -> str:
        """The address of the same over all its months."""
        query = self.query.copy()
        query.pop("month", None)
        query.pop("page", None)
        query.setdefault("until", self.forecast.until.isoformat())
        return f"?{query.urlencode()}"

    @property
    def counts(self) -> Counts:
        return counts_of(self.page, "standard that stops counting", "standards that stop counting")

    @property
    def pages(self) -> Pages:
        return Pages.of(self.page, self.query)

    @property
    def table(self) -> Table:
        """Who stops counting in what, soonest first."""
        return Table(
            name="stops",
            caption=self.title,
            head=["Last day it counts", "Person", "Team", "Standard", "Becomes", "Why"],
            rows=[self._row(stop) for stop in self.page.object_list],
            stack=True,
            hide_caption=True,
            empty="Nobody stops counting in this time, as far as is known today.",
        )

    def _row(self, stop: StopOfTeam) -> list[Cell | str]:
        at = {"at": stop.first_day.isoformat()}
        extra = "" if stop.required_by else " (not asked for)"
        return [
            Cell(short_day(stop.last_day), narrow=True),
            Cell(stop.person.name, href=reverse("record:person", args=[stop.person.ref])),
            ", ".join(unit.name for unit in stop.units),
            Cell(
                words.standard_words(stop.standard, stop.context) + extra,
                href=words.pair_href(stop.person.ref, stop.standard.pk, stop.context, at),
            ),
            Cell(words.tag(stop.standing.status), narrow=True),
            ". ".join(text for text in (why(stop), becomes(stop)) if text),
        ]

    @property
    def gone(self) -> list[str]:
        """Who was left out because they work here no longer by then, or not yet."""
        return gone_words(self.forecast)

    @property
    def not_asked(self) -> str:
        """How many stops of standards that nobody asks for are not shown."""
        number = self.forecast.not_asked
        if not number or self.forecast.filters.everything:
            return ""
        return (
            f"{number} more {'standard stops' if number == 1 else 'standards stop'} counting that no role of the "
            "person asks for by then."
        )

    @property
    def everything_href(self) -> str:
        return self._with(everything="yes")

    @property
    def on(self) -> list[Filter]:
        """The filters that are on."""
        month = f"Month: {month_words(self.month)}" if self.month else ""
        return filters_on(self.query, filter_words(self.forecast, self.query, month=month))

    def file_href(self, ending: str) -> str:
        """The address of the same as a file, with the same filters."""
        address = reverse("record:forecast_file", args=[self.forecast.unit.code, ending])
        query = self.query.copy()
        query.pop("page", None)
        return f"{address}?{query.urlencode()}" if query else address


def summary_words(stops: Collection[StopOfTeam], when: str) -> str:
    """How many people stop counting in how many standards, and when."""
    if not stops:
        return f"Nobody chosen here stops counting {when}, as things stand."
    people = len({stop.person.pk for stop in stops})
    return (
        f"Unless somebody acts, {people} {'person stops' if people == 1 else 'people stop'} counting for "
        f"{len(stops)} {'standard' if len(stops) == 1 else 'standards'} {when}."
    )


def months_of(forecast: Forecast) -> Iterator[date]:
    """The first days of the months that a forecast reaches over."""
    first = first_of_month(forecast.today)
    while first <= forecast.until:
        yield first
        first = add_months(first, 1)


def months_picture(
    forecast: Forecast, hrefs: Mapping[date, str], chosen: date | None = None
) -> MonthsPicture:
    """How many stop each month, and what they become; each month leads where `hrefs` says."""
    counts: defaultdict[date, Counter[str]] = defaultdict(Counter)
    for stop in forecast.stops:
        counts[first_of_month(stop.first_day)][stop.standing.status] += 1
    present = {stop.standing.status for stop in forecast.stops}
    return MonthsPicture.of(
        name="months",
        title=f"Standards that stop counting, by month, up to {day_in_words(forecast.until)}",
        statuses=[one for one in STATUSES if one in present | {GRACE, NOT_CURRENT}],
        counts=counts,
        hrefs=hrefs,
        chosen=chosen,
    )


def filter_words(forecast: Forecast, query: QueryDict, **more: str) -> dict[tuple[str, str], str]:
    """The filters of a forecast that a query sets, in words, and `more` of the same kind."""
    filters, found = forecast.filters, {}
    below = {unit.code: unit.name for unit in forecast.below}
    given = {
        "words": f"Name or number: {filters.words}",
        "role": f"Role: {filters.role}",
        "standard": f"Standard: {filters.standard}",
        "below": f"Team: {below.get(filters.below, filters.below)}",
        "everything": "With standards that no role asks for",
        **more,
    }
    for name, text in given.items():
        value = query.get(name, "")
        if value and text:
            found[name, value] = text
    return found


def gone_words(forecast: Forecast) -> list[str]:
    """Who was left out, and why, a line each."""
    return [_gone(gone) for gone in forecast.gone]


def _gone(gone: Gone) -> str:
    what = f"{gone.stops} {'standard' if gone.stops == 1 else 'standards'}"
    if gone.last_day is None:
        return (
            f"{gone.person.name} ({gone.person.ref}) does not work here yet when {what} would stop counting"
        )
    return (
        f"{gone.person.name} ({gone.person.ref}) leaves: the last day here is {day_in_words(gone.last_day)}, before "
        f"{what} would stop counting"
    )


def forecast_answer(forecast: Forecast) -> list[dict[str, Any]]:
    """A forecast as plain values, for a command and whoever scripts against it: one for each stop, soonest first."""
    return [
        {
            "person": stop.person.ref,
            "name": stop.person.name,
            "units": [unit.code for unit in stop.units],
            "standard": stop.standard.pk,
            "title": stop.standard.title,
            "local": stop.standard.is_local,
            "context": stop.context,
            "required_by": list(stop.required_by),
            "last_day": stop.last_day,
            "stops_on": stop.first_day,
            "status": stop.standing.status,
            "reasons": list(stop.standing.reasons),
            "why": why(stop),
            "grace_until": stop.grace_until,
            "expires_on": stop.standing.expires_on,
        }
        for stop in forecast.stops
    ]
