"""The facts of people as the kernel's columns, straight from the database: no object is made of any row.

For the stored periods, of one person and of everybody. What is shown beside facts is read through `loading`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import accumulate
from typing import Any

from django.db.models import Model

from standing.areas.record import models
from standing.areas.record.selecting import select_rows
from standing.core.engine.catalogue import FROM_YEAR_1, Compiled
from standing.core.engine.kept_catalogue import KeptCatalogue
from standing.core.engine.kernel.layout import EVERY, OPEN, Column, Decisions, People, Signatures, Spans
from standing.core.rules.facts import OUTCOMES

_DECISIONS = ("standard_id", "context", "outcome", "decided_on", "held_from", "practice_as_of", "expires_on")
_SIGNATURES = ("subject", "version", "signed_on")
_PERIOD = ("from_on", "to_on")
_OUTCOMES = {outcome: number for number, outcome in enumerate(OUTCOMES)}


class _Days(dict[Any, int]):
    """The number of each day as the database takes it: a date, or its text; `OPEN` for none."""

    def __missing__(self, day: Any) -> int:
        if day is None:
            number = OPEN
        else:
            number = (date.fromisoformat(day) if isinstance(day, str) else day).toordinal() - FROM_YEAR_1
        self[day] = number
        return number


_number_of_day = _Days()
"""Kept for good: the days that a service's facts name are some thousands."""


def read_columns(keys: Sequence[int], kept: KeptCatalogue) -> tuple[Compiled, People]:
    """The catalogue for these people, by key and in rising order, and their facts known now. A query a fact table."""
    decisions = _rows(models.Decision, keys, _DECISIONS)
    signatures = _rows(models.Signature, keys, _SIGNATURES)
    compiled = kept.covering(
        {(standard, context) for _, standard, context, *_ in decisions},
        {(subject, version) for _, subject, version, _ in signatures},
    )
    standards = compiled.standard_numbers
    return compiled, People(
        _decisions(keys, decisions, compiled),
        _signatures(keys, signatures, compiled),
        _spans(keys, _about_all(_rows(models.Absence, keys, _PERIOD)), {None: 0}),
        _spans(keys, _rows(models.Suspension, keys, ("standard_id", *_PERIOD)), {**standards, None: EVERY}),
        _spans(keys, _rows(models.Claim, keys, ("standard_id", "opened_on", "closed_on")), standards),
        _spans(keys, _rows(models.Membership, keys, ("population", *_PERIOD)), compiled.population_numbers),
        _spans(keys, _rows(models.Assignment, keys, ("role", *_PERIOD)), compiled.role_numbers),
    )


def _rows(model: type[Model], keys: Sequence[int], columns: Sequence[str]) -> list[tuple[Any, ...]]:
    """Whose each fact is, and these columns of it."""
    return select_rows(model, keys, ("person_id", *columns))


def _ends(keys: Sequence[int], owners: Iterable[int]) -> list[int]:
    """Where the rows of each of the people begin and end, given whose each row is."""
    counts = Counter(owners)
    return [0, *accumulate(counts[key] for key in keys)]


def _days(column: Iterable[Any]) -> Column:
    return list(map(_number_of_day.__getitem__, column))


def _decisions(keys: Sequence[int], rows: Sequence[tuple[Any, ...]], compiled: Compiled) -> Decisions:
    if not rows:
        return Decisions([0] * (len(keys) + 1), [], [], [], [], [], [])
    owners, standards, contexts, outcomes, decided, held, practice, expires = zip(*rows, strict=True)
    return Decisions(
        _ends(keys, owners),
        list(map(compiled.pair_numbers.__getitem__, zip(standards, contexts, strict=True))),
        list(map(_OUTCOMES.__getitem__, outcomes)),
        _days(decided),
        _days(own or other for own, other in zip(held, decided, strict=True)),
        _days(own or other for own, other in zip(practice, decided, strict=True)),
        _days(expires),
    )


def _signatures(keys: Sequence[int], rows: Iterable[tuple[Any, ...]], compiled: Compiled) -> Signatures:
    """Those that sign anything asked of anybody."""
    kinds = compiled.kind_numbers
    kept = [
        (owner, kind, signed_on)
        for owner, subject, version, signed_on in rows
        if (kind := kinds.get((subject, version))) is not None
    ]
    return Signatures(
        _ends(keys, (owner for owner, _, _ in kept)),
        [kind for _, kind, _ in kept],
        _days(signed_on for _, _, signed_on in kept),
    )


def _about_all(rows: Iterable[tuple[Any, ...]]) -> Iterable[tuple[Any, ...]]:
    return ((owner, None, from_on, to_on) for owner, from_on, to_on in rows)


def _spans(keys: Sequence[int], rows: Iterable[tuple[Any, ...]], numbers: Mapping[Any, int]) -> Spans:
    """Periods about something that has a number; about anything else they bear on nothing that is asked."""
    kept = [row for row in rows if row[1] in numbers]
    return Spans(
        _ends(keys, (owner for owner, *_ in kept)),
        [numbers[about] for _, about, _, _ in kept],
        _days(first for _, _, first, _ in kept),
        _days(end for _, _, _, end in kept),
    )
