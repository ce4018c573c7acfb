"""Measuring: the same work several times, the median told."""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

TIMES = 5


@dataclass(frozen=True)
class Measured:
    """What was done, how much of what in it, and the seconds each time took: on the clock, and of the processor."""

    work: str
    amount: int
    unit: str
    clock: tuple[float, ...]
    processor: tuple[float, ...]

    @property
    def per_second(self) -> float:
        """How much in a second of the processor: what a machine with nothing else to do would give."""
        return self.amount / median(self.processor)


def measure(work: str, amount: int, unit: str, do: Callable[[], object]) -> Measured:
    """Do the work `TIMES` times and say how long each took."""
    clock, processor = [], []
    for _ in range(TIMES):
        began, used = time.perf_counter(), _processor_seconds()
        do()
        clock.append(time.perf_counter() - began)
        processor.append(_processor_seconds() - used)
    return Measured(work, amount, unit, tuple(clock), tuple(processor))


def _processor_seconds() -> float:
    """What this process has used so far, and those it has started and waited for."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def print_measured(rows: list[Measured]) -> None:
    """Print what was measured as a table, under the machine it was measured on."""
    print(f"Python {platform.python_version()}, {os.cpu_count()} processors; median of {TIMES}\n")
    print(f"{'what':<40}  {'amount':>13}  {'clock':>8}  {'processor':>9}  {'per second':>10}")
    for row in rows:
        amount = f"{row.amount:,} {row.unit}"
        seconds = f"{median(row.clock):>6.2f} s  {median(row.processor):>7.2f} s"
        print(f"{row.work:<40}  {amount:>13}  {seconds}  {row.per_second:>10,.0f}")
