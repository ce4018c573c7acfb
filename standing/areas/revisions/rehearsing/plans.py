"""What is rehearsed: each kind of thing a service may be about to do, as two worlds of facts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from django.db.models import Q, QuerySet

from standing.areas.people.counting import places
from standing.areas.people.models import Person
from standing.areas.profiles.models import Need, ProfileVersion
from standing.areas.profiles.requirements import wanted_by
from standing.areas.record.loading import known, load_asked
from standing.areas.record.models import Assignment, Decision, Requirement
from standing.areas.record.requirements import Required
from standing.areas.record.worlds import World
from standing.areas.refusals import Refused
from standing.areas.revisions.rehearsing.groups import groups_of_roles, groups_touched, groups_with_draft
from standing.core.engine.evaluate import Window
from standing.core.rehearsing.changes import question_of
from standing.core.rehearsing.groups import Groups
from standing.core.rehearsing.profiles import LineChange
from standing.core.rehearsing.rehearsal import Question
from standing.core.rehearsing.worlds import with_rules
from standing.core.rules import facts
from standing.core.rules.days import add_days, add_months
from standing.core.rules.facts import BadFact
from standing.core.rules.known import Asked, PersonFacts

USUAL_MONTHS = 12
"""How long is looked ahead unless a last day is given."""
LONGEST_MONTHS = 60


@dataclass(frozen=True)
class TaskToCome:
    """A task that somebody would be given: what kind, about which standards, by which day. One of the kind
    `not_carried` is nobody's: `why` says why nothing of the person's could be carried, or judged.
    """

    task: str
    person: str
    standard: str
    context: str = ""
    sources: tuple[str, ...] = ()
    by_day: date | None = None
    why: str = ""


@dataclass(frozen=True)
class ProfileToChange:
    """A profile whose version in use asks for old standards, and what its lines would become in a draft."""

    code: str
    name: str
    version: int
    changes: tuple[LineChange, ...]


def _the_same(person: PersonFacts) -> PersonFacts:
    return person


def _no_tasks(before: PersonFacts) -> Iterable[TaskToCome]:
    return ()


@dataclass(frozen=True)
class Plan:
    """Something a service may be about to do, ready to be rehearsed.

    `after` gives the facts of a person as they would be, the same object where nothing is different; `tasks` the
    tasks that would be made about them: both can be pickled, for another process. `groups` are the groups of standards
    that can make a difference, as they are asked for in both worlds. `notes` are what a reader must know
    of it, in sentences; `left` who would work nowhere, each from a day on.
    """

    kind: str
    title: str
    takes_effect: date
    question: Question
    people: QuerySet[Person]
    after: Callable[[PersonFacts], PersonFacts] = _the_same
    tasks: Callable[[PersonFacts], Iterable[TaskToCome]] = _no_tasks
    profiles: tuple[ProfileToChange, ...] = ()
    lines_to_decide: tuple[TaskToCome, ...] = ()
    groups: Groups = field(default_factory=Groups)
    notes: tuple[str, ...] = ()
    left: Mapping[str, date] = field(default_factory=dict)
    waiting: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def world(self) -> World:
        """What would be asked, and be known of people."""
        return World(self.question.after, self.question.standards, self.after, self.left)


def window_from(first: date, until: date | None) -> Window:
    """The days rehearsed: from the first, up to and including the last, a year on unless it is given."""
    last = until or add_days(add_months(first, USUAL_MONTHS), -1)
    if last < first:
        raise Refused(
            f"The last day looked at is {last.isoformat()}, before the first, {first.isoformat()}. "
            "Choose a later one.",
            field="until",
        )
    if last > add_months(first, LONGEST_MONTHS):
        raise Refused(
            f"Look no further ahead than {add_months(first, LONGEST_MONTHS).isoformat()}, five years on.",
            field="until",
        )
    return Window(first, add_days(last, 1))


def people_concerned(standards: Collection[str], also: Collection[str] = ()) -> QuerySet[Person]:
    """The people with a decision on one of the standards, or a role that asks for one: nobody else's pairs of them
    are answered. `also` are roles whose people are concerned though nothing asks for the standards yet.
    """
    decided = known(Decision.objects.filter(standard__in=standards), None).values("person")
    roles = known(Requirement.objects.filter(standard__in=standards), None).values("role")
    working = known(Assignment.objects.filter(Q(role__in=roles) | Q(role__in=list(also))), None).values(
        "person"
    )
    return Person.objects.filter(Q(pk__in=decided) | Q(pk__in=working)).order_by("pk")


def plan_change(changes: Collection[facts.Change], title: str = "", until: date | None = None) -> Plan:
    """A change put into force for some standards. Raises `Refused` for a standard the catalogue does not have, and
    for a version of the subject that is in force for it already.
    """
    before = load_asked()
    first = min(change.effective_on for change in changes)
    for change in changes:
        _check_standard(before, change.standard)
        if any(
            (one.subject, one.version) == (change.subject, change.version)
            for one in before.changes_to(change.standard)
        ):
            raise Refused(
                f"Version {change.version} of {change.subject} is in force for {change.standard} already. "
                "Rehearse another version."
            )
    standards = frozenset(change.standard for change in changes)
    one = next(iter(changes))
    window = window_from(first, until)
    return Plan(
        kind="change",
        title=title or f"{one.subject} version {one.version}",
        takes_effect=first,
        question=question_of(before, changes, window, places()),
        people=people_concerned(standards),
        groups=groups_touched(standards, window),
    )


def plan_rules(rules: Collection[facts.RefreshRule], today: date, until: date | None = None) -> Plan:
    """Other refresh rules for some standards: each for decisions made from its day on, in place of one from that day;
    one without a day in place of every rule of its standard. The end of an edition stays unless a rule gives another.
    """
    before = load_asked()
    standards = sorted({rule.standard for rule in rules})
    for standard in standards:
        _check_standard(before, standard)
    first = max([today, *(rule.rule_from for rule in rules if rule.rule_from)])
    window = window_from(first, until)
    return Plan(
        kind="rules",
        title=f"Other refresh rules for {', '.join(standards)}",
        takes_effect=first,
        question=Question(
            before,
            with_rules(before, rules),
            frozenset(standards),
            window,
            places=places(),
        ),
        people=people_concerned(standards),
        groups=groups_touched(standards, window),
    )


def plan_profile(version: ProfileVersion, from_on: date, until: date | None = None) -> Plan:
    """A version of a profile put in use from a day. Raises `Refused` for one that has no essential line."""
    lines = list(version.lines.all())
    wanted = wanted_by(lines)
    if not wanted and not any(line.group_id and line.need == Need.ESSENTIAL for line in lines):
        raise Refused(f"{version} has no essential line, so it would ask nothing. Add one first.")
    before = load_asked()
    role = version.profile.code
    held = before.requirements.get(role, ())
    after = _required_instead(role, held, wanted, from_on)
    standards = frozenset(row.standard for row in (*held, *after))
    window = window_from(from_on, until)
    return Plan(
        kind="profile",
        title=f"{version} in use",
        takes_effect=from_on,
        question=Question(
            before,
            replace(before, requirements={**before.requirements, role: after}),
            standards,
            window,
            places=places(),
        ),
        people=people_concerned(standards, also=[role]),
        groups=groups_with_draft(version, from_on, window),
    )


def _required_instead(
    role: str, held: Collection[facts.Requirement], wanted: Collection[Required], from_on: date
) -> tuple[facts.Requirement, ...]:
    """What a role asks for once it asks from a day on for what is wanted and nothing else: as `set_requirements`."""
    missing = set(wanted)
    after: list[facts.Requirement] = []
    for row in held:
        stated = Required(row.standard, row.context, row.needed_by_days)
        if row.to_on is not None and row.to_on <= from_on:
            after.append(row)
        elif stated in missing and row.to_on is None and row.from_on <= from_on:
            missing.remove(stated)
            after.append(row)
        elif row.from_on < from_on:
            after.append(replace(row, to_on=from_on))
    begun = (
        facts.Requirement(role, line.standard, from_on, None, line.context, line.needed_by_days)
        for line in sorted(missing, key=lambda line: line.pair)
    )
    return (*after, *begun)


def plan_leaving(person: Person, on: date, until: date | None = None) -> Plan:
    """A person gone from every place they work in, `on` being the first day on which they are not there."""
    before = load_asked()
    rows = known(Assignment.objects.filter(person=person), None).filter(
        Q(to_on__isnull=True) | Q(to_on__gt=on)
    )
    roles = set(rows.values_list("role", flat=True))
    if not roles:
        raise Refused(f"{person} ({person.ref}) works nowhere from {on.isoformat()}. Choose an earlier day.")
    standards = frozenset(row.standard for role in roles for row in before.requirements.get(role, ()))
    paths = tuple(rows.values_list("unit__path", flat=True))
    near = Q(pk__in=[])
    for path in paths:
        near |= Q(unit__path__startswith=path)
    beside = known(Assignment.objects.filter(near), None).values("person")
    window = window_from(on, until)
    return Plan(
        kind="leaving",
        title=f"{person.name} ({person.ref}) leaves",
        takes_effect=on,
        question=Question(before, before, standards, window, places=places(paths)),
        people=Person.objects.filter(pk__in=beside).order_by("pk"),
        groups=groups_of_roles(roles, window),
        after=partial(_gone, person.ref, on),
        left={person.ref: on},
    )


def _gone(leaving: str, on: date, person: PersonFacts) -> PersonFacts:
    if person.person != leaving:
        return person
    kept = (row for row in person.assignments if row.from_on < on)
    ended = tuple(row if row.to_on and row.to_on <= on else replace(row, to_on=on) for row in kept)
    return replace(person, assignments=ended)


def _check_standard(asked: Asked, standard: str) -> None:
    if standard not in asked.standards:
        raise BadFact("standard", standard, "the id of a standard in the catalogue, like MH20@2013")
