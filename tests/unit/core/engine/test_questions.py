"""Questions over timelines in memory and in files: the same answer, and what is refused."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from bench.workload import build, write
from standing.cli import answer_files
from standing.core.engine.columnar.files import FolderSource
from standing.core.engine.evaluate import Window, Workforce, evaluate, workforce_known
from standing.core.engine.questions import answer_files as files_of_answers
from standing.core.engine.questions import asking
from standing.core.engine.questions.asking import EVERY_UNIT, StopOfUnit, counts_on, stops_in
from standing.core.engine.questions.in_memory import InMemory
from standing.core.engine.questions.parquet import ParquetTimelines
from standing.core.engine.questions.written import AboutAnswer
from standing.core.engine.refused import Refused
from standing.core.engine.sources import read_folder
from standing.core.rules.status import Standing
from tests.support.facts import workforce_of, write_csv_folder, write_parquet_folder

FACTS = {
    "standards": [{"standard": "MH14@2013", "validity_months": "12", "grace_days": "28"}, {"standard": "X@1"}],
    "requirements": [
        {"role": "nurse", "standard": "MH14@2013", "from": "2024-01-01"},
        {"role": "lead", "standard": "MH14@2013", "from": "2024-01-01"},
        {"role": "lead", "standard": "MH14@2013", "context": "older people", "from": "2024-01-01"},
    ],
    "assignments": [
        {"person": "ann", "unit": "elm", "role": "nurse", "from": "2024-01-01", "to": "2025-06-01"},
        {"person": "ann", "unit": "elm", "role": "lead", "from": "2024-06-01"},
        {"person": "ann", "unit": "ash", "role": "nurse", "from": "2024-01-01", "to": "2024-02-01"},
        {"person": "ben", "unit": "ash", "role": "nurse", "from": "2024-03-01"},
        {"person": "cat", "unit": "ash", "role": "driver", "from": "2024-03-01"},
        {"person": "eve", "unit": "ash", "role": "nurse", "from": "2024-01-01", "recorded_on": "2026-01-01"},
    ],
    "decisions": [
        {"decision": "1", "person": "ann", "standard": "MH14@2013", "outcome": "met", "decided_on": "2024-01-10"},
        {"decision": "2", "person": "dan", "standard": "MH14@2013", "outcome": "met", "decided_on": "2024-01-10"},
        {"decision": "3", "person": "ben", "standard": "X@1", "outcome": "met", "decided_on": "2024-01-10"},
    ],
}  # fmt: skip
KNOWN_ON = date(2025, 12, 31)


def in_memory(workforce: Workforce) -> InMemory:
    """The timelines of a workforce."""
    work = [row for person in workforce.people.values() for row in person.assignments]
    asked = [row for rows in workforce.asked.requirements.values() for row in rows]
    return InMemory(lambda people: evaluate(workforce), work, asked)


def written(place: Path, workforce: Workforce, about: AboutAnswer) -> Path:
    """The answer for a workforce in a file."""
    path = place / "answers.parquet"
    with path.open("wb") as file:
        answer_files.write_parquet(evaluate(workforce, about.window), file, about)
    return path


def in_file(place: Path, window: Window | None = None) -> ParquetTimelines:
    path = written(place, workforce_of(FACTS, KNOWN_ON), AboutAnswer(window, KNOWN_ON))
    return ParquetTimelines(path, FolderSource(write_csv_folder(place / "facts", FACTS)))


@pytest.fixture(params=["memory", "file"])
def timelines(request: pytest.FixtureRequest, tmp_path: Path) -> InMemory | ParquetTimelines:
    return in_memory(workforce_of(FACTS, KNOWN_ON)) if request.param == "memory" else in_file(tmp_path)


def test_a_pair_counts_once_in_a_unit_and_once_over_all(timelines: InMemory | ParquetTimelines) -> None:
    days = [date(2024, 1, 9), date(2024, 1, 20), date(2024, 7, 1), date(2025, 1, 15)]
    by_unit = counts_on(timelines, days, by_unit=True)
    assert {unit: {name: n for name, n in each.items() if any(n)} for unit, each in by_unit.items()} == {
        "ash": {"current": [0, 1, 0, 0], "not_held": [1, 0, 1, 1]},
        "elm": {"current": [0, 1, 2, 0], "grace": [0, 0, 0, 2], "not_held": [1, 0, 0, 0]},
    }
    together = counts_on(timelines, days, by_unit=False)[EVERY_UNIT]
    assert (together["current"], together["not_held"]) == ([0, 1, 2, 0], [1, 0, 1, 1])


def test_nothing_is_counted_where_nothing_is_asked(timelines: InMemory | ParquetTimelines) -> None:
    assert counts_on(timelines, [date(2020, 1, 1)], by_unit=True) == {}


def test_what_stops_is_told_with_the_day_and_what_it_becomes(timelines: InMemory | ParquetTimelines) -> None:
    found = list(stops_in(timelines, date(2025, 1, 1), date(2025, 1, 11)))
    standing = Standing("grace", ("in_grace",), date(2025, 1, 10))
    assert found == [
        StopOfUnit("elm", "ann", "MH14@2013", context, date(2025, 1, 11), standing)
        for context in ("", "older people")
    ]
    assert list(stops_in(timelines, date(2025, 1, 11), date(2026, 1, 1))) == []


def test_what_does_not_fit_is_listed_by_and_by(
    timelines: InMemory | ParquetTimelines, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = list(stops_in(timelines, date(2024, 1, 1), date(2026, 1, 1)))
    monkeypatch.setattr(asking, "_ROOM", 1)
    assert list(stops_in(timelines, date(2024, 1, 1), date(2026, 1, 1))) == whole
    assert len(whole) == 2


@pytest.mark.parametrize("rows_at_once", [1, 7, 1000])
def test_files_of_many_people_say_what_memory_says(
    rows_at_once: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files_of_answers, "_ROWS_AT_ONCE", rows_at_once)
    folder = tmp_path / "facts"
    write(build(12, 5), folder)
    workforce = workforce_known(read_folder(folder))
    timelines = ParquetTimelines(written(tmp_path, workforce, AboutAnswer()), FolderSource(folder))
    days = [date(2023, month, 1) for month in range(1, 13)]
    for by_unit in (True, False):
        expected = counts_on(in_memory(workforce), days, by_unit=by_unit)
        assert counts_on(timelines, days, by_unit=by_unit) == expected
        assert sum(map(sum, expected[min(expected)].values())) > 12
    stops = list(stops_in(timelines, days[0], days[-1]))
    assert stops == list(stops_in(in_memory(workforce), days[0], days[-1]))
    assert stops


def test_a_window_answers_for_its_days_only(tmp_path: Path) -> None:
    timelines = in_file(tmp_path, Window(date(2024, 1, 1), date(2024, 8, 1)))
    assert counts_on(timelines, [date(2024, 7, 31)], by_unit=False)[EVERY_UNIT]["current"] == [2]
    for day in (date(2023, 12, 31), date(2024, 8, 1)):
        with pytest.raises(
            Refused, match=r"answers.parquet: found answers from 2024-01-01 to 2024-08-01, expected"
        ):
            counts_on(timelines, [day], by_unit=False)
    endless = in_file(tmp_path, Window(date(2024, 1, 1), None))
    assert counts_on(endless, [date(2030, 1, 1)], by_unit=False)
    with pytest.raises(Refused, match="found answers from 2024-01-01 on, expected answers for 2023"):
        counts_on(endless, [date(2023, 1, 1)], by_unit=False)


def test_one_person_is_read_alone(tmp_path: Path) -> None:
    path = written(tmp_path, workforce_of(FACTS, KNOWN_ON), AboutAnswer())
    (rows,) = files_of_answers.AnswerFiles(path).rows_of("ann")
    assert set(rows.column("person").to_pylist()) == {"ann"}
    assert len(rows) == len(
        [answer for answer in evaluate(workforce_of(FACTS, KNOWN_ON)) if answer.person == "ann"]
    )


def test_a_folder_of_answers_says_in_a_file_what_it_answers(tmp_path: Path) -> None:
    folder = tmp_path / "answers"
    folder.mkdir()
    written(folder, workforce_of(FACTS, KNOWN_ON), AboutAnswer())
    with pytest.raises(Refused, match="answers: found a file that does not say which days"):
        files_of_answers.AnswerFiles(folder)
    (folder / files_of_answers.ABOUT).write_text(json.dumps(AboutAnswer(None, KNOWN_ON).as_words()))
    assert files_of_answers.AnswerFiles(folder).about == AboutAnswer(None, KNOWN_ON)


ANSWER = {
    "person": ["ann", "ann", "ben"],
    "standard": ["MH14@2013"] * 3,
    "context": ["", "", ""],
    "from": [date(2024, 1, 10), date(2024, 10, 1), date(2024, 1, 10)],
    "to": [date(2024, 10, 1), None, None],
    "status": ["current", "due", "current"],
    "reasons": ["", "expiring", ""],
    "expires_on": [None, None, None],
}


def file_of(path: Path, columns: dict[str, list[Any]]) -> Path:
    """A file that says it is an answer for whole lives."""
    kinds = {"from": pa.date32(), "to": pa.date32(), "expires_on": pa.date32()}
    table = pa.table({name: pa.array(cells, kinds.get(name, pa.string())) for name, cells in columns.items()})
    parquet.write_table(table.replace_schema_metadata(AboutAnswer().as_words()), path)
    return path


@pytest.mark.parametrize(
    "wrong",
    [
        {"status": ["current", "excellent", "current"]},
        {"person": ["ann", "ben", "ann"]},
        {"context": ["older people", "", ""]},
        {"from": [date(2024, 1, 10)] * 3},
    ],
)
def test_rows_that_are_no_answer_are_refused(wrong: dict[str, list[Any]], tmp_path: Path) -> None:
    facts = FolderSource(write_parquet_folder(tmp_path / "facts", FACTS))
    path, day = tmp_path / "answers.parquet", date(2024, 7, 1)
    assert counts_on(ParquetTimelines(file_of(path, ANSWER), facts), [day], by_unit=False)
    with pytest.raises(
        Refused, match="expected each person once, by standard, context and first day, with a status"
    ):
        counts_on(ParquetTimelines(file_of(path, ANSWER | wrong), facts), [day], by_unit=False)


def test_an_answer_without_rows_is_one(tmp_path: Path) -> None:
    facts = FolderSource(write_parquet_folder(tmp_path / "facts", FACTS))
    path = file_of(tmp_path / "answers.parquet", {name: [] for name in ANSWER})
    found = counts_on(ParquetTimelines(path, facts), [date(2024, 7, 1)], by_unit=False)
    assert found[EVERY_UNIT]["not_held"] == [4]


def test_files_that_cannot_be_read_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "answers.parquet"
    path.write_bytes(b"no parquet")
    with pytest.raises(Refused, match=r"answers.parquet: found a file that cannot be read"):
        files_of_answers.AnswerFiles(path)
    with pytest.raises(Refused, match=r"answers.parquet:1:standard: found no such column"):
        files_of_answers.AnswerFiles(file_of(path, {"person": ["ann"]}))
    whole = file_of(path, ANSWER).read_bytes()
    path.write_bytes(whole[:4] + b"\xff" * 60 + whole[64:])
    with pytest.raises(Refused, match=r"answers.parquet: found a file that cannot be read"):
        list(files_of_answers.AnswerFiles(path).whole_people())
    with pytest.raises(Refused, match=r"answers.parquet: found a file that cannot be read"):
        list(files_of_answers.AnswerFiles(path).rows_of("ann"))


def test_facts_that_are_none_are_refused(tmp_path: Path) -> None:
    answers = written(tmp_path, workforce_of(FACTS), AboutAnswer())
    for table, column, message in (
        ("requirements", "from", "requirements.csv:2:from: found 'soon'"),
        ("assignments", "to", "assignments.csv:2:to: found 'soon'"),
    ):
        rows = [FACTS[table][0] | {column: "soon"}, *FACTS[table][1:]]
        folder = write_csv_folder(tmp_path / table, FACTS | {table: rows})
        with pytest.raises(Refused, match=message):
            ParquetTimelines(answers, FolderSource(folder))
