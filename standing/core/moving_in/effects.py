"""Who would come out not current because of what a file says: standing today, before and after (rules, 3 and 4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from standing.core.moving_in.plan import Plan, Step
from standing.core.rules.facts import GENERAL
from standing.core.rules.known import Asked, PersonFacts, StandardRules
from standing.core.rules.status import NOT_HELD, Standing, standing_on


@dataclass(frozen=True)
class Effect:
    """A pair that does not count once the file is written: how it stood today before, and how it would."""

    person: str
    standard: str
    before: Standing
    after: Standing

    @property
    def stops(self) -> bool:
        """Whether it counts today, and would not."""
        return self.before.counts


@dataclass(frozen=True)
class Effects:
    """How many pairs of the file would count today, how many not, and which."""

    counting: int
    not_counting: tuple[Effect, ...]


def effects_of(
    plan: Plan,
    facts: Mapping[str, PersonFacts],
    asked: Asked,
    rules: Mapping[str, StandardRules],
    today: date,
) -> Effects:
    """What the decisions of a plan do to the standing of their pairs today. `facts` are those of the people the service
    knows already, `rules` those that hold once the file is written.
    """
    after = replace(asked, standards={**asked.standards, **rules})
    counting, found = 0, []
    for person, steps in _by_person(plan).items():
        was = facts.get(person) or PersonFacts(person)
        gone = {f"D{step.instead_of:08d}" for step in steps if step.instead_of is not None}
        kept = [row for row in was.decisions if row.decision not in gone]
        # They bear one id: it would tell apart only two of one standard, day and end, which a plan has not.
        new = [step.decision for step in steps if step.decision]
        will = replace(was, decisions=(*kept, *new))
        for standard in dict.fromkeys(step.standard for step in steps):
            standing = standing_on(will, after, standard, GENERAL, today)
            if standing.counts:
                counting += 1
                continue
            known = standard in asked.standards and was.decisions
            before = standing_on(was, asked, standard, GENERAL, today) if known else Standing(NOT_HELD)
            found.append(Effect(person, standard, before, standing))
    return Effects(counting, tuple(found))


def _by_person(plan: Plan) -> Mapping[str, list[Step]]:
    found: dict[str, list[Step]] = defaultdict(list)
    for step in plan.writes:
        found[step.person].append(step)
    return found
