"""What is held about people here: the messages sent to them, and what they asked to be told of."""

from standing.areas.held import Held
from standing.areas.reminders.models import Message, Preference, Told

_OF_ACCOUNT = ("account__person",)

HELD = (
    Held(
        Message,
        "Messages",
        {
            "Day": "day",
            "Address": "address",
            "Subject": "subject",
            "Words": "body",
            "Why": "why",
            "State": "state",
            "Ended at": "ended_at",
            "What the mail server said": "answer",
        },
        whose=_OF_ACCOUNT,
    ),
    Held(
        Told,
        "What messages told",
        {"On": "on", "Of": "key", "Stage": "stage", "Due on": "due"},
        whose=_OF_ACCOUNT,
    ),
    Held(
        Preference,
        "What they asked to be told",
        {"Also of what is not asked for": "not_required", "Changed at": "changed_at"},
        whose=_OF_ACCOUNT,
    ),
)
