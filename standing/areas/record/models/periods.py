"""The periods computed from the facts: a cache, and whose is not that of the facts."""

from django.db import models
from django.db.models import F, Q

from standing.areas.people.models import Person
from standing.areas.standards.models import Standard
from standing.core.rules.status import STATUSES


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
