"""Job descriptions that were issued, as they were printed, and the organisation's own template for them."""

from __future__ import annotations

from enum import StrEnum

from django.conf import settings
from django.db import models
from django.db.models import Q

from standing.areas.profiles.models import ProfileVersion


def by_account() -> models.ForeignKey:
    """Who did it; none for a command on the server."""
    return models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")


class FileKind(StrEnum):
    """The files of an issued job description."""

    WORD = "word"
    PDF = "pdf"
    PLAIN = "plain"

    @property
    def words(self) -> str:
        """As a link says it."""
        return {
            FileKind.WORD: "Job description, Word",
            FileKind.PDF: "Job description, PDF",
            FileKind.PLAIN: "In plain words, PDF",
        }[self]


class WordTemplate(models.Model):
    """A Word document of the organisation's own, into which job descriptions are written. One is in use, or none."""

    name = models.CharField(max_length=200)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    added_at = models.DateTimeField()
    added_by = by_account()
    in_use = models.BooleanField(default=True)

    class Meta:
        ordering = ("-added_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("in_use",), condition=Q(in_use=True), name="one_word_template_in_use"
            ),
        )


class IssuedDocument(models.Model):
    """A job description as it was issued of a version: never changed. Whether it is still in use is said by people."""

    code = models.CharField(max_length=20, unique=True)
    version = models.ForeignKey(ProfileVersion, on_delete=models.PROTECT, related_name="issued_documents")
    said = models.JSONField(help_text="its title, and every paragraph as [key, place, words]")
    issued_on = models.DateField()
    issued_at = models.DateTimeField()
    issued_by = by_account()
    ended_at = models.DateTimeField(null=True, help_text="when somebody said that it is no longer in use")
    ended_by = by_account()
    ended_why = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("-issued_at", "-pk")
        constraints = (
            models.CheckConstraint(condition=~Q(code=""), name="issued_document_has_a_code"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_why="")
                | (Q(ended_at__isnull=False) & ~Q(ended_why="")),
                name="issued_document_ended_with_a_reason",
            ),
        )

    def __str__(self) -> str:
        return self.code

    @property
    def subject(self) -> str:
        """How the audit trail names it."""
        return f"document:{self.code}"


class IssuedFile(models.Model):
    """A file of an issued document, byte for byte."""

    document = models.ForeignKey(IssuedDocument, on_delete=models.PROTECT, related_name="files")
    kind = models.CharField(max_length=5)
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("document", "kind"), name="issued_file_of_a_kind_once"),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in FileKind]), name="issued_file_of_a_known_kind"
            ),
        )
