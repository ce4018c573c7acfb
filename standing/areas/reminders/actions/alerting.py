"""Telling people of a safety alert at once: it does not wait for the message of the day."""

from __future__ import annotations

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, writing
from standing.areas.people.models import Account
from standing.areas.record.presenters.inbox import sign_key
from standing.areas.record.selectors.alerts import AlertToSign, accounts_with_alert, alerts_to_sign
from standing.areas.reminders.actions.making import Text, keep_message
from standing.areas.reminders.models import Message
from standing.areas.reminders.selectors.telling import told_before
from standing.areas.reminders.wording import body_of_alert, subject_of_alert, why_of_alert
from standing.core.reminding import Thing


def tell_alert(*, by: Actor, subject: str, version: int) -> list[Message]:
    """Make a message for everybody who must sign this alert today and was not told of it, by this or by the message of
    a day. An account at a time: run twice, or beside the work of the day, nobody is told twice.
    """
    found = list(accounts_with_alert(subject, version))
    made = (_make(by, account, subject, version) for account in found)
    return [message for message in made if message is not None]


@writing()
def _make(by: Actor, account: Account, subject: str, version: int) -> Message | None:
    thing = Thing(sign_key(subject, version), None)
    alert = _to_sign(account, subject, version)
    if alert is None or told_before(account, [thing.key]):
        return None
    text = Text(subject_of_alert(), body_of_alert(account, alert), why_of_alert())
    # By the key it has in the list of what waits: the message of the day reminds of it, once a week has passed.
    return keep_message(by, account, clock.today(), text, [thing])


def _to_sign(account: Account, subject: str, version: int) -> AlertToSign | None:
    """The alert, if it is still to be signed: somebody may have signed it since the list was made."""
    for alert in alerts_to_sign(by=account):
        if (alert.subject, alert.version) == (subject, version):
            return alert
    return None
