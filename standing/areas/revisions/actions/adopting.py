"""A revision adopted: prepared some people at a time in a staged batch, then written all at once, or not at all.

Whoever is interrupted runs it again and goes on where it stopped; until the activating write every answer is as
before. Adopted twice, it is adopted once.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Max, Q

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, record_event, writing
from standing.areas.beside import answered, processes_for
from standing.areas.people.models import Person
from standing.areas.people.permissions import check_can
from standing.areas.people.roles import Ability
from standing.areas.profiles.actions import carry_profiles, check_no_draft_in_the_way, profiles_to_carry
from standing.areas.record.actions import (
    EditionEnd,
    Entry,
    activate_batch,
    discard_batch,
    open_batch,
    stage_carried,
    stage_facts,
    stage_links,
    stage_memberships,
    unstage_facts,
)
from standing.areas.record.actions.following import entry_of
from standing.areas.record.following import clash_in_words
from standing.areas.record.loading import known, load_asked
from standing.areas.record.models import (
    Absence,
    Batch,
    CarryLink,
    Change,
    Decision,
    Membership,
    RefreshRule,
    Requirement,
    Signature,
    Suspension,
)
from standing.areas.record.models import (
    EditionEnd as EndRow,
)
from standing.areas.refusals import Refused
from standing.areas.revisions.actions.telling import tell_soon
from standing.areas.revisions.actions.transitions import create_tasks
from standing.areas.revisions.adopted import KIND, active_adoption, active_adoptions, adopted_version
from standing.areas.revisions.carrying import Carrying, OfPerson
from standing.areas.revisions.loading import standards_with_a_rule
from standing.areas.revisions.models import CrosswalkVersion
from standing.areas.revisions.rehearsing.revisions import revising_of
from standing.areas.revisions.selectors.versions import approved_crosswalk, approved_version
from standing.core.crosswalks.versions import CrosswalkToCarry
from standing.core.rehearsing.tasks import TaskOfPerson
from standing.core.rules import facts
from standing.core.rules.revising import Adopting, targets_needing_a_rule

LONGEST_NAME, LONGEST_TITLE = 300, 200
PEOPLE_AT_ONCE = 250
Progress = Callable[[int, int], None]
"""Told how many people are prepared, of how many. It may raise to stop: what is prepared is kept."""

_ABOUT_MANY: tuple[Any, ...] = (RefreshRule, EndRow, Requirement, Change)
_ABOUT_ONE: tuple[Any, ...] = (Decision, Suspension, Absence, Signature, Membership)


@dataclass(frozen=True)
class Adopted:
    """What adopting a revision wrote, or had written before."""

    revision: str
    title: str
    version: int
    batch: Batch
    already: bool
    crosswalk: CrosswalkToCarry
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def drafts(self) -> list[dict[str, Any]]:
        """The versions of profiles that were carried over, by the code of the profile."""
        carried = self.batch.profile_versions.select_related("profile").order_by("profile__code")
        return [
            {
                "profile": draft.profile.code,
                "version": draft.number,
                "lines": draft.lines.count(),
                "to_decide": [line.standard_id for line in draft.lines.all() if line.to_decide],
            }
            for draft in carried
        ]


def adopt_revision(
    *, by: Actor, revision: str, on: date | None = None, progress: Progress = lambda done, of: None
) -> Adopted:
    """Adopt the approved crosswalk of a revision (rules, part 5).

    Only a framework steward may: they answer for the crosswalk, two people have approved it, and what is written
    follows from it alone. `on`, if given, must be the effective day that was approved.

    Raises `NotAllowed`, `NotFound` and `Refused`, in words that say what is missing; then every answer is as before.
    """
    prepared = prepare_adoption(by=by, revision=revision, on=on)
    if isinstance(prepared, Adopted):
        return prepared
    prepared.people(progress)
    return prepared.activate()


def prepare_adoption(*, by: Actor, revision: str, on: date | None = None) -> Adopted | Preparing:
    """What was adopted before, or an adoption begun, with a staged batch to go on with. Raises as `adopt_revision`."""
    check_can(by, Ability.ADOPT_REVISION)
    crosswalk = approved_crosswalk(by=by, revision=revision)
    version = approved_version(by=by, revision=revision)
    assert version is not None
    if on is not None and on != crosswalk.effective_on:
        raise Refused(
            f"The crosswalk was approved to take effect on {crosswalk.effective_on.isoformat()}, not on "
            f"{on.isoformat()}. Another day needs another version, approved by two people.",
            field="on",
        )
    there = active_adoption(revision)
    if there is None:
        check_can_adopt(crosswalk)
        return Preparing(by, version, crosswalk)
    from standing.areas.revisions.actions.correcting import Correcting  # noqa: PLC0415 - it builds on this

    adopted = adopted_version(revision)
    if there.sha256 == version.digest or adopted is None:
        return _there_already(there, version, crosswalk)
    return Correcting(by, version, crosswalk, adopted)


def _there_already(batch: Batch, version: CrosswalkVersion, crosswalk: CrosswalkToCarry) -> Adopted:
    if batch.sha256 != version.digest:
        raise Refused(
            f"{crosswalk.title} was adopted by another version of its crosswalk meanwhile. Nothing was written. Adopt "
            f"version {crosswalk.number} again: it then corrects that one."
        )
    counts = counts_of(*active_adoptions(crosswalk.revision))
    return Adopted(crosswalk.revision, crosswalk.title, crosswalk.number, batch, True, crosswalk, counts)


def check_can_adopt(crosswalk: CrosswalkToCarry) -> None:
    """Raise `Refused`, with everything that is missing, unless the crosswalk can be adopted as things are."""
    missing = list(what_is_missing(crosswalk))
    if missing:
        raise Refused(" ".join(missing))


def what_is_missing(crosswalk: CrosswalkToCarry) -> Iterator[str]:
    """What stands against adopting, in sentences that say what to do."""
    for old, why in crosswalk.waiting.items():
        yield f"{old} waits: {' '.join(why)}"
    try:
        revising = revising_of(crosswalk)
        links = revising.links
    except ValueError as error:
        yield str(error)
        return
    unruled = targets_needing_a_rule(revising, standards_with_a_rule())
    if unruled:
        yield (
            f"Set a refresh rule for {', '.join(unruled)}: people are carried onto "
            f"{'it' if len(unruled) == 1 else 'them'}."
        )
    news, olds = {link.new for link in links}, set(revising.ended)
    if both := sorted(news & olds):
        yield f"{', '.join(both)} is both an old and a new standard of this revision. Correct the crosswalk."
    others = CarryLink.objects.filter(batch__state=Batch.ACTIVE).exclude(revision=crosswalk.revision)
    for link in others.filter(Q(old__in=[one.old for one in links]) | Q(old__in=news)).order_by("pk"):
        if link.old_id in news:
            yield (
                f"The revision {link.revision} carries {link.old_id} on already. Undo that first, and adopt the two in "
                "their order."
            )
        else:
            yield f"The revision {link.revision} carries {link.old_id} already. It is carried once."
    for clash in Adopting(revising, load_asked()).clashes:
        yield clash_in_words(clash)
    try:
        check_no_draft_in_the_way(profiles_to_carry(crosswalk.rows))
    except Refused as draft:
        yield draft.reason


def counts_of(*batches: Batch) -> dict[str, int]:
    """How many rows of each kind an adoption wrote; what a correction took back of it apart, where there was one."""
    found = {}
    stands = {"retracted_on__isnull": True} if len(batches) > 1 else {}
    for name, model in (
        ("decisions", Decision),
        ("suspensions", Suspension),
        ("changes", Change),
        ("ends", EndRow),
    ):
        found[name] = model._default_manager.filter(batch__in=batches, **stands).count()
    people = Decision.objects.filter(batch__in=batches, **stands).values("person")
    found["people"] = people.distinct().count()
    found["profiles"] = sum(batch.profile_versions.count() for batch in batches)
    found["tasks"] = sum(batch.transition_tasks.count() for batch in batches)
    return found


class Preparing:
    """One adoption under way: the batch it is staged in, and what is computed once."""

    def __init__(self, by: Actor, version: CrosswalkVersion, crosswalk: CrosswalkToCarry) -> None:
        self.by, self.version, self.crosswalk = by, version, crosswalk
        self.revising = revising_of(crosswalk)
        self.olds = sorted(link.old for link in self.revising.links)
        self.tasks: dict[int, list[tuple[str, TaskOfPerson]]] = {}
        self.same_tasks: dict[TaskOfPerson, TaskOfPerson] = {}
        self.begin()

    def begin(self) -> None:
        """Go on with the batch there is, or open one; one of another version, or of other rules, is thrown away."""
        with writing():
            self.batch = self._batch()
            self.adopting = Adopting(self.revising, load_asked())

    @property
    def carrying(self) -> Carrying:
        """What works out what is written about some people, as things are."""
        return Carrying(self.adopting, self.olds, self.crosswalk.by_old, clock.today())

    def _batch(self) -> Batch:
        for batch in Batch.objects.filter(
            kind=KIND, source=self.crosswalk.revision, state=Batch.STAGED
        ).order_by("pk"):
            if batch.sha256 == self.version.digest and not self._is_out_of_date(batch):
                return batch
            discard_batch(
                by=self.by, batch=batch, why="Prepared by another crosswalk, or before other rules."
            )
        return open_batch(
            by=self.by,
            kind=KIND,
            name=fitting(str(self.version), LONGEST_NAME),
            source=self.crosswalk.revision,
            sha256=self.version.digest,
        )

    def _is_out_of_date(self, batch: Batch) -> bool:
        """Whether what is asked of everyone was changed since the batch was begun."""
        standards = {name for row in self.crosswalk.rows for name in (row.old, *row.new)}
        return any(
            model._default_manager.filter(_since(batch), standard__in=standards).exists()
            for model in _ABOUT_MANY
        )

    def number_of_people(self) -> int:
        """How many people have to be looked at."""
        return int(self._everyone().count())

    def how_far(self) -> int:
        """How many of them have been, as far as anything was staged about them."""
        return int(self._everyone().filter(pk__lte=self._last_staged()).count())

    def people(self, progress: Progress) -> None:
        """Stage what is written about everyone who holds an old standard, some people at a time."""
        everyone = self._everyone().order_by("pk").values_list("pk", flat=True)
        total, done = self.number_of_people(), self.how_far()
        progress(done, total)
        keys = list(everyone.filter(pk__gt=self._last_staged()))
        parts = [keys[start : start + PEOPLE_AT_ONCE] for start in range(0, len(keys), PEOPLE_AT_ONCE)]
        for found in answered(self.carrying, parts, processes=processes_for(len(keys))):
            with writing():
                # Another run of the same adoption may be under way.
                there = self._staged_among(found)
                self.stage({key: one for key, one in found.items() if key not in there})
            done += len(found)
            progress(min(done, total), total)

    def _staged_among(self, keys: Collection[int]) -> set[int]:
        """The people, of these, about whom something is staged already."""
        found: set[int] = set()
        for model in (Decision, Suspension):
            rows = model._base_manager.filter(person__in=keys, batch=self.batch, staged=True)
            found.update(rows.values_list("person", flat=True))
        return found

    def _everyone(self) -> Any:
        """Whoever has a decision on an old standard that becomes another, or is suspended from one."""
        olds = sorted(self.revising.ended)
        decided = known(Decision.objects.filter(standard__in=olds), None).values("person")
        suspended = known(Suspension.objects.filter(standard__in=olds), None).values("person")
        return Person.objects.filter(Q(pk__in=decided) | Q(pk__in=suspended))

    def _last_staged(self) -> int:
        staged = [
            model._base_manager.filter(batch=self.batch, staged=True).aggregate(last=Max("person"))["last"]
            for model in (Decision, Suspension)
        ]
        return max([key for key in staged if key is not None], default=0)

    def stage(self, found: Mapping[int, OfPerson]) -> None:
        """Stage what is written about these people, by key, and keep in mind what is left to an assessor."""
        for key, one in found.items():
            self._keep_tasks(key, one.ref, one.tasks)
        rows = (row for one in found.values() for row in one.decisions)
        members = (row for one in found.values() for row in one.memberships)
        stage_carried(by=self.by, batch=self.batch, decisions=rows)
        stage_memberships(by=self.by, batch=self.batch, memberships=members)
        suspensions = list(self._suspensions(found))
        if suspensions:
            stage_facts(by=self.by, batch=self.batch, entries=suspensions)

    def _keep_tasks(self, key: int, ref: str, tasks: Iterable[TaskOfPerson]) -> None:
        # Many people have the same task: each is kept once, so that memory holds little of so many.
        self.tasks[key] = [(ref, self.same_tasks.setdefault(task, task)) for task in tasks]

    def _suspensions(self, keys: Collection[int]) -> Iterator[Entry]:
        rows = known(Suspension.objects.filter(person__in=keys, standard__in=self.olds), None)
        onto = {link.old: link.new for link in self.revising.links}
        for row in rows.select_related("person").order_by("pk"):
            fact = facts.Suspension(row.person.ref, row.from_on, row.to_on, onto[row.standard_id or ""])
            yield entry_of((fact, row))

    def activate(self) -> Adopted:
        """The one write: what changed meanwhile is prepared anew, and everything becomes fact together."""
        with writing():
            there = active_adoption(self.crosswalk.revision)
            if there is not None:  # somebody else was first
                return _there_already(there, self.version, self.crosswalk)
            check_can_adopt(self.crosswalk)
            if self._is_out_of_date(self.batch):
                raise Refused(
                    "What is asked of everyone was changed while this was prepared. Nothing is adopted. Adopt again: "
                    "it is then prepared by what is asked now."
                )
            self._prepare_again()
            self._stage_for_everyone()
            stage_links(
                by=self.by, batch=self.batch, revision=self.crosswalk.revision, links=self.revising.links
            )
            tasks, lines = self._tasks(), self._withdrawn_lines()
            carry_profiles(by=self.by, batch=self.batch, rows=self.crosswalk.rows)
            batch = activate_batch(by=self.by, batch=self.batch, why=f"Adopted: {self.version}")
            create_tasks(by=self.by, batch=batch, version=self.version, people=tasks, lines=lines)
            counts = counts_of(batch)
            self._tell(batch, counts)
            tell_soon()
        one = self.crosswalk
        return Adopted(one.revision, one.title, one.number, batch, False, one, counts)

    def _prepare_again(self) -> None:
        """Stage the people anew of whom something was recorded or retracted since the batch was begun."""
        everyone = self._everyone()
        keys: set[int] = set()
        for model in _ABOUT_ONE:
            rows = model._default_manager.filter(_since(self.batch))
            keys.update(rows.values_list("person", flat=True).distinct())
        gone = keys - set(everyone.filter(pk__in=keys).values_list("pk", flat=True))
        unstage_facts(by=self.by, batch=self.batch, people=list(Person.objects.filter(pk__in=gone)))
        again = list(everyone.filter(pk__in=keys).order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(again), PEOPLE_AT_ONCE):
            some = again[start : start + PEOPLE_AT_ONCE]
            unstage_facts(by=self.by, batch=self.batch, people=list(Person.objects.filter(pk__in=some)))
            self.stage(self.carrying(some))

    def _stage_for_everyone(self) -> None:
        title = fitting(f"New edition: {self.crosswalk.title}", LONGEST_TITLE)
        rows = {
            (row.standard_id, row.subject, row.version): row
            for row in known(Change.objects.filter(standard__in=self.olds), None)
        }
        entries = []
        for one in self.adopting.changes:
            if one.source is None:
                beside = {"title": title, "what_changed": self._what_changed(one.link.old, one.link.new)}
                entries.append(Entry(one.fact, source=f"Revision {self.crosswalk.revision}", beside=beside))
            else:
                source = rows[one.source.standard, one.source.subject, one.source.version]
                entries.append(entry_of((one.fact, source)))
        last_day = self.revising.transition_ends_on
        entries.extend(
            Entry(EditionEnd(old, last_day), source=f"Revision {self.crosswalk.revision}")
            for old in sorted(self.revising.ended)
        )
        stage_facts(by=self.by, batch=self.batch, entries=entries)

    def _what_changed(self, old: str, new: str) -> str:
        row = self.crosswalk.by_old[old]
        words = f" The source says: {row.source_words}" if row.source_words else ""
        return f"{new} follows {old}. Read the new edition before you sign.{words}"

    def _tasks(self) -> list[tuple[str, TaskOfPerson]]:
        """What assessors have to judge; found anew for those who were staged before an interruption."""
        keys = list(self._everyone().order_by("pk").values_list("pk", flat=True))
        before = [key for key in keys if key not in self.tasks]
        for start in range(0, len(before), PEOPLE_AT_ONCE):
            for key, found in self.carrying.tasks(before[start : start + PEOPLE_AT_ONCE]).items():
                self._keep_tasks(key, *found)
        return [task for key in keys for task in self.tasks[key]]

    def _withdrawn_lines(self) -> list[tuple[str, str]]:
        return [
            (one.version.profile.code, line.standard)
            for one in profiles_to_carry(self.crosswalk.rows)
            for line in one.lines
            if line.to_decide and not self.crosswalk.by_old[line.standard].new
        ]

    def _tell(self, batch: Batch, counts: dict[str, int]) -> None:
        words = {
            "version": self.crosswalk.number,
            "crosswalk_digest": self.version.digest,
            "effective_on": self.crosswalk.effective_on,
            "transition_ends_on": self.crosswalk.transition_ends_on,
            "batch": batch.subject,
            "links": [[link.old, link.new, link.context] for link in self.revising.links],
            **counts,
        }
        subject = f"revision:{self.crosswalk.revision}"
        record_event(by=self.by, action="adopt_revision", subject=subject, words=words)


def fitting(text: str, most: int) -> str:
    """A name as far as it fits, and dots where it goes on: what it names is known by its code."""
    return text if len(text) <= most else f"{text[: most - 3]}..."


def _since(batch: Batch) -> Q:
    """Rows that were recorded or retracted since a batch was begun, other than with it."""
    later = Q(recorded_at__gt=batch.made_at) | Q(retracted_at__gt=batch.made_at)
    return later & ~Q(batch=batch)
