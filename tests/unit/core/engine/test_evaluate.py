"""The answer as rows: windows, the ends of the calendar, and batches of people."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from standing.core.engine.evaluate import COLUMNS, Window, evaluate
from standing.core.engine.tables import TABLES
from standing.core.engine.timeline import clip, timeline
from standing.core.rules.days import FIRST_DAY, LAST_DAY
from tests.support.facts import read_rows, workforce_of

FACTS = {
    "standards": [{"standard": "MH14@2013", "validity_months": "24"}],
    "decisions": [
        {
            "decision": "1",
            "person": "ann",
            "standard": "MH14@2013",
            "outcome": "met",
            "decided_on": "2024-01-01",
        }
    ],
}


def test_a_row_as_text_and_as_cells() -> None:
    (answer,) = evaluate(workforce_of(FACTS), Window.of_day(date(2024, 1, 1)))
    assert tuple(answer.as_row()) == COLUMNS
    assert answer.as_row() == {
        "person": "ann",
        "standard": "MH14@2013",
        "context": "",
        "from": "2024-01-01",
        "to": "2024-01-02",
        "status": "current",
        "reasons": "",
        "expires_on": "2026-01-01",
    }
    assert answer.as_cells()[3:5] == (date(2024, 1, 1), date(2024, 1, 2))


def test_a_window_of_no_days_has_no_rows() -> None:
    assert list(evaluate(workforce_of(FACTS), Window(date(2024, 1, 1), date(2024, 1, 1)))) == []


def test_the_last_day_of_the_calendar_has_no_day_after() -> None:
    (answer,) = evaluate(workforce_of(FACTS), Window.of_day(LAST_DAY))
    assert (answer.from_on, answer.to_on, answer.standing.status) == (LAST_DAY, None, "not_current")


def test_a_window_without_an_end() -> None:
    answers = list(evaluate(workforce_of(FACTS), Window(date(2025, 12, 31), None)))
    assert [(answer.from_on, answer.to_on) for answer in answers] == [
        (date(2025, 12, 31), date(2026, 1, 2)),
        (date(2026, 1, 2), date(2026, 1, 30)),
        (date(2026, 1, 30), None),
    ]


def test_facts_of_the_first_and_the_last_day() -> None:
    decision = FACTS["decisions"][0]
    rows = [decision | {"decided_on": "0001-01-01"}, decision | {"decision": "2", "decided_on": "9999-12-31"}]
    answers = list(evaluate(workforce_of(FACTS | {"decisions": rows})))
    assert answers[0].from_on == FIRST_DAY
    assert (answers[-1].from_on, answers[-1].to_on) == (LAST_DAY, None)
    assert answers[-1].standing.expires_on == LAST_DAY
    assert all(one.to_on == other.from_on for one, other in pairwise(answers))


def test_a_timeline_covers_the_calendar_without_a_gap() -> None:
    workforce = workforce_of(FACTS)
    stretches = timeline(workforce.people["ann"], workforce.asked, "MH14@2013", "")
    assert stretches[0].from_on == FIRST_DAY
    assert stretches[-1].to_on is None
    assert list(clip(stretches, FIRST_DAY, None)) == stretches


def test_those_asking_are_told_of_each_person() -> None:
    decision = FACTS["decisions"][0]
    facts = FACTS | {"decisions": [decision | {"decision": name, "person": name} for name in ("ann", "ben")]}
    told: list[int] = []
    list(evaluate(workforce_of(facts), person_done=told.append))
    assert told == [1, 2]


def test_a_fact_becomes_the_row_it_was_read_from() -> None:
    for name, rows in FACTS.items():
        for row, located in zip(rows, read_rows(FACTS).tables[name], strict=True):
            written = TABLES[name].fact_to_row(located.fact)
            blank = {"grace_days": "28"} if name == "standards" else {}
            assert {column: cell for column, cell in written.items() if cell} == row | blank
