"""The pages about messages: what would be sent and why, what was, and what one is told oneself."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from markupsafe import Markup, escape

from standing.areas.reminders.models import Message
from standing.areas.reminders.selectors.telling import Telling
from standing.areas.reminders.wording import subject_of, why_of
from standing.site.components.lists import Cell, Row, Table
from standing.site.dates import moment, short_day

STATES = {
    Message.TO_SEND: "To be sent",
    Message.SENT: "Handed to the mail server",
    Message.REFUSED: "Refused: the address does not take it",
    Message.GIVEN_UP: "Given up after six attempts",
    Message.WITHDRAWN: "Not sent: the account was closed",
}


def state_words(message: Message) -> str:
    """What became of a message; of one that waits to be tried again, when."""
    if message.state == Message.TO_SEND and message.attempts:
        times = "once" if message.attempts == 1 else f"{message.attempts} times"
        return f"Tried {times}, again {moment(message.next_try_at)}"
    return STATES[message.state]


def preview_table(tellings: Iterable[Telling]) -> Table:
    """Who would be told today of what, and why."""
    return Table(
        name="to-come",
        caption="What would be sent now",
        head=("To", "Why", "Text"),
        rows=[
            (
                one.account.name,
                lines(why_of(one)),
                Cell(
                    subject_of(one),
                    href=reverse("reminders:preview", args=[one.account.pk]),
                    hidden_text=f"to {one.account.name}",
                ),
            )
            for one in tellings
        ],
        stack=True,
        hide_caption=True,
        empty="Nobody on this page of accounts would be told of anything now.",
    )


def messages_table(messages: Iterable[Message], *, named: bool = True) -> Table:
    """Messages that were made, and what became of each."""
    head = ("To", "Day", "What", "What became of it")
    rows = []
    for one in messages:
        row: list[Cell | str] = [
            Cell(short_day(one.day), narrow=True),
            Cell(
                one.subject,
                href=reverse("reminders:message", args=[one.pk]),
                hidden_text=f"of {short_day(one.day)}",
            ),
            state_words(one),
        ]
        rows.append([one.account.name, *row] if named else row)
    return Table(
        name="messages",
        caption="Messages",
        head=head if named else head[1:],
        rows=rows,
        stack=True,
        hide_caption=True,
        empty="No message yet.",
    )


def message_rows(message: Message) -> list[Row]:
    """A message as a list of what is known about it."""
    rows = [
        Row("To", f"{message.account.name}, {message.address}"),
        Row("Subject", message.subject),
        Row("Made", moment(message.made_at)),
        Row("Why", lines(message.why)),
        Row("What became of it", state_words(message)),
    ]
    if message.ended_at:
        rows.append(Row("On", moment(message.ended_at)))
    if message.answer:
        rows.append(Row("The mail server said", message.answer))
    return rows


def telling_rows(telling: Telling) -> list[Row]:
    """What would be sent, before it is."""
    return [
        Row("To", f"{telling.account.name}, {telling.account.email}"),
        Row("Subject", subject_of(telling)),
        Row("Why", lines(why_of(telling))),
    ]


def letter(text: str) -> Markup:
    """The text of a message as paragraphs, its lines as they are."""
    paragraphs = (Markup("<p>{}</p>").format(lines(part.splitlines())) for part in text.strip().split("\n\n"))
    return Markup("\n").join(paragraphs)


def lines(why: Iterable[str]) -> Markup:
    """Reasons, a line each."""
    return Markup("<br>").join(escape(line) for line in why)
