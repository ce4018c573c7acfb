"""What the service does once a day for its claims. Done twice, it is done once."""

from __future__ import annotations

from datetime import date, datetime, time

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.utils import timezone

from standing.areas.assessment.actions.moving import fresh, make_move
from standing.areas.assessment.models import Claim, Step
from standing.areas.audit.actions import Actor, writing
from standing.areas.record.loading import known
from standing.areas.record.models import Claim as ClaimOnRecord
from standing.core.assessing.states import TRANSITIONS, Move, Party
from standing.core.rules.days import add_months


def do_daily_work(*, by: Actor, today: date) -> dict[str, int]:
    """End the claims that nobody went on with for the months of the setting, and those whose work the record says is
    over, as of somebody who left. Returns how many of each.
    """
    return {"expired": _expire(by, today), "closed": _close(by)}


def _expire(by: Actor, today: date) -> int:
    months = settings.CLAIM_MONTHS
    before = timezone.make_aware(datetime.combine(add_months(today, -months), time.min))
    states = [each.state.value for each in TRANSITIONS if each.move is Move.EXPIRE]
    lately = Step.objects.filter(claim=OuterRef("pk"), at__gte=before)
    idle = Claim.objects.filter(~Exists(lately), state__in=states)
    words = f"Nothing was done for {months} months"
    return sum(_end(by, claim, Move.EXPIRE, "expire_claim", words) for claim in idle)


def _close(by: Actor) -> int:
    """The claims whose open claim on the record is no more: it ended there, and so it does here."""
    states = [each.state.value for each in TRANSITIONS if each.move is Move.WITHDRAW]
    there = known(
        ClaimOnRecord.objects.filter(
            person=OuterRef("person"), standard=OuterRef("standard"), closed_on__isnull=True
        ),
        None,
    )
    open_here = Claim.objects.filter(state__in=states).select_related("person")
    ended = list(open_here.filter(~Exists(there), person__merged_into__isnull=True))
    merged = open_here.filter(person__merged_into__isnull=False)
    ended += [claim for claim in merged if not _is_open_on_record(claim)]
    return sum(
        _end(by, claim, Move.WITHDRAW, "close_claim", "The work ended on the record") for claim in ended
    )


def _is_open_on_record(claim: Claim) -> bool:
    """Whether the record of whom a merged record was merged into says that the work goes on."""
    rows = ClaimOnRecord.objects.filter(person=claim.person.kept, standard=claim.standard_id)
    return known(rows.filter(closed_on__isnull=True), None).exists()


@writing()
def _end(by: Actor, claim: Claim, move: Move, action: str, words: str) -> int:
    found = fresh(claim)
    if found.state != claim.state:
        return 0
    make_move(by=by, claim=found, move=move, action=action, words=words, parties=frozenset(Party))
    return 1
