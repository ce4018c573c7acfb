"""Who somebody's line manager is: nobody types it in, so it is read from where they work and who manages there.

It is whoever manages the unit they work in or, where nobody else does, the nearest unit above it; a manager of the
whole service comes last. Nobody is their own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date

from django.db.models import Q

from standing.areas.people.models import PATH_SEPARATOR, Account, Person
from standing.areas.people.permissions import active_grants
from standing.areas.people.roles import Role
from standing.areas.record.loading import known
from standing.areas.record.models import Assignment

SERVICE = ""
"""The path of the whole service, above every unit's."""


def managers_of(people: Collection[Person], day: date) -> Mapping[int, frozenset[int]]:
    """The accounts of each person's line managers on a day, by the keys of person and account. Three queries."""
    managing = _managing(day)
    accounts = dict(Account.objects.filter(person__in=people).values_list("person", "pk"))
    found: defaultdict[int, set[int]] = defaultdict(set)
    working = known(Assignment.objects.filter(person__in=people), None).filter(
        Q(to_on__isnull=True) | Q(to_on__gt=day)
    )
    for person, path in working.values_list("person", "unit__path"):
        found[person] |= _nearest(path, managing, accounts.get(person))
    return {person.pk: frozenset(found.get(person.pk, ())) for person in people}


def _managing(day: date) -> Mapping[str, frozenset[int]]:
    """The accounts that manage each unit itself, by its path."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    grants = active_grants(day).filter(role=Role.MANAGER)
    for account, path in grants.values_list("account", "unit__path"):
        found[path or SERVICE].add(account)
    return {path: frozenset(accounts) for path, accounts in found.items()}


def _nearest(path: str, managing: Mapping[str, frozenset[int]], own: int | None) -> frozenset[int]:
    for above in _upwards(path):
        others = managing.get(above, frozenset()) - {own}
        if others:
            return frozenset(account for account in others if account is not None)
    return frozenset()


def _upwards(path: str) -> Iterator[str]:
    """A unit's path, those of the units above it, and the service's."""
    parts = path.rstrip(PATH_SEPARATOR).split(PATH_SEPARATOR)
    for length in range(len(parts), 0, -1):
        yield PATH_SEPARATOR.join(parts[:length]) + PATH_SEPARATOR
    yield SERVICE
