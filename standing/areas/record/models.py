"""The fact tables (rules, part 2) and the periods computed from them.

Each fact row names the row of the rules it is, with the same attributes, and carries the second time axis:
when it was recorded and when it was retracted. Rows are never changed but to retract them, and never
deleted.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from standing.areas.people.models import Person, Post, Unit
from standing.areas.standards.models import Standard
from standing.core.rules.facts import CHANGE_CLASSES, MET, OUTCOMES, REVOKED
from standing.core.rules.status import STATUSES


def _no_earlier(column: str, than: str) -> Q:
    return Q(**{f"{column}__isnull": True}) | Q(**{f"{column}__gte": F(than)})


class FactRow(models.Model):
    """A fact, when it was known, by whom, and where it came from."""

    kind: ClassVar[str]
    """What a person calls one of these, and the kind of the audit events about it."""

    recorded_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    source = models.CharField(
        max_length=300, blank=True, help_text="where the fact comes from, if not typed in here"
    )
    retracted_on = models.DateField(null=True)
    retracted_at = models.DateTimeField(null=True)
    retracted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    retraction_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        abstract = True
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.CheckConstraint(
                condition=_no_earlier("retracted_on", "recorded_on"),
                name="%(class)s_retracted_after_recorded",
            ),
            models.CheckConstraint(
                condition=Q(retracted_on__isnull=True, retraction_reason="")
                | Q(retracted_on__isnull=False, retracted_at__isnull=False) & ~Q(retraction_reason=""),
                name="%(class)s_retracted_with_a_reason",
            ),
        )

    @property
    def name(self) -> str:
        """How the row is named in the audit trail and in messages."""
        return f"{self.kind}:{self.pk}"


class PeriodFact(FactRow):
    """A fact that holds from a day until another, or until further notice."""

    from_on = models.DateField()
    to_on = models.DateField(null=True)

    class Meta(FactRow.Meta):
        abstract = True
        constraints = (
            *FactRow.Meta.constraints,
            models.CheckConstraint(
                condition=_no_earlier("to_on", "from_on"), name="%(class)s_ends_after_it_begins"
            ),
        )


class RefreshRule(FactRow):
    """How long a `met` on a standard lasts, for decisions made from `rule_from` on (none: from the
    beginning).
    """

    kind = "refresh rule"
    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="refresh_rules")
    rule_from = models.DateField(null=True)
    validity_months = models.PositiveSmallIntegerField(null=True)
    grace_days = models.PositiveSmallIntegerField()

    class Meta(FactRow.Meta):
        constraints = (
            *FactRow.Meta.constraints,
            models.CheckConstraint(
                condition=Q(validity_months__isnull=True) | Q(validity_months__gte=1),
                name="refreshrule_validity_is_a_month_or_more",
            ),
            models.UniqueConstraint(
                fields=("standard", "rule_from"),
                condition=Q(retracted_on__isnull=True, rule_from__isnull=False),
                name="refreshrule_once_a_day",
            ),
            models.UniqueConstraint(
                fields=("standard",),
                condition=Q(retracted_on__isnull=True, rule_from__isnull=True),
                name="refreshrule_once_from_the_beginning",
            ),
        )


class EditionEnd(FactRow):
    """The last day an edition counts."""

    kind = "edition end"
    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="edition_ends")
    ends_on = models.DateField()


class Requirement(PeriodFact):
    """A role requires a standard, in a context, for a period."""

    kind = "requirement"
    role = models.SlugField(max_length=50)
    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="requirements")
    context = models.CharField(max_length=100, blank=True)
    needed_by_days = models.PositiveSmallIntegerField(null=True)

    class Meta(PeriodFact.Meta):
        indexes = (models.Index(fields=("role",), name="requirement_by_role"),)


class Assignment(PeriodFact):
    """A person works in a unit, in a role, for a period; in a post, where posts are kept."""

    kind = "assignment"
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="assignments")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="assignments")
    role = models.SlugField(max_length=50)
    post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="assignments")


class Decision(FactRow):
    """An assessor's finding about a person and a standard."""

    kind = "decision"
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="decisions")
    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="decisions")
    context = models.CharField(max_length=100, blank=True)
    outcome = models.CharField(max_length=10)
    decided_on = models.DateField()
    held_from = models.DateField(null=True)
    practice_as_of = models.DateField(null=True)
    expires_on = models.DateField(null=True)
    evidence = models.CharField(
        max_length=300, blank=True, help_text="where the record of the evidence is kept"
    )
    replaces = models.OneToOneField(
        "self",
        null=True,
        on_delete=models.PROTECT,
        related_name="replaced_by",
        help_text="the one this corrects",
    )

    class Meta(FactRow.Meta):
        indexes = (models.Index(fields=("person", "standard"), name="decision_by_pair"),)
        constraints = (
            *FactRow.Meta.constraints,
            models.CheckConstraint(condition=Q(outcome__in=OUTCOMES), name="decision_of_a_known_outcome"),
            models.CheckConstraint(
                condition=Q(expires_on__isnull=True) | Q(outcome=MET, expires_on__gte=F("decided_on")),
                name="decision_expires_only_if_met_and_after_it",
            ),
            models.CheckConstraint(
                condition=Q(held_from__isnull=True) | ~Q(outcome=REVOKED) & Q(held_from__gte=F("decided_on")),
                name="decision_held_from_it_or_later",
            ),
            models.CheckConstraint(
                condition=Q(practice_as_of__isnull=True) | Q(practice_as_of__lte=F("decided_on")),
                name="decision_practice_no_later_than_it",
            ),
        )

    @property
    def decision(self) -> str:
        """The decision's id in files and in the walk."""
        return f"D{self.pk:08d}"


