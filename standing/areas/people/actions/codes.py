"""What an account does with its own codes from an app: told to the audit trail, never what they are."""

from enum import StrEnum

from standing.areas.audit.actions import record_event, writing
from standing.areas.people.models import Account


class CodesChange(StrEnum):
    """What was done. The value is how the event is named."""

    TURNED_ON = "turn_codes_on"
    TURNED_OFF = "turn_codes_off"
    SPARE_MADE = "make_spare_codes"


@writing()
def note_codes(*, by: Account, change: CodesChange) -> None:
    """Tell the trail that an account changed what it signs in with besides its password; the package for signing in
    has asked who it is and writes the codes themselves.
    """
    record_event(by=by, action=change.value, subject=by.audit_name, words={})
