"""The register of policies, the changes proposed of them, what signers answered, and what was observed of practice.

A change that is put into force is a fact of the record (`record.Change`), and so is each signature. Here is how it came
to that, and what goes with it.
"""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from standing.areas.people.models import Person
from standing.areas.standards.models import Standard
from standing.core.policies.lifecycle import Days, Kind, State
from standing.core.policies.proposals import ASKS_A_QUESTION, CLASSES, Question, answers_in, subject_of
from standing.core.policies.proposals import State as ChangeState

LONGEST_CODE = 40


def _by(related_name: str, null: bool = False) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name=related_name, null=null
    )


class Policy(models.Model):
    """A policy, guidance, a law or an alert. `code` is the subject under which its changes are signed."""

    code = models.CharField(max_length=LONGEST_CODE, unique=True)
    kind = models.CharField(max_length=10)
    title = models.CharField(max_length=200)
    owner = _by("policies_owned")
    ratifying_group = models.CharField(
        max_length=200, blank=True, help_text="who ratifies it; none where it is made elsewhere"
    )
    kept_at = models.CharField(max_length=500, blank=True, help_text="where its text can be read")

    class Meta:
        ordering = ("title", "code")
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in Kind]), name="policy_of_a_known_kind"
            ),
            models.CheckConstraint(condition=~Q(code="") & ~Q(title=""), name="policy_has_code_and_title"),
            models.CheckConstraint(
                condition=~Q(kind=Kind.POLICY.value) | ~Q(ratifying_group=""),
                name="own_policy_has_a_ratifying_group",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def subject(self) -> str:
        """How the audit trail names it."""
        return f"policy:{self.code}"

    @property
    def of_kind(self) -> Kind:
        return Kind(self.kind)


class PolicyVersion(models.Model):
    """A version of a policy. How far it has come follows from its days (`core.policies.lifecycle`)."""

    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    made_by = _by("+", null=True)
    ratified_on = models.DateField(null=True)
    conditional_on = models.DateField(null=True, help_text="the day it was ratified with conditions")
    conditions = models.TextField(blank=True, help_text="what is to be done before it may be published")
    conditions_by = models.DateField(null=True, help_text="the last day by which they are to be met")
    published_on = models.DateField(null=True)
    effective_on = models.DateField(null=True)
    review_on = models.DateField(null=True, help_text="the last day by which it is to be reviewed")
    superseded_on = models.DateField(null=True, help_text="the first day of the version after it")
    withdrawn_on = models.DateField(null=True)
    withdrawn_why = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("policy", "-number")
        constraints = (
            models.UniqueConstraint(fields=("policy", "number"), name="policy_version_numbered_once"),
            models.UniqueConstraint(
                fields=("policy",),
                condition=Q(published_on__isnull=True, withdrawn_on__isnull=True),
                name="policy_has_one_draft",
            ),
            models.CheckConstraint(
                condition=Q(published_on__isnull=True) | Q(effective_on__isnull=False),
                name="published_policy_has_a_first_day",
            ),
            models.CheckConstraint(
                condition=Q(ratified_on__isnull=True)
                | Q(published_on__isnull=True)
                | Q(published_on__gte=F("ratified_on")),
                name="policy_published_once_ratified",
            ),
            models.CheckConstraint(
                condition=Q(conditional_on__isnull=True, conditions="")
                | Q(conditional_on__isnull=False) & ~Q(conditions=""),
                name="policy_ratified_with_conditions_says_which",
            ),
            models.CheckConstraint(
                condition=Q(conditional_on__isnull=True)
                | Q(published_on__isnull=True)
                | Q(ratified_on__isnull=False, ratified_on__gte=F("conditional_on")),
                name="policy_published_once_conditions_are_met",
            ),
            models.CheckConstraint(
                condition=Q(review_on__isnull=True) | Q(review_on__gt=F("effective_on")),
                name="policy_reviewed_once_in_effect",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | ~Q(withdrawn_why=""),
                name="policy_withdrawn_with_a_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.policy.title}, version {self.number}"

    @property
    def last_extension(self) -> Extension | None:
        """The extension in force, if there is one. Of the extensions that were read with it, where they were."""
        found = sorted(self.extensions.all(), key=lambda one: one.pk)
        return found[-1] if found else None

    @property
    def days(self) -> Days:
        """Its days as the lifecycle reads them."""
        extension = self.last_extension
        return Days(
            self.ratified_on,
            self.published_on,
            self.effective_on,
            self.review_on,
            extension.decided_on if extension else None,
            extension.to_on if extension else None,
            self.superseded_on,
            self.withdrawn_on,
            self.conditional_on,
        )

    def state_on(self, day: date) -> State:
        """How far it had come on a day."""
        return self.days.state_on(day)

    @property
    def to_be_reviewed_by(self) -> date | None:
        """The last day by which it is to be reviewed, as extended."""
        extension = self.last_extension
        return extension.to_on if extension else self.review_on


class Extension(models.Model):
    """A group decided that a version is reviewed later than it was to be, and why."""

    version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="extensions")
    decided_on = models.DateField()
    decided_by = models.CharField(max_length=200, help_text="the group that decided")
    to_on = models.DateField()
    reason = models.CharField(max_length=500)
    recorded_by = _by("+", null=True)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(condition=~Q(reason=""), name="extension_has_a_reason"),
            models.CheckConstraint(
                condition=Q(to_on__gt=F("decided_on")), name="extension_is_of_days_to_come"
            ),
        )


_AGREED = [ChangeState.AGREED.value, ChangeState.IN_FORCE.value]


class ProposedChange(models.Model):
    """What of practice a version changes from a day, for some standards: proposed, agreed, put into force.

    `number` counts the commencement days of a version from 1. `seed` and `group` are those of the draw of who is
    observed, from the day it is put into force.
    """

    version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="changes")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, default=ChangeState.DRAFT.value)
    part = models.CharField(max_length=100, blank=True, help_text="what of it comes into force, if not all")
    change_class = models.CharField(max_length=20)
    what_changed = models.TextField()
    effective_on = models.DateField()
    due_on = models.DateField(null=True)
    population = models.CharField(max_length=50, blank=True)
    standards: models.ManyToManyField[Standard, models.Model] = models.ManyToManyField(
        Standard, related_name="proposed_changes"
    )
    question = models.CharField(max_length=500, blank=True)
    answers = models.TextField(blank=True, help_text="one on each line")
    right_answer = models.PositiveSmallIntegerField(
        null=True, help_text="its place among the answers, from 0"
    )
    explanation = models.CharField(max_length=1000, blank=True)
    proposed_by = _by("+", null=True)
    proposed_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    agreed_by = _by("+", null=True)
    agreed_at = models.DateTimeField(null=True)
    returned_by = _by("+", null=True)
    returned_at = models.DateTimeField(null=True)
    returned_why = models.CharField(max_length=500, blank=True)
    put_into_force_by = _by("+", null=True)
    put_into_force_at = models.DateTimeField(null=True)
    seed = models.BigIntegerField(null=True)
    group = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering = ("version", "number")
        constraints = (
            models.UniqueConstraint(fields=("version", "number"), name="change_of_a_version_numbered_once"),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in ChangeState]),
                name="proposed_change_in_a_known_state",
            ),
            models.CheckConstraint(
                condition=Q(change_class__in=CLASSES), name="proposed_change_of_a_known_class"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=_AGREED) | Q(agreed_by__isnull=False) & ~Q(agreed_by=F("proposed_by")),
                name="class_of_a_change_agreed_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=_AGREED, change_class__in=sorted(ASKS_A_QUESTION)) | ~Q(question=""),
                name="agreed_change_asks_a_question",
            ),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(due_on__gte=F("effective_on")),
                name="proposed_change_due_once_effective",
            ),
            models.CheckConstraint(
                condition=~Q(state=ChangeState.IN_FORCE.value)
                | Q(put_into_force_at__isnull=False, seed__isnull=False, group__gte=1),
                name="change_in_force_has_its_draw",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """What people see in their lists."""
        return f"{self.version.policy.title}: {self.part}" if self.part else self.version.policy.title

    @property
    def signed_as(self) -> tuple[str, int]:
        """The subject and version under which it is signed."""
        return subject_of(self.version.policy.code, self.number), self.version.number

    @property
    def asked(self) -> Question | None:
        """The question on it, if it has one."""
        if not self.question or self.right_answer is None:
            return None
        return Question(self.question, answers_in(self.answers), self.right_answer, self.explanation)


class Answer(models.Model):
    """An answer that somebody gave to the question on a change. Kept, never judged: signing needs one right one."""

    change = models.ForeignKey(ProposedChange, on_delete=models.PROTECT, related_name="answers_given")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    answer = models.PositiveSmallIntegerField()
    is_right = models.BooleanField()

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=("change", "person"), name="answer_to_a_change"),)


