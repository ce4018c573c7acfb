"""What of the record waits for somebody, in the shape of everything that waits: their own, and what they may decide."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from standing.areas.people.models import Account
from standing.areas.people.permissions import scope_of
from standing.areas.people.roles import Ability
from standing.areas.record.presenters import standing as words
from standing.areas.record.presenters.decisions import record_href
from standing.areas.record.selectors.cells import AWAY
from standing.areas.record.selectors.changes import ToSign, signatures_owed
from standing.areas.record.selectors.people import own_person
from standing.areas.record.selectors.records import PairOfRecord, RecordOfPerson, record_of
from standing.areas.record.selectors.waiting import asks_for_decision, waiting_for_decision
from standing.areas.record.waiting_since import in_post_since, unbroken_since
from standing.core.engine.explain import Remedy
from standing.core.inbox import Waiting
from standing.core.rules.days import add_days
from standing.core.rules.status import IN_PROGRESS, NOT_HELD, Standing

TO_SIGN, TO_BE_ASSESSED, TO_DECIDE = "To read and sign", "Your standards to be assessed", "Decisions to make"
_PUT_OFF = 9999
"""The year of a due day that waits for the return from a long absence."""


def own_waiting(account: Account, today: date, *, not_required: bool = False) -> Iterator[Waiting]:
    """What an account's own record asks of its person: signatures, and standards in which to be assessed.

    `not_required`: what is held, or was, and no role of theirs asks for, instead of what is asked for.
    """
    person = own_person(by=account)
    if person is None:
        return
    record = record_of(by=account, person=person, at=today)
    for item in signatures_owed(record):
        if item.is_required is not not_required:
            yield _to_sign(item)
    pairs = [pair for pair in record.pairs if pair.is_required is not not_required and _is_to_assess(pair)]
    if pairs:
        since = unbroken_since([person], today, lambda standing: standing.status != "current")
        posts = min((place.assignment.from_on for place in record.places), default=today)
        for pair in pairs:
            key = (person.ref, pair.standard.pk, pair.context)
            first = next((day for found, day in since.items() if found == key), posts)
            yield _to_be_assessed(record, pair, first)


def decisions_waiting(account: Account, today: date) -> Iterator[Waiting]:
    """What waits for this assessor: who is away for long is left out."""
    if not scope_of(account, Ability.RECORD_DECISION, today).anyone:
        return
    cells = [one.cell for one in waiting_for_decision(by=account, at=today) if one.cell.left_out != AWAY]
    people = {cell.person.pk: cell.person for cell in cells}
    since = unbroken_since(list(people.values()), today, asks_for_decision)
    stopped = unbroken_since(list(people.values()), today, _has_stopped)
    began = in_post_since(people)
    for cell in cells:
        yield Waiting(
            key=f"record:decide:{cell.person.ref}:{cell.standard.pk}:{cell.context}",
            what="Decide about",
            about=f"{cell.person.name}: {words.short_standard(cell.standard, cell.context)}",
            since=since.get(cell.pair, began.get(cell.person.pk, today)),
            href=record_href(cell.person, cell.standard.pk, cell.context),
            kind=TO_DECIDE,
            # What has stopped counting was due on the last day it did, whatever its expiry.
            due=add_days(stopped[cell.pair], -1) if cell.pair in stopped else cell.standing.expires_on,
        )


def _has_stopped(standing: Standing) -> bool:
    return not standing.counts and standing.status not in (NOT_HELD, IN_PROGRESS)


def sign_key(subject: str, version: int) -> str:
    """The name for good of a signature that is owed."""
    return f"record:sign:{subject}:{version}"


def _to_sign(item: ToSign) -> Waiting:
    first = item.change.first
    # What has no day to be signed by is a safety alert: it was to be signed from the day it came into force.
    due = item.last_day or first.effective_on
    return Waiting(
        key=sign_key(first.subject, first.version),
        what="Read and sign",
        about=f"{first.title} ({first.subject} version {first.version})",
        since=first.effective_on,
        href=words.sign_href(first.subject, first.version),
        kind=TO_SIGN,
        due=None if due.year == _PUT_OFF else due,
    )


def _is_to_assess(pair: PairOfRecord) -> bool:
    """Whether it waits for something other than a signature: an assessment, or the end of a suspension."""
    if pair.standing.status == "current":
        return False
    others = [item for item in pair.explanation.because if item.remedy != Remedy.SIGN]
    return bool(others) or (pair.is_required and pair.explanation.holding is None)


def _to_be_assessed(record: RecordOfPerson, pair: PairOfRecord, since: date) -> Waiting:
    because = [item for item in pair.explanation.because if item.remedy != Remedy.SIGN]
    suspended = any(item.remedy == Remedy.END_SUSPENSION for item in because)
    days = [item.last_day for item in because if item.last_day and item.last_day.year != _PUT_OFF]
    return Waiting(
        key=f"record:own:{record.person.ref}:{pair.standard.pk}:{pair.context}",
        what="Ask when it ends: you are suspended in" if suspended else _WHAT[pair.standing.status],
        about=words.short_standard(pair.standard, pair.context),
        since=since,
        href=words.pair_href(record.person.ref, pair.standard.pk, pair.context),
        kind=TO_BE_ASSESSED,
        due=_first_day_to_keep(pair.standing, days),
    )


_WHAT = {
    "due": "Be assessed again, or show what changed, in",
    "grace": "Be assessed again in",
    "not_current": "Be assessed again, or show what changed, in",
    "in_progress": "Go on being assessed in",
    "not_held": "Be assessed in",
}


def _first_day_to_keep(standing: Standing, days: list[date]) -> date | None:
    """The day to keep, or that was not kept: what no longer counts was due when it last did."""
    if standing.counts or not standing.expires_on:
        return min(days, default=None)
    return min([*days, standing.expires_on])
