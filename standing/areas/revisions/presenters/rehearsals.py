"""The pages of a rehearsal: numbers first, then teams, work and profiles; and the names behind, for some readers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from standing.areas.record.words import REASON_WORDS
from standing.areas.revisions.models import StoredRehearsal
from standing.areas.revisions.naming import in_context, short, titled
from standing.areas.revisions.presenters.rehearsal_words import (
    GROUP_WORDS,
    WHAT_WORDS,
    WORK_WORDS,
    Numbers,
    figure,
    group_rows,
    group_why,
    headline,
    profile_rows,
    shift_rows,
    standard_rows,
    work_rows,
)
from standing.areas.revisions.selectors.rehearsals import Named
from standing.site.components.lists import Cell, Row, Table
from standing.site.dates import short_day

MOST_ROWS = 200
"""How many rows a table of a page shows; it says how many more there are, and the spreadsheet has them all."""

MOST_OPEN = 12
"""How many rows a table has that stands open: a longer one is folded, since on a phone each row is a card."""

MOST_SHIFTS = 20
"""How many lines of shifts: a safety alert touches every shift of every rota."""

FIGURES = (
    "Each figure is how many count of how many the standard is asked of. Long absence, and joiners before their day, "
    "are left out. It says nothing of whether a shift is safe."
)

SHIFTS = (
    "Of the rotas that you can see, as they are now, and if nobody acts. A rule goes on asking for the standard it "
    "names: where a revision replaces that, set the rule anew. Meeting a rule says nothing of whether a shift is safe."
)

STATES = {
    StoredRehearsal.QUEUED: "Waiting to begin",
    StoredRehearsal.RUNNING: "Under way",
    StoredRehearsal.DONE: "Done",
    StoredRehearsal.STOPPED: "Stopped",
    StoredRehearsal.FAILED: "Could not be done",
}


def rehearsals_table(kept: Sequence[StoredRehearsal]) -> Table:
    """The reader's rehearsals, newest first."""
    return Table(
        name="rehearsals",
        caption="Your rehearsals",
        head=("What", "Asked on", "State", "Kept until"),
        rows=[
            (
                Cell(one.title, href=reverse("revisions:rehearsal", args=[one.pk])),
                short_day(one.made_at.date()),
                STATES[one.state],
                short_day(one.kept_until),
            )
            for one in kept
        ],
        stack=True,
        empty="You have not rehearsed anything in the last two weeks.",
    )


def result_page(kept: StoredRehearsal, *, names_href: str, titles: Mapping[str, str]) -> dict[str, Any]:
    """What the page of a rehearsal that is done shows. `titles` are those of the standards, by reference."""
    numbers: Numbers = kept.numbers or {}
    return {
        "headline": headline(numbers),
        "most_open": MOST_OPEN,
        "notes": numbers["notes"],
        "waiting": [f"{titled(old, titles)}: {' '.join(why)}" for old, why in numbers["waiting"].items()],
        "tables": [
            table
            for table in (
                _people(numbers, names_href),
                _teams(numbers, names_href),
                _shifts(numbers),
                _groups(numbers, names_href),
                _losses(numbers),
                _standards(numbers, names_href, titles),
                _work(numbers),
                _profiles(numbers, titles),
            )
            if table.rows
        ],
    }


def _people(numbers: Numbers, names_href: str) -> Table:
    people, pairs = numbers["people"], numbers["pairs"]
    return Table(
        name="found",
        caption="What would become of people",
        head=("What", Cell("People", number=True), Cell("Standards of people", number=True)),
        rows=[
            (
                Cell(words.capitalize(), href=_with(names_href, what=kind)),
                Cell(f"{people[kind]:,}", number=True),
                Cell(f"{pairs[kind]:,}", number=True),
            )
            for kind, words in WHAT_WORDS.items()
            if people.get(kind)
        ],
        notes=("Somebody may be in several lines: for one standard kept, and another owed.",),
    )


def _teams(numbers: Numbers, names_href: str) -> Table:
    teams = sorted(numbers["teams"], key=lambda fall: (fall["on"], fall["name"], fall["standard"]))
    return Table(
        name="teams",
        caption="Teams with fewer who count",
        head=(
            "Team",
            "Standard",
            "Fewer from",
            "Worst day",
            "That day, with it",
            "That day, without it",
            "Until",
        ),
        rows=[
            (
                Cell(fall["name"], href=_with(names_href, unit=fall["unit"], standard=fall["standard"])),
                _pair(fall),
                _day(fall["on"]),
                _day(fall["worst_on"]),
                figure(fall["worst"]),
                figure(fall["worst_before"]),
                _day(fall["until"]) if fall["until"] else "The last day looked at, or later",
            )
            for fall in teams[:MOST_ROWS]
        ],
        stack=True,
        notes=(
            FIGURES,
            *_more(len(teams)),
        ),
    )


def _shifts(numbers: Numbers) -> Table:
    rows = shift_rows(numbers, short)
    return Table(
        name="shifts",
        caption="Shifts on rotas already made that would no longer meet their cover rule",
        head=(
            "Day",
            "Shift",
            "Unit",
            "Standard",
            *(Cell(name, number=True) for name in ("Asked for", "Count now", "Would count")),
        ),
        rows=[
            (_day(on), *where, *(Cell(f"{number:,}", number=True) for number in (asked, now, then)))
            for on, *where, asked, now, then in rows[:MOST_SHIFTS]
        ],
        stack=True,
        notes=(SHIFTS, *_more(len(rows), MOST_SHIFTS)),
    )


