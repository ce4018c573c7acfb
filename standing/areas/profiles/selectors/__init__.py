"""Role profiles for whoever may look at them."""

from standing.areas.profiles.selectors.in_full import GroupInFull, LineInFull, VersionInFull, version_in_full
from standing.areas.profiles.selectors.versions import (
    ChangedLine,
    Difference,
    ProfileInFull,
    ProfileInList,
    Successors,
    UsePreview,
    difference,
    line_by_id,
    preview_use,
    profile_by_code,
    profiles,
    successors_of,
    version_of,
)

__all__ = [
    "ChangedLine",
    "Difference",
    "GroupInFull",
    "LineInFull",
    "ProfileInFull",
    "ProfileInList",
    "Successors",
    "UsePreview",
    "VersionInFull",
    "difference",
    "line_by_id",
    "preview_use",
    "profile_by_code",
    "profiles",
    "successors_of",
    "version_in_full",
    "version_of",
]
