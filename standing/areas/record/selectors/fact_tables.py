"""Every fact table of the rules (part 2), row by row: all of the service, or what bears on the people of a unit.

Retracted rows too, with both days of the second axis, so that what was known on a past day can be asked of the files as
it can be asked of the service. Rows that are staged are no facts, and are never here.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.db.models import Model, Q, QuerySet

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor
from standing.areas.people.models import Account, Person, Unit
from standing.areas.people.permissions import NotAllowed, refusal, scope_of
from standing.areas.people.roles import Ability
from standing.areas.record import models
from standing.areas.record.holders import Holders
from standing.areas.record.loading import known, load_rules, to_fact
from standing.areas.record.models import Assignment
from standing.areas.record.permissions import can_for_person, check_can_for_person
from standing.areas.standards.models import Standard
from standing.core.engine.tables import TABLES, Table
from standing.core.rules.facts import NOT_YET

ROWS_AT_ONCE = 2000
"""How many rows are in memory together."""

Beside = dict[str, str]
RowOfTable = tuple[Any, Beside]

_ABOUT_EVERY_ROW = ("source", "recorded_by", "why_retracted")


@dataclass(frozen=True)
class TableOfFacts:
    """A table of the rules, the columns it has beside those, and its rows: each a fact and what is beside it."""

    table: Table
    extras: tuple[str, ...]
    rows: Callable[[], Iterator[RowOfTable]]


@dataclass(frozen=True)
class AllFacts:
    """The facts of the service, or of the people of a unit, as they were taken out together.

    `people` and `units` say who and what the references of the tables are; `merged` are the records that stand in that
    of one of the people now. `leaves_out_not_yet`: whoever takes them
    may not see decisions of not yet met, which change no standing.
    """

    unit: Unit | None
    day: date
    people: tuple[Person, ...]
    merged: tuple[Person, ...]
    units: tuple[Unit, ...]
    tables: tuple[TableOfFacts, ...]
    leaves_out_not_yet: bool


def check_can_take_everything(by: Actor) -> None:
    """Raises `NotAllowed` unless the account sees the record of everyone in the service."""
    if not scope_of(by, Ability.SEE_RECORD, clock.today()).service:
        raise NotAllowed(refusal(by, Ability.SEE_RECORD))


@contextmanager
def facts_of_service(*, by: Actor, unit: Unit | None = None) -> Iterator[AllFacts]:
    """Every fact, or every fact that bears on the people who work in a unit or below it, or will. Raises `NotAllowed`.

    Within the block the store stands still for whoever reads: all tables are of one moment.
    """
    check_can_take_everything(by)
    with _one_moment():
        people = _people(unit)
        sees_not_yet = scope_of(by, Ability.SEE_NOT_YET, clock.today()).service
        whose = _Whose(Holders.ever(), None if unit is None else {person.pk: person.ref for person in people})
        merged = Person.everybody.filter(merged_into__isnull=False).select_related("merged_into")
        keys = {person.pk for person in people}
        yield AllFacts(
            unit=unit,
            day=clock.today(),
            people=tuple(people),
            merged=tuple(person for person in merged if person.kept.pk in keys),
            units=tuple(Unit.objects.select_related("parent")),
            tables=tuple(_tables(whose, without_not_yet=not sees_not_yet)),
            leaves_out_not_yet=not sees_not_yet,
        )


_SHOWN_UNDER: Mapping[str, Ability] = {
    "absences": Ability.MANAGE_PEOPLE,
    "members": Ability.MANAGE_PEOPLE,
    "suspensions": Ability.SUSPEND,
}
"""The tables of somebody's work, and under which ability others see them: as on the page of their work."""


def facts_of_person(*, by: Actor, person: Person) -> tuple[TableOfFacts, ...]:
    """Every fact about a person that the account may see, retracted or not. Raises `NotAllowed`.

    Somebody sees all that is kept about themself.
    """
    check_can_for_person(by, Ability.SEE_RECORD, person)
    own = isinstance(by, Account) and by.person_id == person.pk
    sees_not_yet = own or can_for_person(by, Ability.SEE_NOT_YET, person)
    whose = _Whose(Holders.ever(), {person.pk: person.ref})
    hidden = {
        name for name, ability in _SHOWN_UNDER.items() if not own and not can_for_person(by, ability, person)
    }
    return tuple(
        found
        for found in _tables(whose, without_not_yet=not sees_not_yet)
        if "person" in found.table.column_names and found.table.name not in hidden
    )


