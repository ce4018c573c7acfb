"""What is wrong with the evidence and claims of a store: changed past Standing since they were signed or moved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.db.models import OuterRef, Subquery

from standing.areas.assessment.actions.evidence import digest_of
from standing.areas.assessment.models import Claim, Evidence, Step
from standing.areas.audit.models import EventWords
from standing.core.formats.results import Problem

ADVICE = (
    "Somebody wrote to the database past Standing. Keep this store as it is, tell whoever answers for assessment, and "
    "compare with a backup."
)


def evidence_at_odds_with_its_signature() -> Iterator[Problem]:
    """Every piece of evidence that does not say what was signed. One that is hidden or taken back says nothing."""
    told = _digests_told()
    for row in Evidence.objects.order_by("pk").iterator():
        changed = row.is_there and digest_of(row) != row.digest
        if changed or told.get(row.pk, row.digest) != row.digest:
            yield Problem(row.subject, "This evidence does not say what was signed.", ADVICE)


def _digests_told() -> Mapping[int, str]:
    """The digests by which the audit trail knows pieces of evidence, by key, but for words that were erased."""
    found: dict[int, str] = {}
    rows = EventWords.objects.filter(
        event__action__in=("add_evidence", "decide_at_session"), words__isnull=False
    )
    for told in rows.select_related("event").iterator():
        words = told.words or {}
        key = words.get("evidence") or told.event.subject.rpartition(":")[2]
        if "digest" in words:
            found[int(key)] = str(words["digest"])
    return found


def claims_at_odds_with_their_history() -> Iterator[Problem]:
    """Every claim that is not in the state to which its last step led."""
    last = Step.objects.filter(claim=OuterRef("pk")).order_by("-pk").values("to_state")[:1]
    for claim in Claim.objects.annotate(led_to=Subquery(last)).order_by("pk").iterator():
        if claim.led_to != claim.state:
            yield Problem(claim.subject, "This claim is not where its last step led.", ADVICE)
