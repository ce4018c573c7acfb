"""Evidence shown: in lists, one piece with its signature, and what was hidden."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from markupsafe import Markup

from standing.areas.assessment.actions import Found
from standing.areas.assessment.actions.sealing import INSTEAD, Hideable
from standing.areas.assessment.models import (
    Appeal,
    AppealStage,
    Evidence,
    EvidenceFile,
    HeldDecision,
    Sealed,
)
from standing.areas.assessment.selectors.evidence import Piece
from standing.core.assessing.evidence import Agreement, Kind
from standing.site.components.lists import Cell, Row, Table
from standing.site.dates import long_day, moment, short_day

HIDDEN = "Hidden: it may identify somebody. The information-governance lead has been told"
WITHDRAWN = "Taken back by the person who gave it"


def evidence_href(row: Evidence) -> str:
    """Where a piece of evidence is shown."""
    return reverse("assessment:evidence", args=[row.pk])


def hide_href(subject: str) -> str:
    """Where one says of a text that it names somebody."""
    name, _, key = subject.rpartition(":")
    return reverse("assessment:hide", args=[name, int(key)])


def hide_link(subject: str) -> Markup:
    """The way to say of a text that it names somebody."""
    return Markup('<a class="nhsuk-link app-no-print" href="{}">This names someone</a>').format(
        hide_href(subject)
    )


def hideable(text: str, subject: str) -> str | Markup:
    """Words that somebody wrote, with the way to say that they name somebody, unless they are hidden."""
    return text if text == INSTEAD else Markup("<span>{} {}</span>").format(text, hide_link(subject))


def href_of(row: Hideable) -> str:
    """Where one is led from a text that is hidden."""
    if isinstance(row, Evidence):
        return reverse("assessment:claims")
    if isinstance(row, HeldDecision):
        return reverse("assessment:held", args=[row.pk])
    if isinstance(row, Appeal | AppealStage):
        return reverse("assessment:appeal", args=[row.pk if isinstance(row, Appeal) else row.appeal_id])
    return reverse("assessment:claim", args=[row.claim_id])


def content_of(row: Evidence) -> str:
    """What it shows, or why that is not shown."""
    if row.hidden_at is not None:
        return HIDDEN
    return WITHDRAWN if row.withdrawn_at is not None else row.what


def evidence_table(rows: Iterable[Evidence]) -> Table:
    """Evidence in a list."""
    return Table(
        name="evidence",
        caption="Your evidence",
        head=["What it shows", "Kind", "Day", "Context"],
        rows=[
            [
                Cell(content_of(row), href=evidence_href(row)),
                Kind(row.kind).words,
                Cell(short_day(row.made_on), narrow=True),
                row.context or "General",
            ]
            for row in rows
        ],
        stack=True,
        hide_caption=True,
        empty="You have added no evidence yet. Open a claim, and add it there.",
    )


def evidence_rows(piece: Piece) -> list[Row]:
    """One piece in full."""
    row = piece.row
    rows = [
        Row("What it shows", content_of(row)),
        Row("Kind", Kind(row.kind).words),
        Row("Day of the practice", long_day(row.made_on)),
        Row("Context", row.context or "General"),
    ]
    if row.is_there:
        rows += [
            Row("Where its record is kept", row.kept_at),
            Row(
                "Who can authenticate it",
                row.authenticator + (f" ({row.witness.name})" if row.witness else ""),
            ),
        ]
    if row.agreement:
        kept = f": {row.agreement_kept_at}" if row.agreement_kept_at else ""
        rows.append(Row("Agreement", f"{Agreement(row.agreement).words}{kept}"))
    rows.append(
        Row("Signed", f"{row.signed_by.name if row.signed_by else 'A command'}, {moment(row.signed_at)}")
    )
    rows += [Row("File", _file(one)) for one in piece.files]
    return rows


def _file(one: EvidenceFile) -> Markup:
    size = f"{max(1, round(one.size / 1024)):,} KB"
    href = reverse("assessment:file", args=[one.pk])
    return Markup('<a class="nhsuk-link" href="{}">{}</a> ({})').format(href, one.name, size)


def sealed_table(rows: Iterable[Sealed]) -> Table:
    """What waits to be settled."""
    return Table(
        name="sealed",
        caption="What may identify somebody, and is hidden",
        head=["Hidden", "In the work of", "What was seen", "By", "Settle"],
        rows=[
            [
                Cell(moment(row.found_at), narrow=True),
                row.person.name,
                Found(row.said).words,
                row.found_by.name if row.found_by else "A command",
                Cell(
                    "Settle", href=reverse("assessment:settle", args=[row.pk]), hidden_text=f"number {row.pk}"
                ),
            ]
            for row in rows
        ],
        stack=True,
        hide_caption=True,
        row_heads=False,
        empty="Nothing waits to be settled.",
    )


_NAMES = {
    "what": "What it shows",
    "kept_at": "Where it is kept",
    "authenticator": "Who can authenticate it",
    "agreement_kept_at": "Where the agreement is recorded",
    "words": "Words",
    "note": "Note",
    "plan": "Plan",
    "why_old": "Why older evidence counts",
    "ended_why": "Why it was sent or taken back",
    "grounds": "Why they do not agree",
}


def sealed_rows(row: Sealed) -> list[Row]:
    """What was hidden, for the one who settles it."""
    rows = [
        Row("In the work of", row.person.name),
        Row("What was seen", Found(row.said).words),
        Row("Hidden", f"{moment(row.found_at)} by {row.found_by.name if row.found_by else 'a command'}"),
    ]
    rows += [Row(_NAMES[name], text) for name, text in (row.content or {}).items() if text]
    files = list(row.files.values_list("name", flat=True))
    return rows + ([Row("Files", ", ".join(files))] if files else [])
