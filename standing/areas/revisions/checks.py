"""What is wrong with the crosswalks of a store: one that was approved and is not any more what two people approved."""

from __future__ import annotations

from collections.abc import Iterator

from standing.areas.audit.models import EventWords
from standing.areas.revisions.models import CrosswalkVersion
from standing.areas.revisions.versioning import digest_of, subject_of
from standing.core.crosswalks.states import State
from standing.core.formats.results import Problem

ADVICE = (
    "Somebody wrote to the database past Standing. Keep this store as it is, tell whoever answers for the standards, "
    "and compare with a backup."
)


def crosswalks_at_odds_with_their_approval() -> Iterator[Problem]:
    """Every approved crosswalk whose days and rows are not those that the audit trail says were approved."""
    fixed = (State.APPROVED.value, State.SUPERSEDED.value)
    for version in CrosswalkVersion.objects.filter(state__in=fixed).select_related("revision"):
        said = _approved(version)
        if digest_of(version) != version.digest or said not in ("", version.digest):
            what = "The days or rows of this crosswalk are not those that two people approved."
            yield Problem(subject_of(version), what, ADVICE)


def _approved(version: CrosswalkVersion) -> str:
    """The digest that the second approval was of; empty where the words of that event were erased."""
    told = EventWords.objects.filter(
        event__action="approve_crosswalk", event__subject=subject_of(version)
    ).order_by("-event__sequence")
    newest = told.first()
    return str((newest.words or {}).get("digest", "")) if newest else "no approval"
