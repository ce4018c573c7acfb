"""RULES part 5: what becomes of everything that somebody holds and a revision speaks of.

Every holding ends as kept, carried, awaiting a named person, or withdrawn: nobody is lost silently.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from standing.core.rules.carry_over import CrosswalkRow
from standing.core.rules.carrying import ENDED, NOTHING, CarriedOver
from standing.core.rules.facts import Decision
from standing.core.rules.holding import walk
from standing.core.rules.known import Asked, PersonFacts, StandardRules
from standing.core.rules.links import CARRYING, JUDGED

KEPT, CARRIED, AWAITING, WITHDRAWN = "kept", "carried", "awaiting", "withdrawn"
FATES = (KEPT, CARRIED, AWAITING, WITHDRAWN)
"""What becomes of what somebody held: every holding ends as one of these."""

OFFER = "offer"
"""Evidence is offered, and looked at, whatever it is worth: nothing is granted by it."""

LAPSED = "It had expired before an assessor could judge it."
REVOKED_BEFORE = "It was revoked before an assessor could judge it."


@dataclass(frozen=True)
class Fate:
    """What becomes of one thing held: an old standard in a context.

    `why` is filled in where a person has to decide; and where nothing can be carried, because what is held could not
    be used by an assessor: that ends with the old edition, as what has no successor does.
    """

    old: str
    context: str
    fate: str
    why: str = ""

    @property
    def is_not_carried(self) -> bool:
        """Whether it is withdrawn though the old standard has a successor."""
        return self.fate == WITHDRAWN and bool(self.why)


@dataclass(frozen=True)
class Days:
    """The days that decide what becomes of a holding: the day from which a row is, by its old standard; the end of the
    transition, on which old editions end; and today, if it is asked how that stands today.
    """

    effective: Callable[[str], date]
    transition_ends_on: date
    today: date | None = None

    def judged_from(self, old: str) -> date:
        """The first day on which an assessor can still judge it."""
        effective = self.effective(old)
        return effective if self.today is None else max(effective, self.today)


def fates_of(
    person: PersonFacts,
    asked: Asked,
    rows: Iterable[CrosswalkRow],
    over: Mapping[str, CarriedOver],
    days: Days,
) -> tuple[Fate, ...]:
    """What becomes of everything that a person holds and the rows speak of, on the day each takes effect; with a
    `today`, of what they have come to hold since, in the transition, too.

    `over` is what is written about the person, by the new standard; where nothing is, it may be left out. What waits
    for an assessor and could only be refused, because it cannot count on any day left to judge it, does not wait:
    nothing is carried.
    """
    return tuple(fate for row in rows for fate in _of_row(person, asked, row, over, days))


def _of_row(
    person: PersonFacts, asked: Asked, row: CrosswalkRow, over: Mapping[str, CarriedOver], days: Days
) -> Iterator[Fate]:
    for context in _held_on(person, asked, row.old, days):
        waits = _waits_for(row, context, over)
        of_no_use = ""
        if waits and row.treatment != OFFER:
            of_no_use = _of_no_use(person, asked.standards[row.old], context, row.old, days)
        if row.kind == "unchanged":
            yield Fate(row.old, context, KEPT)
        elif of_no_use:
            yield Fate(row.old, context, WITHDRAWN, of_no_use)
        elif waits:
            yield Fate(row.old, context, AWAITING, waits)
        else:
            yield Fate(row.old, context, CARRIED if row.treatment in CARRYING else WITHDRAWN)


def _held_on(person: PersonFacts, asked: Asked, standard: str, days: Days) -> list[str]:
    decisions = person.decisions_on(standard)
    if not decisions:
        return []
    first, last = days.effective(standard), min(days.judged_from(standard), days.transition_ends_on)
    later = {row.in_effect_from for row in decisions if first < row.in_effect_from <= last}
    return [
        context
        for context in sorted(person.contexts_of(standard))
        if any(_is_held(decisions, asked.standards[standard], context, day) for day in (first, *later))
    ]


def _is_held(decisions: Sequence[Decision], rules: StandardRules, context: str, day: date) -> bool:
    holding = walk(decisions, rules, context, day).holding
    return holding is not None and not holding.is_beyond_grace(day)


def _waits_for(row: CrosswalkRow, context: str, over: Mapping[str, CarriedOver]) -> str:
    """Why a person has to decide about what is held; empty where nobody has to."""
    if row.treatment in JUDGED:
        return f"{row.treatment}: an assessor decides."
    if row.treatment in CARRYING:
        for one in over.get(row.new[0], NOTHING).uncarried:
            if one.link.old == row.old and one.context in (context, one.link.context):
                return one.why
    return ""


def _of_no_use(person: PersonFacts, rules: StandardRules, context: str, old: str, days: Days) -> str:
    """Why no assessor could use what is held, on any day left, unless more is recorded; empty where one could."""
    day = days.judged_from(old)
    holding = walk(person.decisions_on(old), rules, context, day).holding
    last_day = min(days.transition_ends_on, rules.ends_on or days.transition_ends_on)
    if holding is None:
        return REVOKED_BEFORE
    if last_day < day:
        return ENDED
    return LAPSED if holding.expires_on is not None and holding.expires_on < day else ""
