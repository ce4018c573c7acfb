"""Two versions of a profile compared: line by line, and what else they say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from standing.areas.profiles.models import Practice
from standing.areas.profiles.selectors.in_full import LineInFull, VersionInFull


@dataclass(frozen=True)
class Change:
    """One thing said differently: what it is about, and what was said before and is said now."""

    what: str
    before: str
    after: str


@dataclass(frozen=True)
class ChangedLine:
    """A line that two versions have, and all that differs about it."""

    before: LineInFull
    after: LineInFull
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Difference:
    """What one version has that another has not, what they ask for differently, and what else they say differently
    (their purpose, functions and groups). `same` counts the lines that are alike.
    """

    added: tuple[LineInFull, ...]
    removed: tuple[LineInFull, ...]
    changed: tuple[ChangedLine, ...]
    besides: tuple[Change, ...]
    same: int

    @property
    def is_none(self) -> bool:
        return not (self.added or self.removed or self.changed or self.besides)


def difference(before: VersionInFull | None, after: VersionInFull) -> Difference:
    """What the later of two versions adds, leaves out and asks for differently.

    A line is the same line by its key; where no key says so, by its standard and context.
    """
    old = list(before.lines) if before else []
    pairs: list[tuple[LineInFull, LineInFull]] = []
    rest = list(after.lines)
    for same in (_same_key, _same_pair):
        for line in list(old):
            twin = next((each for each in rest if same(line, each)), None)
            if twin is not None:
                pairs.append((line, twin))
                old.remove(line)
                rest.remove(twin)
    order = {line.id: place for place, line in enumerate(after.lines)}
    pairs.sort(key=lambda pair: order[pair[1].id])
    compared = [ChangedLine(*pair, tuple(_changes(*pair))) for pair in pairs]
    changed = tuple(each for each in compared if each.changes)
    return Difference(
        added=tuple(rest),
        removed=tuple(old),
        changed=changed,
        besides=tuple(_besides(before, after)) if before else (),
        same=len(pairs) - len(changed),
    )


def _same_key(one: LineInFull, other: LineInFull) -> bool:
    return one.key == other.key


def _same_pair(one: LineInFull, other: LineInFull) -> bool:
    return (one.standard, one.context) == (other.standard, other.context)


def practice_words(practice: str) -> str:
    """How it is practised, as it is said of a line."""
    return {
        Practice.SUPERVISED.value: "Supervised",
        Practice.INDEPENDENT.value: "Independent",
        Practice.NOT_SAID.value: "Not said",
    }[practice]


def _changes(before: LineInFull, after: LineInFull) -> Iterator[Change]:
    said = (
        ("Standard", before.standard, after.standard),
        ("Asked for", before.need.capitalize(), after.need.capitalize()),
        ("Needed by", before.needed_by, after.needed_by),
        ("Context", before.context or "General", after.context or "General"),
        ("Practice", practice_words(before.practice), practice_words(after.practice)),
        ("Counts for cover", _yes(before.counts_for_cover), _yes(after.counts_for_cover)),
        ("Group", before.group or "None", after.group or "None"),
        ("Function", before.function or "None", after.function or "None"),
    )
    return (Change(*each) for each in said if each[1] != each[2])


def _yes(said: bool) -> str:
    return "Yes" if said else "No"


def _besides(before: VersionInFull, after: VersionInFull) -> Iterator[Change]:
    if before.purpose != after.purpose:
        yield Change("Purpose", before.purpose or "Not said", after.purpose or "Not said")
    for function in before.functions:
        if function not in after.functions:
            yield Change("Function", function, "Not there")
    for function in after.functions:
        if function not in before.functions:
            yield Change("Function", "Not there", function)
    old = {group.name: group for group in before.groups}
    new = {group.name: group for group in after.groups}
    for name in dict.fromkeys((*old, *new)):
        words = [each[name].words.capitalize() if name in each else "Not there" for each in (old, new)]
        if words[0] != words[1]:
            yield Change(f"Group {name}", *words)
