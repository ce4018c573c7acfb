"""The groups in which things are decided together, who is in them, and how somebody likes to read."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from standing.areas.people.models import Account
from standing.core.coproduction.deciding import Way
from standing.core.coproduction.record import Standpoint


def by_account(null: bool = True) -> models.ForeignKey:
    """Who did it; none for a command on the server."""
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=null)


class Constituency(models.Model):
    """A group that decides as one: from where its members speak, how many must say something, how it agrees."""

    standpoint = models.CharField(max_length=20, unique=True)
    quorum = models.PositiveSmallIntegerField()
    way = models.CharField(max_length=12)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(standpoint__in=[one.value for one in Standpoint]),
                name="constituency_of_a_known_standpoint",
            ),
            models.CheckConstraint(
                condition=Q(way__in=[way.value for way in Way]), name="constituency_agrees_in_a_known_way"
            ),
            models.CheckConstraint(condition=Q(quorum__gte=1), name="constituency_has_a_quorum"),
        )

    def __str__(self) -> str:
        return self.speaks_for.words

    @property
    def speaks_for(self) -> Standpoint:
        return Standpoint(self.standpoint)

    @property
    def subject(self) -> str:
        """How the audit trail names it."""
        return f"constituency:{self.standpoint}"


class Membership(models.Model):
    """Somebody is in a group, from a moment until another."""

    constituency = models.ForeignKey(Constituency, on_delete=models.PROTECT, related_name="memberships")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="memberships")
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True)
    added_by = by_account()
    removed_by = by_account()

    class Meta:
        ordering = ("constituency", "account__name", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("constituency", "account"),
                condition=Q(to_at__isnull=True),
                name="member_of_a_constituency_once",
            ),
            models.CheckConstraint(
                condition=Q(to_at__isnull=True) | Q(to_at__gte=F("from_at")),
                name="constituency_membership_ends_after_it_begins",
            ),
        )


class ReadingChoice(models.Model):
    """Somebody reads the pages of deciding together in large print."""

    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="reading_choice")
    large_print = models.BooleanField()
