"""Role profiles for whoever may look at them."""

from standing.areas.profiles.selectors.choosing import (
    Guidance,
    Offer,
    find_standards,
    guidance_for,
    offers_of,
)
from standing.areas.profiles.selectors.courses import GroupCourse, courses_of, own_courses
from standing.areas.profiles.selectors.in_full import GroupInFull, LineInFull, VersionInFull, version_in_full
from standing.areas.profiles.selectors.meeting import GroupAnswer, GroupFigure, answers_of, figures_over
from standing.areas.profiles.selectors.stopping import GroupStop, group_stops
from standing.areas.profiles.selectors.versions import (
    PeopleInRole,
    ProfileInFull,
    ProfileInList,
    UsePreview,
    function_by_id,
    group_by_id,
    line_by_id,
    lines_to_group,
    people_in_role,
    preview_use,
    profile_by_code,
    profiles,
    version_of,
)

__all__ = [
    "GroupAnswer",
    "GroupCourse",
    "GroupFigure",
    "GroupInFull",
    "GroupStop",
    "Guidance",
    "LineInFull",
    "Offer",
    "PeopleInRole",
    "ProfileInFull",
    "ProfileInList",
    "UsePreview",
    "VersionInFull",
    "answers_of",
    "courses_of",
    "figures_over",
    "find_standards",
    "function_by_id",
    "group_by_id",
    "group_stops",
    "guidance_for",
    "line_by_id",
    "lines_to_group",
    "offers_of",
    "own_courses",
    "people_in_role",
    "preview_use",
    "profile_by_code",
    "profiles",
    "version_in_full",
    "version_of",
]
