"""Facts about standards: how long each lasts, what roles require, when an edition ends, what changed in practice."""

from django.db import models
from django.db.models import Q

from standing.areas.record.models.rows import FactRow, PeriodFact, no_earlier
from standing.areas.standards.models import Standard
from standing.core.rules.facts import CHANGE_CLASSES


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
                condition=Q(retracted_on__isnull=True, staged=False, rule_from__isnull=False),
                name="refreshrule_once_a_day",
            ),
            models.UniqueConstraint(
                fields=("standard",),
                condition=Q(retracted_on__isnull=True, staged=False, rule_from__isnull=True),
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
    carried_from = models.ForeignKey(
        "self",
        null=True,
        on_delete=models.PROTECT,
        related_name="carried",
        help_text="the one on the old edition that this was carried over from",
    )

    class Meta(FactRow.Meta):
        indexes = (models.Index(fields=("subject", "version"), name="change_by_subject"),)
        constraints = (
            *FactRow.Meta.constraints,
            models.CheckConstraint(
                condition=Q(change_class__in=CHANGE_CLASSES), name="change_of_a_known_class"
            ),
            models.CheckConstraint(
                condition=no_earlier("due_on", "effective_on"), name="change_due_once_effective"
            ),
            models.CheckConstraint(
                condition=no_earlier("withdrawn_on", "effective_on"), name="change_withdrawn_once_effective"
            ),
            models.UniqueConstraint(
                fields=("subject", "version", "standard"),
                condition=Q(retracted_on__isnull=True, staged=False),
                name="change_of_a_standard_once_a_version",
            ),
        )
