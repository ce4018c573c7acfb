"""What an adopted revision writes about some people, and what it leaves to assessors: worked out, not written."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from standing.areas.people.models import Person
from standing.areas.record.actions.following import carried_words, membership_words
from standing.areas.record.following import Belonging, belonging
from standing.areas.record.loading import known, load_people
from standing.areas.record.models import Decision, decision_id
from standing.core.rehearsing.tasks import TaskOfPerson, tasks_of
from standing.core.rules.carry_over import CrosswalkRow
from standing.core.rules.carrying import CarriedOver
from standing.core.rules.copying import Carried
from standing.core.rules.known import PersonFacts
from standing.core.rules.revising import Adopting

_Beside = tuple[Any, ...]
"""The key of a decision, its evidence, whether its assessor is unknown, and for whom it was recorded."""


@dataclass(frozen=True)
class OfPerson:
    """What is written about a person: decisions as `stage_carried` takes them, memberships as `stage_memberships`, and
    the tasks of assessors about them. Suspensions are few, and are not among it.
    """

    ref: str
    decisions: list[tuple[Any, ...]]
    memberships: list[tuple[Any, ...]]
    tasks: list[TaskOfPerson]


@dataclass(frozen=True)
class Carrying:
    """Works out for some people, by key, what a revision writes about them. It can be pickled, for another process.

    `olds` are the old standards that carry people, `by_old` all rows of the crosswalk, `today` the day it is done.
    """

    adopting: Adopting
    olds: Sequence[str]
    by_old: Mapping[str, CrosswalkRow]
    today: date

    def __call__(self, keys: Collection[int]) -> dict[int, OfPerson]:
        """Of each of these people, by key and in the order of the keys."""
        people = list(Person.objects.filter(pk__in=keys).order_by("pk"))
        found = load_people(people)
        sources = self._sources(keys)
        origins = {name: beside[-1] for name, beside in sources.items()}
        written = {}
        for person in people:
            facts = found[person.ref]
            over = self.adopting.over(facts)
            written[person.pk] = OfPerson(
                person.ref,
                [
                    _carried_row(person.pk, one, sources[one.source.decision])
                    for each in over.values()
                    for one in each.decisions
                ],
                [
                    _membership_row(person.pk, one)
                    for each in over.values()
                    for one in belonging(facts, self.adopting.asked, each, origins)
                ],
                self._tasks(facts, over),
            )
        return written

    def tasks(self, keys: Iterable[int]) -> dict[int, tuple[str, list[TaskOfPerson]]]:
        """The tasks alone, with the reference of each person, by key."""
        people = list(Person.objects.filter(pk__in=keys))
        found = load_people(people)
        return {
            person.pk: (person.ref, self._tasks(found[person.ref], self.adopting.over(found[person.ref])))
            for person in people
        }

    def _tasks(self, facts: PersonFacts, over: Mapping[str, CarriedOver]) -> list[TaskOfPerson]:
        return tasks_of(self.adopting.left_to_people(facts, over, self.today), self.by_old)

    def _sources(self, keys: Collection[int]) -> dict[str, _Beside]:
        """What the record keeps beside the decisions of these people on the old standards, by the decision's id."""
        rows = known(Decision.objects.filter(person__in=keys, standard__in=self.olds), None)
        return {
            decision_id(key): (key, *others)
            for key, *others in rows.values_list("pk", "evidence", "assessor_unknown", "recorded_for")
        }


def _carried_row(person: int, one: Carried, beside: _Beside) -> tuple[Any, ...]:
    """A carried decision as `stage_carried` takes it."""
    key, evidence, unknown, recorded_for = beside
    fact = one.fact
    words = carried_words(f"{Decision.kind}:{key}", one.link.old)
    days = (fact.decided_on, fact.held_from, fact.practice_as_of, fact.expires_on)
    about = (person, fact.standard, fact.context, fact.outcome)
    return (*about, *days, evidence, words, key, unknown, recorded_for)


def _membership_row(person: int, one: Belonging) -> tuple[Any, ...]:
    """That somebody is asked by the revision's change, as `stage_memberships` takes it."""
    fact = one.fact
    return person, fact.population, fact.from_on, fact.to_on, membership_words(one.link), one.recorded_for
