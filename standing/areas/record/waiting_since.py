"""Since when a pair has been as it is, read from the stored periods where they are good, else from the definition."""

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date

from django.db.models import Q

from standing.areas.people.models import Person
from standing.areas.record.answers import Pair
from standing.areas.record.loading import known, load_asked, load_people
from standing.areas.record.models import Assignment, Period
from standing.core.engine.evaluate import answers_of
from standing.core.rules.status import Standing

Stretch = tuple[Pair, date | None, date | None, Standing]
"""A pair, the first day of a stretch and the first day after it, and how it stands."""


def unbroken_since(
    people: Collection[Person], day: date, asks: Callable[[Standing], bool]
) -> dict[Pair, date]:
    """For each pair whose standing on a day `asks` for something, the first of the unbroken days on which it has.

    A pair that was never anything has no first day and is not among them. Two queries, and those of the facts of
    whoever is stale. The caller has shown that the people may be seen.
    """
    stale = [person for person in people if hasattr(person, "stale")]
    fresh = [person for person in people if not hasattr(person, "stale")]
    found: dict[Pair, date] = {}
    ends: dict[Pair, date | None] = {}
    for pair, from_on, to_on, standing in (*_of_periods(fresh, day), *_of_facts(stale, day)):
        if not asks(standing) or from_on is None:
            found.pop(pair, None)
        elif pair not in found or ends[pair] != from_on:
            found[pair] = from_on
        ends[pair] = to_on
    return {pair: since for pair, since in found.items() if (end := ends[pair]) is None or end > day}


def in_post_since(people: Collection[int]) -> dict[int, date]:
    """The first day of each person's earliest post, by key: since when what was never held has been asked for."""
    rows = known(Assignment.objects.filter(person__in=people), None).order_by("-from_on")
    return dict(rows.values_list("person", "from_on"))


def _of_periods(people: Collection[Person], day: date) -> Iterator[Stretch]:
    refs = {person.pk: person.ref for person in people}
    rows = Period.objects.filter(Q(from_on__lte=day), person__in=refs).order_by(
        "person", "standard", "context", "from_on"
    )
    columns = ("person", "standard", "context", "from_on", "to_on", "status", "reasons", "expires_on")
    for person, standard, context, from_on, to_on, status, reasons, expires_on in rows.values_list(*columns):
        standing = Standing(status, tuple(reasons.split("|")) if reasons else (), expires_on)
        yield Pair(refs[person], standard, context), from_on, to_on, standing


def _of_facts(people: Collection[Person], day: date) -> Iterable[Stretch]:
    if not people:
        return
    asked = load_asked()
    for facts in load_people(people).values():
        for answer in answers_of(facts, asked):
            if answer.from_on is not None and answer.from_on <= day:
                pair = Pair(answer.person, answer.standard, answer.context)
                yield pair, answer.from_on, answer.to_on, answer.standing
