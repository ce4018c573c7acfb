"""What must be asked before a sheet can be read: once a column, with what speaks for an answer, never guessed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from standing.core.formats.matrix.cells import Form, Said
from standing.core.formats.matrix.model import Conventions, Kind, Layout, Meaning, Means, Option, Question
from standing.core.formats.matrix.settling import DAY_FIRST, MONTH_FIRST, Column, far_off
from standing.core.formats.workbook import Sheet

_FEW = 5
# Words that nobody knows yet are asked about once they stand in a sheet so often; before that each is a fault.
_OFTEN = 3
_MEANS = (
    Option(Means.DONE, "The day it was done"),
    Option(Means.EXPIRES, "The last day it is valid"),
    Option(Means.STATE, "Neither: take no dates from this column"),
)
_ORDERS = (
    Option(DAY_FIRST, "Day first (3/4 is 3 April)"),
    Option(MONTH_FIRST, "Month first (3/4 is 4 March)"),
)
_MARKS = (
    Option(Meaning.HELD, "Done or in date, without a day"),
    Option(Meaning.NOT_HELD, "Not done, or no longer in date"),
    Option(Meaning.NOT_APPLICABLE, "Not needed by this person"),
    Option(Meaning.BOOKED, "Booked"),
    Option(Meaning.DUE, "Due"),
    Option(Meaning.NOTHING, "Nothing: pass over it"),
    Option(Meaning.FAULT, "I do not know: list it as a fault"),
)
_YES_NO = (Option("yes", "Yes"), Option("no", "No"))
# What speaks for a meaning of a mark.
_USUAL = {
    **dict.fromkeys(("green", "g"), (Meaning.HELD, "green usually means in date")),
    **dict.fromkeys(("amber", "yellow"), (Meaning.DUE, "this colour usually means that it is due soon")),
    **dict.fromkeys(("red", "r"), (Meaning.NOT_HELD, "red usually means not in date")),
    "ü": (Meaning.HELD, "in the font Wingdings this sign is a tick"),
    "û": (Meaning.NOT_HELD, "in the font Wingdings this sign is a cross"),
}


def ask(
    sheet: Sheet, layout: Layout, columns: Sequence[Column], conventions: Conventions, today: date
) -> list[Question]:
    """The questions that are open: for the whole sheet first, then column by column."""
    asked = [*_of_sheet(sheet, layout)]
    proofs = sum((column.proofs for column in columns), Counter[str]())
    unknown = Counter(said.mark for column in columns for _, said in column.cells if said.form is Form.WORD)
    often = {word for word, count in unknown.items() if count >= _OFTEN}
    for column in columns:
        beside = [each for each in columns if each.column.label == column.column.label and each is not column]
        asked += _of_column(sheet, column, beside, proofs, today)
        asked += _marks(sheet, column, often)
    return [each for each in asked if conventions.of(each.kind, each.sheet, each.column, each.mark) is None]


def _question(
    sheet: Sheet,
    column: Column,
    kind: Kind,
    cells: Sequence[tuple[int, Said]],
    *,
    words: str,
    options: tuple[Option, ...],
    suggestion: str = "",
    evidence: Sequence[str] = (),
    mark: str = "",
) -> Question:
    about = column.column
    where = tuple(f"{sheet.address(row, about.column)}: {said.written}" for row, said in cells[:_FEW])
    return Question(
        kind,
        sheet.name,
        about.column,
        about.label or about.heading,
        words,
        options,
        str(suggestion),
        tuple(evidence),
        where,
        len(cells),
        mark,
    )


def _of_column(
    sheet: Sheet, column: Column, beside: Sequence[Column], proofs: Counter[str], today: date
) -> Iterator[Question]:
    bare = [(row, said) for row, said in column.dated if said.own is None]
    if bare:
        suggestion, evidence = _suggest_means(column, bare, beside, today)
        words = f"What do the dates under “{column.column.heading}” say?"
        yield _question(
            sheet,
            column,
            Kind.MEANS,
            bare,
            words=words,
            options=_MEANS,
            suggestion=suggestion,
            evidence=evidence,
        )
    open_order = [(row, said) for row, said in column.cells if said.form is Form.ORDER or said.order]
    if len(column.proofs) > 1 or (column.forms[Form.ORDER] and not column.proofs):
        yield _order(sheet, column, open_order, proofs)
    months = [(row, said) for row, said in column.cells if said.form is Form.MONTH]
    if months:
        words = f"Which day is meant under “{column.column.heading}” where only the month is given?"
        options = (Option("first", "The first day of the month"), Option("last", "The last day of the month"))
        why = ["with the first day nobody is called current for longer than may be true"]
        yield _question(
            sheet,
            column,
            Kind.MONTH_DAY,
            months,
            words=words,
            options=options,
            suggestion="first",
            evidence=why,
        )
    yield from _of_numbers(sheet, column)


def _suggest_means(
    column: Column, bare: Sequence[tuple[int, Said]], beside: Sequence[Column], today: date
) -> tuple[str, list[str]]:
    """What the heading says, else what the columns beside it and the dates themselves make likely."""
    if column.column.says:
        return column.column.says, [column.column.because]
    done = next((each.column for each in beside if each.column.says is Means.DONE), None)
    expires = next((each.column for each in beside if each.column.says is Means.EXPIRES), None)
    if done:
        return Means.STATE, [f"“{done.heading}” says when it was done"]
    if expires:
        return Means.DONE, [f"“{expires.heading}” says until when it is valid"]
    ahead = sum(
        said.day is not None and said.day > today and not far_off(said.day, today) for _, said in bare
    )
    # A few among many are slips; taking an expiry for a day of doing would call people current for too long.
    likely = Means.EXPIRES if 5 * ahead >= len(bare) else Means.DONE
    return likely, [f"dates still to come: {ahead} of {len(bare)}"]


def counted(count: int, thing: str) -> str:
    """A number of things in words: 1 date, 2 dates."""
    return f"{count} {thing}{'' if count == 1 else 's'}"


def _order(
    sheet: Sheet, column: Column, cells: Sequence[tuple[int, Said]], elsewhere: Counter[str]
) -> Question:
    words = f"Does the day or the month come first under “{column.column.heading}”?"
    counts = column.proofs or elsewhere
    where = "in the column" if column.proofs else "in other columns of the sheet"
    evidence = [
        f"{counted(counts[order], 'date')} {where} can only be read with the {first} first"
        for order, first in ((DAY_FIRST, "day"), (MONTH_FIRST, "month"))
        if counts[order]
    ]
    suggestion = MONTH_FIRST if counts[MONTH_FIRST] > counts[DAY_FIRST] else DAY_FIRST
    evidence = evidence or ["people in Britain write the day first"]
    return _question(
        sheet,
        column,
        Kind.ORDER,
        cells,
        words=words,
        options=_ORDERS,
        suggestion=suggestion,
        evidence=evidence,
    )


def _of_numbers(sheet: Sheet, column: Column) -> Iterator[Question]:
    """Bare numbers, years that are not shown, and dates that may have been swapped."""
    heading = column.column.heading
    numbers = [(row, said) for row, said in column.cells if said.form is Form.NUMBER]
    if numbers:
        first = numbers[0][1]
        evidence = [f"{first.written} would be {first.day:%d %B %Y}"]
        options = (Option("days", "Days, as spreadsheets count them"), Option("not-dates", "Not dates"))
        words = f"Are the bare numbers under “{heading}” days?"
        yield _question(
            sheet,
            column,
            Kind.NUMBERS,
            numbers,
            words=words,
            options=options,
            suggestion="days",
            evidence=evidence,
        )
    yearless = [(row, said) for row, said in column.cells if said.form is Form.YEARLESS]
    if yearless:
        first = yearless[0][1]
        evidence = [
            f"one cell shows {first.day:%d-%b} and keeps {first.day:%d %B %Y}",
            "“Mar-24” typed in becomes 24 March",
        ]
        words = f"Is the year right that cells under “{heading}” keep but do not show?"
        yield _question(sheet, column, Kind.YEAR, yearless, words=words, options=_YES_NO, evidence=evidence)
    if column.may_be_swapped:
        typed = [(row, said) for row, said in column.cells if said.typed and said.form is Form.DAY]
        evidence = [
            f"none of the {len(typed)} dates that the spreadsheet knows as dates has a day after the 12th",
            f"{column.proofs[DAY_FIRST]} others, all after the 12th, were left as text",
        ]
        words = (
            f"Were day and month of dates under “{heading}” swapped by a spreadsheet set to American dates?"
        )
        yield _question(
            sheet,
            column,
            Kind.SWAPPED,
            typed,
            words=words,
            options=_YES_NO,
            suggestion="yes",
            evidence=evidence,
        )


def _marks(sheet: Sheet, column: Column, often: set[str]) -> Iterator[Question]:
    """Each mark that could mean several things, and each unknown word that stands in the sheet again and again."""
    found: dict[str, list[tuple[int, Said]]] = {}
    for row, said in column.cells:
        if said.form is Form.MARK or (said.form is Form.WORD and said.mark in often):
            found.setdefault(said.mark, []).append((row, said))
    for mark, cells in found.items():
        usual, because = _USUAL.get(mark, ("", ""))
        yield _question(
            sheet,
            column,
            Kind.MARK,
            cells,
            words=f"What does “{cells[0][1].written}” mean under “{column.column.heading}”?",
            options=_MARKS,
            suggestion=usual,
            evidence=[because] if because else [],
            mark=mark,
        )


def _of_sheet(sheet: Sheet, layout: Layout) -> Iterator[Question]:
    """What is asked of the whole sheet."""
    hidden = _hidden(sheet, layout)
    if hidden:
        options = (Option("read", "Read them as well"), Option("leave-out", "Leave them out"))
        words = f"The spreadsheet hides {hidden}. Are they to be read?"
        yield Question(Kind.HIDDEN, sheet.name, None, sheet.name, words, options)
    nameless = nameless_rows(sheet, layout)
    if layout.fields and nameless:
        words = f"{counted(len(nameless), 'row')} without a name: do they belong to the person named above?"
        cells = tuple(sheet.address(row, 1) for row in nameless[:_FEW])
        yield Question(
            Kind.FILL_DOWN, sheet.name, None, sheet.name, words, _YES_NO, "", (), cells, len(nameless)
        )
    if layout.people and not layout.fields:
        words = "No column says whose records these are. Whose are they? Give a staff number or a name."
        yield Question(Kind.LEARNER, sheet.name, None, sheet.name, words, count=len(layout.people))


def nameless_rows(sheet: Sheet, layout: Layout) -> list[int]:
    """The rows that are read and name nobody."""
    return [
        row
        for row in layout.people
        if all(sheet.spread(row, column).empty for column in layout.fields.values())
    ]


def _hidden(sheet: Sheet, layout: Layout) -> str:
    """What is hidden among that which is read, in words."""
    parts = ["this whole sheet"] if layout.hidden else []
    for count, one in ((len(layout.hidden_rows), "row"), (len(layout.hidden_columns), "column")):
        if count:
            parts.append(counted(count, one))
    return " and ".join(parts)
