"""What a role is to require from a day, set against what the record says it requires: what stays, begins and ends."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from standing.areas.record.models import Requirement
from standing.core.rules.facts import GENERAL


@dataclass(frozen=True, order=True)
class Required:
    """A standard, by id, that a role asks for in a context; `needed_by_days` from joining, none from the first day."""

    standard: str
    context: str = GENERAL
    needed_by_days: int | None = None

    @property
    def pair(self) -> tuple[str, str]:
        return self.standard, self.context


@dataclass(frozen=True)
class RequirementChanges:
    """What has to be written so that a role requires just what is wanted from a day on.

    `kept` stand as they are. `ended` get that day as their end, and `never` would only have begun then or
    later: they are retracted. `begun` are new from that day.
    """

    kept: tuple[Requirement, ...]
    ended: tuple[Requirement, ...]
    never: tuple[Requirement, ...]
    begun: tuple[Required, ...]

    @classmethod
    def between(
        cls, rows: Iterable[Requirement], wanted: Collection[Required], from_on: date
    ) -> "RequirementChanges":
        """Compare the known requirements of a role with those wanted from a day on."""
        live = [row for row in rows if row.to_on is None or row.to_on > from_on]
        missing = set(wanted)
        kept = []
        for row in live:
            stated = required_by_row(row)
            if stated in missing and row.to_on is None and row.from_on <= from_on:
                missing.remove(stated)
                kept.append(row)
        others = [row for row in live if row not in kept]
        return cls(
            kept=tuple(kept),
            ended=tuple(row for row in others if row.from_on < from_on),
            never=tuple(row for row in others if row.from_on >= from_on),
            begun=tuple(sorted(missing, key=lambda line: line.pair)),
        )


def required_by_row(row: Requirement) -> Required:
    """What a requirement of the record asks for."""
    return Required(row.standard_id, row.context, row.needed_by_days)
