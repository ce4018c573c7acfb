"""Files on their way in, what was answered about earlier ones, and each file that was written or is being written."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from standing.areas.record.models import Batch


class StagedWorkbook(models.Model):
    """A spreadsheet somebody sent, and what they answered about it so far. Only that account can go on with it."""

    id = models.UUIDField(primary_key=True)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    file = models.CharField(max_length=255)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    answers = models.JSONField(default=dict)
    sent_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ("-changed_at",)

    def __str__(self) -> str:
        return self.file


class Remembered(models.Model):
    """What an earlier file was told, so that the next is not asked again: of a label, a unit, a role, or a sheet."""

    LABEL, UNIT, ROLE, SHEET = "label", "unit", "role", "sheet"

    kind = models.CharField(max_length=10)
    text = models.TextField(help_text="the words of the file, folded; of a sheet the digest of its headings")
    answer = models.JSONField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("kind", "text"), name="remembered_once"),
            models.CheckConstraint(
                condition=Q(kind__in=["label", "unit", "role", "sheet"]), name="remembered_of_a_known_kind"
            ),
        )


class WorkbookImport(models.Model):
    """A spreadsheet that was written into the record, or is on its way: how far it has come, and what it did.

    Its facts are those of its batch. A file is written whole, but for what was refused, or not at all.
    """

    WAITING, WRITING, WRITTEN, STOPPED, FAILED = "waiting", "writing", "written", "stopped", "failed"
    UNDER_WAY = (WAITING, WRITING)

    staged = models.ForeignKey(StagedWorkbook, null=True, on_delete=models.SET_NULL, related_name="imports")
    batch = models.OneToOneField(Batch, null=True, on_delete=models.PROTECT, related_name="workbook")
    file = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    moved_at = models.DateTimeField(help_text="when it last got on, so that one whose process died is told")
    ended_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, default=WAITING)
    stage = models.CharField(max_length=200, blank=True, help_text="what is being done, in words")
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    stop_asked = models.BooleanField(default=False)
    why = models.TextField(blank=True, help_text="why it failed, in words")
    counts = models.JSONField(default=dict)
    made = models.JSONField(default=dict, help_text="the people, posts and units added for it, by key")
    took_back = models.JSONField(
        default=list, help_text="the decisions of earlier imports it took back, by key"
    )
    faults = models.JSONField(default=list)
    units = models.JSONField(default=list, help_text="the codes of the units it is about")

    class Meta:
        ordering: ClassVar[tuple[str, ...]] = ("-pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "writing", "written", "stopped", "failed"]),
                name="import_in_a_known_state",
            ),
            models.UniqueConstraint(
                fields=("staged",),
                condition=Q(state__in=["waiting", "writing"]),
                name="import_of_a_file_once_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return self.file

    @property
    def subject(self) -> str:
        """How the audit trail names it."""
        return f"import:{self.pk}"

    @property
    def is_under_way(self) -> bool:
        """Whether it waits or is being written: neither in the record nor ended."""
        return self.state in self.UNDER_WAY
