"""The pages of role profiles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from markupsafe import Markup

from standing.areas.people.models import Post
from standing.areas.profiles.models import Need, ProfileLine, ProfileVersion
from standing.areas.profiles.selectors import Difference, ProfileInFull, ProfileInList, Successors, UsePreview
from standing.areas.record.presenters.links import actions_cell
from standing.areas.record.selectors.requirements import NewGap
from standing.areas.record.words import STATUS_WORDS
from standing.areas.standards.presenters.words import marked_title
from standing.site.components.lists import Cell, Row, Table
from standing.site.dates import long_day

MOST_NAMES = 200
"""How many people a page names; it always says how many there are."""


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


def version_words(version: ProfileVersion, today: date) -> str:
    """How a version stands, with its days."""
    state = version.state(today).value
    if version.from_on is None:
        return state
    last = f" to {long_day(version.to_on - timedelta(days=1))}" if version.to_on else ""
    return f"{state}: from {long_day(version.from_on)}{last}"


def lines_table(
    version: ProfileVersion, *, successors: Mapping[str, list[Successors]], editable: bool, code: str
) -> Table:
    """The lines of a version; with links that change them, while it is a draft."""
    head = ("Standard", "Asked for", "Context", "Needed by")
    lines = sorted(version.lines.all(), key=lambda line: line.need != Need.ESSENTIAL)
    return Table(
        name="lines",
        caption=f"Lines of version {version.number}",
        head=(*head, "What you can do") if editable else head,
        rows=[
            (*_line(line, successors.get(line.standard_id, ())), *([_links(line, code)] if editable else []))
            for line in lines
        ],
        stack=True,
        hide_caption=True,
        empty="This version has no line yet.",
    )


def _line(line: ProfileLine, successors: Sequence[Successors]) -> tuple[Cell | str, ...]:
    words = f"{line.standard.pk} {marked_title(line.standard)}"
    standard: Cell | str = words
    beside = " ".join(_beside(line, successors))
    if beside:
        standard = Cell(
            Markup('{}<br><span class="nhsuk-body-s nhsuk-u-secondary-text-colour">{}</span>').format(
                words, beside
            )
        )
    return standard, line.need.capitalize(), line.context or "General", needed_by(line.needed_by_days)


def _beside(line: ProfileLine, successors: Sequence[Successors]) -> Iterator[str]:
    """What is said beside a standard: what became of it, what the line was carried over from, what is to be decided."""
    if successors:
        yield f"{'; '.join(successors_in_words(one) for one in successors)}."
    if line.came_from:
        yield f"Carried over from {' and '.join(line.came_from)}."
    if line.to_decide:
        yield f"To decide: {line.to_decide}"


def successors_in_words(one: Successors) -> str:
    """What a crosswalk says became of a standard."""
    if not one.new:
        return f"{one.row.revision}: withdrawn, with nothing in its place"
    joined = (" and " if one.row.need == "all" else " or ").join(new.pk for new in one.new)
    return f"{one.row.revision}: {one.row.kind}, now {joined}"


def needed_by(days: int | None) -> str:
    """When a line is needed, from joining."""
    if not days:
        return "The first day"
    return "1 day after joining" if days == 1 else f"{days:,} days after joining"


def _links(line: ProfileLine, code: str) -> Cell:
    pages = (("Change", "change_line"), ("Remove", "remove_line"))
    links = [(text, reverse(f"profiles:{page}", args=[code, line.pk])) for text, page in pages]
    return actions_cell(links, line.standard_id)


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
                Cell(len(version.lines.all()), number=True),
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


def difference_items(found: Difference) -> list[str]:
    """What differs between two versions, one sentence a line."""
    added = [f"Added: {_named(line)}, {line.need}." for line in found.added]
    removed = [f"Removed: {_named(line)}, {line.need}." for line in found.removed]
    changed = [
        f"Changed: {_named(pair.after)}: {_asks(pair.before)} before, {_asks(pair.after)} now."
        for pair in found.changed
    ]
    return [*added, *removed, *changed]


def _named(line: ProfileLine) -> str:
    return f"{line.standard} ({line.context})" if line.context else str(line.standard)


def _asks(line: ProfileLine) -> str:
    return f"{line.need}, needed by {needed_by(line.needed_by_days).lower()}"


def use_page(found: UsePreview, why: str) -> dict[str, Any]:
    """What the page before a version is put in use shows."""
    people = found.requirements.people
    with_gap = len({gap.person for gap in found.requirements.gaps})
    changes = found.requirements.changes
    has = "person has" if len(people) == 1 else "people have"
    return {
        "rows": [
            Row("Profile", f"{found.version.profile.name}, version {found.version.number}"),
            Row("First day in use", long_day(found.requirements.from_on)),
            Row(
                "Instead of", f"Version {found.before.number}" if found.before else "Nothing: it is the first"
            ),
            Row("Newly required", str(len(changes.begun))),
            Row("No longer required", str(len(changes.ended) + len(changes.never))),
            Row("Required as before", str(len(changes.kept))),
            Row("Reason", why),
        ],
        "differences": difference_items(found.difference),
        "sentence": f"{len(people):,} {has} this role on {long_day(found.requirements.at)}. "
        f"{with_gap:,} of them would newly have a gap.",
        "gaps": gaps_table(found.requirements.gaps),
        "confirm_text": "Put it in use",
    }


def gaps_table(gaps: Sequence[NewGap]) -> Table:
    """Who would newly have a gap, and how they stand."""
    more = len(gaps) - MOST_NAMES
    return Table(
        name="gaps",
        caption=f"New gaps ({len(gaps)})",
        head=("Person", "Standard", "Standing"),
        rows=[
            (
                gap.person.name,
                f"{gap.standard} ({gap.context})" if gap.context else gap.standard,
                STATUS_WORDS[gap.standing.status],
            )
            for gap in gaps[:MOST_NAMES]
        ],
        stack=True,
        empty="Nobody would newly have a gap.",
        notes=(f"{more:,} more are not named here.",) if more > 0 else (),
    )
