"""The page of the whole history of a standard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from markupsafe import Markup

from standing.areas.revisions.presenters.crosswalks import JOINING, version_href
from standing.areas.revisions.selectors.history import History, Lineage
from standing.areas.standards.presenters.words import (
    KINDS,
    joined,
    link,
    said_when,
    short_name_of,
    status_tag,
)
from standing.core.holdings import Holdings
from standing.site.components.lists import Cell, Row, Table
from standing.site.dates import long_day


@dataclass(frozen=True)
class HistoryPage:
    """What the page says."""

    title: str
    caption: str
    rows: list[Row]
    before: Table
    after: Table
    statements: Table
    registered: Table


def present_history(found: History) -> HistoryPage:
    """What the page of a standard's history says."""
    held = found.standard
    rows = [Row("Reference", held.id), Row("Taken from", held.source)]
    if found.ends_on:
        rows.append(Row("Counts up to and including", long_day(found.ends_on)))
    if found.editions:
        rows.append(
            Row(
                "Other editions of its code",
                joined([link(found.holdings, each.id) for each in found.editions], "and"),
            )
        )
    return HistoryPage(
        title=held.title,
        caption=f"History of {short_name_of(held)}",
        rows=rows,
        before=_lineage(
            "before", "Where it came from", found.came_from, found.holdings, "No revision leads to it."
        ),
        after=_lineage("after", "What it became", found.became, found.holdings, "No revision replaces it."),
        statements=_statements(found),
        registered=_registered(found),
    )


def _lineage(name: str, caption: str, lines: Sequence[Lineage], holdings: Holdings, empty: str) -> Table:
    return Table(
        name=name,
        caption=caption,
        head=("Revision", "Old standard", "Became", "Kind", "In effect", "Crosswalk"),
        rows=[
            (
                _whole(_revision(each)),
                _whole(link(holdings, each.row.old)),
                Cell(_became(holdings, each)),
                KINDS[each.row.kind],
                _days(each),
                _whole(_version(each)),
            )
            for each in lines
        ],
        stack=True,
        hide_caption=True,
        row_heads=False,
        empty=empty,
    )


def _whole(content: Markup) -> Cell:
    """A cell in one piece, for a phone sets the parts of a cell side by side."""
    return Cell(Markup("<span>{}</span>").format(content))


def _revision(each: Lineage) -> Markup:
    if each.revision is None:
        return Markup("{}").format(each.row.revision)
    href = reverse("revisions:revision", args=[each.revision.code])
    return Markup('<a class="nhsuk-link" href="{}">{}</a>, {}').format(
        href, each.revision.title, each.revision.published
    )


def _became(holdings: Holdings, each: Lineage) -> Markup:
    if not each.row.new:
        return Markup("Nothing new")
    return Markup("<span>{}</span>").format(
        joined([link(holdings, new) for new in each.row.new], JOINING[each.row.need])
    )


def _days(each: Lineage) -> str:
    if each.version is None or each.version.effective_on is None:
        return "No day set"
    from_on = (
        each.approved.replaced_on
        if each.approved and each.approved.replaced_on
        else each.version.effective_on
    )
    return f"From {long_day(from_on)}; transition ends {long_day(each.version.transition_ends_on)}"


def _version(each: Lineage) -> Markup:
    if each.version is None:
        return Markup("Not approved here")
    href = version_href(each.version, "row", each.row.old)
    carried = "; nothing carried" if each.approved and each.approved.deferred else ""
    return Markup('<a class="nhsuk-link" href="{}">Version {}, approved</a>{}').format(
        href, each.version.number, carried
    )


def _statements(found: History) -> Table:
    return Table(
        name="statements",
        caption="What each source says of its status",
        head=("Source", "Status", "As of"),
        rows=[
            [each.source, Cell(Markup("{}").format(status_tag(each.status))), said_when(each)]
            for each in found.statements
        ],
        stack=True,
        hide_caption=True,
        empty="No source in this catalogue has said whether it is current.",
    )


def _registered(found: History) -> Table:
    return Table(
        name="registered",
        caption="What registers say under its references",
        head=("Register", "Reference", "Title there", "Status there", "Came from", "Review date"),
        rows=[
            (
                f"{each.register.name}, row {each.entry.row}",
                each.entry.urn,
                each.entry.title or "–",
                each.entry.printed_validity or "–",
                ", ".join(each.entry.originals) or "–",
                each.entry.review_on or "Not known",
            )
            for each in found.registered
        ],
        stack=True,
        hide_caption=True,
        empty="No register that was read has an entry under its references.",
    )
