"""Registers of standards, kept as they were read: written whole, and read again for the standards that matter."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Q

from standing.areas.audit import clock
from standing.areas.standards import models as tables
from standing.core.crosswalks.reconciling import Register
from standing.core.formats.nos_register import NAME, RegisterEntry, as_of
from standing.core.search.folding import code_key

_AT_ONCE = 1000


def write_register(
    *, name: str, file: str, sha256: str, entries: Collection[RegisterEntry]
) -> tables.Register:
    """Keep a register that was read, in the caller's transaction: a fixed number of statements a thousand rows."""
    day = as_of(entries)
    register = tables.Register.objects.create(
        name=name, file=file, sha256=sha256, as_of=_day(day), read_at=clock.now()
    )
    made = tables.RegisterEntry.objects.bulk_create(
        (_row(register, entry) for entry in entries), batch_size=_AT_ONCE
    )
    tables.RegisterOrigin.objects.bulk_create(
        (
            tables.RegisterOrigin(entry=row, urn=urn, key=code_key(urn), order=order)
            for row, entry in zip(made, entries, strict=True)
            for order, urn in enumerate(entry.originals, 1)
        ),
        batch_size=_AT_ONCE,
    )
    return register


def registers_read() -> frozenset[str]:
    """The digests of the registers that were read."""
    return frozenset(tables.Register.objects.values_list("sha256", flat=True))


def register_name(entries: Collection[RegisterEntry]) -> str:
    """What a register is called, with the month it is dated by: "UK NOS register, June 2019"."""
    day = _day(as_of(entries))
    return f"{NAME}, {day:%B %Y}" if day else NAME


def _row(register: tables.Register, entry: RegisterEntry) -> tables.RegisterEntry:
    return tables.RegisterEntry(
        register=register,
        row=entry.row,
        urn=entry.urn,
        key=code_key(entry.urn),
        title=entry.title,
        suite=entry.suite,
        developed_by=entry.developed_by,
        validity=entry.validity,
        printed_validity=entry.printed_validity,
        status=entry.status,
        category=entry.category,
        review_on=_day(entry.review_on),
        created_on=_day(entry.created_on),
        modified_on=_day(entry.modified_on),
    )


def read_register(row: tables.Register, keys: Iterable[str]) -> Register:
    """The entries of a register that stand under one of these references or name one as their original. Two queries."""
    wanted = sorted(set(keys))
    named = tables.RegisterOrigin.objects.filter(entry__register=row, key__in=wanted)
    entries = row.entries.filter(Q(key__in=wanted) | Q(pk__in=named.values("entry"))).order_by("row")
    found = [_entry(each) for each in entries.prefetch_related("origins")]
    return Register(row.name, row.as_of.isoformat() if row.as_of else "", found)


def _entry(row: tables.RegisterEntry) -> RegisterEntry:
    return RegisterEntry(
        row=row.row,
        urn=row.urn,
        title=row.title,
        suite=row.suite,
        developed_by=row.developed_by,
        validity=row.validity,
        printed_validity=row.printed_validity,
        status=row.status,
        category=row.category,
        originals=tuple(origin.urn for origin in row.origins.all()),
        review_on=_text(row.review_on),
        created_on=_text(row.created_on),
        modified_on=_text(row.modified_on),
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _text(day: date | None) -> str:
    return day.isoformat() if day else ""
