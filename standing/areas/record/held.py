"""What the record holds about people beside the facts of the rules: restrictions, and who may assess."""

from standing.areas.held import Held
from standing.areas.people.roles import Ability
from standing.areas.record.models import Appointment, AssessorLevel, Relationship, Restriction

OF_ACCOUNT = ("account__person",)

HELD = (
    Held(
        Restriction,
        "Restrictions",
        {
            "Standard": "standard_id",
            "Limits": "limits",
            "Reason": "reason",
            "From": "from_on",
            "Until before": "to_on",
            "Looked at again by": "review_on",
            "Recorded on": "recorded_on",
            "Recorded by": "recorded_by__name",
            "Taken back on": "retracted_on",
            "Why taken back": "retraction_reason",
        },
        seen_under=Ability.RESTRICT,
        by_others=("Limits", "Reason", "Why taken back"),
    ),
    Held(
        Appointment,
        "Appointments to assess",
        {
            "Standard": "standard_id",
            "Context": "context",
            "From": "from_on",
            "Until before": "to_on",
            "Why": "why",
            "Put forward by": "proposed_by__name",
            "Agreed by": "agreed_by__name",
            "Agreed on": "agreed_on",
            "Ended on": "ended_on",
            "Ended by": "ended_by__name",
            "Why ended": "ended_why",
        },
        whose=OF_ACCOUNT,
        by_others=("Why", "Why ended"),
    ),
    Held(
        AssessorLevel,
        "How far as an assessor",
        {"Level": "level", "From": "from_on", "Why": "why", "Set by": "set_by__name", "Set at": "set_at"},
        whose=OF_ACCOUNT,
        by_others=("Why",),
    ),
    Held(
        Relationship,
        "Relationships declared",
        {
            "Account": "account__name",
            "Staff number": "person__ref",
            "Declared on": "declared_on",
            "Declared by": "declared_by__name",
            "Ended on": "ended_on",
            "Ended by": "ended_by__name",
            "Why ended": "ended_why",
        },
        whose=("person", *OF_ACCOUNT),
        by_others=("Why ended",),
    ),
)
