"""Every read of units, people, posts, accounts, roles, and of the audit trail: only what whoever asks may
see.
"""

from standing.areas.people.selectors.accounts import (
    Begun,
    account_by_id,
    accounts,
    grant_by_id,
    grants_of,
    has_administrator,
    roles_of,
    what_is_begun,
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
    ChainEnd,
    SeenEvent,
    chain_end,
    chain_state,
    event_by_sequence,
    events,
    events_chosen,
    looks_at,
    with_actors,
)
from standing.areas.people.selectors.units import UnitInTree, unit_by_code, unit_tree

__all__ = [
    "Begun",
    "ChainEnd",
    "PeopleInUnits",
    "SeenEvent",
    "UnitInTree",
    "account_by_id",
    "accounts",
    "chain_end",
    "chain_state",
    "event_by_sequence",
    "events",
    "events_chosen",
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
    "what_is_begun",
    "with_actors",
]
