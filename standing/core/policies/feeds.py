"""What a feed of guidance or of law says, in one shape, and what is different from what it said the time before.

Everything a feed brings is a candidate. Whether it concerns this service is for a person to say.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from standing.core.formats.results import Problem, Repair

PUBLISHED, WITHDRAWN = "published", "withdrawn"
STATUSES = (PUBLISHED, WITHDRAWN)
"""Withdrawn by whoever made it. That says nothing of whether a policy here that rests on it is out of date."""


@dataclass(frozen=True)
class Commencement:
    """What of an Act comes into force on a day; no day where none is appointed yet."""

    on: date | None
    provisions: str

    def __str__(self) -> str:
        day = self.on.isoformat() if self.on else "no day appointed"
        return f"{day}: {self.provisions}"


@dataclass(frozen=True)
class FeedItem:
    """One product or Act of a feed. `row` is its place in the file, from 1.

    `modified_on` is when it last changed in substance. `set_aside` says why it is not taken for a real one.
    """

    key: str
    title: str
    kind: str
    status: str
    row: int
    published_on: date | None = None
    modified_on: date | None = None
    commencements: tuple[Commencement, ...] = ()
    set_aside: str = ""


@dataclass(frozen=True)
class FeedReading:
    """What was read of a feed. `is_whole`: what is missing from it is gone, not on another page."""

    format: str
    items: tuple[FeedItem, ...] = ()
    repairs: tuple[Repair, ...] = ()
    problems: tuple[Problem, ...] = ()
    is_whole: bool = True

    @property
    def refused(self) -> bool:
        """Whether nothing could be taken."""
        return not self.items or any(problem.refuses for problem in self.problems)

    @property
    def taken(self) -> tuple[FeedItem, ...]:
        """Those that are taken for real."""
        return tuple(item for item in self.items if not item.set_aside)

    @property
    def set_aside(self) -> tuple[FeedItem, ...]:
        """Those that look like tests or placeholders."""
        return tuple(item for item in self.items if item.set_aside)


@dataclass(frozen=True)
class ItemChanged:
    """An item that a feed says other things of than before: what, in words."""

    item: FeedItem
    words: tuple[str, ...]


@dataclass(frozen=True)
class Differences:
    """A feed against what it said before. `gone` are keys; none where the feed was not read whole."""

    new: tuple[FeedItem, ...]
    changed: tuple[ItemChanged, ...]
    unchanged: tuple[FeedItem, ...]
    gone: tuple[str, ...]


def compare(before: Mapping[str, FeedItem], reading: FeedReading) -> Differences:
    """What a reading says that is new or different. What was set aside counts as well: it may be taken in later.

    One page of several adds to what is known of an Act's commencement, and takes nothing away.
    """
    new, changed, unchanged = [], [], []
    for read in reading.items:
        known = before.get(read.key)
        item = read if known is None or reading.is_whole else _added_to(known, read)
        if known is None:
            new.append(item)
        elif words := difference(known, item):
            changed.append(ItemChanged(item, words))
        else:
            unchanged.append(item)
    gone = set(before) - {item.key for item in reading.items} if reading.is_whole else set()
    return Differences(tuple(new), tuple(changed), tuple(unchanged), tuple(sorted(gone)))


def _added_to(known: FeedItem, item: FeedItem) -> FeedItem:
    return replace(item, commencements=joined(known.commencements, item.commencements))


def joined(before: Iterable[Commencement], more: Iterable[Commencement]) -> tuple[Commencement, ...]:
    """Each once, in the order of their days; those without one last."""
    return tuple(sorted({*before, *more}, key=lambda one: (one.on or date.max, one.provisions)))


def difference(before: FeedItem, after: FeedItem) -> tuple[str, ...]:
    """What is said differently of one item, in words. A touch of its page that changes nothing in substance is none."""
    found = []
    if before.status != after.status:
        found.append(
            "Withdrawn by its publisher."
            if after.status == WITHDRAWN
            else "No longer withdrawn: published again."
        )
    if before.title != after.title:
        found.append(f"Title was “{before.title}”.")
    if before.modified_on != after.modified_on:
        found.append(
            f"Last changed in substance on {_day(after.modified_on)}, before that {_day(before.modified_on)}."
        )
    if before.published_on != after.published_on:
        found.append(f"Published on {_day(after.published_on)}, before that {_day(before.published_on)}.")
    found += _commencements(before.commencements, after.commencements)
    return tuple(found)


def _commencements(before: Collection[Commencement], after: Sequence[Commencement]) -> list[str]:
    added = [f"Now also {one}." for one in after if one not in before]
    return added + [f"No longer {one}." for one in before if one not in after]


def _day(day: date | None) -> str:
    return day.isoformat() if day else "no day"
