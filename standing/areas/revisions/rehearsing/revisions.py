"""A revision as it would be adopted: by the crosswalk there is, approved or not, on its own day or on another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from django.db.models import Prefetch

from standing.areas.audit import clock
from standing.areas.audit.actors import System
from standing.areas.profiles.models import Need, ProfileLine, ProfileVersion
from standing.areas.record.loading import load_asked
from standing.areas.refusals import Refused
from standing.areas.revisions.adopted import adopted_version
from standing.areas.revisions.loading import standards_with_a_rule, to_carry
from standing.areas.revisions.models import CrosswalkVersion
from standing.areas.revisions.rehearsing.corrections import WithoutTakenBack
from standing.areas.revisions.rehearsing.groups import groups_touched
from standing.areas.revisions.rehearsing.plans import (
    Plan,
    ProfileToChange,
    TaskToCome,
    people_concerned,
    places,
    window_from,
)
from standing.areas.standards.models import Revision
from standing.areas.standards.selectors import get_holdings
from standing.core.crosswalks.correcting import correction, only
from standing.core.crosswalks.states import State
from standing.core.crosswalks.versions import (
    CrosswalkToCarry,
    as_carried,
    end_of_transition,
    from_document,
    waits,
)
from standing.core.rehearsing.profiles import KEPT, WITHDRAWN, profile_changes
from standing.core.rehearsing.rehearsal import Question
from standing.core.rehearsing.succession import successions_of
from standing.core.rehearsing.tasks import NOT_CARRIED, tasks_of
from standing.core.rules.days import add_months
from standing.core.rules.known import PersonFacts
from standing.core.rules.revising import Adopting, Revising

MONTHS_AFTER = 3
"""How long is looked ahead after the end of the transition."""

COUNTED_ON = (
    "In the figures of teams somebody counts for an old standard who counts on what it became. Role profiles go on "
    "asking for the old standards until their drafts are put in use: do that by {end}."
)
NOT_APPROVED = "The crosswalk is version {number}, {state}: it may still change before it is approved."
CORRECTS = "It corrects version {number}, which is adopted: only what differs is taken back and carried anew."
NOT_BEGUN = "No crosswalk is begun yet: this is what the imported document says."
CLASHES = (
    "It cannot be adopted as it is: {changes} of an old standard cannot be repeated on the new one, which has a change "
    "of the same name and version that asks something else."
)


def plan_revision(code: str, *, on: date | None = None, until: date | None = None) -> Plan:
    """A revision adopted. `on` stands for its effective day, where it has none yet or another is to be tried.

    Raises `Refused` for a revision that is not in the catalogue, and for one without a day or without rows.
    """
    crosswalk, adopted = crosswalk_of(code, on), adopted_version(code)
    if adopted is not None and adopted.number != crosswalk.number:
        return _plan_correction(crosswalk, adopted, until)
    adopting = Adopting(revising_of(crosswalk), load_asked())
    end = crosswalk.transition_ends_on
    standards = frozenset(name for row in crosswalk.rows for name in (row.old, *row.new))
    profiles = tuple(_profiles(crosswalk))
    window = window_from(crosswalk.effective_on, until or add_months(end, MONTHS_AFTER))
    return Plan(
        kind="revision",
        title=crosswalk.title,
        takes_effect=crosswalk.effective_on,
        question=Question(
            adopting.before,
            adopting.asked,
            standards,
            window,
            successions=successions_of(crosswalk.rows),
            places=places(),
        ),
        people=people_concerned(standards),
        after=adopting.person,
        tasks=partial(_tasks, adopting, crosswalk),
        profiles=profiles,
        lines_to_decide=tuple(_withdrawn(profiles, end)),
        groups=groups_touched(standards, window),
        notes=tuple(_notes(crosswalk, adopting)),
        waiting=dict(crosswalk.waiting),
    )


def _plan_correction(whole: CrosswalkToCarry, adopted: CrosswalkVersion, until: date | None) -> Plan:
    """A correction adopted over the version it corrects: what differs is taken back and carried anew, and no more."""
    found = correction(to_carry(adopted), whole)
    crosswalk = only(whole, found.carried)
    world, before = WithoutTakenBack(whole.revision, found), load_asked()
    adopting = Adopting(revising_of(crosswalk), world.asked(before))
    end = whole.transition_ends_on
    standards = frozenset(name for row in (*found.taken_back, *found.carried) for name in (row.old, *row.new))
    profiles = tuple(_profiles(crosswalk))
    window = window_from(whole.effective_on, until or add_months(end, MONTHS_AFTER))
    return Plan(
        kind="revision",
        title=whole.title,
        takes_effect=whole.effective_on,
        question=Question(
            before,
            adopting.asked,
            standards,
            window,
            successions=successions_of(crosswalk.rows),
            places=places(),
        ),
        people=people_concerned(standards),
        after=partial(_corrected, adopting, world),
        tasks=partial(_tasks_once_corrected, adopting, crosswalk, world),
        profiles=profiles,
        lines_to_decide=tuple(_withdrawn(profiles, end)),
        groups=groups_touched(standards, window),
        notes=(CORRECTS.format(number=adopted.number), *_notes(crosswalk, adopting)),
        waiting=dict(whole.waiting),
    )


def crosswalk_of(code: str, on: date | None = None) -> CrosswalkToCarry:
    """The crosswalk of a revision as it stands: the open version, else the approved one, else the imported document.

    Raises `Refused` where there is none, or no day.
    """
    revision = Revision.objects.filter(code=code).first()
    if revision is None:
        raise Refused(
            f"There is no revision {code} in the catalogue. `standing crosswalk` shows those there are."
        )
    version = (
        CrosswalkVersion.objects.select_related("revision")
        .filter(revision=revision)
        .exclude(state=State.SUPERSEDED.value)
        .order_by("-number")
        .first()
    )
    if version is None:
        return _from_document(revision, on)
    if on is not None and on != version.effective_on:
        # In memory alone: another day is tried, and nothing of it is kept.
        if version.transition_ends_on is None or version.transition_ends_on < on:
            version.transition_ends_on = end_of_transition(on)
        version.effective_on = on
    if version.effective_on is None:
        raise Refused(_without_a_day(revision), field="on")
    return to_carry(version)


def _without_a_day(revision: Revision) -> str:
    return f"{revision.title} has no effective day yet. Give the day it would take effect."


def _from_document(revision: Revision, on: date | None) -> CrosswalkToCarry:
    catalogue = get_holdings(by=System("rehearse")).catalogue
    rows = [from_document(row) for row in catalogue.rows(revision.code)]
    if not rows:
        raise Refused(f"{revision.title} has no crosswalk yet. A framework steward begins one on its page.")
    effective_on = on or revision.effective_on
    if effective_on is None:
        raise Refused(_without_a_day(revision), field="on")
    ends_on = revision.transition_ends_on
    if ends_on is None or ends_on < effective_on:
        ends_on = end_of_transition(effective_on)
    ruled = standards_with_a_rule()
    waiting = {row.old: why for row in rows if (why := waits(row, ruled))}
    return CrosswalkToCarry(
        revision=revision.code,
        title=revision.title,
        number=0,
        state=State.DRAFT.value,
        source=revision.source,
        effective_on=effective_on,
        transition_ends_on=ends_on,
        last_start_on=ends_on,
        last_assessment_on=ends_on,
        rows=tuple(as_carried(row, revision.code) for row in rows if row.old not in waiting),
        waiting=waiting,
    )


def revising_of(crosswalk: CrosswalkToCarry) -> Revising:
    """The crosswalk as the rules of carrying over take it."""
    return Revising(
        subject=crosswalk.revision,
        effective_on=crosswalk.effective_on,
        transition_ends_on=crosswalk.transition_ends_on,
        rows=crosswalk.rows,
        version=max(crosswalk.number, 1),
        own_days=crosswalk.own_days,
    )


def _tasks(adopting: Adopting, crosswalk: CrosswalkToCarry, facts: PersonFacts) -> Iterator[TaskToCome]:
    left = adopting.left_to_people(facts, adopting.over(facts), clock.today())
    for task in tasks_of(left, crosswalk.by_old):
        yield TaskToCome(
            task.task, facts.person, task.standard, task.context, task.sources, crosswalk.last_assessment_on
        )
    for fate in left:
        if fate.is_not_carried:
            end = crosswalk.transition_ends_on
            yield TaskToCome(NOT_CARRIED, facts.person, fate.old, fate.context, by_day=end, why=fate.why)


def _corrected(adopting: Adopting, world: WithoutTakenBack, facts: PersonFacts) -> PersonFacts:
    return adopting.person(world.person(facts))


def _tasks_once_corrected(
    adopting: Adopting, crosswalk: CrosswalkToCarry, world: WithoutTakenBack, facts: PersonFacts
) -> Iterator[TaskToCome]:
    return _tasks(adopting, crosswalk, world.person(facts))


def _profiles(crosswalk: CrosswalkToCarry) -> Iterator[ProfileToChange]:
    """The profiles whose newest version, in use or to come, asks for an old standard that becomes another."""
    lines = ProfileLine.objects.filter(need=Need.ESSENTIAL.value).order_by("standard__order", "context")
    versions = (
        ProfileVersion.objects.filter(from_on__isnull=False)
        .select_related("profile")
        .prefetch_related(Prefetch("lines", queryset=lines))
        .order_by("profile__name", "profile__code", "-number")
    )
    seen: set[str] = set()
    today = clock.today()
    for version in versions:
        if version.profile.code in seen or (version.to_on is not None and version.to_on <= today):
            continue
        seen.add(version.profile.code)
        changes = profile_changes(crosswalk.rows, [line.standard_id for line in version.lines.all()])
        if any(change.what != KEPT for change in changes):
            yield ProfileToChange(version.profile.code, version.profile.name, version.number, tuple(changes))


def _withdrawn(profiles: tuple[ProfileToChange, ...], end: date) -> Iterator[TaskToCome]:
    for profile in profiles:
        for change in profile.changes:
            if change.what == WITHDRAWN:
                yield TaskToCome("withdrawn_line", profile.code, change.old[0], by_day=end)


def _notes(crosswalk: CrosswalkToCarry, adopting: Adopting) -> Iterator[str]:
    if not crosswalk.number:
        yield NOT_BEGUN
    elif crosswalk.state != State.APPROVED:
        yield NOT_APPROVED.format(number=crosswalk.number, state=State(crosswalk.state).words.lower())
    if adopting.clashes:
        named = sorted({f"{one.source.subject} {one.source.version}" for one in adopting.clashes})
        yield CLASHES.format(changes=", ".join(named))
    yield COUNTED_ON.format(end=f"{crosswalk.transition_ends_on:%-d %B %Y}")


def last_assessment_of(version: CrosswalkVersion) -> date:
    """The last day on which an old edition can be assessed or judged."""
    day = version.last_assessment
    assert day is not None, "a version is adopted once it is approved, and then it has its days"
    return day
