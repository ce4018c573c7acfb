"""A ward sheet in words: a table of people by standards, the shifts, the limits, and what stops counting soon."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any

from django.urls import reverse
from markupsafe import Markup

from standing.areas.cover.presenters.shifts import figures, verdict_of
from standing.areas.cover.presenters.ward_fitting import (
    MOST_COLUMNS,
    MOST_PEOPLE,
    Fitted,
    fitted,
    lines_of,
    room_beside,
)
from standing.areas.cover.selectors import LineOnShift, ShiftCover
from standing.areas.cover.selectors.ward_sheet import Mark, OnSheet, SheetColumn, WardSheet
from standing.areas.cover.words import days_in_words, hours_in_words, line_in_words, why_in_words
from standing.areas.people.models import Unit
from standing.areas.record.presenters.forecasts import why
from standing.areas.record.presenters.standing import short_standard
from standing.areas.record.presenters.teams import SHORT_WORDS
from standing.areas.record.selectors.forecasts import StopOfTeam
from standing.areas.record.selectors.restrictions import Limit
from standing.areas.record.words import day_in_words
from standing.core.rules import cover as rules
from standing.site.components.icons import shape
from standing.site.components.status import LOOKS
from standing.site.dates import moment, short_day

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
    """Somebody: name, what they are, whether away, and their fields in the order of the columns."""

    name: str
    title: str
    is_away: bool
    fields: tuple[Field | None, ...]

    @property
    def called(self) -> str:
        """The name as it stands on paper."""
        return f"{self.name} (away)" if self.is_away else self.name


@dataclass(frozen=True)
class Section:
    """Lines under a heading; what is said where there is nothing to say; and what is left out, if anything."""

    title: str
    lines: tuple[str, ...]
    empty: str
    left_out: str


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
        """Those who have a row: where there are more than fit, those on the shifts of the day come first."""
        if len(self.sheet.people) <= MOST_PEOPLE:
            return self.sheet.people
        on_shift = {one.ref for cover in self.sheet.covers or () for one in cover.people}
        chosen = sorted(self.sheet.people, key=lambda one: one.person.ref not in on_shift)[:MOST_PEOPLE]
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
                name=one.person.name,
                title=one.title,
                is_away=one.is_away,
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
        lines = []
        if others := [one.person.name for one in self.sheet.people if one not in self.people]:
            shown = f"{len(self.people)} of the {len(self.sheet.people)} people who work here"
            lines.append(
                f"For want of room this sheet shows {shown}, those on the day’s shifts first. {len(others)} are left "
                "out: print the sheets of the teams below, or look at the matrix."
            )
        keys = {one.key for one in self.columns}
        if missing := [one for one in self.sheet.columns if one.key not in keys]:
            short = sum(one.counting < one.of for one in missing)
            lines.append(
                f"For want of room {len(missing)} more {'standard is' if len(missing) == 1 else 'standards are'} left "
                f"out; in {short} of them somebody does not count. The matrix has them all."
            )
        return lines

    @cached_property
    def sections(self) -> list[Section]:
        """Shifts, limits, and what stops counting: as much of each as the page has room for."""
        found = [self._shifts(), self._limits(), self._stops()]
        names = [row.called for row in self.rows]
        room = room_beside(names) - sum(lines_of(words) for words in self.left_out)
        parts = fitted([lines for _, lines, _, _ in found], room)
        return [
            Section(title, part.shown, "" if part.more else empty, _more(part, where))
            for (title, _, empty, where), part in zip(found, parts, strict=True)
        ]

    def _shifts(self) -> tuple[str, list[str], str, str]:
        covers = self.sheet.covers
        title = "Shifts that begin on this day"
        if covers is None:
            return title, [], "You may not see the rota of this unit.", ""
        several = len({cover.unit.pk for cover in covers}) > 1
        lines = [words for cover in covers for words in _shift_words(cover, with_unit=several)]
        return (
            (f"{title}. {figures(covers)}" if covers else title),
            lines,
            "No shift is on the rota.",
            "Cover",
        )

    def _limits(self) -> tuple[str, list[str], str, str]:
        title = "Who practises within limits"
        if self.sheet.limits is None:
            return title, [], "You may not see the limits of practice here.", ""
        return title, [_limit_words(limit) for limit in self.sheet.limits], "Nobody.", "Limits"

    def _stops(self) -> tuple[str, list[str], str, str]:
        title = f"Stops counting by {day_in_words(self.sheet.until)}, unless somebody acts"
        return title, [_stop_words(stop) for stop in self.sheet.stops], "Nothing.", "the forecast"

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
            "sections": [
                {
                    "title": one.title,
                    "lines": one.lines,
                    "empty": one.empty,
                    "left_out": one.left_out,
                }
                for one in self.sections
            ],
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


def _shift_words(cover: ShiftCover, *, with_unit: bool) -> Iterator[str]:
    """A shift in a line, and a line for each line of its rules."""
    where = f"{cover.unit.name}: " if with_unit else ""
    hours = hours_in_words(cover.shift)
    when = f"{days_in_words(cover.days)}{f', {hours}' if hours else ''}"
    names = ", ".join(f"{one.name}{' (leads)' if one.leads else ''}" for one in cover.people)
    yield f"{where}{cover.shift.name}, {when}. {verdict_of(cover)}. On it: {names or 'nobody yet'}."
    for line in cover.lines:
        yield _line_words(line)


def _line_words(line: LineOnShift) -> str:
    counts = ", ".join(one.name for one in line.counts) or "nobody"
    words = f"– {short_standard(line.standard)}: {line.has} of {line_in_words(line.line)}. Counts: {counts}."
    if line.left_out:
        out = "; ".join(f"{one.who.name} ({why_in_words(one.why, one.limits)})" for one in line.left_out)
        words += f" Does not: {out}."
    return words


def _limit_words(limit: Limit) -> str:
    last = (
        f"until {short_day(limit.to_on - timedelta(days=1))}"
        if limit.to_on
        else f"to be looked at again by {short_day(limit.review_on)}"
    )
    what = f"for {limit.standard}" if limit.standard else "for every standard"
    return f"{limit.person.name}, {what}, {last}: {limit.limits}"


def _stop_words(stop: StopOfTeam) -> str:
    return (
        f"{short_day(stop.last_day)} is the last day: {stop.person.name}, "
        f"{short_standard(stop.standard, stop.context)}: {_small(why(stop))}."
    )


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]


def _more(part: Fitted, where: str) -> str:
    if not part.more:
        return ""
    return f"{part.more} more {'line is' if part.more == 1 else 'lines are'} left out for want of room: see {where}."


def names_of(sheet: WardSheet) -> Iterable[Any]:
    """Everybody whose standing the sheet tells, for the log of who looked."""
    found = {one.person.pk: one.person for one in sheet.people}
    found |= {stop.person.pk: stop.person for stop in sheet.stops}
    return found.values()
