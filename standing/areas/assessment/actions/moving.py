"""The one way a claim moves: by the table of states, with a step of its history and an event, and the record following.

Only the actions of this area use it: they ask first whether somebody may, beyond what the table says.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from standing.areas.assessment.models import Claim, Step
from standing.areas.assessment.permissions import parties_of
from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, record_event
from standing.areas.people.models import Account
from standing.areas.record import models as record
from standing.areas.record.actions import Entry, append_facts
from standing.areas.record.actions.workforce import end_fact
from standing.areas.record.loading import known
from standing.areas.refusals import Refused
from standing.core.assessing.states import WORKING, Move, NoSuchMove, Party, State, after
from standing.core.rules import facts


def account_of(by: Actor) -> Account | None:
    """The account that does something; none for a command on the server, which the event names."""
    return by if isinstance(by, Account) else None


def fresh(claim: Claim) -> Claim:
    """The claim as it is now, held until the transaction ends, so that two moves at once take turns."""
    rows = Claim.objects.select_for_update(of=("self",))
    return rows.select_related("person", "standard", "fact__person").get(pk=claim.pk)


def check_move(by: Actor, claim: Claim, move: Move, parties: Collection[Party] | None = None) -> State:
    """The state that a move would lead to. Raises `Refused`, in the words of the table."""
    try:
        return after(claim.at, move, parties_of(by, claim) if parties is None else parties)
    except NoSuchMove as none:
        raise Refused(str(none)) from none


def make_move(
    *,
    by: Actor,
    claim: Claim,
    move: Move,
    action: str,
    words: str = "",
    parties: Collection[Party] | None = None,
    said: Mapping[str, Any] | None = None,
    **columns: Any,
) -> Step:
    """Move a claim that was read by `fresh`; `columns` of it are set on the way. `said` goes into the event, and never
    a text that somebody wrote about practice: those stay in the rows, from which they can be taken. Raises `Refused`.
    """
    before, to = claim.at, check_move(by, claim, move, parties)
    for name, value in columns.items():
        setattr(claim, name, value)
    if before is not to:
        claim.state, claim.since = to.value, clock.now()
    let_the_record_follow(by, claim, move, to)
    claim.save()
    step = add_step(by=by, claim=claim, move=move, before=before, words=words)
    record_event(
        by=by,
        action=action,
        subject=claim.subject,
        words={"from": before.value, "to": to.value, "person": claim.person.ref, **(said or {})},
    )
    return step


def add_step(*, by: Actor, claim: Claim, move: Move | None, before: State | None, words: str = "") -> Step:
    """Add a line to the history of a claim."""
    return Step.objects.create(
        claim=claim,
        move=move.value if move else "",
        from_state=before.value if before else "",
        to_state=claim.state,
        at=clock.now(),
        by=account_of(by),
        words=words.strip(),
    )


def let_the_record_follow(by: Actor, claim: Claim, move: Move, to: State) -> None:
    """The record has an open claim of the person on the standard while, and only while, they work towards it."""
    if (to in WORKING) == (claim.fact_id is not None):
        return
    if to in WORKING:
        claim.fact = open_fact(by, claim)
        return
    fact, claim.fact = claim.fact, None
    others = Claim.objects.filter(fact=fact).exclude(pk=claim.pk)
    if fact is None or fact.retracted_on is not None or fact.closed_on is not None or others.exists():
        return
    end_fact(by, fact, max(clock.today(), fact.opened_on), f"{move.value} ({claim.subject})")


def open_fact(by: Actor, claim: Claim) -> record.Claim:
    """The open claim of the record: the one that is there, or a new one."""
    person = claim.person.kept
    there = known(record.Claim.objects.filter(person=person, standard=claim.standard), None)
    found = there.filter(closed_on__isnull=True).first()
    if found is not None:
        return found
    fact = facts.Claim(person.ref, claim.standard_id, clock.today())
    (row,) = append_facts(by=by, entries=[Entry(fact, source=claim.subject)])
    assert isinstance(row, record.Claim)
    return row
