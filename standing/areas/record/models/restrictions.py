"""The table of restrictions. Like a fact of the rules in every way but that no rule reads it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from standing.areas.people.models import Person
from standing.areas.record.models.rows import AboutPerson, PeriodFact
from standing.areas.standards.models import Standard


class Restriction(PeriodFact, AboutPerson):
    """A person's practice is limited, for one standard or (none) for all.

    The reason is for few, the limits for many.
    """

    kind = "restriction"
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="restrictions")
    standard = models.ForeignKey(
        Standard, null=True, on_delete=models.PROTECT, related_name="practice_restrictions"
    )
    limits = models.CharField(max_length=300, help_text="what the person may and may not do")
    reason = models.CharField(max_length=500, help_text="for the person and whoever may restrict, no others")
    review_on = models.DateField()

    class Meta(PeriodFact.Meta):
        constraints = (
            *PeriodFact.Meta.constraints,
            models.CheckConstraint(condition=~Q(limits=""), name="restriction_says_its_limits"),
            models.CheckConstraint(condition=~Q(reason=""), name="restriction_says_why"),
            models.CheckConstraint(
                condition=Q(review_on__gte=F("from_on")), name="restriction_reviewed_once_begun"
            ),
        )
