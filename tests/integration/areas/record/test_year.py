"""The next twelve months: the forecast’s own stops, counted by month, team and standard, each leading to who."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client
from django.utils.html import strip_tags

from standing.areas.audit import clock
from standing.areas.record.selectors.forecasts import Forecast, forecast_of
from tests.factories.people import make_person, make_post, make_unit, signed_in
from tests.factories.record import Ward, make_manager, make_ward
from tests.factories.workforce import TESTS, employ, met

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 15)
UNTIL = date(2027, 6, 30)


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.travelling_to(TODAY):
        yield


@pytest.fixture
def ward() -> Ward:
    ash = make_ward(TODAY, people=6, standards=4)
    below = make_unit("below", parent=ash.unit, name="Below =ward")
    employ(ash.first, make_post(below))
    solo = make_person("solo", given_name="Zed", family_name="Solo")
    employ(solo, make_post(below))
    met(solo, ash.standards[0], date(2023, 7, 20))
    return ash


@pytest.fixture
def manager(ward: Ward) -> Client:
    return signed_in(make_manager(ward.unit))


def whole(ward: Ward) -> Forecast:
    return forecast_of(by=TESTS, unit=ward.unit, until=UNTIL)


def numbers(client: Client, address: str) -> dict[str, list[list[str]]]:
    """The lines of numbers of the file, under the head of each part."""
    parts: dict[str, list[list[str]]] = {}
    for line in csv.reader(io.StringIO(client.get(address).content.decode("utf-8-sig"))):
        if line and line[0] in ("Team", "Standard") and line[-1] == "All":
            part = parts.setdefault(line[0], [line])
        elif line and parts:
            part.append(line)
    return parts


def test_every_number_is_that_of_the_forecast(ward: Ward, manager: Client) -> None:
    stops = whole(ward).stops
    by_month = Counter(f"{stop.first_day:%Y-%m}" for stop in stops)
    assert len(by_month) > 3
    parts = numbers(manager, "/teams/ash/year.csv")
    months = parts["Team"][0][1:-1]
    assert (months[0], months[-1], len(months)) == ("2026-06", "2027-06", 13)
    assert parts["Team"][1] == [
        "Ash ward",
        *(str(by_month[month]) for month in months),
        str(len(stops)),
    ]
    of_below = [stop for stop in stops if any(unit.code == "below" for unit in stop.units)]
    assert (parts["Team"][2][0], parts["Team"][2][-1]) == ("Below =ward", str(len(of_below)))
    assert sum(int(line[-1]) for line in parts["Standard"][1:]) == len(stops)
    for column in range(1, 15):
        assert sum(int(line[column]) for line in parts["Standard"][1:]) == int(parts["Team"][1][column])


def test_the_picture_says_what_its_table_says_and_each_number_leads_to_who(
    ward: Ward, manager: Client
) -> None:
    page = manager.get("/teams/ash/year/").content.decode()
    grids = re.findall(r'<svg class="app-grid__picture".*?</svg>\s*</div>\s*<div.*?</table>', page, re.DOTALL)
    assert len(grids) == 2
    for grid in grids:
        picture, _, table = grid.partition("</svg>")
        drawn = re.findall(r'app-grid__number"[^>]*>(\d+)<', picture)
        body = table.partition("<tbody")[2]
        rows = [re.findall(r'--numeric">\s*(?:<a[^>]*>)?(\d+)', row) for row in body.split("<tr")[1:]]
        assert drawn == [number for row in rows for number in row[:-1] if number != "0"]
    link = re.search(r'href="(/teams/ash/forecast/\?[^"]*below=below[^"]*month=2026-07)"', page)
    assert link is not None
    assert "Zed Solo" in strip_tags(manager.get(link[1].replace("&amp;", "&")).content.decode())


def test_filters_hold_for_every_number_and_stand_in_every_link(ward: Ward, manager: Client) -> None:
    parts = numbers(manager, "/teams/ash/year.csv?words=zed")
    assert [line[-1] for line in parts["Team"][1:]] == ["1", "1"]
    assert [line[0][:3] for line in parts["Standard"][1:]] == ["ZA1"]
    page = manager.get("/teams/ash/year/?below=below").content.decode()
    assert "Ash ward, July 2026" not in page
    assert "below=below" in page


def test_a_quiet_team_says_so_and_has_no_empty_picture(manager: Client, ward: Ward) -> None:
    page = manager.get("/teams/ash/year/?words=nobody").content.decode()
    assert "Nobody chosen here stops counting by 30 June 2027" in page
    assert "by-standard-title" not in page


def test_the_workbook_holds_the_numbers_and_the_names(ward: Ward, manager: Client) -> None:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(manager.get("/teams/ash/year.xlsx").content))
    assert book.sheetnames == ["About", "By team", "By standard", "Stops counting"]
    assert book["Stops counting"].max_row - 1 == len(whole(ward).stops)
    assert book["By team"].cell(2, 15).value == len(whole(ward).stops)


def test_another_team_is_not_found(ward: Ward) -> None:
    stranger = signed_in(make_manager(make_unit("oak")))
    assert stranger.get("/teams/ash/year/").status_code == 404
    assert stranger.get("/teams/ash/year.xlsx").status_code == 404
