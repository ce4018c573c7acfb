"""Rehearsals for whoever may ask: over the people of their scope, in numbers; by name only whom they may see."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from standing.areas.audit import clock
from standing.areas.audit.actors import Actor
from standing.areas.people.models import Account, Person, Unit
from standing.areas.people.permissions import refusal, scope_of
from standing.areas.people.roles import Ability
from standing.areas.people.selectors.units import UnitInTree, unit_tree, within
from standing.areas.record.changed_beside import shortfalls_of
from standing.areas.record.loading import known
from standing.areas.record.models import Assignment
from standing.areas.record.permissions import check_can_for_person, people_in_scope
from standing.areas.record.selectors.people import NotFound
from standing.areas.refusals import NotAllowed, Refused
from standing.areas.revisions.models import StoredRehearsal
from standing.areas.revisions.rehearsing.asked import LEAVING, PROFILE, Asked, plan_of
from standing.areas.revisions.rehearsing.plans import Plan, TaskToCome
from standing.areas.revisions.rehearsing.running import Each, Rehearsed, run
from standing.areas.standards.models import Revision
from standing.core.rehearsing.effects import PairEffect
from standing.core.rehearsing.groups import GroupFinding


def check_can_rehearse(by: Actor, asked: Asked | None = None) -> None:
    """Raises `NotAllowed` unless the account may rehearse, and may see the person it is about, if it is about one."""
    if not scope_of(by, Ability.REHEARSE, clock.today()).anyone:
        raise NotAllowed(refusal(by, Ability.REHEARSE))
    if asked is not None and asked.get("kind") == LEAVING:
        person = Person.objects.filter(ref=asked["person"]).first()
        if person is None or not people_in_scope(by, Ability.SEE_RECORD).filter(pk=person.pk).exists():
            raise Refused(
                f"There is nobody with the reference {asked['person']} among the people you can see.",
                field="person",
            )
        check_can_for_person(by, Ability.REHEARSE, person)


def plan_asked(*, by: Actor, asked: Asked) -> Plan:
    """The plan of what an account asks for. Raises `NotAllowed`, `Refused` or `BadFact`."""
    check_can_rehearse(by, asked)
    return plan_of(asked)


def rehearse_now(
    *,
    by: Actor,
    plan: Plan,
    below: int | None = None,
    each: Each | None = None,
    done: Callable[[int, int], None] | None = None,
) -> Rehearsed:
    """Rehearse a plan over the people in the account's scope. `each` is told of those alone whom it may see by name.

    Shifts on rotas are those whose cover the account sees. A draft of a profile is not asked about them: it leaves
    standing as it is, and cover rules say by themselves for which standards they ask.
    """
    check_can_rehearse(by)
    scope = scope_of(by, Ability.REHEARSE, clock.today())
    people = plan.people
    units = None
    if not scope.service:
        people = people.filter(pk__in=people_in_scope(by, Ability.REHEARSE).values("pk"))
        units = set(Unit.objects.filter(within(scope)).values_list("code", flat=True))
    named = each
    if each is not None:
        seen = set(people_in_scope(by, Ability.SEE_RECORD).values_list("ref", flat=True))

        def named(person: str, effects: Any, tasks: Any, groups: Any) -> None:
            if person in seen:
                each(person, effects, tasks, groups)

    found = run(plan, people=people, units=units, below=below, each=named, done=done)
    if plan.kind != PROFILE:
        found.shifts = shortfalls_of(by, plan.world, plan.question.last_day)
    return found


def revisions_to_rehearse(*, by: Actor) -> list[Revision]:
    """The revisions of the catalogue, newest first."""
    check_can_rehearse(by)
    return list(Revision.objects.order_by("-as_of"))


def own_rehearsals(*, by: Account) -> list[StoredRehearsal]:
    """The rehearsals an account asked for that are still kept, newest first."""
    check_can_rehearse(by)
    return list(StoredRehearsal.objects.filter(account=by, kept_until__gte=clock.today()))


def own_rehearsal(*, by: Account, key: int) -> StoredRehearsal:
    """One of an account's own rehearsals. Raises `NotFound` in the same words for one that is gone, or another's."""
    check_can_rehearse(by)
    found = StoredRehearsal.objects.filter(account=by, pk=key, kept_until__gte=clock.today()).first()
    if found is None:
        raise NotFound("There is no such rehearsal among yours. They are kept for two weeks.")
    return found


@dataclass(frozen=True)
class Named:
    """Somebody in a rehearsal whom the reader may see: what would become of their pairs and of the groups of standards
    asked of them, and tasks about them.
    """

    person: Person
    effects: list[PairEffect]
    tasks: list[TaskToCome]
    groups: list[GroupFinding]


def units_to_name(*, by: Account) -> list[UnitInTree]:
    """The units whose people an account may see by name in a rehearsal."""
    return unit_tree(by=by, ability=Ability.SEE_RECORD) if can_rehearse(by) else []


def can_rehearse(by: Actor) -> bool:
    """Whether the account may rehearse over anybody."""
    return scope_of(by, Ability.REHEARSE, clock.today()).anyone


def named_in_unit(
    *, by: Account, kept: StoredRehearsal, unit: str, standard: str = "", what: str = ""
) -> tuple[Unit, list[Named]]:
    """The people of a unit whom a rehearsal touches, with all that would become of them: those the account may see.

    It is rehearsed anew over the unit alone, with what is known now. Raises `NotFound` for a unit out of sight.
    """
    found = next((one.unit for one in units_to_name(by=by) if one.unit.code == unit), None)
    if found is None:
        raise NotFound(f"There is no team {unit} among those whose people you can see.")
    plan = plan_asked(by=by, asked=kept.asked)
    working = known(Assignment.objects.filter(unit__path__startswith=found.path), None)
    people = plan.people.filter(
        Q(pk__in=people_in_scope(by, Ability.SEE_RECORD).values("pk")),
        Q(pk__in=working.values("person")),
    )
    named: dict[str, Named] = {}
    persons = {person.ref: person for person in people}

    def each(
        ref: str, effects: list[PairEffect], tasks: list[TaskToCome], groups: list[GroupFinding]
    ) -> None:
        shown = [
            effect
            for effect in effects
            if (not standard or effect.standard == standard)
            and (not what or any(one.kind == what for one in effect.findings))
        ]
        owed = [task for task in tasks if not what and (not standard or task.standard == standard)]
        of_groups = [one for one in groups if not standard and what in ("", one.kind)]
        if shown or owed or of_groups:
            named[ref] = Named(persons[ref], shown, owed, of_groups)

    run(plan, people=people, each=each)
    ordered = sorted(
        named.values(), key=lambda one: (one.person.family_name, one.person.given_name, one.person.ref)
    )
    return found, ordered
