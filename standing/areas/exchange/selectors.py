"""Everything that reads files on their way in, and those that were brought in."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from standing.areas.audit import clock
from standing.areas.audit.actors import Actor
from standing.areas.audit.anchor import newest
from standing.areas.exchange.loading import load_held, load_service
from standing.areas.exchange.models import Remembered, StagedWorkbook, WorkbookImport
from standing.areas.exchange.permissions import check_can_import
from standing.areas.exchange.staging import staged_for, workbook_of
from standing.areas.people.models import Account, Person, Unit
from standing.areas.people.permissions import active_grants, check_can
from standing.areas.people.roles import Ability, Role
from standing.areas.record.loading import load_asked, load_people
from standing.areas.record.models import Decision
from standing.areas.refusals import Refused
from standing.core.formats.workbook import Workbook
from standing.core.moving_in.answers import Answers, read_answers
from standing.core.moving_in.effects import Effects, effects_of
from standing.core.moving_in.journey import Journey
from standing.core.moving_in.people import Fate
from standing.core.moving_in.plan import Plan

KEPT_IN_MEMORY = 2


@dataclass
class Way:
    """A file on its way in: the journey so far and, once everything is settled, what it would do.

    `head` is the newest event of the trail when the service was read: nothing was written since while it is the same.
    """

    journey: Journey
    head: int

    @cached_property
    def plan(self) -> Plan:
        """What the file would do. Nothing is written."""
        journey = self.journey
        refs = [each.ref for each in journey.everybody if each.fate is Fate.KNOWN]
        standards = {target.name for target in journey.targets.values()}
        return journey.plan(load_held(refs, standards))

    @cached_property
    def effects(self) -> Effects:
        """Who would not count today because of what the file says."""
        refs = {step.person for step in self.plan.writes}
        people = list(Person.objects.filter(ref__in=refs)) if len(refs) < 5000 else list(Person.objects.all())
        rules = self.journey.rules
        return effects_of(self.plan, load_people(people), load_asked(), rules, self.journey.service.today)

    @cached_property
    def unit_codes(self) -> list[str]:
        """The units that the file is about, in its order: those its people work in or come to."""
        journey = self.journey
        known = {each.ref: each for each in journey.service.people}
        codes = dict.fromkeys(journey.unit_codes.values())
        for each in journey.everybody:
            if each.fate is Fate.KNOWN and each.ref in known:
                codes |= dict.fromkeys(sorted(known[each.ref].units))
        return list(codes)


def way_of_file(*, by: Actor, workbook: Workbook, answers: Answers) -> Way:
    """A workbook held against the service as it is now, with what is answered about it."""
    check_can_import(by)
    head = newest()
    return Way(Journey(workbook, answers, load_service(by)), head.sequence if head else 0)


_ways: OrderedDict[tuple[Any, ...], Way] = OrderedDict()


def way_of(*, by: Account, staged: UUID) -> tuple[StagedWorkbook, Way]:
    """A file of this account on its way in. Raises `Refused` if it is gone or is somebody else's.

    Kept in memory until anything is answered or written, so that pages of a large preview are not worked out anew.
    """
    check_can_import(by)
    row = staged_for(by, staged)
    head = newest()
    key: tuple[Any, ...] = (row.pk, row.changed_at, head.sequence if head else 0, clock.today())
    if key not in _ways:
        workbook = workbook_of(row.file, bytes(row.content))
        _ways[key] = way_of_file(by=by, workbook=workbook, answers=read_answers(row.answers))
        while len(_ways) > KEPT_IN_MEMORY:
            _ways.popitem(last=False)
    return row, _ways[key]


def staged_files(*, by: Account) -> list[StagedWorkbook]:
    """The files this account has on their way, the last touched first, without their content."""
    check_can_import(by)
    return list(StagedWorkbook.objects.filter(account=by).defer("content", "answers"))


def imports(*, by: Actor) -> QuerySet[WorkbookImport]:
    """Every file that was brought in or begun, the newest first."""
    check_can_import(by)
    return WorkbookImport.objects.select_related("batch", "account").defer("faults")


def import_by_number(*, by: Actor, number: int) -> WorkbookImport:
    """One of them. Raises `Refused` when there is none of that number."""
    check_can_import(by)
    found = WorkbookImport.objects.select_related("batch", "account").filter(pk=number).first()
    if found is None:
        raise Refused("There is no import of that number. Choose it from the list of imports.")
    return found


def units_of(*, by: Actor, found: WorkbookImport) -> list[Unit]:
    """The units that an import is about."""
    check_can_import(by)
    order = {code: number for number, code in enumerate(found.units)}
    return sorted(Unit.objects.filter(code__in=order), key=lambda unit: order[unit.code])


def remembered(*, by: Actor) -> QuerySet[Remembered]:
    """What is remembered of earlier files, whole sheets left out: they have no words of their own."""
    check_can_import(by)
    return Remembered.objects.exclude(kind=Remembered.SHEET).order_by("kind", "text")


def is_empty(*, by: Actor) -> bool:
    """Whether nothing is recorded of anybody yet."""
    check_can_import(by)
    return not Decision.objects.exists()


def waits_for_a_lead(*, by: Actor) -> bool:
    """Whether nothing is recorded yet and nobody may bring in a spreadsheet: for whoever gives roles."""
    check_can(by, Ability.MANAGE_SERVICE)
    leads = active_grants(clock.today()).filter(role=Role.WORKFORCE_LEAD.value)
    return not leads.exists() and not Decision.objects.exists()
