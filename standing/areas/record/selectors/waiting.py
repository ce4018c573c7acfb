"""What waits for an assessor: the pairs, of the people they may decide about, that only a decision puts right."""

from dataclasses import dataclass
from datetime import date

from standing.areas.audit.actions import Actor
from standing.areas.people.models import Account
from standing.areas.people.roles import Ability
from standing.areas.record.models import Assignment
from standing.areas.record.permissions import people_in_scope
from standing.areas.record.selectors.cells import Cell, required_cells
from standing.core.rules.status import IN_PROGRESS, NOT_HELD, Standing

BY_ASSESSMENT = frozenset(
    {
        "bridging_overdue",
        "bridging_owed",
        "context_too_narrow",
        "expired",
        "expiring",
        "in_grace",
        "revoked",
        "showing_overdue",
        "showing_owed",
    }
)
"""The reasons that a decision of an assessor puts right."""

_FIRST = ("not_current", "grace", "in_progress", "due", "not_held", "current")


@dataclass(frozen=True)
class Waiting:
    """A pair that waits for a decision, and the day by which it expires, if it does."""

    cell: Cell

    @property
    def by_day(self) -> date | None:
        """The day by which it expires; none: it does not."""
        return self.cell.standing.expires_on


def waiting_for_decision(*, by: Actor, at: date) -> list[Waiting]:
    """What waits for this assessor on a day: what does not count first, then what expires soonest.

    Their own record is left out: nobody decides about themself.
    """
    people = people_in_scope(by, Ability.RECORD_DECISION)
    if isinstance(by, Account) and by.person_id is not None:
        people = people.exclude(pk=by.person_id)
    required = required_cells(Assignment.objects.filter(person__in=people), at)
    found = [Waiting(cell) for cell in required.cells if asks_for_decision(cell.standing)]
    return sorted(found, key=_urgency)


def asks_for_decision(standing: Standing) -> bool:
    """Whether only a decision of an assessor puts a standing right, or one is to come."""
    return standing.status in (NOT_HELD, IN_PROGRESS) or not BY_ASSESSMENT.isdisjoint(standing.reasons)


def _urgency(waiting: Waiting) -> tuple[bool, int, date, str, int]:
    cell = waiting.cell
    return (
        bool(cell.left_out),
        _FIRST.index(cell.standing.status),
        waiting.by_day or date.max,
        cell.person.name,
        cell.standard.order,
    )
