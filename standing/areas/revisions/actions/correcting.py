"""A corrected crosswalk adopted while an earlier version of it is: what the correction changes is taken back and
carried anew, all in one transaction. Whoever is not touched by it is left alone.

Nothing has to be undone first: by the time a mistake is found, much has been built on what was right.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, record_event, writing
from standing.areas.people.models import Account
from standing.areas.profiles.actions import (
    carry_profiles,
    check_no_draft_in_the_way,
    discard_carried_anew,
    profiles_to_carry,
    touching,
)
from standing.areas.record.actions import activate_batch, open_batch, stage_links
from standing.areas.record.actions.unlinking import unlink_standards
from standing.areas.record.loading import load_asked
from standing.areas.record.models import Batch
from standing.areas.refusals import Refused
from standing.areas.revisions.actions import adopting
from standing.areas.revisions.actions.telling import tell_soon
from standing.areas.revisions.actions.transitions import create_tasks
from standing.areas.revisions.actions.undoing import decisions_since, requirements_since
from standing.areas.revisions.adopted import KIND, active_adoptions, adopted_version
from standing.areas.revisions.loading import to_carry
from standing.areas.revisions.models import CrosswalkVersion, TransitionTask
from standing.core.crosswalks.correcting import Correction, correction, only
from standing.core.crosswalks.versions import CrosswalkToCarry
from standing.core.rules.revising import Adopting


def correction_of(adopted: CrosswalkVersion, crosswalk: CrosswalkToCarry) -> Correction:
    """What adopting a later version changes of what the adopted one wrote."""
    return correction(to_carry(adopted), crosswalk)


def what_stays(revision: str, found: Correction) -> Iterator[str]:
    """What people have built on new standards that the correction takes away, in sentences: it stays as it is."""
    news = set(found.no_more)
    if not news:
        return
    first = active_adoptions(revision)[-1]
    yield from decisions_since(first, news)
    yield from requirements_since(first, news)


class Correcting(adopting.Preparing):
    """A corrected crosswalk on its way to be adopted. Prepared and written in one go: until then all is as before."""

    def __init__(
        self, by: Actor, version: CrosswalkVersion, crosswalk: CrosswalkToCarry, adopted: CrosswalkVersion
    ) -> None:
        self.whole, self.adopted = crosswalk, adopted
        self.correction = correction_of(adopted, crosswalk)
        super().__init__(by, version, only(crosswalk, self.correction.carried))

    def begin(self) -> None:
        """Nothing is put aside beforehand: what is carried anew depends on what is taken back first."""
        self.adopting = Adopting(self.revising, load_asked())

    def how_far(self) -> int:
        """Nobody is prepared beforehand."""
        return 0

    def people(self, progress: adopting.Progress) -> None:
        """Nobody is prepared beforehand; how many are concerned is told."""
        progress(0, self.number_of_people())

    def activate(self) -> adopting.Adopted:
        """Take back what the correction changes, and carry it anew. Raises `Refused`; then nothing is changed."""
        why = f"Corrected by {self.version}"[:500]
        with writing():
            now = adopted_version(self.whole.revision)
            if now is None or now.pk != self.adopted.pk:
                raise Refused("It was adopted otherwise meanwhile. Reload the page to see how it stands now.")
            before = active_adoptions(self.whole.revision)
            taken_back = unlink_standards(by=self.by, batches=before, olds=self.correction.olds, why=why)
            closed = self._close_tasks(before, why)
            profiles = touching(profiles_to_carry(self.whole.rows), self.correction.olds)
            discard_carried_anew(by=self.by, batches=before, found=profiles, why=why)
            check_no_draft_in_the_way(profiles)
            adopting.check_can_adopt(self.crosswalk)
            batch = self._carry_anew(before, why)
            counts = adopting.counts_of(batch)
            counts |= {"taken_back": taken_back, "closed_tasks": closed}
            self._tell(batch, counts)
            tell_soon()
        whole = self.whole
        return adopting.Adopted(whole.revision, whole.title, whole.number, batch, False, whole, counts)

    def _carry_anew(self, before: Collection[Batch], why: str) -> Batch:
        self.begin()
        self.batch = open_batch(
            by=self.by,
            kind=KIND,
            name=adopting.fitting(str(self.version), adopting.LONGEST_NAME),
            source=self.whole.revision,
            sha256=self.version.digest,
        )
        everyone = list(self._everyone().order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(everyone), adopting.PEOPLE_AT_ONCE):
            self.stage(self.carrying(everyone[start : start + adopting.PEOPLE_AT_ONCE]))
        self._stage_for_everyone()
        stage_links(by=self.by, batch=self.batch, revision=self.whole.revision, links=self.revising.links)
        tasks, lines = self._tasks(), self._withdrawn_lines()
        carry_profiles(by=self.by, batch=self.batch, rows=self.whole.rows, only=self.correction.olds)
        batch = activate_batch(by=self.by, batch=self.batch, why=why)
        self._keep_other_tasks(before)
        create_tasks(by=self.by, batch=batch, version=self.version, people=tasks, lines=lines)
        return batch

    def _close_tasks(self, before: Collection[Batch], why: str) -> int:
        """Close the open tasks about what is taken back: those that are left are made anew."""
        news = {new for row in self.correction.taken_back for new in row.new}
        about = TransitionTask.objects.filter(batch__in=before, state=TransitionTask.OPEN).filter(
            standard__in=news | {row.old for row in self.correction.taken_back}
        )
        number = about.update(
            state=TransitionTask.CLOSED,
            why=why,
            ended_at=clock.now(),
            ended_by=self.by if isinstance(self.by, Account) else None,
        )
        if number:
            words = {"tasks": number, "why": why}
            record_event(by=self.by, action="close_tasks", subject=next(iter(before)).subject, words=words)
        return number

    def _keep_other_tasks(self, before: Collection[Batch]) -> None:
        """The tasks that the correction leaves alone are those of the version now in force, with its last day."""
        kept = TransitionTask.objects.filter(batch__in=before).exclude(state=TransitionTask.CLOSED)
        kept.update(version=self.version)
        last = self.version.last_assessment
        of_people = kept.filter(state=TransitionTask.OPEN).exclude(kind=TransitionTask.WITHDRAWN_LINE)
        of_people.update(due_on=last)