class Observation(models.Model):
    """Somebody who signed a change was drawn to be observed in practice; `observed_on` once they were.

    Changes nobody's standing. `signed_at_place` is where they came among the signers, from 0: with the seed of the
    change, the draw can be made again.
    """

    change = models.ForeignKey(ProposedChange, on_delete=models.PROTECT, related_name="observations")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    signed_on = models.DateField()
    signed_at_place = models.PositiveIntegerField()
    due_on = models.DateField()
    observed_on = models.DateField(null=True)
    observed_by = _by("+", null=True)
    follows = models.BooleanField(null=True, help_text="whether practice follows the change")
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("due_on", "pk")
        constraints = (
            models.UniqueConstraint(fields=("change", "person"), name="observed_of_a_change_once"),
            models.CheckConstraint(
                condition=Q(observed_on__isnull=True, follows__isnull=True)
                | Q(observed_on__isnull=False, follows__isnull=False),
                name="observation_says_what_was_found",
            ),
        )

    @property
    def subject(self) -> str:
        """How the audit trail names it."""
        return f"observation:{self.pk}"


# Django finds an area's tables in this module; those of feeds lie in one of their own.
from standing.areas.policies.feed_models import Candidate, FeedImport, FeedSource  # noqa: E402

__all__ = [
    "Answer",
    "Candidate",
    "Extension",
    "FeedImport",
    "FeedSource",
    "Observation",
    "Policy",
    "PolicyVersion",
    "ProposedChange",
]
