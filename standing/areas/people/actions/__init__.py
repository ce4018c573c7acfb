"""Every write to units, people, posts, accounts and roles.

Each asks first who may, checks, writes, and records its event, in one transaction in which writers take
turns.
"""

from standing.areas.people.actions.accounts import (
    change_account,
    change_own_password,
    create_account,
    deactivate_account,
    reactivate_account,
    set_password,
)
from standing.areas.people.actions.grants import end_grant, grant_role
from standing.areas.people.actions.merges import check_can_be_merged, note_merge, note_split
from standing.areas.people.actions.places import NewPost, add_places
from standing.areas.people.actions.starters import NewPerson, Work, add_persons
from standing.areas.people.actions.taking_back import take_back_added
from standing.areas.people.actions.trail import anchor_trail, begin_trail, erase_event_words
from standing.areas.people.actions.units import add_unit, move_unit, rename_unit
from standing.areas.people.actions.workforce import add_person, add_post, change_post, rename_person

__all__ = [
    "NewPerson",
    "NewPost",
    "Work",
    "add_person",
    "add_persons",
    "add_places",
    "add_post",
    "add_unit",
    "anchor_trail",
    "begin_trail",
    "change_account",
    "change_own_password",
    "change_post",
    "check_can_be_merged",
    "create_account",
    "deactivate_account",
    "end_grant",
    "erase_event_words",
    "grant_role",
    "move_unit",
    "note_merge",
    "note_split",
    "reactivate_account",
    "rename_person",
    "rename_unit",
    "set_password",
    "take_back_added",
]
