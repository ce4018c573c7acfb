"""A rehearsal of a single day, for a few people: what a form shows before it is sent."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from functools import partial

from standing.core.engine.bulk import StretchMaker
from standing.core.engine.evaluate import Window
from standing.core.rehearsing.comparing import Question, Worlds
from standing.core.rehearsing.effects import DUTIES, PairEffect
from standing.core.rehearsing.rehearsal import evaluate_together, rehearse
from standing.core.rehearsing.worlds import with_changes, without_changes
from standing.core.rules.days import LAST_DAY, add_days
from standing.core.rules.facts import Change
from standing.core.rules.known import Asked, PersonFacts
from standing.core.rules.status import Standing

Standings = tuple[Standing, Standing]
"""How a pair stands on the day in the two worlds."""


def effects_on(
    day: date, people: Iterable[PersonFacts], before: Asked, after: Asked, standards: Collection[str]
) -> dict[str, list[PairEffect]]:
    """What becomes on a day of the people's pairs of these standards if something else is asked of everyone: by the
    person's name, in the order given, of those alone of whom something differs.
    """
    found: dict[str, list[PairEffect]] = {}
    window = Window.of_day(min(day, add_days(LAST_DAY, -1)))  # the calendar's last day has none after it
    rehearse(
        Question(before, after, frozenset(standards), window),
        [[Worlds(person, person) for person in people]],
        each=lambda person, effects: found.setdefault(person.person, []).extend(effects),
        evaluate=partial(evaluate_together, maker=StretchMaker(compiled=False)),
    )
    return found


def standings_in(effect: PairEffect) -> Standings:
    """How the pair of an effect on a single day stands in the two worlds."""
    return effect.before[0].standing, effect.after[0].standing


def asked_by(
    changes: Collection[Change], day: date, people: Iterable[PersonFacts], asked: Asked
) -> dict[str, tuple[str, ...]]:
    """The reasons that these changes give on a day, in alphabetical order, by the name of each person whom they give
    any: whatever else is asked of them.
    """
    standards = {change.standard for change in changes}
    alone = without_changes(asked, standards)
    found = effects_on(day, people, alone, with_changes(alone, changes), standards)
    reasons = {name: tuple(sorted(set(_duties(effects)))) for name, effects in found.items()}
    return {name: those for name, those in reasons.items() if those}


def _duties(effects: Iterable[PairEffect]) -> Iterator[str]:
    for effect in effects:
        yield from DUTIES.keys() & standings_in(effect)[1].reasons
