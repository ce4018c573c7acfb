"""The list of the service's own competences."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from standing.areas.record.presenters.links import actions_cell
from standing.areas.record.presenters.refresh_rules import rules_in_words
from standing.areas.record.selectors.refresh_rules import RulesOfStandard
from standing.areas.standards.presenters.words import short_name_of
from standing.site.components.lists import Cell, Table


def competences_table(rows: Sequence[RulesOfStandard], *, may_change: bool, may_set: bool) -> Table:
    """The local competences with their refresh rules, and what the reader can do about each."""
    acts = may_change or may_set
    return Table(
        name="local-competences",
        caption="Local competences",
        head=["Competence", "Title", "Refresh rule", *(["Change"] if acts else [])],
        rows=[_row(row, may_change, may_set) for row in rows],
        stack=True,
        hide_caption=True,
        empty="There are none yet.",
    )


def _row(row: RulesOfStandard, may_change: bool, may_set: bool) -> list[Cell | str]:
    key = row.standard.pk
    links = []
    if may_change:
        links.append(("Describe", reverse("record:change_local_competence", args=[key])))
    if may_set:
        links.append(("Set rule", f"{reverse('record:set_rules')}?standard={key}"))
    return [
        Cell(short_name_of(row.standard), href=reverse("standards:standard", args=[key])),
        row.standard.title,
        rules_in_words(row.rules),
        *([actions_cell(links, f"for {key}")] if links else []),
    ]
