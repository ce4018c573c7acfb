"""Somebody moves: out of one place and into another on a day, in a role of its own; and what was wrong taken back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import Q

from standing.areas.audit.actions import Actor, writing
from standing.areas.guarding import check_text, keep_answer, passes_guard
from standing.areas.people.actions import Work
from standing.areas.people.permissions import check_can
from standing.areas.people.roles import Ability
from standing.areas.record import models
from standing.areas.record.actions.door import Entry, append_facts, correct_facts, retract_facts
from standing.areas.record.actions.workforce import end_fact
from standing.areas.record.loading import known, to_fact
from standing.areas.record.permissions import check_can_for_person
from standing.areas.refusals import Refused
from standing.core.guard.answering import Answer
from standing.core.rules import facts


@dataclass(frozen=True)
class Moving:
    """Out of one assignment and into another place; `why` is for the audit trail."""

    assignment: models.Assignment
    work: Work
    why: str = "Moved"


@writing()
def move_worker(*, by: Actor, moving: Moving, guard: Answer | None = None) -> models.Assignment:
    """The person leaves one place for another on the day the new one begins; both or neither.

    What they hold goes with them, in the contexts it was decided in. The account needs the person and both units among
    its own. `guard` is what the author said to what was found in the reason. Raises `NotAllowed`, `BadFact`,
    `MayIdentify` or `Refused`.
    """
    checked = check_text({"why": ("Reason", moving.why)}, guard)
    row, work = moving.assignment, moving.work
    check_can_for_person(by, Ability.MANAGE_PEOPLE, row.person)
    for unit in (row.unit, work.unit):
        check_can(by, Ability.MANAGE_PEOPLE, unit)
    if (row.unit_id, row.role, row.post_id) == (work.unit.pk, work.role, work.post.pk if work.post else None):
        raise Refused(f"{row.person.name} works there in this role already. Choose another.", field="post")
    if work.from_on <= row.from_on:
        raise Refused(
            f"{row.person.name} has been there only since {row.from_on:%-d %B %Y}. "
            "Choose a later day, or take that back.",
            field="from_on",
        )
    _check_free(row, work)
    end_fact(by, row, work.from_on, moving.why, post=row.post)
    fact = facts.Assignment(row.person.ref, work.unit.code, work.role, work.from_on, work.to_on)
    (moved,) = append_facts(by=by, entries=[Entry(fact, beside={"post": work.post})], why=moving.why)
    assert isinstance(moved, models.Assignment)
    keep_answer(by, "move_worker", f"person:{row.person.ref}", checked)
    return moved


@writing()
def move_workers(*, by: Actor, movings: Sequence[Moving]) -> list[models.Assignment]:
    """Several people move; all or none. As `move_worker`."""
    return [move_worker(by=by, moving=moving) for moving in movings]


def _of_whom(*, assignment: models.Assignment, **_: object) -> str:
    return f"person:{assignment.person.ref}"


@writing()
@passes_guard(_of_whom, why="Reason")
def take_back_assignment(*, by: Actor, assignment: models.Assignment, why: str) -> None:
    """Take back an assignment that should never have been recorded."""
    _check_may(by, assignment)
    retract_facts(by=by, rows=[assignment], why=why)


@writing()
@passes_guard(_of_whom, why="Reason")
def reopen_assignment(*, by: Actor, assignment: models.Assignment, why: str) -> models.Assignment:
    """Let an assignment go on that was ended by mistake. Raises `Refused` for one that has no end."""
    _check_may(by, assignment)
    if assignment.to_on is None:
        raise Refused("This has no last day. Nothing has to be put right.")
    entry = Entry(
        replace(to_fact(assignment), recorded_on=None, to_on=None),
        source=assignment.source,
        beside={"post": assignment.post},
    )
    (reopened,) = correct_facts(by=by, rows=[assignment], entries=[entry], why=why)
    assert isinstance(reopened, models.Assignment)
    return reopened


def _check_may(by: Actor, assignment: models.Assignment) -> None:
    check_can_for_person(by, Ability.MANAGE_PEOPLE, assignment.person)
    check_can(by, Ability.MANAGE_PEOPLE, assignment.unit)


def _check_free(row: models.Assignment, work: Work) -> None:
    same = known(models.Assignment.objects.filter(person=row.person, unit=work.unit, role=work.role), None)
    lasting = same.filter(Q(to_on__isnull=True) | Q(to_on__gt=work.from_on)).exclude(pk=row.pk)
    if lasting.exists():
        raise Refused(f"{row.person.name} works in {work.unit.name} in this role already.", field="post")
