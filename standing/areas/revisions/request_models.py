"""What a steward asks of whoever sets refresh rules: rules for new standards, without which nobody can be carried."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class RulesRequest(models.Model):
    """A steward asked for the refresh rules of these standards, so that a version of a crosswalk can be approved.

    It waits while the version is open and one of the standards has no rule: nobody marks it as done.
    """

    version = models.ForeignKey(
        "revisions.CrosswalkVersion", on_delete=models.CASCADE, related_name="rules_requests"
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    who = models.CharField(max_length=250, help_text="the name of the account or the command")
    at = models.DateTimeField()
    standards = models.JSONField(help_text="the ids of the standards that had no rule")
    words = models.TextField(blank=True, help_text="what the steward says of it")

    class Meta:
        ordering = ("at", "id")
        constraints = (
            models.CheckConstraint(condition=~Q(standards=[]), name="rules_request_names_a_standard"),
        )

    def __str__(self) -> str:
        return f"Refresh rules for {self.version}"
