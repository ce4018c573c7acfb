"""A standard that the words of an existing job description led to, taken into a draft by somebody who read them."""

from __future__ import annotations

from standing.areas.audit.actions import Actor, record_event, writing
from standing.areas.documents.permissions import check_can_suggest
from standing.areas.guarding import check_text
from standing.areas.profiles.actions import add_line
from standing.areas.profiles.models import Need, ProfileLine, ProfileVersion
from standing.core.guard.answering import Answer

PASSAGE = "The passage that led to it"


@writing()
def accept_suggestion(
    *,
    by: Actor,
    version: ProfileVersion,
    standard: str,
    passage: str,
    need: Need = Need.ESSENTIAL,
    answer: Answer | None = None,
) -> ProfileLine:
    """Add a suggested standard to a draft, in general and from the first day; the passage is kept in the audit trail.

    Of everything that was pasted, only that passage is kept. Raises `MayIdentify` where it may identify somebody and
    the author has not said what it is, and `Refused` as adding a line does.
    """
    check_can_suggest(by)
    checked = check_text({"passage": (PASSAGE, passage)}, answer)
    line = add_line(by=by, version=version, standard=standard, need=need)
    record_event(
        by=by,
        action="accept_suggestion",
        subject=f"profile:{version.profile.code}",
        words={"standard": standard, "passage": passage, **checked.said},
    )
    return line
