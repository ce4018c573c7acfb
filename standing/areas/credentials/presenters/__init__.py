"""A statement in words, for its page and for its PDF: the same rows."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse

from standing.areas.credentials.models import Statement
from standing.areas.record.presenters import standing as words
from standing.areas.record.selectors.records import PairOfRecord
from standing.site.components.lists import Cell, Row, Table
from standing.site.components.status import LOOKS
from standing.site.dates import long_day, moment

TITLE = "Statement of competence"
NOT_THE_SOURCE = (
    "This statement is not the source of truth. It says what the record said on the day it was issued, and does not "
    "change when the record does. A decision may since have been corrected, have run out, been suspended or been "
    "revoked."
)


def rows_of(statement: Statement) -> list[tuple[str, str]]:
    """What a statement says, line by line."""
    said = statement.said
    edition = f", edition {said['edition']}" if said["edition"] else ""
    decided = long_day(date.fromisoformat(said["decided_on"]))
    if said["carried_from"]:
        decided += f", on {said['carried_from']}, and carried over to this edition"
    return [
        ("Person", f"{said['name']} (staff number {said['ref']})"),
        ("Standard", f"{said['code']}{edition}: {said['title']}"),
        ("Context", said["context"] or "General"),
        ("Decided on", decided),
        ("Assessor", said["assessor"]),
        ("Verification", said["verified"]),
        ("How it was assessed", said["basis"]),
        ("Current to", _current_to(said)),
        ("Issued", f"{long_day(statement.issued_on)}, code {statement.code}"),
    ]


def _current_to(said: dict[str, Any]) -> str:
    if not said["current_to"]:
        words_of_day = "No set day"
    else:
        words_of_day = f"{long_day(date.fromisoformat(said['current_to']))}, as known when this was issued"
    return (
        f"{words_of_day}. Something was owed by a set day when this was issued."
        if said["due"]
        else words_of_day
    )


def checking_words(statement: Statement) -> list[str]:
    """How somebody finds out how it stands today."""
    contact = settings.STATEMENT_CONTACT
    where = f"{settings.STANDING_ADDRESS}{reverse('credentials:statement', args=[statement.code])}"
    asked = contact or "the workforce lead of the organisation that issued it"
    inside = (
        f"In Standing, signed in: {where}"
        if settings.STANDING_ADDRESS
        else "In Standing, signed in: Check a statement"
    )
    return [
        f"To check how it stands today, ask {asked}, and give the code {statement.code}.",
        f"{inside}. Only those who may see this person’s record can open it.",
    ]


def pdf_data(statement: Statement) -> dict[str, Any]:
    """Everything that the PDF's template is given: plain text alone."""
    said = statement.said
    return {
        "title": TITLE,
        "author": "Standing",
        "code": statement.code,
        "lead": f"{said['name']} was found to meet {said['code']}, {said['title']}.",
        "rows": [list(row) for row in rows_of(statement)],
        "sections": [
            {"title": "How to check it", "words": checking_words(statement)},
            {"title": "What it is not", "words": [NOT_THE_SOURCE]},
        ],
        "footer": f"{TITLE}, code {statement.code}",
    }


def statement_rows(statement: Statement) -> list[Row]:
    """The same for the page."""
    return [Row(key, value) for key, value in rows_of(statement)]


def live_words(statement: Statement, pair: PairOfRecord | None) -> tuple[str, str]:
    """How it stands today: a status, and a sentence."""
    if pair is None:
        return "not_held", "The record no longer says anything about this standard."
    governed = pair.explanation.holding.governing.decision if pair.explanation.holding else ""
    same = governed == statement.decision.decision
    status = pair.standing.status
    later = "" if same else " The decision it was issued of is no longer the one behind this."
    return status, f"{LOOKS[status].meaning}.{later}".replace("..", ".")


def statements_table(statements: list[Statement]) -> Table:
    """The statements issued of a pair."""
    return Table(
        name="statements",
        caption="Statements that were issued",
        head=("Code", "Issued", "By"),
        rows=[
            (
                Cell(one.code, href=reverse("credentials:statement", args=[one.code])),
                Cell(moment(one.issued_at), narrow=True),
                one.issued_by.name if one.issued_by else "A command on the server",
            )
            for one in statements
        ],
        stack=True,
        empty="None yet.",
    )


def pair_title(pair: PairOfRecord) -> str:
    """A standard in words, with its context."""
    return words.standard_words(pair.standard, pair.context)
