"""What a revision changes for a person, in words to them: the same in notices and on pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from standing.areas.record.words import day_in_words
from standing.areas.revisions.naming import in_context, short, titled
from standing.areas.revisions.transition_lines import (
    DONE,
    JUDGE,
    LOST,
    NOT_CARRIED,
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
    NOT_CARRIED: "Not carried over",
    TO_COME: "To come",
}
NOT_CARRIED_WORDS = "{old} becomes {new}. Your record is not carried over. {why} {settled}"
ASSESSED = "To count on the new standard you are assessed on it."
BESIDE = "An assessor judges the new standard by what else you hold, {beside}, and may grant it for that."
_REFUSED = "Not granted: to be assessed on the new standard"

_ALL_OR_ANY = {"all": "all of ", "any": "any of "}


def held(line: Line) -> str:
    """The old standard by its code and title, and the context it is held in."""
    named = titled(line.old, line.titles)
    return in_context(named, line.context)


def became(line: Line) -> str:
    """What the old standard becomes: the new ones by code and title, and the context the revision names."""
    new = [titled(one, line.titles) for one in line.row.new]
    if not new:
        return "Nothing"
    named = f"{_ALL_OR_ANY[line.row.need]}{'; '.join(new)}" if len(new) > 1 else new[0]
    return in_context(named, line.row.context)


def state_words(line: Line) -> str:
    """How far a line has got, in words."""
    return _REFUSED if line.state == LOST and line.asks != NOTHING else STATE_WORDS[line.state]


def settled_words(line: Line) -> str:
    """Who can settle it, for an old standard that no assessor could use."""
    return BESIDE.format(beside=", ".join(short(one) for one in line.beside)) if line.beside else ASSESSED


def action_words(line: Line) -> str:
    """What there is to do for one standard that somebody holds, where what it becomes stands beside it."""
    by = f" by {day_in_words(line.by_day)}" if line.by_day else ""
    late = " You do not count on the new standard until it is done." if line.state == OVERDUE else ""
    if line.state == DONE:
        return "Nothing more to do."
    if line.state == NOT_CARRIED:
        return f"{line.why} {settled_words(line)}"
    if line.state == LOST and line.asks != NOTHING:
        return "You are assessed on the new standard."
    return {
        SIGN: f"Read what changed and sign it{by}.{late}",
        SHOW: f"Show the new parts to an assessor{by}.{late}",
        JUDGE: f"An assessor judges whether your record meets it{by}.",
        OFFERED: "An assessor looks at your evidence. Nothing is granted by itself.",
        NOTHING: f"It counts up to {day_in_words(line.by_day) if line.by_day else 'the end'}.",
    }[line.asks]


def line_words(line: Line) -> str:
    """What a revision changes for somebody in one standard that they hold, and what they have to do by when."""
    old = held(line)
    day = day_in_words(line.by_day) if line.by_day else ""
    new = became(line)
    if line.state == DONE:
        return f"{old} became {new}. Nothing more to do."
    if line.state == NOT_CARRIED:
        return NOT_CARRIED_WORDS.format(old=old, new=new, why=line.why, settled=settled_words(line))
    by = f" by {day}" if day else ""
    late = " This is overdue, and you do not count until it is done." if line.state == OVERDUE else ""
    sentences = {
        SIGN: f"{old} becomes {new}. Your record is carried over: read what changed and sign it{by}.{late}",
        SHOW: f"{old} becomes {new}. Your record is carried over: show the new parts to an assessor{by}.{late}",
        JUDGE: f"{old} becomes {new}. An assessor judges whether your record meets it{by}.{late}",
        OFFERED: f"{old} was combined into {new}. Your evidence is offered towards it; nothing is granted by itself.",
        NOTHING: f"{old} has no successor. It counts up to {day}.",
    }
    if line.state == LOST and line.asks in (JUDGE, OFFERED):
        return (
            f"{old} becomes {new}. It was not granted for your record: you are assessed on the new standard."
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


def past_words(ends_on: date, today: date) -> str:
    """What whoever adopts a revision should know whose transition is over; nothing while it is not."""
    if ends_on >= today:
        return ""
    return (
        f"The transition ended on {day_in_words(ends_on)}, before today. Once it is adopted, nobody counts on an old "
        "edition any more, and what people owe on the new ones is overdue at once. Rehearse it first; other days need "
        "another version, approved by two people."
    )


def lines_in_words(lines: Iterable[Line]) -> list[str]:
    """What changes for somebody, a sentence or two for each standard they hold."""
    return [line_words(line) for line in lines]
