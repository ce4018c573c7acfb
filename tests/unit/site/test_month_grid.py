"""How many, month by month: the picture and its table say the same."""

from __future__ import annotations

from datetime import date

from standing.site.components.month_grid import LARGEST, SMALLEST, GridRow, MonthGrid

DECEMBER, JANUARY = date(2026, 12, 1), date(2027, 1, 1)


def row(name: str, numbers: dict[date, int], short: str = "") -> GridRow:
    hrefs = dict.fromkeys((DECEMBER, JANUARY), f"/{name}/")
    return GridRow(name, short or name, numbers, sum(numbers.values()), hrefs, f"/{name}/all/")


def grid(*rows: GridRow) -> MonthGrid:
    return MonthGrid("g", "What stops", "Team", (DECEMBER, JANUARY), rows, "Nothing stops.")


def test_each_number_is_drawn_once_and_stands_in_the_table() -> None:
    found = grid(row("Ash", {DECEMBER: 4, JANUARY: 1}), row("Oak", {JANUARY: 16}))
    assert [disc.number for disc in found.discs] == [4, 1, 16]
    cells = found.table.cells
    assert [[cell.content for cell in line] for line in cells] == [
        ["Ash", "4", "1", "5"],
        ["Oak", 0, "16", "16"],
    ]
    assert cells[0][1].href == "/Ash/"
    assert cells[0][1].hidden_text == "Ash, December 2026: show who"
    assert cells[1][1].href == ""
    assert cells[1][3].href == "/Oak/all/"


def test_the_area_of_a_disc_goes_by_its_number_and_stays_readable() -> None:
    found = grid(row("Ash", {DECEMBER: 4, JANUARY: 1}), row("Oak", {JANUARY: 16}))
    assert [disc.r for disc in found.discs] == [LARGEST / 2, SMALLEST, LARGEST]


def test_discs_stand_in_the_column_and_row_of_their_number() -> None:
    found = grid(row("Ash", {DECEMBER: 4}), row("Oak", {JANUARY: 16}))
    (first, second), (months) = found.discs, found.heads
    assert (first.x, second.x) == (months[0][0].x, months[1][0].x)
    assert first.y < second.y < found.height
    assert months[1][1].words == "2027"


def test_a_long_name_is_whole_in_the_table_and_short_in_the_picture() -> None:
    found = grid(row("The Honourable Society of Wards", {DECEMBER: 1}))
    assert found.labels[0].words == "The Honourable Society of…"
    assert found.table.cells[0][0].content == "The Honourable Society of Wards"


def test_what_it_shows_is_told_to_whoever_does_not_see_it() -> None:
    said = grid(row("Ash", {DECEMBER: 4}), row("Oak", {JANUARY: 16})).described
    assert said == "The most is 16, of Oak in January 2027. The table below has every number."
    assert grid().described == grid(row("Ash", {})).described == "Nothing stops."
