"""The audit trail and the log of who looked, for those who may see them.

The trail itself lies below accounts and knows no roles: who may is asked here.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.db.models.functions import Lower

from standing.areas.audit import selectors as audit
from standing.areas.audit.actions import Actor
from standing.areas.audit.actors import ACCOUNT_PREFIX, SYSTEM_PREFIX
from standing.areas.audit.anchor import AnchorUnreadable, newest, read_anchor
from standing.areas.audit.models import Event, Look
from standing.areas.people.merging import kept_refs
from standing.areas.people.models import Account, Person
from standing.areas.people.permissions import NotAllowed, can, check_can
from standing.areas.people.roles import Ability
from standing.areas.refusals import Refused
from standing.core.formats.results import Problem


@dataclass(frozen=True)
class SeenEvent:
    """An event, and the name of whoever it is by."""

    event: Event
    actor: str


def events(*, by: Actor, chosen: audit.EventFilter | None = None) -> "QuerySet[Event]":
    """The events chosen, or all, newest first, with their words."""
    check_can(by, Ability.SEE_AUDIT)
    return audit.find_events(chosen or audit.EventFilter())


def with_actors(*, by: Actor, page: Iterable[Event]) -> list[SeenEvent]:
    """These events, each with the name of whoever it is by, in one query however many."""
    check_can(by, Ability.SEE_AUDIT)
    shown = list(page)
    numbers = {
        event.actor.removeprefix(ACCOUNT_PREFIX) for event in shown if event.actor.startswith(ACCOUNT_PREFIX)
    }
    names = {
        account.audit_name: f"{account.name} ({account.email})"
        for account in Account.objects.filter(pk__in=[number for number in numbers if number.isdecimal()])
    }
    return [SeenEvent(event, names.get(event.actor, _in_words(event.actor))) for event in shown]


def events_chosen(
    *, by: Actor, subject: str = "", who: str = "", from_day: date | None = None, to_day: date | None = None
) -> audit.EventFilter:
    """A filter of the trail from what a reader typed: `who` is an address of an account, or a command."""
    check_can(by, Ability.SEE_AUDIT)
    return audit.EventFilter(subject=subject, actor=_actor(who.strip()), from_day=from_day, to_day=to_day)


def _actor(who: str) -> str:
    if "@" not in who:
        return f"{SYSTEM_PREFIX}{who}" if who and not who.startswith((ACCOUNT_PREFIX, SYSTEM_PREFIX)) else who
    account = Account.objects.filter(email__iexact=who).first()
    return account.audit_name if account else who


@dataclass(frozen=True)
class ChainEnd:
    """The newest event and whether it is the one anchored outside the database."""

    sequence: int
    is_anchored: bool


def chain_end(*, by: Actor) -> ChainEnd:
    """How the chain ends, without following it."""
    check_can(by, Ability.SEE_AUDIT)
    head = newest()
    try:
        anchor = read_anchor()
    except AnchorUnreadable:
        anchor = None
    return ChainEnd(head.sequence if head else 0, head == anchor)


def event_by_sequence(*, by: Actor, sequence: int) -> Event:
    """One event with its words. Raises `Refused` when there is none of that number."""
    found = events(by=by).filter(sequence=sequence).first()
    if found is None:
        raise Refused(f"There is no event {sequence}. Look it up in the audit trail.")
    return found


def chain_state(*, by: Actor, at_most: int = 20) -> list[Problem]:
    """The first faults of the chain and its anchor; none when it holds. Follows the whole chain: seconds for
    a million.
    """
    check_can(by, Ability.SEE_AUDIT)
    found: list[Problem] = []
    for problem in audit.check_chain():
        found.append(problem)
        if len(found) == at_most:
            break
    return found


def looks_at(*, by: Actor, person_ref: str) -> "QuerySet[Look]":
    """Who looked at a person's record, newest first: for the person themself, and for whoever sees the audit
    trail.
    """
    if not _is_own(by, person_ref) and not can(by, Ability.SEE_AUDIT):
        raise NotAllowed("You cannot see who looked at this record. Ask the person themself, or an auditor.")
    merged = [old for old, kept in kept_refs().items() if kept == person_ref]
    return audit.find_looks(person_ref, *_as_written(merged))


def _as_written(refs: Collection[str]) -> list[str]:
    found = Person.everybody.annotate(folded=Lower("ref")).filter(folded__in=refs)
    return list(found.values_list("ref", flat=True)) if refs else []


def _is_own(by: Actor, person_ref: str) -> bool:
    return isinstance(by, Account) and by.is_active and by.person is not None and by.person.ref == person_ref


def _in_words(actor: str) -> str:
    if actor.startswith(SYSTEM_PREFIX):
        return f"the command standing {actor.removeprefix(SYSTEM_PREFIX)}"
    return actor
