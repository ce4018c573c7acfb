"""The page of one standard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from markupsafe import Markup

from standing.areas.standards.presenters.words import (
    KINDS,
    code_link,
    edition_words,
    joined,
    link,
    said_when,
    status_tag,
)
from standing.core.browsing import facets_of
from standing.core.catalogue import Standard
from standing.core.holdings import Holdings
from standing.core.rules.carry_over import CrosswalkRow
from standing.site.components.lists import Cell, Row, Table

_JOINING = {"all": "and", "any": "or"}


@dataclass(frozen=True)
class Generation:
    """One step of lineage: its heading, and a sentence for each row that made it."""

    heading: str
    lines: list[Markup]


@dataclass(frozen=True)
class StandardPage:
    """Everything the page says."""

    title: str
    caption: str
    is_local: bool
    summary: str
    rows: list[Row]
    facets: list[Row]
    lent: Markup | None
    statements: Table
    before: list[Generation]
    after: list[Generation]
    editions: list[Markup]


def present_standard(holdings: Holdings, standard: Standard) -> StandardPage:
    """What the page of a standard says."""
    suites = {suite.suite: suite for suite in holdings.catalogue.suites}
    summary = holdings.summaries.get(standard.id)
    others = [each for each in holdings.catalogue.by_code[standard.code] if each.id != standard.id]
    return StandardPage(
        title=standard.title,
        caption=_caption(standard, suites[standard.suite].name),
        is_local=standard.is_local,
        summary=summary.sentence if summary else "",
        rows=_rows(holdings, standard),
        facets=_facets(holdings, standard),
        lent=_lent(holdings, standard),
        statements=_statements(holdings, standard),
        before=_generations(
            standard.id, holdings.rows_to.get, lambda row: [row.old], _came_from(holdings), _BEFORE
        ),
        after=_generations(
            standard.id, holdings.rows_from.get, lambda row: row.new, _became(holdings), _AFTER
        ),
        editions=[link(holdings, each.id) for each in others],
    )


def _caption(standard: Standard, suite: str) -> str:
    words = f"{standard.code}, {edition_words(standard)}"
    return words if standard.is_local else f"{words}, {suite}"


def _rows(holdings: Holdings, standard: Standard) -> list[Row]:
    rows = [Row("Code", standard.code)]
    if standard.is_local:
        rows.append(Row("Edition", standard.edition))
    else:
        rows.append(Row("Edition", edition_words(standard).removeprefix("edition of ")))
    rows.append(Row("Reference", standard.id))
    if standard.aliases:
        rows.append(Row("Also written", ", ".join(standard.aliases)))
    others = [other for other in holdings.catalogue.titles if other.standard == standard.id]
    rows += [Row("Other title", f"{other.title} ({other.source})") for other in others]
    if standard.note:
        rows.append(Row("Note", standard.note))
    rows.append(Row("Taken from", standard.source))
    return rows


def _facets(holdings: Holdings, standard: Standard) -> list[Row]:
    facets = facets_of(holdings, standard.id)
    if not facets.works_with:
        return []
    return [
        Row("Works with", ", ".join(facets.works_with)),
        Row("Kind of work", ", ".join(facets.kind_of_work)),
        Row("Setting", ", ".join(facets.setting).replace("any", "any place")),
        Row("Specialist role", "yes" if facets.specialist else "no"),
    ]


def _lent(holdings: Holdings, standard: Standard) -> Markup | None:
    lenders = facets_of(holdings, standard.id).lent_by
    return joined([code_link(holdings, lender) for lender in lenders], "and") if lenders else None


def _statements(holdings: Holdings, standard: Standard) -> Table:
    said = holdings.statements.get(standard.id, ())
    return Table(
        "statements",
        "What each source says of its status",
        ["Source", "Status", "As of"],
        [[each.source, Cell(Markup("{}").format(status_tag(each.status))), said_when(each)] for each in said],
        stack=True,
        hide_caption=True,
        empty="No source in this catalogue has said whether this standard is current.",
    )


_BEFORE = ("It came from", "Before that", "Earlier still")
_AFTER = ("It became", "After that", "Later still")


def _generations(
    start: str,
    rows_of: Callable[[str], Sequence[CrosswalkRow] | None],
    ends_of: Callable[[CrosswalkRow], Sequence[str]],
    say: Callable[[CrosswalkRow], Markup],
    headings: tuple[str, str, str],
) -> list[Generation]:
    """The steps of lineage one way, the nearest first, over all revisions. Each standard is followed once."""
    generations: list[Generation] = []
    met, ahead = {start}, [start]
    while ahead:
        rows = list(dict.fromkeys(row for each in ahead for row in rows_of(each) or ()))
        if rows:
            heading = headings[min(len(generations), 2)]
            generations.append(Generation(heading, [say(row) for row in rows]))
        ahead = [end for row in rows for end in dict.fromkeys(ends_of(row)) if end not in met]
        met.update(ahead)
    return generations


def _came_from(holdings: Holdings) -> Callable[[CrosswalkRow], Markup]:
    return lambda row: Markup("{} ({}, {})").format(
        link(holdings, row.old), _lower(KINDS[row.kind]), _revision(holdings, row)
    )


def _became(holdings: Holdings) -> Callable[[CrosswalkRow], Markup]:
    def say(row: CrosswalkRow) -> Markup:
        targets = joined([link(holdings, new) for new in row.new], _JOINING[row.need])
        all_needed = " Both are needed." if row.need == "all" and len(row.new) == 2 else ""
        if not row.new:
            return Markup("{} ({})").format(KINDS[row.kind], _revision(holdings, row))
        return Markup("{} ({}, {}).{}").format(
            targets, _lower(KINDS[row.kind]), _revision(holdings, row), all_needed
        )

    return say


def _revision(holdings: Holdings, row: CrosswalkRow) -> Markup:
    revision = holdings.catalogue.revision(row.revision)
    title = revision.title if revision else row.revision
    return Markup('<a class="nhsuk-link" href="{}">{}</a>').format(
        reverse("standards:revision", args=[row.revision]), title
    )


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
