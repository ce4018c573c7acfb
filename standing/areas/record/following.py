"""What ought to stand on new editions for what stands on the old ones, beside what does: computed, not written.

It is always computed from all that is known of a person, so it does not matter in which order things were recorded.
"""

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import F, QuerySet

from standing.areas.people.models import Person
from standing.areas.record.loading import known, load_people, to_fact
from standing.areas.record.models import Batch, CarryLink, Change, Decision, FactRow, Membership, Suspension
from standing.areas.refusals import Refused
from standing.core.rules import facts
from standing.core.rules.carrying import CarriedOver, carry_onto, contexts_asked
from standing.core.rules.known import Asked, PersonFacts
from standing.core.rules.links import Link
from standing.core.rules.populations import CARRIED_OVER, carry_memberships
from standing.core.rules.repeating import Clash, repeat_changes

_OF_A_DECISION = ("outcome", "decided_on", "held_from", "practice_as_of", "expires_on")
_OF_A_SUSPENSION = ("from_on", "to_on")

BY_REVISION = "Revision "
"""How it begins what is said of why somebody belongs to those carried over, where a revision's links say so."""

Wanted = tuple[Any, FactRow]
"""A fact to stand on the new standard, and the row on the old one that it is carried from."""


@dataclass(frozen=True)
class Belonging:
    """A membership to stand, of those whom the change of an adopted revision asks: the revision, the standards, and for
    which record it was written, where that was merged into another.
    """

    fact: facts.Membership
    link: Link
    recorded_for: int | None = None


@dataclass
class Due:
    """What is to be written on new editions, and what of it is to be retracted."""

    append: list[Wanted] = field(default_factory=list)
    retract: list[FactRow] = field(default_factory=list)
    belonging: list[Belonging] = field(default_factory=list)

    def compare(
        self, there: Mapping[Hashable, FactRow], wanted: Mapping[Hashable, Wanted], columns: Iterable[str]
    ) -> None:
        """Retract what is there and not wanted, or not so; append what is wanted and not there, or not so."""
        same = {
            key
            for key, row in there.items()
            if key in wanted and all(getattr(row, name) == getattr(wanted[key][0], name) for name in columns)
        }
        self.retract.extend(row for key, row in there.items() if key not in same)
        self.append.extend(one for key, one in wanted.items() if key not in same)


def links_in_force(olds: Collection[str]) -> dict[str, tuple[Link, ...]]:
    """The links onto each new standard that one of these old ones is carried onto, by the new one. Two queries at
    most.
    """
    active = CarryLink.objects.filter(batch__state=Batch.ACTIVE)
    news = set(active.filter(old__in=olds).values_list("new", flat=True)) if olds else set()
    found: dict[str, list[Link]] = {}
    for row in active.filter(new__in=news).order_by("pk") if news else ():
        found.setdefault(row.new_id, []).append(link_of(row))
    return {new: tuple(links) for new, links in found.items()}


def olds_carried_onto(new: str) -> list[str]:
    """The old standards that adopted revisions carry onto a new one."""
    rows = CarryLink.objects.filter(batch__state=Batch.ACTIVE, new=new)
    return list(rows.order_by("old").values_list("old", flat=True))


def link_of(row: CarryLink) -> Link:
    """A link as the rules take it."""
    return Link(
        row.old_id,
        row.new_id,
        row.effective_on,
        row.transition_ends_on,
        row.context,
        bridges=row.bridges,
        subject=row.revision,
    )


def due_of_people(people: Collection[Person], links: Sequence[Link], asked: Asked) -> Due:
    """What the links onto one standard ask to be written or retracted about these people. A fixed number of
    queries.
    """
    due = Due()
    keys, olds = [person.pk for person in people], {link.old for link in links}
    _decisions_due(due, people, links, asked)
    sources = known(Suspension.objects.filter(person__in=keys, standard__in=olds), None)
    there: dict[Hashable, FactRow] = {row.carried_from_id: row for row in _carried(Suspension, keys, links)}
    wanted: dict[Hashable, Wanted] = {
        row.pk: (replace(to_fact(row), standard=links[0].new, recorded_on=None), row)
        for row in sources.select_related("person").order_by("pk")
    }
    due.compare(there, wanted, _OF_A_SUSPENSION)
    return due


