"""Where people work, when they are away, suspended, in a population, or working towards a standard."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TypeVar

from django.db.models import Q

from standing.areas.audit.actions import Actor, writing
from standing.areas.guarding import about_person, passes_guard
from standing.areas.people.models import Person, Post
from standing.areas.people.permissions import check_can
from standing.areas.people.roles import Ability
from standing.areas.record import models
from standing.areas.record.actions.door import Entry, append_facts, correct_facts
from standing.areas.record.editions import check_may_begin
from standing.areas.record.loading import known, to_fact
from standing.areas.record.permissions import check_can_for_person
from standing.areas.refusals import Refused
from standing.core.rules import facts
from standing.core.rules.populations import is_carried_population

Row = TypeVar("Row", bound=models.FactRow)


def _whose(row: str) -> Callable[..., str]:
    """How the audit trail names whom a row, an argument of an action by this name, is about."""
    return lambda **given: f"person:{given[row].person.ref}"


def _append(by: Actor, entry: Entry, row_type: type[Row]) -> Row:
    (row,) = append_facts(by=by, entries=[entry])
    assert isinstance(row, row_type)
    return row


def end_fact(by: Actor, row: Row, day: date, why: str, **beside: object) -> Row:
    """The same fact, ending on a day: the open one is retracted and this one stands in its place."""
    ending = "closed_on" if isinstance(row, models.Claim) else "to_on"
    fact = replace(to_fact(row), recorded_on=None, **{ending: day})
    (ended,) = correct_facts(
        by=by, rows=[row], entries=[Entry(fact, source=row.source, beside=beside)], why=why
    )
    assert isinstance(ended, type(row))
    return ended


@writing()
def assign_person(
    *, by: Actor, person: Person, post: Post, from_on: date, to_on: date | None = None
) -> models.Assignment:
    """The person works in a post from a day. The account needs the person and the post's unit among its own.

    Were the unit enough, a manager could reach anybody's record by giving them a post.
    """
    check_can_for_person(by, Ability.MANAGE_PEOPLE, person)
    check_can(by, Ability.MANAGE_PEOPLE, post.unit)
    held = known(models.Assignment.objects.filter(person=person, post=post), None)
    if held.filter(Q(to_on__isnull=True) | Q(to_on__gt=from_on)).exists():
        raise Refused(
            f"{person} is in the post {post} already. End that first, or choose another post.", field="post"
        )
    fact = facts.Assignment(person.ref, post.unit.code, post.role, from_on, to_on)
    return _append(by, Entry(fact, beside={"post": post}), models.Assignment)


@writing()
@passes_guard(_whose("assignment"), why="Reason")
def end_assignment(*, by: Actor, assignment: models.Assignment, to_on: date, why: str) -> models.Assignment:
    """The person's last day in the post is the day before `to_on`. The account needs the unit among its own."""
    check_can_for_person(by, Ability.MANAGE_PEOPLE, assignment.person)
    check_can(by, Ability.MANAGE_PEOPLE, assignment.unit)
    return end_fact(by, assignment, to_on, why, post=assignment.post)


@writing()
@passes_guard(_whose("assignment"), why="Reason")
def move_person(
    *, by: Actor, assignment: models.Assignment, post: Post, from_on: date, why: str
) -> models.Assignment:
    """The person leaves one post for another on a day; both or neither."""
    if assignment.post_id == post.pk:
        raise Refused(f"{assignment.person} is in this post already. Choose another.", field="post")
    # In this order: once the old post has ended, a manager may no longer reach the person.
    moved = assign_person(by=by, person=assignment.person, post=post, from_on=from_on)
    end_assignment(by=by, assignment=assignment, to_on=from_on, why=why)
    return moved


@writing()
def record_absence(*, by: Actor, person: Person, from_on: date, to_on: date | None = None) -> models.Absence:
    """The person is away from a day until their first day back, if that is known. No reason is kept."""
    check_can_for_person(by, Ability.MANAGE_PEOPLE, person)
    return _append(by, Entry(facts.Absence(person.ref, from_on, to_on)), models.Absence)


