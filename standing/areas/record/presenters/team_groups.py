"""What is asked of a team besides single standards, as columns of its matrix: they have figures of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.urls import reverse
from markupsafe import Markup

from standing.areas.people.models import Person
from standing.areas.record.presenters.besides import ColumnBesides, MarkBesides, TeamBesides
from standing.areas.record.selectors.teams import Team
from standing.site.components.status import LOOKS

Columns = Sequence[ColumnBesides]

MET, SOON, NOT_MET = "Met", "Soon", "Not"
KEY = (
    "Under Groups, Met says that enough standards of the group count; Soon, that they do for 90 days more at most; "
    "Not, that too few do. Groups are in no figure of standards."
)
FILE_HEAD = (
    "Staff number",
    "Name",
    "Group",
    "Asked for by",
    "Asks for",
    "Met",
    "Last day",
    "Says",
    "Left out",
)
FILE_WIDTHS = (14, 26, 30, 26, 50, 8, 12, 60, 26)

_LOOK_OF = {MET: "current", SOON: "due", NOT_MET: "not_current"}


def groups_shown(team: Team, besides: Iterable[TeamBesides]) -> tuple[ColumnBesides, ...]:
    """The columns beside those of standards: none where a filter asks for some standards, or for how they stand."""
    filters = team.filters
    if filters.standard or filters.suite or filters.status or filters.reason:
        return ()
    return tuple(column for each in besides for column in each.columns)


def drawn_groups(person: Person, columns: Columns, marks: Sequence[MarkBesides | None]) -> Markup:
    """The cells of somebody's row, in the order of the columns."""
    return Markup().join(
        _drawn(_href(person), column, mark) if mark else _EMPTY
        for column, mark in zip(columns, marks, strict=True)
    )


def listed_groups(person: Person, columns: Columns, marks: Sequence[MarkBesides | None]) -> Markup:
    """What is not met, or not for long, as lines of a list."""
    return Markup().join(
        _listed(_href(person), column, mark)
        for column, mark in zip(columns, marks, strict=True)
        if mark is not None and word_of(mark) != MET
    )


def word_of(mark: MarkBesides) -> str:
    """How somebody stands, in a word."""
    return SOON if mark.is_soon else MET if mark.met else NOT_MET


def file_lines(columns: Columns, people: Iterable[Person]) -> Iterator[tuple[object, ...]]:
    """A line for each of these people and each group asked of them, under `FILE_HEAD`; days as days."""
    places = {person.pk: number for number, person in enumerate(people)}
    found = [(column, mark) for column in columns for mark in column.marks if mark.person.pk in places]
    for column, mark in sorted(found, key=lambda one: places[one[1].person.pk]):
        yield (
            mark.person.ref,
            mark.person.name,
            column.name,
            column.by,
            column.what,
            "yes" if mark.met else "no",
            mark.last_day,
            mark.said,
            mark.left_out,
        )


_WORDS = {SOON: "Met, not for long", NOT_MET: "Not met"}
_EMPTY = Markup('<td class="app-none"><span class="nhsuk-u-visually-hidden">Not asked for</span></td>')


def _drawn(href: str, column: ColumnBesides, mark: MarkBesides) -> Markup:
    word = word_of(mark)
    look = LOOKS[_LOOK_OF[word]].css
    out = f", left out: {mark.left_out}" if mark.left_out else ""
    label = f"{word}: {mark.person.name}, {mark.said or f'{column.name}, {column.what}'}{out}"
    return Markup(
        '<td class="app-m app-m--{}{}"><a href="{}" aria-label="{}" title="{}"><svg aria-hidden="true" '
        'focusable="false"><use href="#m-{}"/></svg>{}</a></td>'
    ).format(look, " app-m--out" if out else "", href, label, mark.said, look, word)


def _listed(href: str, column: ColumnBesides, mark: MarkBesides) -> Markup:
    word = word_of(mark)
    look = LOOKS[_LOOK_OF[word]].css
    return Markup(
        '<li><a class="nhsuk-link" href="{}">{}</a> <span class="app-m app-m--{} app-m--key"><svg '
        'aria-hidden="true" focusable="false"><use href="#m-{}"/></svg>{}</span> {}</li>'
    ).format(href, column.name, look, look, _WORDS[word], mark.said.removeprefix(f"{column.name}, "))


def _href(person: Person) -> str:
    return f"{reverse('record:person', args=[person.ref])}#group-answers"
