"""The stored timelines of a unit or of the whole service, for questions about everyone in it."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from standing.areas.audit.actions import Actor
from standing.areas.people.models import Person, Unit
from standing.areas.people.permissions import check_can
from standing.areas.people.roles import Ability
from standing.areas.record.loading import known, load_asked, load_people, to_fact
from standing.areas.record.models import Assignment, Period, Requirement
from standing.areas.record.selectors.teams import sees_service
from standing.areas.refusals import NotAllowed
from standing.core.engine.bulk import bulk_answers
from standing.core.engine.evaluate import Answer
from standing.core.engine.questions.in_memory import InMemory
from standing.core.rules.status import Standing


def timelines_of(*, by: Actor, unit: Unit | None = None) -> InMemory:
    """The timelines, as known now, of everyone who works in a unit and those below it, or anywhere, with all their
    assignments there. Raises `NotAllowed`.
    """
    if unit is not None:
        check_can(by, Ability.SEE_TEAM, unit)
    elif not sees_service(by=by):
        raise NotAllowed("Only those who see every team can ask about the whole service: ask about a unit.")
    rows = known(Assignment.objects.all(), None)
    rows = rows.filter(unit__path__startswith=unit.path) if unit is not None else rows
    return InMemory(
        _answers,
        (to_fact(row) for row in rows.select_related("person", "unit").iterator()),
        (to_fact(row) for row in known(Requirement.objects.all(), None)),
    )


def _answers(refs: Sequence[str]) -> Iterator[Answer]:
    """The rows of these people: stored, or computed for those whose stored ones are not those of the facts."""
    people = Person.objects.filter(ref__in=refs).select_related("stale")
    stale = [person for person in people if hasattr(person, "stale")]
    fresh = {person.pk: person.ref for person in people if not hasattr(person, "stale")}
    rows = Period.objects.filter(person__in=list(fresh), from_on__isnull=False)
    for person, standard, context, first, end, *standing in rows.values_list(
        "person", "standard", "context", "from_on", "to_on", "status", "reasons", "expires_on"
    ):
        yield Answer(fresh[person], standard, context, first, end, _standing(*standing))
    if stale:
        yield from bulk_answers(load_people(stale).values(), load_asked())


@lru_cache(maxsize=10_000)
def _standing(status: str, reasons: str, expires_on: object) -> Standing:
    return Standing(status, tuple(reasons.split("|")) if reasons else (), expires_on)  # type: ignore[arg-type]
