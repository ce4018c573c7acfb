"""What a competencies list brings into a catalogue: its own standards, and that it presents each entry as in
use.
"""

from __future__ import annotations

from collections.abc import Iterable

from standing.core.catalogue import CompetencyList, Standard, Statement
from standing.core.formats.competencies_list.entries import Entry

# The suite of entries that no other document gives a code.
LIST_SUITE = "LIST"


def standards(entries: Iterable[Entry], known: CompetencyList) -> tuple[Standard, ...]:
    """The standards that only the list names. Titles of the others come from the document that gives them
    their code.
    """
    return tuple(_standard(entry, known) for entry in entries if entry.standard.startswith(LIST_SUITE))


def _standard(entry: Entry, known: CompetencyList) -> Standard:
    code, _, edition = entry.standard.partition("@")
    source, note = f"{known.title}, entry {entry.number}", known.notes.get(entry.number, "")
    return Standard(entry.standard, code, edition, entry.title, LIST_SUITE, (entry.printed,), source, note)


def statements(entries: Iterable[Entry], known: CompetencyList) -> tuple[Statement, ...]:
    """The list presents each of its entries as in use on the day it is taken to speak of."""
    return tuple(
        Statement(entry.standard, "current", known.title, known.as_of, known.printed) for entry in entries
    )
