"""The whole record of a person as a file: how every standard stands, every fact behind it, and what else is held."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from standing.areas.record.presenters.answers import record_answer
from standing.areas.record.presenters.spreadsheets import ListSheet, csv_file, xlsx_file
from standing.areas.record.selectors.fact_tables import TableOfFacts
from standing.areas.record.selectors.held import HeldTable
from standing.areas.record.selectors.records import RecordOfPerson
from standing.areas.record.words import reason_in_words, remedies_in_words
from standing.areas.standards.presenters.words import marked_title
from standing.site.components.status import LOOKS

STANDING_HEAD = (
    "Standard",
    "Title",
    "Context",
    "Asked for by",
    "Status",
    "Counts",
    "Why",
    "What would put it right",
    "Expires on",
)
_WIDTHS = (16, 50, 18, 22, 14, 8, 60, 50, 12)

NAMES: Mapping[str, str] = {
    "assignments": "Where they work",
    "decisions": "Decisions",
    "members": "Populations",
    "signatures": "Signatures",
    "absences": "Absences",
    "suspensions": "Suspensions",
    "claims": "Claims",
}
"""What each table of facts about a person is called in a file to read."""

_FACTS_BY_OTHERS = "facts: evidence, reason, source, why_retracted"


@dataclass(frozen=True)
class WholeRecord:
    """A person's record on a day, every fact of theirs that the reader may see, retracted ones too, and what the areas
    hold about them beside.
    """

    record: RecordOfPerson
    tables: Sequence[TableOfFacts]
    held: Sequence[HeldTable] = ()

    @cached_property
    def facts(self) -> Mapping[str, list[Mapping[str, str]]]:
        """The rows of each table as text, the columns of the rules first; whose they are is said once."""
        return {
            found.table.name: [
                {
                    name: text
                    for name, text in (found.table.fact_to_row(fact) | beside).items()
                    if name != "person"
                }
                for fact, beside in found.rows()
            ]
            for found in self.tables
        }


def about(whole: WholeRecord) -> Iterator[tuple[str, str]]:
    """What the file is of."""
    record = whole.record
    asked = [pair for pair in record.pairs if pair.is_required]
    yield "Name", record.person.name
    yield "Staff number", record.person.ref
    for place in record.places:
        yield "Works in", f"{place.title}, {place.unit.name}"
    yield "As at", record.at.isoformat()
    yield "As known on", record.known_on.isoformat() if record.known_on else "now: all that is known"
    yield "Standards asked for", f"{sum(pair.standing.counts for pair in asked)} of {len(asked)} count"
    yield "Facts", "all that are kept, corrected ones too: a row with retracted_on was taken back that day"
    yield "Besides", "what else is held about them, a table each, of what whoever made this file may see"
    held = (table for table, rows in whole.held if rows and table.by_others)
    words = "; ".join((_FACTS_BY_OTHERS, *(f"{one.title}: {', '.join(one.by_others)}" for one in held)))
    yield "Words of others", f"{words}. Read these before the file is handed on"


def standing_lines(record: RecordOfPerson) -> Iterator[tuple[Any, ...]]:
    """A line for each standard asked for or held, under `STANDING_HEAD`."""
    for pair in record.pairs:
        standing = pair.standing
        put_right = remedies_in_words(pair.explanation) if standing.status != "current" else []
        yield (
            pair.standard.pk,
            marked_title(pair.standard),
            pair.context,
            ", ".join(pair.required_by),
            LOOKS[standing.status].word,
            "yes" if standing.counts else "no",
            " ".join(reason_in_words(because) for because in pair.explanation.because),
            " ".join(put_right),
            standing.expires_on,
        )


def _tables(whole: WholeRecord) -> Iterator[tuple[str, Sequence[str], list[list[str]]]]:
    """Each table that has rows: what it is called, its columns, its lines."""
    for name, rows in whole.facts.items():
        if rows:
            yield NAMES[name], list(rows[0]), [list(row.values()) for row in rows]
    for table, held in whole.held:
        if held:
            yield table.title, list(table.columns), [list(row.values()) for row in held]


def record_json(whole: WholeRecord) -> bytes:
    """The record as `standing show --json` gives it, with `facts` and `held`: every row of each table."""
    held = {table.name: rows for table, rows in whole.held}
    answer = record_answer(whole.record) | {"facts": whole.facts, "held": held}
    return json.dumps(answer, ensure_ascii=False, indent=2, default=lambda day: day.isoformat()).encode()


def record_csv(whole: WholeRecord) -> bytes:
    """One text file: what it is of, how each standard stands, and then table after table."""
    lines: list[Sequence[Any]] = [*about(whole), (), ("How each standard stands",), STANDING_HEAD]
    lines += standing_lines(whole.record)
    for name, head, rows in _tables(whole):
        lines += [(), (name,), head, *rows]
    return csv_file(lines)


def record_xlsx(whole: WholeRecord) -> bytes:
    """A workbook: what it is of, how each standard stands, and a sheet for each table."""
    sheets = [ListSheet("Standing", STANDING_HEAD, list(standing_lines(whole.record)), _WIDTHS, frozen=1)]
    sheets += [ListSheet(name, head, rows, [16] * len(head)) for name, head, rows in _tables(whole)]
    return xlsx_file(f"The record of {whole.record.person.name}", about(whole), sheets)


RECORD_FILES: Mapping[str, Callable[[WholeRecord], bytes]] = {
    "xlsx": record_xlsx,
    "csv": record_csv,
    "json": record_json,
}
