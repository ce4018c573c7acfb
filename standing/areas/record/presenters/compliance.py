"""How many required standards count, of how many, and who was left out and why: figures in words and tables."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.core.paginator import Page
from django.http import QueryDict
from django.urls import reverse

from standing.areas.people.models import Unit
from standing.areas.record.forms.compliance import ComplianceForm
from standing.areas.record.presenters import standing as words
from standing.areas.record.presenters.days import DaysShown
from standing.areas.record.presenters.teams import figure, share, team_href
from standing.areas.record.selectors.compliance import (
    Figure,
    LeftOut,
    ServiceCompliance,
    Tally,
    UnitCompliance,
)
from standing.areas.record.selectors.teams import DOES_NOT_COUNT
from standing.areas.standards.models import Standard
from standing.site.components.lists import Cell, Counts, Filter, Pages, Table, counts_of, filters_on

ON_A_PAGE = 200
NOTHING = "app-says-nothing"
"""The look of a cell that a phone can leave out."""

LEFT_OUT_RULE = (
    "Left out of the figure: whoever is away for 28 days or more, and what is asked of joiners before the day by which "
    "they need it."
)


def compliance_href(**chosen: str) -> str:
    """The address of the figures, of a team and on a day where they are given."""
    address = reverse("record:compliance")
    return f"{address}?{urlencode(chosen)}" if chosen else address


def figure_lines(tally: Tally) -> list[str]:
    """A figure in sentences: both counts and the share, and the same with those left out of it."""
    found = tally.figure
    if not found.of and not found.left_out:
        return ["No standard is asked of anybody here on this day, so there is no figure."]
    lines = [f"{figure(found)} required standards count ({share(found) or 'no figure'})."]
    if found.left_out:
        people = len({person for person, _ in tally.out})
        everything = found.with_left_out
        lines.append(
            f"{found.left_out:,} required {'standard' if found.left_out == 1 else 'standards'} of {people:,} "
            f"{'person' if people == 1 else 'people'} were left out of this figure. With them it would be "
            f"{figure(everything)} ({share(everything)})."
        )
    return lines


@dataclass(frozen=True)
class CompliancePage:
    """The page of the figures: of one team with those below it, or of all that the reader may see."""

    found: ServiceCompliance
    form: ComplianceForm
    shown: DaysShown
    query: QueryDict
    page: Page[LeftOut]

    @cached_property
    def tally(self) -> Tally:
        return self.found.tally_of(self.form.team_code)

    @cached_property
    def unit(self) -> Unit | None:
        """The team asked about, or the only one at the top; none where the figures are of several."""
        code = self.form.team_code
        tops = [one.unit for one in self.found.units if not one.depth]
        if code:
            return next(one.unit for one in self.found.units if one.unit.code == code)
        return tops[0] if len(tops) == 1 else None

    @property
    def caption(self) -> str:
        """Whose figures they are."""
        if self.form.team_code and self.unit is not None:
            return self.unit.name
        return "The whole service" if self.found.whole else "The teams you can see"

    @property
    def figures(self) -> list[str]:
        return figure_lines(self.tally)

    @property
    def people_words(self) -> str:
        number = self.tally.people
        return f"{number:,} {'person works' if number == 1 else 'people work'} there on this day."

    @property
    def matrix_href(self) -> str:
        """Where the people behind the figure are, where it is of one team."""
        return team_href(self.unit, **self.shown.days.params) if self.unit is not None else ""

    @cached_property
    def units(self) -> list[UnitCompliance]:
        """The team asked about and those below it, or all."""
        code = self.form.team_code
        if not code or self.unit is None:
            return list(self.found.units)
        return [one for one in self.found.units if one.unit.path.startswith(self.unit.path)]

    @property
    def units_table(self) -> Table:
        """The figure of every team."""
        units = self.units
        top = min((one.depth for one in units), default=0)
        return Table(
            name="teams",
            caption="By team, each with those below it",
            head=["Team", _number("People"), *_FIGURE_HEADS],
            rows=[
                [
                    Cell(
                        words.indented(one.unit.name, one.depth - top),
                        href=compliance_href(team=one.unit.code, **self.shown.days.params),
                    ),
                    _number(one.tally.people),
                    *_figure_cells(one.figure),
                ]
                for one in units
            ],
            stack=True,
            empty="There is no team yet. An administrator adds units.",
            notes=[LEFT_OUT_RULE],
        )

    @property
    def standards_table(self) -> Table:
        """The figure of every standard and context."""
        return Table(
            name="standards",
            caption="By standard",
            head=["Standard", _number("Count"), _number("Share"), _number("Do not count"), "Left out"],
            rows=[self._standard(*row) for row in self.found.columns(self.tally)],
            stack=True,
            empty="No standard is asked of anybody here on this day. Put role profiles in use, and they appear.",
        )

    def _standard(self, standard: Standard, context: str, found: Figure) -> list[Cell | str]:
        missing = found.of - found.counting
        who = _numbered(missing)
        if missing and self.unit is not None:
            chosen = {"standard": standard.pk, "status": DOES_NOT_COUNT}
            who = Cell(
                missing,
                number=True,
                href=team_href(self.unit, **chosen, **self.shown.days.params),
                hidden_text=f"do not count in {words.short_standard(standard, context)}: show who",
            )
        name = words.standard_words(standard, context)
        count = Cell(figure(found), number=True, narrow=True)
        return [name, count, _number(share(found) or "–"), who, _out(found)]

    @property
    def left_out_table(self) -> Table:
        """Who was left out, and why."""
        return Table(
            name="left-out",
            caption="Who was left out, and why",
            head=["Person", "Staff number", "Why", _number("Standards left out")],
            rows=[
                [
                    Cell(one.person.name, href=self._person_href(one)),
                    Cell(one.person.ref, narrow=True),
                    one.why[:1].upper() + one.why[1:],
                    _number(one.standards),
                ]
                for one in self.page.object_list
            ],
            stack=True,
            hide_caption=True,
            empty="Nobody was left out.",
        )

    def _person_href(self, one: LeftOut) -> str:
        return reverse("record:person", args=[one.person.ref]) + self.shown.days.query

    @property
    def left_out_any(self) -> bool:
        return bool(self.tally.out)

    @property
    def counts(self) -> Counts:
        return counts_of(self.page, "line of people left out", "lines of people left out")

    @property
    def pages(self) -> Pages:
        return Pages.of(self.page, self.query)

    @property
    def on(self) -> list[Filter]:
        """The team, where one is chosen; the days have a warning of their own."""
        code = self.form.team_code
        return filters_on(self.query, {("team", code): f"Team: {self.caption}"} if code else {})

    def file_href(self, ending: str) -> str:
        """The address of the same as a file."""
        address = reverse("record:compliance_file", args=[ending])
        query = self.query.copy()
        query.pop("page", None)
        return f"{address}?{query.urlencode()}" if query else address


def _out(found: Figure) -> Cell:
    """How many were left out and why, in a few words: a phone shows a card for each standard."""
    parts = (found.away, "away"), (found.not_needed_yet, "not needed yet")
    words = ", ".join(f"{number:,} {why}" for number, why in parts if number)
    return Cell(words or "Nobody", css="" if words else NOTHING)


def _number(content: str | int) -> Cell:
    return Cell(content, number=True)


def _numbered(number: int) -> Cell:
    """A number of which nothing is said on a phone while it is none: its cards are long, and there are many."""
    return Cell(f"{number:,}", number=True, css="" if number else NOTHING)


_FIGURE_HEADS: tuple[Cell, ...] = (
    _number("Counting"),
    _number("Of"),
    _number("Share"),
    _number("Left out: away"),
    _number("Left out: not needed yet"),
)


def _figure_cells(found: Figure) -> list[Cell]:
    return [
        _number(f"{found.counting:,}"),
        _number(f"{found.of:,}"),
        _number(share(found) or "–"),
        _numbered(found.away),
        _numbered(found.not_needed_yet),
    ]
