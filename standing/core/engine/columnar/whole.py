"""The answer for everyone in a source, in order, part by part: as many parts at once as there are threads."""

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa

from standing.core.engine.bulk import days_of
from standing.core.engine.catalogue import compile_catalogue
from standing.core.engine.columnar.batch import Source
from standing.core.engine.columnar.parts import Final, part_of
from standing.core.engine.columnar.people import PeopleTable
from standing.core.engine.columnar.reading import Reader, Tell, nobody, read_asked
from standing.core.engine.columnar.rows import AnswerColumns
from standing.core.engine.columnar.spool import MEMORY, Spool
from standing.core.engine.columnar.tables import Coding
from standing.core.engine.evaluate import Window
from standing.core.engine.running import run
from standing.core.rules.known import Asked


@dataclass(frozen=True)
class Plan:
    """How the work is done. Nothing of it changes the answer."""

    threads: int = 2
    memory: int = MEMORY
    """Bytes of rows kept in memory while they are read."""
    rows_of_a_part: int = 1 << 20
    """About how many rows of facts make a part of the workforce, which a thread holds at once."""
    rows_at_once: int = 1 << 21
    """How many rows of the answer a thread makes before they are taken away."""
    spool_in: Path | None = None


PLAN = Plan()


def answer_source(
    source: Source,
    window: Window | None = None,
    known_on: date | None = None,
    *,
    plan: Plan = PLAN,
    tell: Tell = nobody,
) -> Iterator[pa.RecordBatch]:
    """The rows of everyone in a source as batches with the columns of the answer, sorted as the rules say.

    Everything is read, and refused with `Refused`, before the first batch comes. Columns of text are dictionaries, of
    what occurs in the batch. Raises `TooMany` for more standards or contexts than there is room for.
    """
    parts = max(1, source.rows() // plan.rows_of_a_part)
    with Spool(plan.memory, plan.spool_in) as spool:
        asked = read_asked(source, known_on)
        coding = _coding(asked.asked, PeopleTable(parts, source.some_names()))
        Reader(
            source, asked, coding, spool, parts=parts, known_on=known_on, threads=plan.threads, tell=tell
        ).read()
        catalogue = compile_catalogue(
            asked.asked, coding.decided_pairs(), asked.asked.requirements, coding.kinds
        )
        final, days, columns = Final.of(coding, catalogue), days_of(window), AnswerColumns(catalogue)
        people = coding.people.in_parts()

        def answer(part: int) -> list[pa.RecordBatch]:
            names, facts = part_of(spool, people, final, part)
            rows = run(catalogue, facts, days, compiled=True, at_once=plan.rows_at_once)
            return [columns.batch(some, names) for some in rows]

        if days.low < days.high:
            for done, batches in enumerate(_in_order(answer, parts, plan.threads), start=1):
                yield from batches
                tell("answered", done, parts)


def _coding(asked: Asked, people: PeopleTable) -> Coding:
    changes = [change for rows in asked.changes.values() for change in rows]
    populations = sorted({change.population for change in changes if change.population})
    return Coding(
        standards=_numbers(sorted(asked.standards)),
        subjects=frozenset(change.subject for change in changes),
        populations=_numbers(populations),
        roles=_numbers(sorted(asked.requirements)),
        people=people,
    )


def _numbers(names: list[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(names)}


def _in_order(
    answer: Callable[[int], list[pa.RecordBatch]], parts: int, threads: int
) -> Iterator[list[pa.RecordBatch]]:
    """What each part is answered, one after the other; no more are begun than there are threads, and one to wait."""
    with ThreadPoolExecutor(threads) as pool:
        begun: deque[Future[list[pa.RecordBatch]]] = deque()
        try:
            for part in range(parts):
                begun.append(pool.submit(answer, part))
                if len(begun) > threads:
                    yield begun.popleft().result()
            while begun:
                yield begun.popleft().result()
        finally:
            for future in begun:
                future.cancel()
