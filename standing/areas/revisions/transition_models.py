"""What follows a crosswalk once it is adopted: tasks for named people, notices to those affected; and rehearsals kept
for whoever asked. None of it is a fact of the record.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from standing.areas.people.models import Person
from standing.areas.record.models import Batch, Decision
from standing.areas.standards.models import Standard


class StoredRehearsal(models.Model):
    """A rehearsal that an account asked for: how far it has got, and what it found in numbers. Nobody is named in it.

    Kept up to `kept_until`; then forgotten.
    """

    QUEUED, RUNNING, DONE, STOPPED, FAILED = "queued", "running", "done", "stopped", "failed"
    STATES: ClassVar[tuple[str, ...]] = (QUEUED, RUNNING, DONE, STOPPED, FAILED)

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="rehearsals")
    asked = models.JSONField(help_text="what is rehearsed, as `rehearsing.asked` reads it")
    title = models.CharField(max_length=300)
    below = models.PositiveSmallIntegerField(null=True)
    state = models.CharField(max_length=10, default=QUEUED)
    done = models.PositiveIntegerField(default=0)
    of = models.PositiveIntegerField(default=0)
    numbers = models.JSONField(null=True)
    words = models.TextField(blank=True, help_text="why it failed, for the reader")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    kept_until = models.DateField()

    class Meta:
        ordering = ("-made_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=["queued", "running", "done", "stopped", "failed"]),
                name="rehearsal_in_a_known_state",
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(numbers__isnull=False, ended_at__isnull=False),
                name="rehearsal_done_has_its_numbers",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def is_under_way(self) -> bool:
        """Whether it may still come to an end."""
        return self.state in (self.QUEUED, self.RUNNING)


class TransitionTask(models.Model):
    """Something that only a named kind of person can settle after an adoption; what follows from standing is not here.

    `equivalence`: an assessor judges whether old decisions meet `standard`. `offer`: an assessor looks at evidence
    that a combined standard offers toward it. `withdrawn_line`: the owner of a profile decides about a line of it
    whose standard has no successor.
    """

    EQUIVALENCE, OFFER, WITHDRAWN_LINE = "equivalence", "offer", "withdrawn_line"
    OPEN, GRANTED, REFUSED, NOTED, CLOSED = "open", "granted", "refused", "noted", "closed"

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="transition_tasks")
    version = models.ForeignKey(
        "revisions.CrosswalkVersion", on_delete=models.PROTECT, related_name="transition_tasks"
    )
    kind = models.CharField(max_length=20)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="transition_tasks")
    profile = models.CharField(max_length=50, blank=True, help_text="the code of the role profile")
    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="transition_tasks")
    context = models.CharField(max_length=100, blank=True)
    due_on = models.DateField(help_text="the last day on which an old edition can be judged")
    state = models.CharField(max_length=10, default=OPEN)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    why = models.TextField(blank=True)
    decision = models.OneToOneField(
        Decision,
        null=True,
        on_delete=models.PROTECT,
        related_name="equivalence",
        help_text="what was granted",
    )

    class Meta:
        ordering = ("due_on", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("batch", "kind", "person", "standard", "context"),
                condition=Q(person__isnull=False),
                name="transition_task_of_a_person_once",
            ),
            models.UniqueConstraint(
                fields=("batch", "kind", "profile", "standard", "context"),
                condition=Q(person__isnull=True),
                name="transition_task_of_a_profile_once",
            ),
            models.CheckConstraint(
                condition=Q(kind="withdrawn_line", person__isnull=True) & ~Q(profile="")
                | Q(kind__in=["equivalence", "offer"], person__isnull=False, profile=""),
                name="transition_task_of_a_known_kind",
            ),
            models.CheckConstraint(
                condition=Q(state="open", ended_at__isnull=True, why="")
                | Q(state__in=["granted", "refused", "noted", "closed"], ended_at__isnull=False) & ~Q(why=""),
                name="transition_task_ended_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(state="granted", decision__isnull=False)
                | ~Q(state="granted") & Q(decision__isnull=True),
                name="transition_task_granted_by_a_decision",
            ),
        )
        indexes = (models.Index(fields=("state", "kind"), name="transition_task_by_state"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class TaskSource(models.Model):
    """An old standard that a task is about, and what the assessor made of it: used, or not and why."""

    USED, NOT_USED = "used", "not_used"

    task = models.ForeignKey(TransitionTask, on_delete=models.CASCADE, related_name="sources")
    old = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField()
    judged = models.CharField(max_length=10, blank=True)
    why = models.TextField(blank=True)

    class Meta:
        ordering = ("task", "order")
        constraints = (
            models.UniqueConstraint(fields=("task", "old"), name="task_source_once"),
            models.CheckConstraint(
                condition=Q(judged__in=["", "used"]) | Q(judged="not_used") & ~Q(why=""),
                name="task_source_not_used_with_a_reason",
            ),
        )


class Notice(models.Model):
    """What a person was told about a revision, once for each of its days. `lines` are the words, as they were then."""

    APPROVED, EFFECTIVE = "approved", "effective"
    BEFORE_THE_END: ClassVar[tuple[int, ...]] = (90, 60, 30, 7)

    version = models.ForeignKey(
        "revisions.CrosswalkVersion", on_delete=models.PROTECT, related_name="notices"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="notices")
    milestone = models.CharField(max_length=10)
    on = models.DateField(help_text="the day that it is about")
    lines = models.JSONField()
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-on", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("version", "person", "milestone"), name="notice_once_a_milestone"
            ),
            models.CheckConstraint(
                condition=Q(milestone__in=["approved", "effective", "90", "60", "30", "7"]),
                name="notice_of_a_known_milestone",
            ),
            models.CheckConstraint(
                condition=Q(read_at__isnull=True) | Q(read_at__gte=F("made_at")), name="notice_read_once_made"
            ),
        )
        indexes = (models.Index(fields=("person", "read_at"), name="notice_unread_by_person"),)
