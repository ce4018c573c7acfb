"""Two records that may be one person's: what merging them would change, which are alike, and what was merged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from django.db.models import QuerySet

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor
from standing.areas.people.actions.merges import account_to_come, check_can_be_merged
from standing.areas.people.models import Account, Merge, Person
from standing.areas.people.permissions import check_can
from standing.areas.people.roles import Ability
from standing.areas.record.actions.merging import FACTS_OF_A_PERSON
from standing.areas.record.joining.paste import fold
from standing.areas.record.loading import known, load_asked, load_people
from standing.areas.record.models import Assignment
from standing.areas.record.selectors.people import NotFound
from standing.areas.standards.models import Standard
from standing.core.rules.known import PersonFacts
from standing.core.rules.status import NOT_HELD, Standing, standing_on


@dataclass(frozen=True)
class PairMerged:
    """A standard and context as each record has it today, and as the merged one would."""

    standard: Standard
    context: str
    kept: Standing
    merged: Standing
    after: Standing

    @property
    def changes(self) -> bool:
        """Whether the kept person would stand in another way than now."""
        return self.kept != self.after


@dataclass(frozen=True)
class MergePreview:
    """What a merge would do, before it is done. `counts` are the facts of the other record, by kind."""

    kept: Person
    merged: Person
    counts: tuple[tuple[str, int], ...]
    account: Account | None
    pairs: tuple[PairMerged, ...]


def preview_merge(*, by: Actor, kept: Person, merged: Person) -> MergePreview:
    """What merging two records would change today. A fixed number of queries. Writes nothing.

    Raises `NotAllowed` or `Refused` as the merge would.
    """
    check_can_be_merged(by=by, kept=kept, merged=merged)
    today, asked = clock.today(), load_asked()
    loaded = load_people([kept, merged])
    one, other = loaded[kept.ref], loaded[merged.ref]
    both = _together(one, other)
    standards = Standard.objects.select_related("suite").in_bulk()

    def stands(person: PersonFacts, standard: str, context: str) -> Standing:
        if (standard, context) not in person.pairs(asked):
            return Standing(NOT_HELD)
        return standing_on(person, asked, standard, context, today)

    pairs = [
        PairMerged(
            standards[standard],
            context,
            stands(one, standard, context),
            stands(other, standard, context),
            stands(both, standard, context),
        )
        for standard, context in both.pairs(asked)
    ]
    pairs.sort(key=lambda pair: (pair.standard.order, pair.context))
    counts = ((model.kind, _number(model, merged)) for model in FACTS_OF_A_PERSON)
    return MergePreview(
        kept=kept,
        merged=merged,
        counts=tuple((kind, number) for kind, number in counts if number),
        account=account_to_come(kept, merged),
        pairs=tuple(pairs),
    )


def _number(model: Any, person: Person) -> int:
    """How many facts of a kind are known of somebody."""
    return int(known(model._default_manager.filter(person=person), None).count())


def _together(one: PersonFacts, other: PersonFacts) -> PersonFacts:
    """The facts of both, as one person's."""
    parts = ("decisions", "signatures", "absences", "suspensions", "claims", "memberships", "assignments")
    joined: dict[str, Any] = {
        part: (*getattr(one, part), *(replace(fact, person=one.person) for fact in getattr(other, part)))
        for part in parts
    }
    return replace(one, **joined)


def other_record(*, by: Actor, ref: str) -> Person:
    """The record of a staff number, to be merged. Raises `NotFound`."""
    check_can(by, Ability.MERGE_RECORDS)
    found = Person.everybody.select_related("merged_into").filter(ref__iexact=ref.strip()).first()
    if found is None:
        raise NotFound(f"There is nobody with the staff number {ref.strip()}. Check it.")
    return found


def merges(*, by: Actor) -> QuerySet[Merge]:
    """Every merge, the newest first, split ones too."""
    check_can(by, Ability.MERGE_RECORDS)
    return Merge.objects.select_related("kept", "merged", "merged_by", "split_by").order_by("-pk")


def merge_by_number(*, by: Actor, number: int) -> Merge:
    """One merge. Raises `NotFound`."""
    found = merges(by=by).filter(pk=number).first()
    if found is None:
        raise NotFound("There is no such merge.")
    return found


@dataclass(frozen=True)
class Alike:
    """Two records that may be one person's, and what speaks for it. Nothing is ever merged because of it."""

    one: Person
    other: Person
    why: str


def likely_doubles(*, by: Actor) -> list[Alike]:
    """Records of one name whose work suggests one person: in the same unit, or at the same time. Three queries."""
    check_can(by, Ability.MERGE_RECORDS)
    named: defaultdict[tuple[str, ...], list[Person]] = defaultdict(list)
    for person in Person.objects.order_by("pk"):
        named[tuple(sorted(fold(person.name).split()))].append(person)
    twins = [people for people in named.values() if len(people) > 1]
    works = _works([person.pk for people in twins for person in people])
    own = by.person_id if isinstance(by, Account) else None
    return [
        Alike(one, other, why)
        for people in twins
        for one, other in combinations(people, 2)
        if own not in (one.pk, other.pk) and (why := _why(works[one.pk], works[other.pk]))
    ]


def _works(people: Iterable[int]) -> dict[int, list[Assignment]]:
    found: defaultdict[int, list[Assignment]] = defaultdict(list)
    for row in known(Assignment.objects.filter(person__in=list(people)), None).select_related("unit"):
        found[row.person_id].append(row)
    return found


def _why(one: list[Assignment], other: list[Assignment]) -> str:
    here = sorted({row.unit.name for row in one} & {row.unit.name for row in other})
    if here:
        return f"The same name, and both in {', '.join(here)}"
    if any(first.period.overlaps(second.period) for first in one for second in other):
        return "The same name, and both at work at the same time"
    return ""
