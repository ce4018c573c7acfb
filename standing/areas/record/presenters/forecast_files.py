"""A forecast as a spreadsheet: what its page lists, and what it is of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from standing.areas.record.presenters.besides import StopBesides
from standing.areas.record.presenters.forecasts import gone_words, why
from standing.areas.record.presenters.forecasts_besides import FILE_HEAD, FILE_WIDTHS, file_lines
from standing.areas.record.presenters.spreadsheets import ListSheet, csv_file, xlsx_file
from standing.areas.record.selectors.forecasts import Forecast, StopOfTeam
from standing.areas.record.words import day_in_words
from standing.areas.standards.presenters.words import marked_title
from standing.site.components.status import LOOKS

HEAD = (
    "Last day it counts",
    "Staff number",
    "Name",
    "Team",
    "Standard",
    "Title",
    "Context",
    "Asked for by",
    "Becomes",
    "Why",
    "In grace until",
)
WIDTHS = (16, 14, 26, 26, 16, 50, 18, 22, 14, 40, 14)

Stops = Sequence[StopOfTeam]
Groups = Sequence[StopBesides]


def about(forecast: Forecast, stops: Stops, groups: Groups) -> Iterator[tuple[str, str]]:
    """What the file is of: the team, the days, the filters, how much, and who was left out."""
    filters = forecast.filters
    yield "Team", f"{forecast.unit.name} ({forecast.unit.code})"
    yield "Who stops counting", "unless somebody acts"
    yield "As things stand on", forecast.today.isoformat()
    yield "Up to and including", forecast.until.isoformat()
    given = {
        "Name or number": filters.words,
        "Role": filters.role,
        "Standard": filters.standard,
        "Team below": filters.below,
        "Shown also": "standards that no role asks for" if filters.everything else "",
    }
    for name, value in given.items():
        if value:
            yield "Filter", f"{name}: {value}"
    yield "Standards that stop counting", f"{len(stops)} of {len(forecast.stops)}"
    if groups:
        yield "Groups of standards that people stop meeting", str(len(groups))
    for line in gone_words(forecast):
        yield "Left out", line


def lines(stops: Stops) -> Iterator[tuple[Any, ...]]:
    """A line for each stop, under `HEAD`; days as days."""
    for stop in stops:
        yield (
            stop.last_day,
            stop.person.ref,
            stop.person.name,
            ", ".join(unit.name for unit in stop.units),
            stop.standard.pk,
            marked_title(stop.standard),
            stop.context,
            ", ".join(stop.required_by),
            LOOKS[stop.standing.status].word,
            why(stop),
            stop.grace_until,
        )


def group_sheets(groups: Groups) -> list[ListSheet]:
    """Who stops meeting which group, as a sheet; none where nobody does."""
    return [ListSheet("Groups", FILE_HEAD, file_lines(groups), FILE_WIDTHS, frozen=3)] if groups else []


def group_lines(groups: Groups) -> list[tuple[Any, ...]]:
    """The same as lines of a CSV file, under what they are."""
    return [(), FILE_HEAD, *file_lines(groups)] if groups else []


def forecast_csv(forecast: Forecast, stops: Stops, groups: Groups) -> bytes:
    """The list as a CSV file, under what it is of; groups of standards follow it."""
    return csv_file([*about(forecast, stops, groups), (), HEAD, *lines(stops), *group_lines(groups)])


def forecast_xlsx(forecast: Forecast, stops: Stops, groups: Groups) -> bytes:
    """The list as a workbook; groups of standards have a sheet."""
    title = f"{forecast.unit.name}: who stops counting by {day_in_words(forecast.until)}"
    sheet = ListSheet("Stops counting", HEAD, list(lines(stops)), WIDTHS, frozen=3)
    return xlsx_file(title, about(forecast, stops, groups), [sheet, *group_sheets(groups)])


FORECAST_FILES: Mapping[str, Callable[[Forecast, Stops, Groups], bytes]] = {
    "xlsx": forecast_xlsx,
    "csv": forecast_csv,
}
