"""Whose record a record stands in, as known on a day or now: the merges followed, however many."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from standing.areas.people.models import Merge, Person
from standing.areas.people.reading import forget, remembered


@dataclass(frozen=True)
class Following:
    """From the key of a merged record to the key of the one it was merged into, for the merges of one day."""

    into: Mapping[int, int]

    def kept(self, key: int) -> int:
        """The key of the person whose record this one stands in."""
        while key in self.into:
            key = self.into[key]
        return key

    def origins(self, keys: Collection[int]) -> dict[int, int]:
        """The records that stand in those of these people, their own among them: each with whose it stands in."""
        wanted = {key for key in keys if key not in self.into}
        found = {key: key for key in wanted}
        return found | {key: kept for key in self.into if (kept := self.kept(key)) in wanted}


def following(known_on: date | None = None) -> Following:
    """The merges in force as known on a day (on the day of a split no more), or now. One query."""
    return _of_day(_merges(), known_on)


def following_ever(known_on: date) -> Following | None:
    """As `following`, or None where there was never a merge: few services have one, and then nothing is followed."""
    merges = _merges()
    return _of_day(merges, known_on) if merges else None


_Row = tuple[int, int, date, date | None]


_MERGES = "merges"


def _merges() -> list[_Row]:
    kept = remembered(_MERGES)
    if kept is not None and _MERGES in kept:
        return kept[_MERGES]  # type: ignore[no-any-return]
    found = list(Merge.objects.values_list("merged", "kept", "merged_on", "split_on"))
    if kept is not None:
        kept[_MERGES] = found
    return found


def forget_merges() -> None:
    """Ask the store anew who was merged: for whoever has just merged or split, in their own turn."""
    forget(_MERGES)


def _of_day(merges: Collection[_Row], known_on: date | None) -> Following:
    return Following(
        {
            merged: kept
            for merged, kept, merged_on, split_on in merges
            if (split_on is None if known_on is None else merged_on <= known_on < (split_on or date.max))
        }
    )


def kept_refs() -> dict[str, str]:
    """From the reference of each merged record, in small letters, to that of whom it stands for now. Two queries."""
    follow = following()
    if not follow.into:
        return {}
    keys = {*follow.into, *follow.into.values()}
    refs = dict(Person.everybody.filter(pk__in=keys).values_list("pk", "ref"))
    return {refs[key].lower(): refs[follow.kept(key)] for key in follow.into}


def with_merged(people: QuerySet[Person], field: str = "person") -> Q:
    """The condition, for rows of other tables that point at a person by this field, that it is one of these people or a
    record merged into theirs. One query where nobody was ever merged, else two.
    """
    among = f"{field}__in"
    follow = following()
    kept = {key: follow.kept(key) for key in follow.into}
    if not kept:
        return Q(**{among: people})
    seen = set(people.filter(pk__in=set(kept.values())).values_list("pk", flat=True))
    return Q(**{among: people}) | Q(**{among: [key for key, into in kept.items() if into in seen]})