class Change(FactRow):
    """Something new that practice must reflect, for one standard; `title` and `what_changed` are what is
    signed.
    """

    kind = "change"
    subject = models.CharField(max_length=50)
    version = models.PositiveIntegerField()
    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="changes")
    change_class = models.CharField(max_length=20)
    effective_on = models.DateField()
    due_on = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)
    population = models.CharField(max_length=50, blank=True)
    title = models.CharField(max_length=200)
    what_changed = models.TextField(blank=True)

    class Meta(FactRow.Meta):
        indexes = (models.Index(fields=("subject", "version"), name="change_by_subject"),)
        constraints = (
            *FactRow.Meta.constraints,
            models.CheckConstraint(
                condition=Q(change_class__in=CHANGE_CLASSES), name="change_of_a_known_class"
            ),
            models.CheckConstraint(
                condition=_no_earlier("due_on", "effective_on"), name="change_due_once_effective"
            ),
            models.CheckConstraint(
                condition=_no_earlier("withdrawn_on", "effective_on"), name="change_withdrawn_once_effective"
            ),
            models.UniqueConstraint(
                fields=("subject", "version", "standard"),
                condition=Q(retracted_on__isnull=True),
                name="change_of_a_standard_once_a_version",
            ),
        )


class Membership(PeriodFact):
    """A person belongs to a population for a period."""

    kind = "membership"
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    population = models.CharField(max_length=50)


class Signature(FactRow):
    """A person has read and signed a version of a subject."""

    kind = "signature"
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="signatures")
    subject = models.CharField(max_length=50)
    version = models.PositiveIntegerField()
    signed_on = models.DateField()


class Absence(PeriodFact):
    """A person is away from `from_on` until `to_on`, the first day back. No reason is kept."""

    kind = "absence"
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="absences")


class Suspension(PeriodFact):
    """A person may not be counted for a standard, or (no standard) for any."""

    kind = "suspension"
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="suspensions")
    standard = models.ForeignKey(Standard, null=True, on_delete=models.PROTECT, related_name="suspensions")
    reason = models.CharField(max_length=500)


class Claim(FactRow):
    """A person is working towards a standard."""

    kind = "claim"
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="claims")
    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="claims")
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)

    class Meta(FactRow.Meta):
        constraints = (
            *FactRow.Meta.constraints,
            models.CheckConstraint(
                condition=_no_earlier("closed_on", "opened_on"), name="claim_closed_once_opened"
            ),
        )


class Period(models.Model):
    """Neighbouring days with the same standing, as last computed: a cache of the engine's answer for
    what is known now.

    A pair that never is anything but plain `not_held` has one row without days.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="periods")
    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="periods")
    context = models.CharField(max_length=100, blank=True)
    from_on = models.DateField(null=True)
    to_on = models.DateField(null=True)
    status = models.CharField(max_length=20)
    reasons = models.CharField(max_length=200, blank=True)
    expires_on = models.DateField(null=True)

    class Meta:
        indexes = (models.Index(fields=("person", "from_on"), name="period_by_person"),)
        constraints = (
            models.UniqueConstraint(
                fields=("person", "standard", "context", "from_on"), name="period_of_a_pair_begins_once"
            ),
            models.CheckConstraint(condition=Q(status__in=STATUSES), name="period_of_a_known_status"),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gt=F("from_on")),
                name="period_ends_after_it_begins",
            ),
        )


class StalePerson(models.Model):
    """A person whose periods are not those of the facts: computed anew before they are shown, and then
    stored.
    """

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="stale")
    since = models.DateTimeField()
