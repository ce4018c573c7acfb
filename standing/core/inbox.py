"""What waits for somebody: one shape for every area's tasks, and the order in which they are read.

An area takes part by a module `waiting` with a function `waiting(account, today)` that gives a `Waiting` for each
thing that this account can do something about today. It is worked out from what the account may do now, and never
stored: what somebody may no longer do stops waiting for them of itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Waiting:
    """One thing that waits for whoever asked.

    `key` names it for good, and differs from every other's (`record:decide:123:MH20@2013`): by it, nobody is told of
    the same thing twice. `what` is what to do, in words that begin with a verb ("Decide about"); `about` whom or what
    it is about; `since` the day it began to wait; `href` the page that does it; `kind` what the inbox groups and counts
    it by, in words ("Decisions to make"); `due` the last day it should be done by, if there is one.
    """

    key: str
    what: str
    about: str
    since: date
    href: str
    kind: str
    due: date | None = None

    def __post_init__(self) -> None:
        """Refuses one that could not be named, read or reached."""
        for name in ("key", "what", "about", "href", "kind"):
            if not getattr(self, name).strip():
                raise ValueError(f"A thing that waits has no {name}.")

    def is_overdue(self, today: date) -> bool:
        """Whether the last day it should be done by is past."""
        return self.due is not None and self.due < today

    def days_waiting(self, today: date) -> int:
        """How many days it has waited; none if it begins later."""
        return max(0, (today - self.since).days)


@dataclass(frozen=True)
class Kind:
    """Things of one kind that wait, oldest first."""

    name: str
    waiting: tuple[Waiting, ...]

    @property
    def oldest(self) -> Waiting:
        """The one that has waited longest."""
        return self.waiting[0]


def in_order(waiting: Iterable[Waiting]) -> list[Waiting]:
    """What has waited longest first; among those of one day what is due soonest, then by what they are about.

    The same thing given twice, by key, is one.
    """
    once = {one.key: one for one in waiting}
    return sorted(once.values(), key=_age)


def by_kind(waiting: Iterable[Waiting]) -> list[Kind]:
    """The same, in groups: the group whose oldest has waited longest first."""
    groups: dict[str, list[Waiting]] = {}
    for one in in_order(waiting):
        groups.setdefault(one.kind, []).append(one)
    return [Kind(name, tuple(rows)) for name, rows in groups.items()]


def _age(one: Waiting) -> tuple[date, date, str, str]:
    return (one.since, one.due or date.max, one.about, one.key)