@contextmanager
def _one_moment() -> Iterator[None]:
    """A transaction in which everything is read as it is at its start: SQLite's are so; PostgreSQL's when asked."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def _people(unit: Unit | None) -> list[Person]:
    if unit is None:
        return list(Person.objects.all())
    working = known(Assignment.objects.filter(unit__path__startswith=unit.path), None).filter(
        Q(to_on__isnull=True) | Q(to_on__gt=clock.today())
    )
    return list(Person.objects.filter(pk__in=working.values("person")))


_MODELS: Mapping[str, tuple[type[models.FactRow], tuple[str, ...]]] = {
    "requirements": (models.Requirement, ()),
    "assignments": (models.Assignment, ("post",)),
    "decisions": (models.Decision, ("evidence", "assessor_unknown", "replaces", "carried_from")),
    "changes": (models.Change, ("title", "what_changed")),
    "members": (models.Membership, ()),
    "signatures": (models.Signature, ()),
    "absences": (models.Absence, ()),
    "suspensions": (models.Suspension, ("reason",)),
    "claims": (models.Claim, ()),
}
"""The rows of each table, and what the record keeps beside the facts in them."""


@dataclass(frozen=True)
class _Whose:
    """Whose rows are wanted: everybody's without `people`, and in whose record each stood over time."""

    holders: Holders
    people: Mapping[int, str] | None

    @property
    def condition(self) -> Q:
        if self.people is None:
            return Q()
        origins = self.holders.origins(self.people.keys())
        return Q(person__in=[*self.people, *origins]) | Q(recorded_for__in=origins)

    def facts(self, row: Any) -> Iterator[Any]:
        """What a row states, once for each record it stood in; as it is where it never moved."""
        fact = to_fact(row)
        origin = row.recorded_for_id or row.person_id
        if origin not in self.holders.moved:
            yield fact
            return
        for begins, ends, key in self.holders.stays(origin):
            recorded = max(row.recorded_on, begins or row.recorded_on)
            retracted = min((day for day in (row.retracted_on, ends) if day is not None), default=None)
            wanted = self.people is None or key in self.people
            if wanted and (retracted is None or recorded < retracted):
                yield replace(
                    fact, person=self.holders.refs[key], recorded_on=recorded, retracted_on=retracted
                )


def _tables(whose: _Whose, *, without_not_yet: bool) -> Iterator[TableOfFacts]:
    querysets = {
        name: _queryset(model, whose.condition, without_not_yet=without_not_yet)
        for name, (model, _) in _MODELS.items()
    }
    for name, table in TABLES.items():
        if name == "standards":
            yield TableOfFacts(table, ("title",), lambda: _standards(querysets.values()))
        else:
            extras = _MODELS[name][1]
            rows = querysets[name]
            yield TableOfFacts(table, (*extras, *_ABOUT_EVERY_ROW), _reader(rows, extras, whose))


def _reader(
    rows: "QuerySet[Any]", extras: tuple[str, ...], whose: _Whose
) -> Callable[[], Iterator[RowOfTable]]:
    about_people = hasattr(rows.model, "person")
    return lambda: (
        (fact, _beside(row, extras))
        for row in rows.iterator(ROWS_AT_ONCE)
        for fact in (whose.facts(row) if about_people else (to_fact(row),))
    )


def _queryset(model: type[models.FactRow], of_people: Q, *, without_not_yet: bool) -> "QuerySet[Any]":
    names = {field.name for field in model._meta.concrete_fields}
    rows: QuerySet[Any] = model._default_manager.order_by("pk")
    if "person" in names:
        rows = rows.filter(of_people)
    if without_not_yet and model is models.Decision:
        rows = rows.exclude(Q(("outcome", NOT_YET)))
    related = names & {"person", "unit", "post", "recorded_by", "replaces", "carried_from"}
    return rows.select_related(*sorted(related))


def _standards(querysets: Iterable["QuerySet[Any]"]) -> Iterator[RowOfTable]:
    """The refresh rules in force of every standard that a row of the other tables names, or that has a rule of its own.

    As the service reads them: their table has no second axis, and a standard that nobody has set a rule for has a row
    that says nothing.
    """
    named = set(known(models.RefreshRule.objects.all(), None).values_list("standard", flat=True))
    named |= set(known(models.EditionEnd.objects.all(), None).values_list("standard", flat=True))
    for rows in querysets:
        if any(field.name == "standard" for field in rows.model._meta.concrete_fields):
            named |= set(rows.order_by().values_list("standard", flat=True).distinct())
    titles = dict(Standard.objects.values_list("id", "title"))
    for rule in load_rules():
        if rule.standard in named:
            yield rule, {"title": titles[rule.standard]}


def _beside(row: Any, extras: tuple[str, ...]) -> Beside:
    own = {name: _text(getattr(row, name)) for name in extras}
    return own | {
        "source": row.source,
        "recorded_by": row.recorded_by.name if row.recorded_by else "",
        "why_retracted": row.retraction_reason,
    }


def _text(value: Any) -> str:
    if isinstance(value, models.Decision):
        return value.decision
    if isinstance(value, Model):
        return str(value)
    if isinstance(value, bool):
        return "yes" if value else ""
    return "" if value is None else str(value)
