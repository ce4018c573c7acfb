"""How far a revision has come: from announced to ended, or undone. One of these stages at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from standing.core.crosswalks.states import State


class Stage(StrEnum):
    """A stage of a revision, in the order in which they are gone through."""

    ANNOUNCED = "announced"
    DRAFT = "draft"
    AWAITING = "awaiting"
    APPROVED = "approved"
    PREPARING = "preparing"
    ADOPTED = "adopted"
    TRANSITION = "transition"
    ENDED = "ended"
    UNDONE = "undone"

    @property
    def words(self) -> str:
        """The stage as pages say it."""
        return _WORDS[self]

    @property
    def is_adopted(self) -> bool:
        """Whether what it writes stands in the record."""
        return self in (Stage.ADOPTED, Stage.TRANSITION, Stage.ENDED)


_WORDS = {
    Stage.ANNOUNCED: "Announced",
    Stage.DRAFT: "Draft",
    Stage.AWAITING: "Waiting for approval",
    Stage.APPROVED: "Approved",
    Stage.PREPARING: "Being prepared",
    Stage.ADOPTED: "Adopted",
    Stage.TRANSITION: "In transition",
    Stage.ENDED: "Ended",
    Stage.UNDONE: "Undone",
}


@dataclass(frozen=True)
class Course:
    """What is known of how far a revision has come. Days are in Europe/London.

    `open` is the state of the version being worked on. `effective_on` and `transition_ends_on` are those of the version
    it is adopted by, or would be. `undone_on` is set where it was undone since its crosswalk was approved.
    """

    open: State | None = None
    is_approved: bool = False
    is_being_prepared: bool = False
    adopted_on: date | None = None
    undone_on: date | None = None
    effective_on: date | None = None
    transition_ends_on: date | None = None

    def stage(self, today: date) -> Stage:
        """The stage on a day."""
        if self.adopted_on is not None:
            return self._adopted(today)
        if self.is_being_prepared:
            return Stage.PREPARING
        if self.is_approved:
            return Stage.APPROVED if self.undone_on is None else Stage.UNDONE
        if self.open is None:
            return Stage.ANNOUNCED
        return Stage.AWAITING if self.open == State.AWAITING else Stage.DRAFT

    def _adopted(self, today: date) -> Stage:
        if self.transition_ends_on is not None and today > self.transition_ends_on:
            return Stage.ENDED
        begun = self.effective_on is not None and self.effective_on <= today
        return Stage.TRANSITION if begun else Stage.ADOPTED
