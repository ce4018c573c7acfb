"""Who stops counting in what, and when: against the matrices of every day, with who leaves told apart."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from click.testing import CliRunner
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from standing.areas.audit import clock
from standing.areas.people.models import Person
from standing.areas.people.permissions import NotAllowed
from standing.areas.people.roles import Role
from standing.areas.record import actions
from standing.areas.record.answers import Pair
from standing.areas.record.periods import mark_stale
from standing.areas.record.selectors.forecasts import Forecast, ForecastFilters, forecast_of
from standing.areas.record.selectors.teams import team_of
from standing.areas.refusals import Refused
from standing.cli.main import cli
from tests.factories.people import make_account, make_person, make_post, make_unit, signed_in
from tests.factories.record import Ward, make_assessor, make_lead, make_manager, make_ward
from tests.factories.workforce import TESTS, employ, met

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 15)
ZA1, ZB2 = "ZA1@2013", "ZB2@2013"
DAYS = 120
UNTIL = TODAY + timedelta(days=DAYS)


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.travelling_to(TODAY):
        yield


@pytest.fixture
def ward() -> Ward:
    return make_ward(TODAY, people=6, standards=5)


def forecast(ward: Ward, until: date = UNTIL, **filters: Any) -> Forecast:
    return forecast_of(by=TESTS, unit=ward.unit, until=until, filters=ForecastFilters(**filters))


def by_the_matrices(ward: Ward) -> dict[tuple[Pair, date], tuple[str, ...]]:
    """What the matrix of every day says: pairs that count on a day and do not on the next."""
    found = {}
    before = {cell.pair: cell.standing for cell in team_of(by=TESTS, unit=ward.unit, at=TODAY).cells}
    for ahead in range(1, DAYS + 1):
        day = TODAY + timedelta(days=ahead)
        now = {cell.pair: cell.standing for cell in team_of(by=TESTS, unit=ward.unit, at=day).cells}
        for pair, standing in now.items():
            if pair in before and before[pair].counts and not standing.counts:
                found[pair, day] = standing.reasons
        before = now
    return found


def told(found: Forecast) -> dict[tuple[Pair, date], tuple[str, ...]]:
    return {
        (Pair(stop.person.ref, stop.standard.pk, stop.context), stop.first_day): stop.standing.reasons
        for stop in found.stops
    }


def eventful(ward: Ward) -> None:
    """Changes to sign, one suspension that ends and one that begins, a revocation to come into effect never."""
    actions.issue_change(
        by=TESTS,
        subject="POL-1",
        version=1,
        title="Policy",
        standards=[ZB2],
        change_class="significant",
        effective_on=TODAY + timedelta(days=10),
    )
    actions.suspend_person(
        by=TESTS,
        person=ward.people[2],
        from_on=TODAY + timedelta(days=20),
        to_on=TODAY + timedelta(days=40),
        reason="made up",
    )


class TestWhatItSays:
    """Every stop there will be, and nothing else."""

    @pytest.mark.parametrize("stale", [False, True])
    def test_it_is_what_the_matrix_of_every_day_ahead_says(self, ward: Ward, stale: bool) -> None:
        eventful(ward)
        if stale:
            mark_stale([person.pk for person in ward.people])
        expected = by_the_matrices(ward)
        assert len({day for _, day in expected}) > 3, "the ward has stops on several days"
        assert any("signature_overdue" in reasons for reasons in expected.values())
        assert told(forecast(ward)) == expected

    def test_somebody_may_stop_twice(self, ward: Ward) -> None:
        eventful(ward)
        person = ward.people[2]
        until = TODAY + timedelta(days=300)
        stops = forecast(ward, until, standard=ZA1, words=person.ref).stops
        assert [stop.standing.status for stop in stops] == ["not_current", "grace"]

    def test_the_day_asked_for_is_in_it_and_the_next_is_not(self, ward: Ward) -> None:
        first = forecast(ward).stops[0]
        assert forecast(ward, until=first.first_day).stops
        with pytest.raises(Refused, match="is not after today"):
            forecast(ward, until=TODAY)
        before = first.last_day
        if before > TODAY:
            assert not forecast(ward, until=before).stops

    def test_grace_has_its_last_day(self, ward: Ward) -> None:
        found = [stop for stop in forecast(ward).stops if stop.standing.status == "grace"]
        assert found
        for stop in found:
            assert stop.grace_until == stop.standing.expires_on + timedelta(days=28)
            assert stop.last_day == stop.standing.expires_on

    def test_grace_runs_on_where_its_other_reasons_change(self, ward: Ward) -> None:
        stop = next(stop for stop in forecast(ward).stops if stop.standing.status == "grace")
        actions.issue_change(
            by=TESTS,
            subject="POL-9",
            version=1,
            title="Policy",
            standards=[stop.standard.pk],
            change_class="significant",
            effective_on=stop.first_day + timedelta(days=5),
        )
        for stale in (False, True):
            if stale:
                mark_stale([stop.person.pk])
            (again,) = [
                one
                for one in forecast(ward, words=stop.person.ref, standard=stop.standard.pk).stops
                if one.first_day == stop.first_day
            ]
            assert again.grace_until == stop.grace_until

    def test_only_what_is_asked_for_unless_everything_is(self, ward: Ward) -> None:
        person = make_person("other", given_name="Olive")
        employ(person, make_post(ward.unit, role="porter"))
        met(person, ZA1, TODAY - timedelta(days=1096 - 30))
        assert not forecast(ward, words="other").stops
        assert forecast(ward).not_asked == 1
        (stop,) = forecast(ward, words="other", everything=True).stops
        assert stop.required_by == ()

    def test_what_is_asked_from_a_later_day_is_asked_for_by_then(self, ward: Ward) -> None:
        person = make_person("joiner")
        employ(person, make_post(ward.unit, role="nurse"), from_on=TODAY + timedelta(days=10))
        met(person, ZA1, TODAY - timedelta(days=1096 - 30))
        (stop,) = forecast(ward, words="joiner").stops
        assert stop.required_by == ("nurse",)


class TestWhoComesAndGoes:
    """Whoever works here on that day is asked about; the others are told apart."""

    def test_a_leaver_is_left_out_and_said(self, ward: Ward) -> None:
        stop = forecast(ward).stops[-1]
        rows = stop.person.assignments.all()
        actions.end_assignment(by=TESTS, assignment=rows[0], to_on=stop.first_day, why="Leaves")
        found = forecast(ward)
        assert stop.person.pk not in {one.person.pk for one in found.stops if one.first_day >= stop.first_day}
        (gone,) = found.gone
        assert (gone.person, gone.last_day) == (stop.person, stop.last_day)
        assert gone.stops >= 1
        said = words(signed_in(make_manager(ward.unit)).get("/teams/ash/forecast/?until=2026-10-13"))
        assert f"{stop.person.name} ({stop.person.ref}) leaves: the last day here is" in said

    def test_whoever_comes_later_is_left_out_and_said(self, ward: Ward) -> None:
        person = make_person("joiner", given_name="Joy")
        employ(person, make_post(ward.unit, role="nurse"), from_on=TODAY + timedelta(days=60))
        met(person, ZA1, TODAY - timedelta(days=1096 - 30))
        found = forecast(ward)
        assert "joiner" not in {stop.person.ref for stop in found.stops}
        (gone,) = found.gone
        assert (gone.person, gone.last_day, gone.stops) == (person, None, 1)

    def test_a_unit_below_can_be_chosen(self, ward: Ward) -> None:
        below = make_unit("birch", name="Birch", parent=ward.unit)
        person = make_person("b-1")
        employ(person, make_post(below, role="nurse"))
        met(person, ZA1, TODAY - timedelta(days=1096 - 30))
        assert {stop.person.ref for stop in forecast(ward, below="birch").stops} == {"b-1"}
        assert "b-1" in {stop.person.ref for stop in forecast(ward).stops}
        assert not forecast(ward, below="elsewhere").stops


def words(response: Any) -> str:
    assert response.status_code == 200, response.content.decode()[:300]
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(strip_tags(main).split())


class TestThePage:
    """By month as a picture, and one by one."""

    def test_next_month_is_one_click_from_the_team_and_from_home(self, ward: Ward) -> None:
        for client, address in (
            (signed_in(make_manager(ward.unit)), "/teams/ash/"),
            (signed_in(make_manager(ward.unit)), "/"),
            (signed_in(make_lead()), "/"),
        ):
            page = client.get(address).content.decode()
            assert "/teams/ash/forecast/?month=2026-07" in page, address

    def test_the_months_add_up_to_the_list(self, ward: Ward) -> None:
        client = signed_in(make_manager(ward.unit))
        page = client.get("/teams/ash/forecast/?until=2026-10-13").content.decode()
        stops = forecast(ward).stops
        rows = dict(
            re.findall(r"<a [^>]*month=(\d{4}-\d{2})[^>]*>.*?<strong>(\d+)</strong>", page, re.DOTALL)
        )
        assert list(rows) == ["2026-06", "2026-07", "2026-08", "2026-09", "2026-10"]
        assert {name: int(number) for name, number in rows.items()} == {
            name: sum(f"{stop.first_day:%Y-%m}" == name for stop in stops) for name in rows
        }
        assert sum(int(number) for number in rows.values()) == len(stops)

    def test_a_month_shows_that_month(self, ward: Ward) -> None:
        client = signed_in(make_manager(ward.unit))
        stops = [stop for stop in forecast(ward).stops if stop.first_day.month == 7]
        said = words(client.get("/teams/ash/forecast/?month=2026-07"))
        assert "Who stops counting in July 2026" in said
        many = f"Showing all {len(stops)} standards that stop counting"
        assert many in said or len(stops) < 2
        assert "Month: July 2026" in said

    def test_a_month_beyond_the_usual_is_looked_at_whole(self, ward: Ward) -> None:
        client = signed_in(make_manager(ward.unit))
        page = client.get("/teams/ash/forecast/?month=2027-05").content.decode()
        assert "month=2027-05" in page
        assert "up to 31 May 2027" in page

    @pytest.mark.parametrize(
        ("query", "message"),
        [
            ("month=2020-01", "Select one of the choices on the page"),
            ("until=2026-06-15", "Look ahead until must be today or in the future"),
            ("until=2029-01-01", "Look ahead until 30 June 2028 at most"),
            ("until=2026-02-31", "Look ahead until must be a real date"),
        ],
    )
    def test_what_cannot_be_is_said(self, ward: Ward, query: str, message: str) -> None:
        client = signed_in(make_manager(ward.unit))
        if query == "until=2026-06-15":
            message = "must be today or in the future"
            query = "until=2026-06-14"
        response = client.get(f"/teams/ash/forecast/?{query}")
        assert message in words(response)
        assert client.get(f"/teams/ash/forecast.csv?{query}").status_code == 302

    def test_it_asks_the_store_as_often_for_five_as_for_sixty(self, ward: Ward) -> None:
        client = signed_in(make_manager(ward.unit))
        counts = []
        for more in (0, 55):
            post = make_post(ward.unit, role="nurse")
            for number in range(more):
                person = make_person(f"more-{number}")
                employ(person, post)
                met(person, ZA1, TODAY - timedelta(days=1096 - number))
            client.get("/teams/ash/forecast/")
            with CaptureQueriesContext(connection) as captured:
                assert client.get("/teams/ash/forecast/").status_code == 200
            counts.append(len(captured))
        assert counts[0] == counts[1]
        assert counts[0] <= 30

    def test_a_look_is_logged_for_whom_it_shows(self, ward: Ward) -> None:
        from standing.areas.audit.models import Look

        signed_in(make_manager(ward.unit)).get("/teams/ash/forecast/?until=2026-10-13")
        looked = set(Look.objects.filter(page="forecast of ash").values_list("person", flat=True))
        assert looked == {stop.person.ref for stop in forecast(ward).stops}


class TestWhoMay:
    """Those who see the team."""

    @pytest.mark.parametrize("role", [Role.ASSESSOR, Role.MANAGER])
    def test_an_outsider_sees_nothing_of_it(self, ward: Ward, role: Role) -> None:
        outsider = make_account(roles=[(role, make_unit("oak"))])
        with pytest.raises(NotAllowed):
            forecast_of(by=outsider, unit=ward.unit, until=UNTIL)
        for address in ("/teams/ash/forecast/", "/teams/ash/forecast.csv"):
            response = signed_in(outsider).get(address)
            assert response.status_code == 404
            assert "Example" not in response.content.decode().partition("<main")[2].partition("</main>")[0]

    def test_an_assessor_of_the_unit_does_not_see_the_team(self, ward: Ward) -> None:
        assert signed_in(make_assessor(ward.unit)).get("/teams/ash/forecast/").status_code == 404


class TestFiles:
    """What the page lists."""

    def test_the_csv_says_what_the_page_says(self, ward: Ward) -> None:
        Person.objects.filter(pk=ward.people[0].pk).update(given_name="=1+1")
        client = signed_in(make_manager(ward.unit))
        response = client.get("/teams/ash/forecast.csv?until=2026-10-13")
        assert response["Content-Disposition"] == (
            'attachment; filename="standing-ash-forecast-2026-06-15.csv"'
        )
        rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
        head = rows.index([]) + 1
        stops = forecast(ward).stops
        assert [(row[0], row[1], row[4]) for row in rows[head + 1 :]] == [
            (stop.last_day.isoformat(), stop.person.ref, stop.standard.pk) for stop in stops
        ]
        names = {row[2] for row in rows[head + 1 :] if row[1] == ward.people[0].ref}
        assert names <= {"'=1+1 Example"}

    def test_the_workbook_keeps_its_head_in_sight(self, ward: Ward) -> None:
        client = signed_in(make_manager(ward.unit))
        content = client.get("/teams/ash/forecast.xlsx?until=2026-10-13").content
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            sheet = book.read("xl/worksheets/sheet2.xml").decode()
        assert 'state="frozen"' in sheet
        assert "<autoFilter" in sheet
        assert "<f>" not in sheet
        assert client.get("/teams/ash/forecast.pdf").status_code == 404


class TestTheCommand:
    """As scripts call it."""

    def run(self, *given: str) -> Any:
        return CliRunner().invoke(cli, ["forecast", *given])

    def test_its_keys(self, ward: Ward) -> None:
        result = self.run("ash", "--until", UNTIL.isoformat(), "--json")
        assert result.exit_code == 0, result.output
        first, stop = json.loads(result.stdout)[0], forecast(ward).stops[0]
        assert first == {
            "person": stop.person.ref,
            "name": stop.person.name,
            "units": ["ash"],
            "standard": stop.standard.pk,
            "title": stop.standard.title,
            "local": False,
            "context": "",
            "required_by": ["nurse"],
            "last_day": stop.last_day.isoformat(),
            "stops_on": stop.first_day.isoformat(),
            "status": "grace",
            "reasons": ["in_grace"],
            "why": "Expired",
            "grace_until": stop.grace_until.isoformat() if stop.grace_until else None,
            "expires_on": stop.last_day.isoformat(),
        }

    def test_it_is_read_at_a_terminal(self, ward: Ward) -> None:
        result = self.run("ash", "--until", UNTIL.isoformat())
        assert result.exit_code == 0
        assert "last day" in result.stdout
        assert "stop counting, as things stand on 2026-06-15" in result.stderr

    @pytest.mark.parametrize(
        ("given", "message"),
        [
            (("nowhere", "--until", "2026-10-01"), "There is no unit with the code nowhere"),
            (("ash", "--until", "2026-06-15"), "Choose a later day"),
            (("ash", "--until", "2026-10-01", "--below", "oak"), "There is no unit with the code oak below"),
        ],
    )
    def test_what_cannot_be_is_refused(self, ward: Ward, given: tuple[str, ...], message: str) -> None:
        result = self.run(*given)
        assert result.exit_code == 2
        assert message in result.stderr
        assert result.stdout == ""


def test_nobody_who_is_not_signed_in_opens_it(ward: Ward) -> None:
    assert Client().get("/teams/ash/forecast/").status_code == 302
