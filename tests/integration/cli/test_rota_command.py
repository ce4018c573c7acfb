"""`standing rota`: whole or not at all, and the same file twice changes nothing."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from standing.areas.audit import clock
from standing.areas.cover.models import Shift
from standing.cli.main import cli
from tests.factories.people import make_unit
from tests.factories.workforce import make_worker

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def settings_are_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands find the store that the test has, and do not set Django up again."""
    monkeypatch.setattr("standing.cli.rota.django_setup", lambda: None)


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(cli, ["rota", *arguments])
    return result.exit_code, result.output


def test_a_rota_from_a_file(tmp_path: Path) -> None:
    make_worker(make_unit("ash", name="Ash ward"), ref="A1", name="Ada")
    day = clock.today() + timedelta(days=1)
    file = tmp_path / "rota.csv"
    file.write_text(f"date,shift,staff number\n{day:%d/%m/%Y},Night,A1\n", encoding="utf-8")
    code, said = run("ash", str(file), "--dry-run")
    assert (code, Shift.objects.count()) == (0, 0)
    assert "1 shift would change, 0 as before" in said
    code, said = run("ash", str(file), "--json")
    assert code == 0
    answer = json.loads(said)
    assert (answer["days"], answer["unchanged"]) == ([day.isoformat()], 0)
    assert answer["differences"] == [
        {"what": "added", "shift": f"Night, {day.isoformat()}", "how": ["Ada Example (A1)"]}
    ]
    assert Shift.objects.get().source == "rota.csv"
    code, said = run("ash", str(file))
    assert "0 shifts changed, 1 as before" in said


def test_a_day_without_its_year_is_refused_where_nobody_looks_on(tmp_path: Path) -> None:
    make_worker(make_unit("ash"), ref="A1", name="Ada")
    file = tmp_path / "rota.csv"
    for rows in ("date,shift,staff number\n{},Night,A1\n", "staff number,{}\nA1,N\n"):
        file.write_text(rows.format(f"{clock.today():%-d %b}"), encoding="utf-8")
        code, said = run("ash", str(file))
        assert "without a year. Expected a day like" in said
        assert (code, Shift.objects.count()) == (2, 0)


def test_a_fault_refuses_the_whole_file_and_names_its_row(tmp_path: Path) -> None:
    make_unit("ash")
    file = tmp_path / "rota.csv"
    file.write_text("date,shift,staff number\n1/13/2026,Night,A1\n", encoding="utf-8")
    code, said = run("ash", str(file))
    assert code == 2
    assert "rota.csv:2: Date: found “1/13/2026”" in said
    code, said = run("ash", str(file), "--json")
    assert (code, json.loads(said)["refused"]) == (2, True)
    assert not Shift.objects.exists()
    code, said = run("elm", str(file))
    assert code == 2
    assert "There is no unit with the code elm in this store" in said
