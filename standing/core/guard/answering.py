"""What an author may answer to what the guard found, and how an answer is tied to just those findings."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from standing.core.guard.model import Finding


class Said(StrEnum):
    """What an author may answer to what was found. To change the text is no answer: it is looked at anew."""

    STAFF = "staff"
    NOBODY = "nobody"

    @property
    def words(self) -> str:
        """The answer as the page offers it."""
        return {
            Said.STAFF: "It is about staff, and nobody who uses services can be known from it",
            Said.NOBODY: "It is not what it looks like: nobody can be known from it",
        }[self]


@dataclass(frozen=True)
class Answer:
    """What the author said to what they were shown. `about` says which findings those were."""

    said: Said
    about: str


def about(findings: Sequence[Finding]) -> str:
    """What stands for these findings, so that an answer to some is none to others."""
    rows = sorted([found.kind.value, found.where, found.shown] for found in findings)
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()[:32]
