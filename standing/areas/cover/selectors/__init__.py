"""What may be read of rotas, rules, registrations and cover, each limited to what the asking account may see."""

from standing.areas.cover.answers import (
    Candidate,
    LineOnShift,
    NotCounting,
    OnRota,
    RuleOnShift,
    ShiftCover,
)
from standing.areas.cover.selectors.covers import (
    cover_by_number,
    cover_without_rota,
    covers_in_units,
    covers_of,
    people_most_needed,
)

__all__ = [
    "Candidate",
    "LineOnShift",
    "NotCounting",
    "OnRota",
    "RuleOnShift",
    "ShiftCover",
    "cover_by_number",
    "cover_without_rota",
    "covers_in_units",
    "covers_of",
    "people_most_needed",
]
