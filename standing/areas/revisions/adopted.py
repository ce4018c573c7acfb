"""By what a revision is adopted now: its batches, and the version of its crosswalk they were written from."""

from __future__ import annotations

from standing.areas.record.models import Batch
from standing.areas.revisions.models import CrosswalkVersion

KIND = "adoption"
"""The kind of the batches by which revisions are adopted."""


def active_adoptions(revision: str) -> list[Batch]:
    """The batches by which a revision is adopted now: the first, and one for each correction. The newest first."""
    found = Batch.objects.filter(kind=KIND, source=revision, state=Batch.ACTIVE)
    return list(found.order_by("-pk"))


def active_adoption(revision: str) -> Batch | None:
    """The batch by which a revision is adopted now, if it is; that of the last correction where there was one."""
    return next(iter(active_adoptions(revision)), None)


def adopted_version(revision: str) -> CrosswalkVersion | None:
    """The version of a crosswalk that a revision is adopted by, which an approved correction may have superseded."""
    batch = active_adoption(revision)
    if batch is None:
        return None
    versions = CrosswalkVersion.objects.select_related("revision").filter(revision__code=revision)
    return versions.filter(digest=batch.sha256).first()
