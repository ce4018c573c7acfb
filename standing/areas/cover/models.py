"""Rotas, cover rules and professional registrations. None of them is a fact of the rules: no standing comes of them.

What is taken off a rota, ended or put right is not deleted: it is closed, so that what was known then can be told.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from standing.areas.people.models import Person, Unit
from standing.areas.standards.models import Standard
from standing.core.rules import registering
from standing.core.rules.shifts import KINDS, When

LEAST_BAND, MOST_BAND = 1, 9
_KINDS_BETWEEN = "|"


def _account() -> models.ForeignKey[None, None]:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )


class Shift(models.Model):
    """A shift of a unit on a rota: what it is called, the day it begins, and when it begins and ends, if that is said.

    `ends_on` is the last day it touches: a night touches two.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="shifts")
    name = models.CharField(max_length=40)
    kind = models.CharField(max_length=10)
    starts_on = models.DateField()
    ends_on = models.DateField()
    starts_at = models.TimeField(null=True)
    ends_at = models.TimeField(null=True)
    source = models.CharField(max_length=300, blank=True, help_text="the file it was read from, if any")
    made_at = models.DateTimeField()
    made_by = _account()
    removed_at = models.DateTimeField(null=True, help_text="when it was taken off the rota")
    removed_by = _account()

    class Meta:
        ordering = ("starts_on", "starts_at", "pk")
        indexes = (models.Index(fields=("unit", "starts_on"), name="shift_by_unit_and_day"),)
        constraints = (
            models.UniqueConstraint(
                "unit",
                "starts_on",
                Lower("name"),
                condition=Q(removed_at__isnull=True),
                name="shift_of_a_name_once_a_day",
            ),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="shift_of_a_known_kind"),
            models.CheckConstraint(condition=~Q(name=""), name="shift_has_a_name"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="shift_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(starts_at__isnull=True, ends_at__isnull=True)
                | Q(starts_at__isnull=False, ends_at__isnull=False),
                name="shift_says_both_times_or_neither",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name}, {self.starts_on.isoformat()}, {self.unit}"

    @cached_property
    def when(self) -> When:
        """When it is, as the rules ask."""
        return When(self.kind, self.starts_on, self.starts_at, self.ends_at)

    @property
    def days(self) -> tuple[date, ...]:
        """The days it touches."""
        return self.when.days

    @property
    def subject(self) -> str:
        """How the audit trail names it."""
        return f"shift:{self.pk}"


class Placement(models.Model):
    """Somebody on a shift: of the record or, by the name alone that the rota gives, somebody who is not in it."""

    shift = models.ForeignKey(Shift, on_delete=models.PROTECT, related_name="placements")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="placements")
    name = models.CharField(max_length=200, blank=True, help_text="of somebody who is not in the record")
    role = models.CharField(max_length=60, blank=True, help_text="what they do on the shift")
    band = models.PositiveSmallIntegerField(null=True, help_text="of Agenda for Change, on this shift")
    leads = models.BooleanField(default=False)
    added_at = models.DateTimeField()
    added_by = _account()
    removed_at = models.DateTimeField(null=True)
    removed_by = _account()

    class Meta:
        ordering = ("shift", "-leads", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(person__isnull=False, name="") | Q(person__isnull=True) & ~Q(name=""),
                name="placement_of_a_person_or_a_name",
            ),
            models.CheckConstraint(
                condition=Q(band__isnull=True) | Q(band__gte=LEAST_BAND, band__lte=MOST_BAND),
                name="placement_of_a_known_band",
            ),
            models.UniqueConstraint(
                fields=("shift", "person"),
                condition=Q(removed_at__isnull=True),
                name="placement_of_a_person_once_a_shift",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person or self.name} on {self.shift}"


