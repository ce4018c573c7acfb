"""A team's matrix: heads, rows and cells light enough to draw more than a thousand, and its figures in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol
from urllib.parse import quote, urlencode

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.urls import reverse
from markupsafe import Markup, escape

from standing.areas.people.models import Person, Unit
from standing.areas.people.selectors import UnitInTree
from standing.areas.record.forms.teams import SORT_CHOICES, STATUS_CHOICES, TeamForm, column_name
from standing.areas.record.presenters import standing as words
from standing.areas.record.presenters.besides import ColumnBesides, MarkBesides
from standing.areas.record.presenters.days import DaysShown
from standing.areas.record.presenters.team_groups import KEY, Columns, drawn_groups, listed_groups
from standing.areas.record.selectors.cells import Cell as TeamCell
from standing.areas.record.selectors.cells import Compliance
from standing.areas.record.selectors.ordering import OF_A_COLUMN
from standing.areas.record.selectors.teams import Filters, Team
from standing.areas.record.words import REASON_WORDS
from standing.areas.standards.models import Standard
from standing.areas.standards.presenters.words import edition_mark
from standing.site.components.icons import shape
from standing.site.components.lists import Cell, Counts, Filter, Pages, Table, counts_of, filters_on
from standing.site.components.status import LOOKS, StatusLook

ON_A_PAGE = 200
"""How many people one page of a matrix shows at most."""

SHORT_WORDS = {
    "current": "Current",
    "due": "Due",
    "grace": "Grace",
    "not_current": "Not",
    "in_progress": "Working",
    "not_held": "None",
}


@dataclass(frozen=True)
class Head:
    """A column of the matrix: a standard in a context, how many of those it is asked of count, and its suite."""

    standard: Standard
    context: str
    compliance: Compliance

    @property
    def figure(self) -> str:
        return figure(self.compliance)

    @property
    def name(self) -> str:
        """How the column is named in an address."""
        return column_name(self.standard, self.context)

    @property
    def edition(self) -> str:
        """The edition below the code; of a local competence, that it is one."""
        return edition_mark(self.standard)


@dataclass(frozen=True)
class Group:
    """Neighbouring columns of one suite."""

    code: str
    name: str
    width: int


@dataclass(frozen=True)
class MatrixRow:
    """A person's line: their cells in the order of the columns, drawn. A phone shows no matrix: there it is a
    list of what is not simply current.
    """

    person: Person
    href: str
    roles: str
    cells: Markup
    figure: str
    not_current: Markup


class Counted(Protocol):
    """Whatever says how many count, of how many."""

    @property
    def counting(self) -> int: ...

    @property
    def of(self) -> int: ...


def figure(compliance: Counted) -> str:
    """How many count, of how many."""
    return f"{compliance.counting:,} of {compliance.of:,}"


def share(compliance: Counted) -> str:
    """The figure as a share, to the nearest tenth of a per cent; rounded neither up to all nor down to none."""
    if not compliance.of:
        return ""
    tenths = (compliance.counting * 2000 + compliance.of) // (2 * compliance.of)
    if 0 < compliance.counting < compliance.of:
        tenths = min(max(tenths, 1), 999)
    return f"{tenths / 10:.1f}%"


@dataclass(frozen=True)
class TeamPage:
    """The page of a team."""

    team: Team
    form: TeamForm
    shown: DaysShown
    query: QueryDict
    besides: Columns = ()

    @cached_property
    def by_pair(self) -> Mapping[tuple[int, str, str], TeamCell]:
        """The cells shown, by person, standard and context."""
        return {(cell.person.pk, cell.standard.pk, cell.context): cell for cell in self.team.cells}

    @cached_property
    def heads(self) -> list[Head]:
        """The columns."""
        found: dict[tuple[str, str], list[TeamCell]] = {}
        for cell in self.team.cells:
            found.setdefault((cell.standard.pk, cell.context), []).append(cell)
        return [
            Head(standard, context, Compliance.over(found[standard.pk, context]))
            for standard, context in self.team.columns
        ]

    @property
    def groups(self) -> list[Group]:
        """The suites over the columns."""
        groups: list[Group] = []
        for head in self.heads:
            suite = head.standard.suite
            if groups and groups[-1].code == suite.code:
                groups[-1] = replace(groups[-1], width=groups[-1].width + 1)
            else:
                groups.append(Group(suite.code, suite.name, 1))
        return groups

    @property
    def columns_besides(self) -> list[tuple[ColumnBesides, str]]:
        """The groups of standards after the columns of standards, each with a figure of its own."""
        return [(column, figure(column)) for column in self.besides]

    @property
    def key_besides(self) -> str:
        """What the cells of those say."""
        return KEY if self.besides else ""

    @cached_property
    def rows(self) -> list[MatrixRow]:
        """The people."""
        query = self.shown.days.params
        ends = [_pair_end(head.standard.pk, head.context, query) for head in self.heads]
        return [self._row(person, ends) for person in self.page.object_list]

    @cached_property
    def page(self) -> Page[Person]:
        """The people of one page of the matrix: a whole service would be too much for one."""
        return Paginator(self.people, ON_A_PAGE).get_page(self.query.get("page"))

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """Who has a row: whoever has a cell that is shown, then those of whom groups of standards alone are asked."""
        if self.team.filters != Filters():
            return self.team.people
        known = {person.pk for person in self.team.people}
        only = {mark.person.pk for column in self.besides for mark in column.marks} - known
        return (*self.team.people, *(person for person in self.team.everyone if person.pk in only))

    @property
    def pages(self) -> Pages:
        return Pages.of(self.page, self.query)

    @cached_property
    def titles(self) -> dict[str, str]:
        """What each person is, by reference."""
        return self.team.required.titles

    def _row(self, person: Person, ends: list[str]) -> MatrixRow:
        href = reverse("record:person", args=[person.ref])
        found = [self.by_pair.get((person.pk, head.standard.pk, head.context)) for head in self.heads]
        drawn = "".join(
            _drawn(cell, f"{href}{end}", head) if cell else EMPTY
            for cell, end, head in zip(found, ends, self.heads, strict=True)
        )
        marks = [by_person.get(person.pk) for by_person in self._marks]
        own = [(cell, end) for cell, end in zip(found, ends, strict=True) if cell]
        listed = "".join(
            _listed(cell, f"{href}{end}") for cell, end in own if cell.standing.status != "current"
        )
        return MatrixRow(
            person=person,
            href=f"{href}{self.shown.days.query}",
            roles=self.titles[person.ref],
            cells=Markup(drawn) + drawn_groups(person, self.besides, marks),  # noqa: S704 - escaped in `_drawn`
            figure=figure(Compliance.over([cell for cell, _ in own])),
            not_current=Markup(listed) + listed_groups(person, self.besides, marks),  # noqa: S704 - escaped in `_listed`
        )

    @cached_property
    def _marks(self) -> list[dict[int, MarkBesides]]:
        return [{mark.person.pk: mark for mark in column.marks} for column in self.besides]

    @property
    def total(self) -> str:
        """How many of the cells shown count."""
        return figure(Compliance.over(self.team.cells))

    @property
    def empty(self) -> str:
        """Why there is no matrix."""
        if not self.team.everyone:
            return "Nobody works here on this day. Give people posts here, under People, and they appear."
        if not self.team.required.cells:
            return (
                "No standard is asked of anybody here on this day. Put role profiles in use, and they appear."
            )
        return "Nobody here is as these filters ask. Take a filter away to see more."

    @property
    def key(self) -> list[tuple[str, StatusLook, Markup]]:
        """The short words of the cells, what they stand for, and their shapes."""
        return [(SHORT_WORDS[name], look, shape(name)) for name, look in LOOKS.items()]

    @property
    def counts(self) -> Counts:
        """How many people are shown."""
        if self.page.has_other_pages():
            return counts_of(self.page, "person", "people")
        return Counts(len(self.people), len(self.team.everyone), "person", "people")

    @property
    def cell_counts(self) -> str:
        """How many cells are shown, of how many, for a reader who cannot see the matrix."""
        shown, of = len(self.team.cells), len(self.team.required.cells)
        many = len(self.besides)
        groups = f" Then {'1 group' if many == 1 else f'{many} groups'} of standards." if many else ""
        return f"{shown:,} of {of:,} required standards shown, in {len(self.heads):,} columns.{groups}"

    @property
    def figures(self) -> list[str]:
        """The compliance figure with its counts, and who was left out of it."""
        return compliance_words(self.team.compliance)

    @property
    def left_out(self) -> list[str]:
        """Who was left out, and why."""
        return left_out_words(self.team.compliance)

    @property
    def nothing_asked(self) -> str:
        """Who has no row, because no standard is asked of them."""
        shown = {person.pk for person in self.people}
        people = [person for person in self.team.nothing_asked if person.pk not in shown]
        if not people:
            return ""
        names = ", ".join(person.name for person in people)
        return f"No standard is asked of {names}: their roles have no profile in use on this day."

    @property
    def on(self) -> list[Filter]:
        """The filters that are on, without the days: those have a warning of their own."""
        return filters_on(self.query, filter_words(self.team, self.query))

    def sort_href(self, by: str, column: str = "") -> str:
        """The address of the same in another order."""
        query = self._query()
        for name, value in (("sort", by), ("column", column)):
            query.pop(name, None)
            if value:
                query[name] = value
        return f"?{query.urlencode()}"

    def sorted_by(self, by: str, column: str = "") -> bool:
        """Whether the people stand in this order."""
        order = self.team.order
        return order.by == by and (not column or column == self.query.get("column", ""))

    @property
    def order_words(self) -> str:
        """In which order the people stand, for a reader who cannot see the matrix."""
        order = self.team.order
        words = dict(SORT_CHOICES).get(order.by, "Name").lower()
        column = (
            f": {self.query.get('column')}" if order.by in OF_A_COLUMN and self.query.get("column") else ""
        )
        return f"People in the order of: {words}{column}."

    def file_href(self, ending: str) -> str:
        """The address of the same as a file, with the same filters."""
        address = reverse("record:team_file", args=[self.team.unit.code, ending])
        query = self._query().urlencode()
        return f"{address}?{query}" if query else address

    def _query(self) -> QueryDict:
        """What is asked, of all its pages."""
        query = self.query.copy()
        query.pop("page", None)
        return query


EMPTY = '<td class="app-none"><span class="nhsuk-u-visually-hidden">Not asked for</span></td>'


def _pair_end(standard: str, context: str, params: dict[str, str]) -> str:
    """The end of the address of a pair, after the person's own: `pair_href` for a thousand cells."""
    query = ({"context": context} if context else {}) | params
    end = f"standards/{quote(standard, safe='@~')}/"
    return f"{end}?{urlencode(query)}" if query else end


