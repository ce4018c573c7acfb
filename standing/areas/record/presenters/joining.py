"""People in and out: what a paste would do, what ends with somebody, what a move asks of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

from django.urls import reverse

from standing.areas.people.actions import NewPerson
from standing.areas.record.actions.leaving import Leaving, WhatEnds
from standing.areas.record.actions.moving import Moving
from standing.areas.record.joining.plans import Fate, Plan, Planned
from standing.areas.record.presenters.standing import bullets, short_reasons, standard_words, tag
from standing.areas.record.selectors.gaps import AskedThere, Gaps
from standing.site.components.lists import Cell, Row, Table
from standing.site.dates import long_day, short_day

Does = TypeVar("Does")

FATES = {Fate.WRITE: "Will be written", Fate.THERE: "There already", Fate.FAULT: "Has a fault"}
WITHOUT_REASON = {"not_held": "Never held", "in_progress": "Being worked towards"}
WHILE_FAULTY = FATES | {Fate.WRITE: "Nothing against it"}


def columns_table(plan: Plan[Any]) -> Table:
    """What each column was taken for, so that a wrong guess is seen."""
    return Table(
        name="columns",
        caption="How the columns were read",
        head=["Column", "Heading", "Read as"],
        rows=[
            [str(number), above or "None", taken]
            for number, (above, taken) in enumerate(plan.paste.recognised, 1)
        ],
    )


def faults_table(plan: Plan[Any]) -> Table:
    """Every fault, by line."""
    return Table(
        name="faults",
        caption=f"Faults ({len(plan.faults)})",
        head=["Line", "What is wrong"],
        rows=[[Cell(str(number), narrow=True), what] for number, what in plan.faults],
    )


def _lines(plan: Plan[Does], head: Sequence[str], row: Callable[[Planned[Does]], list[Cell | str]]) -> Table:
    fates = WHILE_FAULTY if plan.faults else FATES
    return Table(
        name="lines",
        caption="Line by line",
        head=["Line", *head, "What happens"],
        rows=[
            [Cell(str(planned.line.number), narrow=True), *row(planned), fates[planned.fate]]
            for planned in plan.lines
        ],
        stack=True,
    )


def starters_page(plan: Plan[NewPerson]) -> dict[str, Any]:
    """What the preview of starters shows."""

    def row(planned: Planned[NewPerson]) -> list[Cell | str]:
        line, new = planned.line, planned.does
        if new is None:
            given, family = line.get("given") or line.get("name"), line.get("family")
            return [line.get("ref"), given, family, line.get("unit"), line.get("role"), line.get("start")]
        (work,) = new.works
        post = work.post.title if work.post else work.role
        return [new.ref, new.given_name, new.family_name, work.unit.name, post, long_day(work.from_on)]

    number = len(plan.to_write)
    head = ["Staff number", "Given name", "Family name", "Unit", "Post or role", "First day"]
    return _page(
        plan,
        _lines(plan, head, row),
        title="Check these starters",
        does=f"{_people(number)} will be added.",
        confirm=f"Add {_people(number)}",
    )


def movers_page(plan: Plan[Moving], gaps: Sequence[Gaps]) -> dict[str, Any]:
    """What the preview of movers shows: each move, and the gaps of everybody before it is done."""

    def row(planned: Planned[Moving]) -> list[Cell | str]:
        line, moving = planned.line, planned.does
        if moving is None:
            return [line.get("ref"), line.get("out_of"), line.get("unit"), line.get("role"), line.get("day")]
        old, work = moving.assignment, moving.work
        return [
            f"{old.person.name}, {old.person.ref}",
            f"{old.post.title if old.post else old.role}, {old.unit.name}",
            work.unit.name,
            work.post.title if work.post else work.role,
            long_day(work.from_on),
        ]

    number = len(plan.to_write)
    page = _page(
        plan,
        _lines(plan, ["Who", "Out of", "Into", "Post or role", "First day there"], row),
        title="Check these moves",
        does=f"{_people(number)} will move.",
        confirm=f"Move {_people(number)}",
    )
    return page | {"gaps": [gaps_shown(each) for each in gaps]}


def leavers_page(
    plan: Plan[Leaving], ends: Sequence[tuple[Leaving, WhatEnds]], today: date
) -> dict[str, Any]:
    """What the preview of leavers shows, with what ends for each."""

    def row(planned: Planned[Leaving]) -> list[Cell | str]:
        leaving = planned.does
        if leaving is None:
            return [planned.line.get("ref"), planned.line.get("last_day"), ""]
        what = next(ended for each, ended in ends if each is leaving)
        return [
            f"{leaving.person.name}, {leaving.person.ref}",
            long_day(leaving.last_day),
            "; ".join(ends_in_words(what, leaving, today)),
        ]

    number = len(plan.to_write)
    return _page(
        plan,
        _lines(plan, ["Who", "Last day", "What ends"], row),
        title="Check these leavers",
        does=f"{_people(number)} will be recorded as leaving. Their records are kept.",
        confirm=f"Record that {_people(number)} {'leaves' if number == 1 else 'leave'}",
    )


def _page(plan: Plan[Any], lines: Table, *, title: str, does: str, confirm: str) -> dict[str, Any]:
    there = f" {_lines_in_words(plan.there)} there already: nothing changes for {'it' if plan.there == 1 else 'them'}."
    said = does if plan.to_write else "Nothing has to be written."
    faulty = len({number for number, _ in plan.faults})
    return {
        "title": title,
        "lead": (
            f"{faulty} of {_count(len(plan.lines), 'line')} {'has' if faulty == 1 else 'have'} a fault, so nothing can "
            "be written yet: all lines, or none. Go back, mend them, and look again."
            if faulty
            else said + (there if plan.there else "")
        ),
        "columns": columns_table(plan),
        "faults": faults_table(plan) if plan.faults else None,
        "lines": lines,
        "confirm_text": confirm if plan.to_write and not faulty else "",
        "gaps": [],
    }


def ends_in_words(ends: WhatEnds, leaving: Leaving, today: date) -> list[str]:
    """What ends with somebody, each in a few words."""
    gone = leaving.last_day + timedelta(days=1)
    said = [f"{row.post.title if row.post else row.role} in {row.unit.name} ends" for row in ends.assignments]
    said += [
        f"{row.post.title if row.post else row.role} in {row.unit.name} never begins" for row in ends.never
    ]
    said += [f"work towards {row.standard_id} closes as left" for row in ends.claims]
    said += [f"leaves the population {row.population}" for row in ends.memberships]
    if ends.account is None:
        said.append("there is no open account")
    elif gone <= today:
        said.append(f"the account {ends.account.email} is closed at once")
    else:
        said.append(f"the account {ends.account.email} has no role from {long_day(gone)}, and opens nothing")
    return said


@dataclass(frozen=True)
class GapsShown:
    """The gaps of one move: a sentence, and what is not met yet."""

    heading: str
    words: list[str]
    table: Table | None


def gaps_shown(gaps: Gaps) -> GapsShown:
    """What a move asks of somebody, in words and as a table of what does not count."""
    work = gaps.moving.work
    asked = len(gaps.counting) + len(gaps.missing)
    role = work.post.title if work.post else work.role
    words = [
        f"{role} in {work.unit.name} asks for {_count(asked, 'standard')}. On {long_day(work.from_on)} "
        f"{gaps.person.name} would count in {len(gaps.counting)} of them."
        if asked
        else f"{role} in {work.unit.name} asks for no standard yet.",
    ]
    if gaps.no_more:
        names = ", ".join(standard_words(standard, context) for standard, context in gaps.no_more)
        words.append(f"No longer asked for, and kept in the record: {names}.")
    words.append("What was decided for a context stays for that context.")
    table = Table(
        name=f"gaps-{gaps.person.pk}",
        caption=f"Gaps of {gaps.person.name} ({len(gaps.missing)})",
        head=["Standard", "On the first day", "Why", "Needed by", "Asked before"],
        rows=[_gap(each, gaps) for each in gaps.missing],
        stack=True,
    )
    return GapsShown(f"{gaps.person.name}, {gaps.person.ref}", words, table if gaps.missing else None)


def _gap(each: AskedThere, gaps: Gaps) -> list[Cell | str]:
    by = gaps.moving.work.from_on + timedelta(days=each.needed_by_days)
    return [
        standard_words(each.standard, each.context),
        Cell(tag(each.standing.status)),
        short_reasons(each.standing.reasons) or WITHOUT_REASON.get(each.standing.status, ""),
        short_day(by) if each.needed_by_days else "The first day",
        "No" if each.new else "Yes",
    ]


def leaving_rows(leaving: Leaving, ends: WhatEnds, today: date) -> list[Row]:
    """One leaver, before it is done."""
    return [
        Row("Who", f"{leaving.person.name}, {leaving.person.ref}"),
        Row("Last day", long_day(leaving.last_day)),
        Row("What ends", bullets(ends_in_words(ends, leaving, today))),
    ]


def done_leaving(leaving: Leaving, ends: WhatEnds, today: date) -> str:
    """What was done, for the message after it."""
    said = "; ".join(ends_in_words(ends, leaving, today))
    return f"{leaving.person.name} leaves: last day {long_day(leaving.last_day)}. {said}. The record is kept."


def person_href(ref: str) -> str:
    """The page of a person’s work."""
    return reverse("record:work", kwargs={"ref": ref})


def _people(number: int) -> str:
    return _count(number, "person", "people")


def _lines_in_words(number: int) -> str:
    return f"{_count(number, 'line')} {'is' if number == 1 else 'are'}"


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
