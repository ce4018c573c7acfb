"""What may be called co-produced."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from standing.core.coproduction.record import (
    Began,
    Record,
    Said,
    Standpoint,
    TookPart,
    began,
    called,
    missing_from,
)

PEOPLE = (
    TookPart(Standpoint.LIVED_EXPERIENCE, "A quiet room", access_met=True, payment_offered=True),
    TookPart(Standpoint.LIVED_EXPERIENCE, "", None, payment_offered=True),
    TookPart(Standpoint.CARER, "", None, payment_offered=False),
    TookPart(Standpoint.PRACTITIONER, "", None, payment_offered=False),
)
POINTS = (
    Said("Say who to call at night", changed="A line on calls at night"),
    Said("No uniforms", not_taken_because="There are none"),
)
WHOLE = Record(Began.FROM_THE_START, PEOPLE, POINTS)


def test_with_nothing_missing_it_is_co_produced() -> None:
    assert missing_from(WHOLE) == ()
    assert called(WHOLE) == "co-produced"


@pytest.mark.parametrize(
    ("record", "words"),
    [
        (replace(WHOLE, took_part=PEOPLE[1:]), "people with lived experience"),
        (replace(WHOLE, took_part=[*PEOPLE[:2], PEOPLE[3]]), "family carer"),
        (replace(WHOLE, took_part=PEOPLE[:3]), "practitioner took part"),
        (replace(WHOLE, took_part=[*PEOPLE, replace(PEOPLE[0], access_needs=None)]), "needed to take part"),
        (replace(WHOLE, took_part=[*PEOPLE, replace(PEOPLE[0], access_met=None)]), "whether it was met"),
        (replace(WHOLE, took_part=[*PEOPLE, replace(PEOPLE[0], payment_offered=None)]), "payment"),
        (replace(WHOLE, said=()), "what was said"),
        (replace(WHOLE, said=[*POINTS, Said("More time", "  ")]), "what changed because of it"),
    ],
)
def test_what_is_missing_is_said_and_keeps_the_name_away(record: Record, words: str) -> None:
    [missing] = missing_from(record)
    assert words in missing
    assert called(record) == ""


def test_asked_afterwards_it_is_consulted_however_full_the_record() -> None:
    assert called(replace(WHOLE, began=Began.AFTERWARDS)) == "consulted"


@pytest.mark.parametrize("began", list(Began))
def test_an_empty_record_is_neither(began: Began) -> None:
    assert called(Record(began)) == ""
    assert Record(began).is_empty


def test_every_standpoint_has_words() -> None:
    assert all(one.words and one.one for one in Standpoint)


MONDAY, TUESDAY = datetime(2026, 6, 1, 9, tzinfo=UTC), datetime(2026, 6, 2, 9, tzinfo=UTC)
BOTH = {Standpoint.LIVED_EXPERIENCE: MONDAY, Standpoint.CARER: MONDAY}


@pytest.mark.parametrize(
    ("asked", "made", "found"),
    [
        (BOTH, None, Began.FROM_THE_START),
        (BOTH, TUESDAY, Began.FROM_THE_START),
        (BOTH, MONDAY, Began.FROM_THE_START),
        ({**BOTH, Standpoint.PROVIDER: TUESDAY}, MONDAY, Began.FROM_THE_START),
        ({**BOTH, Standpoint.CARER: TUESDAY}, MONDAY, Began.AFTERWARDS),
        ({**BOTH, Standpoint.LIVED_EXPERIENCE: TUESDAY}, MONDAY, Began.AFTERWARDS),
        ({Standpoint.LIVED_EXPERIENCE: MONDAY}, None, Began.AFTERWARDS),
        ({}, None, Began.AFTERWARDS),
    ],
)
def test_the_moments_on_record_say_who_was_there_from_the_start(
    asked: dict[Standpoint, datetime], made: datetime | None, found: Began
) -> None:
    assert began(asked, made) is found
