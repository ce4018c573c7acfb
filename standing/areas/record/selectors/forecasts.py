"""Who of a team stops counting in what, and when, unless somebody acts."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor
from standing.areas.people.models import Person, Unit
from standing.areas.people.permissions import check_can
from standing.areas.people.roles import Ability
from standing.areas.record.answers import Stop, stops_between
from standing.areas.record.loading import known
from standing.areas.record.models import Assignment, Requirement
from standing.areas.refusals import Refused
from standing.areas.standards.models import Standard
from standing.core.rules.days import add_days
from standing.core.rules.status import Standing


@dataclass(frozen=True)
class ForecastFilters:
    """What of a forecast to show; empty means all. `below` is the code of a unit; `everything` shows standards that
    no role asks for by then, too.
    """

    words: str = ""
    role: str = ""
    standard: str = ""
    below: str = ""
    everything: bool = False


@dataclass(frozen=True)
class StopOfTeam:
    """Somebody counts in a standard up to the day before `first_day`, unless somebody acts.

    `standing` is how it stands from then on, and `grace_until` the last day of grace if it goes into grace. `units`
    and `roles` are where they work that day; `required_by` the roles among them that ask for it (where they work here
    no longer, or not yet: those of their roles here that would).
    """

    person: Person
    units: tuple[Unit, ...]
    roles: tuple[str, ...]
    standard: Standard
    context: str
    first_day: date
    standing: Standing
    grace_until: date | None
    required_by: tuple[str, ...]

    @property
    def last_day(self) -> date:
        """The last day on which it counts."""
        return add_days(self.first_day, -1)


@dataclass(frozen=True)
class Gone:
    """Somebody who stops counting, or would, on days when they no longer work here, or do not yet: `stops` are left
    out. `last_day` none: they come later.
    """

    person: Person
    last_day: date | None
    stops: int


@dataclass(frozen=True)
class Forecast:
    """What stops counting in a unit and those below it after `today`, up to and including `until`, soonest first.

    `not_asked` counts the stops of standards that no role of the person asks for by then, and that are not shown.
    `assignments` are those of the people asked about, whichever standards are.
    """

    unit: Unit
    today: date
    until: date
    filters: ForecastFilters
    stops: tuple[StopOfTeam, ...]
    gone: tuple[Gone, ...]
    not_asked: int
    below: tuple[Unit, ...]
    roles: tuple[str, ...]
    standards: tuple[Standard, ...]
    assignments: tuple[Assignment, ...] = ()

    def roles_on(self, person: Person, day: date) -> set[str]:
        """The roles in which somebody works here on a day."""
        return {row.role for row in self.assignments if row.person_id == person.pk and row.period.covers(day)}

    def in_month(self, first: date | None) -> tuple[StopOfTeam, ...]:
        """The stops of the month that begins on a day; all without one."""
        if first is None:
            return self.stops
        return tuple(stop for stop in self.stops if stop.first_day.replace(day=1) == first)


@dataclass(frozen=True)
class _Work:
    """Where the people work while the forecast runs, and what their roles ask for."""

    assignments: Mapping[str, Collection[Assignment]]
    requirements: Mapping[tuple[str, str, str], Collection[Requirement]]

    def on(self, person: str, day: date) -> list[Assignment]:
        return [row for row in self.assignments[person] if row.period.covers(day)]

    def asking(self, roles: Iterable[str], stop: Stop) -> tuple[str, ...]:
        """The roles, of these, that ask for what stops on that day."""
        pair = stop.pair
        return tuple(
            role
            for role in sorted(set(roles))
            if any(
                row.period.covers(stop.first_day)
                for row in self.requirements.get((role, pair.standard, pair.context), ())
            )
        )


def forecast_of(*, by: Actor, unit: Unit, until: date, filters: ForecastFilters | None = None) -> Forecast:
    """What stops counting among the people of a unit and those below it, from tomorrow up to and including a day.

    Whoever works there on the day it stops is asked about: a joiner is in it, and what happens to a leaver afterwards
    is told apart. A fixed number of queries, however large the team. Raises `NotAllowed`, or `Refused` for a day that
    is not to come.
    """
    check_can(by, Ability.SEE_TEAM, unit)
    today = clock.today()
    if until <= today:
        raise Refused(
            f"A forecast looks ahead, and {until.isoformat()} is not after today, {today.isoformat()}. "
            "Choose a later day.",
            field="until",
        )
    filters = filters or ForecastFilters()
    below = tuple(Unit.objects.filter(path__startswith=unit.path).exclude(pk=unit.pk))
    assignments = _working_between(_path(unit, below, filters.below), today, until)
    people = {row.person.ref: row.person for row in assignments if _is_about(row.person, filters)}
    work = _work(assignments)
    stops = stops_between(list(people.values()), today, until)
    standards = Standard.objects.select_related("suite").in_bulk({stop.pair.standard for stop in stops})
    found = [_placed(stop, people[stop.pair.person], work, standards) for stop in stops]
    here = [stop for stop in found if stop.units and (not filters.role or filters.role in stop.roles)]
    shown = [stop for stop in here if stop.required_by or filters.everything]
    return Forecast(
        unit=unit,
        today=today,
        until=until,
        filters=filters,
        stops=tuple(
            sorted(
                (stop for stop in shown if not filters.standard or stop.standard.pk == filters.standard),
                key=_in_order,
            )
        ),
        gone=tuple(_gone((stop for stop in found if stop.required_by or filters.everything), work)),
        not_asked=len(here) - len(shown),
        below=below,
        roles=tuple(sorted({row.role for row in assignments})),
        standards=tuple(
            sorted({stop.standard.pk: stop.standard for stop in shown}.values(), key=lambda row: row.order)
        ),
        assignments=tuple(row for row in assignments if row.person.ref in people),
    )


def _path(unit: Unit, below: Iterable[Unit], code: str) -> str | None:
    """The path of the unit asked about: that of the unit below with the code, if one is asked for; none if it is not
    there.
    """
    if not code:
        return unit.path
    return next((one.path for one in below if one.code == code), None)


def _working_between(path: str | None, today: date, until: date) -> list[Assignment]:
    if path is None:
        return []
    rows = known(Assignment.objects.filter(unit__path__startswith=path), None).filter(
        Q(to_on__isnull=True) | Q(to_on__gt=today), from_on__lte=until
    )
    return list(rows.select_related("person", "person__stale", "unit"))


def _is_about(person: Person, filters: ForecastFilters) -> bool:
    name = f"{person.name} {person.ref}".casefold()
    return all(word in name for word in filters.words.casefold().split())


def _work(assignments: Collection[Assignment]) -> _Work:
    by_person: defaultdict[str, list[Assignment]] = defaultdict(list)
    for row in assignments:
        by_person[row.person.ref].append(row)
    by_pair: defaultdict[tuple[str, str, str], list[Requirement]] = defaultdict(list)
    for asked in known(Requirement.objects.filter(role__in={row.role for row in assignments}), None):
        by_pair[asked.role, asked.standard_id, asked.context].append(asked)
    return _Work(by_person, by_pair)


def _placed(stop: Stop, person: Person, work: _Work, standards: Mapping[str, Standard]) -> StopOfTeam:
    here = work.on(person.ref, stop.first_day)
    roles = tuple(sorted({row.role for row in here}))
    asking = roles if here else {row.role for row in work.assignments[person.ref]}
    return StopOfTeam(
        person=person,
        units=tuple({row.unit.pk: row.unit for row in here}.values()),
        roles=roles,
        standard=standards[stop.pair.standard],
        context=stop.pair.context,
        first_day=stop.first_day,
        standing=stop.standing,
        grace_until=stop.grace_until,
        required_by=work.asking(asking, stop),
    )


def _in_order(stop: StopOfTeam) -> tuple[date, str, str, str, int, str]:
    person = stop.person
    name = (person.family_name, person.given_name, person.ref)
    return (stop.first_day, *name, stop.standard.order, stop.context)


def _gone(found: Iterable[StopOfTeam], work: _Work) -> Iterator[Gone]:
    """Those with stops on days when they do not work here, by name."""
    away: defaultdict[str, list[StopOfTeam]] = defaultdict(list)
    for stop in found:
        if not stop.units:
            away[stop.person.ref].append(stop)
    for ref, stops in sorted(away.items(), key=lambda item: _in_order(item[1][0])[1:4]):
        last = max(stops, key=lambda stop: stop.first_day).first_day
        ends = [row.to_on for row in work.assignments[ref] if row.to_on is not None and row.to_on <= last]
        yield Gone(stops[0].person, add_days(max(ends), -1) if ends else None, len(stops))
