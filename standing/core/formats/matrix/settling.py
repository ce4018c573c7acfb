"""What the cells of one column say, with the answers that were given and the evidence of the column itself.

An answer outranks evidence; where there is neither, the cell waits (UNANSWERED). A date that cannot be is a fault,
whatever was answered.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from standing.core.formats.matrix.cells import WRITE_DATE, Form, Said
from standing.core.formats.matrix.model import Conventions, Kind, Meaning, Means, ValueColumn

DAY_FIRST, MONTH_FIRST = "day-first", "month-first"
# How far from today a date can lie, in years: earlier, nobody working now can have done it; RULES.md part 2 refuses an
# expiry more than ten years after the day it was earned.
YEARS_BACK, YEARS_AHEAD = 60, 10
_DATED = (Form.DAY, Form.ORDER, Form.MONTH, Form.YEARLESS, Form.NUMBER)
_OPEN = "Answer the question about the column."


@dataclass(frozen=True, slots=True)
class Settled:
    """What a cell says of its person and course, once its column is settled."""

    meaning: Meaning
    day: date | None = None
    repaired: str = ""
    fault: str = ""
    do: str = ""


class Column:
    """One column with its filled cells: row and what it says."""

    def __init__(self, sheet: str, column: ValueColumn, cells: Sequence[tuple[int, Said]]) -> None:
        self.sheet = sheet
        self.column = column
        self.cells = cells
        self.forms = Counter(said.form for _, said in cells)
        self.proofs = Counter(said.order for _, said in cells if said.order)

    @property
    def dated(self) -> list[tuple[int, Said]]:
        """The cells that hold some kind of date."""
        return [(row, said) for row, said in self.cells if said.form in _DATED]

    @cached_property
    def order(self) -> str:
        """The order of day and month that the column itself proves, or nothing: neither proven, or both."""
        return next(iter(self.proofs)) if len(self.proofs) == 1 else ""

    @cached_property
    def may_be_swapped(self) -> bool:
        """Whether an American spreadsheet may have read British dates: it turns those that it can misread into other
        dates, which all have a day of 12 or less, and leaves the rest as text.
        """
        typed = [said.day for _, said in self.cells if said.typed and said.form is Form.DAY and said.day]
        return len(typed) > 3 and all(day.day <= 12 for day in typed) and self.proofs.get(DAY_FIRST, 0) > 1

    def answer(self, conventions: Conventions, kind: Kind, mark: str = "") -> str | None:
        """What was answered about the column, or about its whole sheet."""
        return conventions.of(kind, self.sheet, self.column.column, mark)


@lru_cache(maxsize=65536)
def in_years(day: date, years: int) -> date:
    """The same day some years later or earlier (28 February for a 29th that there is not)."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def settle(said: Said, column: Column, conventions: Conventions, today: date) -> Settled:
    """What a cell of the column says."""
    if said.form is Form.FAULT:
        return Settled(Meaning.FAULT, fault=said.fault, do=said.do)
    if said.form is Form.STATE and said.state:
        return Settled(said.state)
    if said.form in (Form.MARK, Form.WORD):
        return _marked(said, column.answer(conventions, Kind.MARK, said.mark))
    day, repaired, wanting = _day(said, column, conventions)
    if wanting:
        return wanting
    far = far_off(day, today)
    if far:
        return Settled(Meaning.FAULT, fault=f"“{said.written}” {far}", do=WRITE_DATE)
    return _meant(said, day, repaired, column.answer(conventions, Kind.MEANS), today)


def far_off(day: date, today: date) -> str:
    """What is wrong with a date that lies too far from today, in words (empty: nothing)."""
    if day < in_years(today, -YEARS_BACK):
        return f"lies more than {YEARS_BACK} years back"
    return f"lies more than {YEARS_AHEAD} years ahead" if day > in_years(today, YEARS_AHEAD) else ""


def _marked(said: Said, answer: str | None) -> Settled:
    if answer is not None and answer != Meaning.FAULT:
        return Settled(Meaning(answer))
    if answer is None and said.form is Form.MARK:
        return Settled(
            Meaning.UNANSWERED, fault=f"what “{said.written}” means in this column is not said", do=_OPEN
        )
    what = said.fault or f"“{said.written}” is neither a date nor a state"
    return Settled(Meaning.FAULT, fault=what, do=WRITE_DATE)


