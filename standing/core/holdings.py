"""A catalogue with what is known of its standards in our own words: all that a page or a command about standards reads.

It may come from the bundled files or from a store; whoever answers from it need not know which.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from standing.core.catalogue import Catalogue, Standard, Statement
from standing.core.formats import bundled
from standing.core.rules.carry_over import CrosswalkRow
from standing.core.search import Index, Summary, build_index, documents, summaries

Value = TypeVar("Value")


@dataclass(frozen=True)
class Holdings:
    """The catalogue and the summaries by standard. Made once and only read, so what is costly is worked out once."""

    catalogue: Catalogue = field(default_factory=Catalogue)
    summaries: Mapping[str, Summary] = field(default_factory=dict)

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """The title of every standard, by id."""
        return {each.id: each.title for each in self.catalogue.standards}

    @cached_property
    def index(self) -> Index:
        """The search index."""
        return build_index(documents(self.catalogue, self.summaries))

    @cached_property
    def rows_from(self) -> Mapping[str, tuple[CrosswalkRow, ...]]:
        """The crosswalk rows of each old standard, over all revisions: what it became."""
        return _grouped((row.old, row) for row in self.catalogue.crosswalk)

    @cached_property
    def rows_to(self) -> Mapping[str, tuple[CrosswalkRow, ...]]:
        """The crosswalk rows that lead to each new standard, over all revisions: what it came from."""
        return _grouped((new, row) for row in self.catalogue.crosswalk for new in row.new)

    @cached_property
    def statements(self) -> Mapping[str, tuple[Statement, ...]]:
        """What sources say of each standard, the newest first."""
        ordered = sorted(self.catalogue.statements, key=lambda statement: statement.as_of, reverse=True)
        return _grouped((statement.standard, statement) for statement in ordered)

    def latest_statement(self, standard: str, at: str) -> Statement | None:
        """The newest statement as of an ISO day or before it, or None where no source had spoken yet."""
        said = (statement for statement in self.statements.get(standard, ()) if statement.as_of <= at)
        return next(said, None)

    def editions(self, code: str) -> tuple[Standard, ...]:
        """The editions of a code, the latest first; the one edition of an id such as `MH20@2013`; or none."""
        if code in self.catalogue.by_id:
            return (self.catalogue.by_id[code],)
        return self.catalogue.by_code.get(code, ())


def bundled_holdings() -> Holdings:
    """The catalogue that comes with Standing."""
    return Holdings(bundled.load(), summaries())


def _grouped(pairs: Iterable[tuple[str, Value]]) -> dict[str, tuple[Value, ...]]:
    grouped: dict[str, list[Value]] = {}
    for key, value in pairs:
        grouped.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in grouped.items()}
