"""A team's matrix to work in: each cell shows the day it was met, and leads to where it is recorded or corrected."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import quote, urlencode

from django.http import QueryDict
from django.urls import reverse
from markupsafe import Markup, escape

from standing.areas.people.models import Person
from standing.areas.record.answers import Pair
from standing.areas.record.forms.matrix import WorkForm
from standing.areas.record.presenters import standing as words
from standing.areas.record.presenters.days import DaysShown
from standing.areas.record.presenters.teams import SHORT_WORDS, Head, TeamPage, figure, team_href
from standing.areas.record.selectors.cells import Compliance
from standing.areas.record.selectors.last_done import LastDone
from standing.areas.record.selectors.matrix import DayOfCell, Matrix
from standing.areas.record.words import day_in_words
from standing.core.rules.status import NOT_HELD, Standing
from standing.site.components.status import LOOKS
from standing.site.dates import short_day


@dataclass(frozen=True)
class WorkRow:
    """A person's line. `may` says what the account may do about them: `record`, `correct`, both, or nothing."""

    person: Person
    href: str
    roles: str
    cells: Markup
    figure: str
    may: str
    chosen: bool
    listed: Markup


@dataclass(frozen=True)
class Undo:
    """The last thing done, in words, and what an undoing sends."""

    words: str
    numbers: str
    built_on: str

    @classmethod
    def of(cls, done: LastDone | None) -> Undo | None:
        """None where nothing was done today."""
        if done is None:
            return None
        what = ", ".join(words.short_standard(row) for row in done.standards)
        people = done.people
        who = people[0].name if len(people) == 1 else f"{len(people)} people"
        days = {row.decided_on for row in done.rows}
        when = f" on {day_in_words(done.first.decided_on)}" if len(days) == 1 else ""
        did = "Corrected: met" if done.is_correction else "Recorded: met"
        return cls(
            words=f"{did}{when}, {what}, {who}",
            numbers=",".join(str(row.pk) for row in done.rows),
            built_on=done.built_on,
        )


@dataclass(frozen=True)
class WorkPage:
    """The page of a matrix to work in."""

    matrix: Matrix
    form: WorkForm
    shown: DaysShown
    query: QueryDict
    chosen: Collection[str] = ()
    refusals: Sequence[tuple[Person, str]] = ()
    undo: Undo | None = None

    @cached_property
    def team_page(self) -> TeamPage:
        """The same as a matrix to look at: its heads, figures and filters."""
        return TeamPage(team=self.matrix.team, form=self.form, shown=self.shown, query=self.query)

    @property
    def heads(self) -> list[Head]:
        return self.team_page.heads

    @cached_property
    def rows(self) -> list[WorkRow]:
        """The people."""
        ends = [_end(head, self.query) for head in self.heads]
        return [self._row(person, ends) for person in self.matrix.team.people]

    def row_of(self, ref: str) -> WorkRow | None:
        """One line, or None where the person is not shown any more."""
        ends = [_end(head, self.query) for head in self.heads]
        people = [person for person in self.matrix.team.people if person.ref == ref]
        return self._row(people[0], ends) if people else None

    def _row(self, person: Person, ends: Sequence[str]) -> WorkRow:
        base = reverse("record:matrix", args=[self.matrix.team.unit.code]) + quote(person.ref, safe="@~")
        may = [
            name
            for name, people in (("record", self.matrix.recordable), ("correct", self.matrix.correctable))
            if person.pk in people
        ]
        drawn, listed, own = [], [], []
        for head, end in zip(self.heads, ends, strict=True):
            cell = self.team_page.by_pair.get((person.pk, head.standard.pk, head.context))
            pair = Pair(person.ref, head.standard.pk, head.context)
            standing = cell.standing if cell else self.matrix.unasked.get(pair)
            look = _Look(person, head, standing, self.matrix.days.get(pair), asked=cell is not None)
            drawn.append(look.drawn(f"{base}{end}" if may else "", correctable="correct" in may))
            if cell:
                own.append(cell)
                listed.append(look.listed(f"{base}{end}" if may else ""))
        return WorkRow(
            person=person,
            href=reverse("record:person", args=[person.ref]),
            roles=self.team_page.titles[person.ref],
            cells=Markup("".join(drawn)),  # noqa: S704 - every part is escaped in `drawn`
            figure=figure(Compliance.over(own)),
            may=" ".join(may),
            chosen=person.ref in self.chosen,
            listed=Markup("".join(listed)),  # noqa: S704 - every part is escaped in `listed`
        )

    @property
    def may_record(self) -> bool:
        """Whether there is anybody here about whom the account may record a decision."""
        return bool(self.matrix.recordable)

    @property
    def refused_words(self) -> list[str]:
        """Why each of several could not be recorded."""
        return [f"{person.name} ({person.ref}): {why}" for person, why in self.refusals]

    @property
    def path(self) -> str:
        """The address of the page with its filters."""
        return with_query(reverse("record:matrix", args=[self.matrix.team.unit.code]), self.query)

    @property
    def undo_path(self) -> str:
        return with_query(reverse("record:undo", args=[self.matrix.team.unit.code]), self.query)

    @property
    def cell_path(self) -> str:
        """Where the day typed into a cell is sent."""
        return with_query(reverse("record:save_cell", args=[self.matrix.team.unit.code]), self.query)

    def seen_href(self, sees_team: bool) -> str:
        """The address of the matrix to look at, for whoever may."""
        return team_href(self.matrix.team.unit) if sees_team else ""

    def as_changed(self, ref: str, message: str) -> dict[str, Any]:
        """What the page is told after a cell was saved: the line of the person anew, the figures, and what to undo."""
        row = self.row_of(ref)
        return {
            "message": message,
            "cells": str(row.cells) if row else None,
            "figure": row.figure if row else "",
            "total": self.team_page.total,
            "heads": {head.name: head.figure for head in self.heads},
            "undo": {"words": self.undo.words, "numbers": self.undo.numbers} if self.undo else None,
        }


