"""What is wrong with this store: the database itself, the audit trail, the facts against the
trail, the stored periods against the definition.

Nothing is mended: each problem says what to do.
"""

from collections.abc import Callable, Iterator
from secrets import SystemRandom

from django.db import connection
from django.db.utils import IntegrityError

from standing.areas.assessment.checks import (
    claims_at_odds_with_their_history,
    evidence_at_odds_with_its_signature,
)
from standing.areas.audit.checking import check_chain
from standing.areas.cover.checks import registrations_at_odds_with_the_trail, rotas_at_odds_with_the_trail
from standing.areas.people.against_trail import accounts_at_odds_with_the_trail
from standing.areas.people.models import Person
from standing.areas.record.periods import PEOPLE_AT_ONCE, differences
from standing.areas.record.trail import facts_at_odds_with_the_trail
from standing.areas.revisions.checks import crosswalks_at_odds_with_their_approval
from standing.core.formats.results import Problem

Progress = Callable[[int, int], None]


def check_store(
    progress: Progress = lambda done, of: None, *, sample: int | None = None
) -> Iterator[Problem]:
    """Every problem found, in the order: database, audit trail, facts, crosswalks, evidence, claims, registrations,
    rotas, accounts with their roles, periods.

    `progress` is told of people compared. With a `sample`, the periods of so many people, drawn anew each time, are
    compared instead of everyone's.
    """
    yield from _database()
    yield from check_chain()
    yield from facts_at_odds_with_the_trail()
    yield from crosswalks_at_odds_with_their_approval()
    yield from evidence_at_odds_with_its_signature()
    yield from claims_at_odds_with_their_history()
    yield from registrations_at_odds_with_the_trail()
    yield from rotas_at_odds_with_the_trail()
    yield from accounts_at_odds_with_the_trail()
    yield from _periods(progress, sample)


def _database() -> Iterator[Problem]:
    advice = "Stop using this store and restore the last backup that passes `standing check`."
    try:
        connection.check_constraints()
    except IntegrityError as error:
        yield Problem("database", f"A row points to one that is not there: {error}", advice)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check(10)")
            found = [row[0] for row in cursor.fetchall()]
        for fault in found:
            if fault != "ok":
                yield Problem("database", f"The database file is damaged: {fault}", advice)


def _periods(progress: Progress, sample: int | None) -> Iterator[Problem]:
    advice = "Keep a copy of this store and report it, then run `standing rebuild`: pages may be wrong for this person."
    people = list(Person.objects.select_related("stale").order_by("pk"))
    if sample is not None and sample < len(people):
        people = SystemRandom().sample(people, sample)
    for start in range(0, len(people), PEOPLE_AT_ONCE):
        some = people[start : start + PEOPLE_AT_ONCE]
        for ref, pairs in differences(some).items():
            for standard, context in pairs:
                where = f"{ref} {standard}" + (f" in {context}" if context else "")
                yield Problem(where, "The stored periods are not those the definition gives.", advice)
        progress(start + len(some), len(people))
