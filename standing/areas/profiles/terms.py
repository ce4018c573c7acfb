"""How a line asks for its standard: everything about it but the standard itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from standing.areas.profiles.models import Need, Practice, ProfileLine


class NeededBy(Enum):
    """The times by which profiles ask for things, as days from joining.

    A month has no fixed number of days, and a requirement is counted by days (rules, part 2): each period is its
    shortest, so that nobody is counted later than the calendar would count them. Six months are 181 to 184 days.
    """

    START = None
    TWELVE_WEEKS = 84
    SIX_MONTHS = 181
    TWELVE_MONTHS = 365

    @property
    def words(self) -> str:
        """As it is said of a line."""
        return {
            None: "The first day",
            84: "12 weeks after joining",
            181: "6 months after joining",
            365: "12 months after joining",
        }[self.value]


def needed_by_words(days: int | None) -> str:
    """By when a line is needed: as the period it was chosen as, or in days."""
    found = next((each for each in NeededBy if each.value == (days or None)), None)
    if found is not None:
        return found.words
    return "1 day after joining" if days == 1 else f"{days:,} days after joining"


@dataclass(frozen=True)
class LineTerms:
    """How a line asks. `function` and `group` are those of its version, by key; `needed_by_days` from joining, none for
    the first day.
    """

    need: Need = Need.ESSENTIAL
    context: str = ""
    needed_by_days: int | None = None
    practice: Practice = Practice.NOT_SAID
    counts_for_cover: bool = False
    function: int | None = None
    group: int | None = None

    @classmethod
    def of(cls, line: ProfileLine) -> LineTerms:
        """How a line asks now."""
        return cls(
            need=Need(line.need),
            context=line.context,
            needed_by_days=line.needed_by_days,
            practice=Practice(line.practice),
            counts_for_cover=line.counts_for_cover,
            function=line.function_id,
            group=line.group_id,
        )

    def columns(self) -> dict[str, object]:
        """The columns of a line that says so."""
        return {
            "need": self.need.value,
            "context": self.context,
            "needed_by_days": self.needed_by_days,
            "practice": self.practice.value,
            "counts_for_cover": self.counts_for_cover,
            "function_id": self.function,
            "group_id": self.group,
        }
