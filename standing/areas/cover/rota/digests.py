"""The digest over a shift and everybody on it: events of the rota tell it, and `standing check` computes it again."""

from __future__ import annotations

import hashlib
from collections.abc import Collection

from standing.areas.audit.digests import canonical, plain_words
from standing.areas.cover.models import Shift

SHIFTS_AT_ONCE = 500


def digest_of(shift: Shift) -> str:
    """SHA-256 over a shift and whoever is on it now, as hexadecimal text. Who was on it is no part of it."""
    people = sorted(
        [str(row.person_id or ""), row.name, row.role, str(row.band or ""), row.leads]
        for row in shift.placements.all()
        if row.removed_at is None
    )
    times = [time.isoformat() if time else "" for time in (shift.starts_at, shift.ends_at)]
    said = {
        "unit": shift.unit_id,
        "name": shift.name,
        "kind": shift.kind,
        "days": [shift.starts_on, shift.ends_on],
        "times": times,
        "on the rota": shift.removed_at is None,
        "people": people,
    }
    return hashlib.sha256(canonical(plain_words(said))).hexdigest()


def digests_of(keys: Collection[int]) -> dict[str, str]:
    """The digests of shifts as they stand now, by how the audit trail names each. Two queries for every few hundred."""
    rows = Shift.objects.filter(pk__in=keys).order_by("pk").prefetch_related("placements")
    return {row.subject: digest_of(row) for row in rows.iterator(SHIFTS_AT_ONCE)}
