"""Search over standards in lay words, and suggestions for mapping a label to a standard. Pure."""

from standing.core.search.bundle import documents, summaries
from standing.core.search.document import Document, Hit
from standing.core.search.facets import Summary
from standing.core.search.index import Index, build_index
from standing.core.search.ranking import in_order, search
from standing.core.search.suggesting import Suggestion, suggest, suggest_targets

__all__ = [
    "Document",
    "Hit",
    "Index",
    "Suggestion",
    "Summary",
    "build_index",
    "documents",
    "in_order",
    "search",
    "suggest",
    "suggest_targets",
    "summaries",
]
