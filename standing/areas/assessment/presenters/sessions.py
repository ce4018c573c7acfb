"""A session before it is recorded: who can be decided about, and who cannot and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from standing.areas.assessment.actions import Attendee, SessionDone
from standing.areas.record.words import OUTCOME_WORDS
from standing.core.rules.facts import MET
from standing.site.components.lists import Table


def preview_of(attendees: Sequence[Attendee], refused: Sequence[tuple[Attendee, str]]) -> dict[str, Any]:
    """What the page before recording shows. Without anybody to record there is no button."""
    out = {one.person.pk for one, _ in refused}
    good = [one for one in attendees if one.person.pk not in out]
    number, left = len(good), len(refused)
    people = "person" if number == 1 else "people"
    return {
        "title": "Check before you record it",
        "good": Table(
            name="good",
            caption=f"Can be recorded: {number} {people}",
            head=["Person", "Decision", "Plan"],
            rows=[[one.person.name, OUTCOME_WORDS[one.outcome], one.plan] for one in good],
            stack=True,
            hide_caption=True,
            empty="Nobody can be decided about.",
        ),
        "refused": Table(
            name="refused",
            caption=f"Cannot be recorded: {left}",
            head=["Person", "Decision", "Why not"],
            rows=[[one.person.name, OUTCOME_WORDS[one.outcome], why] for one, why in refused],
            stack=True,
            hide_caption=True,
        ),
        "only": bool(refused),
        "confirm_text": f"Record {number} {people}, and leave out {left}"
        if refused
        else f"Record {number} {people}",
        "full_width": True,
    }


def done_words(done: SessionDone) -> str:
    """What was recorded."""
    met = sum(1 for one in done.decisions if one.outcome == MET)
    waits = sum(1 for one in done.decisions if one.outcome == MET and one.row_id is None)
    words = [f"{len(done.decisions)} recorded: {met} met, {len(done.decisions) - met} not yet met."]
    if waits:
        words.append(f"{waits} of them wait for somebody else to look at them, and do not count before.")
    if done.refusals:
        words.append(f"{len(done.refusals)} left out.")
    return " ".join(words)
