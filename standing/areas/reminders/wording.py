"""The words of a message.

It names what is somebody's own, by title and day; of all else it says kinds and numbers, and where to look. Nobody else
is named in it: an email may be read over a shoulder, on a telephone, or by whoever it is passed on to.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.conf import settings
from django.urls import reverse

from standing.areas.people.models import Account
from standing.areas.record.selectors.alerts import AlertToSign
from standing.areas.record.words import day_in_words
from standing.areas.reminders.selectors.telling import OfTeam, Telling
from standing.core.inbox import Kind, Waiting, by_kind
from standing.core.reminding import DAYS_BEFORE, NEW, OVERDUE

ASKED_FOR = "You get this because you asked to be told of what your roles do not ask for."

BEFORE_WORK = "Read it and sign before you next work in what it touches."
NOT_TO_BE_ANSWERED = (
    "Nobody reads answers to this message. It holds nothing about people who use services: please keep it so if "
    "you pass it on."
)


def subject_of(telling: Telling) -> str:
    """A subject that says how much there is, and nothing of what."""
    overdue = sum(
        one.is_overdue(telling.today) for one in (*telling.own, *telling.waiting, *telling.not_required)
    )
    number = len(telling.own) + len(telling.waiting) + len(telling.not_required)
    if not number:
        return "Standing: your teams this week"
    words = f"{number:,} {'thing waits' if number == 1 else 'things wait'} for you"
    return f"Standing: {words}{f', {overdue:,} overdue' if overdue else ''}"


def body_of(telling: Telling) -> str:
    """The whole text."""
    parts = [
        f"Hello {telling.account.name},",
        "This is what Standing, the competence record, has to tell you today.",
    ]
    for title, lines in _sections(telling):
        parts.append("\n".join([title, *(f"- {line}" for line in lines)]))
    parts.append(f"See all that waits for you: {address('inbox')}")
    parts.append(
        "You are told when something comes to wait, 90, 30 and 7 days before it is due, and every week once it is "
        f"overdue. What you are told can be changed here: {address('reminders:mine')}\n{NOT_TO_BE_ANSWERED}"
    )
    return "\n\n".join(parts) + "\n"


def subject_of_alert() -> str:
    """A subject that says what it is and not about what."""
    return "Standing: a safety alert to sign before you next work"


def body_of_alert(account: Account, alert: AlertToSign) -> str:
    """The whole text of what is told at once."""
    where = address("record:sign", alert.subject, alert.version)
    parts = [
        f"Hello {account.name},",
        f"A safety alert is in force: {alert.title} ({alert.subject} version {alert.version}).",
        f"{BEFORE_WORK} Until you have signed, you do not count as current in the standards it names.",
        f"Read and sign it here: {where}",
        NOT_TO_BE_ANSWERED,
    ]
    return "\n\n".join(parts) + "\n"


def why_of_alert() -> list[str]:
    """As `why_of`."""
    return ["A safety alert to sign, told at once"]


def address(page: str, *parts: object) -> str:
    """The full address of a page, where the service knows its own."""
    return f"{settings.STANDING_ADDRESS}{reverse(page, args=parts)}"


def why_of(telling: Telling) -> list[str]:
    """A line for each thing or kind of thing that is told, naming nobody and no standard: for whoever keeps the service
    running.
    """
    lines = []
    if telling.own:
        lines.append(f"Their own: {_stages(telling.own, telling.today)}")
    lines += [f"{kind.name}: {_stages(kind.waiting, telling.today)}" for kind in by_kind(telling.waiting)]
    if telling.not_required:
        asked = _stages(telling.not_required, telling.today)
        lines.append(f"Held and not asked for by their roles, as they wished: {asked}")
    lines += [f"Manages {team_words(team)}" for team in telling.teams]
    return lines


def _stages(waiting: tuple[Waiting, ...], today: date) -> str:
    overdue = sum(one.is_overdue(today) for one in waiting)
    return f"{len(waiting):,}{f', {overdue:,} overdue' if overdue else ''}"


def _sections(telling: Telling) -> Iterator[tuple[str, list[str]]]:
    if telling.own:
        yield "YOURS", [own_words(one, telling.today) for one in telling.own]
    if telling.not_required:
        lines = [own_words(one, telling.today) for one in telling.not_required]
        yield "YOURS, THOUGH YOUR ROLES DO NOT ASK FOR IT", [*lines, ASKED_FOR]
    if telling.waiting:
        yield "WAITING FOR YOU", [kind_words(kind, telling.today) for kind in by_kind(telling.waiting)]
    if telling.teams:
        yield "YOUR TEAMS", [team_words(team) for team in telling.teams]


def kind_words(kind: Kind, today: date) -> str:
    """How many things of a kind wait, and since when."""
    return f"{kind.name}: {_stages(kind.waiting, today)}, the oldest since {day_in_words(kind.oldest.since)}"


def own_words(one: Waiting, today: date) -> str:
    """A thing of somebody's own: what to do, and by when."""
    words = f"{one.what} {one.about}."
    if one.due is None:
        return words
    days = (one.due - today).days
    if days < 0:
        return f"{words} It was due by {day_in_words(one.due)}."
    left = "today" if days == 0 else "tomorrow" if days == 1 else f"in {days:,} days"
    return f"{words} Due by {day_in_words(one.due)} ({left})."


def team_words(team: OfTeam) -> str:
    """How a team stands, without a name of anybody in it."""
    said = []
    ends, held = ("being met", "met") if team.of_groups else ("counting", "held")
    if number := team.stages.get(OVERDUE, 0):
        said.append(f"{number:,} {'has' if number == 1 else 'have'} stopped {ends}")
    said += [
        f"{number:,} {'stops' if number == 1 else 'stop'} {ends} within {days} days"
        for days in sorted(DAYS_BEFORE)
        if (number := team.stages.get(str(days), 0))
    ]
    if number := team.stages.get(NEW, 0):
        said.append(f"{number:,} {'is' if number == 1 else 'are'} not {held} yet")
    people = f"{team.people:,} {'person' if team.people == 1 else 'people'}"
    what = "groups of standards" if team.of_groups else "standards"
    return f"{team.unit}: of the {what} asked of {people}, {'; '.join(said)}."
