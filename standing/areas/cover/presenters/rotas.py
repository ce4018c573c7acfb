"""A rota that is brought in, as pages show it: what it would change, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from standing.areas.cover.rota.reading import RotaPlan
from standing.areas.cover.rota.wanted import ADDED, CHANGED, REMOVED, RotaChange
from standing.areas.cover.words import days_in_words
from standing.areas.people.models import Unit
from standing.areas.record.presenters.standing import bullets
from standing.site.components.lists import Cell, Table
from standing.site.dates import long_day

WORDS = {ADDED: "New", CHANGED: "Changes", REMOVED: "Taken off"}


def preview_page(plan: RotaPlan, change: RotaChange | None, unit: Unit) -> dict[str, Any]:
    """What bringing in a rota would do, or every fault that stands against it."""
    context: dict[str, Any] = {
        "title": "Check the rota",
        "caption": unit.name,
        "faults": _faults(plan) if plan.faults else None,
        "lines": _differences(change) if change else None,
        "columns": _columns(plan),
        "aside": _aside(plan),
        "without_year": _without_year(plan),
        "confirm_text": "",
    }
    if change is None:
        lead = "Nothing can be put on the rota while there is a fault. Put it right, and send it again."
    elif not change.differences:
        lead = (
            f"The rota says this already: {_count(change.unchanged, 'shift')} as they stand. Nothing changes."
        )
    else:
        lead = change_in_words(change)
        context["confirm_text"] = "Put it on the rota"
    return {**context, "lead": lead}


def change_in_words(change: RotaChange, *, done: bool = False) -> str:
    """How many shifts are new, change, are taken off and stay, and for which days."""
    said = ", ".join(
        f"{change.number(what)} {words}"
        for what, words in ((ADDED, "new"), (CHANGED, "changed"), (REMOVED, "taken off"))
        if change.number(what)
    )
    stays = f" {_count(change.unchanged, 'shift')} as before." if change.unchanged else ""
    replaced = "was replaced" if done else "is replaced"
    what = said or "nothing changed"
    return f"The rota of {_days(change.days)} {replaced}: {what}.{stays} Other days stay as they are."


def _days(days: Sequence[date]) -> str:
    if len(days) == 1:
        return long_day(days[0])
    return f"{len(days)} days between {long_day(days[0])} and {long_day(days[-1])}"


def _count(number: int, what: str) -> str:
    return f"{number} {what if number == 1 else what + 's'}"


def _faults(plan: RotaPlan) -> Table:
    return Table(
        name="faults",
        caption=f"Faults ({len(plan.faults)})",
        head=["Row", "What is wrong"],
        rows=[[Cell(str(number), narrow=True), what] for number, what in plan.faults],
    )


def _differences(change: RotaChange) -> Table:
    return Table(
        name="changes",
        caption="What changes",
        head=["Shift", "What happens", "How"],
        rows=[
            [
                f"{one.name}, {days_in_words((one.day,))}",
                WORDS[one.what],
                Cell(bullets(one.how)) if one.how else "Nobody on it",
            ]
            for one in change.differences
        ],
        stack=True,
        empty="Nothing changes.",
    )


def _columns(plan: RotaPlan) -> Table:
    return Table(
        name="columns",
        caption="How the columns were read",
        head=["Column", "Heading", "Read as"],
        rows=[
            [str(number), above or "None", taken] for number, (above, taken) in enumerate(plan.recognised, 1)
        ],
    )


def _aside(plan: RotaPlan) -> str:
    if not plan.aside:
        return ""
    said = ", ".join(
        f"{words} {often} times" if often > 1 else f"{words} once" for words, often in plan.aside
    )
    return f"Read as no shift, and not kept: {said}."


def _without_year(plan: RotaPlan) -> str:
    if not plan.without_year:
        return ""
    said = ", ".join(f"“{words}” as {day:%A} {long_day(day)}" for words, day in plan.without_year)
    return f"Written without a year, and read as the day near today: {said}. If another is meant, write its year."
