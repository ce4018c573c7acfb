"""What is held about people here, where they have an account: their groups, what they said, and how they took part."""

from standing.areas.coproduction.models import (
    Membership,
    Participant,
    PlanItem,
    Point,
    Position,
    ReadingChoice,
)
from standing.areas.held import Held

_OF_ACCOUNT = ("account__person",)
_ASKED = {"Question": "proposal__question"}

HELD = (
    Held(
        Membership,
        "Groups",
        {
            "Group": "constituency__standpoint",
            "From": "from_at",
            "Until": "to_at",
            "Added by": "added_by__name",
        },
        whose=_OF_ACCOUNT,
    ),
    Held(
        Position,
        "What they said of proposals",
        {
            **_ASKED,
            "Group": "invitation__constituency__standpoint",
            "Stance": "stance",
            "Reason": "reason",
            "When": "given_at",
            "Answer": "answer",
            "Answered at": "answered_at",
            "Answered by": "answered_by__name",
            "Still stands": "still_stands",
            "The latest": "is_latest",
        },
        whose=_OF_ACCOUNT,
        by_others=("Answer",),
    ),
    Held(
        Participant,
        "Taking part in proposals",
        {
            **_ASKED,
            "Speaks from": "standpoint",
            "Named": "is_named",
            "Took part": "took_part",
            "Access needs": "access_needs",
            "Access needs met": "access_met",
            "Payment offered": "payment_offered",
        },
        whose=_OF_ACCOUNT,
    ),
    Held(
        Point,
        "Points they made",
        {
            **_ASKED,
            "What": "what",
            "What changed": "changed",
            "Why it was not taken": "not_taken_because",
            "When": "said_at",
        },
        whose=("participant__account__person", "position__account__person"),
        by_others=("What changed", "Why it was not taken"),
    ),
    Held(
        PlanItem,
        "Plans they answer for",
        {**_ASKED, "What": "what", "Due on": "due_on", "Done on": "done_on"},
        whose=("owner__person",),
    ),
    Held(ReadingChoice, "How they like to read", {"Large print": "large_print"}, whose=_OF_ACCOUNT),
)
