"""A claim on an edition that was replaced, as it would be under a new one: what goes along, and what that covers."""

from __future__ import annotations

from dataclasses import dataclass

from standing.areas.assessment.models import Attachment, Claim, Criterion
from standing.areas.assessment.working import attachments_of, criteria_list_of, criteria_of
from standing.areas.record import models as record
from standing.areas.standards.models import Standard
from standing.core.assessing.states import WORKING
from standing.core.assessing.transferring import same_words


@dataclass(frozen=True)
class ToTransfer:
    """A claim with a standard to go on with. `serves` has, by piece of evidence that is there, the criteria of the new
    standard that say word for word what it serves on the old one. Without `criteria` it is assessed on scope only.
    """

    claim: Claim
    target: Standard
    criteria: tuple[Criterion, ...]
    serves: tuple[tuple[Attachment, tuple[Criterion, ...]], ...]

    @property
    def covered(self) -> frozenset[int]:
        """The keys of the criteria that some of the evidence would serve."""
        return frozenset(one.pk for _, criteria in self.serves for one in criteria)


def to_transfer(claim: Claim, target: Standard) -> ToTransfer:
    """What would go along with a claim to a new standard."""
    old = criteria_of(criteria_list_of(claim.standard_id))
    new = criteria_of(criteria_list_of(target.pk))
    alike = same_words({one.pk: one.text for one in old}, {one.pk: one.text for one in new})
    serves = []
    for attachment in attachments_of(claim):
        if attachment.evidence.is_there:
            served = {one.pk for one in attachment.criteria.all()}
            serves.append((attachment, tuple(one for one in new if alike[one.pk] & served)))
    return ToTransfer(claim, target, tuple(new), tuple(serves))


def worked_on(fact: record.Claim) -> list[Claim]:
    """The claims worked on that an open claim of the record stands for: one a context."""
    states = [state.value for state in WORKING]
    rows = Claim.objects.filter(fact=fact, state__in=states).select_related("person", "standard", "assessor")
    return list(rows.order_by("context", "pk"))