@writing()
def end_absence(*, by: Actor, absence: models.Absence, first_day_back: date) -> models.Absence:
    """The person is away until the day before their first day back, and no longer."""
    check_can_for_person(by, Ability.MANAGE_PEOPLE, absence.person)
    return end_fact(by, absence, first_day_back, f"Back on {first_day_back.isoformat()}")


@writing()
@passes_guard(about_person, reason="Reason")
def suspend_person(
    *, by: Actor, person: Person, from_on: date, reason: str, standard: str = "", to_on: date | None = None
) -> models.Suspension:
    """The person does not count for a standard, or for any, from a day."""
    check_can_for_person(by, Ability.SUSPEND, person)
    if not reason.strip():
        raise Refused("Say why the person is suspended: the reason stays with it.", field="reason")
    fact = facts.Suspension(person.ref, from_on, to_on, standard)
    return _append(by, Entry(fact, beside={"reason": reason.strip()}), models.Suspension)


@writing()
@passes_guard(_whose("suspension"), why="Reason")
def lift_suspension(*, by: Actor, suspension: models.Suspension, to_on: date, why: str) -> models.Suspension:
    """The suspension's last day is the day before `to_on`."""
    check_can_for_person(by, Ability.SUSPEND, suspension.person)
    return end_fact(by, suspension, to_on, why, reason=suspension.reason)


@writing()
def join_population(
    *, by: Actor, person: Person, population: str, from_on: date, to_on: date | None = None
) -> models.Membership:
    """The person belongs to a population, for changes that ask only its members.

    Raises `Refused` if they do that day already.
    """
    check_can_for_person(by, Ability.MANAGE_PEOPLE, person)
    population = " ".join(population.split())
    if is_carried_population(population):
        raise Refused(
            f"“{population}” is kept by an adopted revision: who is carried over belongs to it. Choose another name.",
            field="population",
        )
    held = known(models.Membership.objects.filter(person=person, population=population), None)
    if held.filter(Q(to_on__isnull=True) | Q(to_on__gt=from_on)).filter(from_on__lte=from_on).exists():
        raise Refused(f"{person} belongs to {population} that day already.", field="population")
    return _append(by, Entry(facts.Membership(person.ref, population, from_on, to_on)), models.Membership)


@writing()
@passes_guard(_whose("membership"), why="Reason")
def end_membership(*, by: Actor, membership: models.Membership, to_on: date, why: str) -> models.Membership:
    """The person's last day in the population is the day before `to_on`.

    Raises `Refused` for a population that an adopted revision keeps.
    """
    check_can_for_person(by, Ability.MANAGE_PEOPLE, membership.person)
    if is_carried_population(membership.population):
        raise Refused(
            "They are asked because they were carried over. It ends if that is taken back, not by itself."
        )
    return end_fact(by, membership, to_on, why)


@writing()
def open_claim(*, by: Actor, person: Person, standard: str, opened_on: date) -> models.Claim:
    """The person starts working towards a standard: they, or somebody who manages them, say so."""
    check_can_for_person(by, Ability.OPEN_CLAIM, person)
    claims = known(models.Claim.objects.filter(person=person, standard=standard), None)
    if claims.filter(closed_on__isnull=True).exists():
        raise Refused(f"{person} is working towards {standard} already.", field="standards")
    check_may_begin(standard, opened_on, field="standards")
    return _append(by, Entry(facts.Claim(person.ref, standard, opened_on)), models.Claim)


@writing()
@passes_guard(_whose("claim"), why="Reason")
def close_claim(*, by: Actor, claim: models.Claim, closed_on: date, why: str) -> models.Claim:
    """The person works towards the standard no longer, from `closed_on` on."""
    check_can_for_person(by, Ability.OPEN_CLAIM, claim.person)
    return end_fact(by, claim, closed_on, why)
