"""What revisions say of an edition that was replaced to whoever works towards it, or would begin to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from standing.areas.audit import clock
from standing.areas.record.editions import Replaced
from standing.areas.record.models import Claim
from standing.areas.record.words import day_in_words
from standing.areas.revisions.adopted import adopted_version
from standing.areas.revisions.models import CrosswalkVersion, VersionRow
from standing.areas.revisions.naming import short
from standing.core.crosswalks.states import State

TOO_LATE = "{old} was replaced: the last day to begin towards it was {day}. Work towards {new} instead."
TO_FINISH = (
    "{old} was replaced by {new}. Finish this claim on the old edition by {day}, or go on with the new one: your "
    "evidence goes along."
)
OVER = "{old} was replaced by {new}. {day} was the last day on which it could be assessed: go on with the new one."


class ReplacedEditions:
    """Asked by the record, and by whoever keeps claims: they know of no revision."""

    def why_not_begun(self, standard: str, on: date) -> str:
        """Why nobody may begin to work towards a standard on a day: the last day to begin is over."""
        for version, row in _replacing(standard):
            last = version.last_start
            if last is not None and on > last:
                return TOO_LATE.format(old=short(standard), day=day_in_words(last), new=_named(row))
        return ""

    def replaced(self, claim: Claim) -> Replaced | None:
        """That an open claim can be finished on its old edition, or go on with what replaces it."""
        if claim.closed_on is not None or claim.retracted_on is not None:
            return None
        for version, row in _replacing(claim.standard_id):
            last = version.last_assessment
            assert last is not None
            words = TO_FINISH if clock.today() <= last else OVER
            said = words.format(old=short(claim.standard_id), new=_named(row), day=day_in_words(last))
            return Replaced(said, reverse("revisions:transfer_claim", args=[claim.pk]))
        return None


def _replacing(standard: str) -> Iterator[tuple[CrosswalkVersion, VersionRow]]:
    """The adopted crosswalks in which a standard is replaced, with the row that says by what."""
    rows = (
        VersionRow.objects.filter(old=standard, deferred=False, links__isnull=False)
        .filter(version__state__in=[State.APPROVED.value, State.SUPERSEDED.value])
        .exclude(kind="unchanged")
        .select_related("version__revision")
        .distinct()
    )
    for row in rows.order_by("-version__approved_at"):
        if adopted_version(row.version.revision.code) == row.version:
            yield row.version, row


def _named(row: VersionRow) -> str:
    names = [short(link.new_id) for link in row.links.all()]
    return (" and " if row.need == "all" else " or ").join(names)
