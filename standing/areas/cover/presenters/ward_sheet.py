"""A ward sheet in words: the day’s shifts, a table of people by standards, the limits, what stops counting soon."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse
from markupsafe import Markup

from standing.areas.cover.presenters.ward_fitting import (
    A_SECTION,
    LEFT_OUT,
    MOST_COLUMNS,
    MOST_PEOPLE,
    PAGE,
    TITLE,
    height_of,
    height_of_heads,
    height_of_row,
    how_many,
    in_turn,
    small_height_of,
)
from standing.areas.cover.presenters.ward_lines import (
    Part,
    Section,
    groups_of,
    limits_of,
    shifts_of,
    stops_of,
)
from standing.areas.cover.selectors.ward_sheet import Mark, OnSheet, SheetColumn, WardSheet
from standing.areas.cover.words import why_in_words
from standing.areas.people.models import Unit
from standing.areas.record.presenters.teams import SHORT_WORDS
from standing.areas.record.words import day_in_words
from standing.core.rules import cover as rules
from standing.site.components.icons import shape
from standing.site.components.status import LOOKS
from standing.site.dates import moment

KEPT_OUT_WORDS: Mapping[str, str] = {
    rules.ABSENT: "Away",
    rules.RESTRICTED: "Limits",
    rules.REGISTRATION_LAPSED: "Reg.",
}
"""Why somebody who counts in a standard does not count toward a shift, the first that is so."""

KEY: tuple[tuple[str, str], ...] = (
    *((SHORT_WORDS[name], look.meaning) for name, look in LOOKS.items()),
    ("Away", "Meets the standard, and is away that day."),
    ("Limits", "Meets the standard, and practises within limits."),
    ("Reg.", "Meets the standard, and a professional registration has lapsed."),
)

NEVER_SAFE = (
    "A figure says how many count in a standard, and a shift whether it meets the rule you set. Neither says that care "
    "is safe."
)


def ward_sheet_href(unit: Unit) -> str:
    """The address of a unit's sheet of today."""
    return reverse("cover:ward_sheet", args=[unit.code])


@dataclass(frozen=True)
class Field:
    """A field of the table: its word, the look it has, and the whole of it for whoever cannot see the table."""

    word: str
    css: str
    counts: bool
    said: str

    @property
    def shape(self) -> Markup:
        """The shape of the status; none for what keeps somebody out."""
        name = self.css.replace("-", "_")
        return shape(name) if name in LOOKS else Markup("")


@dataclass(frozen=True)
class Head:
    """A column: the code of its standard, edition and context, its title, and how many count."""

    code: str
    below: str
    title: str
    figure: str
    is_for_cover: bool


@dataclass(frozen=True)
class Row:
    """Somebody: the name as it stands on paper, what they are, and their fields in the order of the columns."""

    called: str
    title: str
    fields: tuple[Field | None, ...]


