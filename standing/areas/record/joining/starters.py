"""Starters from a paste: who is new, who is there already, and what stands against a line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from django.db.models.functions import Lower

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor
from standing.areas.people.actions import NewPerson, Work
from standing.areas.people.checks import checked_ref, checked_text
from standing.areas.people.models import Person
from standing.areas.people.roles import Ability
from standing.areas.record.joining.cells import read_day, read_name, within_reason
from standing.areas.record.joining.paste import Column, Line, fold, read_paste
from standing.areas.record.joining.places import Places
from standing.areas.record.joining.plans import FAMILY, GIVEN, NAME, ROLE, STAFF_NUMBER, UNIT, Plan, Planned
from standing.areas.record.loading import known
from standing.areas.record.models import Assignment
from standing.areas.record.permissions import people_in_scope
from standing.areas.refusals import Refused

START = Column(
    "start", "First day",
    ("start", "start date", "first day", "from", "date", "starts", "starting", "joined", "joins", "from date"),
)  # fmt: skip
COLUMNS = (STAFF_NUMBER, NAME, GIVEN, FAMILY, UNIT, ROLE, START)
USUAL = (("ref", "name", "unit", "role", "start"), ("ref", "given", "family", "unit", "role", "start"))


def plan_starters(*, by: Actor, text: str) -> Plan[NewPerson]:
    """What a paste of starters would do, line by line. A fixed number of queries. Writes nothing.

    Raises `Refused` for what cannot be read at all.
    """
    paste = read_paste(text, COLUMNS, USUAL)
    _check_columns(paste.keys)
    places = Places(by, Ability.ADD_STARTERS)
    held = _Held(by, [line.get("ref") for line in paste.lines])
    often = Counter(line.get("ref").casefold() for line in paste.lines)
    planned = tuple(_line(line, places, held) for line in paste.lines)
    for each in planned:
        if often[each.line.get("ref").casefold()] > 1 and each.line.get("ref"):
            each.faults.append(f"Staff number: {each.line.get('ref')} stands on more than one line.")
    return Plan(paste, planned)


def _check_columns(keys: frozenset[str]) -> None:
    wanted = [column for column in (STAFF_NUMBER, UNIT, ROLE, START) if column.key not in keys]
    named = "name" in keys or {"given", "family"} <= keys
    missing = [column.label.lower() for column in wanted] + ([] if named else ["name"])
    if missing:
        raise Refused(
            f"No column was recognised as the {', the '.join(missing)}. Put a heading over it.", field="text"
        )


class _Held:
    """Who has one of the staff numbers already, where they work, and whether the account may know."""

    def __init__(self, by: Actor, refs: Sequence[str]) -> None:
        rows = Person.everybody.annotate(folded=Lower("ref")).select_related("merged_into")
        people = list(rows.filter(folded__in={ref.lower() for ref in refs}))
        self.by_ref = {person.ref.lower(): person.kept for person in people}
        keys = [person.pk for person in self.by_ref.values()]
        self.seen = set(
            people_in_scope(by, Ability.MANAGE_PEOPLE).filter(pk__in=keys).values_list("pk", flat=True)
        )
        found = known(Assignment.objects.filter(person__in=keys), None).select_related("unit")
        self.works: dict[int, list[Assignment]] = {}
        for row in found:
            self.works.setdefault(row.person_id, []).append(row)


def _line(line: Line, places: Places, held: _Held) -> Planned[NewPerson]:
    planned: Planned[NewPerson] = Planned(line)
    ref = _ref(planned)
    name = _name(planned)
    work = _work(planned, places)
    if line.get("beyond"):
        planned.faults.append(f"There is more on this line than there are columns: “{line.get('beyond')}”.")
    if ref is None or name is None or work is None:
        return planned
    person = held.by_ref.get(ref.lower())
    if person is None:
        planned.does = NewPerson(ref, *name, works=(work,))
    elif fault := _against(person, name, work, held):
        planned.faults.append(fault)
    return planned


def _against(person: Person, name: tuple[str, str], work: Work, held: _Held) -> str:
    """Why somebody with this number cannot be this starter; nothing where they are just that already."""
    if person.pk not in held.seen:
        return f"Staff number: {person.ref} is taken, by somebody outside your units. Ask the workforce lead."
    if fold(" ".join(name)) != fold(person.name):
        return f"Staff number: {person.ref} is that of {person.name}. Two people are never one: check the number."
    works = held.works.get(person.pk, [])
    if any((row.unit_id, row.role, row.from_on) == (work.unit.pk, work.role, work.from_on) for row in works):
        return ""
    where = ", ".join(sorted({row.unit.name for row in works})) or "no unit"
    return (
        f"{person.name} is here already, in {where}. Somebody who changes place is a mover; give whoever comes back "
        "another post on the page of their work."
    )


def _ref(planned: Planned[NewPerson]) -> str | None:
    try:
        return checked_ref(planned.line.get("ref"))
    except Refused as refusal:
        planned.faults.append(f"Staff number: {refusal.reason}")
        return None


def _name(planned: Planned[NewPerson]) -> tuple[str, str] | None:
    line = planned.line
    try:
        if line.get("given") or line.get("family"):
            given, family = line.get("given"), line.get("family")
        else:
            given, family = read_name(line.get("name"))
        return (
            checked_text(given, field="given", what="the given name", longest=100),
            checked_text(family, field="family", what="the family name", longest=100),
        )
    except ValueError as error:
        planned.faults.append(f"Name: {error}.")
    except Refused as refusal:
        planned.faults.append(f"Name: {refusal.reason}")
    return None


def _work(planned: Planned[NewPerson], places: Places) -> Work | None:
    line, before = planned.line, len(planned.faults)
    unit = role = day = None
    try:
        unit = places.unit(line.get("unit"))
    except ValueError as error:
        planned.faults.append(f"Unit: {error}.")
    try:
        role = places.role(line.get("role"), unit) if unit else None
    except ValueError as error:
        planned.faults.append(f"Role: {error}.")
    try:
        day = read_day(line.get("start"))
        if not within_reason(day, clock.today()):
            planned.faults.append(f"First day: found {day.isoformat()}, which is too far off to be meant.")
    except ValueError as error:
        planned.faults.append(f"First day: {error}.")
    if unit is None or role is None or day is None or len(planned.faults) > before:
        return None
    return Work(unit, role.role, day, post=role.post)