def with_query(address: str, query: QueryDict) -> str:
    """An address that keeps the filters."""
    kept = query.urlencode()
    return f"{address}?{kept}" if kept else address


def _end(head: Head, query: QueryDict) -> str:
    """The end of the address of a cell, after the person's own, with the filters to come back to."""
    kept = [(name, value) for name, values in query.lists() for value in values if name != "context"]
    asked = ([("context", head.context)] if head.context else []) + kept
    end = f"/{quote(head.standard.pk, safe='@~')}/"
    return f"{end}?{urlencode(asked)}" if asked else end


@dataclass(frozen=True)
class _Look:
    """How a cell is drawn, as light as can be."""

    person: Person
    head: Head
    standing: Standing | None
    day: DayOfCell | None
    asked: bool

    @property
    def _status(self) -> str:
        return self.standing.status if self.standing else NOT_HELD

    @property
    def _blank(self) -> bool:
        return not self.asked and self._status == NOT_HELD

    @property
    def _said(self) -> str:
        """The whole cell in words: what the eye reads first, whose it is, and how it stands."""
        look = LOOKS[self._status]
        reasons = words.short_reasons(self.standing.reasons) if self.standing else ""
        parts = [f"{self.person.name}, {words.short_standard(self.head.standard, self.head.context)}"]
        parts.append(look.word if not self._blank else "not asked for")
        if reasons:
            parts.append(reasons)
        if self.day and self.day.assessor_unknown:
            parts.append("date imported, assessor unknown")
        if not self.asked and not self._blank:
            parts.append("not asked for")
        return f"{self._seen}: {', '.join(parts)}"

    @property
    def _shown(self) -> str:
        if self._blank:
            return "–"
        return short_day(self.day.decided_on) if self.day else "No day"

    @property
    def _seen(self) -> str:
        """The text of the cell as it is seen: speech control needs the name to begin with it."""
        if self._blank:
            return self._shown
        imported = " imported" if self.day and self.day.assessor_unknown else ""
        return f"{self._shown} {SHORT_WORDS[self._status]}{imported}"

    def drawn(self, href: str, *, correctable: bool) -> str:
        """The cell of the table: a link where the account may do something about it."""
        css = LOOKS[self._status].css
        number = f' data-number="{self.day.number}"' if self.day and correctable else ""
        said = escape(self._said)
        imported = " <i>imported</i>" if self.day and self.day.assessor_unknown else ""
        picture = (
            "" if self._blank else f'<svg aria-hidden="true" focusable="false"><use href="#m-{css}"/></svg>'
        )
        word = "" if self._blank else f" <small>{escape(SHORT_WORDS[self._status])}{imported}</small>"
        inside = f"{picture}<b>{escape(self._shown)}</b>{word}"
        link = (
            f'<a class="app-cell" href="{escape(href)}" aria-label="{said}">{inside}</a>'
            if href
            else f'<span class="app-cell">{inside}<span class="nhsuk-u-visually-hidden">{said}</span></span>'
        )
        ground = "app-none" if self._blank else f"app-m app-m--{css}"
        return f'<td class="{ground}"{number}>{link}</td>'

    def listed(self, href: str) -> str:
        """The cell as a line of a list, for a phone."""
        look = LOOKS[self._status]
        name = escape(words.short_standard(self.head.standard, self.head.context))
        shown = f'<a class="nhsuk-link" href="{escape(href)}">{name}</a>' if href else name
        return (
            f'<li>{shown} <span class="app-m app-m--{look.css} app-m--key"><svg aria-hidden="true" '
            f'focusable="false"><use href="#m-{look.css}"/></svg>{look.word}</span> '
            f"{escape(self._shown) if self.day else ''}</li>"
        )
