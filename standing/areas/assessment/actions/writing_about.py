"""Texts and files about practice pass the guard (`areas.guarding`); what it found and what the author said stay here,
beside what was written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from standing.areas import guarding
from standing.areas.assessment.actions.moving import account_of
from standing.areas.assessment.models import GuardAnswer
from standing.areas.audit import clock
from standing.areas.audit.actions import Actor
from standing.areas.guarding import MayIdentify
from standing.core.guard.answering import Answer, Said, about

__all__ = ["Answer", "Checked", "MayIdentify", "Said", "about", "check_text"]


class Checked(guarding.Checked):
    """What was found in something that is about to be written, and its author's answer to it."""

    def keep(self, by: Actor, subject: str) -> None:
        """Keep both beside what was written."""
        if self.answer is None or not self.findings:
            return
        GuardAnswer.objects.create(
            subject=subject,
            findings=[
                {"kind": found.kind.value, "where": found.where, "shown": found.shown}
                for found in self.findings
            ],
            answer=self.answer.said.value,
            answered_by=account_of(by),
            answered_at=clock.now(),
        )


def check_text(
    texts: Mapping[str, tuple[str, str]],
    answer: Answer | None,
    files: Sequence[tuple[str, bytes]] = (),
) -> Checked:
    """As `guarding.check_text`: raises `MayIdentify` unless the answer is to just what was found."""
    checked = guarding.check_text(texts, answer, files)
    return Checked(checked.findings, checked.answer)
