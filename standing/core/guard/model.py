"""What the guard finds: what kind of thing, where, and enough of it to find it again, masked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What was found, as it is written in a sentence after "This looks like it holds"."""

    NHS_NUMBER = "an NHS number"
    DATE_OF_BIRTH = "a date of birth"
    POSTCODE = "a postcode"
    HOSPITAL_NUMBER = "a hospital number"
    NAME = "a name"
    EMAIL = "an email address"
    TELEPHONE = "a telephone number"
    PLACE = "the place where a picture was taken"
    NOT_LOOKED_INTO = "something we could not look into"


@dataclass(frozen=True)
class Finding:
    """One thing found. `where` is in the reader's words ("Reflection", "notes.docx, comments"); `shown` is never the
    whole of what was found: letters and digits are hidden but for the first and the last.
    """

    kind: Kind
    where: str
    shown: str

    @property
    def words(self) -> str:
        """The finding in words for a person."""
        place = f"{self.where}: " if self.where else ""
        if self.kind is Kind.NOT_LOOKED_INTO:
            return f"{place}{self.shown}"
        return f"{place}this looks like it holds {self.kind.value} ({self.shown})"


@dataclass(frozen=True)
class Limits:
    """How much of a file is looked into, so that no file can take a service's time or memory. What lies beyond is said
    to be not looked into, never passed over.
    """

    bytes: int = 20_000_000
    unpacked_bytes: int = 60_000_000
    characters: int = 2_000_000
    pages: int = 200
    page_bytes: int = 2_000_000
    parts: int = 2_000


LIMITS = Limits()


def masked(text: str) -> str:
    """The found text with every letter and digit but the first and the last hidden; other signs stay as they are."""
    signs = [place for place, sign in enumerate(text) if sign.isalnum()]
    kept = {signs[0], signs[-1]} if len(signs) > 3 else set()
    return "".join("•" if sign.isalnum() and place not in kept else sign for place, sign in enumerate(text))
