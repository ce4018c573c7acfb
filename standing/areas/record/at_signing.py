"""What else there is to the signing of a change: the areas above the record that put a question to whoever signs.

They register themselves when their app is ready; the record knows none of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from standing.areas.audit.actions import Actor
from standing.areas.people.models import Person
from standing.areas.record.models import Signature


@dataclass(frozen=True)
class Asked:
    """The question on a change, and the answers to choose among."""

    text: str
    answers: tuple[str, ...]


class AtSigning(Protocol):
    """An area that has a part in signing."""

    def question(self, subject: str, version: int) -> Asked | None:
        """The question on a change, if there is one."""

    def answer(self, *, by: Actor, person: Person, subject: str, version: int, answer: int) -> str:
        """Keep an answer, by its place from 0. Why it is not the right one, in words; empty where it is."""

    def check_answered(self, person: Person, subject: str, version: int) -> None:
        """Raises `Refused` while there is a question that the person has not answered rightly."""

    def signed(self, by: Actor, signature: Signature) -> None:
        """A signature was written, in the same transaction."""


_taking_part: list[AtSigning] = []


def register(part: AtSigning) -> None:
    """An area takes part from now on."""
    _taking_part.append(part)


def question_of(subject: str, version: int) -> Asked | None:
    """The question on a change, if there is one."""
    found = (part.question(subject, version) for part in _taking_part)
    return next((asked for asked in found if asked is not None), None)


def answer_question(*, by: Actor, person: Person, subject: str, version: int, answer: int) -> str:
    """Keep an answer. Why it is not right, in words; empty where it is, or nothing was asked."""
    for part in _taking_part:
        if part.question(subject, version) is not None:
            return part.answer(by=by, person=person, subject=subject, version=version, answer=answer)
    return ""


def check_answered(person: Person, subject: str, version: int) -> None:
    """Raises `Refused` while there is a question that the person has not answered rightly."""
    for part in _taking_part:
        part.check_answered(person, subject, version)


def tell_signed(by: Actor, signature: Signature) -> None:
    """Tell whoever takes part that somebody signed, in the transaction of the signature."""
    for part in _taking_part:
        part.signed(by, signature)
