"""What a profile's lines become in a revision (rules, part 5): kept, mapped, merged, split, or to be decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from standing.core.rules.carry_over import CrosswalkRow, ProfileLine, carry_profile

KEPT, MAPPED, MERGED, SPLIT, DECIDE, WITHDRAWN = "kept", "mapped", "merged", "split", "decide", "withdrawn"


@dataclass(frozen=True)
class LineChange:
    """What becomes of some lines of a profile: the old standards, the new lines, and why somebody has to decide,
    if they have.
    """

    what: str
    old: tuple[str, ...]
    new: tuple[ProfileLine, ...]
    why: str = ""


def profile_changes(rows: Sequence[CrosswalkRow], standards: Sequence[str]) -> list[LineChange]:
    """What becomes of a profile that asks for these standards, each old one in one change, in the profile's order.

    Lines that lead to one new line are merged; one that leads to all of several is split. `decide`: the revision
    leaves a choice (any of several), or evidence is only offered, or it names no context for a wider standard.
    """
    by_old = {row.old: row for row in rows}
    carried = carry_profile(rows, standards)
    changes: list[LineChange] = []
    placed: set[str] = set()
    for old in dict.fromkeys(standards):
        if old in placed:
            continue
        row = by_old.get(old)
        new = tuple(line for line in carried if old in line.sources)
        together = tuple(source for line in new for source in line.sources)
        merged = tuple(one for one in dict.fromkeys(together) if not _leads_elsewhere(one, by_old))
        if row is not None and row.kind == "withdrawn":
            changes.append(LineChange(WITHDRAWN, (old,), (), "It has no successor."))
        elif why := _to_decide(row):
            changes.append(LineChange(DECIDE, (old,), new, why))
        elif len(new) > 1:
            changes.append(LineChange(SPLIT, (old,), new))
        elif len(merged) > 1:
            changes.append(LineChange(MERGED, merged, new))
            placed |= set(merged)
        else:
            changes.append(LineChange(KEPT if new[0].id == old else MAPPED, (old,), new))
    return changes


def _to_decide(row: CrosswalkRow | None) -> str:
    if row is None:
        return ""
    if row.kind == "widened" and not row.context:
        return "The new standard is wider, and the revision names no context for it yet."
    if row.kind == "absorbed":
        return "It was combined into another standard: evidence is offered, and nothing is granted."
    if row.need == "any" and len(row.new) > 1:
        return "Any one of several standards takes its place: choose which to ask for."
    return ""


def _leads_elsewhere(old: str, by_old: Mapping[str, CrosswalkRow]) -> bool:
    row = by_old.get(old)
    return bool(_to_decide(row)) or (row is not None and len(row.new) > 1)
