"""Lists and tables: counts, pages, filters, summary rows, tasks, cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page
from django.http import QueryDict
from markupsafe import Markup


@dataclass(frozen=True)
class Counts:
    """How many of how many are shown: "Showing 30 of 120 people". `first` is set on a page of a longer
    list.
    """

    shown: int
    of: int
    one: str
    many: str
    first: int | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.shown <= self.of:
            raise ValueError(f"{self.shown} of {self.of} cannot be shown")

    @property
    def text(self) -> str:
        """The count as a sentence."""
        noun = self.one if self.of == 1 else self.many
        if self.of == 0:
            return f"No {self.many}"
        if self.shown == self.of:
            return f"Showing {'the only' if self.of == 1 else f'all {self.of:,}'} {noun}"
        if self.first:
            return f"Showing {self.first:,} to {self.first + self.shown - 1:,} of {self.of:,} {noun}"
        return f"Showing {self.shown:,} of {self.of:,} {noun}"


@dataclass(frozen=True)
class Pages:
    """Links between the pages of a list, keeping its filters. `name` tells its pages from those of another list on the
    page: it is the name of its table, to which its links lead.
    """

    number: int
    last: int
    query: QueryDict
    name: str = "page"

    @classmethod
    def of(cls, page: Page[Any], query: QueryDict, name: str = "page") -> Pages:
        """Make the links of a Django page; `query` is the request's."""
        return cls(page.number, page.paginator.num_pages, query, name)

    def href(self, number: int) -> str:
        """Return the address of a page."""
        query = self.query.copy()
        query[self.name] = str(number)
        return f"?{query.urlencode()}{f'#{self.name}' if self.name != 'page' else ''}"

    def as_params(self) -> dict[str, Any]:
        """Return the options of the NHS pagination."""
        items: list[dict[str, Any]] = []
        before = 0
        for number in _near(self.number, self.last):
            if number > before + 1:
                items.append({"ellipsis": True})
            items.append({"number": number, "href": self.href(number), "current": number == self.number})
            before = number
        params: dict[str, Any] = {"items": items}
        if self.name != "page":
            params["landmarkLabel"] = f"Pages of {self.name}"
        if self.number > 1:
            params["previous"] = {"href": self.href(self.number - 1)}
        if self.number < self.last:
            params["next"] = {"href": self.href(self.number + 1)}
        return params


def counts_of(page: Page[Any], one: str, many: str) -> Counts:
    """Return what a Django page shows of its whole list."""
    shown = len(page.object_list)
    return Counts(shown, page.paginator.count, one, many, first=page.start_index() if shown else None)


def _near(number: int, last: int) -> list[int]:
    return sorted(n for n in {1, number - 1, number, number + 1, last} if 1 <= n <= last)


@dataclass(frozen=True)
class Filter:
    """A filter that is on, in words, and the address of the list without it."""

    text: str
    href_without: str


def filters_on(query: QueryDict, words: dict[tuple[str, str], str]) -> list[Filter]:
    """Return the filters that a query sets, each with a link that takes it away.

    `words` gives the text for a (name, value) pair; a pair without words is no filter.
    """
    found = []
    for name in query:
        for value in query.getlist(name):
            if (name, value) in words:
                rest = query.copy()
                rest.setlist(name, [one for one in query.getlist(name) if one != value])
                rest.pop("page", None)
                found.append(Filter(words[name, value], f"?{rest.urlencode()}"))
    return found


@dataclass(frozen=True)
class Row:
    """A line of a summary list. `change` is the address that changes it; `what` finishes "Change" for
    screen readers.
    """

    key: str
    value: str | Markup
    change: str = ""
    what: str = ""
    verb: str = "Change"


@dataclass(frozen=True)
class Task:
    """A line of a task list: what, where, how it stands. `by` is the day, in words."""

    title: str
    href: str = ""
    hint: str = ""
    state: str = ""
    colour: str = ""

    @property
    def params(self) -> dict[str, Any]:
        """Return the options of a line of the NHS task list."""
        params: dict[str, Any] = {"title": {"text": self.title}}
        if self.href:
            params["href"] = self.href
        if self.hint:
            params["hint"] = {"text": self.hint}
        if self.state:
            tag = {"text": self.state, "classes": f"nhsuk-tag--{self.colour}" if self.colour else ""}
            params["status"] = {"tag": tag}
        return params


@dataclass(frozen=True)
class Cell:
    """A cell: text, or Markup made by a macro. `narrow` keeps it on one line; `number` sets it to the
    right.
    """

    content: str | Markup | int = ""
    number: bool = False
    narrow: bool = False
    href: str = ""
    css: str = ""
    hidden_text: str = ""


@dataclass(frozen=True)
class Table:
    """A table. `freeze` keeps the head and the first column in sight while the rest scrolls.

    `stack` makes each row a card on a phone: for few columns of text, not for a matrix.
    """

    name: str
    caption: str
    head: Sequence[Cell | str]
    rows: Sequence[Sequence[Cell | str]]
    freeze: bool = False
    stack: bool = False
    hide_caption: bool = False
    empty: str = "There is nothing to show."
    row_heads: bool = True
    notes: Sequence[str] = field(default_factory=tuple)

    def __post_init__(self) -> None:
        wide = len(self.head)
        for number, row in enumerate(self.rows, 1):
            if len(row) != wide:
                raise ValueError(
                    f"row {number} of the table “{self.caption}” has {len(row)} cells, not {wide}"
                )

    @property
    def cells(self) -> list[list[Cell]]:
        """The rows, every cell a `Cell`."""
        return [[_cell(one) for one in row] for row in self.rows]

    @property
    def heads(self) -> list[Cell]:
        """The head, every cell a `Cell`."""
        return [_cell(one) for one in self.head]


def _cell(one: Cell | str) -> Cell:
    return one if isinstance(one, Cell) else Cell(one)
