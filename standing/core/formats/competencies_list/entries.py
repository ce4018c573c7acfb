"""What the words of an entry say: title, scope, who it applies to, more scope, and the standards it refers
to.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from standing.core.formats.competencies_list.paragraphs import OPENING, Paragraph
from standing.core.formats.results import Problem, Repair, where

_APPLIES = re.compile(r"This (?:workforce )?competence (?:applies to|is for those who)\b")
_MORE_SCOPE = re.compile(r"The term [\u2018'\"]|This (?:workforce )?competence describes\b")
_SUMMARY = re.compile(r"\s+Summary\s*$")
_REFERENCE = re.compile(r"\b[Cc]ompetences? ((?:[A-Z]{1,6})?\d{1,4}(?: and (?:[A-Z]{1,6})?\d{1,4})*)\b")
_QUOTES = str.maketrans("\u2018\u2019\u201c\u201d\u2013\u2014", "''\"\"--")


@dataclass(frozen=True)
class Reference:
    """Another competence named in the scope: as printed, the standard it means (None: unresolved), and what
    that became.
    """

    printed: str
    standard: str | None = None
    became: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entry:
    """One entry of a competencies list.

    `printed` is the number on the page and `number` the one it stands for (the second 45 is 46). `standard`
    is the id that number means, empty while no list in the catalogue says. `more_scope` is scope that stands
    after `applies_to`. `cut` is "title" or "text" where the source is known to break off. `doubts` hold
    unless the words are those expected.
    """

    line: int
    printed: str
    number: str
    title: str
    scope: str
    applies_to: str = ""
    more_scope: str = ""
    references: tuple[Reference, ...] = ()
    standard: str = ""
    cut: str = ""
    digest: str = ""
    doubts: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Understood:
    """An entry and its repairs, or the problem that keeps it from being read."""

    entry: Entry | None
    repairs: tuple[Repair, ...] = ()
    problem: Problem | None = None


def understand(paragraph: Paragraph, number: str, file: str) -> Understood:
    """The entry that this paragraph is. The scope's opening words are the only boundary between title and
    scope.
    """
    opening = OPENING.search(paragraph.words)
    if opening is None or not opening.start():
        what = f"entry {paragraph.printed} was not read: its scope does not open as expected"
        do = 'Compare with the document: after the title comes "This competence covers" or "is about".'
        return Understood(None, problem=Problem(where(file, paragraph.line), what, do))
    before, rest = paragraph.words[: opening.start()], paragraph.words[opening.start() :]
    title = _SUMMARY.sub("", before).strip()
    scope, applies_to, more_scope = _parts(rest)
    printed = (part for match in _REFERENCE.finditer(rest) for part in match[1].split(" and "))
    references = tuple(Reference(part) for part in dict.fromkeys(printed))
    entry = Entry(
        paragraph.line,
        paragraph.printed,
        number,
        title,
        scope,
        applies_to,
        more_scope,
        references,
        digest=digest(paragraph.words),
        doubts=tuple(paragraph.doubts),
    )
    return Understood(entry, tuple(_repairs(paragraph, entry, before, file)))


def digest(words: str) -> str:
    """Sixteen hexadecimal digits that stand for an entry's words, whatever the line ends, spaces and kind of
    quotes.
    """
    plain = " ".join(words.translate(_QUOTES).split())
    return hashlib.sha256(plain.encode()).hexdigest()[:16]


def _parts(words: str) -> tuple[str, str, str]:
    """Scope, who it applies to, and scope that stands after that."""
    applies = _APPLIES.search(words)
    if applies is None:
        return words, "", ""
    more = _MORE_SCOPE.search(words, applies.end())
    end = more.start() if more else len(words)
    return words[: applies.start()].strip(), words[applies.start() : end].strip(), words[end:].strip()


def _repairs(paragraph: Paragraph, entry: Entry, before: str, file: str) -> list[Repair]:
    here = where(file, paragraph.line)
    made = list(paragraph.joins)
    if entry.number != entry.printed:
        what = (
            f"the number {entry.printed} stands twice; the second is {entry.number}, which is never printed"
        )
        made.append(Repair(here, what, entry.printed, entry.number))
    if not paragraph.stopped:
        made.append(Repair(here, "no full stop after the number", f"{entry.printed} ", f"{entry.printed}. "))
    if _SUMMARY.search(before):
        made.append(Repair(here, 'the word "Summary" between title and scope left out', before, entry.title))
    elif before == before.rstrip():
        what = "the title was glued to the scope"
        made.append(
            Repair(here, what, before[-20:] + entry.scope[:20], f"{entry.title[-20:]} | {entry.scope[:20]}")
        )
    if entry.more_scope:
        what = "scope after who it applies to told apart"
        made.append(Repair(here, what, entry.more_scope[:60], "scope"))
    if not entry.applies_to:
        made.append(Repair(here, "the entry does not say who it applies to; left empty", "", ""))
    return made
