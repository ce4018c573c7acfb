"""What correcting an adopted crosswalk comes to: rows whose effect is taken back, and rows that are carried anew.

Old standards that lead to one new standard belong together: what is carried onto it is worked out from all of them. So
a row is carried anew with every other that shares a new standard with it, before or after the correction. The others
are left alone, and so is everybody whom they carried.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from standing.core.crosswalks.versions import CrosswalkToCarry
from standing.core.rules.carry_over import CrosswalkRow


@dataclass(frozen=True)
class Correction:
    """The rows of the adopted version to be taken back, and the rows of the later one to be carried in their place."""

    taken_back: tuple[CrosswalkRow, ...]
    carried: tuple[CrosswalkRow, ...]

    @property
    def olds(self) -> frozenset[str]:
        """The old standards it is about."""
        return frozenset(row.old for row in (*self.taken_back, *self.carried))

    @property
    def no_more(self) -> frozenset[str]:
        """The new standards that nobody is carried or judged onto any more by what was taken back."""
        return _targets(self.taken_back) - _targets(self.carried)


def correction(before: CrosswalkToCarry, after: CrosswalkToCarry) -> Correction:
    """What adopting the later of two versions changes, the earlier of which is adopted.

    Words and notes differ without effect. With other days of the whole revision every row is carried anew.
    """
    changed = differing(before, after)
    both = (*before.rows, *after.rows)
    while True:
        shared = _targets(row for row in both if row.old in changed)
        wider = changed | {row.old for row in both if shared & set(row.new)}
        if wider == changed:
            break
        changed = wider
    return Correction(
        tuple(row for row in before.rows if row.old in changed),
        tuple(row for row in after.rows if row.old in changed),
    )


def only(crosswalk: CrosswalkToCarry, rows: tuple[CrosswalkRow, ...]) -> CrosswalkToCarry:
    """The crosswalk with these of its rows alone."""
    olds = {row.old for row in rows}
    days = {old: day for old, day in crosswalk.own_days.items() if old in olds}
    return replace(crosswalk, rows=rows, own_days=days, deferred={}, waiting={})


def differing(before: CrosswalkToCarry, after: CrosswalkToCarry) -> frozenset[str]:
    """The old standards for whose holders two versions are not the same in effect: with other days of the whole
    revision, all of them.
    """
    days = (before.effective_on, before.transition_ends_on) == (after.effective_on, after.transition_ends_on)
    one, other = ({row.old: _effect(row, each) for row in each.rows} for each in (before, after))
    every = {*one, *other}
    return frozenset(old for old in every if not days or one.get(old) != other.get(old))


def _effect(row: CrosswalkRow, crosswalk: CrosswalkToCarry) -> tuple[object, ...]:
    """What of a row has an effect on whoever holds its old standard."""
    return row.kind, row.new, row.need, row.treatment, row.context, crosswalk.effective(row.old)


def _targets(rows: Iterable[CrosswalkRow]) -> frozenset[str]:
    return frozenset(new for row in rows for new in row.new)
