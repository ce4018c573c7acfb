"""Every read of units, people, posts, accounts, roles, and of the audit trail: only what whoever asks may
see.
"""

from standing.areas.people.selectors.accounts import (
    account_by_id,
    accounts,
    grant_by_id,
    grants_of,
    has_administrator,
    roles_of,
)
from standing.areas.people.selectors.people import (
    PeopleInUnits,
    people_seen,
    person_by_ref,
    post_by_code,
    posts,
    search_people,
)
from standing.areas.people.selectors.trail import (
    SeenEvent,
    chain_state,
    event_by_sequence,
    events,
    looks_at,
    with_actors,
)
from standing.areas.people.selectors.units import UnitInTree, unit_by_code, unit_tree

__all__ = [
    "PeopleInUnits",
    "SeenEvent",
    "UnitInTree",
    "account_by_id",
    "accounts",
    "chain_state",
    "event_by_sequence",
    "events",
    "grant_by_id",
    "grants_of",
    "has_administrator",
    "looks_at",
    "people_seen",
    "person_by_ref",
    "post_by_code",
    "posts",
    "roles_of",
    "search_people",
    "unit_by_code",
    "unit_tree",
    "with_actors",
]
