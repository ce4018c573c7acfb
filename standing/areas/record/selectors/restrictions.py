"""Restrictions, for those who need only the limit: who may not do what on a day. The reason is not among it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from standing.areas.audit.actions import Actor
from standing.areas.people.models import Person
from standing.areas.people.roles import Ability
from standing.areas.record.loading import known
from standing.areas.record.models import Restriction
from standing.areas.record.permissions import people_in_scope


@dataclass(frozen=True)
class Limit:
    """What limits a person's practice: for one standard or, without one, for all."""

    person: Person
    standard: str
    limits: str
    from_on: date
    to_on: date | None
    review_on: date

    def covers(self, standard: str) -> bool:
        """Whether it limits what the person does under a standard."""
        return self.standard in ("", standard)


def restrictions_on(*, by: Actor, day: date) -> list[Limit]:
    """The limits in force on a day, of the people whose limits the account may see. One query beside the scope's.

    Whoever has one for a standard is left out of its cover that day (rules, part 6).
    """
    people = people_in_scope(by, Ability.SEE_LIMITS)
    rows = in_force(day).filter(person__in=people).select_related("person")
    return [
        Limit(row.person, row.standard_id or "", row.limits, row.from_on, row.to_on, row.review_on)
        for row in rows.order_by("person__family_name", "person__given_name", "person__ref", "pk")
    ]


def to_review(*, by: Actor, day: date) -> list[Restriction]:
    """The restrictions in force whose day of review has come, of the people whom the account may restrict."""
    rows = in_force(day).filter(review_on__lte=day, person__in=people_in_scope(by, Ability.RESTRICT))
    return list(rows.select_related("person").order_by("review_on", "pk"))


def in_force(day: date) -> QuerySet[Restriction]:
    """The restrictions known now that cover a day."""
    rows = known(Restriction.objects.all(), None)
    return rows.filter(Q(to_on__isnull=True) | Q(to_on__gt=day), from_on__lte=day)
