"""The last decisions somebody recorded today in one go, and whether anything was built on them since."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from standing.areas.audit import clock
from standing.areas.people.models import Account, Person
from standing.areas.record.models import Decision
from standing.areas.standards.models import Standard

UNDONE = "undone by "
"""What the reason of everything taken back in this way begins with."""


@dataclass(frozen=True)
class LastDone:
    """Decisions recorded together, none of them taken back. `built_on` says what was built on them; empty for
    nothing.
    """

    rows: tuple[Decision, ...]
    built_on: str

    @property
    def first(self) -> Decision:
        """The first of them."""
        return self.rows[0]

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """The people they are about, each once."""
        return tuple({row.person.pk: row.person for row in self.rows}.values())

    @cached_property
    def standards(self) -> tuple[Standard, ...]:
        """The standards they are about, each once."""
        return tuple({row.standard.pk: row.standard for row in self.rows}.values())

    @property
    def is_correction(self) -> bool:
        """Whether it stands in the place of another."""
        return self.first.replaces_id is not None


def last_done(*, by: Account) -> LastDone | None:
    """What this account recorded last, if it was today and stands: all that was recorded in one go.

    What came with a batch is taken back as a batch, and what an undoing put back is no thing done. At most two queries.
    """
    own = Decision.objects.filter(
        recorded_by=by, recorded_on=clock.today(), batch__isnull=True, carried_from__isnull=True
    ).exclude(replaces__retraction_reason__startswith=UNDONE)
    newest = own.filter(retracted_on__isnull=True).order_by("-recorded_at", "-pk").first()
    if newest is None:
        return None
    together = own.filter(recorded_at=newest.recorded_at)
    rows = tuple(
        together.annotate(followed=Exists(_later()), was_carried=Exists(_carried()))
        .select_related("person", "standard__suite", "replaces__person")
        .order_by("pk")
    )
    return LastDone(rows, _built_on(rows))


def _later() -> QuerySet[Decision]:
    """Decisions about the same person and standard that were recorded afterwards and stand."""
    return Decision.objects.filter(
        Q(recorded_at__gt=OuterRef("recorded_at")),
        person=OuterRef("person"),
        standard=OuterRef("standard"),
        retracted_on__isnull=True,
    )


def _carried() -> QuerySet[Decision]:
    return Decision.objects.filter(carried_from=OuterRef("pk"))


def _built_on(rows: Iterable[Any]) -> str:
    """What was built on the rows, which are read with `followed` and `was_carried`."""
    for row in rows:
        what = f"{row.person.name} and {row.standard_id}"
        if row.retracted_on is not None:
            return f"The decision about {what} was taken back or corrected since."
        if row.followed:
            return f"Another decision about {what} was recorded since."
        if row.was_carried:
            return f"The decision about {what} was carried over to another edition since."
    return ""
