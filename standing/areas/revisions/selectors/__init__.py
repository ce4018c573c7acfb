"""Everything that reads revisions for a page, a command or another area."""

from standing.areas.revisions.selectors.versions import (
    approved_crosswalk,
    approved_version,
    crosswalk_to_rehearse,
    revision_by_code,
)

__all__ = ["approved_crosswalk", "approved_version", "crosswalk_to_rehearse", "revision_by_code"]
