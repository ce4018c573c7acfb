"""The audit chain, the words its digests stand for, and the log of who looked."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Event(models.Model):
    """One write. Events form a chain: each holds the digest of the one before it, and a salted digest of its
    own words.

    Rows are only ever added. `sequence` has no gaps, so that a removed row shows.
    """

    sequence = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=100, help_text="account:ID, or system: and the command")
    action = models.CharField(max_length=100, help_text="the name of the action, verb first")
    subject = models.CharField(max_length=200, help_text="what it was done to, as kind:name")
    words_digest = models.CharField(max_length=64)
    previous_digest = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ("sequence",)
        indexes = (models.Index(fields=("subject",), name="event_by_subject"),)
        constraints = (
            models.CheckConstraint(condition=Q(sequence__gte=1), name="event_sequence_starts_at_one"),
            models.UniqueConstraint(fields=("previous_digest",), name="event_chain_does_not_fork"),
        )

    def __str__(self) -> str:
        return f"{self.sequence} {self.action} {self.subject}"


class EventWords(models.Model):
    """What an event says, apart from the chain: a text can be erased here and the chain still holds.

    An erased one keeps its row, with `erased_at` and nothing else.
    """

    event = models.OneToOneField(Event, on_delete=models.PROTECT, primary_key=True, related_name="words")
    salt = models.CharField(max_length=64)
    words = models.JSONField(null=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True, words__isnull=False)
                | Q(erased_at__isnull=False, words__isnull=True, salt=""),
                name="event_words_held_or_erased",
            ),
        )


class Look(models.Model):
    """Somebody looked at a person's record. A GET writes this and nothing else."""

    at = models.DateTimeField()
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="looks")
    person = models.CharField(max_length=50, help_text="the reference of the person looked at")
    page = models.CharField(max_length=200)

    class Meta:
        ordering = ("-at", "-id")
        indexes = (models.Index(fields=("person", "-at"), name="look_by_person"),)
