"""A document as a tree of sections: each claim in it names the line of the profile that it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from standing.core.catalogue import UNDATED
from standing.core.documents.profile import Line

NO_LINE = "a claim names the line that it comes from"


class Kind(StrEnum):
    """What a paragraph is. A claim and a value come of a line; a place is left for the organisation to fill in."""

    WORDS = "words"
    LEAD = "lead"
    CLAIM = "claim"
    VALUE = "value"
    POINT = "point"
    PLACE = "place"


@dataclass(frozen=True)
class Trace:
    """The line that a claim comes from."""

    line: str
    number: int
    code: str
    edition: str
    is_local: bool = False

    @classmethod
    def of(cls, line: Line) -> Trace:
        """The trace to a line."""
        return cls(line.key, line.number, line.code, line.edition, line.is_local)

    @property
    def label(self) -> str:
        """The standard as a claim ends with it: `GEN14, 2013`, its code alone without an edition, `PMVA, local`."""
        if self.is_local:
            return f"{self.code}, local"
        return self.code if self.edition in ("", UNDATED) else f"{self.code}, {self.edition}"


@dataclass(frozen=True)
class Paragraph:
    """Some words. `key` is the same in another version's document for what says the same; `number` counts claims of a
    section. A claim and a value have a trace, and nothing else has.
    """

    kind: Kind
    key: str
    text: str
    trace: Trace | None = None
    number: int = 0

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError(f"{self.key}: a paragraph has words")
        if (self.kind in (Kind.CLAIM, Kind.VALUE)) != (self.trace is not None):
            raise ValueError(f"{self.key}: {NO_LINE}, and only a claim does")

    @property
    def words(self) -> str:
        """The text; a claim ends with the code of its standard, a place says that it is one."""
        if self.kind is Kind.CLAIM and self.trace is not None:
            return f"{self.text} [{self.trace.label}]"
        return f"[To fill in: {self.text}]" if self.kind is Kind.PLACE else self.text


@dataclass(frozen=True)
class Row:
    """A row of a table. In a table of claims it has a trace, and its second cell is the claim. `is_place`: its last
    cell is left for the organisation to fill in, and is empty.
    """

    key: str
    cells: tuple[str, ...]
    trace: Trace | None = None
    is_place: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """The cells as they are written: a claim ends with the code of its standard, a place says that it is one."""
        if self.trace is not None:
            return (self.cells[0], f"{self.cells[1]} [{self.trace.label}]", *self.cells[2:])
        return (*self.cells[:-1], "[To fill in]") if self.is_place else self.cells


@dataclass(frozen=True)
class Table:
    """A table with a head. `of_claims`: each row comes of a line."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]
    of_claims: bool = False

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row.cells) != len(self.head):
                raise ValueError(f"{self.caption}: a row has {len(row.cells)} cells, not {len(self.head)}")
            if self.of_claims and row.trace is None:
                raise ValueError(f"{self.caption}: {NO_LINE}")


@dataclass(frozen=True)
class Section:
    """A heading (level 1 or 2) and what stands under it. `part` is what an annex calls the place, if not the title."""

    title: str
    level: int
    blocks: tuple[Paragraph | Table, ...] = ()
    part: str = ""

    @property
    def place(self) -> str:
        """What an annex calls it."""
        return self.part or self.title


@dataclass(frozen=True)
class Claim:
    """Something that a document says of the role: where ("Main duties, 3"), in which words, and from which line."""

    place: str
    words: str
    trace: Trace


@dataclass(frozen=True)
class Document:
    """A document in order, and what it rests on, in words."""

    title: str
    subtitle: str
    version: str
    sections: tuple[Section, ...]

    def claims(self) -> Iterator[Claim]:
        """Every claim, in order."""
        for section in self.sections:
            for block in section.blocks:
                if isinstance(block, Table):
                    for row in block.rows:
                        if row.trace is not None:
                            yield Claim(f"{section.place}, {row.cells[0]}", row.cells[1], row.trace)
                elif block.trace is not None:
                    part = str(block.number) if block.number else "what matters to people"
                    yield Claim(f"{section.place}, {part}", block.text, block.trace)

    def places(self) -> Iterator[str]:
        """What is left for the organisation to fill in."""
        for section in self.sections:
            for block in section.blocks:
                if isinstance(block, Table):
                    yield from (row.cells[0] for row in block.rows if row.is_place)
                elif block.kind is Kind.PLACE:
                    yield block.text
