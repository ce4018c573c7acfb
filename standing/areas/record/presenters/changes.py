"""The pages of changes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse

from standing.areas.people.models import Person
from standing.areas.record.forms.changes import CLASS_ASKS, CLASS_WORDS, WITHOUT_LAST_DAY
from standing.areas.record.selectors.change_reach import ChangePreview, Owes, Reach
from standing.areas.record.selectors.changes import ChangeInForce
from standing.areas.record.selectors.people import Place
from standing.areas.record.words import REASON_WORDS
from standing.core.rehearsing.teams import Fall
from standing.core.rules.populations import is_carried_population
from standing.site.components.lists import Cell, Row, Table
from standing.site.dates import long_day, short_day

MOST_NAMES = 200
"""How many people a page names; it always says how many there are."""


def chosen(
    changes: Iterable[ChangeInForce], *, codes: Collection[str], change_class: str
) -> list[ChangeInForce]:
    """The changes that the filters leave. Without codes, those of every standard."""
    return [
        change
        for change in changes
        if (not change_class or change.first.change_class == change_class)
        and (not codes or any(row.standard_id in codes for row in change.rows))
    ]


def changes_table(changes: Sequence[ChangeInForce], today: date) -> Table:
    """The changes of a list, newest first."""
    return Table(
        name="changes",
        caption="Changes",
        head=("Title", "Subject and version", "Kind", "In effect", "Standards"),
        rows=[
            (
                Cell(change.first.title, href=href("change", change)),
                named(change),
                CLASS_WORDS[change.first.change_class],
                when(change, today),
                ", ".join(row.standard_id for row in change.rows),
            )
            for change in changes
        ],
        stack=True,
        hide_caption=True,
        empty="No change answers these filters.",
    )


def named(change: ChangeInForce) -> str:
    """A change as it is named in a sentence."""
    return f"{change.first.subject} version {change.first.version}"


def when(change: ChangeInForce, today: date) -> str:
    """Since when a change asks, and until when."""
    row = change.first
    if row.withdrawn_on is not None:
        return f"{short_day(row.effective_on)}, withdrawn {short_day(row.withdrawn_on)}"
    begins = "from" if row.effective_on > today else "since"
    return f"{begins} {short_day(row.effective_on)}"


def href(page: str, change: ChangeInForce) -> str:
    """The address of one of a change's pages."""
    return reverse(
        f"record:{page}", kwargs={"subject": change.first.subject, "version": change.first.version}
    )


def change_rows(change: ChangeInForce, today: date) -> list[Row]:
    """What a change is, as a summary list."""
    row = change.first
    asks = f"{CLASS_WORDS[row.change_class]}. {CLASS_ASKS[row.change_class]}"
    return [
        Row("Subject", named(change)),
        Row("Kind", asks),
        Row("In effect", when(change, today)),
        Row("Last day to act", last_day_words(row.change_class, row.due_on)),
        Row("Asks", asks_whom(row.population)),
        Row("Standards", "; ".join(str(one.standard) for one in change.rows)),
    ]


def asks_whom(population: str) -> str:
    """Whom a change asks, by the population it names."""
    if is_carried_population(population):
        return "Those who were carried over onto the standards by the revision"
    return f"Members of {population}" if population else "Everyone who holds the standards"


def last_day_words(kind: str, due_on: date | None) -> str:
    """The last day to act on a change of a class, in words."""
    if kind in WITHOUT_LAST_DAY:
        return f"None. {WITHOUT_LAST_DAY[kind]}."
    return long_day(due_on, "The usual time for its kind")


def reach_rows(reach: Reach) -> list[Row]:
    """How far a change has got among the people the reader may see."""
    blocked = sum(owes.blocks for owes in reach.owing)
    return [
        Row("Have signed it", _people(reach.signed)),
        Row("Owe something for it today", _people(len(reach.owing))),
        Row("Do not count because of it", _people(blocked)),
    ]


def owing_table(owing: Sequence[Owes], caption: str, empty: str) -> Table:
    """Who owes what, those who do not count because of it first."""
    ordered = sorted(owing, key=lambda owes: not owes.blocks)
    return Table(
        name="owing",
        caption=caption,
        head=("Person", "What is owed"),
        rows=[
            (
                Cell(owes.person.name, href=reverse("record:person", kwargs={"ref": owes.person.ref})),
                "; ".join(REASON_WORDS[reason] for reason in owes.reasons),
            )
            for owes in ordered[:MOST_NAMES]
        ],
        stack=True,
        empty=empty,
        notes=_more(len(ordered)),
    )


