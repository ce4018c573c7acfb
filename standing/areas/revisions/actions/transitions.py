"""What follows an adoption, done by named people: equivalence granted or refused, offers looked at, lines decided.

`create_tasks` is called by the adoption and again every day of the transition: a task is made once however often.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, record_event, writing
from standing.areas.guarding import passes_guard
from standing.areas.people.models import Account, Person
from standing.areas.people.permissions import check_can
from standing.areas.people.roles import Ability
from standing.areas.record.actions import put_decisions
from standing.areas.record.actions.decisions import TO_BE_NUMBERED
from standing.areas.record.gate import Held, Proposed, Recorded
from standing.areas.record.inserting import insert_rows
from standing.areas.record.models import Batch, Decision
from standing.areas.record.permissions import check_can_for_person
from standing.areas.refusals import NotAllowed, Refused
from standing.areas.revisions.actions.granted import begin_following
from standing.areas.revisions.models import CrosswalkVersion, TaskSource, TransitionTask
from standing.areas.revisions.naming import short
from standing.areas.revisions.rehearsing.revisions import last_assessment_of
from standing.areas.revisions.transition_reading import facts_for_task
from standing.core.rehearsing.tasks import TaskOfPerson
from standing.core.rules import facts
from standing.core.rules.equivalence import CannotGrant, granted_on, is_longer

ROWS_AT_A_TIME = 500
TASK = "transition task"
"""What the audit trail, and a decision that waits for its release, call one of these."""


def _of_task(*, task: TransitionTask, **_: object) -> str:
    return f"{TASK}:{task.pk}"


@dataclass(frozen=True)
class Judged:
    """What an assessor makes of one old standard: used, or not used and why."""

    used: bool
    why: str = ""

    def __str__(self) -> str:
        return self.why


@writing()
def create_tasks(
    *,
    by: Actor,
    batch: Batch,
    version: CrosswalkVersion,
    people: Iterable[tuple[str, TaskOfPerson]],
    lines: Iterable[tuple[str, str]] = (),
) -> int:
    """Make the tasks of an adoption that are not there yet. Returns how many were made.

    `people` are references with a task about them; `lines` are codes of profiles with a standard that has no
    successor. One audit event with the counts, where any was made.
    """
    due_on = last_assessment_of(version)
    moment = clock.now()
    there = _there(batch)
    asked = [
        (ref, task) for ref, task in people if (task.task, ref, task.standard, task.context) not in there
    ]
    shared = {"batch_id": batch.pk, "version_id": version.pk, "due_on": due_on, "made_at": moment}
    _insert_tasks(batch, shared, asked)
    of_lines = [
        TransitionTask(
            batch=batch,
            version=version,
            kind=TransitionTask.WITHDRAWN_LINE,
            profile=profile,
            standard_id=standard,
            due_on=version.transition_ends_on or due_on,
            made_at=moment,
        )
        for profile, standard in lines
        if (TransitionTask.WITHDRAWN_LINE, profile, standard, "") not in there
    ]
    TransitionTask.objects.bulk_create(of_lines, batch_size=ROWS_AT_A_TIME)
    number = len(asked) + len(of_lines)
    if number:
        counts = Counter([task.task for _, task in asked] + [row.kind for row in of_lines])
        record_event(by=by, action="create_tasks", subject=batch.subject, words={"tasks": counts})
    return number


def _insert_tasks(batch: Batch, shared: Mapping[str, Any], asked: Sequence[tuple[str, TaskOfPerson]]) -> None:
    """The tasks about people and their sources, as plain values: there may be hundreds of thousands."""
    if not asked:
        return
    keys = dict(Person.objects.filter(ref__in={ref for ref, _ in asked}).values_list("ref", "pk"))
    rows = ((task.task, keys[ref], task.standard, task.context) for ref, task in asked)
    insert_rows(TransitionTask, shared, ("kind", "person_id", "standard_id", "context"), rows)
    there = _there(batch)
    sources = (
        (there[task.task, ref, task.standard, task.context], old, order)
        for ref, task in asked
        for order, old in enumerate(task.sources)
    )
    insert_rows(TaskSource, {}, ("task_id", "old_id", "order"), sources)


def _there(batch: Batch) -> dict[tuple[str, str, str, str], int]:
    """The keys of the tasks that there are, by their kind, whom or what they are about, standard and context."""
    rows = TransitionTask.objects.filter(batch=batch).values_list(
        "pk", "kind", "person__ref", "profile", "standard_id", "context"
    )
    return {
        (kind, ref or profile, standard, context): pk
        for pk, kind, ref, profile, standard, context in rows.iterator()
    }


@writing()
@passes_guard(_of_task, why="Reason", judged="Why an old standard is not used")
def grant_equivalence(*, by: Actor, task: TransitionTask, judged: Mapping[str, Judged], why: str) -> Recorded:
    """Grant the new standard for old decisions: `met`, today, with the earliest expiry and the earliest practice of
    the old standards used. Every old standard is judged, by its id; one that is not held needs no word.

    Like any decision it passes the gate: where it is held, the task stays open until it is released. Raises
    `NotAllowed` for an account that may not decide about the person, or is the person; `Refused` where the
    sources cannot be used, or the person has the new standard for longer already. Then nothing is written.
    """
    current = _open(task, TransitionTask.EQUIVALENCE, TransitionTask.OFFER)
    assert current.person is not None
    check_can_for_person(by, Ability.RECORD_DECISION, current.person)
    reason = _reason(why)
    found = facts_for_task(current)
    _check_judged(current, judged, {source.standard for source in found.sources if source.holding})
    used = [source for source in found.sources if judged.get(source.standard, Judged(False)).used]
    try:
        granted = granted_on(used, found.rules, current.version.effective_on or clock.today(), clock.today())
    except CannotGrant as no:
        raise Refused(str(no)) from no
    if found.already is not None and is_longer(found.already, granted):
        raise Refused(
            f"The person has {current.standard_id} already, and for longer than this would give. "
            "Nothing would be gained: refuse it, and say so."
        )
    names = ", ".join(source.standard for source in used)
    fact = facts.Decision(
        decision=TO_BE_NUMBERED,
        person=current.person.ref,
        standard=current.standard_id,
        outcome=facts.MET,
        decided_on=clock.today(),
        context=current.context,
        practice_as_of=granted.practice_as_of,
        expires_on=granted.expires_on,
    )
    proposed = Proposed(
        person=current.person,
        fact=fact,
        evidence=_pointers(found.evidence, used)[:300],
        source=f"Equivalence, {current.version.revision.code}: {names}"[:300],
        task=f"{TASK}:{current.pk}",
        why=reason,
    )
    (recorded,) = put_decisions(by=by, proposed=[proposed])
    _keep_judged(current, judged)
    if isinstance(recorded, Held):
        _tell(by, "hold_equivalence", current, {"why": reason, "used": names})
        return recorded
    _end(current, by, TransitionTask.GRANTED, reason, decision=recorded)
    begin_following(by, current)
    _tell(by, "grant_equivalence", current, {"decision": recorded.name, "why": reason, "used": names})
    return recorded


def settle_released(*, by: Actor, proposed: Proposed, decision: Decision) -> None:
    """A grant that was held is released: the task that it came from is granted by it."""
    task = TransitionTask.objects.select_related("person").get(pk=int(proposed.task.partition(":")[2]))
    if task.state != TransitionTask.OPEN:
        raise Refused("What this grants was settled in another way meanwhile. Return it to the assessor.")
    _end(task, by, TransitionTask.GRANTED, proposed.why, decision=decision)
    begin_following(by, task)
    _tell(by, "grant_equivalence", task, {"decision": decision.name, "why": proposed.why})


def _pointers(evidence: Mapping[str, str], used: Iterable[Any]) -> str:
    named = (evidence.get(source.standard, "") for source in used)
    return "; ".join(dict.fromkeys(filter(None, named)))


def _check_judged(task: TransitionTask, judged: Mapping[str, Judged], held: set[str]) -> None:
    """Every old standard that is held must be judged, and what is not used must say why."""
    olds = [source.old_id for source in task.sources.all()]
    unknown = sorted(set(judged) - set(olds))
    if unknown:
        raise Refused(f"{', '.join(unknown)} is not what this task is about. Reload the page.")
    for old in olds:
        one = judged.get(old)
        if old in held and one is None:
            raise Refused(f"Say whether {old} is used: every old standard is judged.", field=old)
        if one is not None and not one.used and old in held and not one.why.strip():
            raise Refused(f"Say why {old} is not used.", field=f"why_{old}")


@writing()
@passes_guard(_of_task, why="Reason")
def refuse_equivalence(*, by: Actor, task: TransitionTask, why: str) -> TransitionTask:
    """Refuse it, with a reason: the person is assessed on the new standard like anybody else. Raises as granting."""
    current = _open(task, TransitionTask.EQUIVALENCE, TransitionTask.OFFER)
    assert current.person is not None
    check_can_for_person(by, Ability.RECORD_DECISION, current.person)
    _not_oneself(by, current.person)
    reason = _reason(why)
    _end(current, by, TransitionTask.REFUSED, reason)
    _tell(by, "refuse_equivalence", current, {"why": reason})
    return current


@writing()
@passes_guard(_of_task, why="Reason")
def note_offer(*, by: Actor, task: TransitionTask, why: str) -> TransitionTask:
    """Say what was made of evidence that was offered. Nothing is granted by it. Raises as granting."""
    current = _open(task, TransitionTask.OFFER)
    assert current.person is not None
    check_can_for_person(by, Ability.RECORD_DECISION, current.person)
    _not_oneself(by, current.person)
    reason = _reason(why)
    _end(current, by, TransitionTask.NOTED, reason)
    _tell(by, "note_offer", current, {"why": reason})
    return current


@writing()
@passes_guard(_of_task, why="What was decided")
def settle_line(*, by: Actor, task: TransitionTask, why: str) -> TransitionTask:
    """Say what became of a line of a profile whose standard has no successor."""
    check_can(by, Ability.EDIT_PROFILES)
    current = _open(task, TransitionTask.WITHDRAWN_LINE)
    reason = _reason(why)
    _end(current, by, TransitionTask.NOTED, reason)
    _tell(by, "settle_line", current, {"why": reason})
    return current


@writing()
def close_tasks(*, by: Actor, batch: Batch, why: str) -> int:
    """Close the open tasks of an adoption that is undone. Returns how many. Raises `Refused` where one was granted."""
    if standing := in_the_way_of_undoing(batch):
        raise Refused(" ".join(standing))
    reason = _reason(why)
    number = TransitionTask.objects.filter(batch=batch, state=TransitionTask.OPEN).update(
        state=TransitionTask.CLOSED,
        why=reason,
        ended_at=clock.now(),
        ended_by=by if isinstance(by, Account) else None,
    )
    if number:
        record_event(
            by=by, action="close_tasks", subject=batch.subject, words={"tasks": number, "why": reason}
        )
    return number


def in_the_way_of_undoing(batch: Batch) -> list[str]:
    """What assessors have built on an adoption, in sentences: each grant known now; none where it can be undone."""
    granted = TransitionTask.objects.filter(
        batch=batch, state=TransitionTask.GRANTED, decision__retracted_on__isnull=True
    ).select_related("person")
    return [
        f"{task.person} ({task.person.ref}) was granted {short(task.standard_id)} on {task.ended_at:%-d %B %Y}."
        for task in granted
        if task.person is not None and task.ended_at is not None
    ]


def _open(task: TransitionTask, *kinds: str) -> TransitionTask:
    """The task as it is now, which must be open, of one of these kinds, and of an adoption that stands."""
    found = (
        TransitionTask.objects.select_related("person", "version__revision", "batch", "standard")
        .filter(pk=task.pk, kind__in=kinds)
        .first()
    )
    if found is None or found.state != TransitionTask.OPEN:
        raise Refused("This was settled before. Reload the page to see how.")
    if found.batch.state != Batch.ACTIVE:
        raise Refused("The revision is not adopted, so there is nothing to judge.")
    return found


def _reason(why: str) -> str:
    if not why.strip():
        raise Refused("Say why: the reason stays with it.", field="why")
    return why.strip()


def _not_oneself(by: Actor, person: Person) -> None:
    if isinstance(by, Account) and by.person_id == person.pk:
        raise NotAllowed("Nobody decides about themself. Ask another assessor.")


def _end(task: TransitionTask, by: Actor, state: str, why: str, decision: Decision | None = None) -> None:
    task.state, task.why, task.decision = state, why, decision
    task.ended_at, task.ended_by = clock.now(), by if isinstance(by, Account) else None
    task.save(update_fields=["state", "why", "decision", "ended_at", "ended_by"])


def _keep_judged(task: TransitionTask, judged: Mapping[str, Judged]) -> None:
    for source in task.sources.all():
        one = judged.get(source.old_id)
        used = one is not None and one.used
        source.judged = TaskSource.USED if used else TaskSource.NOT_USED
        source.why = (one.why.strip() if one else "") or ("" if used else "Not held.")
        source.save(update_fields=["judged", "why"])


def _tell(by: Actor, action: str, task: TransitionTask, words: dict[str, Any]) -> None:
    told = {"kind": task.kind, "standard": task.standard_id, "context": task.context, **words}
    about = {"person": task.person.ref} if task.person is not None else {"profile": task.profile}
    record_event(by=by, action=action, subject=f"{TASK}:{task.pk}", words={**about, **told})
