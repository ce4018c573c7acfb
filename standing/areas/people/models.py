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


class Person(models.Model):
    """Somebody whose competence is recorded. `ref` is how files and commands name them: the staff number."""

    ref = models.CharField(max_length=50, unique=True)
    given_name = models.CharField(max_length=100)
    family_name = models.CharField(max_length=100)

    class Meta:
        ordering = ("family_name", "given_name", "ref")
        constraints = (models.CheckConstraint(condition=~Q(ref=""), name="person_has_a_reference"),)

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}"


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
