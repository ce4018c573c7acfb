"""The record of how something was made together, and what matters to people."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from standing.areas.coproduction.models.groups import Constituency, by_account
from standing.areas.coproduction.models.proposals import Position, Proposal
from standing.areas.people.models import Account
from standing.areas.profiles.models import RoleProfile
from standing.core.coproduction.record import Standpoint

_STANDPOINTS = [one.value for one in Standpoint]


class Participant(models.Model):
    """Somebody in the record of a proposal: by their account, or somebody without one who came to a meeting.

    Named only where they choose. Access needs: None where nobody asked, empty where they need nothing. `took_part` once
    they have said something, or the record says that they did.
    """

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="participants")
    account = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="participations")
    standpoint = models.CharField(max_length=20)
    name = models.CharField(max_length=200, blank=True, help_text="of somebody without an account")
    is_named = models.BooleanField(default=False)
    took_part = models.BooleanField(default=False)
    access_needs = models.CharField(max_length=500, null=True)
    access_met = models.BooleanField(null=True)
    payment_offered = models.BooleanField(null=True)

    class Meta:
        ordering = ("standpoint", "pk")
        constraints = (
            models.UniqueConstraint(fields=("proposal", "account"), name="participant_once"),
            models.CheckConstraint(
                condition=Q(standpoint__in=_STANDPOINTS), name="participant_of_a_known_standpoint"
            ),
            models.CheckConstraint(
                condition=Q(account__isnull=True) | Q(name=""), name="participant_named_by_their_account"
            ),
        )

    @property
    def speaks_for(self) -> Standpoint:
        return Standpoint(self.standpoint)

    @property
    def own_name(self) -> str:
        """Their name, whether or not it may be shown; empty where nobody gave one."""
        return self.account.name if self.account is not None else self.name

    @property
    def shown_as(self) -> str:
        """Their name where they choose so; otherwise only from where they speak."""
        return (self.own_name if self.is_named else "") or self.speaks_for.one


class Point(models.Model):
    """A point that was made, what changed because of it, or why it was not taken."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="points")
    standpoint = models.CharField(max_length=20)
    participant = models.ForeignKey(Participant, null=True, on_delete=models.PROTECT, related_name="points")
    position = models.ForeignKey(
        Position,
        null=True,
        on_delete=models.PROTECT,
        related_name="points",
        help_text="where it was the reason",
    )
    what = models.TextField()
    changed = models.TextField(blank=True)
    not_taken_because = models.TextField(blank=True)
    said_at = models.DateTimeField()
    written_by = by_account()

    class Meta:
        ordering = ("said_at", "pk")
        constraints = (
            models.CheckConstraint(condition=~Q(what=""), name="point_says_something"),
            models.CheckConstraint(
                condition=Q(standpoint__in=_STANDPOINTS), name="point_from_a_known_standpoint"
            ),
        )

    def is_reason_of(self, position: Position) -> bool:
        """Whether this is what somebody gave as their reason, however often they said it again."""
        who = self.participant.account_id if self.participant else None
        return who == position.account_id and self.what == position.reason

    @property
    def is_settled(self) -> bool:
        """Whether it is written down what came of it."""
        return bool(self.changed or self.not_taken_because)

    @property
    def said_by(self) -> str:
        """Who said it, as they choose to be known."""
        return self.participant.shown_as if self.participant else Standpoint(self.standpoint).words


class ValuesStatement(models.Model):
    """What matters to a group about a line of a profile. It stays with the line in the versions copied from its own."""

    constituency = models.ForeignKey(Constituency, on_delete=models.PROTECT, related_name="values_statements")
    profile = models.ForeignKey(RoleProfile, on_delete=models.PROTECT, related_name="values_statements")
    line_key = models.CharField(max_length=32)
    words = models.CharField(max_length=500)
    added_at = models.DateTimeField()
    added_by = by_account()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = by_account()

    class Meta:
        ordering = ("constituency", "added_at", "pk")
        indexes = (models.Index(fields=("line_key",), name="values_by_line"),)
        constraints = (
            models.CheckConstraint(condition=~Q(words="") & ~Q(line_key=""), name="values_say_something"),
        )
