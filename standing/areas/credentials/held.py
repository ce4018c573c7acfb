"""What is held about people here: the statements of competence that were issued about them."""

from standing.areas.credentials.models import Statement
from standing.areas.held import Held
from standing.areas.people.roles import Ability

HELD = (
    Held(
        Statement,
        "Statements of competence",
        {
            "Code": "code",
            "Standard": "standard_id",
            "Context": "context",
            "Said": "said",
            "Issued on": "issued_on",
            "Issued by": "issued_by__name",
        },
        seen_under=Ability.ISSUE_STATEMENT,
    ),
)
