"""Restricted practice: what somebody does only within limits for a time. Beside the record, not in it.

A restriction leaves its person out of cover and changes nobody's standing, so the rules know nothing of it (part 6).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from standing.core.rules.facts import BadFact


@dataclass(frozen=True)
class RestrictedPractice:
    """From a day until another, what a person does is limited: for one standard or for all. `limits` say how.

    `review_on` is the day by which somebody looks at it again. Nothing ends by itself on that day.
    """

    person: str
    from_on: date
    to_on: date | None
    standard: str
    limits: str
    review_on: date

    def __post_init__(self) -> None:
        if not self.limits.strip():
            raise BadFact("limits", self.limits, "what the person may and may not do, in words")
        if self.to_on is not None and self.to_on < self.from_on:
            raise BadFact("to", self.to_on, f"the day it begins, {self.from_on.isoformat()}, or a later one")
        if self.review_on < self.from_on:
            raise BadFact(
                "review_on", self.review_on, f"the day it begins, {self.from_on.isoformat()}, or later"
            )
