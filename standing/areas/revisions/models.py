"""Crosswalks as a service keeps them: versions of what becomes of each old standard in a revision, approved by two.

What the imported document says stays in the catalogue (`standards.CrosswalkRow`). A version here begins as a copy of
it, of a spreadsheet, or of nothing, is edited by stewards, and is fixed once two people have approved it.
"""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from standing.areas.standards.models import Revision, Standard
from standing.core.crosswalks.states import State
from standing.core.rules.carry_over import NEEDS, TREATMENTS

_OPEN = [State.DRAFT.value, State.AWAITING.value]
_APPROVED = [State.APPROVED.value, State.SUPERSEDED.value]


class CrosswalkVersion(models.Model):
    """A version of the crosswalk of a revision: the days of the revision, and how far its approval has come.

    Days are the first and last on which something is so, both included. `last_start_on` and `last_assessment_on` are
    the last days on which somebody may begin towards, and be assessed against, an old edition; none means up to the
    end of the transition.
    """

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="crosswalk_versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=20, default=State.DRAFT.value)
    source = models.TextField(help_text="the document it was built from, or that it was built by hand")
    source_sha256 = models.CharField(max_length=64, blank=True)
    effective_on = models.DateField(null=True)
    transition_ends_on = models.DateField(null=True)
    last_start_on = models.DateField(null=True)
    last_assessment_on = models.DateField(null=True)
    why = models.TextField(blank=True, help_text="why a version after an approved one was made")
    made_from = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="later_versions")
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    first_approver = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    second_approver = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64, blank=True, help_text="of days and rows as approved")

    class Meta:
        ordering = ("revision", "-number")
        constraints = (
            models.UniqueConstraint(fields=("revision", "number"), name="crosswalk_version_numbered_once"),
            models.UniqueConstraint(
                fields=("revision",), condition=Q(state__in=_OPEN), name="revision_has_one_open_crosswalk"
            ),
            models.UniqueConstraint(
                fields=("revision",),
                condition=Q(state=State.APPROVED.value),
                name="revision_has_one_approved_crosswalk",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in State]), name="crosswalk_in_a_known_state"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=_APPROVED)
                | Q(
                    first_approver__isnull=False,
                    second_approver__isnull=False,
                    approved_at__isnull=False,
                )
                & ~Q(first_approver=F("second_approver"))
                & ~Q(digest=""),
                name="crosswalk_approved_by_two_different_people",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=_APPROVED)
                | Q(effective_on__isnull=False, transition_ends_on__isnull=False),
                name="approved_crosswalk_has_its_days",
            ),
            models.CheckConstraint(
                condition=Q(transition_ends_on__isnull=True) | Q(transition_ends_on__gte=F("effective_on")),
                name="crosswalk_transition_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(last_assessment_on__isnull=True)
                | Q(
                    last_assessment_on__gte=F("effective_on"),
                    last_assessment_on__lte=F("transition_ends_on"),
                ),
                name="crosswalk_last_assessment_in_the_transition",
            ),
            models.CheckConstraint(
                condition=Q(last_start_on__isnull=True) | Q(last_start_on__lte=F("transition_ends_on")),
                name="crosswalk_last_start_in_the_transition",
            ),
        )

    def __str__(self) -> str:
        return f"{self.revision.title}, version {self.number}"

    @property
    def is_open(self) -> bool:
        """Whether it can still come to be approved."""
        return self.state in _OPEN

    @property
    def last_assessment(self) -> date | None:
        """The last day of assessment against an old edition: the end of the transition unless set."""
        return self.last_assessment_on or self.transition_ends_on

    @property
    def last_start(self) -> date | None:
        """The last day of beginning towards an old edition: the last day of assessment unless set."""
        return self.last_start_on or self.last_assessment


