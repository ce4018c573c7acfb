"""What the record of a co-production must hold before anything may be called co-produced.

Asked after the fact is "consulted", never "co-produced", and an empty record is neither.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

LEAST_WITH_LIVED_EXPERIENCE, LEAST_CARERS = 2, 1


class Standpoint(StrEnum):
    """From where somebody takes part: the groups in which a decision is made together."""

    LIVED_EXPERIENCE = "lived_experience"
    CARER = "carer"
    PRACTITIONER = "practitioner"
    PROVIDER = "provider"
    COMMISSIONER = "commissioner"

    @property
    def words(self) -> str:
        return _WORDS[self]

    @property
    def one(self) -> str:
        """Somebody of the group who is not named."""
        return _ONE[self]


_ONE = {
    Standpoint.LIVED_EXPERIENCE: "A person with lived experience",
    Standpoint.CARER: "A family carer or significant other",
    Standpoint.PRACTITIONER: "A practitioner",
    Standpoint.PROVIDER: "A service provider",
    Standpoint.COMMISSIONER: "A commissioner",
}

_WORDS = {
    Standpoint.LIVED_EXPERIENCE: "People with lived experience",
    Standpoint.CARER: "Significant others and family carers",
    Standpoint.PRACTITIONER: "Practitioners",
    Standpoint.PROVIDER: "Service providers",
    Standpoint.COMMISSIONER: "Commissioners",
}


class Began(StrEnum):
    """When people were first asked."""

    FROM_THE_START = "from_the_start"
    AFTERWARDS = "afterwards"


THERE_FROM_THE_START = (Standpoint.LIVED_EXPERIENCE, Standpoint.CARER)
"""Whose being asked first makes the difference: the others write such things in their work."""


def began(asked: Mapping[Standpoint, datetime], made: datetime | None) -> Began:
    """When people were first asked, by the moments on record and by nobody's claim.

    From the start: people with lived experience, and carers, were each asked before anything of it was made (`made` is
    when its first part was; none: nothing is there yet). Whoever was never asked was not there from the start.
    """
    first = [asked.get(one) for one in THERE_FROM_THE_START]
    if any(moment is None or (made is not None and moment > made) for moment in first):
        return Began.AFTERWARDS
    return Began.FROM_THE_START


@dataclass(frozen=True)
class TookPart:
    """Somebody who took part: from where, what access needs they were asked about and whether those were met, and
    whether payment was offered. None: nobody asked.
    """

    standpoint: Standpoint
    access_needs: str | None = None
    access_met: bool | None = None
    payment_offered: bool | None = None


@dataclass(frozen=True)
class Said:
    """A point that was made: what became of it, or why it was not taken."""

    what: str
    changed: str = ""
    not_taken_because: str = ""

    @property
    def is_settled(self) -> bool:
        return bool(self.changed.strip() or self.not_taken_because.strip())


@dataclass(frozen=True)
class Record:
    """All that is kept of how a thing was made together."""

    began: Began
    took_part: Sequence[TookPart] = ()
    said: Sequence[Said] = ()

    @property
    def is_empty(self) -> bool:
        return not self.took_part and not self.said


def missing_from(record: Record) -> tuple[str, ...]:
    """What must still be put down before this may be called co-produced, in words that say what to do."""
    return (*_people_missing(record), *_care_missing(record), *_points_missing(record))


def _people_missing(record: Record) -> tuple[str, ...]:
    counts = {one: sum(each.standpoint is one for each in record.took_part) for one in Standpoint}
    found = []
    if counts[Standpoint.LIVED_EXPERIENCE] < LEAST_WITH_LIVED_EXPERIENCE:
        found.append("Say which people with lived experience took part: at least two.")
    if counts[Standpoint.CARER] < LEAST_CARERS:
        found.append("Say which significant other or family carer took part: at least one.")
    if not counts[Standpoint.PRACTITIONER]:
        found.append("Say which practitioner took part: at least one, in the role if it is about a role.")
    return tuple(found)


def _care_missing(record: Record) -> tuple[str, ...]:
    found = []
    if any(one.access_needs is None for one in record.took_part):
        found.append("Ask everybody who took part what they needed to take part, and write it down.")
    if any(one.access_needs and one.access_met is None for one in record.took_part):
        found.append("Say of each need whether it was met.")
    if any(one.payment_offered is None for one in record.took_part):
        found.append("Say of everybody who took part whether payment was offered.")
    return tuple(found)


def _points_missing(record: Record) -> tuple[str, ...]:
    if not record.said:
        return ("Write down what was said.",)
    if not all(one.is_settled for one in record.said):
        return ("Say of each point what changed because of it, or why it was not taken.",)
    return ()


def called(record: Record) -> str:
    """What the thing may be called: "co-produced", "consulted", or nothing."""
    if record.is_empty:
        return ""
    if record.began is Began.AFTERWARDS:
        return "consulted"
    return "" if missing_from(record) else "co-produced"