def _drawn(cell: TeamCell, href: str, head: Head) -> str:
    """A cell, as light as can be: the shape is drawn once on the page and used here."""
    look = LOOKS[cell.standing.status]
    reasons = words.short_reasons(cell.standing.reasons)
    out = f", left out: {cell.left_out}" if cell.left_out else ""
    said = (
        f"{SHORT_WORDS[look.name]}: {cell.person.name}, {words.short_standard(head.standard, head.context)}"
    )
    label = escape(f"{said}, {look.word}{f', {reasons}' if reasons else ''}{out}")
    css = f"{look.css} app-m--out" if cell.left_out else look.css
    hint = f' title="{escape(reasons)}"' if reasons else ""
    return (
        f'<td class="app-m app-m--{css}"><a href="{escape(href)}" aria-label="{label}"{hint}>'
        f'<svg aria-hidden="true" focusable="false"><use href="#m-{look.css}"/></svg>'
        f"{SHORT_WORDS[look.name]}</a></td>"
    )


def _listed(cell: TeamCell, href: str) -> str:
    """A cell as a line of a list."""
    look = LOOKS[cell.standing.status]
    reasons = words.short_reasons(cell.standing.reasons)
    name = escape(words.short_standard(cell.standard, cell.context))
    return (
        f'<li><a class="nhsuk-link" href="{escape(href)}">{name}</a> '
        f'<span class="app-m app-m--{look.css} app-m--key"><svg aria-hidden="true" focusable="false">'
        f'<use href="#m-{look.css}"/></svg>{look.word}</span> {escape(reasons)}</li>'
    )


