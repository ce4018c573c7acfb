"""What is held about people here: their account, what was merged into their record, and who looked at it."""

from standing.areas.audit.models import Look
from standing.areas.held import Held
from standing.areas.people.models import Account, Merge, RoleGrant

HELD = (
    Held(
        Account,
        "Account",
        {
            "Name": "name",
            "E-mail address": "email",
            "In use": "is_active",
            "Last signed in": "last_login",
        },
    ),
    Held(
        RoleGrant,
        "Roles",
        {"Role": "role", "Unit": "unit__name", "From": "from_on", "Until before": "to_on"},
        whose=("account__person",),
    ),
    Held(
        Merge,
        "Merged records",
        {
            "Kept": "kept__ref",
            "Merged": "merged__ref",
            "On": "merged_on",
            "By": "merged_by__name",
            "Why": "why",
            "Split on": "split_on",
            "Split by": "split_by__name",
            "Why split": "split_why",
        },
        whose=("kept", "merged"),
        by_others=("Why", "Why split"),
    ),
    Held(
        Look,
        "Who looked",
        {"When": "at", "Who": "account__name", "Record of": "person", "Page": "page"},
        by_number=True,
    ),
)
