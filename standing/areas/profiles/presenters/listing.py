"""The list of profiles, the versions of one, and the posts that ask for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.urls import reverse

from standing.areas.people.models import Post
from standing.areas.profiles.models import ProfileVersion
from standing.areas.profiles.selectors import ProfileInFull, ProfileInList, VersionInFull
from standing.site.components.lists import Cell, Table
from standing.site.dates import long_day


def profiles_table(profiles: Iterable[ProfileInList]) -> Table:
    """The list of profiles."""
    return Table(
        name="profiles",
        caption="Role profiles",
        head=("Profile", "Code", "State", "Lines", "Posts"),
        rows=[
            (
                Cell(row.profile.name, href=reverse("profiles:profile", args=[row.profile.code])),
                Cell(row.profile.code, narrow=True),
                _state(row),
                f"{row.essential} essential, {row.desirable} desirable",
                Cell(row.posts, number=True),
            )
            for row in profiles
        ],
        stack=True,
        hide_caption=True,
        empty="There is no role profile yet.",
    )


def _state(row: ProfileInList) -> str:
    words = [f"{row.state.value}: version {row.in_use.number}" if row.in_use else row.state.value]
    if row.draft is not None and row.in_use is not None:
        words.append(f"draft of version {row.draft.number}")
    return ", ".join(words)


def version_words(version: ProfileVersion | VersionInFull, today: date) -> str:
    """How a version stands, with its days."""
    state = (version.state if isinstance(version, VersionInFull) else version.state(today)).value
    if version.from_on is None:
        return state
    last = f" to {long_day(version.to_on - timedelta(days=1))}" if version.to_on else ""
    return f"{state}: from {long_day(version.from_on)}{last}"


def versions_table(profile: ProfileInFull, today: date) -> Table:
    """Every version of a profile, newest first."""
    return Table(
        name="versions",
        caption="Versions",
        head=("Version", "State", "Lines"),
        rows=[
            (
                Cell(
                    f"Version {version.number}",
                    href=reverse("profiles:version", args=[profile.profile.code, version.number]),
                ),
                version_words(version, today),
                Cell(getattr(version, "size", 0), number=True),
            )
            for version in profile.versions
        ],
        stack=True,
        hide_caption=True,
        empty="There is no version. Make a draft.",
    )


def posts_table(posts: Sequence[Post]) -> Table:
    """The posts that ask for a profile."""
    return Table(
        name="posts",
        caption="Posts",
        head=("Post", "Unit", "Code"),
        rows=[(post.title, post.unit.name, Cell(post.code, narrow=True)) for post in posts],
        stack=True,
        hide_caption=True,
        empty="No post asks for this profile. A post does whose role is the profile’s code.",
    )
