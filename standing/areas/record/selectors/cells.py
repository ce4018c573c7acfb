"""What people's roles ask of them on a day, how each stands, and what is left out of a figure: the cells that
matrices, counts and lists of work are made of.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from standing.areas.people.models import Person
from standing.areas.record.answers import Pair, standings_on
from standing.areas.record.attribution import Attribution
from standing.areas.record.loading import known, to_fact
from standing.areas.record.models import Absence, Assignment, Requirement
from standing.areas.record.selectors.people import working_on
from standing.areas.standards.models import Standard
from standing.core.rules.days import add_days, join_periods
from standing.core.rules.known import LONG_ABSENCE_DAYS
from standing.core.rules.status import NOT_HELD, Standing

AWAY = "away for 28 days or more"
NOT_NEEDED_YET = "not needed yet: within the time given to joiners"

_NEVER_HELD = Standing(NOT_HELD)


@dataclass(frozen=True, slots=True)
class Cell:
    """One person, standard and context that a role of theirs asks for. `left_out` says why it is not in the
    compliance figure, if it is not.
    """

    person: Person
    standard: Standard
    context: str
    standing: Standing
    left_out: str = ""

    @property
    def pair(self) -> Pair:
        return Pair(self.person.ref, self.standard.pk, self.context)


@dataclass(frozen=True)
class Compliance:
    """How many required cells count, of how many, and which were left out and why."""

    counting: int
    of: int
    left_out: tuple[Cell, ...]

    @classmethod
    def over(cls, cells: Collection[Cell]) -> "Compliance":
        """The figure over some cells."""
        left_out = tuple(cell for cell in cells if cell.left_out)
        counting = sum(cell.standing.counts for cell in cells if not cell.left_out)
        return cls(counting=counting, of=len(cells) - len(left_out), left_out=left_out)


@dataclass(frozen=True)
class RequiredCells:
    """The people of some assignments, by name, what is asked of them on a day, and how they stand."""

    assignments: tuple[Assignment, ...]
    people: tuple[Person, ...]
    cells: tuple[Cell, ...]

    @property
    def roles(self) -> dict[str, tuple[str, ...]]:
        """The roles of each person, by reference."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for row in self.assignments:
            found[row.person.ref].add(row.role)
        return {ref: tuple(sorted(roles)) for ref, roles in found.items()}

    @property
    def titles(self) -> dict[str, str]:
        """What each person is, by reference: the titles of their posts, or of a post that is not kept the role."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for row in self.assignments:
            found[row.person.ref].add(row.post.title if row.post else row.role)
        return {ref: ", ".join(sorted(titles)) for ref, titles in found.items()}


@dataclass(frozen=True)
class Asking:
    """Everything read about some assignments on a day, from which the cells of all or some of them are made."""

    at: date
    assignments: tuple[Assignment, ...]
    requirements: tuple[Requirement, ...]
    standards: Mapping[str, Standard]
    standings: Mapping[Pair, Standing]
    away: frozenset[int]

    def cells(self, path: str = "") -> RequiredCells:
        """The cells of the assignments in the unit of this path and those below it; of all without one."""
        working = tuple(row for row in self.assignments if row.unit.path.startswith(path))
        people = sorted(
            {row.person_id: row.person for row in working}.values(),
            key=lambda person: (person.family_name, person.given_name, person.ref),
        )
        place = {person.pk: number for number, person in enumerate(people)}
        cells = sorted(
            self._cells(working),
            key=lambda cell: (place[cell.person.pk], cell.standard.order, cell.context),
        )
        return RequiredCells(working, tuple(people), tuple(cells))

    def _cells(self, assignments: Iterable[Assignment]) -> Iterator[Cell]:
        """One cell for each person and pair that a role of theirs requires, and from when it is needed."""
        of_role: defaultdict[str, list[Requirement]] = defaultdict(list)
        for requirement in self.requirements:
            of_role[requirement.role].append(requirement)
        needed: dict[tuple[int, str, str], tuple[Person, date]] = {}
        for row in assignments:
            for requirement in of_role[row.role]:
                day = add_days(row.from_on, requirement.needed_by_days or 0)
                key = (row.person_id, requirement.standard_id, requirement.context)
                if key not in needed or day < needed[key][1]:
                    needed[key] = (row.person, day)
        for (_, standard, context), (person, needed_by) in needed.items():
            standing = self.standings.get(Pair(person.ref, standard, context), _NEVER_HELD)
            left_out = AWAY if person.pk in self.away else NOT_NEEDED_YET if self.at < needed_by else ""
            yield Cell(person, self.standards[standard], context, standing, left_out)


def asking(assignments: "QuerySet[Assignment]", at: date, known_on: date | None = None) -> Asking:
    """Read what is asked of those of the assignments that hold on a day. A fixed number of queries.

    Whoever calls it has shown that the people may be seen.
    """
    rows = known(assignments, known_on).filter(working_on(at))
    attribution = Attribution.as_known(known_on)
    working = tuple(attribution.attribute(rows.select_related("person", "person__stale", "unit", "post")))
    people = list({row.person_id: row.person for row in working}.values())
    requirements = known(Requirement.objects.filter(role__in={row.role for row in working}), known_on)
    asked = tuple(requirements.filter(working_on(at)))
    return Asking(
        at=at,
        assignments=working,
        requirements=asked,
        standards=Standard.objects.select_related("suite").in_bulk({row.standard_id for row in asked}),
        standings=standings_on(people, at, known_on),
        away=away_for_long(attribution.about([one.pk for one in people]), at, known_on, attribution),
    )


def required_cells(
    assignments: "QuerySet[Assignment]", at: date, known_on: date | None = None
) -> RequiredCells:
    """The cells of the assignments, of those given, that hold on a day. As `asking`."""
    return asking(assignments, at, known_on).cells()


def away_for_long(about: Q, at: date, known_on: date | None, attribution: Attribution) -> frozenset[int]:
    """Who of the people that a condition on absences names is away on a day for 28 days or more, by key. One query.

    Absences that touch or overlap are one (rules, part 6).
    """
    rows = attribution.attribute(known(Absence.objects.filter(about), known_on).select_related("person"))
    absences: defaultdict[int, list[Absence]] = defaultdict(list)
    for row in rows:
        absences[row.person_id].append(row)
    return frozenset(
        person
        for person, found in absences.items()
        for period in join_periods(to_fact(row).period for row in found)
        if period.covers(at) and period.lasts_at_least(LONG_ABSENCE_DAYS)
    )
