"""What follows an adoption, for whoever may see it: tasks, what changes for a person, how far a team has got."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from standing.areas.assessment.permissions import claims_seen
from standing.areas.assessment.transfers import ToTransfer, to_transfer, worked_on
from standing.areas.audit import clock
from standing.areas.audit.actions import Actor
from standing.areas.people.merging import following, with_merged
from standing.areas.people.models import Account, Person, Unit
from standing.areas.people.permissions import can, check_can
from standing.areas.people.roles import Ability
from standing.areas.people.selectors import unit_tree
from standing.areas.record.loading import known, load_asked, load_people
from standing.areas.record.models import Assignment, Batch, Claim
from standing.areas.record.permissions import check_can_for_person, people_in_scope
from standing.areas.record.selectors.people import NotFound, working_on
from standing.areas.record.selectors.previews import why_not_decided
from standing.areas.refusals import NotAllowed
from standing.areas.revisions.loading import to_carry
from standing.areas.revisions.models import CrosswalkVersion, Notice, TransitionTask
from standing.areas.revisions.permissions import check_can_see_revisions
from standing.areas.revisions.rehearsing.revisions import revising_of
from standing.areas.revisions.selectors.course import courses_of
from standing.areas.revisions.transition_lines import (
    DONE,
    LOST,
    NOT_CARRIED,
    OVERDUE,
    OWED,
    TO_COME,
    WAITING,
    Line,
    Transition,
    lines_of,
)
from standing.areas.revisions.transition_reading import FactsForTask, facts_for_task, why_not_granted
from standing.areas.standards.models import Standard
from standing.core.crosswalks.states import State
from standing.core.rules.days import add_months
from standing.core.rules.revising import Adopting

SHOWN_AFTER_MONTHS = 3
"""How long after the end of a transition its progress, and what it changed for a person, is still shown."""

TO_ASSESS = (TransitionTask.EQUIVALENCE, TransitionTask.OFFER)


# -- tasks -----------------------------------------------------------------------------------------------------


def tasks_to_judge(*, by: Actor) -> QuerySet[TransitionTask]:
    """The open tasks about people whom this account may decide about; never about themself. Soonest due first."""
    people = people_in_scope(by, Ability.RECORD_DECISION)
    if isinstance(by, Account) and by.person_id is not None:
        people = people.exclude(pk=by.person_id)
    return (
        _standing_tasks()
        .filter(with_merged(people), state=TransitionTask.OPEN, kind__in=TO_ASSESS)
        .select_related("person", "standard__suite", "version__revision")
        .order_by("due_on", "person__family_name", "person__given_name", "standard__order", "pk")
    )


def lines_to_decide(*, by: Actor) -> list[TransitionTask]:
    """The open tasks about lines of profiles, for whoever may change profiles; none for anybody else."""
    if not can(by, Ability.EDIT_PROFILES):
        return []
    found = _standing_tasks().filter(state=TransitionTask.OPEN, kind=TransitionTask.WITHDRAWN_LINE)
    return list(found.select_related("standard__suite", "version__revision").order_by("due_on", "profile"))


def line_to_decide(*, by: Actor, key: int) -> TransitionTask:
    """One of them, settled or not. Raises `NotFound`."""
    check_can(by, Ability.EDIT_PROFILES)
    found = _standing_tasks().filter(pk=key, kind=TransitionTask.WITHDRAWN_LINE).first()
    if found is None:
        raise NotFound("There is no such line to decide about.")
    return found


@dataclass(frozen=True)
class TaskInFull:
    """A task about a person with all that an assessor judges by.

    `whys` says of each old standard that could not be carried why; `no_grant` why nothing can be granted today.
    """

    task: TransitionTask
    facts: FactsForTask
    transition: Transition
    whys: Mapping[str, str]
    no_grant: str = ""


def task_in_full(*, by: Actor, key: int) -> TaskInFull:
    """A task about a person, open or settled. Raises `NotFound` in the same words for one out of sight."""
    people = people_in_scope(by, Ability.RECORD_DECISION)
    found = (
        _standing_tasks()
        .filter(with_merged(people), pk=key, kind__in=TO_ASSESS)
        .select_related("person", "standard__suite", "version__revision", "batch", "ended_by")
        .first()
    )
    if found is None:
        raise NotFound("There is no such task about the people you assess.")
    if isinstance(by, Account) and by.person_id == found.person_id:
        raise NotAllowed("Nobody judges themself. Another assessor of your team does.")
    facts = facts_for_task(found)
    transition = transition_of(found.version)
    assert found.person is not None
    person = load_people([found.person])[found.person.ref]
    whys = {
        one.link.old: one.why for each in transition.adopting.over(person).values() for one in each.uncarried
    }
    no_grant = why_not_granted(found, facts) or why_not_decided(
        by=by, person=found.person, standard=found.standard_id, context=found.context
    )
    return TaskInFull(found, facts, transition, whys, no_grant)


def _standing_tasks() -> QuerySet[TransitionTask]:
    return TransitionTask.objects.filter(batch__state=Batch.ACTIVE)


# -- what changes for a person ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class ForPerson:
    """What the revisions of these years change for a person, a revision after another, and what they were told."""

    person: Person
    transitions: tuple[tuple[Transition, tuple[Line, ...]], ...]
    notices: tuple[Notice, ...]
    claims: tuple[OldClaim, ...]


@dataclass(frozen=True)
class OldClaim:
    """A claim open on an old edition: what it may be finished by, and where it may go. `transfers`: what of each new
    standard its evidence would cover, where it is worked on here. `is_over`: it cannot be finished any more.
    """

    claim: Claim
    targets: tuple[Standard, ...]
    last_assessment_on: date
    version: CrosswalkVersion
    transfers: tuple[ToTransfer, ...] = ()
    is_over: bool = False


def transitions_on(day: date) -> list[Transition]:
    """The approved revisions whose transition is to come, under way, or not long over: each by the version it is
    adopted by, where that is an earlier one than is approved now.
    """
    versions = CrosswalkVersion.objects.filter(state=State.APPROVED.value).select_related("revision")
    courses = courses_of([version.revision for version in versions], day)
    standing = [one.version for one in courses.values() if one.version is not None]
    found = []
    for version in sorted(standing, key=lambda one: (one.effective_on or date.max, one.pk)):
        assert version.transition_ends_on is not None
        if day <= add_months(version.transition_ends_on, SHOWN_AFTER_MONTHS):
            found.append(transition_of(version))
    return found


def transition_of(version: CrosswalkVersion) -> Transition:
    """A revision with what it is adopted by, if it is. The version must have its days."""
    crosswalk = to_carry(version)
    batches = Batch.objects.filter(kind="adoption", source=version.revision.code, state=Batch.ACTIVE)
    named = {name for row in crosswalk.rows for name in (row.old, *row.new)}
    return Transition(
        version,
        crosswalk,
        Adopting(revising_of(crosswalk), load_asked()),
        frozenset(batches.values_list("pk", flat=True)),
        dict(Standard.objects.filter(pk__in=named).values_list("pk", "title")),
    )


def what_changes_for(*, by: Actor, person: Person) -> ForPerson:
    """What changes for a person, for them and for whoever may see their record. Raises `NotAllowed`."""
    check_can_for_person(by, Ability.SEE_RECORD, person)
    today = clock.today()
    facts = load_people([person])[person.ref]
    theirs = with_merged(Person.objects.filter(pk=person.pk))
    tasks = list(_standing_tasks().filter(theirs).select_related("standard", "decision"))
    transitions = transitions_on(today)
    found = ((one, tuple(lines_of(one, facts, tasks, today))) for one in transitions)
    return ForPerson(
        person=person,
        transitions=tuple((one, lines) for one, lines in found if lines),
        notices=tuple(Notice.objects.filter(theirs).select_related("version__revision")[:20]),
        claims=tuple(_old_claims(by, person, transitions, today)),
    )


def _old_claims(
    by: Actor, person: Person, transitions: Sequence[Transition], today: date
) -> Iterator[OldClaim]:
    seen = claims_seen(by)
    claims = known(Claim.objects.filter(person=person, closed_on__isnull=True), None)
    for claim in claims.select_related("standard", "person"):
        for one in transitions:
            row = one.crosswalk.by_old.get(claim.standard_id)
            if row is not None and row.new and row.kind != "unchanged":
                new = Standard.objects.in_bulk(row.new)
                targets = tuple(new[target] for target in row.new)
                last = one.crosswalk.last_assessment_on
                worked = [each for each in worked_on(claim) if seen.filter(pk=each.pk).exists()]
                moving = tuple(to_transfer(each, target) for each in worked for target in targets)
                yield OldClaim(claim, targets, last, one.version, moving, is_over=today > last)


def old_claim(*, by: Actor, key: int) -> OldClaim:
    """A claim open on an old edition, for whoever may close it. Raises `NotFound`."""
    claim = (
        known(Claim.objects.filter(pk=key, closed_on__isnull=True), None)
        .filter(person__in=people_in_scope(by, Ability.OPEN_CLAIM))
        .select_related("person", "standard")
        .first()
    )
    if claim is not None:
        found = _old_claims(by, claim.person, transitions_on(clock.today()), clock.today())
        for one in found:
            if one.claim.pk == claim.pk:
                return one
    raise NotFound("There is no claim on an old edition here. It may have been closed or transferred before.")


def unread_notices(*, by: Account) -> list[Notice]:
    """What the person of this account was told about revisions and has not read."""
    if by.person_id is None or not people_in_scope(by, Ability.SEE_RECORD).filter(pk=by.person_id).exists():
        return []
    theirs = with_merged(Person.objects.filter(pk=by.person_id))
    found = Notice.objects.filter(theirs, read_at__isnull=True)
    return list(found.select_related("version__revision"))


# -- how far it has got ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class TeamProgress:
    """How far a team has got: lines of people, by state. The team and those below it."""

    unit: Unit
    depth: int
    people: int
    counts: dict[str, int]

    @property
    def of(self) -> int:
        """All the lines of its people."""
        return sum(self.counts.values())


@dataclass(frozen=True)
class PersonProgress:
    """A person with their lines."""

    person: Person
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Progress:
    """How far the transition of a revision has got, by team; the people of one team, where the reader may see them."""

    transition: Transition
    teams: tuple[TeamProgress, ...]
    people: tuple[PersonProgress, ...]
    unit: Unit | None


STATES = (DONE, TO_COME, OWED, OVERDUE, WAITING, NOT_CARRIED, LOST)


def progress_of(*, by: Actor, version: CrosswalkVersion, unit: str = "") -> Progress:
    """How far a transition has got among the teams an account may see. With `unit`, who is behind its figures.

    Raises `NotAllowed` for an account that sees no team, and `NotFound` for a unit that it does not see.
    """
    check_can_see_revisions(by)
    tree = unit_tree(by=by, ability=Ability.REHEARSE)
    if not tree:
        check_can(by, Ability.REHEARSE)
    today = clock.today()
    transition = transition_of(version)
    working = known(Assignment.objects.filter(unit__in=[one.unit for one in tree]), None).filter(
        working_on(today)
    )
    places: dict[int, set[str]] = {}
    for person, path in working.values_list("person", "unit__path"):
        places.setdefault(person, set()).add(path)
    lines = dict(_lines_of_all(transition, list(places), today))
    chosen = next((one.unit for one in tree if one.unit.code == unit), None)
    if unit and chosen is None:
        raise NotFound(f"There is no team {unit} among those you can see.")
    return Progress(
        transition=transition,
        teams=tuple(_of_team(one.unit, one.depth, places, lines) for one in tree),
        people=tuple(_named(by, chosen, places, lines)) if chosen is not None else (),
        unit=chosen,
    )


def _of_team(
    unit: Unit, depth: int, places: dict[int, set[str]], lines: dict[int, tuple[Line, ...]]
) -> TeamProgress:
    counts = dict.fromkeys(STATES, 0)
    people = 0
    for person, paths in places.items():
        if any(path.startswith(unit.path) for path in paths) and lines.get(person):
            people += 1
            for line in lines[person]:
                counts[line.state] += 1
    return TeamProgress(unit, depth, people, counts)


def _named(
    by: Actor, unit: Unit, places: dict[int, set[str]], lines: dict[int, tuple[Line, ...]]
) -> list[PersonProgress]:
    """The people of a team whom the reader may see, those with most to do first."""
    keys = [
        key for key, paths in places.items() if lines.get(key) and any(p.startswith(unit.path) for p in paths)
    ]
    people = people_in_scope(by, Ability.SEE_RECORD).filter(pk__in=keys)
    found = [PersonProgress(person, lines[person.pk]) for person in people]
    return sorted(found, key=lambda one: (-sum(line.state != DONE for line in one.lines), one.person.name))


PEOPLE_AT_ONCE = 250


def tasks_by_person(version: CrosswalkVersion, keys: Collection[int]) -> dict[int, list[TransitionTask]]:
    """The tasks of an adoption that stands about these people, by key, those about records merged into theirs too."""
    origins = following().origins(keys)
    found: dict[int, list[TransitionTask]] = {}
    rows = _standing_tasks().filter(version=version, person__in=list(origins))
    for task in rows.select_related("standard", "decision"):
        assert task.person_id is not None
        found.setdefault(origins[task.person_id], []).append(task)
    return found


def _lines_of_all(
    transition: Transition, keys: Sequence[int], today: date
) -> Iterator[tuple[int, tuple[Line, ...]]]:
    tasks = tasks_by_person(transition.version, keys)
    for start in range(0, len(keys), PEOPLE_AT_ONCE):
        people = {one.ref: one for one in Person.objects.filter(pk__in=keys[start : start + PEOPLE_AT_ONCE])}
        for ref, facts in load_people(list(people.values())).items():
            person = people[ref]
            yield person.pk, tuple(lines_of(transition, facts, tasks.get(person.pk, ()), today))
