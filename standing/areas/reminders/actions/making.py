"""Making the messages of the day. Made twice, nothing is told twice."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, record_event, writing
from standing.areas.people.models import Account
from standing.areas.people.permissions import one_reading
from standing.areas.reminders.models import Message, Told
from standing.areas.reminders.selectors.telling import Telling, telling_for
from standing.areas.reminders.wording import body_of, subject_of, why_of
from standing.core.reminding import Thing, stage_on


def make_messages(*, by: Actor, today: date, accounts: Iterable[Account] | None = None) -> list[Message]:
    """Make a message for each open account that is to be told of something today: of all of them, or of some.

    Made for an account, it is worked out again when it is written, in its transaction, so that two runs at once tell
    nobody twice.
    """
    if accounts is None:
        accounts = Account.objects.filter(is_active=True).order_by("pk")
    made = (_make(by, account, today) for account in accounts if not plan(account, today).is_empty)
    return [message for message in made if message is not None]


def plan(account: Account, today: date) -> Telling:
    """What an account would be told today. Nothing is written."""
    with one_reading():
        return telling_for(account, today)


@writing()
def _make(by: Actor, account: Account, today: date) -> Message | None:
    telling = telling_for(account, today)
    if telling.is_empty:
        return None
    text = Text(subject_of(telling), body_of(telling), why_of(telling))
    return keep_message(by, account, today, text, telling.things)


@dataclass(frozen=True)
class Text:
    """What a message says, and why it is sent, in words that name nobody."""

    subject: str
    body: str
    why: list[str]


def keep_message(by: Actor, account: Account, today: date, text: Text, things: Collection[Thing]) -> Message:
    """Keep a message to be sent, and of what it tells, in the caller's transaction."""
    now = clock.now()
    message = Message.objects.create(
        account=account,
        day=today,
        address=account.email,
        subject=text.subject,
        body=text.body,
        why=text.why,
        next_try_at=now,
        made_at=now,
    )
    told = (
        Told(
            message=message,
            account=account,
            key=thing.key,
            stage=stage_on(thing, today),
            due=thing.due,
            on=today,
        )
        for thing in things
    )
    Told.objects.bulk_create(told, batch_size=500)
    words = {"message": message.pk, "things": len(things)}
    record_event(by=by, action="make_messages", subject=account.audit_name, words=words)
    return message