def _open(said: Said, about: str) -> Settled:
    return Settled(Meaning.UNANSWERED, fault=f"“{said.written}”: {about}", do=_OPEN)


def _wrong(said: Said, what: str) -> Settled:
    return Settled(Meaning.FAULT, fault=f"“{said.written}” {what}", do=WRITE_DATE)


# A day, what was put right, and what the cell says instead of a day (None: it says the day).
_Day = tuple[date, str, Settled | None]


def _day(said: Said, column: Column, conventions: Conventions) -> _Day:
    """The one day that a cell means."""
    day = said.day or date.min
    match said.form:
        case Form.NUMBER:
            found = _number(said, day, column.answer(conventions, Kind.NUMBERS))
        case Form.MONTH:
            found = _month(said, day, column.answer(conventions, Kind.MONTH_DAY))
        case Form.YEARLESS:
            found = _yearless(said, day, column.answer(conventions, Kind.YEAR))
        case Form.ORDER:
            found = _ordered(said, day, column.answer(conventions, Kind.ORDER) or column.order)
        case _:
            found = _whole(said, day, column, conventions)
    return found


def _number(said: Said, day: date, answer: str | None) -> _Day:
    if answer == "days":
        return day, f"the number {said.written} read as the day that spreadsheets count so", None
    if answer is None:
        return day, "", _open(said, "whether the number is a day is not said")
    return day, "", _wrong(said, "is a number, not a date")


def _month(said: Said, day: date, answer: str | None) -> _Day:
    if answer is None:
        return day, "", _open(said, "which day of the month is meant is not said")
    if answer == "last":
        day = (
            date(day.year + day.month // 12, day.month % 12 + 1, 1) - date.resolution
            if day.year < 9999
            else day
        )
    return day, f"the {answer} day of the month taken", None


def _yearless(said: Said, day: date, answer: str | None) -> _Day:
    if answer is None:
        return day, "", _open(said, "the year is kept in the cell and not shown")
    return (
        day,
        "",
        None if answer == "yes" else _wrong(said, "has a year that nobody sees in the spreadsheet"),
    )


def _ordered(said: Said, day: date, order: str) -> _Day:
    if not order:
        return day, "", _open(said, "whether the day or the month comes first is not said")
    return (day if order == DAY_FIRST else said.other or day), said.repaired, None


def _whole(said: Said, day: date, column: Column, conventions: Conventions) -> _Day:
    """A date that is certain by itself: still it must agree with its column."""
    if said.order:
        order = column.answer(conventions, Kind.ORDER) or column.order
        if not order:
            return (
                day,
                "",
                _open(said, "the column has dates with the day first and dates with the month first"),
            )
        if order != said.order:
            first = "month" if said.order == MONTH_FIRST else "day"
            return (
                day,
                "",
                _wrong(said, f"can only be read with the {first} first, unlike the rest of its column"),
            )
    if said.typed and column.may_be_swapped:
        answer = column.answer(conventions, Kind.SWAPPED)
        if answer is None:
            return day, "", _open(said, "whether day and month were swapped on the way is not said")
        if answer == "yes":
            return date(day.year, day.day, day.month), "day and month swapped back", None
    return day, said.repaired, None


def _meant(said: Said, day: date, repaired: str, answer: str | None, today: date) -> Settled:
    """What a day says: by the words in its own cell, else by what was answered for the column."""
    if said.own:
        meaning = said.own
    elif answer is None:
        return _open(said, "whether it was done on that day or expires on it is not said")
    else:
        meaning = {Means.DONE: Meaning.DONE, Means.EXPIRES: Meaning.EXPIRES}.get(
            Means(answer), Meaning.NOTHING
        )
    if meaning is Meaning.DONE and day > today:
        what = f"“{said.written}” is still to come, and stands where things were done"
        do = "If it is booked, write “booked” before the date; else mend the date."
        return Settled(Meaning.FAULT, fault=what, do=do)
    return Settled(meaning, day, repaired)
