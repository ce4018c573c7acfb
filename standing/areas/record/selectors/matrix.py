"""A team's matrix to work in: how each cell stands, the day it was last met, and who may record or correct it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor
from standing.areas.people.models import Account, Person, Unit
from standing.areas.people.permissions import NotAllowed, refusal, scope_of
from standing.areas.people.roles import Ability
from standing.areas.people.selectors import unit_tree
from standing.areas.record.answers import Pair, standings_on
from standing.areas.record.checks import check_not_about_oneself
from standing.areas.record.loading import known
from standing.areas.record.models import Assignment, Decision
from standing.areas.record.permissions import people_in_scope
from standing.areas.record.selectors.cells import asking
from standing.areas.record.selectors.ordering import Order
from standing.areas.record.selectors.people import NotFound
from standing.areas.record.selectors.records import standard_by_id
from standing.areas.record.selectors.teams import Filters, Team, team_from
from standing.areas.standards.models import Standard
from standing.core.rules.facts import GENERAL, MET
from standing.core.rules.status import NOT_HELD, Standing

TO_WORK = (Ability.RECORD_DECISION, Ability.CORRECT_DECISION)


@dataclass(frozen=True, slots=True)
class DayOfCell:
    """The newest `met` behind a cell: the number of the decision, its day, and whether nobody knows who decided."""

    number: int
    decided_on: date
    expires_on: date | None
    assessor_unknown: bool


@dataclass(frozen=True)
class Matrix:
    """A team as at today, to work in.

    `days` are those of the pairs that were ever met; `unasked` how the pairs of the columns stand that no role of the
    person asks for. `recordable` and `correctable` are the people, by key, about whom the account may record a decision
    and correct one: never themself.
    """

    team: Team
    days: Mapping[Pair, DayOfCell]
    unasked: Mapping[Pair, Standing]
    recordable: frozenset[int]
    correctable: frozenset[int]


def units_to_work_in(*, by: Actor) -> list[Unit]:
    """The highest units in whose matrix the account may work."""
    found = {
        one.unit.pk: one.unit
        for ability in TO_WORK
        for one in unit_tree(by=by, ability=ability)
        if not one.depth
    }
    return sorted(found.values(), key=lambda unit: unit.name.casefold())


def can_work_in(by: Actor, unit: Unit) -> bool:
    """Whether the account may record or correct decisions about the people of this unit."""
    return any(scope_of(by, ability, clock.today()).covers(unit) for ability in TO_WORK)


def unit_to_work_in(*, by: Actor, code: str) -> Unit:
    """The unit, if the account may work in its matrix.

    Raises `NotAllowed` for whoever may work in none, and `NotFound` in the same words where there is no such unit or it
    is another's.
    """
    if not any(scope_of(by, ability, clock.today()).anyone for ability in TO_WORK):
        raise NotAllowed(refusal(by, Ability.RECORD_DECISION))
    unit = Unit.objects.filter(code=code).first()
    if unit is None or not can_work_in(by, unit):
        raise NotFound(f"There is no team {code} among those whose matrix you can work in.")
    return unit


def matrix_of(*, by: Actor, unit: Unit, filters: Filters | None = None, order: Order | None = None) -> Matrix:
    """The matrix of a unit as at today. A fixed number of queries, however large the team. Raises `NotAllowed`."""
    if not can_work_in(by, unit):
        raise NotAllowed(refusal(by, Ability.RECORD_DECISION, unit))
    asked = asking(Assignment.objects.filter(unit__path__startswith=unit.path), clock.today())
    team = team_from(asked, unit, None, filters or Filters(), order or Order())
    shown = {cell.pair for cell in team.cells}
    columns = {(standard.pk, context) for standard, context in team.columns}
    people = {person.ref: person for person in team.people}
    unasked = {
        pair: standing
        for pair, standing in asked.standings.items()
        if pair not in shown and pair.person in people and (pair.standard, pair.context) in columns
    }
    required = {cell.pair for cell in team.required.cells}
    return Matrix(
        team=team,
        days=days_met(team.people, team.columns),
        unasked={pair: one for pair, one in unasked.items() if pair not in required},
        recordable=_reached(by, Ability.RECORD_DECISION, team.people),
        correctable=_reached(by, Ability.CORRECT_DECISION, team.people),
    )


def days_met(
    people: Iterable[Person], columns: Iterable[tuple[Standard, str]], known_on: date | None = None
) -> Mapping[Pair, DayOfCell]:
    """The newest `met` behind each pair of these people and columns, as known on a day or now. One query.

    Whoever calls it has shown that the people may be seen.
    """
    refs = {person.pk: person.ref for person in people}
    pairs = [(standard.pk, context) for standard, context in columns]
    rows = known(Decision.objects.filter(outcome=MET, person__in=refs), known_on)
    rows = rows.filter(standard__in={standard for standard, _ in pairs})
    newest: dict[Pair, DayOfCell] = {}
    found = rows.order_by("decided_on", "pk").values_list(
        "person", "standard", "context", "pk", "decided_on", "expires_on", "assessor_unknown"
    )
    for person, standard, context, number, decided_on, expires_on, unknown in found:
        newest[Pair(refs[person], standard, context)] = DayOfCell(number, decided_on, expires_on, unknown)
    return {
        Pair(ref, standard, context): max(given, key=lambda day: (day.decided_on, day.number))
        for ref in refs.values()
        for standard, context in pairs
        if (given := _given(newest, ref, standard, context))
    }


def _given(newest: Mapping[Pair, DayOfCell], ref: str, standard: str, context: str) -> list[DayOfCell]:
    """The newest of a context and the newest that is general: a general `met` holds in every context."""
    return [
        newest[pair]
        for pair in {Pair(ref, standard, context), Pair(ref, standard, GENERAL)}
        if pair in newest
    ]


def _reached(by: Actor, ability: Ability, people: Iterable[Person]) -> frozenset[int]:
    reached = people_in_scope(by, ability).filter(pk__in=[person.pk for person in people])
    if isinstance(by, Account) and by.person_id is not None:
        reached = reached.exclude(pk=by.person_id)
    return frozenset(reached.values_list("pk", flat=True))


@dataclass(frozen=True)
class CellToWorkIn:
    """One cell of a matrix: how it stands today, the decision its day is of, and what the account may do about it.

    `in_record`: the pair is in the person's record, held or asked for.
    """

    person: Person
    standard: Standard
    context: str
    standing: Standing
    in_record: bool
    decision: Decision | None
    may_record: bool
    may_correct: bool


def cell_to_work_in(*, by: Actor, ref: str, standard: str, context: str) -> CellToWorkIn:
    """The cell of a person and a column.

    Raises `NotFound` in the same words where there is nobody of that reference or they are another's, and `NotAllowed`
    where it is about oneself.
    """
    abilities = {ability for ability in TO_WORK if people_in_scope(by, ability).filter(ref=ref).exists()}
    if not abilities:
        raise NotFound(f"There is nobody with the reference {ref} among those whose matrix you can work in.")
    check_not_about_oneself(by, ref)
    person = Person.objects.select_related("stale").get(ref=ref)
    found = standard_by_id(by=by, standard=standard)
    pair = Pair(person.ref, found.pk, context)
    day = days_met([person], [(found, context)]).get(pair)
    rows = Decision.objects.select_related("person", "standard", "recorded_by", "replaces")
    standings = standings_on([person], clock.today())
    return CellToWorkIn(
        person=person,
        standard=found,
        context=context,
        standing=standings.get(pair, Standing(NOT_HELD)),
        in_record=pair in standings,
        decision=rows.get(pk=day.number) if day else None,
        may_record=Ability.RECORD_DECISION in abilities,
        may_correct=Ability.CORRECT_DECISION in abilities,
    )
