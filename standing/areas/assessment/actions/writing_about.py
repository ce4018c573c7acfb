"""Texts and files about practice pass the guard here: what it finds is shown to the author, who answers, and both stay.

The guard warns and never says that a text is clean. Nothing is written before its author has answered.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from standing.areas.assessment.actions.moving import account_of
from standing.areas.assessment.models import GuardAnswer
from standing.areas.audit import clock
from standing.areas.audit.actions import Actor
from standing.areas.refusals import Refused
from standing.core.guard import Finding, find_in_file, find_in_text


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


class MayIdentify(Refused):
    """The guard found something, and the author has not answered it. `findings` are to be shown to them."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__(
            "Something here may identify somebody who uses services. Look at what was found, and change it or say "
            "what it is."
        )


@dataclass(frozen=True)
class Checked:
    """What was found in something that is about to be written, and its author's answer to it."""

    findings: tuple[Finding, ...]
    answer: Answer | None

    def keep(self, by: Actor, subject: str) -> None:
        """Keep both beside what was written."""
        if self.answer is None or not self.findings:
            return
        GuardAnswer.objects.create(
            subject=subject,
            findings=[
                {"kind": str(found.kind.value), "where": found.where, "shown": found.shown}
                for found in self.findings
            ],
            answer=self.answer.said.value,
            answered_by=account_of(by),
            answered_at=clock.now(),
        )

    @property
    def said(self) -> dict[str, object]:
        """For the event of the audit trail: of which kinds, how many, and the answer. Never the words."""
        if self.answer is None or not self.findings:
            return {}
        return {
            "may_identify": sorted({str(found.kind.value) for found in self.findings}),
            "answered": self.answer.said.value,
        }


def about(findings: Sequence[Finding]) -> str:
    """What stands for these findings, so that an answer to some is none to others."""
    rows = sorted([str(found.kind.value), found.where, found.shown] for found in findings)
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()[:32]


def check_text(
    texts: Mapping[str, tuple[str, str]],
    answer: Answer | None,
    files: Sequence[tuple[str, bytes]] = (),
) -> Checked:
    """Look through texts (by field: what the reader calls it, and what it says) and files, before they are written.

    Raises `MayIdentify` with what was found, unless the answer is to just that.
    """
    found = [one for where, text in texts.values() if text for one in find_in_text(text, where=where)]
    found += [one for name, content in files for one in find_in_file(name, content)]
    if not found:
        return Checked((), None)
    if answer is None or answer.about != about(found):
        raise MayIdentify(found)
    return Checked(tuple(found), answer)
