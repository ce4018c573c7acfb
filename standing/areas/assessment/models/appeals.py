"""Appeals against a not yet or a revocation, in stages, each with its time limit."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from standing.areas.record.models import Decision


class Appeal(models.Model):
    """A person asks for a decision about themself to be looked at again.

    Meanwhile nothing changes: not yet stays not yet, and a revocation stands unless the panel suspends it.
    """

    OPEN, UPHELD, OVERTURNED, DROPPED = "open", "upheld", "overturned", "dropped"

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="appeals")
    grounds = models.CharField(max_length=2000)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_on = models.DateField()
    opened_at = models.DateTimeField()
    state = models.CharField(max_length=12, default=OPEN)
    closed_on = models.DateField(null=True)
    suspended_on = models.DateField(null=True, help_text="since when the panel has suspended the revocation")
    suspended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    suspended_why = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("-opened_at", "-pk")
        constraints = (
            models.CheckConstraint(condition=~Q(grounds=""), name="appeal_has_grounds"),
            models.CheckConstraint(
                condition=Q(state="open", closed_on__isnull=True)
                | Q(state__in=["upheld", "overturned", "dropped"], closed_on__isnull=False),
                name="appeal_in_one_state",
            ),
            models.UniqueConstraint(
                fields=("decision",), condition=Q(state="open"), name="appeal_of_a_decision_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(suspended_on__isnull=True, suspended_why="")
                | Q(suspended_on__isnull=False) & ~Q(suspended_why=""),
                name="appeal_suspends_with_a_reason",
            ),
        )

    @property
    def subject(self) -> str:
        """How the audit trail names it."""
        return f"appeal:{self.pk}"


class AppealStage(models.Model):
    """One stage of an appeal: who is to decide it, by when, and what they decided."""

    UPHELD, OVERTURNED = "upheld", "overturned"

    appeal = models.ForeignKey(Appeal, on_delete=models.PROTECT, related_name="stages")
    stage = models.CharField(max_length=20)
    opened_on = models.DateField()
    due_on = models.DateField()
    outcome = models.CharField(max_length=12, blank=True)
    words = models.CharField(max_length=2000, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_on = models.DateField(null=True)

    class Meta:
        ordering = ("appeal", "pk")
        constraints = (
            models.UniqueConstraint(fields=("appeal", "stage"), name="appeal_stage_once"),
            models.CheckConstraint(
                condition=Q(stage__in=["assessor", "independent", "panel", "organisation"]),
                name="appeal_stage_of_a_known_kind",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", decided_on__isnull=True)
                | Q(outcome__in=["upheld", "overturned"], decided_on__isnull=False) & ~Q(words=""),
                name="appeal_stage_decided_with_words",
            ),
        )

    @property
    def subject(self) -> str:
        """How the audit trail names it."""
        return f"appeal-stage:{self.pk}"
