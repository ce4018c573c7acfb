"""Safety alerts that come into the record, told at once to an area above that reaches people."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Protocol

from django.db import transaction

from standing.areas.record.models import Change, FactRow
from standing.core.rules.facts import CRITICAL


class Teller(Protocol):
    """Has people told of an alert, by what it is signed as, from the day it takes effect. Called when it is kept."""

    def __call__(self, *, subject: str, version: int, effective_on: date) -> None: ...


_tellers: list[Teller] = []


def tell_at_once(teller: Teller) -> None:
    """An area above calls this when it is ready."""
    _tellers.append(teller)


def tell_of_alerts(rows: Iterable[FactRow]) -> None:
    """Tell of the alerts among facts that were written just now, once the transaction has ended. One that was retracted
    is none; one that was withdrawn asks nobody, which the teller finds out.
    """
    found = {
        (row.subject, row.version): row.effective_on
        for row in rows
        if isinstance(row, Change) and row.change_class == CRITICAL and row.retracted_on is None
    }
    for (subject, version), effective_on in found.items():
        for teller in _tellers:
            transaction.on_commit(_told(teller, subject, version, effective_on), robust=True)


def _told(teller: Teller, subject: str, version: int, effective_on: date) -> Callable[[], None]:
    return lambda: teller(subject=subject, version=version, effective_on=effective_on)
