"""Rotas that are brought in, rules and registrations, as pages show them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from markupsafe import Markup

from standing.areas.cover.models import CoverRule, Registration, RuleLine
from standing.areas.cover.rota.reading import RotaPlan
from standing.areas.cover.rota.wanted import ADDED, CHANGED, REMOVED, RotaChange
from standing.areas.cover.selectors.keeping import Registered, RuleSeen
from standing.areas.cover.selectors.suggesting import Suggested
from standing.areas.cover.words import days_in_words, kinds_in_words, line_in_words
from standing.areas.people.models import Unit
from standing.areas.record.presenters.standing import bullets, short_standard
from standing.core.rules.registering import BODIES, with_lapsed
from standing.site.components.lists import Cell, Row, Table
from standing.site.dates import long_day, short_day, until

WORDS = {ADDED: "New", CHANGED: "Changes", REMOVED: "Taken off"}
SOON_DAYS = 30


def preview_page(plan: RotaPlan, change: RotaChange | None, unit: Unit) -> dict[str, Any]:
    """What bringing in a rota would do, or every fault that stands against it."""
    context: dict[str, Any] = {
        "title": "Check the rota",
        "caption": unit.name,
        "faults": _faults(plan) if plan.faults else None,
        "lines": _differences(change) if change else None,
        "columns": _columns(plan),
        "aside": _aside(plan),
        "confirm_text": "",
    }
    if change is None:
        lead = "Nothing can be put on the rota while there is a fault. Put it right in the file, and send it again."
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


def rules_table(found: Sequence[RuleSeen], unit: Unit, replaced: Mapping[str, Sequence[str]]) -> Table:
    """The rules that hold for the shifts of a unit."""
    return Table(
        name="rules",
        caption=f"Rules for shifts of {unit.name}",
        head=["Rule", "Shifts", "What it asks", "Holds"],
        rows=[
            [
                Cell(one.rule.name, href=reverse("cover:rule", args=[one.rule.pk])),
                kinds_in_words(one.rule),
                Cell(bullets([line_words(line, replaced) for line in one.lines])),
                holds_words(one.rule) + ("" if one.is_own else f". Set for {one.rule.unit.name}"),
            ]
            for one in found
        ],
        stack=True,
        hide_caption=True,
        empty="No rule is set. Until one is, no shift meets or fails anything.",
    )


def line_words(line: RuleLine, replaced: Mapping[str, Sequence[str]]) -> str:
    """A line whole: how many, in what, and what stands in the place of a standard that has given way."""
    asked = line_in_words(line)
    return (
        f"{asked[:1].upper()}{asked[1:]} in {short_standard(line.standard)} {line.standard.title}"
        + _instead(line.standard_id, replaced)
    )


def _instead(standard: str, replaced: Mapping[str, Sequence[str]]) -> str:
    if standard not in replaced:
        return ""
    became = ", ".join(replaced[standard])
    return (
        f". A revision replaced it by {became}"
        if became
        else ". A revision took it away, and nothing replaces it"
    )


def holds_words(rule: CoverRule) -> str:
    """From when until when a rule holds."""
    return f"From {short_day(rule.from_on)} {until(rule.to_on)}"


def rule_rows(rule: CoverRule) -> list[Row]:
    """What a rule is."""
    return [
        Row("Set for", f"{rule.unit.name}, and the units below it"),
        Row("Shifts", kinds_in_words(rule)),
        Row("Holds", holds_words(rule)),
        Row(
            "Two lines at once",
            "Nobody stands for two lines" if rule.apart else "One person may stand for several",
        ),
    ]


def lines_table(
    rule: CoverRule, lines: Sequence[RuleLine], replaced: Mapping[str, Sequence[str]], *, may_set: bool
) -> Table:
    """The lines of a rule."""
    return Table(
        name="lines",
        caption="What it asks of each shift",
        head=["Line", "Asked", *(["End"] if may_set else [])],
        rows=[
            [
                line_words(line, replaced),
                f"From {short_day(line.from_on)} {until(line.to_on)}",
                *([_end(rule, line)] if may_set else []),
            ]
            for line in lines
        ],
        stack=True,
        empty="It asks nothing any more.",
    )


def _end(rule: CoverRule, line: RuleLine) -> Cell:
    href = reverse("cover:end_line", args=[rule.pk, line.pk])
    return Cell("End", href=href, hidden_text=line_in_words(line))


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


def suggested_table(found: Sequence[Suggested], unit: Unit) -> Table:
    """What rules could ask for, by the role profiles of those who work in a unit."""
    return Table(
        name="suggested",
        caption="Suggested by role profiles",
        head=["Standard", "Counts for cover in", "Set"],
        rows=[
            [
                short_standard(one.standard, one.context) + f" {one.standard.title}",
                ", ".join(one.profiles),
                Cell("Set a rule", href=_set_href(unit, one), hidden_text=f"for {one.standard.pk}"),
            ]
            for one in found
        ],
        stack=True,
        hide_caption=True,
    )


def _set_href(unit: Unit, one: Suggested) -> str:
    asked = {"standard": one.standard.pk} | ({"context": one.context} if one.context else {})
    return f"{reverse('cover:set_rule', args=[unit.code])}?{urlencode(asked)}"
