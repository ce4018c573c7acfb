"""What the lines of a profile become in a revision (rules, part 5): mapped, merged, each naming the old codes it came
from; what somebody has to decide is kept as it is, and says why.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from standing.areas.profiles.models import Need
from standing.core.rules.carry_over import CrosswalkRow

NO_SUCCESSOR = "The revision has no successor for it. Take the line out, or ask for another standard instead."
ANY_OF_SEVERAL = "Any one of {} takes its place. Add those that this role needs, then take this line out."


@dataclass(frozen=True)
class CarriedLine:
    """A line to be of a draft. `came_from` are the old standards; `to_decide` says why somebody has to decide."""

    standard: str
    context: str
    need: str
    needed_by_days: int | None
    came_from: tuple[str, ...] = ()
    to_decide: str = ""


def carry_lines(rows: Mapping[str, CrosswalkRow], lines: Iterable[CarriedLine]) -> list[CarriedLine]:
    """The lines of a draft, in the order in which they first arise. `rows` are the crosswalk's, by the old standard.

    A line whose standard has several targets becomes all of them; where any would do, and where there is no successor,
    it is kept for somebody to decide. Lines that lead to one standard and context are merged: essential if any was, and
    needed by the earliest.
    """
    found: dict[tuple[str, str], CarriedLine] = {}
    for line in lines:
        for carried in _becomes(rows.get(line.standard), line):
            key = (carried.standard, carried.context)
            found[key] = _merged(found[key], carried) if key in found else carried
    return list(found.values())


def _becomes(row: CrosswalkRow | None, line: CarriedLine) -> list[CarriedLine]:
    if row is None or row.kind == "unchanged":
        return [line]
    if not row.new:
        return [replace(line, to_decide=NO_SUCCESSOR)]
    if len(row.new) > 1 and row.need == "any":
        return [replace(line, to_decide=ANY_OF_SEVERAL.format(", ".join(row.new)))]
    return [
        replace(line, standard=new, context=row.context or line.context, came_from=(line.standard,))
        for new in row.new
    ]


def _merged(one: CarriedLine, other: CarriedLine) -> CarriedLine:
    essential = Need.ESSENTIAL.value in (one.need, other.need)
    days = (one.needed_by_days, other.needed_by_days)
    return replace(
        one,
        need=Need.ESSENTIAL.value if essential else one.need,
        needed_by_days=None if None in days else min(day for day in days if day is not None),
        came_from=tuple(dict.fromkeys((*one.came_from, *other.came_from))),
        to_decide=one.to_decide or other.to_decide,
    )


def changes_anything(lines: Iterable[CarriedLine]) -> bool:
    """Whether any line is another than it was, or waits for somebody."""
    return any(line.came_from or line.to_decide for line in lines)
