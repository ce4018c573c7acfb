"""What every fact row has: the second time axis, by whom it was recorded, and where it came from.

Rows are never changed but to retract them, and never deleted.
"""

from typing import ClassVar, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from standing.areas.people.models import Person
from standing.areas.record.models.batches import Batch
from standing.core.rules.days import Period

Row = TypeVar("Row", bound=models.Model)


def no_earlier(column: str, than: str) -> Q:
    """That a day is no earlier than another, where it is given at all."""
    return Q(**{f"{column}__isnull": True}) | Q(**{f"{column}__gte": F(than)})


class Facts(models.Manager[Row]):
    """The rows that are facts: a staged one is none for any page, command, file or check until its batch is
    activated.
    """

    def get_queryset(self) -> models.QuerySet[Row]:
        return super().get_queryset().filter(staged=False)


class FactRow(models.Model):
    """A fact, when it was known, by whom, and where it came from.

    A row of a batch has no audit event of its own: the event of its batch holds a digest over all its rows.
    """

    kind: ClassVar[str]
    """What a person calls one of these, and the kind of the audit events about it."""

    batch = models.ForeignKey(
        Batch, null=True, on_delete=models.PROTECT, related_name="+", help_text="the batch it came with"
    )
    staged = models.BooleanField(default=False, help_text="not a fact until its batch is activated")
    retracted_with = models.ForeignKey(
        Batch, null=True, on_delete=models.PROTECT, related_name="+", help_text="the batch it went with"
    )
    recorded_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    source = models.CharField(
        max_length=300, blank=True, help_text="where the fact comes from, if not typed in here"
    )
    retracted_on = models.DateField(null=True)
    retracted_at = models.DateTimeField(null=True)
    retracted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    retraction_reason = models.CharField(max_length=500, blank=True)

    objects = Facts()
    everything = models.Manager()

    class Meta:
        abstract = True
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.CheckConstraint(
                condition=Q(staged=False) | Q(batch__isnull=False, retracted_on__isnull=True),
                name="%(class)s_staged_in_a_batch",
            ),
            models.CheckConstraint(
                condition=Q(retracted_with__isnull=True) | Q(retracted_on__isnull=False),
                name="%(class)s_goes_with_a_batch_once_retracted",
            ),
            models.CheckConstraint(
                condition=no_earlier("retracted_on", "recorded_on"),
                name="%(class)s_retracted_after_recorded",
            ),
            models.CheckConstraint(
                condition=Q(retracted_on__isnull=True, retraction_reason="")
                | Q(retracted_on__isnull=False, retracted_at__isnull=False) & ~Q(retraction_reason=""),
                name="%(class)s_retracted_with_a_reason",
            ),
        )

    @property
    def name(self) -> str:
        """How the row is named in the audit trail and in messages."""
        return f"{self.kind}:{self.pk}"


class AboutPerson(models.Model):
    """Beside `person`, in whose record a fact stands now: for whom it was recorded, where that was another record.

    So it is after two records of one person were merged: `person` is then what the merges in force make of
    `recorded_for`, and a split puts it back.
    """

    recorded_for = models.ForeignKey(
        Person,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="the record it was written in, if it was merged into another",
    )

    class Meta:
        abstract = True


class PeriodFact(FactRow):
    """A fact that holds from a day until another, or until further notice."""

    from_on = models.DateField()
    to_on = models.DateField(null=True)

    class Meta(FactRow.Meta):
        abstract = True
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            *FactRow.Meta.constraints,
            models.CheckConstraint(
                condition=no_earlier("to_on", "from_on"), name="%(class)s_ends_after_it_begins"
            ),
        )

    @property
    def period(self) -> Period:
        """The days on which it holds."""
        return Period(self.from_on, self.to_on)
