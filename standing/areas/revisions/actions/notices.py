"""Notices of a revision: to those affected alone, each of its days once, saying what changes for them.

Made once a day by the service, and again without harm: what was told is not told twice.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta

from django.utils import timezone

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, record_event, writing
from standing.areas.people.merging import following, with_merged
from standing.areas.people.models import Account, Person
from standing.areas.record.loading import load_people
from standing.areas.record.models import Decision
from standing.areas.refusals import Refused
from standing.areas.revisions.loading import to_carry
from standing.areas.revisions.models import CrosswalkVersion, Notice
from standing.areas.revisions.selectors.transitions import tasks_by_person, transitions_on
from standing.areas.revisions.transition_lines import (
    DONE,
    LOST,
    NOT_CARRIED,
    NOTHING,
    Line,
    Transition,
    lines_of,
)
from standing.areas.revisions.transition_words import lines_in_words
from standing.core.crosswalks.correcting import differing

PEOPLE_AT_ONCE = 250
TO_ALL = (Notice.APPROVED, Notice.EFFECTIVE)
"""What is told to everyone affected, and not only to whoever still has something to do."""


def make_notices(*, by: Actor, today: date) -> int:
    """Make the notices that are due today and not made yet, for every approved revision. Returns how many.

    On approval and on the effective day everyone affected is told; before the end only whoever still has something
    to do or to wait for. Of days that were missed the latest alone is told. Of a corrected crosswalk only those are
    told anew for whom it says something else than the version they were told of, and of that alone.
    """
    return sum(
        _of_milestone(by, transition, milestone, day, today)
        for transition in transitions_on(today)
        for milestone, day in milestones_due(transition, today)
    )


def milestones_due(transition: Transition, today: date) -> Iterator[tuple[str, date]]:
    """The notices due by a day: of which of the revision's days, and which day that is."""
    crosswalk, version = transition.crosswalk, transition.version
    end = crosswalk.transition_ends_on
    if today > end:
        return
    if version.approved_at is not None and today < crosswalk.effective_on:
        yield Notice.APPROVED, timezone.localdate(version.approved_at)
    if today >= crosswalk.effective_on and transition.is_adopted:
        yield Notice.EFFECTIVE, crosswalk.effective_on
    passed = [days for days in Notice.BEFORE_THE_END if today >= end - timedelta(days=days)]
    if passed and today >= crosswalk.effective_on and transition.is_adopted:
        yield str(min(passed)), end


def _of_milestone(by: Actor, transition: Transition, milestone: str, day: date, today: date) -> int:
    told = _told(transition, milestone)
    differs = _differs(transition, told.values())
    rows = transition.crosswalk.rows
    olds = frozenset(row.old for row in rows if row.kind != "unchanged")
    keys = sorted(key for key in _holders(olds) if key not in told)
    for version, anew in differs.items():
        keys.extend(sorted(key for key in _holders(anew & olds) if told.get(key) == version))
    made = 0
    for start in range(0, len(keys), PEOPLE_AT_ONCE):
        people = {one.ref: one for one in Person.objects.filter(pk__in=keys[start : start + PEOPLE_AT_ONCE])}
        of_person = tasks_by_person(transition.version, [person.pk for person in people.values()])
        notices = []
        for ref, facts in load_people(list(people.values())).items():
            person = people[ref]
            lines = list(lines_of(transition, facts, of_person.get(person.pk, ()), today))
            anew = differs.get(told.get(person.pk, 0), olds)
            shown = [line for line in lines if line.old in anew and (milestone in TO_ALL or _is_open(line))]
            if shown:
                notices.append(
                    Notice(
                        version=transition.version,
                        person=person,
                        milestone=milestone,
                        on=day,
                        lines=lines_in_words(shown),
                        made_at=clock.now(),
                    )
                )
        made += _written(by, transition, milestone, notices)
    return made


def _holders(olds: Collection[str]) -> Iterator[int]:
    """The keys of the people about whom something is decided on one of these standards."""
    held = Decision.objects.filter(standard__in=olds, retracted_on__isnull=True).values("person")
    yield from Person.objects.filter(pk__in=held).values_list("pk", flat=True) if olds else ()


def _differs(transition: Transition, told: Collection[int]) -> dict[int, frozenset[str]]:
    """The old standards of which this version says something else than each of these that people were told of, by the
    key of the version.
    """
    versions = CrosswalkVersion.objects.filter(pk__in=set(told)).select_related("revision")
    return {each.pk: differing(to_carry(each), transition.crosswalk) for each in versions}


def _is_open(line: Line) -> bool:
    return line.state not in (DONE, LOST, NOT_CARRIED) or line.asks == NOTHING


def _told(transition: Transition, milestone: str) -> dict[int, int]:
    """The version that people were told of last about a day, by the key of the person; whose record was merged into
    another was told as that one.
    """
    follow = following()
    rows = Notice.objects.filter(version__revision=transition.version.revision_id, milestone=milestone)
    return {
        follow.kept(key): version for key, version in rows.order_by("pk").values_list("person", "version")
    }


@writing()
def _written(by: Actor, transition: Transition, milestone: str, notices: list[Notice]) -> int:
    """Write some notices, those apart that were written meanwhile; one audit event with how many."""
    version = transition.version
    there = {key for key, told in _told(transition, milestone).items() if told == version.pk}
    new = [notice for notice in notices if notice.person_id not in there]
    if new:
        Notice.objects.bulk_create(new, batch_size=500)
        record_event(
            by=by,
            action="make_notices",
            subject=f"crosswalk:{version.revision.code}:{version.number}",
            words={"of": milestone, "people": len(new)},
        )
    return len(new)


@writing()
def read_notice(*, by: Account, key: int) -> Notice:
    """The person has read what they were told. Raises `Refused` for a notice that is not theirs."""
    mine = Person.objects.filter(pk=by.person_id) if by.person_id else Person.objects.none()
    notice = Notice.objects.filter(with_merged(mine), pk=key).first()
    if notice is None:
        raise Refused("There is no such notice to you.")
    if notice.read_at is None:
        notice.read_at = clock.now()
        notice.save(update_fields=["read_at"])
        record_event(by=by, action="read_notice", subject=f"notice:{notice.pk}", words={})
    return notice
