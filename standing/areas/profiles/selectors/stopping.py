"""Who stops meeting a group of a profile in use, on which day and why: read from the days on which each line counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from standing.areas.people.models import Person, Unit
from standing.areas.profiles.selectors.in_full import LineInFull
from standing.areas.profiles.selectors.meeting import GroupAsked, groups_in_use
from standing.areas.record.models import Assignment
from standing.areas.record.stretches import Stretches, stretches_of
from standing.core.groups import GroupOverTime, days_it_stops
from standing.core.rules.days import Period, add_days
from standing.core.rules.status import Standing


@dataclass(frozen=True)
class GroupStop:
    """Somebody meets a group up to the day before `first_day`, unless somebody acts.

    `asked` is the group as it is asked for from then on, and `held` how many of its standards count then. `ended` are
    its lines that stop counting that day, with how they stand: none where a version that asks for more begins. `units`
    are where they work in the role that day.
    """

    person: Person
    units: tuple[Unit, ...]
    asked: GroupAsked
    first_day: date
    held: int
    ended: tuple[tuple[LineInFull, Standing], ...]

    @property
    def last_day(self) -> date:
        """The last day on which they meet it."""
        return add_days(self.first_day, -1)


def group_stops(assignments: Iterable[Assignment], after: date, until: date) -> list[GroupStop]:
    """Every day after one, up to and including another, on which somebody stops meeting a group that a role of theirs
    asks for, soonest first. Whoever does not work in the role that day, in these assignments, is left out.

    The assignments are read with their people and units; whoever calls it has shown that they may be seen. One query
    where no role asks for a group, else a fixed number.
    """
    working = list(assignments)
    groups: defaultdict[str, dict[str, list[GroupAsked]]] = defaultdict(dict)
    for each in groups_in_use({row.role for row in working}, after, until):
        groups[each.role].setdefault(each.group.name, []).append(each)
    people: dict[int, Person] = {}
    posts: defaultdict[tuple[int, str], list[Assignment]] = defaultdict(list)
    for row in working:
        if row.role in groups:
            people[row.person_id] = row.person
            posts[row.person_id, row.role].append(row)
    if not posts:
        return []
    standards = {
        line.standard
        for by_name in groups.values()
        for versions in by_name.values()
        for each in versions
        for line in each.group.lines
    }
    looking = _Looking(stretches_of(list(people.values()), standards, after, until), after, until)
    found = [
        stop
        for (person, role), rows in posts.items()
        for versions in groups[role].values()
        for stop in looking.stops(people[person], versions, rows)
    ]
    return sorted(found, key=_in_order)


@dataclass(frozen=True)
class _Looking:
    """Looks at the days after one, up to and including another, of what was read."""

    stretches: Stretches
    after: date
    until: date

    def stops(
        self, person: Person, versions: Sequence[GroupAsked], rows: Sequence[Assignment]
    ) -> Iterator[GroupStop]:
        over_time = [
            GroupOverTime(each.in_use, each.group.at_least, self._lines(person, each)) for each in versions
        ]
        for day in days_it_stops(over_time):
            units = {row.unit.pk: row.unit for row in rows if row.period.covers(day)}
            if self.after < day <= self.until and units:
                asked = next(each for each in versions if each.in_use.covers(day))
                yield self._stop(person, tuple(units.values()), asked, day)

    def _lines(self, person: Person, asked: GroupAsked) -> tuple[tuple[str, Sequence[Period]], ...]:
        return tuple(
            (
                line.code,
                self.stretches.days_counting(person.ref, line.standard, line.context, self.after, self.until),
            )
            for line in asked.group.lines
        )

    def _stop(self, person: Person, units: tuple[Unit, ...], asked: GroupAsked, day: date) -> GroupStop:
        before = self._standings(person, asked, add_days(day, -1))
        now = self._standings(person, asked, day)
        ended = tuple(
            (line, now[line]) for line in asked.group.lines if before[line].counts and not now[line].counts
        )
        held = len({line.code for line in asked.group.lines if now[line].counts})
        return GroupStop(person, units, asked, day, held, ended)

    def _standings(self, person: Person, asked: GroupAsked, day: date) -> Mapping[LineInFull, Standing]:
        return {
            line: self.stretches.standing_on(person.ref, line.standard, line.context, day)
            for line in asked.group.lines
        }


def _in_order(stop: GroupStop) -> tuple[date, str, str, str, str, str]:
    person, asked = stop.person, stop.asked
    name = (person.family_name, person.given_name, person.ref)
    return (stop.first_day, *name, asked.profile, asked.group.name)
