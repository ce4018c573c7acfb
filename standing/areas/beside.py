"""Long work over very many people, with other processes beside this one: they read and work out, this one writes."""

from __future__ import annotations

import gc
import logging
import os
import pickle
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from datetime import datetime
from multiprocessing import get_context
from typing import Any, TypeVar

import django
from django.db import connection

from standing.areas.audit import clock

logger = logging.getLogger("standing")

Item = TypeVar("Item")
Answer = TypeVar("Answer")

WORTH_STARTING = 2000
"""People for whom starting other processes takes less time than it saves."""
_MOST, _AHEAD = 2, 4
"""How many processes are started at most, and how many items are given out before their answers are taken."""
_RARELY = 50_000
"""How many objects are made between two collections of what is left over: much is made here, and little left over."""


def processes_for(people: int) -> int:
    """How many processes to share work over so many people with: one, this one, where it is little, or where others
    could not see what this one has written so far.
    """
    if people < WORTH_STARTING or connection.in_atomic_block or _is_in_memory():
        return 1
    return min(_MOST, os.cpu_count() or 1)


def answered(
    work: Callable[[Item], Answer], items: Iterable[Item], *, processes: int = 1
) -> Generator[Answer, None, None]:
    """What `work` answers for each item, in order.

    With more than one process, others answer a few items ahead of the caller, each with a connection of its own to the
    same database: `work`, the items and the answers can be pickled, and `work` reads, and writes nothing. Whatever no
    other process can answer, because it was killed or may not be started, is answered here.
    """
    with collecting_rarely():
        if processes < 2:
            yield from map(work, items)
        else:
            yield from _beside(work, items, processes)


def _is_in_memory() -> bool:
    name = str(connection.settings_dict["NAME"])
    return connection.vendor == "sqlite" and (":memory:" in name or "mode=memory" in name)


@contextmanager
def collecting_rarely() -> Iterator[None]:
    """Look less often for objects that hold on to each other: a sixth of the time of making millions of them."""
    before = gc.get_threshold()
    gc.set_threshold(_RARELY, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _beside(work: Callable[[Item], Answer], items: Iterable[Item], processes: int) -> Iterator[Answer]:
    pool = ProcessPoolExecutor(
        processes,
        mp_context=get_context("spawn"),
        initializer=_begin,
        initargs=(connection.settings_dict["NAME"], clock.set_to(), pickle.dumps(work)),
    )
    waiting: deque[tuple[Item, Future[Answer] | None]] = deque()
    try:
        for item in items:
            waiting.append((item, _given(pool, item)))
            if len(waiting) >= _AHEAD:
                yield _taken(work, *waiting.popleft())
        while waiting:
            yield _taken(work, *waiting.popleft())
    finally:
        pool.shutdown(cancel_futures=True)


def _given(pool: ProcessPoolExecutor, item: Item) -> Future[Any] | None:
    try:
        return pool.submit(_answer, item)
    except (BrokenProcessPool, OSError):
        return None


def _taken(work: Callable[[Item], Answer], item: Item, future: Future[Answer] | None) -> Answer:
    if future is not None:
        try:
            return future.result()
        except BrokenProcessPool:
            logger.warning("A process beside this one ended before its work was done. It is done here.")
    return work(item)


_work: Callable[[Any], Any] | None = None
"""What this process, beside another, was started to do."""


def _begin(database: str, moment: datetime | None, work: bytes) -> None:
    """Make ready a process that was started: the same database, the same moment, the same work."""
    global _work  # noqa: PLW0603 - a process answers many items, and is told once what to do
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started it is stopped, and ends it
    django.setup()
    connection.settings_dict["NAME"] = database
    clock.keep_at(moment)
    gc.set_threshold(_RARELY, *gc.get_threshold()[1:])
    _work = pickle.loads(work)  # noqa: S301 - from the process that started this one


def _answer(item: Any) -> Any:
    assert _work is not None, "a process is told what to do before it is given anything"
    return _work(item)
