"""Movers from a paste: out of which place, into which, and what stands against a line."""

from __future__ import annotations

from collections import Counter

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor
from standing.areas.people.actions import Work
from standing.areas.people.models import Person
from standing.areas.people.roles import Ability
from standing.areas.record.actions.moving import Moving
from standing.areas.record.joining.cells import read_day, within_reason
from standing.areas.record.joining.known_people import KnownPeople
from standing.areas.record.joining.paste import Column, Line, fold, read_paste
from standing.areas.record.joining.places import Places
from standing.areas.record.joining.plans import FAMILY, GIVEN, NAME, ROLE, STAFF_NUMBER, UNIT, Plan, Planned
from standing.areas.record.models import Assignment
from standing.areas.refusals import Refused

OUT_OF = Column(
    "out_of", "Old unit", ("old unit", "from unit", "old team", "out of", "current unit", "leaves unit")
)
DAY = Column(
    "day", "First day there",
    ("day", "date", "move date", "first day", "moves", "from", "from date", "start", "start date", "moves on"),
)  # fmt: skip
COLUMNS = (STAFF_NUMBER, NAME, GIVEN, FAMILY, OUT_OF, UNIT, ROLE, DAY)
USUAL = (("ref", "name", "unit", "role", "day"), ("ref", "given", "family", "unit", "role", "day"))


def plan_movers(*, by: Actor, text: str) -> Plan[Moving]:
    """What a paste of movers would do, line by line. A fixed number of queries. Writes nothing."""
    paste = read_paste(text, COLUMNS, USUAL)
    missing = [column.label.lower() for column in (STAFF_NUMBER, UNIT, DAY) if column.key not in paste.keys]
    if missing:
        raise Refused(
            f"No column was recognised as the {', the '.join(missing)}. Put a heading over it.", field="text"
        )
    people = KnownPeople(by, [line.get("ref") for line in paste.lines], Ability.MANAGE_PEOPLE)
    places = Places(by, Ability.MANAGE_PEOPLE)
    planned = tuple(_line(line, people, places) for line in paste.lines)
    often = Counter(line.get("ref").casefold() for line in paste.lines)
    for each in planned:
        if often[each.line.get("ref").casefold()] > 1:
            each.faults.append(f"Staff number: {each.line.get('ref')} stands on more than one line.")
    return Plan(paste, planned)


def _line(line: Line, people: KnownPeople, places: Places) -> Planned[Moving]:
    planned: Planned[Moving] = Planned(line)
    person = unit = day = None
    try:
        person = people.person(line)
    except ValueError as error:
        planned.faults.append(f"Staff number: {error}.")
    try:
        unit = places.unit(line.get("unit"))
    except ValueError as error:
        planned.faults.append(f"Unit: {error}.")
    try:
        day = read_day(line.get("day"))
        if not within_reason(day, clock.today()):
            planned.faults.append(
                f"First day there: found {day.isoformat()}, which is too far off to be meant."
            )
    except ValueError as error:
        planned.faults.append(f"First day there: {error}.")
    if line.get("beyond"):
        planned.faults.append(f"There is more on this line than there are columns: “{line.get('beyond')}”.")
    if person is None or unit is None or day is None or planned.faults:
        return planned
    works = people.works.get(person.pk, [])
    try:
        role = places.role(line.get("role") or _one_role(works, person), unit)
    except ValueError as error:
        planned.faults.append(f"Role: {error}.")
        return planned
    work = Work(unit, role.role, day, post=role.post)
    try:
        planned.does = None if _is_there(works, work) else Moving(_out_of(line, works, work, person), work)
    except ValueError as error:
        planned.faults.append(f"Old unit: {error}.")
    return planned


def _is_there(works: list[Assignment], work: Work) -> bool:
    return any(
        (row.unit_id, row.role, row.from_on) == (work.unit.pk, work.role, work.from_on) for row in works
    )


def _one_role(works: list[Assignment], person: Person) -> str:
    roles = {row.role for row in works}
    if len(roles) != 1:
        raise ValueError(f"found nothing, expected the role {person.name} will have")
    return roles.pop()


def _out_of(line: Line, works: list[Assignment], work: Work, person: Person) -> Assignment:
    """The one place somebody leaves. Raises ValueError where it is open which."""
    wanted = fold(line.get("out_of"))
    leaving = [row for row in works if not wanted or wanted in (fold(row.unit.code), fold(row.unit.name))]
    new = (work.unit.pk, work.role)
    leaving = [row for row in leaving if row.from_on < work.from_on and (row.unit_id, row.role) != new]
    if len(leaving) == 1:
        return leaving[0]
    where = ", ".join(sorted({row.unit.name for row in works})) or "no unit"
    if not leaving:
        raise ValueError(f"{person.name} works in {where}, and there is no place to leave that day")
    raise ValueError(f"{person.name} works in {where}; add a column “Old unit” that says which they leave")
