"""The answer for many people at once, row for row that of the definition (`evaluate.answers_of`).

`bulk_answers` is for facts in memory: a page, the stored periods of a department, a rehearsal. It runs the kernel,
compiled where the extra `bulk` is installed and there are people enough for it to be worth loading.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise

from standing.core.engine.catalogue import FROM_YEAR_1, Compiled, Pair, day_of, number_of
from standing.core.engine.compiled import is_worth_compiling
from standing.core.engine.evaluate import Answer, Window
from standing.core.engine.kernel.layout import CLAIMED, HELD, Rows
from standing.core.engine.people_columns import columns_of, compile_for
from standing.core.engine.running import WHOLE_LIVES, Days, as_lists, run
from standing.core.engine.timeline import Stretch
from standing.core.rules.known import Asked, PersonFacts
from standing.core.rules.status import IN_PROGRESS, NOT_HELD, REASONS, Standing, status_of

_KEPT = 20_000
"""How many different lives of a pair are kept at most."""


def bulk_answers(
    people: Iterable[PersonFacts],
    asked: Asked,
    window: Window | None = None,
    *,
    compiled: bool | None = None,
) -> Iterator[Answer]:
    """The rows of many people, in the order given; of each, sorted by standard, context and first day.

    The same rows as `answers_of` for one after the other: whole lives, or every day of a window. `compiled` is chosen
    by the number of people unless given. Raises `KeyError` where a decision or a required pair names a standard that
    `asked` has no refresh rule for, as the definition does.
    """
    facts = list(people)
    if compiled is None:
        compiled = is_worth_compiling(len(facts))
    catalogue = compile_for(asked, facts)
    days = days_of(window)
    if days.low < days.high:
        for rows in run(catalogue, columns_of(facts, catalogue), days, compiled=compiled):
            yield from _answers(rows, [person.person for person in facts], catalogue)


class StretchMaker:
    """The stretches of many people's pairs within a window, each made once: the days and standings of pairs repeat
    themselves, and what is the same is the same object. `compiled` is chosen by the number of people unless given.
    """

    def __init__(self, *, compiled: bool | None = None) -> None:
        self._compiled = compiled
        self._made: dict[tuple[tuple[int, ...], ...], tuple[Stretch, ...]] = {}

    def of(
        self, people: Sequence[PersonFacts], asked: Asked, window: Window
    ) -> list[dict[Pair, tuple[Stretch, ...]]]:
        """Of each person, in the order given: the stretches by standard and context, as `bulk_answers` gives them."""
        found: list[dict[Pair, tuple[Stretch, ...]]] = [{} for _ in people]
        compiled = self._compiled
        if compiled is None:
            compiled = is_worth_compiling(len(people))
        catalogue = compile_for(asked, people)
        days = days_of(window)
        for rows in run(catalogue, columns_of(people, catalogue), days, compiled=compiled):
            person, pair, *cells = as_lists(rows)
            each = list(zip(*cells, strict=True))
            begin = 0
            for end in _ends(person, pair):
                found[person[begin]][catalogue.pairs[pair[begin]]] = self._stretches(tuple(each[begin:end]))
                begin = end
        return found

    def _stretches(self, rows: tuple[tuple[int, ...], ...]) -> tuple[Stretch, ...]:
        made = self._made.get(rows)
        if made is None:
            if len(self._made) >= _KEPT:
                self._made.clear()
            made = self._made[rows] = tuple(
                Stretch(date.fromordinal(first + FROM_YEAR_1), day_of(end), standing_of(state, expires))
                for first, end, state, expires in rows
            )
        return made


def _ends(person: Sequence[int], pair: Sequence[int]) -> Iterator[int]:
    """The place after the last row of each pair of each person."""
    keys = list(zip(person, pair, strict=True))
    for place, (one, other) in enumerate(pairwise([*keys, None]), start=1):
        if one != other:
            yield place


def days_of(window: Window | None) -> Days:
    """The days of a window as numbers; without one, whole lives."""
    if window is None:
        return WHOLE_LIVES
    return Days(number_of(window.from_on), number_of(window.to_on), False)


def _answers(rows: Rows, names: Sequence[str], compiled: Compiled) -> Iterator[Answer]:
    lists = as_lists(rows)
    standings: dict[tuple[int, int], Standing] = {}
    for person, pair, first, end, state, expires in zip(*lists, strict=True):
        standing = standings.get((state, expires))
        if standing is None:
            standing = standings[state, expires] = standing_of(state, expires)
        standard, context = compiled.pairs[pair]
        yield Answer(names[person], standard, context, day_of(first), day_of(end), standing)


def standing_of(state: int, expires: int) -> Standing:
    """The standing that a state of the kernel is, with the day of expiry."""
    return Standing(status_of_state(state), reasons_of_state(state), day_of(expires))


@lru_cache(maxsize=4096)
def reasons_of_state(state: int) -> tuple[str, ...]:
    """The reasons of a state, in alphabetical order."""
    return tuple(reason for bit, reason in enumerate(REASONS) if state >> bit & 1)


@lru_cache(maxsize=4096)
def status_of_state(state: int) -> str:
    """The status of a state."""
    if state & HELD:
        return status_of(set(reasons_of_state(state)))
    return IN_PROGRESS if state & CLAIMED else NOT_HELD
