"""What can be done to the audit trail as a whole, and who may."""

from pathlib import Path

from django.db import transaction

from standing.areas.audit.actions import Actor, System, erase_words, record_event, writing
from standing.areas.audit.anchor import anchor_file, replace_anchor
from standing.areas.audit.models import Event
from standing.areas.people.checks import checked_text
from standing.areas.people.permissions import check_can
from standing.areas.people.roles import Ability


@writing()
def erase_event_words(*, by: Actor, event: Event, why: str) -> Event:
    """Erase the words of an event for good, and return the event that says so. As
    `audit.actions.erase_words`.
    """
    check_can(by, Ability.ERASE_WORDS)
    return erase_words(by=by, event=event, why=why)


def begin_trail(*, by: System) -> Path | None:
    """Begin the audit trail of a new store, and return where the anchor of an earlier one in its place was put aside.

    Does nothing to a trail that has begun: its anchor must stay as it is.
    """
    with writing():
        if Event.objects.exists():
            return None
        aside = replace_anchor()
        words = {"earlier_anchor": aside.name if aside else None}
        record_event(by=by, action="begin_trail", subject="trail:anchor", words=words)
        return aside


def anchor_trail(*, by: System, why: str) -> Path | None:
    """Anchor the audit trail as it is now, and return where an earlier anchor was put aside.

    For a restored store, and after a problem that has been looked into. It is an event itself, so that it
    shows. No account may, whatever its roles: whoever answers for the file does it on the server.
    """
    why = checked_text(why, field="why", what="why the audit trail is anchored again", longest=500)
    aside: list[Path | None] = []
    with writing():
        # Before the event asks for the anchor to move on from where it was: here it may not follow the chain.
        transaction.on_commit(lambda: aside.append(replace_anchor()))
        words = {"why": why, "file": anchor_file().name}
        record_event(by=by, action="anchor_trail", subject="trail:anchor", words=words)
    return aside[0] if aside else None
