"""From what a row says of a course to the decision it would be, or why it can be none (rules, parts 1 to 3).

A day on which something was done is a `met` of that day, and the refresh rule says until when it lasts. A day on which
it expires is a `met` that must have been decided one validity before, and lasts until that day. Where a file gives
both, the earlier end counts. A tick is nothing, unless somebody gives one day for its column.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from standing.core.formats.matrix import Meaning
from standing.core.rules.days import add_months
from standing.core.rules.facts import MET, BadFact, Decision
from standing.core.rules.known import StandardRules

NOTED = {
    Meaning.NOT_APPLICABLE: "Not applicable: nothing is written. If the role asks for it, it shows as not held.",
    Meaning.BOOKED: "Booked: nothing is written until it is done.",
    Meaning.DUE: "Due: nothing is written until it is done.",
    Meaning.NOT_HELD: "Not held: nothing is written.",
    Meaning.NOTHING: "Says nothing: nothing is written.",
}
"""What is shown of a cell of which no decision comes."""

NO_DAY = (
    "Ticked without a date: nothing is written, as nobody can say until when it counts. Give one day for the column, "
    "or put the dates in the file."
)

TO_BE_NUMBERED = "new"


class NoDecision(Exception):
    """What a row says of a course comes to no decision. `is_fault` where it should be put right; else it only writes
    nothing.
    """

    def __init__(self, why: str, *, is_fault: bool = True) -> None:
        super().__init__(why)
        self.why, self.is_fault = why, is_fault


def decide(
    *,
    done: date | None,
    expires: date | None,
    states: Collection[Meaning],
    person: str,
    standard: str,
    rules: StandardRules,
    today: date,
    counts_from: date | None = None,
) -> Decision:
    """The decision that a row would be. `counts_from` is the one day given for the ticks of its column.

    Raises `NoDecision`, with words for whoever keeps the file.
    """
    if done is None and expires is None and Meaning.HELD in states:
        done = counts_from
        if done is None:
            raise NoDecision(NO_DAY, is_fault=False)
    if done is not None:
        return _of_day(done, expires, person=person, standard=standard, rules=rules, today=today)
    if expires is not None:
        return _of_expiry(expires, person, standard, rules, today)
    said = [NOTED[each] for each in states if each in NOTED]
    raise NoDecision(said[0] if said else NOTED[Meaning.NOTHING], is_fault=False)


def _of_day(
    done: date, expires: date | None, *, person: str, standard: str, rules: StandardRules, today: date
) -> Decision:
    """A `met` of the day. An expiry that the file gives beside it counts where it is earlier than the rule's."""
    if done > today:
        raise NoDecision(f"Done on {_said(done)}, which is in the future. Put the date right, or say booked.")
    if expires is not None and expires < done:
        raise NoDecision(
            f"Expires on {_said(expires)}, before it was done on {_said(done)}. Put the dates right."
        )
    months = rules.for_decision(done).validity_months
    ruled = None if months is None else add_months(done, months)
    return _met(person, standard, done, expires if ruled is None or (expires and expires < ruled) else None)


def _of_expiry(day: date, person: str, standard: str, rules: StandardRules, today: date) -> Decision:
    """A `met` that expires on the day: decided one validity before, by the rule in force then."""
    months = _validity(day, rules)
    if months is None:
        raise NoDecision(
            f"Expires on {_said(day)}, but the refresh rule of {standard} says that it never expires. "
            "Set the months it lasts, or say that the dates are the days it was done."
        )
    decided_on = add_months(day, -months)
    if decided_on > today:
        raise NoDecision(
            f"Expires on {_said(day)}: lasting {_months(months)}, it would have been done on {_said(decided_on)}, "
            "which is in the future. Put the date or the refresh rule right."
        )
    return _met(person, standard, decided_on, day)


def _validity(expires_on: date, rules: StandardRules) -> int | None:
    """The months of the rule by which something that expires on a day was decided.

    Rules change over time: the newest under which it was decided, or else the one in force now.
    """
    for rule in sorted(rules.rules, key=lambda rule: rule.rule_from or date.min, reverse=True):
        months = rule.validity_months
        if months is not None and rules.for_decision(add_months(expires_on, -months)) is rule:
            return months
    return rules.for_decision(expires_on).validity_months


def _met(person: str, standard: str, decided_on: date, expires_on: date | None) -> Decision:
    try:
        return Decision(TO_BE_NUMBERED, person, standard, MET, decided_on, expires_on=expires_on)
    except BadFact as bad:
        raise NoDecision(f"This cannot be recorded: {bad}. Put the date or the refresh rule right.") from None


def _months(months: int) -> str:
    return "1 month" if months == 1 else f"{months} months"


def _said(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
