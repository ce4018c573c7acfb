"""Every write to role profiles. What a version in use requires goes through the record's door."""

from standing.areas.profiles.actions.carrying import (
    carried_in_use,
    carry_profiles,
    check_no_draft_in_the_way,
    discard_carried,
    discard_carried_anew,
    profiles_to_carry,
    touching,
)
from standing.areas.profiles.actions.functions import (
    add_functions,
    change_function,
    remove_function,
    set_purpose,
)
from standing.areas.profiles.actions.groups import add_group, change_group, remove_group
from standing.areas.profiles.actions.lines import add_line, add_lines, change_line, remove_line, settle_line
from standing.areas.profiles.actions.profiles import create_profile, rename_profile
from standing.areas.profiles.actions.versions import (
    discard_draft,
    draft_version,
    note_how_decided,
    put_in_use,
    retire_profile,
)

__all__ = [
    "add_functions",
    "add_group",
    "add_line",
    "add_lines",
    "carried_in_use",
    "carry_profiles",
    "change_function",
    "change_group",
    "change_line",
    "check_no_draft_in_the_way",
    "create_profile",
    "discard_carried",
    "discard_carried_anew",
    "discard_draft",
    "draft_version",
    "note_how_decided",
    "profiles_to_carry",
    "put_in_use",
    "remove_function",
    "remove_group",
    "remove_line",
    "rename_profile",
    "retire_profile",
    "set_purpose",
    "settle_line",
    "touching",
]
