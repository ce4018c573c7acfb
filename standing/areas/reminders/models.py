"""Messages to people, what each told, and what somebody asked to be told besides."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class Preference(models.Model):
    """What an account asked to be told of. Without one: what its roles and its person's roles ask for."""

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", primary_key=True
    )
    not_required = models.BooleanField(
        default=False, help_text="also of standards held that no role of theirs asks for"
    )
    changed_at = models.DateTimeField()


class Message(models.Model):
    """An email to one account: what it says, why, and what became of it."""

    TO_SEND, SENT, REFUSED, GIVEN_UP, WITHDRAWN = "to_send", "sent", "refused", "given_up", "withdrawn"
    STATES = (TO_SEND, SENT, REFUSED, GIVEN_UP, WITHDRAWN)

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="messages")
    day = models.DateField()
    address = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    why = models.JSONField(help_text="a line for each thing it tells of, in words that name nobody")
    state = models.CharField(max_length=10, default=TO_SEND)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=500, blank=True, help_text="what the mail server said last")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-made_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=("to_send", "sent", "refused", "given_up", "withdrawn")),
                name="message_in_a_known_state",
            ),
            models.CheckConstraint(
                condition=Q(state="to_send", next_try_at__isnull=False, ended_at__isnull=True)
                | ~Q(state="to_send") & Q(next_try_at__isnull=True, ended_at__isnull=False),
                name="message_is_tried_or_ended",
            ),
        )
        indexes = (models.Index(fields=("state", "next_try_at"), name="message_to_send"),)

    def __str__(self) -> str:
        return self.subject


class Told(models.Model):
    """That a message told its account of a thing, at which stage and of which due day."""

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="told")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=450)
    stage = models.CharField(max_length=10)
    due = models.DateField(null=True)
    on = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("message", "key"), name="told_once_in_a_message"),)
        indexes = (models.Index(fields=("account", "key"), name="told_to_an_account"),)
