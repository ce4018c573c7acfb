"""Criteria shown."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from standing.areas.assessment.models import CriteriaList
from standing.core.assessing.evidence import Part
from standing.site.components.lists import Cell, Table
from standing.site.dates import moment


def lists_table(lists: Iterable[CriteriaList]) -> Table:
    """Every list: of which edition, how many, whether in use, from where."""
    return Table(
        name="lists",
        caption="Criteria that are entered",
        head=["Standard", "Criteria", "State", "Source"],
        rows=[
            [
                Cell(str(kept.standard), href=reverse("assessment:criteria", args=[kept.standard_id])),
                str(len(kept.criteria.all())),
                f"In use since {moment(kept.in_use_at)}" if kept.in_use_at else "Draft",
                kept.source,
            ]
            for kept in lists
        ],
        stack=True,
        empty="No criteria are entered. Every claim is assessed on scope only, and says so.",
    )


def criteria_table(kept: CriteriaList) -> Table:
    """The criteria of one edition."""
    return Table(
        name="criteria",
        caption=f"Criteria, from {kept.source}",
        head=["Number", "Part", "Words"],
        rows=[[one.number, Part(one.part).words, one.text] for one in kept.criteria.all()],
        stack=True,
    )
