"""Verification: sampling plans and what they drew, decisions held until somebody else looked, and what keeps assessors
alike: standardisation meetings, observations, and decisions looked at again.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from standing.areas.assessment.models.claims import Claim
from standing.areas.people.models import Person, Unit
from standing.areas.record.models import Decision
from standing.areas.standards.models import Standard
from standing.core.rules.facts import BRIDGED, MET
from standing.core.rules.sampling import Shares, Why

_SHARE = Q(share__gte=1, share__lte=100)


def _account(name: str, *, null: bool = False) -> Any:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, null=null, on_delete=models.PROTECT, related_name=name or "+"
    )


class SamplingPlan(models.Model):
    """What is drawn of the decisions about the people of a unit, on the days from one to another (rules, part 6).

    Made before those decisions. `seed` is what they are drawn by.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="sampling_plans")
    from_on = models.DateField()
    to_on = models.DateField(help_text="the first day it is over")
    seed = models.CharField(max_length=64)
    new_share = models.PositiveSmallIntegerField()
    usual_share = models.PositiveSmallIntegerField()
    made_by = _account("")
    made_at = models.DateTimeField()
    ended_on = models.DateField(null=True, help_text="the first day it is over, if it was ended early")
    ended_by = _account("", null=True)
    ended_why = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("-from_on", "-pk")
        constraints = (
            models.CheckConstraint(condition=Q(to_on__gt=F("from_on")), name="plan_ends_after_it_begins"),
            models.CheckConstraint(condition=~Q(seed=""), name="plan_has_a_seed"),
            models.CheckConstraint(
                condition=Q(new_share__gte=1, new_share__lte=100, usual_share__gte=1, usual_share__lte=100),
                name="plan_of_shares_of_a_hundred",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_why="")
                | Q(ended_on__isnull=False) & ~Q(ended_why=""),
                name="plan_ended_with_a_reason",
            ),
        )

    @property
    def subject(self) -> str:
        """How the audit trail names it."""
        return f"sampling-plan:{self.pk}"

    @property
    def shares(self) -> Shares:
        """The shares it draws with."""
        return Shares(self.new_share, self.usual_share)

    @property
    def over_on(self) -> date:
        """The first day it is over."""
        return min(self.to_on, self.ended_on) if self.ended_on else self.to_on


class PlanChange(models.Model):
    """From a moment on, a plan draws another share of one assessor's decisions. Never changed back: added to."""

    plan = models.ForeignKey(SamplingPlan, on_delete=models.PROTECT, related_name="changes")
    assessor = _account("plan_changes")
    share = models.PositiveSmallIntegerField()
    why = models.CharField(max_length=500)
    made_by = _account("")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(condition=_SHARE, name="plan_change_of_a_share"),
            models.CheckConstraint(condition=~Q(why=""), name="plan_change_has_a_reason"),
        )


class HeldDecision(models.Model):
    """A decision that somebody made and that is not on the record: it waits to be countersigned, or verified.

    `state` says for what it waits, or how it ended. Released, it is on the record as `decision`; returned, never.
    """

    COUNTERSIGNING, VERIFYING = "countersigning", "verifying"
    RELEASED, RETURNED, WITHDRAWN = "released", "returned", "withdrawn"
    OPEN = (COUNTERSIGNING, VERIFYING)
    STATES = (*OPEN, RELEASED, RETURNED, WITHDRAWN)

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="held_decisions")
    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="held_decisions")
    context = models.CharField(max_length=100, blank=True)
    outcome = models.CharField(max_length=10)
    decided_on = models.DateField()
    held_from = models.DateField(null=True, help_text="a later day it was to take effect, if it said one")
    practice_as_of = models.DateField(null=True)
    expires_on = models.DateField(null=True)
    evidence = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=300, blank=True)
    methods = models.JSONField(default=list)
    elements = models.JSONField(default=list)
    records = models.JSONField(default=list)
    witnesses = models.JSONField(default=list, help_text="the accounts that vouched for some of the evidence")
    claim = models.ForeignKey(Claim, null=True, on_delete=models.PROTECT, related_name="held")
    task = models.CharField(max_length=60, blank=True)
    replaces = models.ForeignKey(Decision, null=True, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=500, blank=True, help_text="of a correction, or of what a task grants")
    assessor = _account("held_decisions")
    held_at = models.DateTimeField()
    because = models.CharField(max_length=300, help_text="why it is held, in words")
    state = models.CharField(max_length=20)
    to_verify = models.BooleanField(help_text="whether it is verified, once it needs no countersigning")
    countersigned_by = _account("", null=True)
    countersigned_at = models.DateTimeField(null=True)
    ended_by = _account("", null=True)
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=1000, blank=True)
    decision = models.OneToOneField(Decision, null=True, on_delete=models.PROTECT, related_name="held_before")

    class Meta:
        ordering = ("held_at", "pk")
        indexes = (models.Index(fields=("state", "held_at"), name="held_decision_by_state"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(outcome__in=[MET, BRIDGED]), name="held_decision_that_would_count"
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=["countersigning", "verifying"], ended_at__isnull=True, decision__isnull=True
                )
                | Q(state="released", ended_at__isnull=False, decision__isnull=False)
                | Q(state__in=["returned", "withdrawn"], ended_at__isnull=False, decision__isnull=True)
                & ~Q(ended_why=""),
                name="held_decision_in_one_state",
            ),
            models.UniqueConstraint(
                fields=("person", "standard", "context"),
                condition=Q(state__in=["countersigning", "verifying"]),
                name="held_decision_of_a_pair_once_at_a_time",
            ),
        )

    @property
    def subject(self) -> str:
        """How the audit trail names it."""
        return f"held-decision:{self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN


