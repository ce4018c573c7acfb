"""What the cells of a tracking document's row say: old code and title, new codes and titles, and notices in
words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from standing.core.formats.results import Problem, Repair, where
from standing.core.formats.tracking_document.layout import RawRow

_CODE = r"[A-Z]{2,8}(?: [A-Z])?\d{1,4}(?:\.\d{4})?"
_WHOLE_CODE = re.compile(_CODE)
_CODE_THEN_TITLE = re.compile(rf"({_CODE})\s+(?=[A-Z])(.+)")
# "and" joins two standards only where a code and a title follow; elsewhere it is a plain word.
_AND_ANOTHER = re.compile(rf"\s+and\s+(?={_CODE}\s+[A-Z])")
_DASH_NOTE = re.compile(r"\s+[\u2013\u2014-]\s+(already replaced\b.*)$", re.IGNORECASE)
_SOME_DASH = re.compile(r"\s[\u2013\u2014-](?:\s|$)|[\u2013\u2014]")
_GLUED_CODE = re.compile(_CODE)
_UNCHANGED = re.compile(r"out of scope\b.*\bno change", re.IGNORECASE)
_ABSORBED = re.compile(rf"(?:\breplaced by\b|\bcombined with\b)(?: new)? ({_CODE})\.?$", re.IGNORECASE)
_WITHDRAWN = re.compile(r"\b(?:deleted|withdrawn)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Target:
    """A new standard as printed: its code (spaces taken out), its title, and the code as the document prints
    it.
    """

    code: str
    title: str
    printed: str


@dataclass(frozen=True)
class TrackingRow:
    """One row of a tracking document, as printed.

    `notice` is "absorbed", "unchanged" or "withdrawn" where the new column holds words instead of a standard,
    else empty; an absorbed row names the code it went into in `targets`, without a title. `source_words` are
    those words, or the note that stands after a title.
    """

    line: int
    old: str
    old_title: str
    targets: tuple[Target, ...]
    notice: str = ""
    source_words: str = ""


@dataclass(frozen=True)
class Understood:
    """A row and the repairs made in it, or the problem that keeps it from being read."""

    row: TrackingRow | None
    repairs: tuple[Repair, ...] = ()
    problem: Problem | None = None


def understand(raw: RawRow, file: str) -> Understood:
    """The row that these cells say, or the problem that keeps them from being read."""
    code, title, new_code, new_title = raw.cells
    try:
        _check_title(title)
        targets, notice, note = _from_columns(new_code, new_title) if new_code else _from_words(new_title)
    except _UnreadableError as problem:
        what = f"the row of {code} was not read: {problem}"
        do = "Compare the row with the document, mend it, and import it again."
        return Understood(None, problem=Problem(where(file, raw.line), what, do))
    row = TrackingRow(raw.line, code, title, targets, notice, note)
    return Understood(row, tuple(_repairs(row, raw, file)))


class _UnreadableError(Exception):
    """The cells do not say one thing for certain; the text is the reason."""


def _from_columns(code: str, title: str) -> tuple[tuple[Target, ...], str, str]:
    """Target, notice (none) and source words of a row whose new code stands in its own column."""
    if not _WHOLE_CODE.fullmatch(code):
        raise _UnreadableError(f"{code!r} stands where a new code was expected")
    words, note = _note(title)
    return (_target(code, words),), "", note


def _from_words(words: str) -> tuple[tuple[Target, ...], str, str]:
    """Targets, notice and source words of a title cell whose code cell is empty."""
    if _CODE_THEN_TITLE.match(words):
        text, note = _note(words)
        matches = [_CODE_THEN_TITLE.fullmatch(part) for part in _AND_ANOTHER.split(text)]
        return tuple(_target(match[1], match[2]) for match in matches if match), "", note
    if _UNCHANGED.search(words):
        return (), "unchanged", words
    into = _ABSORBED.search(words)
    if into:
        return (Target(into[1].replace(" ", ""), "", into[1]),), "absorbed", words
    if _WITHDRAWN.search(words) and not _GLUED_CODE.search(words):
        return (), "withdrawn", words
    raise _UnreadableError(f"there is no new code, and these words are not understood: {words!r}")


def _note(title: str) -> tuple[str, str]:
    """A title without the note that stands after a dash, and the note."""
    note = _DASH_NOTE.search(title)
    return (title[: note.start()], note[1]) if note else (title, "")


def _target(printed: str, title: str) -> Target:
    _check_title(title)
    return Target(printed.replace(" ", ""), title, printed)


def _check_title(title: str) -> None:
    if not title or not title[0].isupper():
        raise _UnreadableError(f"a title is missing or cut at its beginning: {title!r}")
    glued = _GLUED_CODE.search(title)
    if glued:
        raise _UnreadableError(f"the code {glued.group()} stands inside a title: {title!r}")
    if _SOME_DASH.search(title):
        raise _UnreadableError(f"words after a dash may be a note and not the title: {title!r}")


def _repairs(row: TrackingRow, raw: RawRow, file: str) -> list[Repair]:
    """What was put right in this row, as the importer must list it."""
    here, made = where(file, raw.line), []
    codes = " and ".join(target.code for target in row.targets)
    if row.targets and not row.notice and not raw.cells[2]:
        made.append(Repair(here, "new code taken out of the title column", raw.cells[3], codes))
    if len(row.targets) > 1:
        made.append(
            Repair(here, 'two codes joined by "and" read as two standards, both needed', raw.cells[3], codes)
        )
    if row.notice:
        what = f"words instead of a new standard read as {row.notice}"
        made.append(Repair(here, what, raw.cells[3], codes or "no new standard"))
    elif row.source_words:
        made.append(Repair(here, "note taken off the end of a title", raw.cells[3], row.source_words))
    what = "space taken out of a code, kept as an alias"
    spaced = (target for target in row.targets if target.printed != target.code)
    return [*made, *(Repair(here, what, target.printed, target.code) for target in spaced)]
