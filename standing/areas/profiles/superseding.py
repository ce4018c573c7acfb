"""Which standards have given way to others by a revision that is published, and what stands in their place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from standing.core.holdings import Holdings
from standing.core.rules.carry_over import CrosswalkRow


@dataclass(frozen=True)
class Superseded:
    """A standard that a published revision replaced or withdrew.

    `row` is what the crosswalk says of it. `living` are the standards at the end of the way, in the order of the
    document: a successor that has given way itself is followed. `all_needed` says that they are needed together.
    """

    standard: str
    row: CrosswalkRow
    living: tuple[str, ...]
    all_needed: bool


def superseded(holdings: Holdings, standard: str, today: date) -> Superseded | None:
    """What became of a standard, or None while it is the one to use."""
    walked = list(_walked(holdings, standard, today, frozenset()))
    if not walked:
        return None
    gone = {row.old for row in walked}
    living = tuple(dict.fromkeys(new for row in walked for new in row.new if new not in gone))
    is_choice = any(len(row.new) > 1 and row.need == "any" for row in walked)
    return Superseded(standard, walked[0], living, all_needed=not is_choice)


def _walked(holdings: Holdings, standard: str, today: date, seen: frozenset[str]) -> Iterator[CrosswalkRow]:
    """The rows from a standard to those that stand in its place, each before those that it leads to."""
    published = {each.revision: each.as_of for each in holdings.catalogue.revisions}
    for row in holdings.rows_from.get(standard, ()):
        if row.kind == "unchanged" or standard in row.new or published[row.revision] > today.isoformat():
            continue
        yield row
        for new in row.new:
            if new not in seen:
                yield from _walked(holdings, new, today, seen | {standard})
