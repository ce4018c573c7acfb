"""What a forecast says beside its standards: who stops having enough of a group of them, and when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date

from django.urls import reverse

from standing.areas.record.presenters.besides import StopBesides, stops_besides
from standing.areas.record.selectors.forecasts import Forecast
from standing.site.components.lists import Cell, Table
from standing.site.components.months import first_of_month, month_words
from standing.site.dates import short_day

MOST_NAMES = 200
"""How many a page names; it says how many more there are, and the spreadsheet has them all."""

FILE_HEAD = (
    "Last day it is met",
    "Staff number",
    "Name",
    "Team",
    "Group",
    "Asked for by",
    "Why",
    "Standards of the group",
)
FILE_WIDTHS = (16, 14, 26, 26, 40, 26, 60, 50)

NOTE = (
    "A group is met while at least so many of its standards count as are asked for. Groups are in no figure of "
    "standards. Whoever does not work in the role on that day is left out."
)


def stops_in(forecast: Forecast) -> list[StopBesides]:
    """Who stops having enough in the days of a forecast, of those its filters leave. A fixed number of queries."""
    filters = forecast.filters
    return [
        stop
        for stop in stops_besides(forecast.assignments, forecast.today, forecast.until)
        if (not filters.standard or filters.standard in stop.standards)
        and (not filters.role or filters.role in forecast.roles_on(stop.person, stop.first_day))
    ]


def of_month(stops: Iterable[StopBesides], first: date | None) -> list[StopBesides]:
    """The stops of the month that begins on a day; all without one."""
    return [stop for stop in stops if first is None or first_of_month(stop.first_day) == first]


def stops_words(stops: Collection[StopBesides], when: str) -> str:
    """How many people stop meeting a group, how often and when; empty where nobody does."""
    if not stops:
        return ""
    people = len({stop.person.pk for stop in stops})
    times = f", {len(stops):,} times in all" if len(stops) != people else ""
    who = f"{people:,} {'person stops' if people == 1 else 'people stop'}"
    return f"Besides, {who} meeting a group of standards {when}{times}."


def months_table(stops: Iterable[StopBesides], months: Iterable[date], href: Callable[[date], str]) -> Table:
    """How many times somebody stops meeting a group, month by month; each month leads to who."""
    numbers = Counter(first_of_month(stop.first_day) for stop in stops)
    return Table(
        name="groups-by-month",
        caption="Groups of standards that people stop meeting, by month",
        head=("Month", Cell("How many", number=True)),
        rows=[
            (Cell(month_words(month), href=href(month)), Cell(f"{numbers[month]:,}", number=True))
            for month in months
        ],
    )


def stops_table(stops: Sequence[StopBesides], name: str = "groups-that-stop") -> Table:
    """Who stops meeting which group, soonest first, and why."""
    more = len(stops) - MOST_NAMES
    return Table(
        name=name,
        caption="Who stops meeting a group of standards",
        head=("Last day it is met", "Person", "Team", "Group", "Why"),
        rows=[
            (
                Cell(short_day(stop.last_day), narrow=True),
                Cell(stop.person.name, href=reverse("record:person", args=[stop.person.ref])),
                ", ".join(unit.name for unit in stop.units),
                f"{stop.what}, for {stop.by}",
                stop.why,
            )
            for stop in stops[:MOST_NAMES]
        ],
        stack=True,
        notes=(NOTE, *([f"{more:,} more are in the spreadsheet."] if more > 0 else [])),
    )


def file_lines(stops: Iterable[StopBesides]) -> list[tuple[object, ...]]:
    """A line for each stop, under `FILE_HEAD`; days as days."""
    return [
        (
            stop.last_day,
            stop.person.ref,
            stop.person.name,
            ", ".join(unit.name for unit in stop.units),
            stop.what,
            stop.by,
            stop.why,
            ", ".join(stop.standards),
        )
        for stop in stops
    ]
