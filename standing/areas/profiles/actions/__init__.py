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
from standing.areas.profiles.actions.lines import add_line, add_lines, change_line, remove_line
from standing.areas.profiles.actions.profiles import create_profile, rename_profile
from standing.areas.profiles.actions.versions import discard_draft, draft_version, put_in_use, retire_profile

__all__ = [
    "add_line",
    "add_lines",
    "carried_in_use",
    "carry_profiles",
    "change_line",
    "check_no_draft_in_the_way",
    "create_profile",
    "discard_carried",
    "discard_carried_anew",
    "discard_draft",
    "draft_version",
    "profiles_to_carry",
    "put_in_use",
    "remove_line",
    "rename_profile",
    "retire_profile",
    "touching",
]
