"""The facts in the database as the rules read them, in a fixed number of queries however many people are
asked about.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any

from standing.areas.people.models import Person
from standing.areas.record import models
from standing.areas.record.asked import remembered
from standing.areas.record.attribution import Attribution
from standing.areas.record.selecting import day_of_cell, is_day, known, select_rows
from standing.areas.standards.models import Standard
from standing.core.engine.kept_catalogue import KeptCatalogue
from standing.core.rules import facts
from standing.core.rules.known import Asked, PersonFacts, grouped

__all__ = [
    "FACT_OF_ROW",
    "catalogue_now",
    "known",
    "load_asked",
    "load_people",
    "load_rules",
    "read_asked",
    "to_fact",
]

FACT_OF_ROW: dict[type[models.FactRow], type[Any]] = {
    models.RefreshRule: facts.RefreshRule,
    models.Requirement: facts.Requirement,
    models.Assignment: facts.Assignment,
    models.Decision: facts.Decision,
    models.Change: facts.Change,
    models.Membership: facts.Membership,
    models.Signature: facts.Signature,
    models.Absence: facts.Absence,
    models.Suspension: facts.Suspension,
    models.Claim: facts.Claim,
}
"""Which fact of the rules each row is. An edition's end is not here: it joins the refresh rules of its
standard.
"""

_PARTS_OF_A_PERSON: dict[str, type[models.FactRow]] = {
    "decisions": models.Decision,
    "signatures": models.Signature,
    "absences": models.Absence,
    "suspensions": models.Suspension,
    "claims": models.Claim,
    "memberships": models.Membership,
    "assignments": models.Assignment,
}


_OTHERWISE_READ = frozenset({"person", "decision", "retracted_on"})
"""What of a fact known now is not a column that is read: it is not retracted, and its id is made of its key."""

_COLUMN_OF = {"unit": "unit__code", "standard": "standard_id"}


def to_fact(row: models.FactRow) -> Any:
    """The fact of the rules that a row states; people by reference, units by code, standards by id."""
    fact = FACT_OF_ROW[type(row)]
    return fact(**{part.name: _part(row, part.name) for part in fields(fact) if part.name != "ends_on"})


def _part(row: Any, name: str) -> Any:
    if name == "person":
        return row.person.ref
    if name == "unit":
        return row.unit.code
    if name == "standard":
        return row.standard_id or ""
    return getattr(row, name)


def load_rules() -> tuple[facts.RefreshRule, ...]:
    """The refresh rules in force, whatever day they were recorded: their table has no second axis
    (rules, part 2).

    Every standard has at least one, so that a requirement may name a standard nobody has set a rule for
    yet; no decision can be recorded on such a standard.
    """
    rules = grouped((to_fact(row) for row in known(models.RefreshRule.objects.all(), None)), "standard")
    ends = dict(
        known(models.EditionEnd.objects.order_by("-ends_on"), None).values_list("standard_id", "ends_on")
    )
    return tuple(_with_ends(Standard.objects.values_list("id", flat=True), rules, ends))


def _with_ends(
    standards: Iterable[str], rules: dict[str, tuple[facts.RefreshRule, ...]], ends: dict[str, date]
) -> Iterator[facts.RefreshRule]:
    for standard in standards:
        for rule in rules.get(standard, (facts.RefreshRule(standard),)):
            yield replace(rule, ends_on=ends.get(standard))


def load_asked(known_on: date | None = None) -> Asked:
    """What is asked of everyone, as known on a day or now. Five queries; one where what is known now was read before
    in this process, and is the same still.
    """
    return read_asked(known_on) if known_on is not None else catalogue_now().asked


def catalogue_now() -> KeptCatalogue:
    """What is asked of everyone as known now, as the kernel reads it. As many queries as `load_asked`."""
    return remembered(read_asked)


def read_asked(known_on: date | None = None) -> Asked:
    """As `load_asked`, read whatever is remembered."""
    return Asked.of(
        load_rules(),
        [to_fact(row) for row in known(models.Change.objects.all(), known_on)],
        [to_fact(row) for row in known(models.Requirement.objects.all(), known_on)],
    )


def load_people(people: Collection[Person], known_on: date | None = None) -> dict[str, PersonFacts]:
    """Everything known about each of the people, by reference. One query a fact table."""
    attribution = Attribution.as_known(known_on)
    parts = {
        part: _rows_by_person(model, people, known_on, attribution)
        for part, model in _PARTS_OF_A_PERSON.items()
    }
    return {
        person.ref: PersonFacts(
            person.ref, **{name: rows.get(person.ref, ()) for name, rows in parts.items()}
        )
        for person in people
    }


def _rows_by_person(
    model: type[models.FactRow],
    people: Collection[Person],
    known_on: date | None,
    attribution: Attribution,
) -> dict[str, tuple[Any, ...]]:
    if known_on is None:
        return _read_by_person(model, {person.pk: person.ref for person in people})
    of_people = attribution.about([person.pk for person in people])
    rows = known(model._default_manager.filter(of_people), known_on)
    related = ("person", "unit") if model is models.Assignment else ("person",)
    found = attribution.attribute(rows.select_related(*related))
    return grouped((to_fact(row) for row in found), "person")


def _read_by_person(model: type[models.FactRow], refs: Mapping[int, str]) -> dict[str, tuple[Any, ...]]:
    """The facts that rows known now state, by the reference of their person: read as plain values, column by column,
    since there may be hundreds of thousands.
    """
    fact = FACT_OF_ROW[model]
    named = [part.name for part in fields(fact) if part.name not in _OTHERWISE_READ]
    columns = [_COLUMN_OF.get(name, name) for name in named]
    rows = select_rows(model, sorted(refs), ("person_id", "id", *columns)) if refs else []
    if not rows:
        return {}
    owners, keys, *cells = zip(*rows, strict=True)
    given: dict[str, Iterable[Any]] = {"person": map(refs.__getitem__, owners)}
    for name, column, values in zip(named, columns, cells, strict=True):
        given[name] = map(day_of_cell.__getitem__, values) if is_day(model, column) else values
    if "standard" in given:
        given["standard"] = (value or "" for value in given["standard"])
    if model is models.Decision:
        given["decision"] = map(models.decision_id, keys)
    found: dict[str, list[Any]] = {}
    for values in zip(*given.values(), strict=True):
        found.setdefault(values[0], []).append(fact(**dict(zip(given, values, strict=True))))
    return {ref: tuple(those) for ref, those in found.items()}
