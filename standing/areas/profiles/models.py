"""Role profiles: what a role asks for, in numbered versions. What a version in use requires is a fact of the record."""

import uuid
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


class Practice(StrEnum):
    """How somebody works who meets a line: with others who answer for it, or by themselves; or nobody has said."""

    NOT_SAID = ""
    SUPERVISED = "supervised"
    INDEPENDENT = "independent"


class HowDecided(StrEnum):
    """How what a version asks for was decided. With people from the start, or put to them afterwards."""

    BY_OWNER = ""
    CO_PRODUCED = "co-produced"
    CONSULTED = "consulted"


def new_key() -> str:
    """A key that no other line has."""
    return uuid.uuid4().hex


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
    purpose = models.TextField(blank=True, help_text="what the role is for, in a sentence or two")
    from_on = models.DateField(null=True)
    to_on = models.DateField(null=True)
    carried_with = models.ForeignKey(
        Batch,
        null=True,
        on_delete=models.PROTECT,
        related_name="profile_versions",
        help_text="the adopted revision that made it",
    )
    decided_how = models.CharField(max_length=11, blank=True)
    decided_ref = models.CharField(
        max_length=100,
        blank=True,
        help_text="what the decision is recorded as, where it was not the owner’s alone",
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
            models.CheckConstraint(
                condition=Q(decided_how__in=[how.value for how in HowDecided]),
                name="profile_version_decided_in_a_known_way",
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


class ServiceFunction(models.Model):
    """One thing the service does that the role performs, in its own words. Lines say which function they are for."""

    version = models.ForeignKey(ProfileVersion, on_delete=models.CASCADE, related_name="functions")
    words = models.CharField(max_length=200)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("version", "order", "pk")
        constraints = (
            models.UniqueConstraint(fields=("version", "words"), name="function_of_a_version_once"),
            models.CheckConstraint(condition=~Q(words=""), name="function_has_words"),
        )

    def __str__(self) -> str:
        return self.words


class LineGroup(models.Model):
    """Lines of which at least some are asked for, whichever they are. Its lines are never requirements one by one."""

    version = models.ForeignKey(ProfileVersion, on_delete=models.CASCADE, related_name="groups")
    name = models.CharField(max_length=100)
    at_least = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("version", "name")
        constraints = (
            models.UniqueConstraint(fields=("version", "name"), name="group_of_a_version_once"),
            models.CheckConstraint(condition=~Q(name=""), name="group_has_a_name"),
            models.CheckConstraint(condition=Q(at_least__gte=1), name="group_asks_for_one_or_more"),
        )

    def __str__(self) -> str:
        return self.name


class ProfileLine(models.Model):
    """A version asks for a standard, in a context: of everyone in the role, or as something hoped for.

    `key` stays with a line in the versions copied from its own; `stands_for` are the keys of lines that became part of
    it, or that it is part of, when a revision carried the profile over.
    """

    version = models.ForeignKey(ProfileVersion, on_delete=models.CASCADE, related_name="lines")
    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="profile_lines")
    context = models.CharField(max_length=100, blank=True)
    need = models.CharField(max_length=10)
    needed_by_days = models.PositiveSmallIntegerField(
        null=True, help_text="days from joining by which it is asked for; none: from the first day"
    )
    function = models.ForeignKey(ServiceFunction, null=True, on_delete=models.SET_NULL, related_name="lines")
    group = models.ForeignKey(LineGroup, null=True, on_delete=models.RESTRICT, related_name="lines")
    practice = models.CharField(max_length=11, blank=True)
    counts_for_cover = models.BooleanField(default=False)
    key = models.CharField(max_length=32, default=new_key)
    stands_for = models.JSONField(
        default=list, help_text="keys of lines that it stands for as well as its own"
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
            models.UniqueConstraint(fields=("version", "key"), name="profile_line_of_a_key_once"),
            models.CheckConstraint(
                condition=Q(practice__in=[practice.value for practice in Practice]),
                name="profile_line_of_a_known_practice",
            ),
            models.CheckConstraint(
                condition=~Q(practice=Practice.SUPERVISED.value, counts_for_cover=True),
                name="profile_line_supervised_is_not_cover",
            ),
        )

    def __str__(self) -> str:
        return f"{self.standard_id} ({self.context})" if self.context else self.standard_id
