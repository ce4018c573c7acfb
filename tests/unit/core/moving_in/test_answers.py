"""Answers as plain data: kept, sent, read again, and refused where they are none."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from standing.core.moving_in.answers import Answers, BadAnswer, RuleAnswer, SheetAnswer, read_answers

FULL: dict[str, Any] = {
    "sheets": {"Matrix": {"read": True, "layout": {"header_rows": [3]}, "unit": "Ash", "role": "Nurse"}},
    "conventions": {"means|Matrix|6|": "done"},
    "labels": {"pmva": "local:PMVA"},
    "ticks": {"pmva": "2026-03-31", "ils": "none"},
    "rules": {"PMVA@1": {"months": 12, "grace": 0}, "ILS@1": {"months": "never", "grace": 28}},
    "units": {"ash": "new"},
    "roles": {"nurse": "is:nurse"},
    "people": {"number 1001": "new"},
    "replace_later": True,
    "ask_of_roles": False,
}


def test_what_is_read_is_what_was_kept() -> None:
    found = read_answers(FULL)
    assert found.as_json() == FULL
    assert found.sheets["Matrix"] == SheetAnswer(True, {"header_rows": [3]}, "Ash", "Nurse")
    assert found.rules == {"PMVA@1": RuleAnswer(12, 0), "ILS@1": RuleAnswer(None, 28)}
    assert found.counts_from() == {"pmva": date(2026, 3, 31)}


def test_nothing_answered_is_an_answer_too() -> None:
    assert read_answers({}) == Answers()
    assert read_answers({"rules": {"A@1": {"months": 6}}}).rules["A@1"] == RuleAnswer(6, 28)
    assert read_answers({"sheets": {"A": {}}}).sheets["A"] == SheetAnswer()


def test_more_is_added_and_the_newer_wins() -> None:
    found = read_answers(FULL).with_more(labels={"ils": "leave", "pmva": "leave"}, replace_later=None)
    assert found.labels == {"pmva": "leave", "ils": "leave"}
    assert found.replace_later is None
    assert found.ask_of_roles is False


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ([], "answers: found [], expected a table of answers by name"),
        ({"lables": {}}, "found 'lables', expected only ask_of_roles, conventions,"),
        ({1: {}}, "expected a table of answers by name"),
        ({"labels": []}, "labels: found [], expected a table"),
        ({"labels": {"a": 1}}, "labels.a: found 1, expected 'standard:ID', 'local:CODE' or 'leave'"),
        ({"labels": {"a": "PMVA"}}, "labels.a: found 'PMVA'"),
        ({"ticks": {"a": "soon"}}, "ticks.a: found 'soon', expected a day like 2026-03-31, or 'none'"),
        (
            {"units": {"a": "ash"}},
            "units.a: found 'ash', expected 'new', or 'is:CODE' with the code of a unit",
        ),
        ({"roles": {"a": "nurse"}}, "expected 'new', or 'is:CODE' with the code of a role"),
        ({"people": {"a": 1}}, "people.a: found 1, expected text"),
        ({"rules": {"A@1": {}}}, "rules.A@1.months: found None, expected 1 to 120, or 'never'"),
        ({"rules": {"A@1": {"months": True}}}, "rules.A@1.months: found True"),
        (
            {"rules": {"A@1": {"months": 12, "grace": 400}}},
            "rules.A@1.grace: found 400, expected 0 to 366 days",
        ),
        ({"sheets": {"A": {"read": "yes"}}}, "sheets.A.read: found 'yes', expected true or false"),
        ({"sheets": {"A": {"layout": 3}}}, "sheets.A.layout: found 3"),
        ({"sheets": {"A": {"unit": 3}}}, "sheets.A.unit: found 3, expected text"),
        ({"replace_later": "yes"}, "replace_later: found 'yes', expected true, false or null"),
    ],
)
def test_what_is_no_answer_is_refused_with_its_place(wrong: Any, words: str) -> None:
    with pytest.raises(BadAnswer) as refused:
        read_answers(wrong)
    assert words in str(refused.value)