class VersionRow(models.Model):
    """What becomes of one old standard in a version. `kind` is empty while nobody has said it.

    `question` is what a steward has to settle before anything can be carried; `asks_day` says that the source calls
    it replaced before this revision, and `replaced_on` is the day a steward gave. Of a row that is `deferred` nothing
    is carried.
    """

    version = models.ForeignKey(CrosswalkVersion, on_delete=models.CASCADE, related_name="rows")
    order = models.PositiveIntegerField()
    old = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="version_rows")
    kind = models.CharField(max_length=20, blank=True)
    need = models.CharField(max_length=3, default="any")
    treatment = models.CharField(max_length=60, blank=True)
    treatment_why = models.TextField(blank=True, help_text="why it is not the treatment of its kind")
    context = models.CharField(max_length=100, blank=True)
    source_words = models.TextField(blank=True)
    note = models.TextField(blank=True)
    source = models.TextField(blank=True)
    question = models.TextField(blank=True)
    asks_day = models.BooleanField(default=False)
    replaced_on = models.DateField(null=True)
    deferred = models.BooleanField(default=False)
    deferred_why = models.TextField(blank=True)
    targets: models.ManyToManyField[Standard, VersionTarget] = models.ManyToManyField(
        Standard, through="VersionTarget", related_name="version_rows_to"
    )

    class Meta:
        ordering = ("version", "order")
        constraints = (
            models.UniqueConstraint(fields=("version", "old"), name="version_row_an_old_standard_once"),
            models.CheckConstraint(
                condition=Q(kind__in=["", *sorted(TREATMENTS)]), name="version_row_of_a_known_kind"
            ),
            models.CheckConstraint(
                condition=Q(treatment__in=["", *sorted(set(TREATMENTS.values()))]),
                name="version_row_of_a_known_treatment",
            ),
            models.CheckConstraint(condition=Q(need__in=sorted(NEEDS)), name="version_row_needs_all_or_any"),
            models.CheckConstraint(
                condition=Q(deferred=False) | ~Q(deferred_why=""), name="version_row_deferred_with_a_reason"
            ),
        )

    def __str__(self) -> str:
        return f"{self.old_id} in {self.version}"


class VersionTarget(models.Model):
    """One new standard of a row, in its order."""

    row = models.ForeignKey(VersionRow, on_delete=models.CASCADE, related_name="links")
    new = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="version_links")
    order = models.PositiveIntegerField()

    class Meta:
        ordering = ("row", "order")
        constraints = (models.UniqueConstraint(fields=("row", "new"), name="version_target_of_a_row_once"),)


class Approval(models.Model):
    """Somebody approved a version as it stood. A change of the version takes its approvals away."""

    version = models.ForeignKey(CrosswalkVersion, on_delete=models.CASCADE, related_name="approvals")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    words = models.TextField(blank=True)

    class Meta:
        ordering = ("at", "id")
        constraints = (
            models.UniqueConstraint(fields=("version", "account"), name="nobody_approves_a_crosswalk_twice"),
        )


class Step(models.Model):
    """What was done to a version, when, by whom: for its page. The audit trail has the same, sealed."""

    version = models.ForeignKey(CrosswalkVersion, on_delete=models.CASCADE, related_name="steps")
    at = models.DateTimeField()
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    who = models.CharField(max_length=250, help_text="the name of the account or the command")
    old = models.CharField(
        max_length=60, blank=True, help_text="the old standard of the row, if it is about one"
    )
    words = models.TextField()

    class Meta:
        ordering = ("at", "id")


class FindingNote(models.Model):
    """A steward looked at a finding of a register against a crosswalk, and says what they make of it."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="finding_notes")
    extract = models.CharField(max_length=64, help_text="the digest of the register that was read")
    key = models.CharField(max_length=200, help_text="what the finding is and of which standards")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    who = models.CharField(max_length=250)
    at = models.DateTimeField()
    words = models.TextField()

    class Meta:
        ordering = ("at", "id")
        constraints = (models.CheckConstraint(condition=~Q(words=""), name="finding_note_says_something"),)


# Django finds an area's tables in this module; those of the transition and of requests lie in their own.
from standing.areas.revisions.request_models import RulesRequest  # noqa: E402
from standing.areas.revisions.transition_models import (  # noqa: E402
    Notice,
    StoredRehearsal,
    TaskSource,
    TransitionTask,
)

__all__ = [
    "Approval",
    "CrosswalkVersion",
    "FindingNote",
    "Notice",
    "RulesRequest",
    "Step",
    "StoredRehearsal",
    "TaskSource",
    "TransitionTask",
    "VersionRow",
    "VersionTarget",
]
