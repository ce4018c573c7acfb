"""What is held about people here: the shifts they are or were on, and their professional registrations."""

from standing.areas.cover.models import Placement, Registration
from standing.areas.held import Held
from standing.areas.people.roles import Ability

HELD = (
    Held(
        Placement,
        "Shifts",
        {
            "Unit": "shift__unit__name",
            "Shift": "shift__name",
            "Begins on": "shift__starts_on",
            "Begins at": "shift__starts_at",
            "Ends on": "shift__ends_on",
            "Ends at": "shift__ends_at",
            "What they do": "role",
            "Band": "band",
            "Leads": "leads",
            "Put on at": "added_at",
            "Put on by": "added_by__name",
            "Taken off at": "removed_at",
            "Taken off by": "removed_by__name",
        },
        seen_under=Ability.SEE_COVER,
    ),
    Held(
        Registration,
        "Professional registrations",
        {
            "Body": "body",
            "Number": "number",
            "From": "from_on",
            "Last day": "expires_on",
            "Looked up on": "checked_on",
            "Given up on": "given_up_on",
            "Why given up": "given_up_why",
            "Recorded at": "recorded_at",
            "Recorded by": "recorded_by__name",
            "Taken back at": "retracted_at",
            "Taken back by": "retracted_by__name",
            "Why taken back": "retracted_why",
        },
        seen_under=Ability.KEEP_REGISTRATIONS,
        by_others=("Why given up", "Why taken back"),
    ),
)
