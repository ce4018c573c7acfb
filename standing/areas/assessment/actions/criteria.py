"""The criteria of an edition, entered with their source, put in use, and then fixed."""

from __future__ import annotations

from standing.areas.assessment.actions.moving import account_of
from standing.areas.assessment.models import Attachment, CriteriaList, Criterion, Judgement
from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, record_event, writing
from standing.areas.audit.attempts import tells_of_refusals
from standing.areas.guarding import passes_guard
from standing.areas.people.checks import checked_text
from standing.areas.people.permissions import check_can
from standing.areas.people.roles import Ability
from standing.areas.refusals import Refused
from standing.areas.standards.models import Standard
from standing.core.assessing.criteria import BadCriteria, read_criteria


def of_standard(*, standard: Standard, **_: object) -> str:
    """How the audit trail names the criteria that a refused attempt was about."""
    return f"criteria:{standard.pk}"


@writing()
@tells_of_refusals(of_standard)
@passes_guard(of_standard, pasted="Criteria", source="Where they come from")
def enter_criteria(
    *,
    by: Actor,
    standard: Standard,
    pasted: str,
    source: str,
    needs_observation: bool = False,
    forbids_simulation: bool = False,
) -> CriteriaList:
    """Enter the criteria of an edition as they were pasted, in place of those of the draft. They are used by nobody
    before they are put in use. Raises `Refused` for a text that cannot be read, and once they are in use.
    """
    check_can(by, Ability.KEEP_CRITERIA)
    source = checked_text(source, field="source", what="where these criteria come from", longest=300)
    try:
        lines = read_criteria(pasted)
    except BadCriteria as bad:
        raise Refused(str(bad), field="pasted") from None
    found = CriteriaList.objects.filter(standard=standard).first()
    if found is not None and found.in_use_at is not None:
        raise Refused(
            f"The criteria of {standard.pk} are in use and stay as they are. Take them out of use first, while no "
            "claim rests on them."
        )
    kept = found or CriteriaList(standard=standard)
    kept.source, kept.needs_observation, kept.forbids_simulation = (
        source,
        needs_observation,
        forbids_simulation,
    )
    kept.made_by, kept.made_at = account_of(by), clock.now()
    kept.save()
    kept.criteria.all().delete()
    Criterion.objects.bulk_create(
        Criterion(list=kept, part=line.part.value, number=line.number, text=line.text, order=order)
        for order, line in enumerate(lines)
    )
    words = {
        "source": source,
        "criteria": {line.number: line.text for line in lines},
        "needs_observation": needs_observation,
        "forbids_simulation": forbids_simulation,
    }
    record_event(by=by, action="enter_criteria", subject=kept.subject, words=words)
    return kept


@writing()
@tells_of_refusals(of_standard)
def put_criteria_in_use(*, by: Actor, standard: Standard) -> CriteriaList:
    """From now on claims on the edition are judged by its criteria, those under way too, and the criteria are fixed."""
    check_can(by, Ability.KEEP_CRITERIA)
    kept = _list_of(standard)
    if kept.in_use_at is not None:
        raise Refused(f"The criteria of {standard.pk} are in use already.")
    kept.in_use_at, kept.in_use_by = clock.now(), account_of(by)
    kept.save(update_fields=["in_use_at", "in_use_by"])
    words = {"criteria": kept.criteria.count()}
    record_event(by=by, action="put_criteria_in_use", subject=kept.subject, words=words)
    return kept


@writing()
@tells_of_refusals(of_standard)
def take_criteria_out_of_use(*, by: Actor, standard: Standard) -> CriteriaList:
    """Make the criteria a draft again, to put them right. Raises `Refused` once a claim rests on them."""
    check_can(by, Ability.KEEP_CRITERIA)
    kept = _list_of(standard)
    if kept.in_use_at is None:
        raise Refused(f"The criteria of {standard.pk} are not in use.")
    used = Judgement.objects.filter(criterion__list=kept).exists()
    if used or Attachment.objects.filter(criteria__list=kept).exists():
        raise Refused(
            f"Claims rest on the criteria of {standard.pk} already, so they stay as they are. What is wrong in a "
            "standard is put right by its next edition."
        )
    kept.in_use_at = kept.in_use_by = None
    kept.save(update_fields=["in_use_at", "in_use_by"])
    record_event(by=by, action="take_criteria_out_of_use", subject=kept.subject, words={})
    return kept


def _list_of(standard: Standard) -> CriteriaList:
    found = CriteriaList.objects.select_for_update().filter(standard=standard).first()
    if found is None:
        raise Refused(f"{standard.pk} has no criteria yet. Enter them first.")
    return found
