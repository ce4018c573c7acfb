"""Evidence as assessors know it: its kinds, how old it may be, and which criteria it covers."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from standing.core.rules.days import add_months

OLD_AFTER_MONTHS = 24
"""Evidence older than this on the day of the decision counts as current only if the assessor writes why."""


class Kind(StrEnum):
    """What evidence is, as awarding organisations name it."""

    OBSERVATION = "observation"
    WITNESS = "witness"
    EXPERT_WITNESS = "expert_witness"
    REFLECTION = "reflection"
    DISCUSSION = "discussion"
    PRODUCT = "product"
    SIMULATION = "simulation"
    TRAINING = "training"
    FEEDBACK = "feedback"
    EARLIER_LEARNING = "earlier_learning"

    @property
    def words(self) -> str:
        """The kind as pages say it."""
        return _WORDS[self]

    @property
    def hint(self) -> str:
        """What it is, for somebody who adds it."""
        return _HINTS[self]


_WORDS = {
    Kind.OBSERVATION: "Direct observation",
    Kind.WITNESS: "Witness testimony",
    Kind.EXPERT_WITNESS: "Expert witness testimony",
    Kind.REFLECTION: "Reflective account",
    Kind.DISCUSSION: "Professional discussion",
    Kind.PRODUCT: "Product of work",
    Kind.SIMULATION: "Simulation",
    Kind.TRAINING: "Training record",
    Kind.FEEDBACK: "Feedback from a person who uses services, or a carer",
    Kind.EARLIER_LEARNING: "Recognition of earlier learning",
}

_HINTS = {
    Kind.OBSERVATION: "The assessor saw it being done",
    Kind.WITNESS: "Somebody who saw it says what they saw; they do not judge it",
    Kind.EXPERT_WITNESS: "Somebody competent in this very work says what they saw",
    Kind.REFLECTION: "The practitioner’s own account of what they did and why",
    Kind.DISCUSSION: "The assessor and the practitioner talked it through",
    Kind.PRODUCT: "Something made in the work, such as a plan or a report. Say where it is; never copy it here",
    Kind.SIMULATION: "Done in an exercise",
    Kind.TRAINING: "A course attended or passed",
    Kind.FEEDBACK: "Only with their agreement, which they can take back",
    Kind.EARLIER_LEARNING: "Something learned or shown before, judged against this standard",
}


class Agreement(StrEnum):
    """What the person who was there, or who gave the feedback, said to its being used."""

    GIVEN = "given"
    NOT_NEEDED = "not_needed"

    @property
    def words(self) -> str:
        """The agreement as pages say it."""
        return {Agreement.GIVEN: "They agreed", Agreement.NOT_NEEDED: "Nobody who uses services was there"}[
            self
        ]


ASKS_AGREEMENT = frozenset({Kind.OBSERVATION, Kind.WITNESS, Kind.EXPERT_WITNESS, Kind.FEEDBACK})
"""The kinds at which somebody who uses services may have been present: whether they agreed is asked."""

MUST_AGREE = frozenset({Kind.FEEDBACK})
"""The kinds that cannot be used without agreement."""


class Part(StrEnum):
    """The two parts of a standard's criteria."""

    PERFORMANCE = "performance"
    KNOWLEDGE = "knowledge"

    @property
    def words(self) -> str:
        """The part as standards head it."""
        return {Part.PERFORMANCE: "Performance", Part.KNOWLEDGE: "Knowledge and understanding"}[self]


class Basis(StrEnum):
    """What a claim is judged by."""

    CRITERIA = "criteria"
    SCOPE = "scope"

    @property
    def words(self) -> str:
        """The basis as pages say it: what rests on scope only says so everywhere."""
        return {
            Basis.CRITERIA: "Assessed criterion by criterion",
            Basis.SCOPE: "Assessed on scope only",
        }[self]


@dataclass(frozen=True)
class Piece:
    """A piece of evidence as the judging sees it. `criteria` are the keys of those it is offered for."""

    key: int
    kind: Kind
    made_on: date
    criteria: frozenset[int] = frozenset()


def is_old(made_on: date, decided_on: date) -> bool:
    """Whether evidence is older than 24 months on the day of the decision."""
    return add_months(made_on, OLD_AFTER_MONTHS) < decided_on


@dataclass(frozen=True)
class Coverage:
    """How far the criteria of a claim are covered by evidence. `by` has the pieces for each criterion, in order."""

    by: Mapping[int, tuple[Piece, ...]]

    @property
    def of(self) -> int:
        """How many criteria there are."""
        return len(self.by)

    @property
    def covered(self) -> int:
        """How many have some evidence."""
        return sum(1 for pieces in self.by.values() if pieces)

    @property
    def missing(self) -> tuple[int, ...]:
        """The keys of those that have none, in order."""
        return tuple(key for key, pieces in self.by.items() if not pieces)


def coverage(
    criteria: Iterable[int], pieces: Collection[Piece], *, forbids_simulation: bool = False
) -> Coverage:
    """Which pieces serve which criteria. Where simulation is forbidden, one serves none."""
    usable = [one for one in pieces if not (forbids_simulation and one.kind is Kind.SIMULATION)]
    return Coverage({key: tuple(one for one in usable if key in one.criteria) for key in criteria})


def signed_digest(parts: Mapping[str, str]) -> str:
    """What stands for all that was signed: another digest if any part is another."""
    lines = [f"{len(name)}:{name}{len(text)}:{text}" for name, text in sorted(parts.items())]
    return hashlib.sha256("".join(lines).encode()).hexdigest()
