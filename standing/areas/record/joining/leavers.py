"""Leavers from a paste: who, when their last day is, and what stands against a line."""

from __future__ import annotations

from collections import Counter
from datetime import date

from django.db.models import Max

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor
from standing.areas.people.models import Person
from standing.areas.people.roles import Ability
from standing.areas.record.actions.leaving import Leaving, what_ends
from standing.areas.record.joining.cells import read_day, within_reason
from standing.areas.record.joining.known_people import KnownPeople
from standing.areas.record.joining.paste import Column, Line, read_paste
from standing.areas.record.joining.plans import FAMILY, GIVEN, NAME, STAFF_NUMBER, Plan, Planned
from standing.areas.record.loading import known
from standing.areas.record.models import Assignment
from standing.areas.refusals import NotAllowed, Refused

LAST_DAY = Column(
    "last_day", "Last day",
    ("last day", "leaving date", "leaves", "left", "end", "end date", "termination date", "date", "last working day"),
)  # fmt: skip
COLUMNS = (STAFF_NUMBER, NAME, GIVEN, FAMILY, LAST_DAY)
USUAL = (("ref", "last_day"), ("ref", "name", "last_day"), ("ref", "given", "family", "last_day"))


def plan_leavers(*, by: Actor, text: str) -> Plan[Leaving]:
    """What a paste of leavers would do, line by line. Writes nothing."""
    paste = read_paste(text, COLUMNS, USUAL)
    missing = [column.label.lower() for column in (STAFF_NUMBER, LAST_DAY) if column.key not in paste.keys]
    if missing:
        raise Refused(
            f"No column was recognised as the {', the '.join(missing)}. Put a heading over it.", field="text"
        )
    refs = [line.get("ref") for line in paste.lines]
    people = KnownPeople(by, refs, Ability.END_ACCESS)
    often = Counter(ref.casefold() for ref in refs)
    planned = tuple(_line(by, line, people) for line in paste.lines)
    for each in planned:
        if often[each.line.get("ref").casefold()] > 1:
            each.faults.append(f"Staff number: {each.line.get('ref')} stands on more than one line.")
    return Plan(paste, planned)


def _line(by: Actor, line: Line, people: KnownPeople) -> Planned[Leaving]:
    planned: Planned[Leaving] = Planned(line)
    person = day = None
    try:
        person = people.person(line)
    except ValueError as error:
        planned.faults.append(f"Staff number: {error}.")
    try:
        day = read_day(line.get("last_day"))
        if not within_reason(day, clock.today()):
            planned.faults.append(f"Last day: found {day.isoformat()}, which is too far off to be meant.")
    except ValueError as error:
        planned.faults.append(f"Last day: {error}.")
    if line.get("beyond"):
        planned.faults.append(f"There is more on this line than there are columns: “{line.get('beyond')}”.")
    if person is None or day is None or planned.faults:
        return planned
    if last_day_known(person) == day:
        return planned
    try:
        what_ends(by=by, person=person, last_day=day)
        planned.does = Leaving(person, day)
    except (Refused, NotAllowed) as refusal:
        planned.faults.append(refusal.reason)
    return planned


def last_day_known(person: Person) -> date | None:
    """The last day of somebody whose every post has an end; None while one has none, and where there never was one."""
    working = known(Assignment.objects.filter(person=person), None)
    if working.filter(to_on__isnull=True).exists():
        return None
    end = working.aggregate(end=Max("to_on"))["end"]
    return date.fromordinal(end.toordinal() - 1) if end else None
