"""One file written into the record: in turns, between which others may write, and one at the end that makes it facts.

Whoever else writes meanwhile is noticed: then what the file would do is worked out once more, and if it is not the same
any more, nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, record_event, writing
from standing.areas.audit.anchor import newest
from standing.areas.exchange.actions.preparing import add_standards, add_whoever_is_new, keys_of
from standing.areas.exchange.actions.profiles import ask_of_roles
from standing.areas.exchange.actions.remembering import remember
from standing.areas.exchange.faults import faults_of
from standing.areas.exchange.loading import load_held, load_rules_set
from standing.areas.exchange.models import WorkbookImport
from standing.areas.exchange.selectors import Way
from standing.areas.record.actions import Entry, activate_batch, open_batch, retract_facts, stage_facts
from standing.areas.record.models import Batch, Decision
from standing.areas.refusals import Refused
from standing.core.moving_in.people import Fate
from standing.core.moving_in.plan import Plan, Step

AT_ONCE = 2000
"""Decisions staged in one transaction: between two of them others may write, and it can be stopped."""

CHANGED = (
    "Somebody changed the record while the file was being written, and the file would now do something else. "
    "Nothing was written. Look at the preview again, then write it."
)
KIND = "import"


class Stopped(Exception):
    """Somebody asked for the import to be stopped."""


class Elsewhere(Exception):
    """Another process writes this import, or has ended it: it is none of ours."""


class Writing:
    """One file being written: `run` does it. Raises `Stopped`, `Elsewhere`, or `Refused` where nothing can be written.

    `others` is set once somebody else has written since the plan was made.
    """

    def __init__(self, found: WorkbookImport, by: Actor, way: Way) -> None:
        self.found, self.by, self.way = found, by, way
        self.head, self.others = way.head, False
        self.source = source_of(found.file)

    def run(self) -> None:
        """Write it all, a turn at a time."""
        with self._turn("Adding competences, units and people"):
            self.found.state = WorkbookImport.WRITING
            batch = open_batch(
                by=self.by,
                kind=KIND,
                name=f"From {self.found.file}",
                source=self.found.file,
                sha256=self.found.sha256,
            )
            self.found.batch = batch
            add_standards(self.by, self.way.journey, self.found.file)
            made = add_whoever_is_new(self.by, self.way.journey, batch, self.source)
            self.found.made = keys_of(made)
        writes = self.way.plan.writes
        for start in range(0, len(writes), AT_ONCE):
            some = writes[start : start + AT_ONCE]
            with self._turn("Writing what people hold"):
                stage_facts(by=self.by, batch=batch, entries=[self._entry(step) for step in some])
                self.found.done = start + len(some)
        with self._turn("Putting it into the record"):
            if self.others:
                self._check_the_same()
            self._finish(batch)

    @contextmanager
    def _turn(self, stage: str) -> Iterator[None]:
        """One transaction of several: it notices who else wrote, and whether to stop, and keeps how far it has come."""
        with writing():
            # Another process may have asked for it to stop, or cleared it away: what is stored is asked, not memory.
            now = WorkbookImport.objects.get(pk=self.found.pk)
            if now.state != self.found.state:
                raise Elsewhere
            if now.stop_asked:
                raise Stopped
            self.others |= newest_event() != self.head
            self.found.stage = stage
            yield
            self.found.moved_at = clock.now()
            self.found.save()
            self.head = newest_event()

    def _entry(self, step: Step) -> Entry:
        assert step.decision is not None
        beside = {"evidence": f"{self.found.file}, {step.address}", "assessor_unknown": True}
        return Entry(step.decision, source=self.source, beside=beside)

    def _check_the_same(self) -> None:
        """Raises `Refused` unless the file would do now what it would have done when it was begun."""
        journey = self.way.journey
        refs = [each.ref for each in journey.everybody if each.fate in (Fate.KNOWN, Fate.NEW)]
        standards = {target.name for target in journey.targets.values()}
        again = journey.plan(load_held(refs, standards))
        rules = load_rules_set()
        if again.writes != self.way.plan.writes or any(
            rules.get(standard) != rule for standard, rule in journey.rules.items() if standard in standards
        ):
            raise Refused(CHANGED)

    def _finish(self, batch: Batch) -> None:
        journey, plan = self.way.journey, self.way.plan
        activate_batch(by=self.by, batch=batch)
        took_back = _take_back(self.by, plan, self.found)
        profiles = ask_of_roles(self.by, journey, self.found.file)
        remember(self.by, journey, self.found.subject)
        self.found.state, self.found.ended_at = WorkbookImport.WRITTEN, clock.now()
        self.found.took_back = took_back
        self.found.counts = counts_of(self.way) | {"taken_back": len(took_back), "profiles": profiles}
        self.found.faults = faults_of(self.way)
        staged, self.found.staged = self.found.staged, None
        words = {"file": self.found.file, "batch": batch.pk, **self.found.counts}
        record_event(by=self.by, action="write_import", subject=self.found.subject, words=words)
        if staged is not None:
            staged.delete()


def _take_back(by: Actor, plan: Plan, found: WorkbookImport) -> list[int]:
    """Retract what earlier imports said in the place of what is written now."""
    rows = list(Decision.objects.filter(pk__in=plan.takes_back, retracted_on__isnull=True))
    if rows:
        retract_facts(by=by, rows=rows, why=f"{found.file} gives another day (import {found.pk})")
    return [row.pk for row in rows]


def counts_of(way: Way) -> dict[str, int]:
    """What a file does, in counts."""
    found = {str(outcome): number for outcome, number in way.plan.counts.items()}
    journey = way.journey
    return found | {
        "people": len(journey.everybody),
        "new people": len(journey.new_people),
        "new units": len(journey.new_units),
        "new competences": len(journey.new_standards),
        "new rules": len(journey.new_rules),
        "counting": way.effects.counting,
        "not counting": len(way.effects.not_counting),
    }


def source_of(file: str) -> str:
    """Where an imported date comes from, as it is shown wherever the decision is."""
    return f"date imported from {file}, assessor unknown"


def newest_event() -> int:
    """The number of the newest event of the audit trail, by which it is noticed that somebody wrote; 0 before any."""
    head = newest()
    return head.sequence if head else 0
