"""Accounts and their roles; units in a tree, people, and the posts they hold."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from standing.areas.audit.actors import ACCOUNT_PREFIX
from standing.areas.people.roles import UNIT_ROLES, Role

PATH_SEPARATOR = "/"


class Unit(models.Model):
    """A service, team or ward.

    `path` holds the ids from the top down, each followed by a separator (`1/`, `1/4/`), so that a unit's own
    tree is one prefix and no other unit's path begins like it.
    """

    code = models.SlugField(max_length=50, unique=True)
    name = models.CharField(max_length=200)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    path = models.CharField(max_length=500, unique=True)

    class Meta:
        ordering = ("path",)
        constraints = (
            models.CheckConstraint(condition=~Q(parent=F("id")), name="unit_is_not_its_own_parent"),
        )

    def __str__(self) -> str:
        return self.name


class People(models.Manager["Person"]):
    """Everybody with a record of their own: a record merged into another is left out."""

    def get_queryset(self) -> models.QuerySet["Person"]:
        return super().get_queryset().filter(merged_into__isnull=True)


class Person(models.Model):
    """Somebody whose competence is recorded. `ref` is how files and commands name them: the staff number.

    `merged_into` is the record that this one stands in now, if the two were found to be one person's: what the merges
    in force say, kept here so that every list leaves it out.
    """

    ref = models.CharField(max_length=50, unique=True)
    given_name = models.CharField(max_length=100)
    family_name = models.CharField(max_length=100)
    merged_into = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="merged_from", editable=False
    )

    objects = People()
    everybody = models.Manager()

    class Meta:
        ordering = ("family_name", "given_name", "ref")
        constraints = (
            models.CheckConstraint(condition=~Q(ref=""), name="person_has_a_reference"),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="person_not_merged_into_themself"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}"

    @property
    def kept(self) -> "Person":
        """The person whose record this one stands in now: themself, unless it was merged into another."""
        person = self
        while person.merged_into is not None:
            person = person.merged_into
        return person


class Merge(models.Model):
    """Two records of one person, made one from a day on and, if that was wrong, two again from another.

    Rows are never changed but to split, and never deleted: as known on a day, the merges of that day say whose record a
    fact stood in.
    """

    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merges")
    merged = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="mergings")
    account = models.ForeignKey(
        "Account",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="the account that came along",
    )
    merged_on = models.DateField()
    merged_at = models.DateTimeField()
    merged_by = models.ForeignKey("Account", null=True, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=500)
    split_on = models.DateField(null=True)
    split_at = models.DateTimeField(null=True)
    split_by = models.ForeignKey("Account", null=True, on_delete=models.PROTECT, related_name="+")
    split_why = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(condition=~Q(kept=F("merged")), name="merge_of_two_people"),
            models.CheckConstraint(condition=~Q(why=""), name="merge_has_a_reason"),
            models.CheckConstraint(
                condition=Q(split_on__isnull=True, split_why="", split_at__isnull=True)
                | Q(split_on__gte=F("merged_on"), split_at__isnull=False) & ~Q(split_why=""),
                name="merge_split_later_and_with_a_reason",
            ),
            models.UniqueConstraint(
                fields=("merged",),
                condition=Q(split_on__isnull=True),
                name="merge_of_a_record_once_at_a_time",
            ),
        )

    @property
    def subject(self) -> str:
        """How the audit trail names it."""
        return f"merge:{self.pk}"


class Post(models.Model):
    """A slot in a unit, with the role whose profile it asks for."""

    code = models.SlugField(max_length=50, unique=True)
    title = models.CharField(max_length=200)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    role = models.SlugField(max_length=50, help_text="the code of the role profile")

    class Meta:
        ordering = ("unit__path", "title", "code")

    def __str__(self) -> str:
        return self.title


class AccountManager(BaseUserManager["Account"]):
    """Looks accounts up by e-mail address, whatever its letters' case."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(email__iexact=username)


class Account(AbstractBaseUser):
    """Somebody who can sign in. It may belong to a person whose record is kept, or not (an auditor's, say).

    What it may do comes from its grants alone: Django's own groups, permissions and superusers would be a
    second door.
    """

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    person = models.OneToOneField(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="account"
    )
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects = AccountManager()

    class Meta:
        ordering = ("name", "email")
        constraints = (models.UniqueConstraint(Lower("email"), name="account_email_unique_in_any_case"),)

    def __str__(self) -> str:
        return self.name

    @property
    def audit_name(self) -> str:
        """How events of the audit trail name this account."""
        return f"{ACCOUNT_PREFIX}{self.pk}"

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name


class RoleGrant(models.Model):
    """An account has a role for a unit and those below it or, without one, for the service; for a period."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=40, choices=[(role.value, role.words) for role in Role])
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="grants")
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("account", "role", "from_on")
        constraints = (
            models.CheckConstraint(
                condition=Q(role__in=[role.value for role in Role]), name="grant_of_a_known_role"
            ),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
                name="grant_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(unit__isnull=True) | Q(role__in=sorted(role.value for role in UNIT_ROLES)),
                name="grant_for_a_unit_only_of_unit_roles",
            ),
        )
