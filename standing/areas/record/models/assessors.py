"""Who may assess what: appointments by two people, declared relationships, and how far an assessor has come.

None of these is a fact of the rules: they say whose decisions become facts. Rows are ended, never changed or deleted.
"""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from standing.areas.people.models import Person
from standing.areas.standards.models import Standard


class Appointment(models.Model):
    """An account may assess a standard it does not count in itself, from a day until another (rules, part 6).

    Put forward by one person and agreed by another, neither of them the assessor. It counts from the day it was
    agreed, never earlier. An empty context is every context.
    """

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="appointments"
    )
    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="appointments")
    context = models.CharField(max_length=100, blank=True)
    from_on = models.DateField()
    to_on = models.DateField(help_text="the first day it is over")
    why = models.CharField(max_length=500)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="appointments_proposed"
    )
    proposed_at = models.DateTimeField()
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="appointments_agreed"
    )
    agreed_on = models.DateField(null=True)
    agreed_at = models.DateTimeField(null=True)
    ended_on = models.DateField(
        null=True, help_text="the first day it is over, if it was turned down or ended early"
    )
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_why = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(to_on__gt=F("from_on")), name="appointment_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=~Q(why=""), name="appointment_has_a_reason"),
            models.CheckConstraint(
                condition=~Q(proposed_by=F("account"))
                & (Q(agreed_by__isnull=True) | ~Q(agreed_by=F("account"))),
                name="appointment_by_others",
            ),
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True) | ~Q(agreed_by=F("proposed_by")),
                name="appointment_by_two_people",
            ),
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True, agreed_on__isnull=True, agreed_at__isnull=True)
                | Q(agreed_by__isnull=False, agreed_on__isnull=False, agreed_at__isnull=False),
                name="appointment_agreed_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_why="", ended_at__isnull=True)
                | Q(ended_on__isnull=False, ended_at__isnull=False) & ~Q(ended_why=""),
                name="appointment_ended_with_a_reason",
            ),
        )

    @property
    def subject(self) -> str:
        """How the audit trail names it."""
        return f"appointment:{self.pk}"

    @property
    def counts_from(self) -> date:
        """The first day it counts, once it is agreed: never before it was."""
        return max(self.from_on, self.agreed_on) if self.agreed_on else self.from_on

    @property
    def counts_to(self) -> date:
        """The first day it does not count any more."""
        return min(self.to_on, self.ended_on) if self.ended_on else self.to_on

    def covers(self, day: date) -> bool:
        """Whether somebody was appointed by it on a day."""
        return self.agreed_on is not None and self.counts_from <= day < self.counts_to


class Relationship(models.Model):
    """A personal relationship between an account and a person is declared: it bars each from judging the other.

    What relationship it is, is not kept.
    """

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="relationships"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="relationships")
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    declared_on = models.DateField()
    declared_at = models.DateTimeField()
    ended_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_why = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("account", "person"),
                condition=Q(ended_on__isnull=True),
                name="relationship_declared_once",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_why="", ended_at__isnull=True)
                | Q(ended_on__isnull=False, ended_at__isnull=False) & ~Q(ended_why=""),
                name="relationship_ended_with_a_reason",
            ),
        )

    @property
    def subject(self) -> str:
        """How the audit trail names it."""
        return f"relationship:{self.pk}"


class AssessorLevel(models.Model):
    """How far an assessor has come, from a day on: not qualified yet, new, or of long standing.

    The newest from_on on or before a day says what somebody was that day; without one they are new.
    """

    UNQUALIFIED, NEW, EXPERIENCED = "unqualified", "new", "experienced"
    LEVELS = (UNQUALIFIED, NEW, EXPERIENCED)

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="assessor_levels"
    )
    level = models.CharField(max_length=20)
    from_on = models.DateField()
    why = models.CharField(max_length=500)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    set_at = models.DateTimeField()

    class Meta:
        ordering = ("account", "from_on", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(level__in=("unqualified", "new", "experienced")), name="assessor_of_a_known_level"
            ),
            models.CheckConstraint(condition=~Q(why=""), name="assessor_level_has_a_reason"),
        )

    @property
    def subject(self) -> str:
        """How the audit trail names it."""
        return f"assessor:{self.account_id}"
