"""The page before a version is put in use: what differs, whom it touches, who owes what by when and who is freed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from standing.areas.profiles.presenters.comparing import difference_items
from standing.areas.profiles.selectors import UsePreview
from standing.areas.profiles.undecided import Undecided
from standing.areas.record.selectors.requirements import Freed, NewGap
from standing.areas.record.words import STATUS_WORDS
from standing.site.components.lists import Cell, Row, Table
from standing.site.dates import long_day, short_day

MOST_NAMES = 200
"""How many people a page names; it always says how many there are."""


_ALONE = (
    "Put in use before they have decided, this version is never called co-produced. It says that its owner decided "
    "alone."
)


def use_page(found: UsePreview, why: str) -> dict[str, Any]:
    """What the page before a version is put in use shows."""
    asked = found.requirements
    people = asked.people
    with_gap = len({gap.person for gap in asked.gaps})
    has = "person has" if len(people) == 1 else "people have"
    groups = [group for group in found.version.groups if group.is_essential]
    return {
        "rows": [
            Row("Profile", f"{found.version.profile}, version {found.version.number}"),
            Row("First day in use", long_day(asked.from_on)),
            Row(
                "Instead of", f"Version {found.before.number}" if found.before else "Nothing: it is the first"
            ),
            Row("Newly required", str(len(asked.changes.begun))),
            Row("No longer required", str(len(asked.changes.ended) + len(asked.changes.never))),
            Row("Required as before", str(len(asked.changes.kept))),
            Row("Groups asked for", str(len(groups))),
            Row("Reason", why),
        ],
        "differences": difference_items(found.difference),
        "sentence": f"{len(people):,} {has} this role on {long_day(asked.at)}. "
        f"{with_gap:,} of them would newly have a gap.",
        "gaps": gaps_table(asked.gaps),
        "freed": freed_table(asked.freed),
        "confirm_text": "Put it in use",
    }


def undecided_words(found: Sequence[Undecided]) -> list[str]:
    """What is open about the draft, each with the way to it where the reader may see it; and what follows from that."""
    if not found:
        return []
    look = Markup('{} <a class="nhsuk-link" href="{}">Look at what they are asked</a>')
    said = [look.format(one.words, one.href) if one.href else one.words for one in found]
    return [*said, _ALONE]


def gaps_table(gaps: Sequence[NewGap]) -> Table:
    """Who would newly have a gap, how they stand, and by when it is needed of them."""
    return Table(
        name="gaps",
        caption=f"New gaps ({len(gaps)})",
        head=("Person", "Standard", "Standing", "Needed by"),
        rows=[
            (
                gap.person.name,
                _pair(gap.standard, gap.context),
                STATUS_WORDS[gap.standing.status],
                Cell(short_day(gap.needed_by), narrow=True),
            )
            for gap in gaps[:MOST_NAMES]
        ],
        stack=True,
        empty="Nobody would newly have a gap.",
        notes=_more(len(gaps)),
    )


def freed_table(freed: Sequence[Freed]) -> Table:
    """Of whom nobody would ask a standard any more."""
    return Table(
        name="freed",
        caption=f"Asked no longer ({len(freed)})",
        head=("Person", "Standard"),
        rows=[(each.person.name, _pair(each.standard, each.context)) for each in freed[:MOST_NAMES]],
        stack=True,
        empty="Nobody is freed of anything.",
        notes=_more(len(freed)),
    )


def _pair(standard: str, context: str) -> str:
    return f"{standard} ({context})" if context else standard


def _more(number: int) -> tuple[str, ...]:
    more = number - MOST_NAMES
    return (f"{more:,} more are not named here.",) if more > 0 else ()
