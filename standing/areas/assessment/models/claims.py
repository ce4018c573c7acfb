"""Claims: the work of a person towards a standard, what is judged, and what was decided."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from standing.areas.assessment.models.evidence import Evidence
from standing.areas.people.models import Person
from standing.areas.record import models as record
from standing.areas.standards.models import Standard
from standing.core.assessing.evidence import Basis, Part
from standing.core.assessing.states import WORKING, Move, State
from standing.core.rules.facts import BRIDGED, MET, NOT_YET


class CriteriaList(models.Model):
    """The criteria of one edition, where a service has entered them. A draft until it is put in use; then it is fixed.

    While an edition has no list in use, claims on it are assessed on its title and scope only, and say so.
    """

    standard = models.OneToOneField(Standard, on_delete=models.PROTECT, related_name="criteria_list")
    source = models.CharField(max_length=300, help_text="the document the criteria were taken from")
    needs_observation = models.BooleanField(
        default=False, help_text="something must have been directly observed"
    )
    forbids_simulation = models.BooleanField(default=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    in_use_at = models.DateTimeField(null=True)
    in_use_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = (models.CheckConstraint(condition=~Q(source=""), name="criteria_name_their_source"),)

    @property
    def subject(self) -> str:
        """How the audit trail names it."""
        return f"criteria:{self.standard_id}"


class Criterion(models.Model):
    """One performance criterion or statement of knowledge."""

    list = models.ForeignKey(CriteriaList, on_delete=models.CASCADE, related_name="criteria")
    part = models.CharField(max_length=12)
    number = models.CharField(max_length=10, help_text="as its source numbers it: P1, K12")
    text = models.TextField()
    order = models.PositiveIntegerField()

    class Meta:
        ordering = ("list", "order")
        constraints = (
            models.UniqueConstraint(fields=("list", "number"), name="criterion_numbered_once"),
            models.CheckConstraint(
                condition=Q(part__in=[part.value for part in Part]), name="criterion_of_a_known_part"
            ),
            models.CheckConstraint(condition=~Q(text="") & ~Q(number=""), name="criterion_says_something"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.text}"


class Claim(models.Model):
    """A person works towards a standard, in a context. `state` is one of the table in `core.assessing.states`."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="worked_claims")
    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="worked_claims")
    context = models.CharField(max_length=100, blank=True)
    state = models.CharField(max_length=30, default=State.PLANNED.value)
    since = models.DateTimeField(help_text="since when it is in this state")
    opened_on = models.DateField()
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    assessor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="claims_to_assess"
    )
    fact = models.ForeignKey(
        record.Claim,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="the claim on the record that this one opened",
    )
    at_session = models.BooleanField(default=False, help_text="opened and decided at a drop-in session")

    class Meta:
        ordering = ("-since", "-pk")
        indexes = (
            models.Index(fields=("person", "state"), name="worked_claim_by_person"),
            models.Index(fields=("assessor", "state"), name="worked_claim_by_assessor"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in State]), name="worked_claim_in_a_known_state"
            ),
            models.UniqueConstraint(
                fields=("person", "standard", "context"),
                condition=Q(state__in=sorted(state.value for state in WORKING)),
                name="worked_claim_of_a_pair_once_at_a_time",
            ),
        )

    def __str__(self) -> str:
        where = f" ({self.context})" if self.context else ""
        return f"{self.standard_id}{where}"

    @property
    def at(self) -> State:
        """The state, as the table of states knows it."""
        return State(self.state)

    @property
    def subject(self) -> str:
        """How the audit trail names it."""
        return f"worked-claim:{self.pk}"


class Step(models.Model):
    """One move of a claim: from which state to which, by whom, and what they said. Rows are only ever added."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="steps")
    move = models.CharField(max_length=40, help_text="empty for the first: it was opened")
    from_state = models.CharField(max_length=30, blank=True)
    to_state = models.CharField(max_length=30)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(blank=True)
    hidden_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("claim", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(move__in=["", *(move.value for move in Move)]), name="step_by_a_known_move"
            ),
            models.CheckConstraint(
                condition=Q(hidden_at__isnull=True) | Q(words=""), name="step_hidden_has_no_words"
            ),
        )

    @property
    def subject(self) -> str:
        """How the audit trail names it."""
        return f"step:{self.pk}"


class Attachment(models.Model):
    """A piece of evidence serves a claim, for these of its criteria (none: for the standard's scope as a whole)."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="attachments")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="attachments")
    attached_at = models.DateTimeField()
    attached_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    criteria: models.ManyToManyField[Criterion, models.Model] = models.ManyToManyField(
        Criterion, related_name="attachments"
    )

    class Meta:
        ordering = ("claim", "pk")
        constraints = (
            models.UniqueConstraint(fields=("claim", "evidence"), name="evidence_attached_to_a_claim_once"),
        )


class Judgement(models.Model):
    """What an assessor found of the evidence for one criterion, or (no criterion) for the scope as a whole.

    Each assessor judges anew: what another one found before stays to be read, and decides nothing.
    """

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="judgements")
    criterion = models.ForeignKey(Criterion, null=True, on_delete=models.PROTECT, related_name="judgements")
    valid = models.BooleanField()
    authentic = models.BooleanField()
    current = models.BooleanField()
    sufficient = models.BooleanField()
    note = models.CharField(max_length=500, blank=True)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    judged_at = models.DateTimeField()
    hidden_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("claim", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("claim", "judged_by", "criterion"),
                condition=Q(criterion__isnull=False),
                name="judgement_of_a_criterion_once",
            ),
            models.UniqueConstraint(
                fields=("claim", "judged_by"),
                condition=Q(criterion__isnull=True),
                name="judgement_of_the_scope_once",
            ),
        )

    @property
    def holds(self) -> bool:
        """Whether the evidence is all four: valid, authentic, current and sufficient."""
        return self.valid and self.authentic and self.current and self.sufficient

    @property
    def subject(self) -> str:
        """How the audit trail names it."""
        return f"judgement:{self.pk}"


class ClaimDecision(models.Model):
    """What an assessor decided on a claim. On the record once `row` is there; until then nobody counts on it."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=10)
    decided_on = models.DateField()
    practice_as_of = models.DateField(null=True)
    expires_on = models.DateField(null=True)
    basis = models.CharField(max_length=10, help_text="judged criterion by criterion, or on scope only")
    plan = models.TextField(blank=True, help_text="of a not yet: what comes next, and by when")
    why_old = models.CharField(
        max_length=500, blank=True, help_text="why evidence of more than 24 months counts as current"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField()
    row = models.OneToOneField(
        record.Decision, null=True, on_delete=models.PROTECT, related_name="claim_decision"
    )
    hidden_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("claim", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(outcome__in=[MET, BRIDGED, NOT_YET]), name="claim_decision_of_a_known_outcome"
            ),
            models.CheckConstraint(
                condition=Q(basis__in=[basis.value for basis in Basis]),
                name="claim_decision_of_a_known_basis",
            ),
            models.CheckConstraint(
                condition=~Q(outcome=NOT_YET) | ~Q(plan="") | Q(hidden_at__isnull=False),
                name="claim_decision_not_yet_has_a_plan",
            ),
            models.CheckConstraint(
                condition=Q(practice_as_of__isnull=True) | Q(practice_as_of__lte=F("decided_on")),
                name="claim_decision_practice_no_later",
            ),
        )

    @property
    def subject(self) -> str:
        """How the audit trail names it."""
        return f"claim-decision:{self.pk}"
