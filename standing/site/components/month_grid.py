"""How many, of what, month by month: a row for each thing, a column for each month, as a picture and as a table.

The picture is drawn on the server: a disc in each field, its area by the number, and the number on it. The table
beneath says the same and leads to what is behind each number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt

from standing.site.components.lists import Cell, Table
from standing.site.components.months import month_words
from standing.site.dates import MONTHS

LABEL, COLUMN, ROW, HEAD = 190, 46, 30, 44
LARGEST, SMALLEST = 14.0, 6.0
LONGEST_LABEL = 26
"""Characters of a name that the picture has room for; the table beneath has all of them."""


@dataclass(frozen=True)
class GridRow:
    """A thing counted: its name, a short one for the picture, how many each month and in all, and where each number
    leads. `total` need not be the sum, where one thing can be counted in two months.
    """

    name: str
    short: str
    numbers: Mapping[date, int]
    total: int
    hrefs: Mapping[date, str]
    href: str


@dataclass(frozen=True)
class Disc:
    """A number in the picture: where its middle is, how large it is drawn, and what it says."""

    x: float
    y: float
    r: float
    number: int


@dataclass(frozen=True)
class Text:
    """Words in the picture, and where."""

    x: float
    y: float
    words: str
    whole: str = ""


@dataclass(frozen=True)
class MonthGrid:
    """What the macro `month_grid` draws. `first` heads the column of names; `months` are their first days."""

    name: str
    title: str
    first: str
    months: Sequence[date]
    rows: Sequence[GridRow]
    empty: str

    @property
    def width(self) -> int:
        return LABEL + COLUMN * len(self.months)

    @property
    def height(self) -> int:
        return HEAD + ROW * len(self.rows)

    @property
    def described(self) -> str:
        """What somebody is told who does not see the picture."""
        largest = max(
            ((row.numbers.get(month, 0), row, month) for row in self.rows for month in self.months),
            key=lambda found: found[0],
            default=None,
        )
        if largest is None or not largest[0]:
            return self.empty
        number, row, month = largest
        return (
            f"The most is {number}, of {row.name} in {month_words(month)}. The table below has every number."
        )

    @property
    def heads(self) -> list[tuple[Text, Text]]:
        """The months over the columns: their names, and under them the year where it begins or changes."""
        found = []
        for number, month in enumerate(self.months):
            x = LABEL + COLUMN * (number + 0.5)
            year = str(month.year) if number == 0 or month.month == 1 else ""
            found.append((Text(x, 16, MONTHS[month.month - 1][:3]), Text(x, 34, year)))
        return found

    @property
    def labels(self) -> list[Text]:
        """The names before the rows."""
        return [
            Text(0, _middle(number) + 5, _cut(row.short), row.name) for number, row in enumerate(self.rows)
        ]

    @property
    def lines(self) -> list[float]:
        """How far down a line parts one row from the next."""
        return [HEAD + ROW * number for number in range(len(self.rows) + 1)]

    @property
    def discs(self) -> list[Disc]:
        """The numbers that are not nought."""
        most = max((number for row in self.rows for number in row.numbers.values()), default=0)
        return [
            Disc(
                x=LABEL + COLUMN * (column + 0.5),
                y=_middle(line),
                r=round(max(SMALLEST, LARGEST * sqrt(number / most)), 2),
                number=number,
            )
            for line, row in enumerate(self.rows)
            for column, month in enumerate(self.months)
            if (number := row.numbers.get(month, 0))
        ]

    @property
    def table(self) -> Table:
        """The same as a table."""
        return Table(
            name=self.name,
            caption=f"{self.title}: the numbers",
            head=[self.first, *(_number(_short_month(month)) for month in self.months), _number("All")],
            rows=[self._line(row) for row in self.rows],
            freeze=True,
            hide_caption=True,
            empty=self.empty,
        )

    def _line(self, row: GridRow) -> list[Cell | str]:
        cells = [
            _counted(row.numbers.get(month, 0), row.hrefs.get(month, ""), f"{row.name}, {month_words(month)}")
            for month in self.months
        ]
        return [row.name, *cells, _counted(row.total, row.href, f"{row.name}, all these months")]


def _middle(row: int) -> float:
    return HEAD + ROW * (row + 0.5)


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST_LABEL else f"{words[: LONGEST_LABEL - 1].rstrip()}…"


def _short_month(month: date) -> str:
    return f"{MONTHS[month.month - 1][:3]} {month.year}"


def _number(content: str | int) -> Cell:
    return Cell(content, number=True)


def _counted(number: int, href: str, what: str) -> Cell:
    if not number:
        return _number(0)
    return Cell(f"{number:,}", number=True, href=href, hidden_text=f"{what}: show who")
