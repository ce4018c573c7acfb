"""A list of competencies on a wiki page: one numbered paragraph each, with title, scope and who it applies to
run together.
"""

from __future__ import annotations

from dataclasses import replace

from standing.core.catalogue import Catalogue
from standing.core.formats.competencies_list import checks
from standing.core.formats.competencies_list.brings import standards, statements
from standing.core.formats.competencies_list.checks import TitleComparison, compare_titles, list_of
from standing.core.formats.competencies_list.entries import Entry, Reference, digest, understand
from standing.core.formats.competencies_list.paragraphs import OPENING, read_paragraphs
from standing.core.formats.decoding import decode
from standing.core.formats.results import Findings, Reading, in_order

__all__ = [
    "FORMAT",
    "Entry",
    "Reference",
    "TitleComparison",
    "compare_titles",
    "digest",
    "is_one",
    "list_of",
    "read",
    "standards",
    "statements",
]

FORMAT = "competencies-list"


def is_one(text: str) -> bool:
    """Whether a text looks like a competencies list: entries whose scope opens as such entries do."""
    return bool(OPENING.search(text))


def read(data: bytes, file: str, catalogue: Catalogue | None = None) -> Reading[Entry]:
    """The entries of a competencies list, every repair, and every problem.

    With a catalogue that knows the list, each entry gets the standard that its number means and its
    references are resolved; numbers that are missing and entries whose words are not those the catalogue was
    made from are problems, and such an entry is not among the records. Without one the entries have no
    standard, and that is a problem.
    """
    text = decode(data, file)
    if not text.lines:
        return Reading(FORMAT, (), text.repairs, text.problems)
    paragraphs, unplaced = read_paragraphs(text)
    found = Findings(file, list(text.repairs), [*text.problems, *unplaced])
    entries = []
    for paragraph, number in zip(paragraphs, checks.numbers(paragraphs), strict=True):
        understood = understand(paragraph, number, file)
        found.repairs.extend(understood.repairs)
        found.problems.extend([understood.problem] if understood.problem else [])
        entries.extend([understood.entry] if understood.entry else [])
    if entries:
        entries = _held_against(entries, catalogue or Catalogue(), len(text.lines), found)
    elif not found.problems:
        do = "Import a copy in which each entry is a paragraph that begins with its number."
        found.problem(1, "no numbered entry was found", do)
    return Reading(FORMAT, tuple(entries), in_order(found.repairs), in_order(found.problems))


def _held_against(entries: list[Entry], catalogue: Catalogue, last_line: int, found: Findings) -> list[Entry]:
    """The entries that agree with the catalogue; what does not is added to the problems."""
    known = list_of(entries, catalogue)
    found.problems.extend(checks.sequence_problems(entries, known, found.file, last_line))
    entries, repeats = checks.without_repeats(entries, found.file)
    found.problems.extend(repeats)
    if known is None:
        what = "no list in the catalogue has these titles, so no entry could be given its standard"
        do = "Check that the list is complete: nothing to hold it against. A steward adds the list."
        found.problem(entries[0].line if entries else last_line, what, do)
    else:
        entries = [checks.named(entry, known, catalogue) for entry in entries]
    agreed = []
    for entry in entries:
        wrong = checks.entry_problems(entry, known, catalogue, found.file)
        found.problems.extend(wrong)
        found.repairs.extend(checks.said(entry, known, found.file))
        agreed.extend([] if wrong else [replace(entry, doubts=())])
    lines = {entry.standard: entry.line for entry in agreed}
    for title in compare_titles(agreed, catalogue):
        if title.difference != "same":
            what = (
                f"the title differs from the catalogue's in {title.difference}; the catalogue keeps its own"
            )
            found.repair(lines[title.standard], what, title.listed, title.held)
    return agreed
