"""Runs a plan over people, some at a time, and gives what it found: as numbers, and as a line for each pair."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from functools import partial
from typing import Any

from django.db.models import QuerySet

from standing.areas.beside import answered, processes_for
from standing.areas.people.models import Person, Unit
from standing.areas.record.changed_beside import Shortfall
from standing.areas.record.loading import load_people
from standing.areas.revisions.rehearsing.plans import Plan, ProfileToChange, TaskToCome
from standing.core.engine.bulk import StretchMaker
from standing.core.engine.timeline import Stretch
from standing.core.rehearsing.effects import PairEffect
from standing.core.rehearsing.groups import ComparingGroups, GroupFinding
from standing.core.rehearsing.rehearsal import Outcome, Worlds, evaluate_together, month_of, rehearse
from standing.core.rehearsing.teams import Fall, Figure
from standing.core.rules.known import PersonFacts

AT_ONCE, OF_A_PART = 250, 1000
"""How many people are read and compared together, and how many are a part that may be rehearsed beside others."""

Task = tuple[str, str, str]
"""A kind of task, a standard, and the month it is due in."""

OfGroup = tuple[str, str, int, str, date]
"""A profile's name, a group of it, how many it asks for, what was found, and the day."""


@dataclass
class Rehearsed:
    """What a rehearsal found, without anybody's name. `falls` are of the units counted; `shifts` are those on rotas,
    of those that whoever asked may see, that would no longer meet their cover rule.
    """

    plan: Plan
    below: int | None = None
    outcome: Outcome = field(default_factory=Outcome)
    falls: list[Fall] = field(default_factory=list)
    tasks: Counter[Task] = field(default_factory=Counter)
    groups: Counter[OfGroup] = field(default_factory=Counter)
    shifts: list[Shortfall] = field(default_factory=list)


Each = Callable[[str, list[PairEffect], list[TaskToCome], list[GroupFinding]], None]
"""Told of a person, by reference, with what was found of their pairs, the tasks there would be about them, and what was
found of the groups of standards asked of them.
"""


def run(
    plan: Plan,
    *,
    people: QuerySet[Person] | None = None,
    units: Collection[str] | None = None,
    below: int | None = None,
    each: Each | None = None,
    done: Callable[[int, int], None] | None = None,
) -> Rehearsed:
    """Rehearse a plan, over the people it concerns or those of them that are given, and the teams of `units` or all.

    `each` is told of everyone touched; `done` how many of how many are done, and may raise to stop. People are read
    in batches: memory does not grow with them.
    """
    keys = list((plan.people if people is None else people).values_list("pk", flat=True))
    found = Rehearsed(plan, below)
    found.tasks.update((task.task, task.standard, month_of(task.by_day)) for task in plan.lines_to_decide)
    if each is None:
        some = [keys[start : start + OF_A_PART] for start in range(0, len(keys), OF_A_PART)]
        numbers = partial(_numbers, replace(plan, people=Person.objects.none()))
        for part in answered(numbers, some, processes=processes_for(len(keys))):
            found.outcome.merge(part.outcome)
            found.tasks.update(part.tasks)
            found.groups.update(part.groups)
            if done is not None:
                done(found.outcome.examined, len(keys))
    else:
        part = _rehearse(plan, keys, each, done)
        found.outcome = part.outcome
        found.tasks.update(part.tasks)
        found.groups.update(part.groups)
    window = plan.question.window
    assert window.to_on is not None
    falls = found.outcome.teams.falls(window.from_on, window.to_on, below)
    found.falls = [fall for fall in falls if units is None or fall.unit in units]
    return found


@dataclass
class _Part:
    """What was found of some of the people."""

    outcome: Outcome
    tasks: Counter[Task]
    groups: Counter[OfGroup]


def _numbers(plan: Plan, keys: Sequence[int]) -> _Part:
    return _rehearse(plan, keys, None, None)


def _rehearse(
    plan: Plan, keys: Sequence[int], each: Each | None, done: Callable[[int, int], None] | None
) -> _Part:
    tell = each or _tell_nobody
    numbers: Counter[Task] = Counter()
    tasks: dict[str, list[TaskToCome]] = {}
    of_groups: Counter[OfGroup] = Counter()
    groups: dict[str, list[GroupFinding]] = {}
    comparing = ComparingGroups(plan.question, plan.groups, partial(evaluate_together, maker=StretchMaker()))

    def batches() -> Iterator[list[Worlds]]:
        for start in range(0, len(keys), AT_ONCE):
            some = Person.objects.filter(pk__in=keys[start : start + AT_ONCE]).order_by("pk")
            worlds = []
            for facts in load_people(list(some)).values():
                tasks[facts.person] = to_come = list(plan.tasks(facts))
                numbers.update((one.task, one.standard, month_of(one.by_day)) for one in to_come)
                worlds.append(Worlds(facts, plan.after(facts)))
            for person, found in comparing.of(worlds):
                groups[person.person] = found
                of_groups.update((one.profile, one.group, one.at_least, one.kind, one.on) for one in found)
            yield worlds

    def told(person: PersonFacts, effects: Sequence[PairEffect]) -> None:
        tell(person.person, list(effects), tasks.pop(person.person), groups.pop(person.person, []))

    def counted(number: int) -> None:
        for person, to_come in tasks.items():
            found = groups.get(person, [])
            if to_come or found:
                tell(person, [], to_come, found)
        tasks.clear()
        groups.clear()
        if done is not None:
            done(number, len(keys))

    outcome = rehearse(plan.question, batches(), each=told, done=counted)
    return _Part(outcome, numbers, of_groups)


