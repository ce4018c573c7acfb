"""Standing read for people, whoever asks: from the stored periods where they are good, else from the
definition.

Selectors decide who may ask. A stale person, and any question as known on a day, is answered from the
facts.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from standing.areas.people.models import Person
from standing.areas.record.loading import load_asked, load_people
from standing.areas.record.models import Period
from standing.areas.record.selecting import day_of_cell, plain_rows
from standing.core.engine.evaluate import Answer, Window, Workforce, answers_of, evaluate
from standing.core.rules.days import add_days
from standing.core.rules.status import COUNTING, GRACE, NOT_HELD, Standing


class Pair(NamedTuple):
    """A person (by reference), a standard and a context."""

    person: str
    standard: str
    context: str


Graces = Mapping[tuple[Pair, date | None], date | None]
"""The first day outside each stretch of grace, by its pair and first day."""


def standings_on(people: Collection[Person], day: date, known_on: date | None = None) -> dict[Pair, Standing]:
    """The standing on a day of every pair of these people. A fixed number of queries."""
    if known_on is not None:
        return _from_facts(people, day, known_on)
    stale = [person for person in people if hasattr(person, "stale")]
    fresh = [person for person in people if not hasattr(person, "stale")]
    answers = _from_periods(fresh, day)
    return answers | (_from_facts(stale, day, None) if stale else {})


def _from_facts(people: Collection[Person], day: date, known_on: date | None) -> dict[Pair, Standing]:
    workforce = Workforce(load_asked(known_on), load_people(people, known_on))
    return {
        Pair(answer.person, answer.standard, answer.context): answer.standing
        for answer in evaluate(workforce, Window.of_day(day))
    }


_ANSWER = ("status", "reasons", "expires_on")
"""The columns of a period that make a standing. Read as plain values: a team has thousands of rows."""


def _from_periods(people: Collection[Person], day: date) -> dict[Pair, Standing]:
    refs = {person.pk: person.ref for person in people}
    rows = Period.objects.filter(person__in=refs)
    never_held = Standing(NOT_HELD)
    answers = {
        Pair(refs[person], standard, context): never_held
        for person, standard, context in plain_rows(rows.distinct(), ("person", "standard", "context"))
    }
    covering = rows.filter(Q(to_on__isnull=True) | Q(to_on__gt=day), from_on__lte=day)
    for person, standard, context, status, reasons, expires_on in plain_rows(
        covering, ("person", "standard", "context", *_ANSWER)
    ):
        pair = Pair(refs[person], standard, context)
        answers[pair] = _standing(status, reasons, day_of_cell[expires_on])
    return answers


def _standing(status: Any, reasons: Any, expires_on: Any) -> Standing:
    return Standing(status, tuple(reasons.split("|")) if reasons else (), expires_on)


PlainStanding = tuple[str, str]
"""A status and its reasons, joined as they are stored."""

PlainStandings = dict[int, dict[tuple[str, str], PlainStanding]]
"""By the key of a person, then by standard and context. A pair that is not in it was never held."""


def plain_standings_on(people: QuerySet[Any] | None, day: date) -> PlainStandings:
    """As `standings_on`, as known now, for thousands of people: `people` asks for their keys; none for everybody, which
    is read in one go through the table. Two queries, and those of the facts of whoever is stale.
    """
    of_people = Q() if people is None else Q(person__in=people)
    rows = Period.objects.filter(of_people, Q(to_on__isnull=True) | Q(to_on__gt=day), from_on__lte=day)
    answers: PlainStandings = {}
    alike: dict[PlainStanding, PlainStanding] = {}
    for person, standard, context, *answer in plain_rows(
        rows, ("person", "standard", "context", "status", "reasons")
    ):
        standing = (answer[0], answer[1])
        answers.setdefault(person, {})[standard, context] = alike.setdefault(standing, standing)
    _answer_the_stale(people, day, answers)
    return answers


def _answer_the_stale(people: QuerySet[Any] | None, day: date, answers: PlainStandings) -> None:
    """Put what the facts say in place of what is stored for those whose periods are not those of the facts."""
    stale = Person.everybody.filter(stale__isnull=False)
    found = list(stale if people is None else stale.filter(pk__in=people))
    if not found:
        return
    keys = {person.ref: person.pk for person in found}
    for person in keys.values():
        answers[person] = {}
    for pair, standing in _from_facts(found, day, None).items():
        answers[keys[pair.person]][pair.standard, pair.context] = plain(standing)


def plain(standing: Standing) -> PlainStanding:
    """A standing as it is stored, without its days."""
    return standing.status, "|".join(standing.reasons)


def first_day_not_counting(people: Collection[Person], after: date) -> dict[Pair, tuple[date, Standing]]:
    """For each pair, the first day after a day on which it does not count, as known now, and what it is
    then.
    """
    stale = [person for person in people if hasattr(person, "stale")]
    fresh = [person for person in people if not hasattr(person, "stale")]
    found: dict[Pair, tuple[date, Standing]] = {}
    for pair, day, standing in (*_stops_from_periods(fresh, after), *_stops_from_facts(stale, after)):
        if pair not in found or day < found[pair][0]:
            found[pair] = (day, standing)
    return found


def _stops_from_periods(people: Collection[Person], after: date) -> Iterator[tuple[Pair, date, Standing]]:
    refs = {person.pk: person.ref for person in people}
    rows = Period.objects.filter(person__in=refs, from_on__gt=after).exclude(status__in=COUNTING)
    for person, standard, context, day, *answer in rows.values_list(
        "person", "standard", "context", "from_on", *_ANSWER
    ):
        assert day is not None
        yield Pair(refs[person], standard, context), day, _standing(*answer)


def _stops_from_facts(people: Collection[Person], after: date) -> Iterator[tuple[Pair, date, Standing]]:
    if not people:
        return
    asked = load_asked()
    for facts in load_people(people).values():
        for answer in answers_of(facts, asked):
            if answer.from_on is not None and answer.from_on > after and not answer.standing.counts:
                yield Pair(answer.person, answer.standard, answer.context), answer.from_on, answer.standing


class Stop(NamedTuple):
    """A pair that counts up to the day before `first_day`, and how it stands from then on. `grace_until` is the last
    day of grace, where it goes into grace.
    """

    pair: Pair
    first_day: date
    standing: Standing
    grace_until: date | None


def stops_between(people: Collection[Person], after: date, until: date) -> list[Stop]:
    """Every stop of these people after one day, up to and including another, as known now; a pair may stop twice.

    Three queries, and those of the facts of whoever is stale.
    """
    stale = [person for person in people if hasattr(person, "stale")]
    fresh = [person for person in people if not hasattr(person, "stale")]
    stops = [*_stopping_by_periods(fresh, after, until), *_stopping_by_facts(stale, after, until)]
    return sorted(stops, key=lambda stop: (stop.first_day, stop.pair))


def _stopping_by_periods(people: Collection[Person], after: date, until: date) -> Iterator[Stop]:
    refs = {person.pk: person.ref for person in people}
    of_people = Period.objects.filter(person__in=refs, from_on__gt=after)
    counted = Period.objects.filter(
        person=OuterRef("person"),
        standard=OuterRef("standard"),
        context=OuterRef("context"),
        to_on=OuterRef("from_on"),
        status__in=COUNTING,
    )
    stopping = of_people.filter(Exists(counted), from_on__lte=until).exclude(status__in=COUNTING)
    graces = {
        (Pair(refs[person], standard, context), from_on): to_on
        for person, standard, context, from_on, to_on in of_people.filter(status=GRACE).values_list(
            "person", "standard", "context", "from_on", "to_on"
        )
    }
    for person, standard, context, day, *answer in stopping.values_list(
        "person", "standard", "context", "from_on", *_ANSWER
    ):
        assert day is not None
        pair = Pair(refs[person], standard, context)
        yield Stop(pair, day, _standing(*answer), _last_of_grace(pair, day, graces))


def _stopping_by_facts(people: Collection[Person], after: date, until: date) -> Iterator[Stop]:
    if not people:
        return
    asked = load_asked()
    for facts in load_people(people).values():
        answers = list(answers_of(facts, asked))
        graces = {(_pair_of(row), row.from_on): row.to_on for row in answers if row.standing.status == GRACE}
        for before, row in pairwise(answers):
            day = row.from_on
            follows = _pair_of(before) == _pair_of(row) and before.to_on == day
            if day is None or not after < day <= until or not follows:
                continue
            if before.standing.counts and not row.standing.counts:
                pair = _pair_of(row)
                yield Stop(pair, day, row.standing, _last_of_grace(pair, day, graces))


def _pair_of(answer: Answer) -> Pair:
    return Pair(answer.person, answer.standard, answer.context)


def _last_of_grace(pair: Pair, day: date, graces: Graces) -> date | None:
    """The last day of the grace that begins on a day, over rows that differ in their other reasons; none without."""
    end: date | None = day
    while end is not None and (pair, end) in graces:
        end = graces[pair, end]
    return None if end is None or end == day else add_days(end, -1)
