"""All facts of the demonstration as files: `standing evaluate` says of them what every page says of the service."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from standing.areas.audit import clock
from standing.areas.audit.actors import System
from standing.areas.people.models import Person, Unit
from standing.areas.record.answers import Pair, standings_on
from standing.areas.record.models import Decision, Period
from standing.areas.record.selectors.records import record_of
from standing.areas.record.selectors.teams import team_of
from standing.cli.main import cli
from standing.core.engine.evaluate import Window, evaluate, workforce_known
from standing.core.engine.sources import read_folder
from standing.core.formulas import FORMULA_STARTS
from standing.core.rules.status import Standing
from standing.site.demo.build import Built

pytestmark = pytest.mark.django_db
BY = System("test")


@pytest.fixture(autouse=True)
def on_the_day(today: date) -> Iterator[None]:
    with clock.travelling_to(today):
        yield


def run(*words: object) -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words])


@pytest.fixture
def folder(demo: Built, tmp_path: Path) -> Path:
    place = tmp_path / "facts"
    result = run("facts", place)
    assert result.exit_code == 0, result.output
    return place


def by_the_files(folder: Path, day: date, known_on: date | None) -> dict[Pair, Standing]:
    workforce = workforce_known(read_folder(folder), known_on)
    return {
        Pair(answer.person, answer.standard, answer.context): answer.standing
        for answer in evaluate(workforce, Window.of_day(day))
    }


DAYS_AGO = [(0, None), (400, None), (-60, None), (0, 0), (0, 20), (31, 31), (0, 200), (200, 1200)]


@pytest.mark.parametrize(("at", "known"), DAYS_AGO)
def test_every_pair_stands_in_the_files_as_in_the_service(
    folder: Path, today: date, at: int, known: int | None
) -> None:
    day = today - timedelta(days=at)
    known_on = None if known is None else today - timedelta(days=known)
    people = list(Person.objects.select_related("stale"))
    expected = standings_on(people, day, known_on)
    found = by_the_files(folder, day, known_on)
    assert len(expected) > 100 or (known or 0) > 1000
    assert found == expected
    assert at or known or {one.status for one in found.values()} > {"current", "due", "grace"}


def test_what_was_known_before_a_correction_is_another_answer(folder: Path, today: date) -> None:
    assert Decision.objects.filter(retracted_on__isnull=False).exists()
    then = today - timedelta(days=31)
    assert by_the_files(folder, then, then) != by_the_files(folder, then, None)


@pytest.mark.parametrize("known", [None, 0, 31])
def test_the_pages_of_records_and_teams_say_the_same(folder: Path, today: date, known: int | None) -> None:
    known_on = None if known is None else today - timedelta(days=known)
    found = by_the_files(folder, today, known_on)
    for person in Person.objects.all()[:12]:
        record = record_of(by=BY, person=person, at=today, known_on=known_on)
        own = {(pair.standard, pair.context): one for pair, one in found.items() if pair.person == person.ref}
        assert {(pair.standard.pk, pair.context): pair.standing for pair in record.pairs} == own
    team = team_of(by=BY, unit=Unit.objects.get(code="riverside"), at=today, known_on=known_on)
    assert team.cells
    for cell in team.cells:
        assert found[cell.pair] == cell.standing


def test_whole_lives_are_the_stored_periods(folder: Path) -> None:
    found = {
        (
            answer.person,
            answer.standard,
            answer.context,
            answer.from_on,
            answer.to_on,
            answer.standing.status,
            "|".join(answer.standing.reasons),
            answer.standing.expires_on,
        )
        for answer in evaluate(workforce_known(read_folder(folder)))
    }
    stored = Period.objects.values_list(
        "person__ref", "standard", "context", "from_on", "to_on", "status", "reasons", "expires_on"
    )
    assert found == set(stored)


def test_the_command_reads_what_the_command_wrote(folder: Path, today: date) -> None:
    result = run("evaluate", folder, "--at", today, "--json")
    assert result.exit_code == 0, result.output
    answers = json.loads(result.stdout)
    expected = standings_on(list(Person.objects.select_related("stale")), today)
    assert len(answers) == len(expected)
    for row in answers:
        standing = expected[Pair(row["person"], row["standard"], row["context"])]
        assert (row["status"], row["reasons"]) == (standing.status, "|".join(standing.reasons))


def test_the_columns_are_those_of_the_rules_and_then_what_the_record_keeps_beside(folder: Path) -> None:
    heads = {path.stem: path.read_text(encoding="utf-8").splitlines()[0] for path in folder.glob("*.csv")}
    about = "source,recorded_by,why_retracted,apostrophe_before"
    assert heads["decisions"] == (
        "decision,person,standard,context,outcome,decided_on,held_from,practice_as_of,expires_on,recorded_on,"
        f"retracted_on,evidence,assessor_unknown,replaces,carried_from,{about}"
    )
    assert heads["suspensions"] == f"person,standard,from,to,recorded_on,retracted_on,reason,{about}"
    assert heads["standards"] == (
        "standard,rule_from,validity_months,grace_days,ends_on,title,apostrophe_before"
    )
    assert len(heads) == 12


def test_every_fact_is_in_it_once_retracted_or_not(folder: Path) -> None:
    with (folder / "decisions.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["decision"] for row in rows] == [row.decision for row in Decision.objects.order_by("pk")]
    retracted = [row for row in rows if row["retracted_on"]]
    assert len(retracted) == Decision.objects.filter(retracted_on__isnull=False).count() > 0
    assert all(row["why_retracted"] for row in retracted)


def test_a_unit_alone_gives_its_people_the_same_answers(demo: Built, tmp_path: Path, today: date) -> None:
    result = run("facts", tmp_path / "kingfisher", "--unit", "kingfisher", "--json")
    assert result.exit_code == 0, result.output
    found = by_the_files(tmp_path / "kingfisher", today, None)
    refs = {pair.person for pair in found}
    assert 0 < len(refs) < Person.objects.count()
    assert json.loads(result.stdout)["people"] == len(refs)
    assert found == standings_on(list(Person.objects.filter(ref__in=refs).select_related("stale")), today)
    team = team_of(by=BY, unit=Unit.objects.get(code="kingfisher"), at=today)
    assert {person.ref for person in team.everyone} <= refs


def test_one_zip_holds_the_same(demo: Built, folder: Path, tmp_path: Path) -> None:
    result = run("facts", tmp_path / "everything", "--zip", "--json")
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    assert told["place"] == str(tmp_path / "everything.zip")
    assert told["rows"]["decisions.csv"] == Decision.objects.count()
    with zipfile.ZipFile(tmp_path / "everything.zip") as packed:
        assert sorted(packed.namelist()) == sorted(path.name for path in folder.iterdir())
        for path in folder.iterdir():
            assert packed.read(path.name) == path.read_bytes(), path.name


class TestRefused:
    """Nothing is written over, and nothing half written is left."""

    def test_a_folder_that_is_not_empty(self, demo: Built, tmp_path: Path) -> None:
        (tmp_path / "note.txt").write_text("mine", encoding="utf-8")
        result = run("facts", tmp_path)
        assert result.exit_code == 2
        assert "is not empty. Choose a folder that is new or empty" in result.stderr
        assert [path.name for path in tmp_path.iterdir()] == ["note.txt"]

    def test_a_file_in_its_place(self, demo: Built, tmp_path: Path) -> None:
        for name, given in (("facts", ()), ("facts.zip", ("--zip",))):
            (tmp_path / name).write_text("mine", encoding="utf-8")
            result = run("facts", tmp_path / "facts", *given)
            assert result.exit_code == 2
            assert (tmp_path / name).read_text(encoding="utf-8") == "mine"

    @pytest.mark.parametrize(
        ("given", "message"),
        [
            (("nowhere/facts",), "There is no folder"),
            (("facts", "--unit", "nowhere"), "There is no unit with the code nowhere"),
        ],
    )
    def test_what_is_not_there(
        self, demo: Built, tmp_path: Path, given: tuple[str, ...], message: str
    ) -> None:
        result = run("facts", tmp_path / given[0], *given[1:])
        assert result.exit_code == 2
        assert message in result.stderr
        assert list(tmp_path.iterdir()) == []

    def test_an_error_on_the_way_leaves_nothing(
        self, demo: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*args: Any, **options: Any) -> Any:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("standing.areas.record.presenters.fact_files.plain_lines", fail)
        for given in ((), ("--zip",)):
            result = run("facts", tmp_path / "facts", *given)
            assert result.exit_code == 2
            assert "cannot be written: No space left on device" in result.stderr
            assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_that_is_there_is_filled(demo: Built, tmp_path: Path) -> None:
    (tmp_path / "facts").mkdir()
    assert run("facts", tmp_path / "facts").exit_code == 0
    assert (tmp_path / "facts" / "decisions.csv").exists()


def test_no_cell_of_any_file_is_one_a_spreadsheet_runs(folder: Path) -> None:
    for path in folder.glob("*.csv"):
        rows = csv.reader(io.StringIO(path.read_bytes().decode(), newline=""))
        assert not [cell for row in rows for cell in row if cell.startswith(FORMULA_STARTS)], path.name
