"""How a rota says its days, and what is a grid: typed or pasted, one day or many; in doubt it is never guessed."""

from __future__ import annotations

from datetime import date

import pytest

from standing.areas.cover.rota.days import ReadDay, read_rota_day
from standing.areas.cover.rota.grid import grid_of
from standing.areas.cover.rota.wanted import as_called
from standing.areas.refusals import Refused

TODAY = date(2026, 11, 22)
TUESDAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    "text",
    ["24/11/2026", "2026-11-24", "24 Nov 2026", "Tue 24 Nov 2026", "Tuesday 24/11/2026", "Tue, 24.11.2026"],
)
def test_a_whole_day_is_read(text: str) -> None:
    assert read_rota_day(text, TODAY) == ReadDay(TUESDAY)


@pytest.mark.parametrize("text", ["24 Nov", "Tue 24/11", "24/11", "24th November", "Tues 24 nov", "24-Nov"])
def test_a_day_without_its_year_is_the_one_near_today(text: str) -> None:
    assert read_rota_day(text, TODAY) == ReadDay(TUESDAY, without_year=True)


def test_near_today_may_be_in_another_year() -> None:
    assert read_rota_day("3 Jan", TODAY).day == date(2027, 1, 3)
    assert read_rota_day("22/2", TODAY).day == date(2027, 2, 22), "the ninety-second day"
    assert read_rota_day("30 Dec", date(2027, 1, 2)).day == date(2026, 12, 30)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("23/2", "found “23/2”, which says no year; expected a day like"),
        ("24 May", "found “24 May”, which says no year"),
        ("29 Feb", "found “29 Feb”, which says no year"),
        ("Wed 24/11", "found “Wed 24/11”, and 24 November 2026 is a Tuesday"),
        ("Wed 24 Nov 2026", "found “Wed 24 Nov 2026”, and 24 November 2026 is a Tuesday"),
        ("31/6/2026", "found “31/6/2026”, which is no day"),
        ("Tue", "found “Tue”, expected a day like"),
        ("24.11", "found “24.11”, expected a day like"),
    ],
)
def test_a_day_that_may_be_another_is_refused(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read_rota_day(text, TODAY)


@pytest.mark.parametrize("sign", ["\t", ",", ";"])
@pytest.mark.parametrize("days", [1, 2, 3])
def test_a_grid_is_typed_or_pasted_for_one_day_or_more(sign: str, days: int) -> None:
    over = ["24 Nov 2026", "Wed 25/11/2026", "2026-11-26"][:days]
    text = "\n".join(sign.join(row) for row in (["Name", *over], ["Ada Example", *["N", "AL", "E"][:days]]))
    grid = grid_of(text, TODAY)
    assert grid is not None
    assert grid.lines[0].cells == {"name": "Ada Example", "date": "2026-11-24", "shift": "Night"}
    assert (len(grid.lines), grid.faults, grid.without_year) == ((1, 1, 2)[days - 1], (), ())


def test_days_without_a_year_are_told() -> None:
    grid = grid_of("name;Tue 24/11\nAda Example;n", TODAY)
    assert grid is not None
    assert grid.without_year == (("Tue 24/11", TUESDAY),)
    assert grid.recognised[1] == ("Tue 24/11", "Shifts of 24 November 2026")


@pytest.mark.parametrize(
    "text",
    [
        "date,shift,name\n24 Nov,Night,Ada Example",
        "date,end date,shift,name\n24 Nov,25 Nov,Night,Ada Example",
        "24 Nov,Night,A1,Ada Example",
        "name,band\nAda Example,6",
    ],
)
def test_a_list_is_no_grid(text: str) -> None:
    assert grid_of(text, TODAY) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "shift,name,24 Nov\nN,Ada Example,N",
            "Row 1 has a day in it and a heading of a list .* either a list",
        ),
        ("Zeta,24 Nov,25 Nov\nAda Example,N,N", "No column beside the days was recognised .* either a list"),
        ("name,Mon,Tue\nAda Example,N,N", "Cell B1: found “Mon”, expected a day like"),
        ("name,24 Nov,25\nAda Example,N,N", "Cell C1: found “25”, expected a day like"),
        ("name,24 May\nAda Example,N", "Cell B1: found “24 May”, which says no year"),
        ("name,24 Nov,24/11/2026\nAda Example,N,N", "2026-11-24 stands over two columns"),
    ],
)
def test_in_doubt_both_ways_are_said(text: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        grid_of(text, TODAY)


def test_no_shift_of_a_grid_is_dropped_or_left_without_anybody() -> None:
    grid = grid_of("name,24 Nov,,25 Nov\nAda Example,N,E,N\n,N,,\n", TODAY)
    assert grid is not None
    assert grid.faults == (
        (2, "Cell C2: “E” stands under no day."),
        (3, "There is a shift on this row, and nobody's name or staff number."),
    )


def test_a_shift_in_small_letters_is_shown_with_a_capital() -> None:
    assert [as_called(name) for name in ("night", " long  day", "LD", "iPad round", "")] == [
        "Night", "Long day", "LD", "iPad round", ""
    ]  # fmt: skip
