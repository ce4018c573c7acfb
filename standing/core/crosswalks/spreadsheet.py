"""A crosswalk as a spreadsheet: read, every repair and problem named, and written so that it can be read back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from standing.core.catalogue import Catalogue, Revision
from standing.core.crosswalks.people_named import row_leaves_out
from standing.core.crosswalks.versions import (
    NO_TARGET,
    DraftRow,
    says_already_replaced,
    treatments_for,
)
from standing.core.formats.results import Problem, Reading, Repair
from standing.core.formats.tables import Found, Header, TableRow, find_header, fold_heading, text_of
from standing.core.formats.workbook.model import Sheet, Workbook
from standing.core.formulas import APOSTROPHE, harmless, looks_like_a_formula
from standing.core.resolve import Resolution, resolve, resolve_old
from standing.core.rules.carry_over import TREATMENTS, kind_of
from standing.core.rules.links import IN_CONTEXT

FORMAT = "crosswalk-table"
COLUMNS = Header(
    needed={
        "old": ("old", "old standard", "old code"),
        "new": ("new", "new standard", "new standards", "new code"),
    },
    optional={
        "kind": ("kind", "kind of change"),
        "need": ("need", "all or any"),
        "source_words": ("source words", "source's words", "words of the source"),
        "note": ("note", "notes"),
        "context": ("context",),
        "treatment": ("treatment",),
        "treatment_why": ("reason", "treatment reason"),
        "replaced_on": ("replaced on", "day replaced"),
        "deferred_why": ("nothing carried because", "deferred because"),
        "question": ("to settle", "question"),
        "apostrophes": ("apostrophe before",),
    },
)
HEADINGS = {
    "old": "old",
    "old_title": "old title",
    "kind": "kind",
    "new": "new",
    "new_titles": "new titles",
    "need": "need",
    "source_words": "source words",
    "note": "note",
    "context": "context",
    "treatment": "treatment",
    "treatment_why": "reason",
    "replaced_on": "replaced on",
    "deferred_why": "nothing carried because",
    "question": "to settle",
}
"""The headings that are written, in order. Titles are for the reader: codes decide, and titles are not read back."""
APOSTROPHES = "apostrophe before"
"""The heading of the last column of a CSV file: the cells of its row that have an apostrophe put before them, by their
headings, with `|` between them. Only those are taken away in reading: a text may begin with one of its own."""
NOT_SAID = "not said"
"""What stands for a kind that nobody has said: an empty cell is worked out where codes and titles tell it."""
_TITLES = frozenset(fold_heading(HEADINGS[name]) for name in ("old_title", "new_titles"))
_SEVERAL = re.compile(r"\s*[|;+,\n]\s*|\s+and\s+|\s+or\s+", re.IGNORECASE)
_OR = re.compile(r"\s+or\s+", re.IGNORECASE)
_NONE = frozenset({"", "-", "none", "n/a", "\u2013"})


@dataclass
class _Reader:
    """The rows of one file while they are read."""

    catalogue: Catalogue
    revision: Revision
    repairs: list[Repair] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @cached_property
    def titles(self) -> dict[str, str]:
        return {each.id: each.title for each in self.catalogue.standards}

    def repair(self, row: TableRow, what: str, before: str, after: str) -> None:
        self.repairs.append(Repair(row.where, what, before, after))

    def refuse(self, row: TableRow, what: str, do: str) -> None:
        self.problems.append(Problem(row.where, what, do))

    def leave(self, row: TableRow, what: str, do: str) -> None:
        self.problems.append(Problem(row.where, what, do, refuses=False))


def read(workbook: Workbook, revision: Revision, catalogue: Catalogue) -> Reading[DraftRow]:
    """The rows of a crosswalk of a revision.

    Codes mean what they mean in that revision: an old code its old edition, a new code the edition that the revision
    issued, where the catalogue has it. What cannot be told becomes a question that a row waits with; what is plainly
    wrong, such as an old standard given twice, is a problem that refuses the whole file. A kind that is left empty is
    worked out where codes and titles alone tell it, and that is named among the repairs.
    """
    reader = _Reader(catalogue, revision)
    place = _table(workbook)
    if place is None:
        what = "there is no row of headings with the columns old and new"
        do = "Give the columns old, kind, new, need, source words, note and context: an export shows them."
        return Reading(FORMAT, (), problems=(Problem(f"{workbook.file}:1", what, do),))
    sheet, found = place
    for heading in found.unknown:
        if fold_heading(heading) not in _TITLES:
            reader.repairs.append(
                Repair(
                    f"{workbook.file}:{found.row}",
                    "a column that is no part of a crosswalk not read",
                    heading,
                    "",
                )
            )
    rows: dict[str, DraftRow] = {}
    for row in found.rows(sheet, workbook.file):
        made = _row(reader, row)
        if made is not None and made.old in rows:
            reader.refuse(row, f"{made.old} has a row already", "Give one row for each old standard.")
        elif made is not None:
            rows[made.old] = made
    return Reading(FORMAT, tuple(rows.values()), tuple(reader.repairs), tuple(reader.problems))


def _table(workbook: Workbook) -> tuple[Sheet, Found] | None:
    for sheet in workbook.sheets:
        found = None if sheet.hidden else find_header(sheet, COLUMNS)
        if found is not None:
            return sheet, found
    return None


def _row(reader: _Reader, row: TableRow) -> DraftRow | None:
    row = _without_apostrophes(reader, row)
    faults = row.faults()
    reader.problems.extend(faults)
    old = _old(reader, row)
    if old is None or faults:
        return None
    new, unclear = _new(reader, row)
    question = " ".join(filter(None, (_words(row, "question"), unclear)))
    kind = _kind(reader, row, old, new, question)
    treatment = _treatment(reader, row, kind, new)
    context = row.text("context")
    treated = treatment or TREATMENTS.get(kind, "")
    if context and treated != IN_CONTEXT:
        reader.refuse(
            row,
            f"{old} has the context {context!r}, but is not carried in one",
            "Take it away, or say the treatment.",
        )
    source_words = _words(row, "source_words")
    deferred_why = _words(row, "deferred_why")
    made = DraftRow(
        old=old,
        kind=kind,
        new=new,
        need=_need(reader, row, new),
        treatment=treatment,
        treatment_why=_words(row, "treatment_why"),
        context=context,
        source_words=source_words,
        note=_words(row, "note"),
        source=row.where,
        question=question,
        asks_day=says_already_replaced(source_words),
        replaced_on=_day(reader, row),
        deferred=bool(deferred_why),
        deferred_why=deferred_why,
    )
    _check_context(reader, row, made)
    return made


def _check_context(reader: _Reader, row: TableRow, made: DraftRow) -> None:
    """Ask whether a context is right for a row whose wording names somebody else."""
    unnamed = row_leaves_out(made, reader.titles)
    if unnamed:
        what = (
            f"the wording of {made.old} names {' and '.join(unnamed)}, the context {made.context!r} does not"
        )
        reader.leave(row, what, "Check the context: people count only where they have shown it.")


def _words(row: TableRow, name: str) -> str:
    """A cell of words as they stand, in their lines."""
    return row.raw(name).replace("\r\n", "\n").strip()


def _without_apostrophes(reader: _Reader, row: TableRow) -> TableRow:
    """The row as it was before apostrophes were put before the cells that its last column names."""
    marked = [each for each in row.text("apostrophes").split("|") if each.strip()]
    cells = dict(row.cells)
    for heading in marked:
        name = COLUMNS.name_of(heading)
        cell = cells.get(name or "")
        if name is None or cell is None:
            continue  # a column for the reader, which is not read
        text = text_of(cell)
        if not text.startswith(APOSTROPHE):
            what = f"the column {APOSTROPHES} names {heading.strip()}, which has none"
            reader.refuse(row, what, f"Empty the cell in the column {APOSTROPHES}.")
            continue
        cells[name] = replace(cell, value=text.removeprefix(APOSTROPHE))
    return replace(row, cells=cells)


def _old(reader: _Reader, row: TableRow) -> str | None:
    label = row.text("old")
    if not label:
        reader.refuse(row, "the row names no old standard", "Give the code of the old standard.")
        return None
    found = resolve_old(label, reader.revision, reader.catalogue)
    meanings = [each for each in (found.standard, *found.candidates) if each]
    earlier = [each for each in meanings if not _of_this_revision(reader, each)]
    if found.standard is None:
        reader.refuse(
            row,
            f"{label!r}: {found.why}",
            "Give the old standard as its code and edition, such as MH20@2005.",
        )
        return None
    if found.standard == label or len(meanings) == 1:
        return found.standard
    if len(earlier) == 1:
        reader.repair(row, "an old code read as its edition before this revision", label, earlier[0])
        return earlier[0]
    if found.standard in reader.revision.old.values():
        return found.standard
    what = f"{label!r} could be {' or '.join(meanings)}"
    reader.refuse(row, what, "Give the old standard with its edition, such as MH20@2005.")
    return None


def _of_this_revision(reader: _Reader, standard: str) -> bool:
    """Whether an edition is one that the revision issued."""
    issued = standard in reader.revision.issued.values()
    return issued or standard.endswith(f"@{reader.revision.same_code_edition}")


def _new(reader: _Reader, row: TableRow) -> tuple[tuple[str, ...], str]:
    """The new standards of a row, and a question where one of them is not plain."""
    printed = row.text("new")
    if printed.casefold() in _NONE:
        return (), ""
    whole = _one(reader, printed)
    parts = [printed] if whole.standard else [each for each in _SEVERAL.split(printed) if each]
    found, questions = [], []
    for part in parts:
        meaning = _one(reader, part)
        if meaning.standard is None:
            questions.append(_unclear(part, meaning))
            continue
        found.append(meaning.standard)
        if meaning.standard != part:
            reader.repair(row, "a new code read as an edition", part, meaning.standard)
    for words in questions:
        reader.leave(row, words, "The row waits for a steward, who names the new standard.")
    return tuple(dict.fromkeys(found)), " ".join(questions)


def _one(reader: _Reader, label: str) -> Resolution:
    """What a new label means: its edition of this revision, else the only one there is. Several are a question."""
    meaning = resolve(label, reader.catalogue)
    if meaning.standard is None or "@" in label or not meaning.candidates:
        return meaning
    meanings = (meaning.standard, *meaning.candidates)
    here = [each for each in meanings if _of_this_revision(reader, each)]
    if len(here) == 1:
        return Resolution(here[0], meaning.why)
    return Resolution(None, f"It could be {' or '.join(meanings)}.", meanings)


def _unclear(label: str, meaning: Resolution) -> str:
    return f"Which standard is \u201c{label}\u201d? {meaning.why}"


def _kind(reader: _Reader, row: TableRow, old: str, new: tuple[str, ...], question: str) -> str:
    printed = row.text("kind")
    kind = printed.casefold()
    if kind == NOT_SAID:
        return ""
    if kind in TREATMENTS:
        if bool(new) == (kind in NO_TARGET) and not question:
            expected = "no new standard" if new else "a new standard"
            reader.leave(row, f"{old} is {kind} and should have {expected}", "The row waits for a steward.")
        return kind
    if kind:
        reader.refuse(
            row, f"found {printed!r}, expected one of {', '.join(TREATMENTS)}", "Give one of these kinds."
        )
        return ""
    if question or not new:
        return ""
    by_id = reader.catalogue.by_id
    pair = (by_id[old].code, by_id[old].title)
    issued = {by_id[each].code for each in new if _of_this_revision(reader, each)}
    worked_out = kind_of(pair, [(by_id[each].code, by_id[each].title) for each in new], issued)
    if worked_out is None:
        reader.leave(
            row, f"{old}: reworded or widened?", "The row waits for a steward, who compares the texts."
        )
        return ""
    reader.repair(row, "the kind worked out from codes and titles", "", worked_out)
    return worked_out


def _treatment(reader: _Reader, row: TableRow, kind: str, new: tuple[str, ...]) -> str:
    """The treatment that is given, where it is another than that of the kind."""
    printed = row.text("treatment").casefold()
    if not printed or printed == TREATMENTS.get(kind):
        return ""
    fitting = treatments_for(len(new))
    if printed not in fitting:
        reader.refuse(
            row, f"found {printed!r}, expected one of: {'; '.join(fitting)}", "Give a treatment that fits."
        )
    if not _words(row, "treatment_why"):
        what = "the treatment is not that of its kind, and no reason is given"
        reader.refuse(row, what, "Say in the column reason what was found when the texts were compared.")
    return printed


def _need(reader: _Reader, row: TableRow, new: tuple[str, ...]) -> str:
    printed = row.text("need").casefold()
    if printed not in ("", "all", "any"):
        reader.refuse(row, f"found {printed!r}, expected all or any", "Say all or any.")
    if len(new) < 2:
        return "any"
    if printed in ("all", "any"):
        return printed
    taken = "any" if _OR.search(row.text("new")) else "all"
    reader.repair(row, "whether all or any of several new standards are needed, taken as", "", taken)
    return taken


def _day(reader: _Reader, row: TableRow) -> str:
    printed = row.text("replaced_on")
    if not printed:
        return ""
    try:
        return date.fromisoformat(printed).isoformat()
    except ValueError:
        reader.refuse(
            row, f"found {printed!r}, expected a day such as 2012-03-31", "Give the day in that form."
        )
        return ""


def lines(rows: Iterable[DraftRow], catalogue: Catalogue) -> Iterator[dict[str, str]]:
    """The rows as the cells of a spreadsheet, by the names of `HEADINGS`. Reading them gives the same rows."""
    titles = {each.id: each.title for each in catalogue.standards}
    for row in rows:
        yield {
            "old": row.old,
            "old_title": titles.get(row.old, ""),
            "kind": row.kind or NOT_SAID,
            "new": " | ".join(row.new),
            "new_titles": " | ".join(titles.get(each, "") for each in row.new),
            "need": row.need if len(row.new) > 1 else "",
            "source_words": row.source_words,
            "note": row.note,
            "context": row.context,
            "treatment": row.treated,
            "treatment_why": row.treatment_why,
            "replaced_on": row.replaced_on,
            "deferred_why": row.deferred_why,
            "question": row.question,
        }


def for_spreadsheets(line: dict[str, str]) -> dict[str, str]:
    """The cells of a row by their headings, as they may stand in a CSV file that a spreadsheet opens."""
    cells = {HEADINGS[name]: text for name, text in line.items()}
    marked = [heading for heading, text in cells.items() if looks_like_a_formula(text)]
    return {heading: harmless(text) for heading, text in cells.items()} | {APOSTROPHES: "|".join(marked)}
