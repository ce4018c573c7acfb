"""The answer for many people at once, row for row that of the definition (`evaluate.answers_of`).

`bulk_answers` is for facts in memory: a page, the stored periods of a department, a rehearsal. It runs the kernel,
compiled where the extra `bulk` is installed and there are people enough for it to be worth loading.
"""

from collections.abc import Iterable, Iterator, Sequence

from standing.core.engine.catalogue import Compiled, day_of, number_of
from standing.core.engine.compiled import can_compile
from standing.core.engine.evaluate import Answer, Window
from standing.core.engine.kernel.layout import CLAIMED, HELD, Rows
from standing.core.engine.people_columns import columns_of, compile_for
from standing.core.engine.running import WHOLE_LIVES, Days, run
from standing.core.rules.known import Asked, PersonFacts
from standing.core.rules.status import IN_PROGRESS, NOT_HELD, REASONS, Standing, status_of

WORTH_COMPILING = 50
"""People for whom loading compiled code takes less time than it saves."""


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
        compiled = len(facts) >= WORTH_COMPILING and can_compile()
    catalogue = compile_for(asked, facts)
    days = days_of(window)
    if days.low < days.high:
        for rows in run(catalogue, columns_of(facts, catalogue), days, compiled=compiled):
            yield from _answers(rows, [person.person for person in facts], catalogue)


def days_of(window: Window | None) -> Days:
    """The days of a window as numbers; without one, whole lives."""
    if window is None:
        return WHOLE_LIVES
    return Days(number_of(window.from_on), number_of(window.to_on), False)


def _answers(rows: Rows, names: Sequence[str], compiled: Compiled) -> Iterator[Answer]:
    lists = (column if isinstance(column, list) else column.tolist() for column in rows)  # type: ignore[attr-defined]
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


def reasons_of_state(state: int) -> tuple[str, ...]:
    """The reasons of a state, in alphabetical order."""
    return tuple(reason for bit, reason in enumerate(REASONS) if state >> bit & 1)


def status_of_state(state: int) -> str:
    """The status of a state."""
    if state & HELD:
        return status_of(set(reasons_of_state(state)))
    return IN_PROGRESS if state & CLAIMED else NOT_HELD
