"""The next twelve months of a team as a spreadsheet: the numbers by month, team and standard, and the names behind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from standing.areas.record.forms.forecasts import month_name
from standing.areas.record.presenters.forecast_files import HEAD, WIDTHS, about, group_sheets, lines
from standing.areas.record.presenters.spreadsheets import ListSheet, csv_file, xlsx_file
from standing.areas.record.presenters.year import YearPage
from standing.areas.record.words import day_in_words
from standing.site.components.month_grid import MonthGrid

Line = tuple[Any, ...]


def head(page: YearPage, first: str) -> Line:
    """What the numbers are of, the months, and all of them."""
    return (first, *(month_name(month) for month in page.months), "All")


def grid_lines(grid: MonthGrid) -> Iterator[Line]:
    """A line for each thing counted."""
    for row in grid.rows:
        yield (row.name, *(row.numbers.get(month, 0) for month in grid.months), row.total)


def year_csv(page: YearPage) -> bytes:
    """The numbers as a CSV file, under what they are of: by team, then by standard."""
    return csv_file(
        [
            *about(page.forecast, page.forecast.stops, page.besides),
            (),
            head(page, "Team"),
            *grid_lines(page.by_team),
            (),
            head(page, "Standard"),
            *grid_lines(page.by_standard),
            *([(), head(page, "Group"), *grid_lines(page.by_group)] if page.besides else []),
        ]
    )


def year_xlsx(page: YearPage) -> bytes:
    """The numbers as a workbook, with the names behind them."""
    widths = (50, *(10 for _ in page.months), 10)
    sheets = (
        ListSheet("By team", head(page, "Team"), list(grid_lines(page.by_team)), widths, frozen=1),
        ListSheet(
            "By standard", head(page, "Standard"), list(grid_lines(page.by_standard)), widths, frozen=1
        ),
        ListSheet("Stops counting", HEAD, list(lines(page.forecast.stops)), WIDTHS, frozen=3),
        *group_sheets(page.besides),
    )
    title = f"{page.forecast.unit.name}: what stops counting by {day_in_words(page.forecast.until)}"
    return xlsx_file(title, about(page.forecast, page.forecast.stops, page.besides), sheets)


YEAR_FILES: Mapping[str, Callable[[YearPage], bytes]] = {"xlsx": year_xlsx, "csv": year_csv}
