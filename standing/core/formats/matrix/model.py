"""What a competence spreadsheet is found to say: where things stand (`Layout`), what must be asked (`Question`), how it
was answered (`Conventions`), and one `Entry` for each filled cell.

Rows and columns are counted from 1. All of it is plain data: the keys and values of `Conventions` are text, so that
they can be kept and used again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from standing.core.formats.results import Repair


class Shape(StrEnum):
    """How a sheet is laid out."""

    ACROSS = "across"  # a row a person, a column (or a pair of columns) a course
    LONG = "long"  # a row a person and course, with one column that says how it stands
    RECORDS = "records"  # a row a record, with several columns that say how it stands (done, expires, status)
    UNKNOWN = "unknown"  # nothing was recognised: a person says what it is, or leaves it out


class Field(StrEnum):
    """What a column tells of the person of its row."""

    NUMBER = "number"
    NAME = "name"
    FORENAME = "forename"
    SURNAME = "surname"
    UNIT = "unit"
    ROLE = "role"
    EMAIL = "email"


class Means(StrEnum):
    """What a date in a column says. STATE: the column holds no dates that count, only words such as "in date"."""

    DONE = "done"
    EXPIRES = "expires"
    STATE = "state"


class Meaning(StrEnum):
    """What a cell says of its person and course."""

    DONE = "done"  # shown on `day`
    EXPIRES = "expires"  # holds until `day`, that day included; also a day that has passed
    HELD = "held"  # holds, without a date
    NOT_APPLICABLE = "not-applicable"
    BOOKED = "booked"  # to be done; on `day` where it is given
    DUE = "due"  # asked for; by `day` where it is given. Says nothing of what is held
    NOT_HELD = "not-held"  # not done, never, or expired without a day
    NOTHING = "nothing"  # a dash or the like: written, but says nothing
    UNANSWERED = "unanswered"  # a question about the column is open; `fault` says which
    FAULT = "fault"  # not understood: `fault` says what was found, `do` what to do


class Kind(StrEnum):
    """What a question is about."""

    MEANS = "means"  # what a date in the column says: a value of `Means`
    ORDER = "order"  # 3/4/25: "day-first" or "month-first"
    MONTH_DAY = "month-day"  # April 2025: the "first" or the "last" day of the month
    SWAPPED = (
        "swapped"  # whether dates were swapped on their way through an American spreadsheet: "yes" or "no"
    )
    YEAR = "year"  # whether the year that cells such as 24-Mar keep but do not show is right: "yes" or "no"
    NUMBERS = "numbers"  # whether bare numbers are days as spreadsheets count them: "days" or "not-dates"
    MARK = "mark"  # what a mark such as x says: a value of `Meaning` ("fault" leaves it a fault)
    HIDDEN = "hidden"  # whether hidden rows, columns or the hidden sheet are read: "read" or "leave-out"
    FILL_DOWN = "fill-down"  # whether rows without a name belong to the person above: "yes" or "no"
    LEARNER = "learner"  # whose record a file without a person is: free text, a staff number or a name


@dataclass(frozen=True)
class Left:
    """A row or a column that is not read, and why in words.

    `kind` of a row: blank, above (the headings), total, note, heading (of a section), repeated-header, other-table,
    nobody, struck, doubtful, hidden. `kind` of a column: not-a-course, no-heading, no-entries, left-out, hidden.
    """

    number: int
    kind: str
    why: str


@dataclass(frozen=True, slots=True)
class Fault:
    """Something a person must mend or decide: the address of the cell (or of the first of the row), what was found, and
    what to do. `words` are the cell's own.
    """

    address: str
    what: str
    do: str
    words: str = ""


@dataclass(frozen=True)
class ValueColumn:
    """A column that says how people stand.

    `label` is the course it is for, as the heading has it; empty where each row names its own course. `heading` is all
    that stands over the column, `says` what its own words suggest a date in it means (None: they do not say), and
    `because` the words that led to it.
    """

    column: int
    label: str
    heading: str
    says: Means | None = None
    because: str = ""


@dataclass(frozen=True)
class Layout:
    """How one sheet is laid out, as far as can be told. `why` says what led to it; a person may correct it
    (`laid_out_as`).

    `people` are the rows that are read. Every other row of the sheet is in `left_out`, every other column that holds
    something in `other_columns`. `faults` are rows that could be either.
    """

    sheet: str
    shape: Shape
    header_rows: tuple[int, ...] = ()
    fields: Mapping[Field, int] = field(default_factory=dict)
    label_column: int | None = None
    columns: tuple[ValueColumn, ...] = ()
    people: tuple[int, ...] = ()
    left_out: tuple[Left, ...] = ()
    other_columns: tuple[Left, ...] = ()
    why: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    hidden: bool = False
    # Rows and columns that are read and that the spreadsheet hides.
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()


@dataclass(frozen=True)
class Option:
    """An answer that a question takes: the value to keep, and the words to show."""

    value: str
    words: str


@dataclass(frozen=True)
class Question:
    """Something asked once for a whole column, or for a sheet where `column` is None.

    `suggestion` is the value of an option, or empty where nothing speaks for one; `evidence` says what does. `cells`
    are the addresses of some of the `count` cells it is about. No options: the answer is free text.
    """

    kind: Kind
    sheet: str
    column: int | None
    label: str
    words: str
    options: tuple[Option, ...] = ()
    suggestion: str = ""
    evidence: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    count: int = 0
    mark: str = ""

    @property
    def key(self) -> str:
        """Under which `Conventions` keep the answer."""
        return key(self.kind, self.sheet, self.column, self.mark)

    @property
    def theme(self) -> tuple[str, ...]:
        """Equal for questions that can be asked as one: the same question, with the same suggestion, of other
        columns.
        """
        return (self.kind, self.mark, self.suggestion, *(option.value for option in self.options))


def key(kind: Kind, sheet: str, column: int | None, mark: str = "") -> str:
    """Under which an answer is kept. Column None: for the whole sheet, where a column has no answer of its own."""
    return f"{kind}|{sheet}|{'' if column is None else column}|{mark}"


@dataclass(frozen=True)
class Conventions:
    """What was answered, by the key of each question."""

    answers: Mapping[str, str] = field(default_factory=dict)

    def of(self, kind: Kind, sheet: str, column: int | None, mark: str = "") -> str | None:
        """The answer for a column, else that for its whole sheet, else None."""
        found = self.answers.get(key(kind, sheet, column, mark))
        return found if found is not None else self.answers.get(key(kind, sheet, None, mark))

    def answered(self, question: Question, value: str) -> Conventions:
        """With one answer more. Raises ValueError for one that the question does not offer."""
        if question.options and value not in {option.value for option in question.options}:
            offered = ", ".join(option.value for option in question.options)
            raise ValueError(f"{value!r} is no answer to {question.key!r}: it takes {offered}.")
        return Conventions({**self.answers, question.key: value})

    def as_suggested(self, questions: Iterable[Question]) -> Conventions:
        """With the suggestion of each question that has one taken, where there is no answer yet."""
        taken = {each.key: each.suggestion for each in questions if each.suggestion}
        return Conventions({**taken, **self.answers})


@dataclass(frozen=True)
class Person:
    """What a row tells of its person, as text without needless spaces; empty where it does not.

    A staff number keeps its leading zeros. `section` is the heading that stands over the row (often a ward), where the
    sheet has such headings.
    """

    number: str = ""
    name: str = ""
    forename: str = ""
    surname: str = ""
    unit: str = ""
    role: str = ""
    email: str = ""
    section: str = ""

    @property
    def known(self) -> bool:
        """True where the row says whose it is."""
        return bool(self.number or self.name or self.forename or self.surname or self.email)


@dataclass(frozen=True, slots=True)
class Entry:
    """What one filled cell says. `words` is the cell as it was written, `label` the course as it was written.

    `day` belongs to `meaning` (see there). `note` are words beside the date that change nothing ("online"). `repaired`
    says what was understood in other than the plain way ("a number read as a day"). `hidden` says why it cannot be seen
    in the spreadsheet, empty if it can. `fault` and `do` are set for UNANSWERED and FAULT.
    """

    sheet: str
    row: int
    column: int
    address: str
    person: Person
    label: str
    words: str
    meaning: Meaning
    day: date | None = None
    note: str = ""
    repaired: str = ""
    hidden: str = ""
    fault: str = ""
    do: str = ""


@dataclass(frozen=True)
class Entries:
    """All that a layout's rows say: the entries, whose rows they are, the faults of rows (an entry's own fault is with
    the entry), what was put right, and what was settled by evidence instead of a question, in words.
    """

    entries: tuple[Entry, ...]
    people: tuple[tuple[int, Person], ...] = ()
    faults: tuple[Fault, ...] = ()
    repairs: tuple[Repair, ...] = ()
    settled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Together:
    """What a row says of one course, from all its cells: `done` (day), `expires` (day), and the `states` besides.

    `clear` is False where one of the cells is not understood, or where they contradict each other; `faults` then say
    why. `entries` are the cells it was put together from, so that each day can be traced to its address.
    """

    sheet: str
    row: int
    person: Person
    label: str
    entries: tuple[Entry, ...]
    done: date | None = None
    expires: date | None = None
    states: tuple[Meaning, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def clear(self) -> bool:
        """True where everything said is understood and agrees."""
        return not self.faults and all(
            entry.meaning not in (Meaning.FAULT, Meaning.UNANSWERED) for entry in self.entries
        )