def compliance_words(compliance: Compliance) -> list[str]:
    """A compliance figure in sentences: both counts, the share, and how many were left out."""
    if not compliance.of and not compliance.left_out:
        return ["No standard is asked of anybody chosen here, so there is no figure."]
    lines = [f"{figure(compliance)} required standards count ({share(compliance) or 'no figure'})."]
    if compliance.left_out:
        people = len({cell.person.pk for cell in compliance.left_out})
        lines.append(
            f"{len(compliance.left_out)} required standards of {people} {'person' if people == 1 else 'people'} "
            "were left out of this figure."
        )
    return lines


def left_out_words(compliance: Compliance) -> list[str]:
    """Who was left out of a figure and why, a line for each person and reason."""
    found: dict[tuple[str, str], list[str]] = {}
    for cell in compliance.left_out:
        codes = found.setdefault((cell.person.name, cell.left_out), [])
        codes.append(words.short_standard(cell.standard, cell.context))
    return [f"{name}, {why}: {', '.join(codes)}" for (name, why), codes in found.items()]


def filter_words(team: Team, query: QueryDict) -> dict[tuple[str, str], str]:
    """The words of the filters a query may set."""
    known: dict[tuple[str, str], str] = {
        **{("status", value): f"Status: {text}" for value, text in STATUS_CHOICES if value},
        **{("reason", value): f"Reason: {text}" for value, text in REASON_WORDS.items()},
    }
    given = {
        "words": f"Name or number: {team.filters.words}",
        "role": f"Role: {team.filters.role}",
        "standard": f"Standard: {team.filters.standard}",
        "suite": f"Suite: {team.filters.suite}",
        "below": f"Team: {_below(team)}",
    }
    for name, text in given.items():
        value = query.get(name, "")
        if value:
            known[name, value] = text
    return known


