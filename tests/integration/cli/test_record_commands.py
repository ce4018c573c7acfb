"""`show`, `team` and `export`, as scripts call them: keys to the letter, and the same answers as the pages."""

from __future__ import annotations

import contextlib
import csv
import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.utils.html import strip_tags

from standing.areas.audit import clock
from standing.areas.people.models import Person
from standing.areas.record import actions
from standing.cli.main import cli
from standing.core.rules import facts
from tests.factories.people import make_unit, signed_in
from tests.factories.record import account_of, load_standards, make_ward, require
from tests.factories.workforce import TESTS, make_worker, met, rule

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 15)
LAST_MONTH = date(2026, 5, 15)
ZA1, ZB2 = "ZA1@2013", "ZB2@2013"

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.travelling_to(TODAY):
        yield


@pytest.fixture
def run() -> Run:
    """Run a command of `standing` in this process."""
    return lambda *words: CliRunner().invoke(cli, [str(word) for word in words])


def answer(result: Result) -> Any:
    """The JSON document on standard output, which holds nothing else."""
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.fixture
def worker() -> Person:
    """Somebody with a long history: a decision corrected since last month, a change unsigned, an expiry near."""
    with clock.travelling_to(date(2026, 3, 1)):
        standards = load_standards(3)
        rule(standards)
        require(standards[:2])
        person = make_worker(make_unit("ash", name="Ash ward"), ref="P1")
        wrong = met(person, ZA1, date(2026, 2, 1))
        met(person, ZB2, date(2023, 6, 20))
        met(person, "ZA3@2013", date(2025, 1, 1), context="older people")
    actions.correct_decision(
        by=TESTS,
        decision=wrong,
        why="Another day",
        replacement=facts.Decision("new", "P1", ZA1, "met", date(2023, 7, 1)),
    )
    actions.issue_change(
        by=TESTS,
        subject="POL-1",
        version=1,
        title="Policy",
        standards=[ZB2],
        change_class="significant",
        effective_on=date(2026, 5, 1),
    )
    return person


