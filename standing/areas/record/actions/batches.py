"""Facts that come together, however many: staged some at a time (`staging`), then facts all at once, or never.

A staged row is no fact. Activating is one transaction with one audit event, which holds a digest over all the rows;
`standing check` computes it again. Whoever was interrupted goes on staging, activates, or discards: until then every
answer is as before. Whether somebody may is asked by the action that comes here.
"""

from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import QuerySet

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, record_event, record_events, writing
from standing.areas.record import models
from standing.areas.record.actions.entries import account_of, check_once
from standing.areas.record.actions.following import FOLLOWED, Done, follow, follow_beside, follow_many
from standing.areas.record.actions.freshening import mark_all_stale, stale_all_of
from standing.areas.record.checks import check_not_about_oneself
from standing.areas.record.digests import FACT_TABLES, Digested, digest_retracted, digest_written
from standing.areas.record.following import memberships_onto, olds_carried_onto, olds_signed_apart
from standing.areas.record.models import Batch, CarryLink
from standing.areas.record.trail import RETRACT
from standing.areas.record.trail_of_batches import ACTIVATE, RETRACT_ALL
from standing.areas.refusals import Refused

OPEN, DISCARD = "open_batch", "discard_batch"
LONGEST_REASON = 500


@writing()
def open_batch(*, by: Actor, kind: str, name: str, source: str = "", sha256: str = "") -> Batch:
    """Begin a batch: a kind ("import", "adoption"), a name in words, and the file it is read from, if any."""
    batch = Batch.objects.create(
        kind=kind, name=name, source=source, sha256=sha256, made_at=clock.now(), made_by=account_of(by)
    )
    record_event(by=by, action=OPEN, subject=batch.subject, words=_words(batch))
    return batch


@writing()
def activate_batch(*, by: Actor, batch: Batch, why: str = "") -> Batch:
    """Make every staged row of a batch a fact recorded now, all in one transaction. Done twice, it is done once.

    Raises `Refused` if the batch was discarded or retracted, or a change or refresh rule of it is there already;
    then nothing is written.
    """
    current = _locked(batch)
    if current.state == Batch.ACTIVE:
        return current
    check_in_state(current, Batch.STAGED, "It cannot be put into the record any more. Begin another.")
    moment = clock.now()
    for model in FACT_TABLES:
        staged = model.everything.filter(batch=current, staged=True)
        if model in (models.Change, models.RefreshRule):
            for row in staged:
                check_once(row)
        staged.update(staged=False, recorded_on=clock.today(), recorded_at=moment, recorded_by=account_of(by))
    current.state, current.activated_at, current.activated_by = Batch.ACTIVE, moment, account_of(by)
    current.save()
    followed = follow_many(by, *_what_was_written(current), batch=current)
    beside = _follow_beside(by, current)
    mark_all_stale(one.row for one in beside)
    mark_all_stale(one.row for one in followed)
    digested = digest_written(current)
    people = stale_all_of([model.everything.filter(batch=current) for model in FACT_TABLES])
    words = _words(current) | _counted(digested) | {"people": people} | ({"why": why} if why else {})
    record_event(by=by, action=ACTIVATE, subject=current.subject, words=words)
    # What is carried over came with the batch; what that puts in the place of went by itself.
    record_events(by=by, said=[one.said for one in followed if one.done == RETRACT])
    record_events(by=by, said=[one.said for one in beside])
    return current


@writing()
def discard_batch(*, by: Actor, batch: Batch, why: str = "") -> Batch:
    """Delete the staged rows of a batch: they never were facts. Raises `Refused` if they are by now."""
    current = _locked(batch)
    check_in_state(current, Batch.STAGED, "What is in the record is retracted, not thrown away.")
    counts = {}
    for model in reversed(FACT_TABLES):
        rows = model.everything.filter(batch=current, staged=True)
        if number := rows._raw_delete(rows.db):
            counts[model.kind] = number
    _end(current, by, Batch.DISCARDED, why)
    words = _words(current) | {"rows": counts} | ({"why": why} if why else {})
    record_event(by=by, action=DISCARD, subject=current.subject, words=words)
    return current


@writing()
def retract_batch(*, by: Actor, batch: Batch, why: str) -> Batch:
    """Retract every row of a batch that is not retracted yet, in one transaction, with one audit event.

    Raises `Refused` without a reason or if the batch is not in the record, and `NotAllowed` if it decides about
    the person of the asking account.
    """
    if not why.strip():
        raise Refused("Say why this is retracted: the reason stays with it.", field="why")
    if len(why.strip()) > LONGEST_REASON:
        raise Refused(f"Say why in {LONGEST_REASON} characters or fewer.", field="why")
    current = _locked(batch)
    check_in_state(current, Batch.ACTIVE, "Only what is in the record can be retracted, and only once.")
    _check_not_about_oneself(by, current)
    _end(current, by, Batch.RETRACTED, why)
    about, changes = _what_was_written(current)
    for model in FACT_TABLES:
        _retract_rows(by, current, model.objects.filter(batch=current))
    _retract_what_was_carried(by, current)
    for old, people_left in _no_longer_asked(by, current).items():
        about[old] = {*about.get(old, ()), *people_left}
    digested = digest_retracted(current)
    people = stale_all_of([model.everything.filter(retracted_with=current) for model in FACT_TABLES])
    words = _words(current) | _counted(digested) | {"people": people, "why": current.ended_why}
    record_event(by=by, action=RETRACT_ALL, subject=current.subject, words=words)
    followed = [*follow_many(by, about, changes), *_follow_beside(by, current)]
    mark_all_stale(one.row for one in followed)
    record_events(by=by, said=[one.said for one in followed])
    return current


