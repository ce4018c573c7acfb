"""A granted equivalence follows the old standards that it used, as what is carried over does: what is retracted,
revoked or suspended there is so on the new one, whenever it happens, and what was owed there is owed here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Q

from standing.areas.audit.actions import Actor, record_event, record_events
from standing.areas.people.merging import following
from standing.areas.people.models import Person
from standing.areas.record.actions.entries import CARRIED_FROM, Appending, Entry, check_once, retract_row
from standing.areas.record.actions.following import (
    CARRIED_OVER_FROM,
    Done,
    carried_words,
    entry_of,
    follow,
)
from standing.areas.record.actions.freshening import bring_up_to_date
from standing.areas.record.following import olds_carried_onto
from standing.areas.record.loading import known, load_asked, load_people, to_fact
from standing.areas.record.models import Batch, Change, Decision, Membership, Suspension
from standing.areas.record.trail import APPEND, RETRACT
from standing.areas.revisions.models import TaskSource, TransitionTask
from standing.core.rules import facts
from standing.core.rules.equivalence import still_granted
from standing.core.rules.populations import (
    asks_those_carried,
    carried_population,
    repeated_on,
    subject_apart,
)

TAKEN_BACK = "What it rested on was taken back, or came to less."
REST = "An old standard it rests on differs now."


def follow_grants(by: Actor, standards: Collection[str], people: Callable[[], Collection[int]]) -> list[Done]:
    """Let the grants that rest on these standards, or are of them, follow what was written about these people."""
    named = Q(standard__in=standards) | Q(sources__old__in=standards, sources__judged=TaskSource.USED)
    tasks = list(
        TransitionTask.objects.filter(named, state=TransitionTask.GRANTED, batch__state=Batch.ACTIVE)
        .select_related("person", "decision", "standard")
        .prefetch_related("sources")
        .distinct()
    )
    if not tasks:
        return []
    merged, keys = following(), set(people())
    done: list[Done] = []
    for task in tasks:
        assert task.person_id is not None
        key = merged.kept(task.person_id)
        if key in keys:
            done.extend(_follow_one(by, task, Person.objects.get(pk=key)))
    for target in sorted({task.standard_id for task in tasks}):
        done.extend(follow_changes(by, target))
    return done


def begin_following(by: Actor, task: TransitionTask) -> None:
    """Repeat on the new standard, for a grant made just now, what is owed on the old ones; and what that brings."""
    assert task.person is not None
    done = [*_follow_one(by, task, task.person.kept), *follow_changes(by, task.standard_id)]
    done += follow(by, [one.row for one in done])
    record_events(by=by, said=[one.said for one in done])
    bring_up_to_date([one.row for one in done])


def _follow_one(by: Actor, task: TransitionTask, person: Person) -> Iterator[Done]:
    decision = _as_it_stands(task)
    if decision is not None:
        fact = load_people([person])[person.ref]
        granted = replace(to_fact(decision), person=person.ref)
        wanted = still_granted(fact, load_asked(), _used(task), granted)
        if wanted is None:
            retract_row(by, decision, TAKEN_BACK)
            yield Done(RETRACT, decision, TAKEN_BACK)
            decision = None
        elif wanted != granted:
            retract_row(by, decision, REST)
            yield Done(RETRACT, decision, REST)
            source = _newest_met(person, task)
            decision = _append(by, Entry(wanted, decision.source, _beside(decision, source)))
            yield Done(APPEND, decision, REST)
    _keep(by, task, decision)
    since = decision.decided_on if decision is not None else None
    yield from _repeat(by, task, person, Decision, since)
    yield from _repeat(by, task, person, Suspension, since)
    if since is None:
        yield from _no_longer_asked(by, task, person)


def _no_longer_asked(by: Actor, task: TransitionTask, person: Person) -> Iterator[Done]:
    olds = [source.old_id for source in task.sources.all()]
    changes = Change.objects.filter(standard__in=olds).values_list("subject", "standard")
    subjects = {each for subject, old in changes for each in (subject, subject_apart(subject, old))}
    names = {carried_population(subject, task.standard_id) for subject in subjects}
    rows = Membership.objects.filter(
        person=person, population__in=names, source__startswith=CARRIED_OVER_FROM
    )
    for row in known(rows, None):
        retract_row(by, row, TAKEN_BACK)
        yield Done(RETRACT, row, TAKEN_BACK)


def _as_it_stands(task: TransitionTask) -> Decision | None:
    """The decision of a grant, or what it was corrected by; none once it was taken back."""
    decision = task.decision
    while decision is not None and decision.retracted_on is not None:
        decision = Decision.objects.filter(replaces=decision).first()
    return decision


def _used(task: TransitionTask) -> list[str]:
    return [source.old_id for source in task.sources.all() if source.judged == TaskSource.USED]


def _newest_met(person: Person, task: TransitionTask) -> Decision:
    rows = known(Decision.objects.filter(person=person, standard__in=_used(task), outcome=facts.MET), None)
    return rows.order_by("-decided_on", "-pk")[0]


def _beside(decision: Decision, source: Decision) -> dict[str, Any]:
    """Beside what stands in the place of a grant: nobody decides it anew."""
    return {
        CARRIED_FROM: source.pk,
        "evidence": decision.evidence,
        "replaces_id": decision.pk,
        "recorded_for_id": decision.recorded_for_id,
    }


def _append(by: Actor, entry: Entry) -> Any:
    (row,) = Appending(by).rows([entry])
    if isinstance(row, Change):
        check_once(row)
    row.save(force_insert=True)
    return row


def _keep(by: Actor, task: TransitionTask, decision: Decision | None) -> None:
    """Let the task say what stands of its grant: another decision, or that it is to be judged again."""
    if decision == task.decision:
        return
    task.decision = decision
    if decision is None:
        task.state, task.why, task.ended_at, task.ended_by = TransitionTask.OPEN, "", None, None
        task.sources.update(judged="", why="")
        words = {"person": task.person.ref if task.person else "", "standard": task.standard_id}
        subject = f"transition task:{task.pk}"
        record_event(by=by, action="reopen_equivalence", subject=subject, words={**words, "why": TAKEN_BACK})
    task.save(update_fields=["decision", "state", "why", "ended_at", "ended_by"])


def _repeat(
    by: Actor, task: TransitionTask, person: Person, model: Any, since: date | None
) -> Iterator[Done]:
    """Repeat on the new standard the revocations, or the suspensions, of the old ones used since a grant; take back
    what no longer is so there. `since` none: nothing is granted.
    """
    olds = [source.old_id for source in task.sources.all()]
    there = known(
        model.objects.filter(person=person, standard=task.standard_id, carried_from__standard__in=olds), None
    )
    wanted = known(model.objects.filter(person=person, standard__in=_used(task)), None)
    if model is Decision:
        there = there.filter(outcome=facts.REVOKED, context=task.context)
        wanted = wanted.filter(outcome=facts.REVOKED, decided_on__gte=since or date.max)
        wanted = wanted.filter(context__in=["", task.context]) if task.context else wanted
    else:
        wanted = wanted.filter(Q(to_on__isnull=True) | Q(to_on__gt=since or date.max))
    sources = {row.pk: row for row in wanted.select_related("person")} if since is not None else {}
    stands = {row.carried_from_id: row for row in there.select_related("person")}
    for key in stands.keys() - sources.keys():
        retract_row(by, stands[key], TAKEN_BACK)
        yield Done(RETRACT, stands[key], TAKEN_BACK)
    for key in sorted(sources.keys() - stands.keys()):
        fact = replace(to_fact(sources[key]), standard=task.standard_id, recorded_on=None)
        if model is Decision:
            fact = replace(fact, context=task.context)
        yield Done(APPEND, _append(by, entry_of((fact, sources[key]))))


# -- what is owed on an old standard is owed on the new one ----------------------------------------------------


def follow_changes(by: Actor, target: str) -> Iterator[Done]:
    """Repeat on a standard, of those to whom it was granted, the changes to the old standards that were used: same
    subject, version, class and days. A version that the standard has already stays as it is; where an earlier
    revision's asks something else there, it is repeated under a subject of its own, as where people are carried.
    """
    tasks = _granted(target)
    linked = set(olds_carried_onto(target))
    rows = list(known(Change.objects.filter(standard=target).select_related("carried_from"), None))
    mine = [row for row in rows if _is_of_grants(row, linked)]
    stands: Stands = {(row.subject, row.version): row for row in rows if row not in mine}
    named: dict[int, str] = {}
    wanted: dict[tuple[str, int], Change] = {}
    for source in _asked_by_grants(tasks):
        named[source.pk] = subject = _subject_there(source, {**stands, **wanted})
        wanted.setdefault((subject, source.version), source)
    there = {(row.subject, row.version): row for row in mine}
    for key, row in there.items():
        if key not in wanted or not _same(row, wanted[key]):
            retract_row(by, row, TAKEN_BACK)
            yield Done(RETRACT, row, TAKEN_BACK)
    for key, source in wanted.items():
        if key not in stands and (key not in there or not _same(there[key], source)):
            population = carried_population(key[0], target)
            fact = replace(repeated_on(to_fact(source), target), subject=key[0], population=population)
            yield Done(APPEND, _append(by, entry_of((fact, source))))
    for task in tasks:
        yield from _memberships(by, task, named)


Stands = dict[tuple[str, int], Change]
"""The changes of a standard, by their subject and version."""


def _asked_by_grants(tasks: Collection[TransitionTask]) -> list[Change]:
    """The changes to the old standards used that ask something after the grant. What is signed for comes first, since
    no signature bears on a bridge that has another subject.
    """
    found = {
        row.pk: row
        for task in tasks
        for row in known(Change.objects.filter(standard__in=_used(task)), None).order_by("pk")
        if task.decision is not None and _asks_after(row, task.decision.decided_on)
    }
    return sorted(found.values(), key=lambda row: row.change_class == facts.BRIDGING)


def _subject_there(source: Change, there: Stands) -> str:
    """The subject under which a change stands on the new standard: its own, unless that asks something else there."""
    stands = there.get((source.subject, source.version))
    if stands is None or _same(stands, source) or not asks_those_carried(to_fact(source)):
        return source.subject
    return subject_apart(source.subject, source.standard_id)


def _granted(target: str) -> list[TransitionTask]:
    tasks = TransitionTask.objects.filter(
        standard=target, state=TransitionTask.GRANTED, batch__state=Batch.ACTIVE
    )
    return list(tasks.select_related("person", "decision").prefetch_related("sources").order_by("pk"))


def _asks_after(row: Change, day: date) -> bool:
    return row.withdrawn_on is None or row.withdrawn_on > day


def _is_of_grants(row: Change, linked: Collection[str]) -> bool:
    """Whether a change was repeated for grants, and not with people carried over from the standards linked."""
    source = row.carried_from
    if source is None or source.standard_id in linked:
        return False
    return row.population == carried_population(row.subject, row.standard_id)


def _same(row: Change, source: Change) -> bool:
    names = ("change_class", "effective_on", "due_on", "withdrawn_on")
    return all(getattr(row, name) == getattr(source, name) for name in names)


def _memberships(by: Actor, task: TransitionTask, named: Mapping[int, str]) -> Iterator[Done]:
    """Let whom a standard was granted to belong to those whom the changes of the old ones ask there, from the day of
    the grant; where such a change asks a population, for as long as they belong to it. `named` has the subjects under
    which these changes stand there.
    """
    assert task.person is not None
    assert task.decision is not None
    person = task.person.kept
    origin = task.decision.recorded_for_id
    beside = {} if origin is None else {"recorded_for_id": origin}
    facts_of = load_people([person])[person.ref]
    for row in known(Change.objects.filter(standard__in=_used(task)), None):
        subject = named.get(row.pk, row.subject)
        name = carried_population(subject, task.standard_id)
        periods: list[tuple[date, date | None]] = [(task.decision.decided_on, None)]
        if row.population:
            periods = [(one.from_on, one.to_on) for one in facts_of.memberships_of(row.population)]
        if subject != row.subject and row.change_class != facts.BRIDGING:
            # It is to be signed again, so nothing is overdue on the day of the grant.
            since = task.decision.decided_on
            periods = [(max(first, since), last) for first, last in periods if last is None or last > since]
        there = set(
            known(Membership.objects.filter(person=person, population=name), None).values_list(
                "from_on", "to_on"
            )
        )
        for from_on, to_on in periods:
            if _asks_after(row, task.decision.decided_on) and (from_on, to_on) not in there:
                there.add((from_on, to_on))
                words = carried_words(row.name, row.standard_id)
                entry = Entry(facts.Membership(person.ref, name, from_on, to_on), words, beside)
                yield Done(APPEND, _append(by, entry))
