"""What an account is to be told today: what is its own, what waits for it, and how its teams stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Q

from standing.areas.inbox import waiting_for
from standing.areas.people.models import Account
from standing.areas.profiles.selectors import own_courses
from standing.areas.record.presenters.besides import columns_besides
from standing.areas.record.presenters.inbox import own_waiting
from standing.areas.record.selectors.teams import Team, own_units, sees_service, stopping_in, team_of
from standing.areas.reminders.models import Message, Preference, Told
from standing.core import reminding
from standing.core.inbox import Waiting, in_order
from standing.core.reminding import Thing
from standing.core.rules.days import add_days
from standing.core.rules.status import IN_PROGRESS, NOT_HELD

OWN = ("profiles:group:", "record:own:", "record:sign:", "revisions:notice:")
"""How the keys of what is somebody's own begin: such things are named to them. Of all else only kinds are told."""
TEAM, GROUP = "reminders:team:", "reminders:group:"
"""How the keys of what is told of a team begin: of its standards, and of its groups of standards."""
DAYS_AHEAD = max(reminding.DAYS_BEFORE)


@dataclass(frozen=True)
class OfTeam:
    """How many things of a team are told to its manager: of how many people, by stage. Standards, or `of_groups`."""

    unit: str
    code: str
    people: int
    stages: dict[str, int]
    of_groups: bool = False


@dataclass(frozen=True)
class Telling:
    """What one account is told today. `things` are all of it, with the stage each has reached."""

    account: Account
    today: date
    own: tuple[Waiting, ...]
    waiting: tuple[Waiting, ...]
    not_required: tuple[Waiting, ...]
    teams: tuple[OfTeam, ...]
    things: tuple[Thing, ...]

    @property
    def is_empty(self) -> bool:
        return not self.things


def telling_for(account: Account, today: date) -> Telling:
    """What an account is to be told today, apart from what it was told already. The account itself asks."""
    waiting = waiting_for(account, today)
    besides = _not_required(account, today)
    teams = _team_things(account, today)
    things = [Thing(one.key, one.due) for one in (*waiting, *besides)]
    things += [thing for found in teams.values() for thing in found]
    told = told_before(account)
    new = {thing.key: thing for thing in reminding.to_be_told(things, told, today)}
    new_waiting = [one for one in waiting if one.key in new]
    return Telling(
        account=account,
        today=today,
        own=tuple(one for one in new_waiting if one.key.startswith(OWN)),
        waiting=tuple(one for one in new_waiting if not one.key.startswith(OWN)),
        not_required=tuple(one for one in besides if one.key in new),
        teams=tuple(
            _of_team(unit, told_now, today, of_groups=of_groups)
            for unit, found in teams.items()
            for of_groups in (False, True)
            if (
                told_now := [
                    one for one in found if one.key in new and one.key.startswith(GROUP) is of_groups
                ]
            )
        ),
        things=tuple(new.values()),
    )


def _not_required(account: Account, today: date) -> list[Waiting]:
    """What is held and no role asks for, if the account asked to be told of it. A standard because of which a group is
    told is told with the group.
    """
    if not Preference.objects.filter(account=account, not_required=True).exists():
        return []
    stops = [course.stop for course in own_courses(by=account, at=today) if course.stop]
    told = tuple(f"record:own:{stop.person.ref}:{line.standard}:" for stop in stops for line, _ in stop.ended)
    found = own_waiting(account, today, not_required=True)
    return in_order(one for one in found if not one.key.startswith(told))


def told_before(account: Account, keys: Collection[str] | None = None) -> dict[str, list[reminding.Told]]:
    """What the account was told, by key; of some alone, if they are given. What did not reach it does not count: a
    message that was given up, or one that an address refused which is no longer the account's.
    """
    rows = Told.objects.filter(account=account).exclude(
        Q(message__state__in=(Message.GIVEN_UP, Message.WITHDRAWN))
        | Q(message__state=Message.REFUSED) & ~Q(message__address=F("account__email"))
    )
    if keys is not None:
        rows = rows.filter(key__in=keys)
    told: defaultdict[str, list[reminding.Told]] = defaultdict(list)
    for key, on, stage, due in rows.order_by("on").values_list("key", "on", "stage", "due"):
        told[key].append(reminding.Told(on, stage, due))
    return told


Unit = tuple[str, str]
"""A unit's code and name."""


def _team_things(account: Account, today: date) -> dict[Unit, list[Thing]]:
    """What of an account's own teams stops counting within 90 days, or has stopped, by team. Those who see every team
    see the figures on their pages, and are not written to about each.
    """
    if sees_service(by=account):
        return {}
    found: dict[Unit, list[Thing]] = {}
    for unit in own_units(by=account):
        team = team_of(by=account, unit=unit, at=today)
        things = [
            Thing(f"{TEAM}{_name(stop.cell.pair)}", add_days(stop.first_day, -1))
            for stop in stopping_in(team, today + timedelta(days=DAYS_AHEAD + 1))
            if not stop.cell.left_out
        ]
        # What was never held is no lapse: it is in the team's figures, and told once.
        things += [
            Thing(
                f"{TEAM}{_name(cell.pair)}",
                None if cell.standing.status in (NOT_HELD, IN_PROGRESS) else today - timedelta(days=1),
            )
            for cell in team.cells
            if not cell.standing.counts and not cell.left_out
        ]
        found[unit.code, unit.name] = [*things, *_groups_of(team, today)]
    return found


def _groups_of(team: Team, today: date) -> Iterator[Thing]:
    """The groups of standards that somebody of a team is about to stop meeting, or does not meet: what was never met
    has no day.
    """
    for column in columns_besides(team.required.assignments, today):
        for mark in column.marks:
            if not mark.left_out and (mark.is_soon or not mark.met):
                yield Thing(f"{GROUP}{mark.person.ref}:{column.key}", mark.last_day)


def _name(pair: tuple[str, str, str]) -> str:
    return ":".join(pair)


def _of_team(unit: Unit, things: Iterable[Thing], today: date, *, of_groups: bool) -> OfTeam:
    stages: defaultdict[str, int] = defaultdict(int)
    people = set()
    for thing in things:
        stages[reminding.stage_on(thing, today)] += 1
        people.add(thing.key.split(":")[2])
    code, name = unit
    return OfTeam(name, code, len(people), dict(stages), of_groups)
