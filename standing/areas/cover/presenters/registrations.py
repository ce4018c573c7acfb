"""Professional registrations as pages show them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from markupsafe import Markup

from standing.areas.cover.models import Registration
from standing.areas.cover.selectors.keeping import Registered
from standing.areas.record.presenters.standing import bullets
from standing.core.rules.registering import BODIES, with_lapsed
from standing.site.components.lists import Cell, Table
from standing.site.dates import long_day, short_day

SOON_DAYS = 30


def registrations_table(found: Sequence[Registered], today: date) -> Table:
    """Whose registration is known, the newest entry of each body."""
    rows: list[list[Cell | str]] = [
        [
            Cell(one.person.name, href=reverse("cover:registration", args=[one.person.ref])),
            BODIES[entry.body].short,
            entry.number,
            long_day(entry.expires_on),
            state_words(one.entries, entry, today),
        ]
        for one in found
        for entry in one.newest
    ]
    return Table(
        name="registrations",
        caption=f"Registrations ({len(rows)})",
        head=["Person", "Registered with", "Number", "Until", "State"],
        rows=rows,
        stack=True,
        hide_caption=True,
        empty="No registration is recorded yet.",
    )


def state_words(entries: Sequence[Registration], newest: Registration, today: date) -> str:
    """How a registration stands: in force, lapsing soon, lapsed, not begun, or needed no more."""
    known = [entry.as_ruled for entry in entries]
    if newest.as_ruled.is_given_up(today):
        return "Needed no more"
    if newest.body in with_lapsed(known, today):
        return "Lapsed: left out of cover"
    if newest.from_on > today:
        return f"From {long_day(newest.from_on)}"
    left = (newest.expires_on - today).days
    return f"In force, {left} days left" if left <= SOON_DAYS else "In force"


def entries_table(one: Registered) -> Table:
    """Every entry of one person."""
    ref = one.person.ref
    return Table(
        name="entries",
        caption="Entries",
        head=["Registered with", "Number", "From", "Until", "Looked up on", "What can be done"],
        rows=[
            [
                BODIES[row.body].name,
                row.number,
                short_day(row.from_on),
                short_day(row.expires_on)
                + (f"; needed no more from {short_day(row.given_up_on)}" if row.given_up_on else ""),
                short_day(row.checked_on),
                Cell(
                    bullets(
                        [
                            *(
                                []
                                if row.given_up_on
                                else [_link("cover:give_up", ref, row, "Needed no more")]
                            ),
                            _link("cover:take_back_registration", ref, row, "Take back, if it is wrong"),
                        ]
                    )
                ),
            ]
            for row in one.entries
        ],
        stack=True,
        hide_caption=True,
        empty="Nothing is recorded.",
    )


def _link(name: str, ref: str, row: Registration, text: str) -> Markup:
    return Markup(
        '<a class="nhsuk-link" href="{}">{}<span class="nhsuk-u-visually-hidden"> {}</span></a>'
    ).format(reverse(name, args=[ref, row.pk]), text, row.number)


def own_lines(entries: Sequence[Registration], today: date) -> list[str]:
    """One's own registrations, a sentence for each body."""
    newest: dict[str, Registration] = {}
    for entry in entries:
        newest.setdefault(entry.body, entry)
    return [
        f"{BODIES[entry.body].name}, {entry.number}: until {long_day(entry.expires_on)}. "
        f"{state_words(entries, entry, today)}."
        for entry in newest.values()
    ]
