"""The lines of a ward sheet beside its table: the day's shifts, who practises within limits, what stops counting."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from standing.areas.cover.presenters.shifts import figures, verdict_of
from standing.areas.cover.presenters.ward_fitting import height_of
from standing.areas.cover.selectors import LineOnShift, ShiftCover
from standing.areas.cover.selectors.ward_sheet import WardSheet
from standing.areas.cover.words import days_in_words, hours_in_words, line_in_words, why_in_words
from standing.areas.record.presenters.besides import ColumnBesides, StopBesides
from standing.areas.record.presenters.forecasts import why
from standing.areas.record.presenters.standing import short_standard
from standing.areas.record.presenters.teams import figure
from standing.areas.record.selectors.forecasts import StopOfTeam
from standing.areas.record.selectors.restrictions import Limit
from standing.areas.record.words import day_in_words
from standing.site.dates import short_day

MOST_NAMED = 6
"""How many of what is left out are named before the rest are counted: two lines of the sheet."""


@dataclass(frozen=True)
class Section:
    """Lines under a heading; what is said where there is nothing to say; and what is left out, if anything."""

    title: str
    lines: tuple[str, ...]
    empty: str
    left_out: str


@dataclass(frozen=True)
class Part:
    """A section before it is fitted. A block is shown whole or not at all; `left_out` says what is left out where only
    so many of the first blocks are shown.
    """

    title: str
    blocks: tuple[tuple[str, ...], ...]
    empty: str
    left_out: Callable[[int], str] = lambda shown: ""

    @property
    def heights(self) -> list[float]:
        """How much of the page each block takes."""
        return [sum(height_of(words) for words in block) for block in self.blocks]

    def first(self, shown: int) -> Section:
        """The section with the first of its blocks."""
        whole = shown == len(self.blocks)
        lines = tuple(words for block in self.blocks[:shown] for words in block)
        return Section(
            self.title, lines, "" if self.blocks else self.empty, "" if whole else self.left_out(shown)
        )


def shifts_of(sheet: WardSheet, *, worst_first: bool = False) -> Part:
    """The shifts that begin on the day, each a block; those that do not meet their rules first where asked."""
    title = "Shifts that begin on this day"
    if sheet.covers is None:
        return Part(title, (), "You may not see the rota of this unit.")
    covers = sorted(sheet.covers, key=lambda one: worst_first and not one.fails)
    several = len({cover.unit.pk for cover in covers}) > 1
    return Part(
        f"{title}. {figures(covers)}" if covers else title,
        tuple(tuple(_shift_words(cover, with_unit=several)) for cover in covers),
        "No shift is on the rota.",
        lambda shown: _shifts_left_out(covers[shown:], with_unit=several),
    )


def limits_of(sheet: WardSheet) -> Part:
    """Who practises within limits, a block each."""
    title = "Who practises within limits"
    if sheet.limits is None:
        return Part(title, (), "You may not see the limits of practice here.")
    limits = sheet.limits
    return Part(
        title,
        tuple((_limit_words(limit),) for limit in limits),
        "Nobody.",
        lambda shown: (
            "Left out for want of room, the limits of "
            f"{_named([limit.person.name for limit in limits[shown:]])}: see Limits."
        ),
    )


def groups_of(sheet: WardSheet) -> Part:
    """Who meets the groups of standards that roles ask for, a block each."""
    groups = sheet.groups
    return Part(
        "Groups of standards, asked by roles",
        tuple((_group_words(group),) for group in groups),
        "None.",
        lambda shown: (
            f"Left out for want of room: {_named([group.name for group in groups[shown:]])}: see the matrix."
        ),
    )


def stops_of(sheet: WardSheet) -> Part:
    """What stops counting soon, and what group of standards is met no longer, a block each."""
    both: list[StopOfTeam | StopBesides] = [*sheet.stops, *sheet.group_stops]
    stops = sorted(both, key=lambda stop: stop.first_day)
    return Part(
        f"Stops counting by {day_in_words(sheet.until)}, unless somebody acts",
        tuple((_stop_words(stop),) for stop in stops),
        "Nothing.",
        lambda shown: (
            f"Left out for want of room: {len(stops) - shown} more that "
            f"{'stops' if len(stops) - shown == 1 else 'stop'} counting, "
            f"the first after {short_day(stops[shown].last_day)}: see the forecast."
        ),
    )


def _shifts_left_out(covers: Sequence[ShiftCover], *, with_unit: bool) -> str:
    failing = sum(cover.fails for cover in covers)
    unmet = (
        f", {failing} of which {'does' if failing == 1 else 'do'} not meet the rule you set"
        if failing
        else ""
    )
    many = f"{len(covers)} {'shift' if len(covers) == 1 else 'shifts'}"
    names = _named([_shift_name(cover, with_unit) for cover in covers])
    return f"Left out for want of room: {many}{unmet} ({names}): see Cover, or print the sheets of the teams below."


def _named(names: Sequence[str]) -> str:
    """Some names, and how many more."""
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def _shift_name(cover: ShiftCover, with_unit: bool) -> str:
    return f"{cover.unit.name}: {cover.shift.name}" if with_unit else cover.shift.name


def _shift_words(cover: ShiftCover, *, with_unit: bool) -> Iterator[str]:
    """A shift in a line, and a line for each line of its rules."""
    hours = hours_in_words(cover.shift)
    when = f"{days_in_words(cover.days)}{f', {hours}' if hours else ''}"
    names = ", ".join(f"{one.name}{' (leads)' if one.leads else ''}" for one in cover.people)
    yield f"{_shift_name(cover, with_unit)}, {when}. {verdict_of(cover)}. On it: {names or 'nobody yet'}."
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


def _group_words(group: ColumnBesides) -> str:
    words = f"{group.name}, {_small(group.what)}, for {group.by}: {figure(group)} meet it."
    if group.lacking:
        words += f" Not met by {_named([mark.person.name for mark in group.lacking])}."
    if out := [f"{mark.person.name} ({mark.left_out})" for mark in group.marks if mark.left_out]:
        words += f" Left out: {_named(out)}."
    return words


def _stop_words(stop: StopOfTeam | StopBesides) -> str:
    if isinstance(stop, StopBesides):
        last = short_day(stop.last_day)
        return f"{last} is the last day: {stop.person.name}, {stop.what}, for {stop.by}: {stop.why}."
    return (
        f"{short_day(stop.last_day)} is the last day: {stop.person.name}, "
        f"{short_standard(stop.standard, stop.context)}: {_small(why(stop))}."
    )


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]