class Draw(models.Model):
    """A decision put to a plan: its number among its assessor's, the share, and whether it was drawn and why."""

    plan = models.ForeignKey(SamplingPlan, on_delete=models.PROTECT, related_name="draws")
    assessor = _account("draws")
    number = models.PositiveIntegerField()
    share = models.PositiveSmallIntegerField()
    drawn = models.BooleanField()
    why = models.CharField(max_length=80)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="draws")
    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="draws")
    context = models.CharField(max_length=100, blank=True)
    outcome = models.CharField(max_length=10)
    decided_on = models.DateField()
    methods = models.JSONField(default=list)
    elements = models.JSONField(default=list)
    records = models.JSONField(default=list)
    place = models.CharField(max_length=50, blank=True, help_text="the unit, by code")
    held = models.OneToOneField(HeldDecision, null=True, on_delete=models.PROTECT, related_name="draw")
    at = models.DateTimeField()

    class Meta:
        ordering = ("plan", "pk")
        constraints = (
            models.UniqueConstraint(fields=("plan", "assessor", "number"), name="draw_numbered_once"),
            models.CheckConstraint(condition=_SHARE, name="draw_with_a_share"),
            models.CheckConstraint(
                condition=Q(why__in=[why.value for why in Why]), name="draw_for_a_known_reason"
            ),
        )


class Review(models.Model):
    """Somebody who had no part in it looked again at a decision on the record, and said what they found.

    An interim sample, or a decision whose assessor turned out not to have counted. It cancels nothing: what is wrong
    is corrected.
    """

    INTERIM, ASSESSOR = "interim", "assessor"
    STANDS, TO_CORRECT = "stands", "to_correct"

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="reviews")
    kind = models.CharField(max_length=20)
    outcome = models.CharField(max_length=20)
    words = models.CharField(max_length=1000)
    made_by = _account("")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=["interim", "assessor"]), name="review_of_a_known_kind"
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["stands", "to_correct"]), name="review_with_a_known_outcome"
            ),
            models.CheckConstraint(condition=~Q(words=""), name="review_says_something"),
        )

    @property
    def subject(self) -> str:
        """How the audit trail names it."""
        return f"review:{self.pk}"


class Standardisation(models.Model):
    """Those who assess a standard met and agreed how they judge it. Due every six months while it is in use."""

    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="standardisations")
    held_on = models.DateField()
    took_part: models.ManyToManyField[Any, Any] = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="+"
    )
    outcome = models.TextField()
    made_by = _account("")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("-held_on", "-pk")
        constraints = (
            models.CheckConstraint(condition=~Q(outcome=""), name="standardisation_has_an_outcome"),
        )

    @property
    def subject(self) -> str:
        """How the audit trail names it."""
        return f"standardisation:{self.pk}"


class Observation(models.Model):
    """A verifier watched an assessor assess. Due every year."""

    assessor = _account("observations_of_assessing")
    observed_on = models.DateField()
    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="+")
    words = models.TextField()
    made_by = _account("")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("-observed_on", "-pk")
        constraints = (
            models.CheckConstraint(condition=~Q(words=""), name="observation_of_assessing_says_something"),
            models.CheckConstraint(
                condition=~Q(made_by=F("assessor")), name="observation_of_assessing_by_somebody_else"
            ),
        )

    @property
    def subject(self) -> str:
        """How the audit trail names it."""
        return f"observation-of-assessing:{self.pk}"
