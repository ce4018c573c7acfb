"""What is told of an open proposal on the pages of what it is about."""

from __future__ import annotations

from standing.areas.coproduction.members import invited_to
from standing.areas.coproduction.models import Proposal
from standing.site.dates import long_day


def who_is_asked(proposal: Proposal) -> str:
    """Who is asked and how far it is. Never how many said what: that may be hidden from the reader."""
    groups = "; ".join(one.speaks_for.words.lower() for one in invited_to(proposal))
    far = (
        f"They are asked what they think of it, since {long_day(proposal.put_at)}."
        if proposal.put_at
        else "Nobody was asked yet what they think of it as it is now."
    )
    return f"People are asked about this draft, and have not decided: {groups}. {far}"
