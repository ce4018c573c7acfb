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
    """What was done, how much of what in it, and how long it took in seconds: the median, the shortest, the longest."""

    work: str
    amount: int
    unit: str
    seconds: tuple[float, ...]

    @property
    def per_second(self) -> float:
        return self.amount / median(self.seconds)


def measure(work: str, amount: int, unit: str, do: Callable[[], object]) -> Measured:
    """Do the work `TIMES` times and say how long each took on the clock."""
    seconds = []
    for _ in range(TIMES):
        began = time.perf_counter()
        do()
        seconds.append(time.perf_counter() - began)
    return Measured(work, amount, unit, tuple(seconds))


def print_measured(rows: list[Measured]) -> None:
    """Print what was measured as a table, under the machine it was measured on."""
    print(f"Python {platform.python_version()}, {os.cpu_count()} processors; median of {TIMES}\n")
    print(f"{'work':<44}  {'amount':>16}  {'seconds':>8}  {'from':>7}  {'to':>7}  {'per second':>10}")
    for row in rows:
        amount = f"{row.amount:,} {row.unit}"
        spread = f"{median(row.seconds):>8.3f}  {min(row.seconds):>7.3f}  {max(row.seconds):>7.3f}"
        print(f"{row.work:<44}  {amount:>16}  {spread}  {row.per_second:>10,.0f}")
