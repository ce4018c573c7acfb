"""Issued job descriptions: the list, one, and the wording that is suggested for it."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from standing.areas.audit import clock
from standing.areas.documents.models import FileKind, WordTemplate
from standing.areas.documents.selectors.issued import Issued
from standing.core.documents.proposing import Suggested, What
from standing.site.components.lists import Cell, Row, Table
from standing.site.dates import long_day, moment

_WHAT = {What.ADDED: "Add", What.REMOVED: "Take out", What.CHANGED: "Change"}


def href_of(issued: Issued) -> str:
    """The page of an issued document."""
    return reverse("documents:issued", args=[issued.row.code])


def issued_table(
    found: Sequence[Issued], *, name: str, caption: str, empty: str, hide_caption: bool = False
) -> Table:
    """Issued documents, each with what it rests on."""
    return Table(
        name=name,
        caption=caption,
        head=("Job description", "Issued", "Rests on", "How it stands"),
        rows=[
            (
                Cell(
                    str(one.row.version.profile),
                    href=href_of(one),
                    hidden_text=f"issued as {one.row.code}",
                ),
                Cell(f"{long_day(one.row.issued_on)}, {one.row.code}"),
                f"Version {one.row.version.number}",
                standing_of(one),
            )
            for one in found
        ],
        stack=True,
        hide_caption=hide_caption,
        empty=empty,
    )


def standing_of(one: Issued) -> str:
    """How an issued document stands, in a few words."""
    if one.row.ended_at is not None:
        return f"Out of use since {moment(one.row.ended_at)}"
    why = list(reasons(one))
    return " ".join(why) if why else "Rests on the newest version"


def reasons(one: Issued) -> list[str]:
    """Why it rests on something older, a sentence each."""
    told = []
    if one.newer is not None and one.newer.from_on is not None:
        has = "is" if one.newer.from_on <= clock.today() else "will be"
        told.append(f"Version {one.newer.number} {has} in use from {long_day(one.newer.from_on)}.")
    elif one.newer is not None and one.replaced:
        told.append(f"Version {one.newer.number} is a draft.")
    for gone in one.replaced:
        now = " or ".join(gone.living) if gone.living else "nothing"
        told.append(f"{gone.standard} gave way to {now} ({gone.revision}).")
    return told


def issued_rows(one: Issued) -> list[Row]:
    """What is known of an issued document."""
    row = one.row
    by = row.issued_by.name if row.issued_by else "A command on the server"
    rows = [
        Row("Code", row.code),
        Row("Role profile", f"{row.version.profile}, version {row.version.number}"),
        Row("Issued", f"{moment(row.issued_at)}, by {by}"),
    ]
    if row.ended_at is not None:
        rows.append(Row("Out of use", f"{moment(row.ended_at)}: {row.ended_why}"))
    return rows


def files_table(one: Issued, files: Sequence[tuple[FileKind, str]]) -> Table:
    """The files, each with its digest."""
    return Table(
        name="files",
        caption="Files, as they were issued",
        head=("File", "Digest (SHA-256)"),
        rows=[
            (
                Cell(kind.words, href=reverse("documents:issued_file", args=[one.row.code, kind.value])),
                Cell(digest, css="app-code"),
            )
            for kind, digest in files
        ],
        stack=True,
        hide_caption=True,
    )


def wording_table(found: Sequence[Suggested]) -> Table:
    """The suggested wording, a paragraph a row."""
    return Table(
        name="wording",
        caption="Suggested wording",
        head=("What to do", "Where", "It says", "It would say"),
        rows=[(_WHAT[one.what], one.place, one.before or "–", one.after or "–") for one in found],
        stack=True,
        hide_caption=True,
        empty="Nothing: what it says of the role is what the newer version says.",
    )


def template_rows(own: WordTemplate | None) -> list[Row]:
    """Which template is in use."""
    if own is None:
        return [Row("In use", "The template that comes with Standing")]
    by = own.added_by.name if own.added_by else "A command on the server"
    return [
        Row("In use", own.name),
        Row("Since", f"{moment(own.added_at)}, by {by}"),
        Row("Digest (SHA-256)", own.sha256),
    ]
