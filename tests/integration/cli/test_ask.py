"""`standing ask`: what the store says, what files of answers say, and what the pages say are the same."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from standing.areas.audit import clock
from standing.areas.people.permissions import NotAllowed
from standing.areas.record.periods import mark_stale
from standing.areas.record.selectors.forecasts import ForecastFilters, forecast_of
from standing.areas.record.selectors.teams import team_of
from standing.areas.record.selectors.timelines import timelines_of
from standing.cli import ask
from standing.cli.main import cli
from tests.factories.people import make_account, make_unit
from tests.factories.record import Ward, make_manager, make_ward
from tests.factories.workforce import TESTS

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 15)
DAYS = 200


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.travelling_to(TODAY):
        yield


@pytest.fixture
def ward() -> Ward:
    return make_ward(TODAY, people=5, standards=4)


def run(*words: object) -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words])


def answer(*words: object) -> Any:
    result = run("ask", *words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_the_store_says_what_the_pages_say(ward: Ward) -> None:
    cells = team_of(by=TESTS, unit=ward.unit, at=TODAY).required.cells
    statuses = Counter(cell.standing.status for cell in cells)
    (row,) = answer("counts")
    assert (row["unit"], row["at"], row["asked"]) == (ward.unit.code, "2026-06-15", len(cells))
    assert {name: row[name] for name in statuses} == statuses
    (month,) = answer("months", "--at", "2026-06-15", "--months", 1)
    assert month["month"] == "2026-06"
    forecast = forecast_of(
        by=TESTS, unit=ward.unit, until=TODAY + timedelta(days=DAYS), filters=ForecastFilters()
    )
    stops = answer("stops", "--days", DAYS, "--unit", ward.unit.code)
    assert {(row["person"], row["standard"], row["stops_on"]) for row in stops} == {
        (stop.person.ref, stop.standard.pk, stop.first_day.isoformat()) for stop in forecast.stops
    }
    assert stops
    mark_stale([worker.pk for worker in {cell.person for cell in cells}])
    assert answer("counts") == [row]


def test_files_say_what_the_store_says(ward: Ward, tmp_path: Path) -> None:
    facts, answers = tmp_path / "facts", tmp_path / "answers.parquet"
    assert run("facts", facts).exit_code == 0
    assert run("evaluate", facts, "--out", answers).exit_code == 0
    files = ("--answers", answers, "--facts", facts)
    for question in ("counts", "months", "stops"):
        asked = answer(question, "--at", TODAY, "--days", DAYS, *files)
        assert asked == answer(question, "--at", TODAY, "--days", DAYS)
        assert asked
    assert answer("counts", "--at", TODAY, "--unit", ward.unit.code, *files) == answer("counts")
    person = answer("stops", "--days", DAYS)[0]["person"]
    rows = answer("person", person, "--answers", answers)
    assert {row["person"] for row in rows} == {person}
    assert person in run("ask", "person", person, "--answers", answers).stdout


def test_a_table_to_read(ward: Ward) -> None:
    shown = run("ask", "counts")
    assert shown.stdout.splitlines()[0].split("  ")[0] == "unit"
    assert "nobody is left out for being away or new" in shown.stderr
    stops = run("ask", "stops", "--days", DAYS)
    assert stops.stdout.startswith("last day")
    assert "will stop counting." in stops.stderr


def test_what_cannot_be_asked_is_refused(ward: Ward, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*words: object) -> str:
        result = run("ask", *words)
        assert (result.exit_code, result.stdout) == (2, "")
        return result.stderr

    facts, answers = tmp_path / "facts", tmp_path / "answers.parquet"
    run("facts", facts)
    run("evaluate", facts, "--at", TODAY, "--out", answers)
    files = ("--answers", answers, "--facts", facts)
    assert "expected answers for 2026-06-16" in refused("counts", "--at", "2026-06-16", *files)
    assert "Say which day is asked about" in refused("counts", *files)
    assert "belong together" in refused("counts", "--facts", facts)
    assert "A name belongs to" in refused("counts", "p1")
    assert "standing show p1" in refused("person", "p1")
    assert "There is nobody called p1" in refused("person", "p1", "--answers", answers)
    assert "There is no unit with the code nowhere" in refused("counts", "--unit", "nowhere")
    assert "Nothing is asked of anybody in a unit x" in refused(
        "counts", "--at", TODAY, "--unit", "x", *files
    )
    assert "Nobody works in a unit x" in refused("stops", "--at", TODAY, "--unit", "x", *files)
    assert "cannot be read" in refused("person", "p1", "--answers", facts / "decisions.csv")
    monkeypatch.setattr(ask, "can_compile", lambda: False)
    assert "standing-nos[bulk]" in refused("person", "p1", "--answers", answers)


def test_nobody_asks_about_teams_they_may_not_see(ward: Ward) -> None:
    manager = make_manager(ward.unit)
    assert timelines_of(by=manager, unit=ward.unit).units
    with pytest.raises(NotAllowed, match="Only those who see every team"):
        timelines_of(by=manager)
    with pytest.raises(NotAllowed):
        timelines_of(by=make_account(), unit=make_unit("elsewhere"))
