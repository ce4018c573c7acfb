"""What the actions of proposals ask first."""

from __future__ import annotations

from standing.areas.audit.actions import Actor
from standing.areas.coproduction.models import Proposal
from standing.areas.people.models import Account
from standing.areas.refusals import Refused
from standing.core.coproduction.proposing import State

RELATED = ("profile", "version__profile", "standard", "change__version__policy", "opened_by")


def whoever(by: Actor) -> Account | None:
    """The account that does it; none for a command on the server."""
    return by if isinstance(by, Account) else None


def fresh(proposal: Proposal) -> Proposal:
    """The proposal as it is now."""
    return Proposal.objects.select_related(*RELATED).get(pk=proposal.pk)


def check_open(proposal: Proposal) -> None:
    """Raise `Refused` once it is decided or closed."""
    if not proposal.is_open:
        state = State(proposal.state).words.lower()
        raise Refused(f"This proposal is {state}. Open another one to decide again.")


def checked_words(words: str, field: str, asks: str, longest: int) -> str:
    """The words without spaces around them. Raises `Refused` for none, and for more than fit."""
    kept = words.strip()
    if not kept:
        raise Refused(f"{asks}.", field=field)
    if len(kept) > longest:
        raise Refused(f"Shorten it: it has {len(kept):,} letters, and {longest:,} fit.", field=field)
    return kept
