"""RULES part 5, `replaced` and `split`: what an assessor may grant on a new standard for decisions on old ones."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from standing.core.rules.days import add_months
from standing.core.rules.facts import LONGEST_EXPIRY_MONTHS, Decision
from standing.core.rules.holding import Holding, walk
from standing.core.rules.known import Asked, PersonFacts, StandardRules
from standing.core.rules.status import Standing, situation_on, standing_in


@dataclass(frozen=True)
class Source:
    """How somebody stands on an old standard, in the context in which a new one is judged."""

    standard: str
    context: str
    standing: Standing
    holding: Holding | None

    @property
    def can_be_used(self) -> bool:
        """Whether it counts: nothing else can be used."""
        return self.standing.counts and self.holding is not None


@dataclass(frozen=True)
class Granted:
    """What a grant writes: a `met` that expires no later, and shows practice no later, than any source used."""

    expires_on: date | None
    practice_as_of: date


def is_longer(held: Holding, granted: Granted) -> bool:
    """Whether somebody has the new standard already, for as long or longer than this would give."""
    if held.expires_on is None:
        return True
    return granted.expires_on is not None and held.expires_on >= granted.expires_on


class CannotGrant(ValueError):
    """The sources chosen cannot be granted on. The words say why."""


def sources_on(
    person: PersonFacts, asked: Asked, standards: Collection[str], context: str, day: date
) -> list[Source]:
    """How the person stands on each of the old standards on a day."""
    found = []
    for standard in standards:
        situation = situation_on(person, asked, standard, context, day)
        found.append(Source(standard, context, standing_in(situation, day), situation.walk.holding))
    return found


def granted_on(used: Sequence[Source], rules: StandardRules, effective_on: date, day: date) -> Granted:
    """What is granted on a day for the sources used: the earliest expiry and the earliest practice among them.

    Where none of them expires and the new standard does, it expires a validity after the effective day, as for what
    is carried. Raises `CannotGrant` without a source, for one that does not count, and where it would have expired.
    """
    if not used:
        raise CannotGrant("Use one old standard or more, or refuse it.")
    holdings = []
    for source in used:
        if not source.can_be_used or source.holding is None:
            raise CannotGrant(f"{source.standard} does not count today, so it cannot be used.")
        holdings.append(source.holding)
    expiry = min((held.expires_on for held in holdings if held.expires_on is not None), default=None)
    months = rules.for_decision(day).validity_months
    if expiry is None and months is not None:
        expiry = add_months(effective_on, months)
    if expiry is not None:
        expiry = min(expiry, add_months(day, LONGEST_EXPIRY_MONTHS))
        if expiry < day:
            raise CannotGrant(
                f"It would have expired on {expiry.isoformat()}. Assess the person on the new standard instead."
            )
    return Granted(expiry, min(held.practice_as_of for held in holdings))


def still_granted(
    person: PersonFacts, asked: Asked, standards: Collection[str], granted: Decision
) -> Decision | None:
    """What stands of a grant, by what is known now of the old standards it used: the same `met`, or one that expires,
    or shows practice, no later than any of them did on the day it was granted; nothing where one was not held then.

    It is never for longer than was granted: what was made longer since is for an assessor.
    """
    day = granted.decided_on
    holdings = []
    for standard in standards:
        rules = asked.standards[standard]
        holding = walk(person.decisions_on(standard), rules, granted.context, day).holding
        if holding is None or holding.is_beyond_grace(day):
            return None
        holdings.append(holding)
    days = [held.expires_on for held in holdings if held.expires_on is not None]
    expiry = min([*days, *([granted.expires_on] if granted.expires_on else [])], default=None)
    if expiry is not None and expiry < day:
        return None
    practice = min(granted.practice, *(held.practice_as_of for held in holdings))
    if (expiry, practice) == (granted.expires_on, granted.practice):
        return granted
    return replace(granted, expires_on=expiry, practice_as_of=practice)
