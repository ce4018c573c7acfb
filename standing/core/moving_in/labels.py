"""What the name of a course, as somebody wrote it above a column, may mean: a standard, a local competence, or nothing.

Suggestions are ranked and say what led to each. Only what was remembered from an earlier file is an answer; all else
waits for a person.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from standing.core.catalogue import Catalogue, Standard
from standing.core.holdings import Holdings
from standing.core.resolve import resolve
from standing.core.search import suggest
from standing.core.search.folding import content_words, fold

SUGGESTED = 3
"""How many standards of similar title are offered beside what a label is known to mean."""

LONGEST_CODE = 40
LOCAL_PREFIX = "LOCAL-"

STANDARD, LOCAL, LEAVE = "standard", "local", "leave"


@dataclass(frozen=True)
class Target:
    """What a label stands for: a standard by its id, a local competence to be made, or nothing at all."""

    kind: str
    name: str = ""

    @property
    def answer(self) -> str:
        """As it is kept and sent: `standard:MH20@2013`, `local:PMVA`, `leave`."""
        return f"{self.kind}:{self.name}" if self.name else self.kind

    @classmethod
    def of(cls, answer: str) -> Target | None:
        """The target that an answer names, or None where it names none."""
        kind, _, name = answer.partition(":")
        if kind == LEAVE and not name:
            return cls(LEAVE)
        return cls(kind, name) if kind in (STANDARD, LOCAL) and name else None


LEAVE_OUT = Target(LEAVE)


class Ground(StrEnum):
    """What led to a suggestion, the surest first."""

    REMEMBERED = "remembered"
    MEANT = "meant"
    POSSIBLE = "possible"
    HELD_LOCAL = "held local"
    NEW_LOCAL = "new local"
    SIMILAR = "similar"


@dataclass(frozen=True)
class Suggestion:
    """A target, what led to it, and that in words."""

    target: Target
    ground: Ground
    why: str


@dataclass(frozen=True)
class Suggestions:
    """What a label may mean, the likeliest first.

    `answer` is what an earlier file was told, and holds until somebody says otherwise. `likely` is what a form may have
    filled in for the person who reads it: an exact code or title, or a local competence. It answers nothing by itself.
    """

    label: str
    ranked: tuple[Suggestion, ...]

    @property
    def answer(self) -> Target | None:
        return next((each.target for each in self.ranked if each.ground is Ground.REMEMBERED), None)

    @property
    def likely(self) -> Suggestion | None:
        if any(each.ground is Ground.POSSIBLE for each in self.ranked) and not self.answer:
            return None
        return next((each for each in self.ranked if each.ground is not Ground.SIMILAR), None)


@lru_cache(maxsize=10_000)
def label_key(label: str) -> str:
    """A label as labels are compared and remembered: without case, accents and spaces that say nothing."""
    return " ".join(fold(label).split())


def suggest_targets(label: str, holdings: Holdings, remembered: Mapping[str, str]) -> Suggestions:
    """What a label may mean. `remembered` gives the answer of an earlier file by `label_key`.

    An abbreviation is never taken for a standard: it is one where the catalogue has it as a code or an alias, and else
    the name of a local competence.
    """
    found = dict[Target, Suggestion]()
    for each in _all(label, holdings, remembered):
        found.setdefault(each.target, each)
    return Suggestions(label, tuple(found.values()))


def _all(label: str, holdings: Holdings, remembered: Mapping[str, str]) -> Iterator[Suggestion]:
    known = _remembered(label, holdings.catalogue, remembered)
    if known is not None:
        yield Suggestion(known, Ground.REMEMBERED, "What an earlier file was told.")
    yield from _meant(label, holdings.catalogue)
    code = proposed_code(label, holdings.catalogue)
    yield Suggestion(Target(LOCAL, code), Ground.NEW_LOCAL, f"A local competence of your own, {code}.")
    if not is_abbreviation(label):
        for hit in suggest(holdings.index, label, SUGGESTED) if content_words(label) else ():
            yield Suggestion(Target(STANDARD, hit.id), Ground.SIMILAR, f"Similar by its {hit.why}.")


def _remembered(label: str, catalogue: Catalogue, remembered: Mapping[str, str]) -> Target | None:
    """What was remembered, unless it is a standard that is not in the catalogue (any more)."""
    target = Target.of(remembered.get(label_key(label), ""))
    if target is None or target.kind != STANDARD:
        return target
    return target if target.name in catalogue.by_id else None


def _meant(label: str, catalogue: Catalogue) -> Iterator[Suggestion]:
    """What the label is known to mean by code, number or title; else the local competence it is an alias of."""
    meaning = resolve(label, catalogue)
    if meaning.standard is not None:
        ground = Ground.HELD_LOCAL if catalogue.by_id[meaning.standard].is_local else Ground.MEANT
        yield Suggestion(Target(STANDARD, meaning.standard), ground, meaning.why)
        for other in meaning.candidates:
            yield Suggestion(Target(STANDARD, other), Ground.SIMILAR, f"Another edition. {meaning.why}")
        return
    for other in meaning.candidates:
        yield Suggestion(Target(STANDARD, other), Ground.POSSIBLE, meaning.why)
    key = label_key(label)
    for each in catalogue.standards:
        if key in {label_key(form) for form in _names(each)}:
            ground = Ground.HELD_LOCAL if each.is_local else Ground.MEANT
            yield Suggestion(Target(STANDARD, each.id), ground, f"{each.id} is also written so.")


def _names(standard: Standard) -> tuple[str, ...]:
    own = (standard.code,) if standard.is_local else ()
    return (*own, *standard.aliases)


def is_abbreviation(label: str) -> bool:
    """Whether a label is initials, whose words nobody wrote: PMVA, ILS, `MCA/DoLS`. Their meaning is not guessed."""
    words = re.findall(r"[A-Za-z]+", label)
    return bool(words) and all(len(word) <= 6 and sum(map(str.isupper, word)) >= 2 for word in words)


def proposed_code(label: str, catalogue: Catalogue) -> str:
    """The code that a local competence of this name would get: not a national standard's, nor one that is like it.

    `PMVA` is PMVA, `Basic life support` is BASIC-LIFE-SUPPORT, `45` is LOCAL-45.
    """
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().upper()
    code = "-".join(re.findall(r"[A-Z0-9]+", plain)) or "COMPETENCE"
    if not code[0].isalpha() or _taken(code, catalogue):
        code = f"{LOCAL_PREFIX}{code}"
    return code[:LONGEST_CODE].rstrip("-")


def _taken(code: str, catalogue: Catalogue) -> bool:
    meaning = resolve(code, catalogue)
    meant = [each for each in (meaning.standard, *meaning.candidates) if each]
    return any(not catalogue.by_id[each].is_local for each in meant)


def apart(codes: Collection[str], code: str) -> str:
    """The code, or with a number behind it where another label has it already."""
    number, found = 1, code
    while found in codes:
        number += 1
        found = f"{code[: LONGEST_CODE - len(str(number)) - 1]}-{number}"
    return found
