"""In whose record a fact stood over time: two records of one person may have been merged, and split again.

In files, which know no merges, such a fact is a row for each record it stood in, on the second time axis: retracted
from the one on the day of the merge and recorded in the other. So the files answer as the service does, as known on any
day.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from standing.areas.people.merging import Following
from standing.areas.people.models import Merge

Stay = tuple[date | None, date | None, int]
"""From which day, to which day (not included), and in whose record, by key; no day: from or to ever."""


@dataclass(frozen=True)
class Holders:
    """The merges there ever were: for each stretch of days between them, what each record stood in."""

    stretches: tuple[tuple[date | None, date | None, Following], ...]
    refs: Mapping[int, str] = field(default_factory=dict)

    @classmethod
    def ever(cls) -> Holders:
        """All merges, and the references of the records in them. One query."""
        merges = list(
            Merge.objects.values_list("merged", "kept", "merged_on", "split_on", "merged__ref", "kept__ref")
        )
        days = sorted({day for row in merges for day in row[2:4] if day is not None})
        edges = [None, *days, None]
        stretches = tuple(
            (begins, ends, Following(_into(merges, begins))) for begins, ends in pairwise(edges)
        )
        refs = {row[0]: row[4] for row in merges} | {row[1]: row[5] for row in merges}
        return cls(stretches, refs)

    def stays(self, origin: int) -> Iterator[Stay]:
        """Where what was recorded for somebody stood, in order; one stay without days if it never moved."""
        begins: date | None = None
        kept = self.stretches[0][2].kept(origin)
        for start, _, follow in self.stretches[1:]:
            now = follow.kept(origin)
            if now != kept:
                yield begins, start, kept
                begins, kept = start, now
        yield begins, None, kept

    def origins(self, keys: Collection[int]) -> set[int]:
        """Everybody whose record ever stood in that of one of these, and they themselves."""
        found = set(keys)
        for _, _, follow in self.stretches:
            found |= {key for key in follow.into if follow.kept(key) in keys}
        return found

    @property
    def moved(self) -> frozenset[int]:
        """Everybody whose record ever stood in another's."""
        return frozenset(key for _, _, follow in self.stretches for key in follow.into)


def _into(
    merges: Collection[tuple[int, int, date, date | None, str, str]], day: date | None
) -> Mapping[int, int]:
    """The merges in force on a day; none before the first."""
    if day is None:
        return {}
    return {
        merged: kept
        for merged, kept, merged_on, split_on, *_ in merges
        if merged_on <= day < (split_on or date.max)
    }
