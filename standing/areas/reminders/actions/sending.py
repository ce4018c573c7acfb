"""Handing messages to the mail server, and keeping what it said.

A message is claimed before it is handed over: should the process end in between, it is tried again after its pause. So
a message may come twice, once in a great while, and is never lost.
"""

from __future__ import annotations

import smtplib
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, record_event, writing
from standing.areas.reminders.models import Message

PAUSES = (5, 30, 120, 360, 720)
"""How many minutes pass after each attempt that failed for now; after one more, the message is given up."""
AT_ONCE = 500
_SAID = 500


@dataclass
class Sent:
    """What became of the messages of a run."""

    sent: int = 0
    again: int = 0
    refused: int = 0
    given_up: int = 0
    withdrawn: int = 0
    said: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Answer:
    """What the mail server said: taken, refused for good, or not now."""

    state: str
    words: str


def send_due(*, by: Actor) -> Sent:
    """Hand every message that is due to the mail server, and keep what became of each.

    An address that is refused for good (a code of 5xx) is not tried again. Anything else is tried again later, with
    longer and longer pauses, and given up after six attempts.
    """
    done = Sent()
    connection = get_connection(fail_silently=False)
    try:
        for key in _due():
            message = _claim(by, key)
            if message is None:
                continue
            if not message.account.is_active:
                _end(by, message, Message.WITHDRAWN, "The account was closed before it was sent.", done)
                continue
            _keep(by, message, _hand_over(connection, message), done)
    finally:
        connection.close()
    return done


def _due() -> list[int]:
    rows = Message.objects.filter(state=Message.TO_SEND, next_try_at__lte=clock.now())
    return list(rows.order_by("made_at", "pk").values_list("pk", flat=True)[:AT_ONCE])


@writing()
def _claim(by: Actor, key: int) -> Message | None:
    """Take a message for this run; none if another took it meanwhile."""
    message = (
        Message.objects.filter(pk=key, state=Message.TO_SEND, next_try_at__lte=clock.now())
        .select_related("account")
        .first()
    )
    if message is None:
        return None
    pause = PAUSES[min(message.attempts, len(PAUSES) - 1)]
    message.attempts += 1
    message.next_try_at = clock.now() + timedelta(minutes=pause)
    message.save(update_fields=["attempts", "next_try_at"])
    return message


def _hand_over(connection: Any, message: Message) -> Answer:
    """Give one message to the mail server."""
    mail = EmailMessage(
        subject=message.subject,
        body=message.body,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[message.address],
        # So that no machine answers, and no holiday notice comes back.
        headers={"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"},
        connection=connection,
    )
    try:
        mail.send(fail_silently=False)
    except smtplib.SMTPRecipientsRefused as refused:
        code, words = next(iter(refused.recipients.values()))
        connection.close()
        return _refusal(code, words)
    except smtplib.SMTPDataError as refused:
        connection.close()
        return _refusal(refused.smtp_code, refused.smtp_error)
    except smtplib.SMTPResponseException as refused:
        # The server will not have us, whoever the message is to: that is for an administrator, and may pass.
        connection.close()
        return Answer(Message.TO_SEND, _words(refused.smtp_code, refused.smtp_error))
    except (smtplib.SMTPException, OSError) as error:
        connection.close()
        return Answer(Message.TO_SEND, f"The mail server could not be reached: {error}"[:_SAID])
    return Answer(Message.SENT, "")


def _refusal(code: int, words: bytes | str) -> Answer:
    state = Message.REFUSED if 500 <= code < 600 else Message.TO_SEND
    return Answer(state, _words(code, words))


def _words(code: int, words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
    return f"{code} {' '.join(text.split())}"[:_SAID]


@writing()
def _keep(by: Actor, message: Message, answer: Answer, done: Sent) -> None:
    if answer.state == Message.TO_SEND and message.attempts <= len(PAUSES):
        message.answer = answer.words
        message.save(update_fields=["answer"])
        done.again += 1
        done.said.append(answer.words)
        return
    state = Message.GIVEN_UP if answer.state == Message.TO_SEND else answer.state
    _end(by, message, state, answer.words, done)


@writing()
def _end(by: Actor, message: Message, state: str, words: str, done: Sent) -> None:
    message.state, message.answer = state, words
    message.next_try_at, message.ended_at = None, clock.now()
    message.save(update_fields=["state", "answer", "next_try_at", "ended_at"])
    setattr(done, state, getattr(done, state) + 1)
    if words:
        done.said.append(words)
    record_event(
        by=by,
        action="send_message",
        subject=message.account.audit_name,
        words={"message": message.pk, "became": state, "attempts": message.attempts},
    )
