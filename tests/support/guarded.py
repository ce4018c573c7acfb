"""Words that may identify somebody, sent to a page as its author sends them: asked about first, and then kept."""

from __future__ import annotations

from collections.abc import Mapping
from html import unescape
from re import findall
from typing import Any

from django.test import Client

from standing.areas.audit.models import Event
from standing.core.guard.answering import Said
from tests.support.pages import text

NAMED = "As Mrs Oak told us, NHS 943 476 5919"
"""Made up: a name after a title, and a number whose check digit is right."""


def asks_before_it_keeps(client: Client, page: str, sent: Mapping[str, Any]) -> None:
    """Send a page something that holds `NAMED`: what was found is shown masked and nothing is written, what was typed
    stands there still; with an answer it is done, and the audit trail is told of the answer and not of the words.
    """
    before = Event.objects.count()
    shown = client.post(page, sent)
    said = text(shown)
    assert shown.status_code == 200
    assert "Does this name somebody?" in said
    assert "an NHS number (9•• ••• •••9)" in said
    typed = unescape(shown.content.decode()).partition('id="guard"')[2].partition("</div>")[2]
    assert NAMED in typed, "what was typed is in its box"
    assert written_since(before) == []
    done = client.post(page, {**sent, **what_was_found(shown), "guard_said": Said.NOBODY.value})
    assert done.status_code == 302, text(done)
    written = written_since(before)
    answered = [event for event in written if event.action == "answer_guard"]
    assert len(answered) == 1
    assert len(written) > 1, "and what was typed is kept"
    assert answered[0].words.words["answered"] == Said.NOBODY.value
    assert "943" not in str(answered[0].words.words)


def what_was_found(shown: Any) -> dict[str, str]:
    """What a page that asks carries unseen: to which findings an answer would be."""
    (about,) = findall(r'name="guard_about" value="([^"]+)"', shown.content.decode())
    return {"guard_about": about}


def written_since(before: int) -> list[Event]:
    """The events since there were so many, but for those that only tell of a refusal."""
    rows = Event.objects.filter(sequence__gt=before).select_related("words")
    return list(rows.exclude(action__startswith="refused_"))
