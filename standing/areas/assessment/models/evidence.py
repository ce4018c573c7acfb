"""Evidence: by default a signed pointer to where the record of it is kept, and never that record itself.

What names somebody, or was withdrawn, is not in these rows any more: the fact stays here, the content does not.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from standing.areas.people.models import Person
from standing.core.assessing.evidence import Agreement, Kind


class Evidence(models.Model):
    """One piece of evidence about a person's practice. It serves as many claims and criteria as it fits.

    Rows are never changed but to take their content away. `digest` is over all that was signed, so that a changed row
    would show.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=30)
    what = models.TextField(blank=True, help_text="what it shows, naming nobody who uses services")
    made_on = models.DateField(help_text="the day of the practice or, of a document, the day it was made")
    kept_at = models.CharField(max_length=300, blank=True, help_text="where the record of it is kept")
    authenticator = models.CharField(max_length=200, blank=True, help_text="who can authenticate it")
    witness = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="the account of whoever can authenticate it, if they have one: they had a part in it",
    )
    context = models.CharField(max_length=100, blank=True)
    agreement = models.CharField(
        max_length=20, blank=True, help_text="of the person who uses services, or a carer"
    )
    agreement_kept_at = models.CharField(
        max_length=300, blank=True, help_text="where that agreement is recorded"
    )
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    signed_at = models.DateTimeField()
    digest = models.CharField(max_length=64)
    hidden_at = models.DateTimeField(null=True, help_text="since when its content is kept from everybody")
    withdrawn_at = models.DateTimeField(null=True, help_text="when whoever gave the feedback took it back")

    class Meta:
        ordering = ("-made_on", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in Kind]), name="evidence_of_a_known_kind"
            ),
            models.CheckConstraint(
                condition=Q(agreement__in=["", *(each.value for each in Agreement)]),
                name="evidence_of_a_known_agreement",
            ),
            models.CheckConstraint(
                condition=~Q(kind=Kind.FEEDBACK.value) | Q(agreement=Agreement.GIVEN.value),
                name="evidence_of_feedback_only_with_agreement",
            ),
            models.CheckConstraint(
                condition=Q(hidden_at__isnull=True, withdrawn_at__isnull=True)
                & ~Q(what="")
                & ~Q(kept_at="")
                & ~Q(authenticator="")
                | ~Q(hidden_at__isnull=True, withdrawn_at__isnull=True)
                & Q(what="", kept_at="", authenticator="", agreement_kept_at=""),
                name="evidence_has_its_content_or_is_hidden",
            ),
        )

    def __str__(self) -> str:
        return self.what or "Hidden"

    @property
    def subject(self) -> str:
        """How the audit trail names it."""
        return f"evidence:{self.pk}"

    @property
    def is_there(self) -> bool:
        """Whether its content is: neither hidden nor withdrawn."""
        return self.hidden_at is None and self.withdrawn_at is None


class EvidenceFile(models.Model):
    """A file of a piece of evidence, where the service allows files. Kept in the store: nothing serves it but a page
    that asks who may, every backup has it, and taking it away takes it away.
    """

    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=100, help_text="its media type, by its content")
    size = models.PositiveIntegerField(help_text="bytes")
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    added_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(condition=~Q(name="") & Q(size__gte=1), name="evidence_file_has_content"),
        )


class Sealed(models.Model):
    """A text that may name somebody, taken from its row and shown to the information-governance lead alone.

    They erase it for good, or give it back. `subject` names the row it came from, as the audit trail does.
    """

    WAITING, ERASED, GIVEN_BACK = "waiting", "erased", "given_back"

    subject = models.CharField(max_length=60)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    content = models.JSONField(null=True, help_text="what the row said, by column; none once it is settled")
    state = models.CharField(max_length=10, default=WAITING)
    said = models.CharField(
        max_length=30, help_text="what is in it, as whoever found it chose: never its words"
    )
    found_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    found_at = models.DateTimeField()
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("found_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(state="waiting", content__isnull=False, settled_at__isnull=True)
                | Q(state__in=["erased", "given_back"], content__isnull=True, settled_at__isnull=False),
                name="sealed_until_it_is_settled",
            ),
            models.UniqueConstraint(
                fields=("subject",), condition=Q(state="waiting"), name="sealed_once_at_a_time"
            ),
        )


class SealedFile(models.Model):
    """A file of a piece of evidence that is sealed, until it is settled."""

    sealed = models.ForeignKey(Sealed, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    added_at = models.DateTimeField()


class GuardAnswer(models.Model):
    """What the check for identifiable data found in something, masked, and what its author said to that."""

    subject = models.CharField(max_length=60, help_text="what it was found in, as the audit trail names it")
    findings = models.JSONField(help_text="kind, where and what was seen, masked")
    answer = models.CharField(max_length=30)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=("subject",), name="guard_answer_by_subject"),)
