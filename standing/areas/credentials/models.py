"""Statements of competence that were issued, with what each said."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from standing.areas.people.models import Person
from standing.areas.record.models import Decision
from standing.areas.standards.models import Standard


class Statement(models.Model):
    """What was said of a person and a standard on the day it was issued. Never changed, and never what counts: the
    record goes on, and a statement does not follow it.
    """

    code = models.CharField(max_length=20, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="statements")
    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="+")
    context = models.CharField(max_length=100, blank=True)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="statements")
    said = models.JSONField(help_text="the name, title, days and words as they were printed")
    issued_on = models.DateField()
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("-issued_at", "-pk")
        constraints = (models.CheckConstraint(condition=~Q(code=""), name="statement_has_a_code"),)

    def __str__(self) -> str:
        return self.code

    @property
    def subject(self) -> str:
        """How the audit trail names it."""
        return f"statement:{self.code}"
