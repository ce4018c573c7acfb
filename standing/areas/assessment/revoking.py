"""Claims follow the record: what was found met and is revoked there is revoked here, and stands again with it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from django.db.models import Q

from standing.areas.assessment.actions.moving import fresh, make_move
from standing.areas.assessment.models import Claim
from standing.areas.audit.actions import Actor
from standing.areas.record.actions.following import Done
from standing.areas.record.loading import known
from standing.areas.record.models import Decision
from standing.core.assessing.states import Move, Party, State
from standing.core.rules.facts import GENERAL, REVOKED

_READ_AT_ONCE = 200
_ASKED_BY_KEY = 500
"""Of more people than these, all claims on the standards are looked at rather than theirs picked out."""

_MOVES = {State.RELEASED: Move.REVOKE, State.CERTIFICATED: Move.REVOKE, State.REVOKED: Move.RESTORE}


def follow_revocations(
    by: Actor, standards: Collection[str], people: Callable[[], Collection[int]]
) -> list[Done]:
    """Move the released claims of these people on these standards that are revoked by now, and those that are no more:
    in the transaction in which the record was written. Writes no fact.
    """
    found = _claims_of(set(people()), standards)
    if not found:
        return []
    kept = {claim.person.kept.pk for claim in found}
    revocations = list(
        known(Decision.objects.filter(person__in=kept, standard__in=standards, outcome=REVOKED), None)
    )
    for claim in found:
        if _is_revoked(claim, revocations) is not (claim.at is State.REVOKED):
            move = _MOVES[claim.at]
            make_move(
                by=by,
                claim=fresh(claim),
                move=move,
                action=f"{move.value}_claim",
                parties={Party.STANDING},
            )
    return []


def _claims_of(people: Collection[int], standards: Collection[str]) -> list[Claim]:
    """The claims of these people on these standards that the record decides about, with what they came to."""
    claims = Claim.objects.filter(standard__in=standards, state__in=[state.value for state in _MOVES])
    if len(people) <= _ASKED_BY_KEY:
        claims = claims.filter(Q(person__in=people) | Q(person__merged_into__isnull=False))
    rows = claims.select_related("person").prefetch_related("decisions__row")
    # Some at a time: SQLite takes no more than a thousand at once.
    return [claim for claim in rows.iterator(chunk_size=_READ_AT_ONCE) if claim.person.kept.pk in people]


def _is_revoked(claim: Claim, revocations: Iterable[Decision]) -> bool:
    """Whether a revocation takes away what the claim came to (rules, part 3): of its context or of all, or of any where
    it is general, and of that day or a later one.
    """
    made = [one.row for one in claim.decisions.all() if one.row is not None]
    decided = max((row.decided_on for row in made), default=None)
    return decided is not None and any(
        row.person_id == claim.person.kept.pk
        and row.standard_id == claim.standard_id
        and row.decided_on >= decided
        and (row.context in (GENERAL, claim.context) or claim.context == GENERAL)
        for row in revocations
    )
