"""The digest over many facts at once: what one event says of a whole batch, and what `standing check` computes again.

A row counts with every column that is filled in, so that a column added to a table later changes no digest.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from json.encoder import encode_basestring
from typing import Any

from django.db import connection
from django.db.models import DateTimeField, TextField
from django.db.models.functions import Cast, Coalesce

from standing.areas.record.loading import FACT_OF_ROW
from standing.areas.record.models import Batch, EditionEnd, FactRow, Restriction
from standing.areas.record.selecting import as_kept

FACT_TABLES: tuple[type[FactRow], ...] = (*FACT_OF_ROW, EditionEnd, Restriction)
"""Every fact table, in the order in which their rows are digested."""

RETRACTION = frozenset(
    {"retracted_on", "retracted_at", "retracted_by_id", "retraction_reason", "retracted_with_id"}
)
"""The columns that are filled in when a fact is retracted; all others stay as they were written."""

_ROWS_AT_ONCE = 2000

_quoted = encode_basestring
"""Text as `audit.digests.canonical` writes it."""


@dataclass(frozen=True)
class Digested:
    """So many rows of each kind, and the SHA-256 over all of them as hexadecimal text."""

    counts: Mapping[str, int]
    digest: str

    @property
    def rows(self) -> int:
        return sum(self.counts.values())


def digest_written(batch: Batch) -> Digested:
    """Every fact that came with a batch, as it was written: whatever of it was retracted since."""
    return _digest({"batch": batch, "staged": False}, RETRACTION)


def digest_retracted(batch: Batch) -> Digested:
    """Every fact that was retracted with a batch, whole."""
    return _digest({"retracted_with": batch}, frozenset())


def _digest(chosen: Mapping[str, Any], left_out: frozenset[str]) -> Digested:
    digest, counts = hashlib.sha256(), {}
    for model in FACT_TABLES:
        number = 0
        for line in _lines(model, chosen, left_out):
            digest.update(line)
            number += 1
        if number:
            counts[model.kind] = number
    return Digested(counts, digest.hexdigest())


def _lines(model: type[FactRow], chosen: Mapping[str, Any], left_out: frozenset[str]) -> Iterator[bytes]:
    """A line for each row: `canonical([kind, columns])` of the columns that are filled in, put together by hand. There
    are hundreds of thousands, and most of what makes up a line is the same in all of them.
    """
    fields = {field.attname: field for field in model._meta.concrete_fields if field.attname not in left_out}
    columns: dict[str, Any] = {name: as_kept(connection.vendor, model, name) for name in fields}
    moments = {name for name, field in fields.items() if type(field) is DateTimeField}
    if connection.vendor == "sqlite":  # text, the same in all rows of a batch: read once, and not in each row
        columns |= {name: Cast(name, TextField()) for name in moments}
    if "recorded_for_id" in columns:  # as `as_recorded`
        columns.pop("recorded_for_id")
        columns["person_id"] = Coalesce("recorded_for_id", "person_id")
    names = sorted(columns)
    rows = model.everything.filter(**chosen).order_by("pk").values_list(*(columns[name] for name in names))
    ways = [(f"{_quoted(name)}:", _moment_cell if name in moments else _cell) for name in names]
    begin = f"[{_quoted(model.kind)},{{"
    for row in rows.iterator(chunk_size=_ROWS_AT_ONCE):
        cells = [
            head + said(value)
            for (head, said), value in zip(ways, row, strict=True)
            if value is not None and value != "" and value is not False  # is_filled, said again for its speed
        ]
        yield f"{begin}{','.join(cells)}}}]\n".encode()


def as_recorded(filled: dict[str, str]) -> dict[str, str]:
    """The columns as they were written: a merge puts a fact into another record, and says no other thing of it."""
    if "recorded_for_id" in filled:
        filled["person_id"] = filled.pop("recorded_for_id")
    return filled


def is_filled(value: Any) -> bool:
    """Whether a column says anything: a no is said by saying nothing. A nought is something."""
    return value is not None and value != "" and value is not False


def _cell(value: Any) -> str:
    return _quoted(value if type(value) is str else str(value))


@lru_cache(maxsize=64)
def _moment_cell(value: datetime | str) -> str:
    """A moment in UTC, to the microsecond; what is none, in a file that somebody changed, is said as it is."""
    try:
        moment = value if isinstance(value, datetime) else datetime.fromisoformat(value).replace(tzinfo=UTC)
    except ValueError:
        return _quoted(str(value))
    return _quoted(moment.astimezone(UTC).isoformat(timespec="microseconds"))
