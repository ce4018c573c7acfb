"""A claim as its assessor and the rules of judging see it: criteria, evidence that is there, and what was judged."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from standing.areas.assessment.models import Attachment, Claim, CriteriaList, Criterion, Judgement
from standing.areas.people.merging import with_merged
from standing.areas.people.models import Person
from standing.core.assessing.evidence import Kind, Piece
from standing.core.assessing.judging import Rules, Vacs, Work
from standing.core.assessing.states import WORKING


def under_way(people: Iterable[Person], standard: str, context: str) -> QuerySet[Claim]:
    """The claims of these people, or of a record merged into theirs, by which they work towards a standard."""
    keys = [person.pk for person in people]
    return Claim.objects.filter(
        with_merged(Person.objects.filter(pk__in=keys)),
        standard=standard,
        context=context,
        state__in=[state.value for state in WORKING],
    )


def criteria_list_of(standard: str) -> CriteriaList | None:
    """The criteria in use for an edition; none: it is assessed on scope only."""
    return CriteriaList.objects.filter(standard=standard, in_use_at__isnull=False).first()


def rules_of(found: CriteriaList | None) -> Rules:
    """What the criteria of an edition ask beyond themselves."""
    return Rules(found.needs_observation, found.forbids_simulation) if found else Rules()


def criteria_of(found: CriteriaList | None) -> list[Criterion]:
    """The criteria themselves, in order."""
    return list(found.criteria.select_related("list")) if found else []


def attachments_of(claim: Claim) -> list[Attachment]:
    """What is attached to a claim, with the evidence and the criteria it serves."""
    rows = claim.attachments.select_related("evidence__person", "evidence__witness", "evidence__signed_by")
    return list(rows.prefetch_related("criteria"))


def judgements_of(claim: Claim) -> dict[int | None, Judgement]:
    """What its assessor of now has judged, by the key of the criterion (None: the scope)."""
    rows = claim.judgements.filter(judged_by=claim.assessor_id)
    return {row.criterion_id: row for row in rows}


def piece_of(attachment: Attachment) -> Piece:
    """A piece of evidence as the judging sees it."""
    row = attachment.evidence
    serves = frozenset(one.pk for one in attachment.criteria.all())
    return Piece(row.pk, Kind(row.kind), row.made_on, serves)


def work_of(claim: Claim, attachments: Iterable[Attachment] | None = None) -> Work:
    """A claim as it stands before its assessor."""
    found = criteria_list_of(claim.standard_id)
    rows = attachments_of(claim) if attachments is None else attachments
    return Work(
        criteria={one.pk: one.number for one in criteria_of(found)},
        pieces=tuple(piece_of(row) for row in rows if row.evidence.is_there),
        judged={key: vacs_of(row) for key, row in judgements_of(claim).items()},
        rules=rules_of(found),
    )


def vacs_of(row: Judgement) -> Vacs:
    """What was judged, as the rules read it."""
    return Vacs(row.valid, row.authentic, row.current, row.sufficient)
