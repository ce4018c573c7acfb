"""Who has the role today and how they meet its groups, for whoever may see them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse

from standing.areas.profiles.selectors import (
    GroupAnswer,
    GroupCourse,
    GroupFigure,
    GroupStop,
    LineInFull,
    PeopleInRole,
)
from standing.areas.profiles.selectors.meeting import GroupAsked
from standing.areas.record.presenters import standing as words
from standing.areas.record.words import day_in_words
from standing.areas.standards.presenters.words import short_name_of
from standing.core.rules.status import Standing
from standing.site.components.lists import Cell, Table
from standing.site.dates import short_day

MOST_NAMES = 200
"""How many people a page names; it always says how many there are."""

MOST_LEFT_OUT = 20
"""How many of those left out of a figure a note names before it counts the rest."""

BESIDE = "Groups are in no figure of compliance, which is over standards that are asked for by themselves."


@dataclass(frozen=True)
class PeopleShown:
    """How many have the role, their names, and how they meet the groups."""

    words: str
    table: Table
    groups: Table


def people_in_role(found: PeopleInRole) -> PeopleShown | None:
    """Who has the role; None for an account that sees no team."""
    if not found.sees_any:
        return None
    number = len({row.person_id for row in found.assignments})
    has = "1 person has" if number == 1 else f"{number:,} people have"
    more = len(found.assignments) - MOST_NAMES
    table = Table(
        name="people",
        caption="People in this role",
        head=("Person", "Post", "Unit", "Since"),
        rows=[
            (
                Cell(row.person.name, href=reverse("record:person", args=[row.person.ref])),
                row.post.title if row.post else row.role,
                row.unit.name,
                Cell(short_day(row.from_on), narrow=True),
            )
            for row in found.assignments[:MOST_NAMES]
        ],
        stack=True,
        hide_caption=True,
        notes=(f"{more:,} more are not named here.",) if more > 0 else (),
    )
    return PeopleShown(
        f"{has} this role today, in the teams that you can see.", table, figures_table(found.groups)
    )


def figures_table(figures: Sequence[GroupFigure]) -> Table:
    """How many people meet each group, of how many, and how many are left out."""
    return Table(
        name="group-figures",
        caption="Groups of standards",
        head=(
            "Role",
            "Group",
            "Asked for",
            Cell("Meet it", number=True),
            Cell("Of", number=True),
            Cell("Left out", number=True),
        ),
        rows=[
            (
                each.asked.profile,
                each.asked.group.name,
                each.asked.group.words.capitalize(),
                Cell(f"{each.meeting:,}", number=True),
                Cell(f"{each.of:,}", number=True),
                Cell(f"{each.left_out:,}", number=True),
            )
            for each in figures
        ],
        stack=True,
        notes=(BESIDE, "Left out: away for 28 days or more, or not needed yet.", *_left_out(figures)),
    )


def _left_out(figures: Iterable[GroupFigure]) -> Iterator[str]:
    """Who is left out of each figure, and why."""
    for each in figures:
        names = [f"{answer.person.name} ({answer.left_out})" for answer in each.out]
        more = len(names) - MOST_LEFT_OUT
        if names:
            said = "; ".join(names[:MOST_LEFT_OUT]) + (f"; and {more:,} more" if more > 0 else "")
            yield f"Left out of {each.asked.group.name}, for {each.asked.profile}: {said}."


def answers_table(courses: Iterable[GroupCourse]) -> Table:
    """The groups that one person's roles ask for: how many count, which, and whether that is enough, and until when
    where it is about to stop.
    """
    return Table(
        name="group-answers",
        caption="Groups of standards",
        head=("Group", "Asked for", "Counts", "Enough?"),
        rows=[
            (
                f"{course.answer.asked.group.name}, for {course.answer.asked.profile}",
                asked_words(course.answer.asked),
                lines_words(course.answer.counting) or "None",
                enough_words(course),
            )
            for course in courses
        ],
        stack=True,
        notes=(BESIDE,),
    )


def asked_words(asked: GroupAsked) -> str:
    """How many a group asks for, and of what."""
    return f"{asked.group.words.capitalize()}: {lines_words(asked.group.lines)}"


def lines_words(lines: Iterable[LineInFull]) -> str:
    """Lines by code and edition, with the context that one is for."""
    return "; ".join(map(_line_words, lines))


def _line_words(line: LineInFull) -> str:
    return short_name_of(line) + (f", {line.context}" if line.context else "")


def groups_words(answers: Sequence[GroupAnswer]) -> str:
    """How many of the groups asked of somebody they meet."""
    met = sum(answer.met for answer in answers)
    if len(answers) == 1:
        return f"The 1 group of standards asked for is {'' if met else 'not '}met."
    return f"{met} of the {len(answers)} groups of standards asked for {'is' if met == 1 else 'are'} met."


def lacking_words(answer: GroupAnswer) -> str:
    """What somebody lacks in a group."""
    group = answer.asked.group
    missing = group.at_least - answer.held
    lines = lines_words(line for line in group.lines if line not in answer.counting)
    return f"{group.name}, {group.words}: {missing} more of {lines}"


def soon_words(stop: GroupStop) -> str:
    """What somebody has in a group and is about to lose."""
    group = stop.asked.group
    return f"{group.name}, {group.words}: enough until {day_in_words(stop.last_day)}. {why_words(stop)}"


def why_words(stop: GroupStop) -> str:
    """Why somebody stops meeting a group, and how many of it count from then on."""
    group = stop.asked.group
    ended = [f"{_line_words(line)} stops counting{_because(standing)}" for line, standing in stop.ended]
    if not ended:
        ended = [f"Version {stop.asked.version} of the profile begins"]
    needed = f"{group.at_least} {'is' if group.at_least == 1 else 'are'} needed"
    return f"{'. '.join(ended)}. Then {stop.held} {'counts' if stop.held == 1 else 'count'}, and {needed}"


def _because(standing: Standing) -> str:
    why = words.why_not(standing)
    return f" ({why.lower()})" if why else ""


def course_words(course: GroupCourse) -> str:
    """How somebody stands in a group, in a sentence: what is lacking, or until when it is enough and why."""
    if not course.answer.met:
        return lacking_words(course.answer)
    return soon_words(course.stop) if course.stop else ""


def enough_words(course: GroupCourse) -> str:
    """Whether somebody has enough of a group."""
    answer = course.answer
    if answer.met:
        return f"Yes, until {day_in_words(course.last_day)}" if course.last_day else "Yes"
    missing = answer.asked.group.at_least - answer.held
    words = f"No: {missing} more {'is' if missing == 1 else 'are'} needed"
    if answer.left_out:
        return f"{words} from {short_day(answer.needed_from)}. Left out: {answer.left_out}"
    return words