def _retract_rows(by: Actor, batch: Batch, rows: "QuerySet[Any]") -> int:
    """Retract those of the rows that are not retracted yet, with the batch. How many that were."""
    return rows.filter(retracted_on__isnull=True).update(
        retracted_on=clock.today(),
        retracted_at=batch.ended_at,
        retracted_by=account_of(by),
        retraction_reason=batch.ended_why,
        retracted_with=batch,
    )


def _retract_what_was_carried(by: Actor, batch: Batch) -> None:
    """Retract what was carried over by the links of a batch, and from anything retracted with it, however far."""
    model: Any
    for link in batch.links.all():
        for model in FOLLOWED:
            rows = model.everything.filter(carried_from__standard=link.old_id, standard=link.new_id)
            _retract_rows(by, batch, rows.filter(staged=False))
    gone = 1
    while gone:
        gone = 0
        for model in FOLLOWED:
            gone += _retract_rows(by, batch, model.objects.filter(carried_from__retracted_with=batch))


def _no_longer_asked(by: Actor, batch: Batch) -> dict[str, Collection[int]]:
    """Retract that people were asked because the links of a batch carried them onto a standard. Onto one that another
    revision carries people too, who is still asked follows from that: the people, by its old standards and by key.
    """
    onto = {link.new_id: olds_carried_onto(link.new_id) for link in batch.links.all()}
    _retract_rows(by, batch, memberships_onto([new for new, olds in onto.items() if not olds]))
    left: dict[str, Collection[int]] = {}
    for new, olds in onto.items():
        people = set(memberships_onto([new]).values_list("person", flat=True)) if olds else set()
        left |= {old: {*left.get(old, ()), *people} for old in olds}
    return left


def _follow_beside(by: Actor, batch: Batch) -> list[Done]:
    """What areas above write because of the rows of a batch, and what that brings on new editions."""
    with_standard = (models.Decision, models.Suspension, models.Change)
    standards = {
        standard
        for model in with_standard
        for standard in model._default_manager.filter(batch=batch)
        .order_by("standard")
        .values_list("standard", flat=True)
        .distinct()
        if standard
    }

    def people() -> set[int]:
        rows = (model._default_manager.filter(batch=batch) for model in (models.Decision, models.Suspension))
        return {key for those in rows for key in those.values_list("person", flat=True)}

    done = follow_beside(by, standards, people)
    return [*done, *follow(by, [one.row for one in done])]


def _what_was_written(batch: Batch) -> tuple[dict[str, Collection[int]], bool]:
    """The people whom the batch says something about that is carried over, by the old standard and by key; and whether
    it has changes to such a standard.
    """
    olds = set(CarryLink.objects.filter(batch__state=Batch.ACTIVE).values_list("old", flat=True))
    about: dict[str, set[int]] = {}
    for model in (models.Decision, models.Suspension) if olds else ():
        rows = model.objects.filter(batch=batch, standard__in=olds)
        for old, person in rows.values_list("standard", "person").distinct():
            about.setdefault(old, set()).add(person)
    for old, person in _signed_apart(batch) if olds else ():
        about.setdefault(old, set()).add(person)
    changed = models.Change.objects.filter(batch=batch, standard__in=olds).values_list("standard", flat=True)
    changes = list(changed) if olds else []
    for old in changes:
        about.setdefault(old, set())
    return dict(about), bool(changes)


def _signed_apart(batch: Batch) -> Iterator[tuple[str, int]]:
    """The people whose signatures the batch has, by the old standards whose change a later revision repeats under
    another subject.
    """
    signed = models.Signature.objects.filter(batch=batch).values_list("subject", "person").distinct()
    people: dict[str, set[int]] = {}
    for subject, person in signed:
        people.setdefault(subject, set()).add(person)
    for subject, keys in people.items():
        yield from ((old, key) for old in sorted(olds_signed_apart([subject])) for key in keys)


def _check_not_about_oneself(by: Actor, batch: Batch) -> None:
    """Nobody retracts a decision about themself, in a batch or alone; what was carried over is nobody's finding."""
    account = account_of(by)
    if account is None or account.person is None:
        return
    if models.Decision.objects.filter(batch=batch, person=account.person, carried_from=None).exists():
        check_not_about_oneself(by, account.person.ref)


def _locked(batch: Batch) -> Batch:
    """The batch as it is now: whoever writes has taken their turn, so it stays so."""
    return Batch.objects.get(pk=batch.pk)


def check_in_state(batch: Batch, state: str, otherwise: str) -> None:
    """Raises `Refused` where a batch, as it is now, is in another state; `otherwise` says what to do then."""
    found = Batch.objects.values_list("state", flat=True).get(pk=batch.pk)
    if found != state:
        words = {Batch.STAGED: "waits", Batch.ACTIVE: "is in the record"}.get(found, f"was {found}")
        raise Refused(f"“{batch.name}” {words}. {otherwise}")


def _end(batch: Batch, by: Actor, state: str, why: str) -> None:
    batch.state, batch.ended_at, batch.ended_by = state, clock.now(), account_of(by)
    batch.ended_why = why.strip()
    batch.save()


def _words(batch: Batch) -> dict[str, Any]:
    """What every event of a batch says of it."""
    words = {"kind": batch.kind, "name": batch.name, "source": batch.source, "sha256": batch.sha256}
    return {name: value for name, value in words.items() if value}


def _counted(digested: Digested) -> dict[str, Any]:
    return {"rows": dict(digested.counts), "digest": digested.digest}