def _below(team: Team) -> str:
    code = team.filters.below
    return next((unit.name for unit in team.below if unit.code == code), code)


def filters_in_words(team: Team) -> list[str]:
    """The filters of a team in words, for a file."""
    filters = team.filters
    statuses = dict(STATUS_CHOICES)
    lines = {
        "Name or number": filters.words,
        "Role": filters.role,
        "Status": statuses.get(filters.status, "") if filters.status else "",
        "Reason": REASON_WORDS.get(filters.reason, "") if filters.reason else "",
        "Standard": filters.standard,
        "Suite": filters.suite,
        "Team below": _below(team) if filters.below else "",
    }
    return [f"{name}: {value}" for name, value in lines.items() if value] or [
        "None: everybody and every standard"
    ]


def units_table(units: list[UnitInTree]) -> Table:
    """The teams somebody may look at, as a tree."""
    return Table(
        name="teams",
        caption="Teams",
        head=["Team", "Code"],
        rows=[
            [
                Cell(words.indented(found.unit.name, found.depth), href=team_href(found.unit)),
                found.unit.code,
            ]
            for found in units
        ],
        hide_caption=True,
        empty="There is no team you can see. An administrator adds units and gives roles for them.",
    )


def team_href(unit: Unit, **filters: str) -> str:
    """The address of a team's matrix, with filters."""
    address = reverse("record:team", args=[unit.code])
    return f"{address}?{urlencode(filters)}" if filters else address
