"""The kernel's small parts: names numbered, ids that rise, rows put together, sorting, the calendar."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standing.core.engine.bulk import bulk_answers
from standing.core.engine.catalogue import day_of, number_of
from standing.core.engine.evaluate import answers_of
from standing.core.engine.kernel import layout
from standing.core.engine.kernel.calendar import add_days, add_months
from standing.core.engine.kernel.grouping import group
from standing.core.engine.kernel.names import Names, mark, mark_names, number_names, place_again, rises
from standing.core.engine.kernel.sorting import sort, sort_with
from standing.core.engine.people_columns import columns_of, compile_for
from standing.core.engine.running import WHOLE_LIVES, run
from standing.core.rules import days, status
from standing.core.rules.facts import CHANGE_CLASSES, OUTCOMES
from tests.support.facts import workforce_of

WORDS = st.lists(st.binary(min_size=1, max_size=3), max_size=12)


def _text(words: list[bytes]) -> tuple[Any, list[int]]:
    at = [0]
    for word in words:
        at.append(at[-1] + len(word))
    return b"".join(words), at


def _names(slots: int, text: int) -> Names:
    room: Any = bytearray(text)
    return Names([0] * 2 * slots, [0] * (slots + 1), room, [0, 0])


@given(WORDS)
def test_names_are_numbered_as_they_first_come(words: list[bytes]) -> None:
    text, at = _text(words)
    numbers = [0] * len(words)
    names = _names(64, 64)
    assert number_names(text, at, 0, len(words), numbers, names) == len(words)
    first = list(dict.fromkeys(words))
    assert numbers == [first.index(word) for word in words]
    again = [0] * len(words)
    fresh = Names([0] * 128, *names[1:])
    place_again(fresh)
    assert number_names(text, at, 0, len(words), again, fresh) == len(words)
    assert again == numbers


@pytest.mark.parametrize(("slots", "room", "fitting"), [(64, 3, 3), (4, 64, 2)])
def test_names_that_do_not_fit_are_left_for_later(slots: int, room: int, fitting: int) -> None:
    text, at = _text([b"a", b"b", b"c", b"d"])
    assert number_names(text, at, 0, 4, [0] * 4, _names(slots, room)) == fitting


def test_names_that_share_a_slot_are_told_apart() -> None:
    words = [bytes([number]) for number in range(30)]
    text, at = _text(words)
    numbers = [0] * 30
    assert number_names(text, at, 0, 30, numbers, _names(64, 64)) == 30
    assert numbers == list(range(30))


ALIKE = [
    b"b", b"\0b", b"bb", b"abb", b"acb", b"bbbbbbb", b"\0bbbbbbb", b"abbbbbbb", b"bbbbbbbb", b"abbbbbbbc",
    b"abbbbbbb\0", b"abbbbbbbb", b"aabbbbbbb", b"acbbbbbbb", b"aabbbbbbbb", b"aaabbbbbbb", b"aacbbbbbbb", b"cacbbbbbbb",
]  # fmt: skip
"""Short and long names that share last bytes, first bytes or lengths."""


@pytest.mark.parametrize("slot", [0, 7, 63])
def test_names_of_one_slot_are_told_apart(monkeypatch: pytest.MonkeyPatch, slot: int) -> None:
    monkeypatch.setattr("standing.core.engine.kernel.names.digest", lambda text, first, end: slot)
    monkeypatch.setattr("standing.core.engine.kernel.names._mixed", lambda last, about: slot)
    text, at = _text([*ALIKE, *reversed(ALIKE)])
    numbers, names = [99] * 2 * len(ALIKE), _names(64, 256)
    assert number_names(text, at, 0, len(numbers), numbers, names) == len(numbers)
    assert numbers == [*range(len(ALIKE)), *reversed(range(len(ALIKE)))]
    filled = list(names.slots)
    names.slots[:] = [0] * 128
    place_again(names)
    assert names.slots == filled


def test_more_names_than_are_looked_for_at_once_are_numbered() -> None:
    words = [b"%d" % number for number in range(600)]
    text, at = _text([b"599", *words])
    numbers = [9] * 601
    assert number_names(text, at, 1, 601, numbers, _names(2048, 4096)) == 601
    assert numbers == [9, *range(600)]


@given(st.lists(st.binary(min_size=1, max_size=12), max_size=20))
def test_names_of_any_length_are_numbered_as_they_first_come(words: list[bytes]) -> None:
    text, at = _text(words)
    numbers = [0] * len(words)
    number_names(text, at, 0, len(words), numbers, _names(64, 256))
    first = list(dict.fromkeys(words))
    assert numbers == [first.index(word) for word in words]


@given(WORDS)
def test_ids_rise_if_each_is_later_than_the_one_before(words: list[bytes]) -> None:
    text, at = _text(words)
    expected = all((len(a), a) < (len(b), b) for a, b in pairwise(words))
    assert rises(text, at, 0, len(words)) == expected


@given(WORDS)
def test_marks_are_the_same_for_the_same_ids_only(words: list[bytes]) -> None:
    text, at = _text(words)
    marks = [0] * len(words)
    mark_names(text, at, marks)
    assert marks == [mark(word, 0, len(word)) for word in words]  # type: ignore[arg-type]
    assert len(set(marks)) == len(set(words))


@given(st.lists(st.integers(-1, 4), max_size=30))
def test_rows_are_put_together_in_the_order_they_came(about: list[int]) -> None:
    at, order = [0] * 6, [0] * len(about)
    group(about, at, order)
    for thing in range(5):
        rows = [row for row, of in enumerate(about) if of == thing]
        assert order[at[thing] : at[thing + 1]] == rows


@given(st.lists(st.integers(-50, 50), max_size=60), st.integers(0, 60))
def test_sorting_moves_the_first_so_many(keys: list[int], count: int) -> None:
    count = min(count, len(keys))
    made, order = list(keys), list(range(len(keys)))
    sort(made, count)
    assert made == sorted(keys[:count]) + keys[count:]
    made = list(keys)
    sort_with(made, order, count)
    assert made == sorted(keys[:count]) + keys[count:]
    assert [keys[place] for place in order] == made


@given(st.dates(), st.integers(1, 200_000))
def test_adding_is_the_definitions(day: date, amount: int) -> None:
    number = number_of(day)
    assert day_of(add_months(number, amount)) == days.add_months(day, amount)
    assert day_of(add_days(number, amount)) == days.add_days(day, amount)
    assert day_of(add_days(number, -amount)) == days.add_days(day, -amount)


@given(st.dates(min_value=date(2019, 12, 1), max_value=date(2024, 3, 31)), st.integers(1, 60))
def test_months_clamp(day: date, months: int) -> None:
    assert day_of(add_months(number_of(day), months)) == days.add_months(day, months)


def test_its_numbers_are_the_definitions_words() -> None:
    named = {name.lower(): value for name, value in vars(layout).items() if name.isupper()}
    assert [named["revoked_reason" if word == "revoked" else word] for word in status.REASONS] == list(
        range(14)
    )
    assert [named[word] for word in OUTCOMES] == [0, 1, 2, 3]
    assert [named[word] for word in CHANGE_CLASSES] == [0, 1, 2, 3, 4]
    assert (day_of(layout.FIRST), day_of(layout.LAST), day_of(layout.OPEN)) == (date.min, date.max, None)


FACTS = {
    "standards": [{"standard": "MH1@2013", "validity_months": "12"}],
    "decisions": [
        {
            "decision": "1",
            "person": "ann",
            "standard": "MH1@2013",
            "outcome": "met",
            "decided_on": "2024-01-01",
        },
        {
            "decision": "2",
            "person": "ann",
            "standard": "MH1@2013",
            "outcome": "met",
            "decided_on": "2024-01-01",
        },
    ],
    "changes": [
        {
            "subject": "POL",
            "version": "1",
            "standard": "MH1@2013",
            "class": "significant",
            "effective_on": "2024-02-01",
        }
    ],
    "absences": [{"person": "ann", "from": "2024-06-01", "to": "2024-09-01"}],
}


def test_an_absence_after_the_due_day_puts_nothing_off() -> None:
    workforce = workforce_of(FACTS)
    people = list(workforce.people.values())
    found = list(bulk_answers(people, workforce.asked))
    assert found == list(answers_of(people[0], workforce.asked))
    assert "signature_overdue" in {reason for row in found for reason in row.standing.reasons}


def test_rows_beyond_what_there_is_room_for_are_left_for_later() -> None:
    workforce = workforce_of(FACTS)
    people = list(workforce.people.values())
    compiled = compile_for(workforce.asked, people)
    parts = list(run(compiled, columns_of(people, compiled), WHOLE_LIVES, compiled=False, at_once=2))
    assert [len(part.state) for part in parts] == [len(list(answers_of(people[0], workforce.asked)))]


def test_a_met_in_another_context_that_was_revoked_there_is_held_nowhere() -> None:
    decision = {"person": "ama", "standard": "MH14@2013", "context": "older people"}
    workforce = workforce_of(
        {
            "standards": [{"standard": "MH14@2013", "validity_months": "12"}],
            "requirements": [{"role": "nurse", "standard": "MH14@2013", "from": "2024-01-01"}],
            "assignments": [{"person": "ama", "unit": "ash", "role": "nurse", "from": "2024-01-01"}],
            "decisions": [
                decision | {"decision": "1", "outcome": "met", "decided_on": "2024-01-10"},
                decision | {"decision": "2", "outcome": "revoked", "decided_on": "2024-06-10"},
            ],
        }
    )
    people = list(workforce.people.values())
    found = list(bulk_answers(people, workforce.asked))
    assert found == list(answers_of(people[0], workforce.asked))
    general = [row for row in found if not row.context]
    assert [row.standing.reasons for row in general] == [("context_too_narrow",), ()]
