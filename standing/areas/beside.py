"""Long work over very many people, with other processes beside this one: they read and work out, this one writes."""

from __future__ import annotations

import gc
import logging
import os
import pickle
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any, TypeVar

import django
from django.db import connection

from standing.areas.audit import clock

logger = logging.getLogger("standing")

Item = TypeVar("Item")
Answer = TypeVar("Answer")

WORTH_STARTING = 2000
"""People for whom starting other processes takes less time than it saves."""
_MOST = 2
"""How many processes are started at most."""
_FOR_ENDING = 1.0
"""Seconds a process is given to end by itself when nothing more is asked of it."""
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

    With more than one process, each of the others answers an item ahead of the caller, with a connection of its own to
    the same database: `work`, the items and the answers can be pickled, and `work` reads, and writes nothing. Whatever
    no other process answers, because it was killed, may not be started or met an error, is answered here.
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
    others: list[_Other] = []
    waiting: deque[tuple[Item, _Other]] = deque()
    remaining = iter(items)
    pickled = pickle.dumps(work)
    try:
        for item in islice(remaining, processes):
            others.append(_Other(pickled))
            others[-1].give(item)
            waiting.append((item, others[-1]))
        while waiting:
            item, other = waiting.popleft()
            answers = other.taken()
            for following in islice(remaining, 1):
                other.give(following)
                waiting.append((following, other))
            yield answers[0] if answers else work(item)
    finally:
        for other in others:
            other.end()


class _Other:
    """A process beside this one. It is given one item at a time and answers it, through a pipe of its own: nothing is
    shared with the rest, so that none that is killed leaves another waiting, and each ends when this process does.
    """

    def __init__(self, work: bytes) -> None:
        context = get_context("spawn")
        self.ours, theirs = context.Pipe()
        given = (theirs, connection.settings_dict["NAME"], clock.set_to(), work)
        self.process = context.Process(target=_answer_all, args=given, daemon=True)
        try:
            self.process.start()
        except OSError:
            self.ours.close()
        finally:
            theirs.close()

    def give(self, item: Any) -> None:
        """Give it an item, unless it has ended: then `taken` is nothing."""
        if not self.ours.closed:
            try:
                self.ours.send(item)
            except OSError:
                self.ours.close()

    def taken(self) -> list[Any]:
        """A list of its one answer to what it was given, or of nothing where it has none."""
        if self.ours.closed:
            return []
        try:
            return list(self.ours.recv())
        except (EOFError, OSError):
            logger.warning("A process beside this one ended before its work was done. It is done here.")
            self.ours.close()
            return []

    def end(self) -> None:
        """See to it that it has ended. It only reads, so that nothing is lost where it is killed at its work."""
        self.ours.close()
        if self.process.pid is not None:
            self.process.join(_FOR_ENDING)
            self.process.kill()
            self.process.join()


def _answer_all(given: Connection, database: str, moment: datetime | None, pickled: bytes) -> None:
    """What a process beside another does: the same database, the same moment, the same work, until nobody asks."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started it is stopped, and ends it
    django.setup()
    connection.settings_dict["NAME"] = database
    clock.keep_at(moment)
    gc.set_threshold(_RARELY, *gc.get_threshold()[1:])
    work = pickle.loads(pickled)  # noqa: S301 - from the process that started this one
    with suppress(EOFError, OSError):
        while True:
            item = given.recv()
            try:
                answers = [work(item)]
            except Exception:  # noqa: BLE001 - it is tried again by who asked, where an error can be handled
                answers = []
            given.send(answers)
