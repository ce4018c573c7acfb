"""The numbered paragraphs of a competencies page, put together again from lines.

Before the first entry and after the last stands the page's navigation. A copy may have been wrapped to a line
width, broken into pages, or have lost the empty lines between entries. Text that belongs to no entry with
certainty is a problem.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from standing.core.formats.decoding import Text
from standing.core.formats.results import Problem, Repair, where

OPENING = re.compile(r"This (?:workforce )?competence (?:covers|is about)\b")
_NUMBER = re.compile(r"(\d{1,3})(\.?)\s+(?=[A-Z])")
_NAVIGATION = re.compile(
    r"(?:See also|External links|References|Advertisement|Categories)\b|\[?https?://", re.IGNORECASE
)
_HEADING = re.compile(r"(?:See also|External links|References)(?:\[\])?", re.IGNORECASE)
# The longest title has 152 characters; an opening further away belongs to something else.
_TITLE_REACH = 400


@dataclass
class Paragraph:
    """An entry before it is understood: the line it begins on, its printed number, and its words after the
    number. `doubts` hold unless the words turn out to be exactly those expected.
    """

    line: int
    printed: str
    stopped: bool
    words: str
    joins: list[Repair] = field(default_factory=list)
    doubts: list[Problem] = field(default_factory=list)


@dataclass(frozen=True)
class _Line:
    """A line with words in it; `fresh` if an empty line, a form feed or the beginning stands before it."""

    number: int
    words: str
    fresh: bool


def read_paragraphs(text: Text) -> tuple[list[Paragraph], list[Problem]]:
    """The numbered paragraphs of a page in order, and the text that could not be placed."""
    lines = list(_lines(text))
    found: list[Paragraph] = []
    problems: list[Problem] = []
    inside = False
    for index, line in enumerate(lines):
        number = _NUMBER.match(line.words)
        opens = bool(number) and bool(OPENING.search(_ahead(lines, index)))
        if number and (line.fresh or opens):
            found.append(Paragraph(line.number, number[1], bool(number[2]), line.words[number.end() :]))
            inside = True
        elif line.fresh and OPENING.search(line.words[:_TITLE_REACH]):
            problems.append(_unplaced(text.file, line, "an entry without a number was not read"))
            inside = False
        elif not inside or (line.fresh and _NAVIGATION.match(line.words)) or _HEADING.fullmatch(line.words):
            inside = False
        else:
            if line.fresh and found[-1].words.endswith((".", "!", "?")) and line.words[0].isupper():
                found[-1].doubts.append(
                    _unplaced(text.file, line, "text that may not belong to the entry before")
                )
            _join(found[-1], line, text.file)
    return found, problems


def _ahead(lines: list[_Line], index: int) -> str:
    """The words from a line on, as far as a title can reach and before another number or paragraph begins."""
    words = lines[index].words
    for line in lines[index + 1 :]:
        if line.fresh or _NUMBER.match(line.words) or len(words) > _TITLE_REACH:
            break
        words += f" {line.words}"
    return words[:_TITLE_REACH]


def _lines(text: Text) -> Iterator[_Line]:
    """The lines that have words in them, form feeds taken as empty lines."""
    fresh = True
    for number, line in enumerate(text.lines, 1):
        for index, piece in enumerate(line.split("\f")):
            words = " ".join(piece.split())
            if words:
                yield _Line(number, words, fresh or index > 0)
            fresh = not words


def _join(paragraph: Paragraph, line: _Line, file: str) -> None:
    what = (
        "a page break inside an entry was closed"
        if line.fresh
        else "an entry wrapped over several lines was joined"
    )
    glue = "" if re.search(r"\w-$", paragraph.words[-2:]) else " "
    after = paragraph.words[-40:] + glue + line.words[:40]
    paragraph.joins.append(Repair(where(file, line.number), what, line.words[:40], after))
    paragraph.words += glue + line.words


def _unplaced(file: str, line: _Line, what: str) -> Problem:
    do = "Compare with the document, put the number or the line back, and import it again."
    return Problem(where(file, line.number), f"{what}: {line.words[:80]!r}", do)
