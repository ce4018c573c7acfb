"""What a change asks of someone who holds a standard, and by when (rules, part 4)."""

from collections.abc import Iterator
from datetime import date

from standing.core.rules.days import LAST_DAY, add_days, add_months
from standing.core.rules.facts import BRIDGING, CRITICAL, MAJOR, SIGNIFICANT, Change
from standing.core.rules.holding import Holding, Walk
from standing.core.rules.known import PersonFacts

SIGNATURE, SHOWING, BRIDGE = "signature", "showing", "bridging"
ALERT_UNSIGNED = "alert_unsigned"

SIGNATURE_DAYS = 28
SHOWING_MONTHS = 3
BRIDGING_MONTHS = 12
DAYS_AFTER_RETURN = {SIGNATURE: 0, SHOWING: 28, BRIDGE: 28}
"""How long after the first day back from a long absence each kind of duty may still be met, in days."""

DUTIES = {SIGNIFICANT: (SIGNATURE,), MAJOR: (SIGNATURE, SHOWING), BRIDGING: (BRIDGE,)}
"""What each class of change asks of practice that is older than the change. `minor` asks nothing."""


def may_ask(change: Change, reached: Walk) -> bool:
    """Whether a change can ask anything, on any day, of someone whose decisions led there."""
    if reached.holding is None:
        return False
    if change.change_class == CRITICAL:
        return _held_before(change, reached)
    return bool(duties_of(change, reached.holding))


def reasons_from_change(change: Change, person: PersonFacts, reached: Walk, day: date) -> Iterator[str]:
    """The reasons that a change which may ask something (`may_ask`) gives on a day to someone with a holding."""
    if not _asks_on(day, change, person):
        return
    if change.change_class == CRITICAL:
        if not person.has_signed(change, day):
            yield ALERT_UNSIGNED
        return
    assert reached.holding is not None
    for duty in duties_of(change, reached.holding):
        if duty == SIGNATURE and person.has_signed(change, day):
            continue
        due = due_day(duty, change, person, reached.holding.held_from, day)
        yield f"{duty}_owed" if day <= due else f"{duty}_overdue"


def duties_of(change: Change, holding: Holding) -> tuple[str, ...]:
    """What a change asks of a holding while it is in force: nothing of practice that is not older."""
    return DUTIES.get(change.change_class, ()) if holding.practice_as_of < change.effective_on else ()


def _asks_on(day: date, change: Change, person: PersonFacts) -> bool:
    in_force = change.period.covers(day)
    return in_force and (not change.population or person.membership_on(change.population, day) is not None)


def _held_before(change: Change, reached: Walk) -> bool:
    """Whether some `met` of the walk, however old, shows practice on or before the alert."""
    return any(met.practice <= change.effective_on for met in reached.mets)


def due_day(duty: str, change: Change, person: PersonFacts, held_from: date, day: date) -> date:
    """The last day on which a duty is still owed, as it stands on a day; the calendar's last while an absence
    is open.

    `held_from` is the day the holding came into effect. `day` decides which membership of the change's
    population counts.
    """
    due = max(usual_due_day(duty, change), held_from)
    if change.population:
        membership = person.membership_on(change.population, day)
        assert membership is not None
        due = max(due, membership.from_on)
    return _moved_by_absences(due, duty, change, person)


def usual_due_day(duty: str, change: Change) -> date:
    """The last day on which a duty is owed, before anything puts it off (rules, part 4)."""
    effective = change.effective_on
    if duty == SIGNATURE:
        given = change.due_on if change.change_class == SIGNIFICANT else None
        return given or add_days(effective, SIGNATURE_DAYS)
    if duty == SHOWING:
        return change.due_on or add_months(effective, SHOWING_MONTHS)
    return change.due_on or add_days(add_months(effective, BRIDGING_MONTHS), -1)


def _moved_by_absences(due: date, duty: str, change: Change, person: PersonFacts) -> date:
    """Each long absence, in date order, moves the due day as moved so far; an open one puts it off until the
    return.
    """
    for absence in person.long_absences:
        if absence.from_on > due:
            continue
        if absence.to_on is None:
            return LAST_DAY
        if absence.to_on > change.effective_on:
            due = max(due, add_days(absence.to_on, DAYS_AFTER_RETURN[duty]))
    return due
