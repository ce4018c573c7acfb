"""One cell of a matrix on a page of its own: the day it was met, to be corrected or followed by another."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from standing.areas.record.presenters import standing as words
from standing.areas.record.presenters.decisions import record_href
from standing.areas.record.selectors.matrix import CellToWorkIn
from standing.areas.record.words import day_in_words
from standing.site.components.lists import Row


@dataclass(frozen=True)
class CellPage:
    """What the page of a cell says."""

    cell: CellToWorkIn
    back: str

    @property
    def title(self) -> str:
        return words.short_standard(self.cell.standard, self.cell.context)

    @property
    def rows(self) -> list[Row]:
        """Whose it is, how it stands, and the day it was met."""
        cell, decision = self.cell, self.cell.decision
        standing = Markup("{} {}").format(
            words.tag(cell.standing.status), words.short_reasons(cell.standing.reasons)
        )
        rows = [
            Row("Person", f"{cell.person.name} ({cell.person.ref})"),
            Row("Standard", words.standard_words(cell.standard, cell.context)),
            Row("Stands today", standing),
        ]
        if decision is not None:
            unknown = ", imported: assessor unknown" if decision.assessor_unknown else ""
            rows.append(Row("Met on", f"{day_in_words(decision.decided_on)}{unknown}"))
            if decision.context != cell.context:
                rows.append(Row("That decision is", "general: it holds everywhere"))
        if cell.standing.expires_on:
            rows.append(Row("Expires on", day_in_words(cell.standing.expires_on)))
        return rows

    @property
    def why_href(self) -> str:
        """Where it is said why it stands as it does."""
        return words.pair_href(self.cell.person.ref, self.cell.standard.pk, self.cell.context)

    @property
    def decide_href(self) -> str:
        """Where a decision with another outcome is recorded."""
        return record_href(self.cell.person, self.cell.standard.pk, self.cell.context)
