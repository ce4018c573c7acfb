"""From which day a new refresh rule holds: for new decisions only, or for all."""

from collections.abc import Collection
from datetime import date
from enum import StrEnum

from standing.areas.record.models import RefreshRule


class AppliesTo(StrEnum):
    NEW = "new"
    ALL = "all"


def rule_starts(
    standards: Collection[str], current: Collection[RefreshRule], applies_to: AppliesTo, today: date
) -> dict[str, date | None]:
    """The day from which a new rule of each standard holds; none: from the beginning."""
    ruled = {row.standard_id for row in current}
    only_new = applies_to == AppliesTo.NEW
    return {standard: today if only_new and standard in ruled else None for standard in standards}