@pytest.mark.parametrize("name", ["show", "team", "export"])
def test_every_command_has_help_with_an_example(run: Run, name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    assert f"standing {name} " in result.stdout.partition("Example")[2]


class TestShow:
    """One person."""

    def test_its_keys(self, run: Run, worker: Person) -> None:
        shown = answer(run("show", "P1", "--json"))
        assert shown["person"] == "P1"
        assert shown["at"] == "2026-06-15"
        assert shown["known_on"] is None
        assert shown["works_in"] == [{"unit": "ash", "role": "nurse", "title": "Nurse"}]
        one = {pair["standard"]: pair for pair in shown["standards"]}[ZB2]
        assert one == {
            "standard": ZB2,
            "title": "Keep the ZB2 garden of 2013",
            "context": "",
            "required_by": ["nurse"],
            "status": "not_current",
            "counts": False,
            "reasons": ["expiring", "signature_overdue"],
            "reasons_in_words": [
                "Expires on 20 June 2026.",
                "POL-1 version 1 was to be signed by 29 May 2026.",
            ],
            "expires_on": "2026-06-20",
            "restore": ["Be assessed as meeting it.", "Read and sign POL-1 version 1."],
            "evidence": one["evidence"],
            "local": False,
        }
        (evidence,) = one["evidence"]
        assert (evidence["outcome"], evidence["decided_on"], evidence["recorded_on"]) == (
            "met",
            "2023-06-20",
            "2026-03-01",
        )

    def test_a_file_has_all_that_is_held(self, run: Run, worker: Person, tmp_path: Path) -> None:
        account_of(worker)
        with contextlib.chdir(tmp_path):
            assert run("show", "P1", "--file", "all.json").exit_code == 0
            written = json.loads((tmp_path / "all.json").read_bytes())
            for name, says in (
                ("all.json", "all.json is there already. Choose another name."),
                ("all.pdf", "all.pdf must end in .xlsx, .csv or .json"),
                ("nowhere/all.csv", "cannot be written: No such file or directory. Choose another place."),
            ):
                result = run("show", "P1", "--file", name)
                assert (result.exit_code, says in result.stderr) == (2, True), result.stderr
        assert written["person"] == "P1"
        assert [row["why_retracted"] for row in written["facts"]["decisions"]].count("Another day") == 1
        assert [row["Name"] for row in written["held"]["account"]] == [worker.name]

    @pytest.mark.parametrize(
        ("words", "query"),
        [
            ((), ""),
            (("--at", LAST_MONTH, "--known-on", LAST_MONTH), f"?at={LAST_MONTH}&known_on={LAST_MONTH}"),
            (("--at", LAST_MONTH), f"?at={LAST_MONTH}"),
            (("--at", "2026-08-01"), "?at=2026-08-01"),
        ],
    )
    def test_it_agrees_with_the_page(
        self, run: Run, worker: Person, words: tuple[Any, ...], query: str
    ) -> None:
        client = signed_in(account_of(worker))
        page = " ".join(strip_tags(client.get(f"/record/{query}").content.decode()).split())
        shown = answer(run("show", "P1", *words, "--json"))["standards"]
        assert shown
        looks = {
            "not_current": "Not current",
            "current": "Current",
            "due": "Due",
            "not_held": "Not held",
            "grace": "In grace",
        }
        for pair in shown:
            code, edition = pair["standard"].split("@")
            where = f", for {pair['context']}" if pair["context"] else ""
            table = page.partition("Every standard")[2]
            after = table.partition(f"{code} ({edition}) {pair['title']}{where}")[2].strip()
            assert after.removeprefix("Status ").startswith(looks[pair["status"]])
            for said in pair["reasons_in_words"]:
                assert said in after
            for said in pair["restore"]:
                assert said in after

    def test_as_known_last_month_is_what_was_shown_last_month(self, run: Run, worker: Person) -> None:
        then = answer(run("show", "P1", "--at", LAST_MONTH, "--known-on", LAST_MONTH, "--json"))
        statuses = {pair["standard"]: (pair["status"], pair["expires_on"]) for pair in then["standards"]}
        assert statuses[ZA1] == ("current", "2029-02-01"), "the correction was not known"
        assert statuses[ZB2] == ("due", "2026-06-20"), "nor was the change"
        now = answer(run("show", "P1", "--at", LAST_MONTH, "--json"))
        statuses = {pair["standard"]: (pair["status"], pair["expires_on"]) for pair in now["standards"]}
        assert statuses[ZA1] == ("due", "2026-07-01")

    def test_it_is_read_at_a_terminal_too(self, run: Run, worker: Person) -> None:
        result = run("show", "P1")
        assert "Ada Example (P1), as at 2026-06-15" in result.stdout
        assert "Nurse, Ash ward" in result.stdout
        assert "To put it right: Read and sign POL-1 version 1." in result.stdout
        assert "0 of 2 standards asked for count." not in result.stdout
        assert "1 of 2 standards asked for count." in result.stderr

    def test_nobody_of_that_number_is_refused(self, run: Run) -> None:
        result = run("show", "P9", "--json")
        assert result.exit_code == 2
        assert result.stdout == ""
        assert result.stderr == "There is nobody with the staff number P9 in this store. Check it.\n"

    @pytest.mark.parametrize("option", ["--at", "--known-on"])
    def test_a_day_that_is_none_is_refused(self, run: Run, option: str) -> None:
        assert run("show", "P1", option, "3 March").exit_code == 2


class TestTeam:
    """A unit."""

    def test_its_keys_and_nothing_else(self, run: Run) -> None:
        ward = make_ward(TODAY, people=3, standards=2)
        actions.record_absence(by=TESTS, person=ward.people[2], from_on=TODAY - timedelta(days=2))
        shown = answer(run("team", "ash", "--json"))
        assert list(shown) == ["unit", "at", "people", "standards", "cells", "compliance", "local"]
        assert (shown["unit"], shown["at"]) == ("ash", "2026-06-15")
        assert sorted(shown["people"]) == ["ash-000", "ash-001", "ash-002"]
        assert shown["standards"] == [ZA1, ZB2]
        assert len(shown["cells"]) == 6
        assert shown["cells"][0] == {
            "person": "ash-000",
            "standard": ZA1,
            "context": "",
            "status": "current",
            "reasons": [],
        }
        assert shown["compliance"]["of"] == 4
        assert [row["person"] for row in shown["compliance"]["left_out"]] == ["ash-002", "ash-002"]

    def test_it_agrees_with_show(self, run: Run, worker: Person) -> None:
        for words in ((), ("--at", LAST_MONTH, "--known-on", LAST_MONTH)):
            pairs = answer(run("show", "P1", *words, "--json"))["standards"]
            cells = answer(run("team", "ash", *words, "--json"))["cells"]
            assert {(cell["standard"], cell["status"], *cell["reasons"]) for cell in cells} == {
                (pair["standard"], pair["status"], *pair["reasons"]) for pair in pairs if pair["required_by"]
            }

    def test_no_unit_of_that_code_is_refused(self, run: Run) -> None:
        result = run("team", "nope", "--json")
        assert result.exit_code == 2
        assert result.stderr == "There is no unit with the code nope in this store. Check it.\n"

    def test_it_is_read_at_a_terminal_too(self, run: Run, worker: Person) -> None:
        result = run("team", "ash")
        assert "Not current" in result.stdout
        assert "1 of 2 required standards count (50.0%)." in result.stderr


class TestExport:
    """A unit as a file."""

    def test_what_is_written_is_what_the_page_gives(self, run: Run, worker: Person, tmp_path: Path) -> None:
        from tests.factories.record import make_manager

        file = tmp_path / "ash.csv"
        assert run("export", "ash", "--to", file, "--status", "not_current").exit_code == 0
        unit = worker.assignments.get().unit
        page = signed_in(make_manager(unit)).get("/teams/ash.csv?status=not_current")
        assert file.read_bytes() == page.content
        rows = csv.reader(file.read_text(encoding="utf-8-sig").splitlines())
        assert [row[3] for row in rows if row[:1] == ["P1"]] == [ZB2]

    def test_a_file_that_is_there_is_left_alone(self, run: Run, worker: Person, tmp_path: Path) -> None:
        file = tmp_path / "ash.csv"
        file.write_text("mine", encoding="utf-8")
        refused = run("export", "ash", "--to", file)
        assert refused.exit_code == 2
        assert "is there already. Choose another name, or write over it with --force." in refused.stderr
        assert file.read_text(encoding="utf-8") == "mine"
        assert run("export", "ash", "--to", file, "--force").exit_code == 0
        assert "Staff number" in file.read_text(encoding="utf-8-sig")

    def test_the_day_met_and_the_team_stand_beside(self, run: Run, worker: Person, tmp_path: Path) -> None:
        file = tmp_path / "ash.csv"
        given = ("--sort", "expiry", "--column", ZB2, "--force")
        assert run("export", "ash", "--to", file, *given).exit_code == 0
        rows = list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines()))
        head = rows.index([]) + 1
        found = {row[3]: dict(zip(rows[head], row, strict=True)) for row in rows[head + 1 :]}
        assert (found[ZA1]["Met on"], found[ZA1]["Team"]) == ("2023-07-01", "Ash ward")
        assert found[ZB2]["Met on"] == "2023-06-20"

    def test_a_spreadsheet_is_written(self, run: Run, worker: Person, tmp_path: Path) -> None:
        file = tmp_path / "ash.xlsx"
        shown = answer(run("export", "ash", "--to", file, "--json"))
        assert (shown["people"], shown["cells"]) == (1, 2)
        assert file.read_bytes().startswith(b"PK")

    @pytest.mark.parametrize(
        ("words", "says"),
        [
            (("--to", "ash.pdf"), "ash.pdf must end in .xlsx or .csv"),
            (
                ("--to", "nowhere/ash.csv"),
                "cannot be written: No such file or directory. Choose another place.",
            ),
            (("--to", "ash.csv", "--status", "fine"), "There is no status fine. Choose one of current, due,"),
            (
                ("--to", "ash.csv", "--reason", "fine"),
                "There is no reason fine. Choose one of alert_unsigned,",
            ),
            (("--to", "ash.csv", "--sort", "height"), "There is no order height. Choose one of name, team,"),
            (("--to", "ash.csv", "--below", "oak"), "There is no unit with the code oak below Ash ward."),
            ((), "Missing option '--to'"),
        ],
    )
    @pytest.mark.usefixtures("worker")
    def test_refusals_say_what_to_do(
        self, run: Run, tmp_path: Path, words: tuple[str, ...], says: str
    ) -> None:
        with contextlib.chdir(tmp_path):
            result = run("export", "ash", *words)
        assert result.exit_code == 2
        assert says in result.stderr
        assert list(tmp_path.iterdir()) == []
