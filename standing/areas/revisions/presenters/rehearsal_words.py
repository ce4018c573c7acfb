"""A rehearsal in words and rows: the same for the page, the command and the spreadsheet. Made from its numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from standing.areas.record.words import day_in_words
from standing.areas.revisions.naming import in_context
from standing.core.rehearsing.groups import GroupFinding

Numbers = Mapping[str, Any]

Naming = Callable[[str], str]
"""How a standard is called, by its reference: as the reference itself, where a program or a command reads it."""

WHAT_WORDS = {
    "loses": "stops counting",
    "new_gap": "newly asked, and does not count",
    "owes": "owes something new",
    "gains": "counts anew",
    "keeps": "keeps it",
    "no_longer_asked": "is asked no longer",
    "differs": "changes without counting",
}
"""What a rehearsal can find of a pair, as it is said of a person."""

GROUP_WORDS = {
    "loses": "stops meeting it",
    "new_gap": "newly asked for it, and does not meet it",
    "gains": "begins to meet it",
    "newly_met": "newly asked for it, and meets it",
    "no_longer_asked": "is asked for it no longer",
}
"""What a rehearsal can find of somebody and a group of standards."""

WORK_WORDS = {
    "signing": "Read and sign",
    "showing": "Show the changed practice to an assessor",
    "bridging": "Show the new parts to an assessor",
    "equivalence": "Judge whether old decisions meet the new standard",
    "offer": "Look at evidence offered from a standard that was combined",
    "not_carried": "Not carried over: to be assessed on the new standard",
    "withdrawn_line": "Decide about a line that has no successor",
}

LINE_WORDS = {
    "kept": "Kept",
    "mapped": "Becomes another",
    "merged": "Merged into one",
    "split": "Split into several",
    "decide": "To be decided",
    "withdrawn": "No successor",
}


_OF_PEOPLE = {
    "loses": "would stop counting in something",
    "new_gap": "would newly have a gap",
    "owes": "would owe something new",
    "gains": "would count in something new",
    "keeps": "would keep what they have",
    "no_longer_asked": "would no longer be asked for something",
}


def headline(numbers: Numbers) -> list[str]:
    """What a rehearsal found, in a few sentences: what, when, how many."""
    people = numbers["people"]
    touched = [f"{people[kind]:,} {words}" for kind, words in _OF_PEOPLE.items() if people.get(kind)]
    days = f"{_day(numbers['from'])} to {_day(numbers['until'])}"
    lines = [
        f"From {_day(numbers['takes_effect'])}. {_people(numbers['examined'])} looked at, {days}.",
        f"{_people(people.get('affected', 0))} would be touched{': ' if touched else ''}{', '.join(touched)}.",
        _teams(numbers),
    ]
    short = sum(row["people"] for row in numbers.get("groups", ()) if row["what"] in ("loses", "new_gap"))
    if short:
        lines.append(
            f"Groups of standards: {_counted(short, 'time')} somebody would stop meeting one, or be newly asked for "
            "one and not meet it."
        )
    if shifts := {(row["unit"], row["what"]) for row in numbers.get("shifts", ())}:
        lines.append(
            f"{_counted(len(shifts), 'shift')} on rotas already made would no longer meet "
            f"{'its' if len(shifts) == 1 else 'their'} cover rule."
        )
    left = sum(row["tasks"] for row in numbers["tasks"] if row["task"] == "not_carried")
    if left:
        lines.append(
            f"{_counted(left, 'standard')} of people would not be carried over, and no assessor could use "
            f"{'it' if left == 1 else 'them'}: behind the numbers it says whose, and why."
        )
    if numbers["waiting"]:
        waiting = ", ".join(numbers["waiting"])
        lines.append(f"Not in this rehearsal, because a steward has something to settle first: {waiting}.")
    return lines


def _teams(numbers: Numbers) -> str:
    units = {fall["unit"] for fall in numbers["teams"]}
    below = f" and fall below {numbers['below']}% of those asked" if numbers["below"] else ""
    if not units:
        return f"No team would have fewer who count{below} in any standard."
    return f"{_counted(len(units), 'team')} would have fewer who count{below}, in one standard or more."


def standard_rows(numbers: Numbers) -> list[tuple[Any, ...]]:
    """For each standard, of how many people what was found."""
    kinds = ("loses", "new_gap", "owes", "gains", "keeps")
    return [
        (row["standard"], *(row.get(kind, 0) for kind in kinds))
        for row in numbers["standards"]
        if any(row.get(kind) for kind in kinds)
    ]


def fall_rows(numbers: Numbers) -> list[tuple[str, ...]]:
    """For each team and standard: from when fewer count, how many did and would at worst, and until when."""
    return [
        (
            fall["name"],
            fall["standard"],
            fall["context"],
            fall["on"],
            figure(fall["worst_before"]),
            f"{figure(fall['worst'])} on {fall['worst_on']}",
            fall["until"] or "",
        )
        for fall in numbers["teams"]
    ]


def work_rows(numbers: Numbers) -> list[tuple[Any, ...]]:
    """What people and assessors would have to do: by kind, standard and month."""
    later = f"after {numbers['until']}"
    rows = [(row["work"], row["standard"], row["month"] or later, row["pairs"]) for row in numbers["work"]]
    rows += [(row["task"], row["standard"], row["month"] or later, row["tasks"]) for row in numbers["tasks"]]
    return [(WORK_WORDS[work], *rest) for work, *rest in rows]


def group_rows(numbers: Numbers) -> list[tuple[Any, ...]]:
    """For each group of a profile, of how many people what was found, by the day."""
    return [
        (
            row["on"],
            row["profile"],
            f"{row['group']}, at least {row['at_least']}",
            GROUP_WORDS[row["what"]].capitalize(),
            row["people"],
        )
        for row in numbers.get("groups", ())
    ]


def shift_rows(numbers: Numbers, named: Naming = str) -> list[tuple[Any, ...]]:
    """For each shift that would no longer meet its cover rule, and each line of it that would fail: how many are asked
    for, how many count now and how many would. `named` says how a standard is called.
    """
    return [
        (
            row["on"],
            row["what"],
            row["unit"],
            in_context(named(row["standard"]), row["context"]),
            row["at_least"],
            row["has"],
            row["would_have"],
        )
        for row in numbers.get("shifts", ())
    ]


def group_why(found: GroupFinding) -> str:
    """Why somebody stops meeting a group: the standards of it that would not count; empty where none is lost."""
    return f"Would not count: {', '.join(found.lost)}" if found.lost else ""


def profile_rows(numbers: Numbers, named: Naming = str) -> list[tuple[str, ...]]:
    """What becomes of the lines of each profile, those that change. `named` says how a standard is called."""
    return [
        (
            profile["name"],
            LINE_WORDS[change["what"]],
            ", ".join(named(old) for old in change["old"]),
            ", ".join(in_context(named(line["id"]), line["context"]) for line in change["new"]),
            change["why"],
        )
        for profile in numbers["profiles"]
        for change in profile["changes"]
        if change["what"] != "kept"
    ]


def figure(numbers: Mapping[str, int]) -> str:
    """A figure with its numerator and denominator."""
    return f"{numbers['counting']} of {numbers['of']}"


def _people(number: int) -> str:
    return _counted(number, "person", "people")


def _counted(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _day(iso: str) -> str:
    return day_in_words(date.fromisoformat(iso))
