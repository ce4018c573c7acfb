"""Assessors, their appointments and what they declared, in words and tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.urls import reverse
from django.utils import timezone

from standing.areas.people.models import Account
from standing.areas.record.models import Appointment, AssessorLevel, Relationship
from standing.areas.record.presenters.links import actions_cell
from standing.areas.record.presenters.standing import standard_words
from standing.areas.record.selectors.assessors import AssessorSeen, awaiting_agreement
from standing.areas.record.words import LEVELS, SHORT_LEVELS
from standing.core.inbox import Waiting
from standing.site.components.lists import Cell, Row, Table
from standing.site.dates import long_day

TO_AGREE = "Appointments to agree"


def appointments_waiting(account: Account) -> Iterator[Waiting]:
    """The appointments that wait for this account to agree, for its list of what waits."""
    for row in awaiting_agreement(by=account):
        yield Waiting(
            key=f"record:appointment:{row.pk}",
            what="Agree to an appointment, or turn it down",
            about=f"{row.account.name}, {row.standard_id}",
            since=timezone.localdate(row.proposed_at),
            href=reverse("record:appointment", args=[row.pk]),
            kind=TO_AGREE,
        )


def crumbs() -> list[dict[str, str]]:
    """The way back to the list of assessors."""
    return [{"text": "Assessors", "href": reverse("record:assessors")}]


def assessors_table(found: Iterable[AssessorSeen]) -> Table:
    """Who assesses, where, and how far they have come."""
    rows = [
        (
            Cell(one.account.name, href=assessor_href(one.account.pk)),
            places_of(one),
            SHORT_LEVELS[one.level],
        )
        for one in found
    ]
    return Table(
        name="assessors",
        caption="Assessors",
        head=["Assessor", "Where they assess", "How far they have come"],
        rows=rows,
        stack=True,
        hide_caption=True,
        empty="Nobody assesses in your units.",
    )


def assessor_href(key: int) -> str:
    """The page of one assessor."""
    return reverse("record:assessor", args=[key])


def places_of(one: AssessorSeen) -> str:
    """Where an assessor assesses, in words."""
    names = [grant.unit.name if grant.unit is not None else "The whole service" for grant in one.grants]
    return "; ".join(dict.fromkeys(names)) or "Nowhere now"


def state_of(row: Appointment, today: date) -> str:
    """How an appointment stands, in words."""
    if row.ended_on is not None:
        by = f" by {row.ended_by.name}" if row.ended_by is not None else ""
        ended = "Ended" if row.agreed_on else "Turned down"
        return f"{ended}{by} on {long_day(row.ended_on)}: {row.ended_why}"
    if row.to_on <= today:
        return f"Over since {long_day(row.to_on)}"
    if row.agreed_by is None:
        return "Waits for a second person to agree"
    if row.counts_from > today:
        return f"Counts from {long_day(row.counts_from)}"
    return f"Counts until {long_day(row.counts_to)}"


def what_of(row: Appointment) -> str:
    """The standard of an appointment, and its context."""
    words = standard_words(row.standard)
    return f"{words}, {row.context}" if row.context else words


def appointments_table(
    rows: Iterable[Appointment], today: date, *, name: str = "appointments", caption: str = "Appointments"
) -> Table:
    """Appointments, each with a link to its page."""
    return Table(
        name=name,
        caption=caption,
        head=["Assessor", "Standard", "State", "Put forward by", "Look"],
        rows=[
            (
                row.account.name,
                what_of(row),
                state_of(row, today),
                row.proposed_by.name,
                actions_cell(
                    [("Open", reverse("record:appointment", args=[row.pk]))],
                    f"the appointment of {row.account.name} for {row.standard_id}",
                ),
            )
            for row in rows
        ],
        stack=True,
        hide_caption=True,
        empty="There are none.",
    )


def appointment_rows(row: Appointment, today: date) -> list[Row]:
    """All of an appointment."""
    agreed = f"{row.agreed_by.name}, {long_day(row.agreed_on)}" if row.agreed_by is not None else "Nobody yet"
    return [
        Row("Assessor", row.account.name),
        Row("Standard", what_of(row)),
        Row("From", long_day(row.from_on)),
        Row("First day it is over", long_day(row.to_on)),
        Row("Reason", row.why),
        Row("Put forward by", f"{row.proposed_by.name}, {long_day(row.proposed_at.date())}"),
        Row("Agreed by", agreed),
        Row("State", state_of(row, today)),
    ]


def level_rows(one: AssessorSeen, history: Sequence[AssessorLevel]) -> list[Row]:
    """How far an assessor has come, and since when."""
    newest = history[-1] if history else None
    since = f" Since {long_day(newest.from_on)}: {newest.why}" if newest is not None else ""
    return [Row("Assesses in", places_of(one)), Row("How far they have come", f"{LEVELS[one.level]}.{since}")]


def relationships_table(rows: Iterable[Relationship], *, may_end: bool) -> Table:
    """Whom an account is close to. Never what they are."""
    return Table(
        name="relationships",
        caption="Declared relationships",
        head=["Close to", "Declared", "State", *(["End"] if may_end else [])],
        rows=[
            (
                f"{row.person.name}, {row.person.ref}",
                f"{long_day(row.declared_on)}, by {row.declared_by.name}",
                f"Ended on {long_day(row.ended_on)}: {row.ended_why}"
                if row.ended_on
                else "Neither judges the other",
                *(
                    [
                        actions_cell(
                            []
                            if row.ended_on
                            else [("End", reverse("record:end_relationship", args=[row.pk]))],
                            f"the declaration about {row.person.name}",
                        )
                    ]
                    if may_end
                    else []
                ),
            )
            for row in rows
        ],
        stack=True,
        hide_caption=True,
        empty="Nothing is declared.",
    )
