"""Every write to role profiles. What a version in use requires goes through the record's door."""

from standing.areas.profiles.actions.lines import add_line, change_line, remove_line
from standing.areas.profiles.actions.profiles import create_profile, rename_profile
from standing.areas.profiles.actions.versions import discard_draft, draft_version, put_in_use, retire_profile

__all__ = [
    "add_line",
    "change_line",
    "create_profile",
    "discard_draft",
    "draft_version",
    "put_in_use",
    "remove_line",
    "rename_profile",
    "retire_profile",
]
