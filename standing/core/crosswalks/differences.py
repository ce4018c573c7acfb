"""What differs between two versions of a crosswalk, row by row: shown before the later one is approved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from standing.core.crosswalks.versions import DraftRow

COMPARED = (
    "kind",
    "new",
    "need",
    "treated",
    "treatment_why",
    "context",
    "source_words",
    "note",
    "replaced_on",
    "deferred",
    "deferred_why",
)
"""What of a row is compared, in the order in which differences are told."""


@dataclass(frozen=True)
class ChangedRow:
    """A row that both versions have, and what of it differs."""

    before: DraftRow
    after: DraftRow
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Differences:
    """The rows that the later version adds, leaves out, and says otherwise; and the days that differ."""

    added: tuple[DraftRow, ...] = ()
    removed: tuple[DraftRow, ...] = ()
    changed: tuple[ChangedRow, ...] = ()
    days: tuple[tuple[str, str, str], ...] = ()

    @property
    def is_none(self) -> bool:
        """Whether the two say the same."""
        return not (self.added or self.removed or self.changed or self.days)


def differences(
    before: Sequence[DraftRow],
    after: Sequence[DraftRow],
    days: tuple[dict[str, str], dict[str, str]] = ({}, {}),
) -> Differences:
    """What the later of two versions says otherwise. `days` are the days of both by name, as ISO text."""
    old, new = ({row.old: row for row in rows} for rows in (before, after))
    both = [_compared(old[name], row) for name, row in new.items() if name in old]
    return Differences(
        added=tuple(row for name, row in new.items() if name not in old),
        removed=tuple(row for name, row in old.items() if name not in new),
        changed=tuple(each for each in both if each.parts),
        days=tuple(
            (name, days[0].get(name, ""), day)
            for name, day in days[1].items()
            if days[0].get(name, "") != day
        ),
    )


def _compared(before: DraftRow, after: DraftRow) -> ChangedRow:
    parts = tuple(name for name in COMPARED if getattr(before, name) != getattr(after, name))
    return ChangedRow(before, after, parts)