def _tell_nobody(
    person: str, effects: list[PairEffect], tasks: list[TaskToCome], groups: list[GroupFinding]
) -> None:
    pass


def as_numbers(found: Rehearsed) -> dict[str, Any]:
    """Everything that was found but who: plain text and whole numbers, as `standing rehearse --json` prints it."""
    plan, outcome = found.plan, found.outcome
    window = plan.question.window
    names = dict(Unit.objects.values_list("code", "name"))
    return {
        "kind": plan.kind,
        "title": plan.title,
        "takes_effect": plan.takes_effect.isoformat(),
        "from": window.from_on.isoformat(),
        "until": plan.question.last_day.isoformat(),
        "examined": outcome.examined,
        "people": dict(sorted(outcome.people.items())),
        "pairs": dict(sorted(outcome.pairs.items())),
        "standards": [
            {"standard": standard, **dict(sorted(counted.items()))}
            for standard, counted in sorted(outcome.by_standard.items())
        ],
        "losses": [
            {"standard": standard, "on": day.isoformat(), "pairs": number}
            for (standard, day), number in sorted(
                outcome.losses.items(), key=lambda item: (item[0][1], item[0][0])
            )
        ],
        "below": found.below,
        "teams": [_fall(fall, names) for fall in found.falls],
        "work": [
            {"work": work, "standard": standard, "month": month, "pairs": number}
            for (work, standard, month), number in sorted(outcome.work.items())
        ],
        "tasks": [
            {"task": task, "standard": standard, "month": month, "tasks": number}
            for (task, standard, month), number in sorted(found.tasks.items())
        ],
        "groups": [
            {
                "profile": profile,
                "group": group,
                "at_least": at_least,
                "what": what,
                "on": day.isoformat(),
                "people": number,
            }
            for (profile, group, at_least, what, day), number in sorted(
                found.groups.items(), key=lambda item: (item[0][4], *item[0])
            )
        ],
        "shifts": [asdict(shift) | {"on": shift.on.isoformat()} for shift in found.shifts],
        "profiles": [_profile(profile) for profile in plan.profiles],
        "waiting": {old: list(why) for old, why in sorted(plan.waiting.items())},
        "notes": list(plan.notes),
    }


def _fall(fall: Fall, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "unit": fall.unit,
        "name": names.get(fall.unit, fall.unit),
        "standard": fall.standard,
        "context": fall.context,
        "on": fall.first_day.isoformat(),
        "before": _figure(fall.before),
        "after": _figure(fall.after),
        "worst_on": fall.worst_day.isoformat(),
        "worst_before": _figure(fall.worst_before),
        "worst": _figure(fall.worst),
        "until": _iso(fall.until),
    }


def _figure(figure: Figure) -> dict[str, int]:
    return {"counting": figure.counting, "of": figure.of}


def _profile(profile: ProfileToChange) -> dict[str, Any]:
    return {
        "profile": profile.code,
        "name": profile.name,
        "version": profile.version,
        "changes": [
            {
                "what": change.what,
                "old": list(change.old),
                "new": [{"id": line.id, "context": line.context} for line in change.new],
                "why": change.why,
            }
            for change in profile.changes
        ],
    }


def effect_lines(effects: list[PairEffect]) -> list[dict[str, Any]]:
    """A line for each pair of a person, with what was found and the stretches of both worlds."""
    return [
        {
            "person": effect.person,
            "standard": effect.standard,
            "context": effect.context,
            "asked": effect.asked_after,
            "found": [
                {
                    "what": found.kind,
                    "on": found.on.isoformat(),
                    "reasons": list(found.reasons),
                    "work": found.work,
                    "last_day": _iso(found.last_day),
                }
                for found in effect.findings
            ],
            "before": [_stretch(each) for each in effect.before],
            "after": [_stretch(each) for each in effect.after],
        }
        for effect in effects
    ]


def _stretch(stretch: Stretch) -> dict[str, Any]:
    standing = stretch.standing
    return {
        "from": stretch.from_on.isoformat(),
        "to": _iso(stretch.to_on),
        "status": standing.status,
        "reasons": list(standing.reasons),
        "expires_on": _iso(standing.expires_on),
    }


def task_lines(tasks: list[TaskToCome]) -> list[dict[str, Any]]:
    """A line for each task about a person."""
    return [
        {
            "task": task.task,
            "person": task.person,
            "standard": task.standard,
            "context": task.context,
            "sources": list(task.sources),
            "by": _iso(task.by_day),
            "why": task.why,
        }
        for task in tasks
    ]


def group_lines(person: str, found: list[GroupFinding]) -> list[dict[str, Any]]:
    """A line for each thing found of a person and a group of standards."""
    return [
        {
            "person": person,
            "profile": one.profile,
            "group": one.group,
            "at_least": one.at_least,
            "what": one.kind,
            "on": one.on.isoformat(),
            "lost": list(one.lost),
        }
        for one in found
    ]


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
