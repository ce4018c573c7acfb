"""Texts and files about practice pass the guard here, in whichever area they are written: what it finds is shown to the
author, who answers.

The guard warns and never says that a text is clean. Nothing is written before its author has answered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from standing.areas.audit.actions import Actor, System, record_event
from standing.areas.refusals import Refused
from standing.core.guard import Finding, find_in_file, find_in_text
from standing.core.guard.answering import Answer, about


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

    @property
    def said(self) -> dict[str, object]:
        """For the event of the audit trail: of which kinds, and the answer. Never the words."""
        if self.answer is None or not self.findings:
            return {}
        return {
            "may_identify": sorted({found.kind.value for found in self.findings}),
            "answered": self.answer.said.value,
        }


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


def keep_answer(by: Actor, action: str, subject: str, checked: Checked) -> None:
    """Tell the audit trail what an author answered, if anything was found. In the transaction of what was written."""
    if checked.said:
        record_event(by=by, action="answer_guard", subject=subject, words={"action": action, **checked.said})


R = TypeVar("R")
_looked_through: ContextVar[bool] = ContextVar("the words of this action were looked through", default=False)


def passes_guard(subject: Callable[..., str], **texts: str) -> Callable[[Callable[..., R]], Callable[..., R]]:
    """Of an action that takes `by=`: the texts that it is given by these names, with what a reader calls them, pass the
    guard first. It takes `guard=` besides, what the author said to what was found; the audit trail is told of that.

    A text may be several: a sequence, or a mapping by what each is about. Put it innermost. What an action hands on to
    another was looked through once. A command on the server has nobody to ask. Raises `MayIdentify`.
    """

    def decorate(action: Callable[..., R]) -> Callable[..., R]:
        @wraps(action)
        def guarded(*, guard: Answer | None = None, **given: Any) -> R:
            if _looked_through.get() or isinstance(given["by"], System):
                return action(**given)
            said = {name: (words, _as_text(given.get(name))) for name, words in texts.items()}
            checked = check_text(said, guard)
            with words_not_typed():
                done = action(**given)
            keep_answer(given["by"], action.__name__, subject(**given), checked)
            return done

        return guarded

    return decorate


@contextmanager
def words_not_typed() -> Iterator[None]:
    """While this lasts actions are given words that nobody types: our own, or such as were looked through already."""
    token = _looked_through.set(True)
    try:
        yield
    finally:
        _looked_through.reset(token)


def _as_text(given: Any) -> str:
    """What an action was given as one text, a line for each where it was several."""
    if isinstance(given, Mapping):
        given = list(given.values())
    if isinstance(given, str) or not isinstance(given, Sequence):
        return str(given or "")
    return "\n".join(map(str, given))


def about_person(*, person: Any, **_: object) -> str:
    """How the audit trail names whom a text is about."""
    return f"person:{person.ref}"
