"""Whether the entries read are the whole list: numbers printed twice, gaps, order, and what the catalogue
holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from standing.core.catalogue import Catalogue, CompetencyList
from standing.core.formats.competencies_list.brings import LIST_SUITE
from standing.core.formats.competencies_list.entries import Entry, Reference
from standing.core.formats.competencies_list.paragraphs import Paragraph
from standing.core.formats.results import Problem, Repair, where
from standing.core.rules.carry_over import same_title, successors

_AGAIN = "Compare with the document; import a complete copy."


@dataclass(frozen=True)
class TitleComparison:
    """A title of the list beside the catalogue's: `same`, `typography` (apostrophe, -ise) or `words`."""

    standard: str
    listed: str
    held: str
    difference: str


def numbers(paragraphs: Sequence[Paragraph]) -> list[str]:
    """The number each paragraph stands for: one printed twice where the next number is missing is that next
    number.
    """
    printed = {paragraph.printed for paragraph in paragraphs}
    meant: list[str] = []
    for before, paragraph in zip([None, *paragraphs], paragraphs, strict=False):
        following = str(int(paragraph.printed) + 1)
        again = before is not None and before.printed == paragraph.printed and before.words != paragraph.words
        meant.append(following if again and following not in printed else paragraph.printed)
    return meant


def without_repeats(entries: Sequence[Entry], file: str) -> tuple[list[Entry], list[Problem]]:
    """The entries whose number stands once. Of equal entries the first stays; entries that differ go."""
    kept: dict[str, Entry] = {}
    dropped: set[str] = set()
    problems = []
    for entry in entries:
        first = kept.setdefault(entry.number, entry)
        if first is entry:
            continue
        if first.digest == entry.digest:
            what = f"entry {entry.number} stands twice, here and on line {first.line}; it was read once"
        else:
            dropped.add(entry.number)
            both = f"here and on line {first.line}"
            what = f"two different entries have the number {entry.number}, {both}; neither was read"
        problems.append(Problem(where(file, entry.line), what, _AGAIN))
    return [entry for entry in kept.values() if entry.number not in dropped], problems


def sequence_problems(
    entries: Sequence[Entry], known: CompetencyList | None, file: str, last: int
) -> Iterator[Problem]:
    """A problem for each entry out of order, each run of missing numbers, and each number the list does not
    have.
    """
    for before, entry in pairwise(entries):
        if int(entry.number) < int(before.number):
            what = f"entry {entry.number} stands after entry {before.number}: entries are out of order"
            yield Problem(where(file, entry.line), what, _AGAIN)
    found = {entry.number: entry.line for entry in entries}
    highest = max((int(number) for number in found), default=0)
    expected = list(known.standards) if known else [str(number) for number in range(1, highest + 1)]
    read = sum(number in found for number in expected)
    missing: list[str] = []
    for number in [*expected, ""]:
        if number and number not in found:
            missing.append(number)
        elif missing:
            span = f"entry {missing[0]}" if len(missing) == 1 else f"entries {missing[0]} to {missing[-1]}"
            line, place = (
                (found[number], f"before entry {number}") if number else (last, "at the end of the list")
            )
            what = f"{span} missing {place}: {read} of {len(expected)} entries read"
            yield Problem(where(file, line), what, _AGAIN)
            missing = []


def list_of(entries: Sequence[Entry], catalogue: Catalogue) -> CompetencyList | None:
    """The list of the catalogue that at least half of these titles belong to, or None."""

    def shared(known: CompetencyList) -> int:
        held = ((entry, catalogue.by_id.get(known.standards.get(entry.number, ""))) for entry in entries)
        return sum(
            standard is not None and same_title(entry.title, standard.title) for entry, standard in held
        )

    best = max(catalogue.lists, key=shared, default=None)
    return best if best and shared(best) * 2 >= len(entries) else None


def named(entry: Entry, known: CompetencyList, catalogue: Catalogue) -> Entry:
    """The entry with the standard its number means, where it is known to break off, and its references
    resolved.
    """
    references = tuple(_resolved(reference, known, catalogue) for reference in entry.references)
    standard = known.standards.get(entry.number, "")
    return replace(entry, standard=standard, cut=known.cut.get(entry.number, ""), references=references)


def _resolved(reference: Reference, known: CompetencyList, catalogue: Catalogue) -> Reference:
    """The reference with its standard: a bare number is an entry of the list, a code is that code in the
    list's edition.
    """
    codes = {each.partition("@")[0]: each for each in known.standards.values()}
    standard = known.standards.get(reference.printed) or codes.get(reference.printed)
    became = successors(catalogue.crosswalk, standard) if standard else ()
    return Reference(reference.printed, standard, became)


def said(entry: Entry, known: CompetencyList | None, file: str) -> Iterator[Repair]:
    """What is known to be odd about a named entry, said so that nobody takes it for whole."""
    here = where(file, entry.line)
    expected = known.printed_as.get(entry.number, entry.number) if known else entry.printed
    if entry.printed != expected:
        what = (
            f"the number is printed {entry.printed}, and {expected} in the copy the catalogue was made from"
        )
        yield Repair(here, what, entry.printed, entry.number)
    if entry.cut:
        tail = (entry.title if entry.cut == "title" else _words(entry))[-40:]
        yield Repair(here, f"the {entry.cut} breaks off in the source; kept as printed", tail, tail)
    for reference in entry.references:
        if reference.standard is None:
            what = f"the reference to {reference.printed} stays unresolved: the catalogue does not hold it"
            yield Repair(here, what, reference.printed, "unresolved")
        else:
            meaning = " -> ".join([reference.standard, *reference.became])
            yield Repair(
                here, f"the reference to {reference.printed} was resolved", reference.printed, meaning
            )


def entry_problems(
    entry: Entry, known: CompetencyList | None, catalogue: Catalogue, file: str
) -> list[Problem]:
    """What keeps an entry from being read: a number the list does not have, words that are not those the
    catalogue was made from, or, where nothing is held to compare with, doubts and a missing end.
    """
    here = where(file, entry.line)
    if known and entry.number not in known.standards:
        what = f"entry {entry.number} was not read: it is not one of the numbers of this list"
        return [Problem(here, what, "Compare the number with the document.")]
    held = catalogue.digests.get((known.name, entry.number)) if known else None
    if held == entry.digest:
        return []
    if held:
        what = f"entry {entry.number} was not read: its words are not those the catalogue was made from"
        do = (
            "Compare with the document: words may be missing, doubled or split. The catalogue stays as it is."
        )
        return [Problem(here, what, do)]
    problems = list(entry.doubts)
    if entry.cut != "text" and not re.search(r"[.!?]['\u2019)]?$", _words(entry)):
        what = f"entry {entry.number} breaks off without a full stop: {_words(entry)[-40:]!r}"
        problems.append(Problem(here, what, _AGAIN))
    return problems


def compare_titles(entries: Sequence[Entry], catalogue: Catalogue) -> tuple[TitleComparison, ...]:
    """Each entry's title beside the title the catalogue holds for its standard, if that came from another
    document.
    """
    compared = []
    for entry in entries:
        standard = catalogue.by_id.get(entry.standard)
        if standard is None or standard.suite == LIST_SUITE:
            continue
        if entry.title == standard.title:
            difference = "same"
        else:
            difference = "typography" if same_title(entry.title, standard.title) else "words"
        compared.append(TitleComparison(entry.standard, entry.title, standard.title, difference))
    return tuple(compared)


def _words(entry: Entry) -> str:
    return entry.more_scope or entry.applies_to or entry.scope
