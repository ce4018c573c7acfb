"""What the lines of a profile become in a revision (rules, part 5): mapped, merged, each naming the old codes it came
from; what somebody has to decide is kept as it is, and says why.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from standing.areas.profiles.models import Need, Practice, new_key
from standing.core.rules.carry_over import CrosswalkRow

NO_SUCCESSOR = "The revision has no successor for it. Take the line out, or ask for another standard instead."
ANY_OF_SEVERAL = "Any one of {} takes its place. Add those that this role needs, then take this line out."
SPLIT_IN_GROUP = "It is one of {} that {} became in the group {}. Check how many the group asks for."
MERGED_IN_GROUP = "Lines of the group {} became one. Check how many the group asks for."
OF_TWO_GROUPS = "It was in the groups {} and {}, and a line is in one. Check what both ask for."
OUT_OF_GROUP = (
    "It was asked for by itself, and in the group {} too: it is asked for by itself. Check the group."
)
INTO_GROUP = "It was hoped for by itself, and asked for in the group {}: it is in the group. Check the group."
OF_TWO_FUNCTIONS = "It was for “{}” and for “{}”, and a line is for one. Check that the right one is kept."
OF_TWO_PRACTICES = "One line said {} and another {}. Check which is meant, and whether it counts for cover."


@dataclass(frozen=True)
class CarriedLine:
    """A line to be of a draft. `came_from` are the old standards; `to_decide` says why somebody has to decide.

    `function` and `group` are the words and the name of its version's own; `stands_for` the keys of the lines that
    it stands for besides its own.
    """

    standard: str
    context: str
    need: str
    needed_by_days: int | None
    came_from: tuple[str, ...] = ()
    to_decide: str = ""
    function: str = ""
    group: str = ""
    practice: str = ""
    counts_for_cover: bool = False
    key: str = ""
    stands_for: tuple[str, ...] = ()


def carry_lines(rows: Mapping[str, CrosswalkRow], lines: Iterable[CarriedLine]) -> list[CarriedLine]:
    """The lines of a draft, in the order in which they first arise. `rows` are the crosswalk's, by the old standard.

    A line whose standard has several targets becomes all of them; where any would do, and where there is no successor,
    it is kept for somebody to decide. Lines that lead to one standard and context are merged: essential if any was,
    needed by the earliest, counting for cover if any did. What two lines said differently and one cannot say is to be
    decided.
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
    carried = replace(line, context=row.context or line.context, came_from=(line.standard,))
    if len(row.new) > 1 and line.group:
        words = SPLIT_IN_GROUP.format(len(row.new), line.standard, line.group)
        carried = replace(carried, to_decide=words)
    first, *others = row.new
    return [
        replace(carried, standard=first),
        *(replace(carried, standard=new, key=new_key(), stands_for=_keys(line)) for new in others),
    ]


def _keys(line: CarriedLine) -> tuple[str, ...]:
    return tuple(key for key in dict.fromkeys((line.key, *line.stands_for)) if key)


def _merged(one: CarriedLine, other: CarriedLine) -> CarriedLine:
    essential = Need.ESSENTIAL.value in (one.need, other.need)
    days = (one.needed_by_days, other.needed_by_days)
    practice, practice_words = _practice(one, other)
    group, group_words = _group(one, other)
    function_words = ""
    if one.function and other.function and one.function != other.function:
        function_words = OF_TWO_FUNCTIONS.format(one.function, other.function)
    said = (one.to_decide, other.to_decide, group_words, function_words, practice_words)
    return replace(
        one,
        need=Need.ESSENTIAL.value if essential else one.need,
        needed_by_days=None if None in days else min(day for day in days if day is not None),
        came_from=tuple(dict.fromkeys((*one.came_from, *other.came_from))),
        to_decide=" ".join(dict.fromkeys(words for words in said if words)),
        function=one.function or other.function,
        group=group,
        practice=practice,
        counts_for_cover=(one.counts_for_cover or other.counts_for_cover) and practice != Practice.SUPERVISED,
        stands_for=tuple(key for key in dict.fromkeys((*one.stands_for, *_keys(other))) if key != one.key),
    )


def _practice(one: CarriedLine, other: CarriedLine) -> tuple[str, str]:
    """How the merged line is practised: as the stricter says, and words where they differ."""
    if one.practice == other.practice:
        return one.practice, ""
    said = sorted({one.practice, other.practice}, key=[each.value for each in Practice].index)
    words = OF_TWO_PRACTICES.format(*(each or "neither supervised nor independent" for each in said))
    return said[-1], words


def _group(one: CarriedLine, other: CarriedLine) -> tuple[str, str]:
    """The group of the merged line, so that no less is asked: none where one of the two was asked for by itself."""
    if one.group == other.group:
        return one.group, MERGED_IN_GROUP.format(one.group) if one.group else ""
    strict, lax = (other, one) if other.need == Need.ESSENTIAL != one.need else (one, other)
    if strict.group and lax.group:
        return strict.group, OF_TWO_GROUPS.format(*sorted((one.group, other.group)))
    by_itself, within = (one, other) if other.group else (other, one)
    if by_itself.need == Need.ESSENTIAL or within.need != Need.ESSENTIAL:
        return "", OUT_OF_GROUP.format(within.group)
    return within.group, INTO_GROUP.format(within.group)


def changes_anything(lines: Iterable[CarriedLine]) -> bool:
    """Whether any line is another than it was, or waits for somebody."""
    return any(line.came_from or line.to_decide for line in lines)