class CoverRule(models.Model):
    """What is asked of the shifts of a unit, and of those of the units below it, from a day until another.

    `kinds` are the kinds of shift it holds for; none means every shift. `apart`: nobody stands for two of its lines.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="cover_rules")
    name = models.CharField(max_length=100)
    kinds_kept = models.CharField(max_length=100, blank=True, db_column="kinds")
    apart = models.BooleanField(default=False)
    from_on = models.DateField()
    to_on = models.DateField(null=True)
    made_at = models.DateTimeField()
    made_by = _account()

    class Meta:
        ordering = ("unit__path", "name", "pk")
        constraints = (
            models.CheckConstraint(condition=~Q(name=""), name="cover_rule_has_a_name"),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
                name="cover_rule_ends_after_it_begins",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of shift it holds for; none means every shift."""
        return tuple(filter(None, self.kinds_kept.split(_KINDS_BETWEEN)))

    @staticmethod
    def keep_kinds(kinds: tuple[str, ...]) -> str:
        """Kinds of shift as they are kept, in their usual order."""
        return _KINDS_BETWEEN.join(kind for kind in KINDS if kind in kinds)

    def holds_for(self, kind: str, day: date) -> bool:
        """Whether it is asked of a shift of a kind that begins on a day, of a unit it reaches."""
        in_time = self.from_on <= day and (self.to_on is None or day < self.to_on)
        return in_time and (not self.kinds or kind in self.kinds)

    @property
    def subject(self) -> str:
        """How the audit trail names it."""
        return f"cover rule:{self.pk}"


class RuleLine(models.Model):
    """A line of a cover rule: at least so many who count in a standard, from a day until another."""

    rule = models.ForeignKey(CoverRule, on_delete=models.PROTECT, related_name="lines")
    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="+")
    context = models.CharField(max_length=100, blank=True)
    at_least = models.PositiveSmallIntegerField()
    band_from = models.PositiveSmallIntegerField(null=True)
    leads = models.BooleanField(default=False)
    registered_with = models.CharField(max_length=10, blank=True)
    from_on = models.DateField()
    to_on = models.DateField(null=True)
    made_at = models.DateTimeField()
    made_by = _account()

    class Meta:
        ordering = ("rule", "pk")
        constraints = (
            models.CheckConstraint(condition=Q(at_least__gte=1), name="rule_line_asks_for_one_or_more"),
            models.CheckConstraint(
                condition=Q(band_from__isnull=True) | Q(band_from__gte=LEAST_BAND, band_from__lte=MOST_BAND),
                name="rule_line_of_a_known_band",
            ),
            models.CheckConstraint(
                condition=Q(registered_with__in=["", *registering.BODIES]), name="rule_line_of_a_known_body"
            ),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
                name="rule_line_ends_after_it_begins",
            ),
        )

    def holds_on(self, day: date) -> bool:
        """Whether it is asked of a shift that begins on a day."""
        return self.from_on <= day and (self.to_on is None or day < self.to_on)


class Registration(models.Model):
    """Somebody’s entry in the register of a professional body, as somebody here looked it up; until a day, included.

    A renewal is an entry of its own. One that was wrong is retracted, with a reason.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="registrations")
    body = models.CharField(max_length=10)
    number = models.CharField(max_length=20)
    from_on = models.DateField()
    expires_on = models.DateField()
    checked_on = models.DateField(help_text="the day somebody looked it up in the register")
    given_up_on = models.DateField(null=True, help_text="from that day their work needs it no more")
    given_up_why = models.CharField(max_length=300, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = _account()
    retracted_at = models.DateTimeField(null=True)
    retracted_by = _account()
    retracted_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("person", "body", "-from_on", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(body__in=list(registering.BODIES)), name="registration_with_a_known_body"
            ),
            models.CheckConstraint(condition=~Q(number=""), name="registration_has_a_number"),
            models.CheckConstraint(
                condition=Q(expires_on__gte=F("from_on")), name="registration_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(given_up_on__isnull=True, given_up_why="")
                | Q(given_up_on__isnull=False) & ~Q(given_up_why=""),
                name="registration_given_up_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(retracted_at__isnull=True, retracted_why="")
                | Q(retracted_at__isnull=False) & ~Q(retracted_why=""),
                name="registration_retracted_with_a_reason",
            ),
            models.UniqueConstraint(
                fields=("person", "body", "from_on"),
                condition=Q(retracted_at__isnull=True),
                name="registration_begins_once_a_day",
            ),
        )

    def __str__(self) -> str:
        return f"{registering.BODIES[self.body].short} {self.number}"

    @property
    def as_ruled(self) -> registering.Registration:
        """The registration as the rules read it."""
        return registering.Registration(self.body, self.from_on, self.expires_on, self.given_up_on)

    @property
    def subject(self) -> str:
        """How the audit trail names it."""
        return f"registration:{self.pk}"
