"""What a revision changes for one person, a line for each thing they held: what becomes of it, and how far it has got.

A line is worked out from the facts there are: nothing of it is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from standing.areas.revisions.models import CrosswalkVersion, TransitionTask
from standing.core.crosswalks.versions import CrosswalkToCarry
from standing.core.rules.carry_over import CrosswalkRow
from standing.core.rules.facts import BRIDGING, Change
from standing.core.rules.fates import AWAITING, KEPT, WITHDRAWN, Fate
from standing.core.rules.known import Asked, PersonFacts
from standing.core.rules.obligations import due_day, reasons_from_change
from standing.core.rules.revising import Adopting
from standing.core.rules.status import situation_on

DONE, OWED, WAITING, OVERDUE = "done", "owed", "waiting", "overdue"
LOST, NOT_CARRIED, TO_COME = "lost", "not_carried", "to_come"
"""How far a line has got. `owed`: the person has something to do by a day. `waiting`: for an assessor. `lost`: refused,
or without a successor: the old record counts up to the end. `not_carried`: it could not be carried, nor be judged, and
`why` says why. `to_come`: nothing is asked yet, since the revision is not adopted or its day is to come.
"""

SIGN, SHOW, JUDGE, OFFERED, NOTHING = "sign", "show", "judge", "offered", "nothing"
"""What has to be done for a line."""


@dataclass(frozen=True)
class Transition:
    """A revision with its crosswalk, what its adoption makes of facts, and the batches by which it is adopted."""

    version: CrosswalkVersion
    crosswalk: CrosswalkToCarry
    adopting: Adopting
    batches: frozenset[int] = field(default_factory=frozenset)
    titles: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_adopted(self) -> bool:
        """Whether what it writes stands in the record."""
        return bool(self.batches)

    @property
    def title(self) -> str:
        """The title of the revision."""
        return self.crosswalk.title


@dataclass(frozen=True)
class Line:
    """One thing that a person held, and what the revision makes of it. `by_day`: the last day to act, if any. `beside`:
    the other old standards of theirs by which an assessor judges the new one, where this one cannot be used.
    """

    old: str
    context: str
    row: CrosswalkRow
    asks: str
    state: str
    by_day: date | None = None
    why: str = ""
    tasks: tuple[TransitionTask, ...] = ()
    beside: tuple[str, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)


def lines_of(
    transition: Transition, person: PersonFacts, tasks: Sequence[TransitionTask], today: date
) -> Iterator[Line]:
    """What the revision changes for a person, and for what they have come to hold since. What it leaves as it is, it
    tells nobody of.
    """
    fates = transition.adopting.fates(person, today=today if transition.is_adopted else None)
    judged = [fate.old for fate in fates if fate.fate == AWAITING]
    for fate in fates:
        if fate.fate != KEPT:
            line = _line(transition, person, fate, tasks, today)
            if line.state == NOT_CARRIED:
                line = replace(line, beside=_judged_beside(transition, line, judged))
            yield replace(line, titles=transition.titles)


def _judged_beside(transition: Transition, line: Line, judged: Sequence[str]) -> tuple[str, ...]:
    """Of the old standards that wait for an assessor, those that may lead where one leads that cannot be used. None
    once that was settled.
    """
    if line.tasks and not any(task.state == TransitionTask.OPEN for task in line.tasks):
        return ()
    new, rows = set(line.row.new), transition.crosswalk.by_old
    return tuple(dict.fromkeys(old for old in judged if old != line.old and new & set(rows[old].new)))


def _line(
    transition: Transition, person: PersonFacts, fate: Fate, tasks: Sequence[TransitionTask], today: date
) -> Line:
    row = transition.crosswalk.by_old[fate.old]
    end = transition.crosswalk.transition_ends_on
    if fate.fate == AWAITING or fate.is_not_carried:
        return _judged(transition, fate, row, tasks, today)
    if fate.fate == WITHDRAWN:
        return Line(fate.old, fate.context, row, NOTHING, LOST, end)
    new, context = row.new[0], row.context or fate.context
    own = _own_change(transition, new)
    asks = SHOW if own is not None and own.change_class == BRIDGING else SIGN
    if own is None or not transition.is_adopted or today < own.effective_on:
        return Line(fate.old, fate.context, row, asks, TO_COME, end)
    state, by_day = _owed(person, transition.adopting.before, own, context, today)
    return Line(fate.old, fate.context, row, asks, state, by_day)


def _judged(
    transition: Transition, fate: Fate, row: CrosswalkRow, tasks: Sequence[TransitionTask], today: date
) -> Line:
    last = transition.crosswalk.last_assessment_on
    mine = tuple(
        task
        for task in tasks
        if task.standard_id in row.new
        and task.context in (fate.context, row.context)
        and task.batch_id in transition.batches
        and task.state != TransitionTask.CLOSED
    )
    asks = OFFERED if row.treatment == "offer" else JUDGE
    granted = bool(mine) and all(task.state == TransitionTask.GRANTED for task in mine)
    if fate.is_not_carried and not granted and (not mine or today <= last):
        # A task about the same new standard is about what else the person holds: this could only be refused.
        state = NOT_CARRIED
    elif not transition.is_adopted:
        state = TO_COME
    elif any(task.state == TransitionTask.OPEN for task in mine) or not mine:
        state = WAITING if today <= last else OVERDUE
    elif any(task.state == TransitionTask.REFUSED for task in mine):
        state = LOST
    else:
        state = DONE
    by_day = None if state == NOT_CARRIED else last
    return Line(fate.old, fate.context, row, asks, state, by_day, fate.why, mine)


def _own_change(transition: Transition, new: str) -> Change | None:
    """The change by which the revision asks holders of a new standard to sign or to bridge."""
    one = transition.adopting.revising
    for carried in transition.adopting.changes:
        if carried.source is None and carried.fact.standard == new:
            return carried.fact
    # A correction of the crosswalk leaves the change of what it does not touch in the version it had.
    there = [change for change in transition.adopting.before.changes_to(new) if change.subject == one.subject]
    return max(there, key=lambda change: change.version, default=None)


def _owed(
    person: PersonFacts, asked: Asked, own: Change, context: str, today: date
) -> tuple[str, date | None]:
    """How far somebody has got with what the revision itself asks of them on a new standard."""
    situation = situation_on(person, asked, own.standard, context, today)
    holding = situation.walk.holding
    if holding is None:
        return (LOST if situation.walk.revoked else TO_COME), own.due_on
    for reason in reasons_from_change(own, person, situation.walk, today):
        duty = reason.partition("_")[0]
        return (OVERDUE if reason.endswith("_overdue") else OWED), due_day(
            duty, own, person, holding.held_from, today
        )
    return DONE, None