def _decisions_due(due: Due, people: Collection[Person], links: Sequence[Link], asked: Asked) -> None:
    keys, olds = [person.pk for person in people], {link.old for link in links}
    loaded = load_people(people)
    contexts = contexts_asked(asked, {*olds, links[0].new})
    sources = {
        row.decision: row for row in known(Decision.objects.filter(person__in=keys, standard__in=olds), None)
    }
    carried: dict[int, dict[Hashable, FactRow]] = {}
    for row in _carried(Decision, keys, links):
        carried.setdefault(row.person_id, {})[row.carried_from_id, row.context] = row
    belong: dict[int, list[Membership]] = {}
    members = memberships_onto([links[0].new]).filter(person__in=keys)
    for each in members.select_related("person").order_by("pk"):
        belong.setdefault(each.person_id, []).append(each)
    origins = {name: row.recorded_for_id for name, row in sources.items()}
    for person in people:
        there = carried.get(person.pk, {})
        over = carry_onto(loaded[person.ref], asked, links, contexts, again=bool(there))
        wanted: dict[Hashable, Wanted] = {}
        for one in over.decisions:
            source = sources[one.source.decision]
            wanted[source.pk, one.fact.context] = (one.fact, source)
        due.compare(there, wanted, _OF_A_DECISION)
        _memberships_due(
            due, belong.get(person.pk, ()), list(belonging(loaded[person.ref], asked, over, origins))
        )


def belonging(
    person: PersonFacts, asked: Asked, over: CarriedOver, origins: Mapping[str, int | None]
) -> Iterator[Belonging]:
    """The memberships to stand for somebody of whom `over` is carried onto one new standard: one for each record that a
    decision carried was written for. `origins` gives that by the decision's id.
    """
    for one in carry_memberships(person, asked, over.decisions):
        those = (row.source.decision for row in over.decisions if row.link == one.link)
        for origin in dict.fromkeys(origins[decision] for decision in those):
            yield Belonging(one.fact, one.link, origin)


def memberships_onto(news: Collection[str]) -> "QuerySet[Membership]":
    """The memberships known now of those whom adopted revisions ask because they were carried onto these standards."""
    return known(
        Membership.objects.filter(population__in=asked_as(news), source__startswith=BY_REVISION), None
    )


def asked_as(news: Collection[str]) -> set[str]:
    """The populations of those carried onto these standards, by whatever revision and under whatever subject."""
    rows = Change.objects.filter(standard__in=news, population__startswith=CARRIED_OVER)
    return set(rows.order_by("population").values_list("population", flat=True).distinct())


def olds_signed_apart(subjects: Collection[str]) -> set[str]:
    """The old standards whose change is signed under one of these subjects, and is repeated on a new standard under
    another: with all that they are carried onto, since who has signed is no longer asked there either. A query where
    there are none.
    """
    rows = known(Change.objects.filter(carried_from__subject__in=subjects), None)
    apart = rows.exclude(subject=F("carried_from__subject")).exclude(change_class=facts.BRIDGING)
    found = set(apart.values_list("carried_from__standard", flat=True))
    ahead = found
    while ahead:
        ahead = set(links_in_force(ahead)) - found
        found = found | ahead
    return found


def _memberships_due(due: Due, there: Collection[Membership], wanted: Collection[Belonging]) -> None:
    """One that stands twice, by two revisions, is left so while it is wanted at all."""

    def key(fact: Any, origin: int | None) -> Hashable:
        return fact.population, fact.from_on, fact.to_on, origin

    wants = {key(one.fact, one.recorded_for): one for one in wanted}
    stands = {key(row, row.recorded_for_id) for row in there}
    due.retract.extend(row for row in there if key(row, row.recorded_for_id) not in wants)
    due.belonging.extend(one for name, one in wants.items() if name not in stands)


def _carried(model: Any, keys: Collection[int], links: Sequence[Link]) -> Iterator[Any]:
    """The rows on the new standard about these people, known now, that were carried from one of the old ones."""
    rows = model.objects.filter(
        person__in=keys, standard=links[0].new, carried_from__standard__in={link.old for link in links}
    )
    return known(rows, None).select_related("person").order_by("pk").iterator(2000)


def changes_due(links: Sequence[Link], asked: Asked) -> Due:
    """What the links onto one standard ask to be written of the changes to the old ones made by the end of the
    transition. Raises `Refused` where the new standard has the same version of one, and it asks something else.
    """
    olds = {link.old for link in links}
    rows = {
        (row.standard_id, row.subject, row.version): row
        for row in known(Change.objects.filter(standard__in=olds), None)
    }
    made = {
        link.old: tuple(
            one for one in asked.changes_to(link.old) if one.effective_on <= link.transition_ends_on
        )
        for link in links
    }
    found, clashes = repeat_changes(replace(asked, changes={**asked.changes, **made}), links)
    if clashes:
        raise Refused(clash_in_words(clashes[0]))
    sources = ((one.fact, one.source) for one in found if one.source is not None)
    return Due(append=[(fact, rows[one.standard, one.subject, one.version]) for fact, one in sources])


def clash_in_words(clash: Clash) -> str:
    """Why a change cannot be repeated, and what to do."""
    change = clash.source
    return (
        f"{change.subject} version {change.version} asks one thing of {change.standard} and another of "
        f"{clash.there.standard}, onto which people are carried over. Issue it as another version, or with the same "
        "days, class and population for both."
    )