def _groups(numbers: Numbers, names_href: str) -> Table:
    rows = group_rows(numbers)
    return Table(
        name="groups",
        caption="Groups of standards",
        head=("From", "Role profile", "Group", "What", Cell("People", number=True)),
        rows=[
            (_day(on), profile, Cell(group, href=_with(names_href)), what, Cell(f"{people:,}", number=True))
            for on, profile, group, what, people in rows[:MOST_ROWS]
        ],
        stack=True,
        notes=("Groups are in no figure of standards.", *_more(len(rows))),
    )


def _losses(numbers: Numbers) -> Table:
    return Table(
        name="losses",
        caption="When people stop counting",
        head=("Day", "Standard", Cell("People", number=True)),
        rows=[
            (_day(loss["on"]), short(loss["standard"]), Cell(f"{loss['pairs']:,}", number=True))
            for loss in numbers["losses"][:MOST_ROWS]
        ],
        notes=_more(len(numbers["losses"])),
    )


def _standards(numbers: Numbers, names_href: str, titles: Mapping[str, str]) -> Table:
    rows = standard_rows(numbers)
    return Table(
        name="standards",
        caption="By standard",
        head=(
            "Standard",
            *(Cell(name, number=True) for name in ("Stop counting", "New gaps", "Owe", "Count anew", "Keep")),
        ),
        rows=[
            (
                Cell(titled(standard, titles), href=_with(names_href, standard=standard)),
                *(Cell(f"{number:,}", number=True) for number in counted),
            )
            for standard, *counted in rows
        ],
    )


def _work(numbers: Numbers) -> Table:
    rows = work_rows(numbers)
    return Table(
        name="work",
        caption="Work to come, by the month it is due",
        head=("What", "Standard", "Month", Cell("How many", number=True)),
        rows=[
            (what, short(standard), _month(month), Cell(f"{number:,}", number=True))
            for what, standard, month, number in rows[:MOST_ROWS]
        ],
        stack=True,
        notes=_more(len(rows)),
    )


def _month(month: str) -> Cell:
    """ "Mar 2027" of "2027-03", and "After 30 Jun 2027" of "after 2027-06-30"."""
    word, _, day = month.rpartition(" ")
    if word:
        return Cell(f"After {short_day(date.fromisoformat(day))}", narrow=True)
    return Cell(short_day(date.fromisoformat(f"{month}-01")).partition(" ")[2], narrow=True)


def _profiles(numbers: Numbers, titles: Mapping[str, str]) -> Table:
    rows = profile_rows(numbers, partial(titled, titles=titles))
    return Table(
        name="profiles",
        caption="Role profiles, in the drafts that would be made",
        head=("Role profile", "What", "Old lines", "New lines", "Why"),
        rows=rows[:MOST_ROWS],
        stack=True,
        notes=_more(len(rows)),
    )


def named_table(named: Sequence[Named], titles: Mapping[str, str]) -> Table:
    """Who is behind the numbers of a team, and what would become of each."""
    rows = [row for one in named for row in _of_person(one, titles)]
    return Table(
        name="named",
        caption="Who, and what would become of them",
        head=("Person", "Standard or group", "What", "From", "Why", "By"),
        rows=rows[: MOST_ROWS * 5],
        stack=True,
        empty="Nobody here whom you can see would be touched in this way.",
        notes=_more(len(rows), MOST_ROWS * 5),
    )


def _of_person(one: Named, titles: Mapping[str, str]) -> list[tuple[Cell | str, ...]]:
    person = Cell(one.person.name, href=reverse("record:person", args=[one.person.ref]))
    rows: list[tuple[Cell | str, ...]] = [
        (
            person,
            in_context(titled(effect.standard, titles), effect.context),
            WORK_WORDS[found.work] if found.work else WHAT_WORDS[found.kind].capitalize(),
            short_day(found.on),
            "; ".join(REASON_WORDS[reason] for reason in found.reasons) or "Nothing owed",
            short_day(found.last_day) if found.last_day else "",
        )
        for effect in one.effects
        for found in effect.findings
    ]
    rows += [
        (
            person,
            f"{group.group}, at least {group.at_least}, for {group.profile}",
            GROUP_WORDS[group.kind].capitalize(),
            short_day(group.on),
            group_why(group),
            "",
        )
        for group in one.groups
    ]
    rows += [
        (
            person,
            in_context(titled(task.standard, titles), task.context),
            WORK_WORDS[task.task],
            "",
            task.why or (f"From {', '.join(short(one) for one in task.sources)}" if task.sources else ""),
            short_day(task.by_day) if task.by_day else "",
        )
        for task in one.tasks
    ]
    return rows


def state_rows(kept: StoredRehearsal) -> list[Row]:
    """How far a rehearsal has got."""
    rows = [Row("State", STATES[kept.state])]
    if kept.is_under_way:
        rows.append(Row("Done so far", f"{kept.done:,} of {kept.of:,} people"))
    return rows


def _with(href: str, **query: str) -> str:
    return f"{href}?{urlencode(query)}" if href and query else href


def _pair(fall: dict[str, Any]) -> str:
    return in_context(short(fall["standard"]), fall["context"])


def _day(iso: str) -> str:
    return short_day(date.fromisoformat(iso))


def _more(number: int, most: int = MOST_ROWS) -> tuple[str, ...]:
    return (f"{number - most:,} more are in the spreadsheet.",) if number > most else ()
