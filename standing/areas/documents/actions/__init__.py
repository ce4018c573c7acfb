"""Every write about documents: issuing them, saying that one is no longer in use, the template, taking a suggestion."""

from standing.areas.documents.actions.issuing import end_document, issue_document
from standing.areas.documents.actions.suggestions import accept_suggestion
from standing.areas.documents.actions.templates import go_back_to_default, replace_template

__all__ = [
    "accept_suggestion",
    "end_document",
    "go_back_to_default",
    "issue_document",
    "replace_template",
]
