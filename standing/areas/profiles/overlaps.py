"""What somebody who builds a profile should look at: standards that are there twice in one way or another, and groups
that are no choice. Each is pointed out; none is forbidden while it is a draft.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from standing.areas.profiles.selectors.in_full import LineInFull, VersionInFull
from standing.areas.profiles.superseding import superseded
from standing.core.holdings import Holdings

REPLACED = "replaced"
BOTH_EDITIONS = "both editions"
SAME_TITLE = "same title"
TWICE = "twice"
GROUP = "group"


@dataclass(frozen=True)
class Remark:
    """Something to look at, in words. `standards` are those that it is about, and `instead` what could be added."""

    kind: str
    words: str
    standards: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()


def remarks(version: VersionInFull, holdings: Holdings, today: date) -> list[Remark]:
    """What there is to look at in a version, in the order of its lines."""
    return [
        *_replaced(version, holdings, today),
        *_same_titles(version),
        *_twice(version),
        *_groups(version),
    ]


def _replaced(version: VersionInFull, holdings: Holdings, today: date) -> Iterator[Remark]:
    chosen = {line.standard for line in version.lines}
    for standard in dict.fromkeys(line.standard for line in version.lines):
        found = superseded(holdings, standard, today)
        if found is None:
            continue
        here = [each for each in found.living if each in chosen]
        instead = tuple(each for each in found.living if each not in chosen)
        if here:
            words = f"{standard} and its successor {' and '.join(here)} are both here. Take the old one out."
            yield Remark(BOTH_EDITIONS, words, (standard, *here), instead if found.all_needed else ())
        elif not found.living:
            yield Remark(REPLACED, f"{standard} ended, and nothing has taken its place.", (standard,))
        else:
            joined = (" and " if found.all_needed else " or ").join(found.living)
            words = f"{standard} has been replaced by {joined}."
            yield Remark(REPLACED, words, (standard,), instead)


def _same_titles(version: VersionInFull) -> Iterator[Remark]:
    by_title: defaultdict[str, dict[str, LineInFull]] = defaultdict(dict)
    for line in version.lines:
        by_title[" ".join(line.title.casefold().split())].setdefault(line.standard, line)
    for found in by_title.values():
        if len(found) > 1:
            words = f"{' and '.join(found)} have the same title: {next(iter(found.values())).title}."
            yield Remark(SAME_TITLE, words, tuple(found))


def _twice(version: VersionInFull) -> Iterator[Remark]:
    by_standard: defaultdict[str, list[LineInFull]] = defaultdict(list)
    for line in version.lines:
        by_standard[line.standard].append(line)
    for standard, lines in by_standard.items():
        if len(lines) < 2:
            continue
        where = "; ".join(_where(line) for line in lines)
        words = f"{standard} is here {'twice' if len(lines) == 2 else f'{len(lines)} times'}: {where}."
        if any(not line.context for line in lines):
            words += " Whoever holds it in general holds it in every context."
        yield Remark(TWICE, words, (standard,))


def _where(line: LineInFull) -> str:
    parts = [f"in the context {line.context}" if line.context else "in general"]
    if line.group:
        parts.append(f"in the group {line.group}")
    if line.function:
        parts.append(f"for “{line.function}”")
    return ", ".join(parts)


def _groups(version: VersionInFull) -> Iterator[Remark]:
    for group in version.groups:
        codes = {line.code for line in group.lines}
        if group.at_least >= len(codes):
            has = "1 standard" if len(codes) == 1 else f"{len(codes)} standards"
            words = (
                f"The group {group.name} asks for at least {group.at_least} and has {has}. Put more in it, or ask for "
                "fewer."
            )
            yield Remark(GROUP, words)
