"""The fact tables (rules, part 2) and the periods computed from them.

Each fact row names the row of the rules it is, with the same attributes, and carries the second time axis:
when it was recorded and when it was retracted. Rows are never changed but to retract them, and never
deleted.
"""

from typing import Any, ClassVar, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from standing.areas.people.models import Person, Post, Unit
from standing.areas.standards.models import Standard
from standing.core.rules.facts import CHANGE_CLASSES, MET, OUTCOMES, REVOKED
from standing.core.rules.status import STATUSES


def _no_earlier(column: str, than: str) -> Q:
    return Q(**{f"{column}__isnull": True}) | Q(**{f"{column}__gte": F(than)})


class Batch(models.Model):
    """Facts that come into the record together: staged some at a time, and facts all at once or never.

    `staged` until it is activated or discarded; an active one may be retracted as a whole.
    """

    STAGED, ACTIVE, DISCARDED, RETRACTED = "staged", "active", "discarded", "retracted"
    STATES = (STAGED, ACTIVE, DISCARDED, RETRACTED)

    kind = models.CharField(max_length=30, help_text="what it is: import, adoption")
    name = models.CharField(max_length=300, help_text="what it is called, in words")
    source = models.CharField(max_length=300, blank=True, help_text="the file it was read from, if any")
    sha256 = models.CharField(max_length=64, blank=True, help_text="the digest of that file")
    state = models.CharField(max_length=10, default=STAGED)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    activated_at = models.DateTimeField(null=True)
    activated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, help_text="when it was discarded or retracted")
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_why = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(state="staged", activated_at__isnull=True, ended_at__isnull=True)
                | Q(state="active", activated_at__isnull=False, ended_at__isnull=True)
                | Q(state="discarded", activated_at__isnull=True, ended_at__isnull=False)
                | Q(state="retracted", activated_at__isnull=False, ended_at__isnull=False) & ~Q(ended_why=""),
                name="batch_is_in_one_state",
            ),
        )

    @property
    def subject(self) -> str:
        """How the batch is named in the audit trail."""
        return f"batch:{self.pk}"

    def __str__(self) -> str:
        return self.name


Row = TypeVar("Row", bound=models.Model)


class Facts(models.Manager[Row]):
    """The rows that are facts: a staged one is none for any page, command, file or check until its batch is
    activated.
    """

    def get_queryset(self) -> models.QuerySet[Row]:
        return super().get_queryset().filter(staged=False)


class FactRow(models.Model):
    """A fact, when it was known, by whom, and where it came from.

    A row of a batch has no audit event of its own: the event of its batch holds a digest over all its rows.
    """

    kind: ClassVar[str]
    """What a person calls one of these, and the kind of the audit events about it."""

    batch = models.ForeignKey(
        Batch, null=True, on_delete=models.PROTECT, related_name="+", help_text="the batch it came with"
    )
    staged = models.BooleanField(default=False, help_text="not a fact until its batch is activated")
    retracted_with = models.ForeignKey(
        Batch, null=True, on_delete=models.PROTECT, related_name="+", help_text="the batch it went with"
    )
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

    objects = Facts()
    everything = models.Manager()

    class Meta:
        abstract = True
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.CheckConstraint(
                condition=Q(staged=False) | Q(batch__isnull=False, retracted_on__isnull=True),
                name="%(class)s_staged_in_a_batch",
            ),
            models.CheckConstraint(
                condition=Q(retracted_with__isnull=True) | Q(retracted_on__isnull=False),
                name="%(class)s_goes_with_a_batch_once_retracted",
            ),
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


class AboutPerson(models.Model):
    """Beside `person`, in whose record a fact stands now: for whom it was recorded, where that was another record.

    So it is after two records of one person were merged: `person` is then what the merges in force make of
    `recorded_for`, and a split puts it back.
    """

    recorded_for = models.ForeignKey(
        Person,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="the record it was written in, if it was merged into another",
    )

    class Meta:
        abstract = True


class PeriodFact(FactRow):
    """A fact that holds from a day until another, or until further notice."""

    from_on = models.DateField()
    to_on = models.DateField(null=True)

    class Meta(FactRow.Meta):
        abstract = True
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
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


