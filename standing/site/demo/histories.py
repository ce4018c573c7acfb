"""What a drawn person did: assessed within weeks of joining, mostly renewed in time, mostly signed what
was to be signed.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from standing.core.rules.days import add_months
from standing.site.demo.cast import Member
from standing.site.demo.plan import CHANGES, ChangePlan, refresh_rule

RENEWS_IN_TIME, RENEWS_IN_GRACE, RENEWS_LATE = 0.88, 0.94, 0.98


@dataclass(frozen=True)
class Assessed:
    """A decision to be: on a standard and context, on a day."""

    standard: str
    context: str
    on: date
    outcome: str = "met"


def assessments(member: Member, today: date, chance: random.Random) -> Iterator[Assessed]:
    """Every time a person was found to meet one of their standards, from joining until today."""
    for standard, context in member.pairs:
        months, _ = refresh_rule(standard)
        day = member.joined_on + timedelta(days=chance.randint(3, 70))
        while day <= today:
            yield Assessed(standard, context, day)
            if months is None:
                break
            day = _renewal(add_months(day, months), chance)


def _renewal(expires_on: date, chance: random.Random) -> date:
    luck = chance.random()
    if luck < RENEWS_IN_TIME:
        return expires_on - timedelta(days=chance.randint(1, 75))
    if luck < RENEWS_IN_GRACE:
        return expires_on + timedelta(days=chance.randint(1, 25))
    late = chance.randint(30, 120) if luck < RENEWS_LATE else 400
    return expires_on + timedelta(days=late)


def shown_again(
    member: Member, change: ChangePlan, effective_on: date, chance: random.Random
) -> Iterator[Assessed]:
    """A new decision by which a person shows practice that a major change or a new edition asks for."""
    outcome = {"major": "met", "bridging": "bridged"}.get(change.change_class)
    usual_days = {"major": 80, "bridging": 330}
    for standard, context in member.pairs:
        if (
            outcome
            and standard in change.standards
            and member.joined_on < effective_on
            and chance.random() < 0.95
        ):
            wait = chance.randint(5, usual_days[change.change_class])
            yield Assessed(standard, context, effective_on + timedelta(days=wait), outcome)


def signing_day(change: ChangePlan, effective_on: date, chance: random.Random) -> date | None:
    """When a person signs a change, if they ever do."""
    if change.change_class not in ("significant", "major", "critical"):
        return None
    if change.change_class == "critical":
        return effective_on + timedelta(days=0 if chance.random() < 0.9 else chance.randint(1, 4))
    luck = chance.random()
    if luck < 0.9:
        return effective_on + timedelta(days=chance.randint(0, 24))
    return effective_on + timedelta(days=chance.randint(30, 55)) if luck < 0.97 else None


def asked_of(member: Member) -> Iterator[ChangePlan]:
    """The changes that touch a standard the person's role asks for."""
    standards = {standard for standard, _ in member.pairs}
    return (change for change in CHANGES if standards.intersection(change.standards))
