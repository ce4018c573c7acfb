"""The audit trail and the log of who looked, in words."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from standing.areas.audit.models import Event, Look
from standing.areas.people.selectors import ChainEnd, SeenEvent
from standing.core.formats.results import Problem
from standing.site.components.lists import Cell, Filter, Row, Table
from standing.site.dates import long_day, moment

ERASED = "These words were erased"
_FILTERS = {"subject": "Done to {}", "who": "By {}", "from_day": "From {}", "to_day": "To {}"}


def events_table(events: Iterable[SeenEvent]) -> Table:
    """Events, newest first, each with a link to its words."""
    return Table(
        "events",
        "Events",
        ["Number", "When", "Who", "What", "Done to"],
        [
            [
                Cell(str(seen.event.sequence), href=reverse("people:event", args=[seen.event.sequence])),
                moment(seen.event.at),
                seen.actor,
                action_in_words(seen.event.action),
                seen.event.subject,
            ]
            for seen in events
        ],
        stack=True,
        hide_caption=True,
        empty="No event was found. Take a filter away, or look for other words.",
    )


def event_rows(seen: SeenEvent) -> list[Row]:
    """One event, with its words."""
    event = seen.event
    rows = [
        Row("When", moment(event.at)),
        Row("Who", seen.actor),
        Row("What", action_in_words(event.action)),
        Row("Done to", event.subject),
    ]
    rows += _words(event)
    return [
        *rows,
        Row("Digest", event.digest),
        Row("Digest of the event before", event.previous_digest or "None"),
    ]


def filters_on(query: QueryDict, chosen: dict[str, Any]) -> list[Filter]:
    """The filters that are on, each with the address of the list without it."""
    found = []
    for name, words in _FILTERS.items():
        value = chosen.get(name)
        if value:
            rest = query.copy()
            for key in [key for key in rest if key == name or key.startswith((f"{name}_", "page"))]:
                del rest[key]
            text = long_day(value) if hasattr(value, "year") else str(value)
            found.append(Filter(words.format(text), f"?{rest.urlencode()}"))
    return found


def anchored_in_words(end: ChainEnd) -> str:
    """How the trail ends, without having followed it."""
    if end.sequence == 0:
        return "Nothing has been written yet."
    if end.is_anchored:
        return f"The newest event is number {end.sequence:,}. It is anchored in a file outside the database."
    return (
        f"The newest event is number {end.sequence:,}. It is not the one anchored in the file outside the database: "
        "check the whole trail."
    )


def chain_in_words(end: ChainEnd, problems: list[Problem]) -> list[str]:
    """What following the whole trail found."""
    if not problems:
        holds = f"All {end.sequence:,} events were followed. Each is as it was written and follows the one before it, "
        return [holds + "and the newest is the one anchored outside the database."]
    done = "Something was done to the audit trail that Standing did not do. Tell whoever answers for the record, "
    return [
        done + "and change nothing before it is looked into.",
        "The command standing check lists everything; here are the first faults.",
    ]


def problems_table(problems: Iterable[Problem]) -> Table:
    """What is wrong with the chain, and what to do about it."""
    return Table(
        "problems",
        "What was found",
        ["Where", "What", "What to do"],
        [[problem.where, problem.what, problem.do] for problem in problems],
        stack=True,
    )


def looks_table(looks: Iterable[Look]) -> Table:
    """Who looked at a record, newest first."""
    return Table(
        "looks",
        "Who looked",
        ["When", "Who", "What they saw"],
        [[moment(look.at), look.account.name, look.page] for look in looks],
        stack=True,
        hide_caption=True,
        empty="Nobody has looked at this record yet.",
    )


def action_in_words(action: str) -> str:
    """The name of an action as it is read: "Add unit"."""
    return action.replace("_", " ").capitalize()


def _words(event: Event) -> list[Row]:
    words = event.words
    if words.erased_at is not None:
        return [Row("Words", f"{ERASED} on {moment(words.erased_at)}. A later event says why")]
    return [Row(action_in_words(name), _value(value)) for name, value in (words.words or {}).items()]


def _value(value: Any) -> str:
    if value is None or value == "":
        return "None"
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return str(value)