class Assignment(PeriodFact, AboutPerson):
    """A person works in a unit, in a role, for a period; in a post, where posts are kept."""

    kind = "assignment"
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="assignments")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="assignments")
    role = models.SlugField(max_length=50)
    post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="assignments")


def decision_id(key: int) -> str:
    """The id of a decision in files and in the walk, by the key of its row."""
    return f"D{key:08d}"


class Decision(FactRow, AboutPerson):
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
    carried_from = models.ForeignKey(
        "self",
        null=True,
        on_delete=models.PROTECT,
        related_name="carried",
        help_text="the one on the old edition that this was carried over from",
    )
    assessor_unknown = models.BooleanField(
        default=False,
        help_text="read from a file that names no assessor: good for standing, never to assess others by",
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="who decided, where somebody else wrote it: released it, or corrected how it was entered",
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
        return decision_id(self.pk)

    @property
    def assessor_id(self) -> int | None:
        """The account of whoever decided; none for a command on the server."""
        return self.decided_by_id or self.recorded_by_id

    @property
    def assessor(self) -> Any:
        """Whoever decided: the account that recorded it, unless it did so for another."""
        return self.decided_by or self.recorded_by


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
                condition=_no_earlier("due_on", "effective_on"), name="change_due_once_effective"
            ),
            models.CheckConstraint(
                condition=_no_earlier("withdrawn_on", "effective_on"), name="change_withdrawn_once_effective"
            ),
            models.UniqueConstraint(
                fields=("subject", "version", "standard"),
                condition=Q(retracted_on__isnull=True, staged=False),
                name="change_of_a_standard_once_a_version",
            ),
        )


class Membership(PeriodFact, AboutPerson):
    """A person belongs to a population for a period."""

    kind = "membership"
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    population = models.CharField(max_length=50)


class Signature(FactRow, AboutPerson):
    """A person has read and signed a version of a subject."""

    kind = "signature"
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="signatures")
    subject = models.CharField(max_length=50)
    version = models.PositiveIntegerField()
    signed_on = models.DateField()


class Absence(PeriodFact, AboutPerson):
    """A person is away from `from_on` until `to_on`, the first day back. No reason is kept."""

    kind = "absence"
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="absences")


class Suspension(PeriodFact, AboutPerson):
    """A person may not be counted for a standard, or (no standard) for any."""

    kind = "suspension"
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="suspensions")
    standard = models.ForeignKey(Standard, null=True, on_delete=models.PROTECT, related_name="suspensions")
    reason = models.CharField(max_length=500)
    carried_from = models.ForeignKey(
        "self",
        null=True,
        on_delete=models.PROTECT,
        related_name="carried",
        help_text="the one on the old edition that this was carried over from",
    )


class Claim(FactRow, AboutPerson):
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


class CarryLink(models.Model):
    """An adopted revision carries an old standard onto a new one: in force while its batch is active.

    The door follows it: what is written about the old standard, or taken back, is so on the new one too.
    """

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="links")
    revision = models.CharField(max_length=40, help_text="the code of the revision")
    old = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="carried_onto")
    new = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="carried_from_old")
    context = models.CharField(max_length=100, blank=True, help_text="the one named for a wider standard")
    bridges = models.BooleanField(default=False)
    effective_on = models.DateField()
    transition_ends_on = models.DateField()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("batch", "old"), name="carry_link_an_old_standard_once"),
            models.CheckConstraint(condition=~Q(old=F("new")), name="carry_link_leads_elsewhere"),
            models.CheckConstraint(
                condition=Q(transition_ends_on__gte=F("effective_on")), name="carry_link_ends_after_it_begins"
            ),
        )

    def __str__(self) -> str:
        return f"{self.old_id} onto {self.new_id}"


class Period(models.Model):
    """Neighbouring days with the same standing, as last computed: a cache of the engine's answer for
    what is known now.

    A pair that never is anything but plain `not_held` has one row without days.
    """

    # Both keys below begin with the person: a third that has nothing else would only be written.
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="periods", db_index=False)
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


# Django finds an area's tables in this module; those of assessors and of restrictions lie in ones of their own.
from standing.areas.record.assessor_models import (  # noqa: E402
    Appointment,  # noqa: F401
    AssessorLevel,  # noqa: F401
    Relationship,  # noqa: F401
)
from standing.areas.record.restriction_models import Restriction  # noqa: E402, F401
