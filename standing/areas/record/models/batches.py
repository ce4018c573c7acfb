"""Facts that come into the record together, and the links of adopted revisions that came so."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from standing.areas.standards.models import Standard


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
