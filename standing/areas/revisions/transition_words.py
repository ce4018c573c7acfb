"""What a revision changes for a person, in words to them: the same in notices and on pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from standing.areas.record.words import day_in_words
from standing.areas.revisions.transition_lines import (
    DONE,
    JUDGE,
    LOST,
    NOTHING,
    OFFERED,
    OVERDUE,
    OWED,
    SHOW,
    SIGN,
    TO_COME,
    WAITING,
    Line,
)

STATE_WORDS: Mapping[str, str] = {
    DONE: "Done",
    OWED: "To do",
    WAITING: "Waits for an assessor",
    OVERDUE: "Overdue",
    LOST: "Ends without a successor",
    TO_COME: "To come",
}
_REFUSED = "Not granted: to be assessed on the new standard"

_ALL_OR_ANY = {"all": "all of ", "any": "any of "}


def became(line: Line) -> str:
    """What the old standard becomes: the new ones, and the context the revision names."""
    new = line.row.new
    if not new:
        return "nothing"
    named = f"{_ALL_OR_ANY[line.row.need]}{', '.join(new)}" if len(new) > 1 else new[0]
    return f"{named} ({line.row.context})" if line.row.context else named


def state_words(line: Line) -> str:
    """How far a line has got, in words."""
    return _REFUSED if line.state == LOST and line.asks != NOTHING else STATE_WORDS[line.state]


def line_words(line: Line) -> str:
    """What a revision changes for somebody in one standard that they hold, and what they have to do by when."""
    held = f"{line.old} ({line.context})" if line.context else line.old
    day = day_in_words(line.by_day) if line.by_day else ""
    new = became(line)
    if line.state == DONE:
        return f"{held} became {new}. Nothing more to do."
    by = f" by {day}" if day else ""
    late = " This is overdue, and you do not count until it is done." if line.state == OVERDUE else ""
    sentences = {
        SIGN: f"{held} becomes {new}. Your record is carried over: read what changed and sign it{by}.{late}",
        SHOW: f"{held} becomes {new}. Your record is carried over: show the new parts to an assessor{by}.{late}",
        JUDGE: f"{held} becomes {new}. An assessor judges whether your record meets it{by}.{late}",
        OFFERED: f"{held} was combined into {new}. Your evidence is offered towards it; nothing is granted by itself.",
        NOTHING: f"{held} has no successor. It counts up to {day}.",
    }
    if line.state == LOST and line.asks in (JUDGE, OFFERED):
        return (
            f"{held} becomes {new}. It was not granted for your record: you are assessed on the new standard."
        )
    return sentences[line.asks]


def milestone_words(milestone: str, title: str, day: date) -> str:
    """What a notice is about, as its heading."""
    words = day_in_words(day)
    if milestone == "approved":
        return f"{title}: approved on {words}"
    if milestone == "effective":
        return f"{title}: in effect from {words}"
    return f"{title}: {milestone} days left, up to {words}"


def lines_in_words(lines: Iterable[Line]) -> list[str]:
    """What changes for somebody, a sentence or two for each standard they hold."""
    return [line_words(line) for line in lines]