def unsigned_table(owing: Sequence[Owes], places: Mapping[str, Sequence[Place]]) -> Table:
    """Everybody who has not signed, by where they work, with room to write on paper."""

    def where(owes: Owes) -> str:
        return "; ".join(place.unit.name for place in places.get(owes.person.ref, ())) or "No post today"

    ordered = sorted(owing, key=lambda owes: (where(owes), not owes.blocks, owes.person.name))
    return Table(
        name="unsigned",
        caption=f"Have not signed ({len(owing)})",
        head=("Person", "Staff number", "Where", "What is owed"),
        rows=[
            (
                owes.person.name,
                Cell(owes.person.ref, narrow=True),
                where(owes),
                "; ".join(REASON_WORDS[reason] for reason in owes.reasons),
            )
            for owes in ordered
        ],
        stack=True,
        empty="Everybody whose record you can see has signed what they owe for it.",
    )


def preview_page(
    parts: dict[str, Any], title: str, standards: Sequence[str], found: ChangePreview
) -> dict[str, Any]:
    """What the page before a change is put into force shows."""
    kind = parts["change_class"]
    population = parts["population"]
    return {
        "rows": [
            Row("Change", f"{title} ({parts['subject']} version {parts['version']})"),
            Row("Kind", f"{CLASS_WORDS[kind]}. {CLASS_ASKS[kind]}"),
            Row("Takes effect", long_day(parts["effective_on"])),
            Row("Last day to act", last_day_words(kind, parts["due_on"])),
            Row("Asks", asks_whom(population)),
            Row("Standards", "; ".join(standards)),
        ],
        "sentence": _sentence(found),
        "table": owing_table(
            found.asked,
            f"Whom it asks on {long_day(found.at)} ({len(found.asked)})",
            "It asks nobody that day.",
        ),
        "stopping": _stopping(found.stopping),
        "falls": _falls_table(found.falls),
        "confirm_text": "Put it into force",
    }


def _sentence(found: ChangePreview) -> str:
    if not found.holders:
        return "Nobody has a decision on these standards, so it asks nothing of anybody yet."
    has = "has" if found.holders == 1 else "have"
    return (
        f"{_people(found.holders)} {has} a decision on these standards. On {long_day(found.at)} it asks something of "
        f"{_people(len(found.asked))}, and {_people(len(found.stopping))} "
        f"{'stops' if len(found.stopping) == 1 else 'stop'} counting because of it that day."
    )


def _falls_table(falls: Sequence[tuple[str, Fall]]) -> Table:
    """The teams that would have fewer who count, if nobody did what the change asks: the earliest first."""
    ordered = sorted(falls, key=lambda one: (one[1].first_day, one[0], one[1].standard, one[1].context))
    return Table(
        name="falls",
        caption=f"Teams with fewer who count, if nobody does what it asks ({len(ordered)})",
        head=("Team", "Standard", "From", "Count without it", "Count then", "Fewest"),
        rows=[
            (
                name,
                f"{fall.standard} ({fall.context})" if fall.context else fall.standard,
                Cell(short_day(fall.first_day), narrow=True),
                f"{fall.before.counting} of {fall.before.of}",
                f"{fall.after.counting} of {fall.after.of}",
                f"{fall.worst.counting} of {fall.worst.of}, from {short_day(fall.worst_day)}",
            )
            for name, fall in ordered[:MOST_NAMES]
        ],
        notes=_more(len(ordered)),
        stack=True,
    )


def _stopping(people: Sequence[Person]) -> Table:
    return Table(
        name="stopping",
        caption=f"Stop counting that day ({len(people)})",
        head=("Person", "Staff number"),
        rows=[(person.name, person.ref) for person in people[:MOST_NAMES]],
        notes=_more(len(people)),
        stack=True,
    )


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count:,} people"


def _more(count: int) -> tuple[str, ...]:
    return (f"{count - MOST_NAMES:,} more are not named here.",) if count > MOST_NAMES else ()
