"""Made-up facts of a workforce of up to a nation's size, written as Parquet in the order in which they arrive.

The shape: 900 standards, 60 roles of 30 required standards each, five years; a person and a required standard have
one and a half decisions; every standard changes once a year, and most people sign; some are away; some hold carried
editions. Rows come by day, not by person. The same people and seed give the same files.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
from pyarrow import parquet

FIRST_DAY = 18262  # 1 January 2020, in days since 1970
DAYS = 5 * 365
STANDARDS, ROLES, REQUIRED, POPULATIONS = 900, 60, 30, ("inpatient", "community")
SLICES = 60
"""The five years are written in so many slices of days, one group of rows or more each."""

_CLASSES = ("significant", "significant", "significant", "minor", "major", "major", "bridging", "critical")


def write_national(folder: Path, people: int, seed: int) -> None:
    """Write the fact tables of so many people."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = np.random.default_rng(seed)
    required = np.stack([np.sort(chance.choice(STANDARDS, REQUIRED, replace=False)) for _ in range(ROLES)])
    role = chance.integers(0, ROLES, people)
    joined = chance.integers(0, DAYS * 3 // 5, people)
    changes = _changes(chance)
    _write(folder, "standards", _standards(chance))
    _write(folder, "requirements", _requirements(required))
    _write(folder, "changes", changes)
    _write(folder, "assignments", _assignments(chance, people, role, joined))
    _write(folder, "members", _members(chance, people, joined))
    _write(folder, "absences", _absences(chance, people))
    _write_slices(folder, "decisions", _decisions(seed, people, role, required))
    _write_slices(folder, "signatures", _signatures(seed, people, role, required, changes))


def _write(folder: Path, name: str, table: pa.Table) -> None:
    parquet.write_table(table, folder / f"{name}.parquet")


def _write_slices(folder: Path, name: str, slices: Iterator[pa.Table]) -> None:
    first = next(slices)
    with parquet.ParquetWriter(folder / f"{name}.parquet", first.schema) as writer:
        writer.write_table(first)
        for table in slices:
            writer.write_table(table)


def _days(days: np.ndarray) -> pa.Array:
    return pa.array(days.astype(np.int32)).view(pa.date32())


def _maybe_days(days: np.ndarray, given: np.ndarray) -> pa.Array:
    return pa.array(days.astype(np.int32), mask=~given).view(pa.date32())


def _names(prefix: str, numbers: np.ndarray, width: int) -> pa.Array:
    """Names such as p0001042, without a loop over them."""
    digits = numbers[:, None] // 10 ** np.arange(width - 1, -1, -1) % 10 + ord("0")
    letters = np.full((len(numbers), len(prefix)), 0, dtype=np.uint8) + np.frombuffer(
        prefix.encode(), np.uint8
    )
    content = np.concatenate([letters, digits.astype(np.uint8)], axis=1)
    offsets = np.arange(len(numbers) + 1, dtype=np.int32) * content.shape[1]
    return pa.Array.from_buffers(
        pa.string(), len(numbers), [None, pa.py_buffer(offsets), pa.py_buffer(content)]
    )


def _people(numbers: np.ndarray) -> pa.Array:
    return _names("p", numbers, 7)


_STANDARD_NAMES = np.array([f"MH{number}@2013" for number in range(STANDARDS)])


def _standard(numbers: np.ndarray) -> pa.Array:
    places = pa.array(numbers.astype(np.int32))
    return pa.DictionaryArray.from_arrays(places, pa.array(_STANDARD_NAMES)).cast(pa.string())


def _words(words: tuple[str, ...], numbers: np.ndarray) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.array(numbers.astype(np.int8)), pa.array(words)).cast(
        pa.string()
    )


def _standards(chance: np.random.Generator) -> pa.Table:
    months = chance.choice([12, 24, 36, 36, 0], STANDARDS)
    return pa.table(
        {
            "standard": _standard(np.arange(STANDARDS)),
            "validity_months": pa.array(months, mask=months == 0),
            "grace_days": pa.array(np.where(chance.random(STANDARDS) < 0.1, 0, 28)),
        }
    )


def _requirements(required: np.ndarray) -> pa.Table:
    roles = np.repeat(np.arange(ROLES), REQUIRED)
    return pa.table(
        {
            "role": _names("role", roles, 2),
            "standard": _standard(required.ravel()),
            "from": _days(np.full(len(roles), FIRST_DAY)),
        }
    )


