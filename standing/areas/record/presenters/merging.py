"""Two records of one person: the list of likely doubles, what a merge would do, and what was merged."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from standing.areas.people.models import Merge
from standing.areas.record.presenters.links import actions_cell
from standing.areas.record.presenters.standing import standard_words, tag
from standing.areas.record.selectors.merging import Alike, MergePreview, PairMerged
from standing.site.components.lists import Cell, Row, Table
from standing.site.dates import short_day


def preview_page(preview: MergePreview, why: str) -> dict[str, Any]:
    """What the page before a merge shows."""
    kept, merged = preview.kept, preview.merged
    facts = ", ".join(_count(number, kind) for kind, number in preview.counts) or "No facts"
    account = preview.account
    return {
        "title": "Check before you merge",
        "rows": [
            Row("Kept", f"{kept.name}, {kept.ref}"),
            Row("Comes into it", f"{merged.name}, {merged.ref}"),
            Row("What comes", facts),
            Row("Account", f"{account.email} comes along" if account else "No account changes hands"),
            Row("Name and number", f"{kept.name}, {kept.ref}. {merged.ref} goes on finding them"),
            Row("How you know", why),
        ],
        "lead": _lead(preview),
        "table": Table(
            name="pairs",
            caption="How they stand today, and merged",
            head=["Standard", kept.ref, merged.ref, "Merged", "Changes"],
            rows=[_pair(pair) for pair in preview.pairs],
            stack=True,
            empty="Neither record holds or owes anything.",
        ),
        "confirm_text": "Merge these two records",
        "full_width": True,
    }


def _lead(preview: MergePreview) -> str:
    changed = [pair for pair in preview.pairs if pair.changes]
    gains = sum(pair.after.counts and not pair.kept.counts for pair in changed)
    loses = sum(pair.kept.counts and not pair.after.counts for pair in changed)
    name = preview.kept.name
    if not changed:
        return f"{name} stands today as before in everything."
    return (
        f"{name} would stand another way in {_count(len(changed), 'standard')} today: counts in {gains} more, and no "
        f"longer in {loses}. Be sure that this is one person: two people are never one."
    )


def _pair(pair: PairMerged) -> list[Cell | str]:
    changes = ""
    if pair.changes:
        changes = "Counts" if pair.after.counts and not pair.kept.counts else "Changes"
        changes = "Stops counting" if pair.kept.counts and not pair.after.counts else changes
    return [
        standard_words(pair.standard, pair.context),
        *(Cell(tag(each.status)) for each in (pair.kept, pair.merged, pair.after)),
        changes or "No",
    ]


def doubles_table(found: Iterable[Alike]) -> Table:
    """Records that may be one person's."""
    return Table(
        name="doubles",
        caption="Records that may be one person’s",
        head=["One", "Other", "Why", "What you can do"],
        rows=[
            [
                f"{each.one.name}, {each.one.ref}",
                f"{each.other.name}, {each.other.ref}",
                each.why,
                actions_cell(
                    [
                        (f"Keep {each.one.ref}", _merge_href(each.one.ref, each.other.ref)),
                        (f"Keep {each.other.ref}", _merge_href(each.other.ref, each.one.ref)),
                    ],
                    f"and merge the record of {each.one.name}",
                ),
            ]
            for each in found
        ],
        stack=True,
        hide_caption=True,
        empty="No two records have the same name and the same unit, or work at the same time.",
    )


def merges_table(found: Iterable[Merge]) -> Table:
    """What was merged, and split again."""
    return Table(
        name="merges",
        caption="Merged so far",
        head=["Kept", "Merged into it", "When", "Why", "Since"],
        rows=[_merge(merge) for merge in found],
        stack=True,
        hide_caption=True,
        empty="No records have been merged.",
    )


def _merge(merge: Merge) -> list[Cell | str]:
    by = f" by {merge.merged_by.name}" if merge.merged_by else ""
    if merge.split_on is None:
        href = reverse("record:split", args=[merge.pk])
        since = Cell("Split them again", href=href, hidden_text=f"{merge.kept.ref} and {merge.merged.ref}")
    else:
        since = Cell(f"Split on {short_day(merge.split_on)}: {merge.split_why}")
    return [
        f"{merge.kept.name}, {merge.kept.ref}",
        f"{merge.merged.name}, {merge.merged.ref}",
        f"{short_day(merge.merged_on)}{by}",
        merge.why,
        since,
    ]


def _merge_href(kept: str, other: str) -> str:
    return f"{reverse('record:merge', kwargs={'ref': kept})}?other={other}"


def _count(number: int, one: str) -> str:
    return f"{number} {one if number == 1 else one + 's'}"
