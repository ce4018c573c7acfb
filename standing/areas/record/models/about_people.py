"""Facts about people: where they work, what was found of them, what they signed, and what keeps them from counting."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from standing.areas.people.models import Person, Post, Unit
from standing.areas.record.models.rows import AboutPerson, FactRow, PeriodFact, no_earlier
from standing.areas.standards.models import Standard
from standing.core.rules.facts import MET, OUTCOMES, REVOKED


class Assignment(PeriodFact, AboutPerson):
    """A person works in a unit, in a role, for a period; in a post, where posts are kept."""

    kind = "assignment"
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="assignments")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="assignments")
    role = models.SlugField(max_length=50)
    post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="assignments")


def decision_id(key: int) -> str:
    """The id of a decision in files and in the walk, by the key of its row."""
    return f"D{key:08d}"


class Decision(FactRow, AboutPerson):
    """An assessor's finding about a person and a standard."""

    kind = "decision"
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="decisions")
    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="decisions")
    context = models.CharField(max_length=100, blank=True)
    outcome = models.CharField(max_length=10)
    decided_on = models.DateField()
    held_from = models.DateField(null=True)
    practice_as_of = models.DateField(null=True)
    expires_on = models.DateField(null=True)
    evidence = models.CharField(
        max_length=300, blank=True, help_text="where the record of the evidence is kept"
    )
    replaces = models.OneToOneField(
        "self",
        null=True,
        on_delete=models.PROTECT,
        related_name="replaced_by",
        help_text="the one this corrects",
    )
    carried_from = models.ForeignKey(
        "self",
        null=True,
        on_delete=models.PROTECT,
        related_name="carried",
        help_text="the one on the old edition that this was carried over from",
    )
    assessor_unknown = models.BooleanField(
        default=False,
        help_text="read from a file that names no assessor: good for standing, never to assess others by",
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="who decided, where somebody else wrote it: released it, or corrected how it was entered",
    )

    class Meta(FactRow.Meta):
        indexes = (models.Index(fields=("person", "standard"), name="decision_by_pair"),)
        constraints = (
            *FactRow.Meta.constraints,
            models.CheckConstraint(condition=Q(outcome__in=OUTCOMES), name="decision_of_a_known_outcome"),
            models.CheckConstraint(
                condition=Q(expires_on__isnull=True) | Q(outcome=MET, expires_on__gte=F("decided_on")),
                name="decision_expires_only_if_met_and_after_it",
            ),
            models.CheckConstraint(
                condition=Q(held_from__isnull=True) | ~Q(outcome=REVOKED) & Q(held_from__gte=F("decided_on")),
                name="decision_held_from_it_or_later",
            ),
            models.CheckConstraint(
                condition=Q(practice_as_of__isnull=True) | Q(practice_as_of__lte=F("decided_on")),
                name="decision_practice_no_later_than_it",
            ),
        )

    @property
    def decision(self) -> str:
        """The decision's id in files and in the walk."""
        return decision_id(self.pk)

    @property
    def assessor_id(self) -> int | None:
        """The account of whoever decided; none for a command on the server."""
        return self.decided_by_id or self.recorded_by_id

    @property
    def assessor(self) -> Any:
        """Whoever decided: the account that recorded it, unless it did so for another."""
        return self.decided_by or self.recorded_by


class Membership(PeriodFact, AboutPerson):
    """A person belongs to a population for a period."""

    kind = "membership"
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    population = models.CharField(max_length=50)


class Signature(FactRow, AboutPerson):
    """A person has read and signed a version of a subject."""

    kind = "signature"
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="signatures")
    subject = models.CharField(max_length=50)
    version = models.PositiveIntegerField()
    signed_on = models.DateField()


class Absence(PeriodFact, AboutPerson):
    """A person is away from `from_on` until `to_on`, the first day back. No reason is kept."""

    kind = "absence"
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="absences")


class Suspension(PeriodFact, AboutPerson):
    """A person may not be counted for a standard, or (no standard) for any."""

    kind = "suspension"
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="suspensions")
    standard = models.ForeignKey(Standard, null=True, on_delete=models.PROTECT, related_name="suspensions")
    reason = models.CharField(max_length=500)
    carried_from = models.ForeignKey(
        "self",
        null=True,
        on_delete=models.PROTECT,
        related_name="carried",
        help_text="the one on the old edition that this was carried over from",
    )


class Claim(FactRow, AboutPerson):
    """A person is working towards a standard."""

    kind = "claim"
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="claims")
    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="claims")
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)

    class Meta(FactRow.Meta):
        constraints = (
            *FactRow.Meta.constraints,
            models.CheckConstraint(
                condition=no_earlier("closed_on", "opened_on"), name="claim_closed_once_opened"
            ),
        )
