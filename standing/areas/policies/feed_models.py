"""What feeds of guidance and law said, and what a person made of each candidate."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from standing.areas.policies.models import Policy
from standing.core.formats import legislation_effects, nice_products
from standing.core.policies.feeds import STATUSES, Commencement, FeedItem

FEEDS = {nice_products.FORMAT: nice_products.NAME, legislation_effects.FORMAT: legislation_effects.NAME}
"""The feeds that are read, by the name of their format."""


class FeedSource(models.Model):
    """The address a feed is fetched from, where an administrator set one."""

    feed = models.CharField(max_length=30, unique=True)
    url = models.CharField(max_length=500)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    set_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(feed__in=sorted(FEEDS)), name="source_of_a_known_feed"),
        )


class FeedImport(models.Model):
    """A file of a feed that was imported, and how much of it was new or different."""

    feed = models.CharField(max_length=30)
    file = models.CharField(max_length=300)
    sha256 = models.CharField(max_length=64)
    imported_at = models.DateTimeField()
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    read = models.PositiveIntegerField()
    new = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    gone = models.PositiveIntegerField()
    set_aside = models.PositiveIntegerField()
    notes = models.JSONField(default=list, help_text="what was odd in it, in words")

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(condition=Q(feed__in=sorted(FEEDS)), name="import_of_a_known_feed"),
        )


class Candidate(models.Model):
    """A product or an Act of a feed, as it said last. It waits for somebody until it is linked or dismissed, and again
    when the feed says something else.
    """

    WAITING, LINKED, DISMISSED = "waiting", "linked", "dismissed"
    STATES = (WAITING, LINKED, DISMISSED)

    feed = models.CharField(max_length=30)
    key = models.CharField(max_length=60)
    title = models.TextField()
    kind = models.CharField(max_length=100, blank=True)
    status = models.CharField(max_length=10)
    published_on = models.DateField(null=True)
    modified_on = models.DateField(null=True)
    commencements = models.JSONField(default=list, help_text="pairs of a day, or nothing, and provisions")
    set_aside = models.CharField(max_length=200, blank=True, help_text="why it is not taken for a real one")
    taken_in = models.BooleanField(default=False, help_text="somebody said that it is a real one")
    state = models.CharField(max_length=10, default=WAITING)
    policy = models.ForeignKey(Policy, null=True, on_delete=models.PROTECT, related_name="candidates")
    differences = models.JSONField(default=list, help_text="what the feed says of it since somebody decided")
    since = models.DateTimeField(help_text="since when it waits, or when that was decided")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_why = models.CharField(max_length=500, blank=True)
    gone_at = models.DateTimeField(null=True, help_text="when the feed no longer had it")

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("feed", "key"), name="candidate_of_a_feed_once"),
            models.CheckConstraint(condition=Q(feed__in=sorted(FEEDS)), name="candidate_of_a_known_feed"),
            models.CheckConstraint(condition=Q(status__in=STATUSES), name="candidate_of_a_known_status"),
            models.CheckConstraint(
                condition=Q(state__in=("waiting", "linked", "dismissed")), name="candidate_state"
            ),
            models.CheckConstraint(
                condition=~Q(state="linked") | Q(policy__isnull=False), name="linked_candidate_has_a_policy"
            ),
            models.CheckConstraint(
                condition=~Q(state="dismissed") | ~Q(decided_why=""), name="candidate_dismissed_with_a_reason"
            ),
        )
        indexes = (models.Index(fields=("feed", "state"), name="candidate_by_state"),)

    def __str__(self) -> str:
        return f"{self.key} {self.title}"

    @property
    def subject(self) -> str:
        """How the audit trail names it."""
        return f"candidate:{self.feed}:{self.key}"

    @property
    def item(self) -> FeedItem:
        """What the feed said of it last."""
        return FeedItem(
            key=self.key,
            title=self.title,
            kind=self.kind,
            status=self.status,
            row=0,
            published_on=self.published_on,
            modified_on=self.modified_on,
            commencements=tuple(
                Commencement(date.fromisoformat(day) if day else None, provisions)
                for day, provisions in self.commencements
            ),
            set_aside=self.set_aside,
        )
