"""Role profiles: what a role asks for, in numbered versions. What a version in use requires is a fact of the record."""

from datetime import date
from enum import StrEnum

from django.db import models
from django.db.models import F, Q

from standing.areas.record.models import Batch
from standing.areas.standards.models import Standard


class State(StrEnum):
    """How a version stands on a day. The value is the word shown."""

    DRAFT = "Draft"
    TO_COME = "To come"
    IN_USE = "In use"
    RETIRED = "Retired"


class Need(StrEnum):
    """Whether a line is required of everyone in the role, or only hoped for."""

    ESSENTIAL = "essential"
    DESIRABLE = "desirable"


class RoleProfile(models.Model):
    """What one role asks for. `code` is the role as posts, assignments and requirements name it."""

    code = models.SlugField(max_length=50, unique=True)
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ("name", "code")
        constraints = (models.CheckConstraint(condition=~Q(name=""), name="profile_has_a_name"),)

    def __str__(self) -> str:
        return self.name


class ProfileVersion(models.Model):
    """A version of a profile: a draft until it has a first day, and in use from that day until `to_on`, if
    there is one.
    """

    profile = models.ForeignKey(RoleProfile, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    from_on = models.DateField(null=True)
    to_on = models.DateField(null=True)
    carried_with = models.ForeignKey(
        Batch,
        null=True,
        on_delete=models.PROTECT,
        related_name="profile_versions",
        help_text="the adopted revision that made it",
    )

    class Meta:
        ordering = ("profile", "-number")
        constraints = (
            models.UniqueConstraint(fields=("profile", "number"), name="profile_version_numbered_once"),
            models.UniqueConstraint(
                fields=("profile",), condition=Q(from_on__isnull=True), name="profile_has_one_draft"
            ),
            models.UniqueConstraint(
                fields=("profile",),
                condition=Q(from_on__isnull=False, to_on__isnull=True),
                name="profile_has_one_open_version",
            ),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(from_on__isnull=False, to_on__gt=F("from_on")),
                name="profile_version_ends_after_it_begins",
            ),
        )

    def __str__(self) -> str:
        return f"{self.profile} version {self.number}"

    @property
    def is_draft(self) -> bool:
        """Whether its lines can still be changed."""
        return self.from_on is None

    def state(self, day: date) -> State:
        """How the version stands on a day."""
        if self.from_on is None:
            return State.DRAFT
        if day < self.from_on:
            return State.TO_COME
        return State.RETIRED if self.to_on is not None and self.to_on <= day else State.IN_USE


class ProfileLine(models.Model):
    """A version asks for a standard, in a context: of everyone in the role, or as something hoped for."""

    version = models.ForeignKey(ProfileVersion, on_delete=models.CASCADE, related_name="lines")
    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="profile_lines")
    context = models.CharField(max_length=100, blank=True)
    need = models.CharField(max_length=10)
    needed_by_days = models.PositiveSmallIntegerField(
        null=True, help_text="days from joining by which it is asked for; none: from the first day"
    )

    came_from = models.JSONField(default=list, help_text="the old standards it was carried over from, by id")
    to_decide = models.TextField(
        blank=True, help_text="why somebody has to decide about it before it is in use"
    )

    class Meta:
        ordering = ("version", "standard__order", "context")
        constraints = (
            models.UniqueConstraint(
                fields=("version", "standard", "context"), name="profile_line_of_a_pair_once"
            ),
            models.CheckConstraint(
                condition=Q(need__in=[need.value for need in Need]), name="profile_line_of_a_known_need"
            ),
        )

    def __str__(self) -> str:
        return f"{self.standard_id} ({self.context})" if self.context else self.standard_id