def _changes(chance: np.random.Generator) -> pa.Table:
    """One a year to each standard; an edition in fifty."""
    standard = np.repeat(np.arange(STANDARDS), 5)
    effective = np.tile(np.arange(5) * 365, STANDARDS) + chance.integers(0, 365, len(standard)) + FIRST_DAY
    kind = chance.choice(len(_CLASSES), len(standard), p=[0.2, 0.2, 0.2, 0.14, 0.1, 0.1, 0.02, 0.04])
    member = chance.integers(0, 10, len(standard))
    return pa.table(
        {
            "subject": _names("policy", standard, 3),
            "version": pa.array(np.tile(np.arange(1, 6), STANDARDS)),
            "standard": _standard(standard),
            "class": _words(_CLASSES, kind),
            "effective_on": _days(effective),
            "population": _words((*POPULATIONS, ""), np.minimum(member, 2)),
        }
    )


def _assignments(chance: np.random.Generator, people: int, role: np.ndarray, joined: np.ndarray) -> pa.Table:
    order = chance.permutation(people)
    return pa.table(
        {
            "person": _people(order),
            "unit": _names("unit", order % 4000, 4),
            "role": _names("role", role[order], 2),
            "from": _days(joined[order] + FIRST_DAY),
        }
    )


def _members(chance: np.random.Generator, people: int, joined: np.ndarray) -> pa.Table:
    order = chance.permutation(people)
    population = chance.integers(0, 2, people)
    return pa.table(
        {
            "person": _people(order),
            "population": _words(POPULATIONS, population[order]),
            "from": _days(joined[order] + FIRST_DAY),
        }
    )


def _absences(chance: np.random.Generator, people: int) -> pa.Table:
    away = chance.choice(people, people // 7, replace=False)
    begins = chance.integers(0, DAYS, len(away)) + FIRST_DAY
    return pa.table(
        {
            "person": _people(away),
            "from": _days(begins),
            "to": _maybe_days(begins + chance.integers(3, 300, len(away)), chance.random(len(away)) < 0.98),
        }
    )


def _decisions(seed: int, people: int, role: np.ndarray, required: np.ndarray) -> Iterator[pa.Table]:
    """One and a half a pair: each slice of days has its share, from people and standards at random."""
    number = 0
    for part in range(SLICES):
        chance = np.random.default_rng([seed, 1, part])
        rows = people * REQUIRED * 3 // 2 // SLICES
        person = chance.integers(0, people, rows)
        standard = required[role[person], chance.integers(0, REQUIRED, rows)]
        decided = np.sort(chance.integers(0, DAYS // SLICES, rows)) + part * (DAYS // SLICES) + FIRST_DAY
        kind = chance.choice(4, rows, p=[0.93, 0.04, 0.01, 0.02])
        carried = (chance.random(rows) < 0.02) & (kind == 0)
        yield pa.table(
            {
                "decision": _names("d", np.arange(number, number + rows), 9),
                "person": _people(person),
                "standard": _standard(standard),
                "context": _words(("", "older people"), chance.random(rows) < 0.02),
                "outcome": _words(("met", "bridged", "revoked", "not_yet"), kind),
                "decided_on": _days(decided),
                "held_from": _maybe_days(decided + 30, carried),
                "practice_as_of": _maybe_days(decided - 20, (chance.random(rows) < 0.05) | carried),
                "expires_on": _maybe_days(decided + 400, carried),
            }
        )
        number += rows


def _signatures(
    seed: int, people: int, role: np.ndarray, required: np.ndarray, changes: pa.Table
) -> Iterator[pa.Table]:
    """Most people sign most changes to what their role requires, within some weeks."""
    effective = changes.column("effective_on").cast(pa.int32()).to_numpy() - FIRST_DAY
    for part in range(SLICES):
        chance = np.random.default_rng([seed, 2, part])
        rows = people * REQUIRED * 5 * 7 // 10 // SLICES
        person = chance.integers(0, people, rows)
        standard = required[role[person], chance.integers(0, REQUIRED, rows)]
        # A version effective about now, so that rows come by day.
        year = np.clip(part * 5 // SLICES, 0, 4)
        signed = effective[standard * 5 + year] + chance.integers(-5, 60, rows)
        yield pa.table(
            {
                "person": _people(person),
                "subject": _names("policy", standard, 3),
                "version": pa.array(np.full(rows, year + 1)),
                "signed_on": _days(signed + FIRST_DAY),
            }
        )