@dataclass(frozen=True)
class SheetPage:
    """The sheet as a page, on the screen and on paper, and as a PDF: all three say the same."""

    sheet: WardSheet

    @property
    def title(self) -> str:
        return f"Ward sheet, {self.sheet.unit.name}"

    @property
    def day(self) -> str:
        return f"{self.sheet.day:%A} {day_in_words(self.sheet.day)}"

    @property
    def made(self) -> str:
        """When it was made: what was recorded later is not on it."""
        return f"Made on {moment(self.sheet.made_at)}. What was recorded later is not on it."

    @cached_property
    def people(self) -> tuple[OnSheet, ...]:
        """Those who have a row: as many as the day’s shifts and the limits leave room for, those on shift first."""
        on_shift = {one.ref for cover in self.sheet.covers or () for one in cover.people}
        order = sorted(self.sheet.people, key=lambda one: one.person.ref not in on_shift)[:MOST_PEOPLE]
        rows = [height_of_row(_called(one)) for one in order]
        # Limits keep people from counting, so they have room before rows too.
        before = [*self._shifts.heights, *self._others[0].heights]
        room = self._room - sum(before) - LEFT_OUT * sum(bool(part.blocks) for part in self._others)
        if len(rows) < len(self.sheet.people) or sum(rows) > room:
            room -= LEFT_OUT
        chosen = order[: how_many(rows, room)]
        return tuple(one for one in self.sheet.people if one in chosen)

    @cached_property
    def columns(self) -> tuple[SheetColumn, ...]:
        """Those that have a column: what cover asks for, then those of the roles in which most do not count."""
        found = self.sheet.columns
        order = sorted(found, key=lambda one: (not one.is_for_cover, one.counting - one.of))
        chosen = {one.key for one in order[:MOST_COLUMNS]}
        return tuple(one for one in found if one.key in chosen)

    @property
    def heads(self) -> list[Head]:
        return [
            Head(
                code=one.standard.code,
                below=", ".join(filter(None, (one.standard.edition, one.context))),
                title=one.standard.title,
                figure=f"{one.counting} of {one.of}",
                is_for_cover=one.is_for_cover,
            )
            for one in self.columns
        ]

    @property
    def groups(self) -> list[tuple[str, int]]:
        """What the columns are for, and how many there are of each."""
        cover = sum(one.is_for_cover for one in self.columns)
        found = [("Asked by cover rules", cover), ("Asked by roles", len(self.columns) - cover)]
        return [one for one in found if one[1]]

    @property
    def rows(self) -> list[Row]:
        return [
            Row(
                called=_called(one),
                title=one.title,
                fields=tuple(_field(one.marks.get(column.key)) for column in self.columns),
            )
            for one in self.people
        ]

    @property
    def empty(self) -> str:
        """Why there is no table."""
        if not self.sheet.people:
            return "Nobody works here on this day."
        return "" if self.columns else "No cover rule and no role asks for a standard here on this day."

    @property
    def left_out(self) -> list[str]:
        """Who and what the table leaves out, for want of room."""
        return [words for words in (self._people_left_out, self._columns_left_out) if words]

    @property
    def _people_left_out(self) -> str:
        many, of = len(self.people), len(self.sheet.people)
        if many == of:
            return ""
        return (
            f"For want of room this sheet shows {many} of the {of} people who work here, those on the day’s shifts "
            f"first. {of - many} are left out: print the sheets of the teams below, or look at the matrix."
        )

    @property
    def _columns_left_out(self) -> str:
        keys = {one.key for one in self.columns}
        missing = [one for one in self.sheet.columns if one.key not in keys]
        if not missing:
            return ""
        short = sum(one.counting < one.of for one in missing)
        return (
            f"For want of room {len(missing)} more {'standard is' if len(missing) == 1 else 'standards are'} left "
            f"out; in {short} of them somebody does not count. The matrix has them all."
        )

    @cached_property
    def tonight(self) -> Section:
        """The day’s shifts, before anything else: what their rules say has room before anybody has a row."""
        room = self._room
        if sum(self._shifts.heights) <= room:
            return self._shifts.first(len(self._shifts.blocks))
        worst_first = shifts_of(self.sheet, worst_first=True)
        # Then nobody has a row, and it is said of the shifts, the people and each section that something is left out.
        return worst_first.first(how_many(worst_first.heights, room - LEFT_OUT * (2 + len(self._others))))

    @cached_property
    def sections(self) -> list[Section]:
        """Limits, and what stops counting: as much of each as the shifts and the table leave room for."""
        said = (*self.tonight.lines, self.tonight.left_out, self._people_left_out)
        rows = sum(height_of_row(_called(one)) for one in self.people)
        room = self._room - rows - sum(height_of(words) for words in said if words)
        parts = self._others
        many = in_turn([part.heights for part in parts], room)
        return [part.first(shown) for part, shown in zip(parts, many, strict=True)]

    @cached_property
    def _room(self) -> float:
        """What the page has for shifts, rows and lines, beside what always stands on it."""
        heads = height_of_heads([head.below for head in self.heads])
        said = [height_of(words) for words in (self.empty, self._columns_left_out) if words]
        headings = A_SECTION * (1 + len(self._others))
        nothing = sum(height_of(part.empty) for part in (self._shifts, *self._others) if not part.blocks)
        return (
            PAGE
            - TITLE
            - heads
            - sum(said)
            - headings
            - nothing
            - small_height_of(f"{self.key} {NEVER_SAFE}")
        )

    @cached_property
    def _shifts(self) -> Part:
        return shifts_of(self.sheet)

    @cached_property
    def _others(self) -> tuple[Part, ...]:
        groups = (groups_of(self.sheet),) if self.sheet.groups else ()
        return limits_of(self.sheet), *groups, stops_of(self.sheet)

    @property
    def key(self) -> str:
        """What the words of the table say."""
        return " ".join(f"{word}: {meaning[:1].lower()}{meaning[1:]}" for word, meaning in KEY)

    def as_data(self) -> dict[str, Any]:
        """The sheet for the template of the PDF."""
        return {
            "title": f"{self.title}, {self.day}",
            "made": self.made,
            "empty": self.empty,
            "groups": self.groups,
            "heads": [
                {"code": one.code, "below": one.below, "figure": one.figure, "title": one.title}
                for one in self.heads
            ],
            "rows": [
                {
                    "name": one.called,
                    "fields": [
                        {"word": field.word, "counts": field.counts, "css": field.css} if field else None
                        for field in one.fields
                    ],
                }
                for one in self.rows
            ],
            "left_out": self.left_out,
            "tonight": asdict(self.tonight),
            "sections": [asdict(one) for one in self.sections],
            "key": self.key,
            "never_safe": NEVER_SAFE,
        }


def _field(mark: Mark | None) -> Field | None:
    if mark is None:
        return None
    look = LOOKS[mark.standing.status]
    if mark.standing.counts and mark.kept_out:
        word = KEPT_OUT_WORDS[mark.kept_out[0]]
        return Field(word, "kept-out", False, f"{look.word}, and {why_in_words(mark.kept_out)}")
    return Field(SHORT_WORDS[look.name], look.css, mark.counts, look.word)


def _called(one: OnSheet) -> str:
    """The name as it stands on paper."""
    return f"{one.person.name} (away)" if one.is_away else one.person.name


def names_of(sheet: WardSheet) -> Iterable[Any]:
    """Everybody whose standing the sheet tells, for the log of who looked."""
    found = {one.person.pk: one.person for one in sheet.people}
    found |= {stop.person.pk: stop.person for stop in sheet.stops}
    found |= {stop.person.pk: stop.person for stop in sheet.group_stops}
    return found.values()
