"""A shift as pages show it: whether it meets the rule that was set, who counts, who does not and why, who could."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from markupsafe import Markup

from standing.areas.cover.selectors import (
    Candidate,
    LineOnShift,
    NotCounting,
    OnRota,
    RuleOnShift,
    ShiftCover,
)
from standing.areas.cover.words import (
    EXACT,
    FAILS,
    MEETS,
    NO_RULE,
    days_in_words,
    hours_in_words,
    line_in_words,
    why_in_words,
)
from standing.areas.record.presenters.standing import short_standard
from standing.site.components.lists import Cell, Table
from standing.site.dates import long_day

MOST_NAMED, MOST_NAMED_IN_LIST = 12, 4
"""How many of those who else could are named before the rest are counted: of one shift, and of each in a list."""

_COLOURS = {MEETS: "green", EXACT: "yellow", FAILS: "red", NO_RULE: "grey"}


def verdict_of(cover: ShiftCover) -> str:
    """What is said of a shift: never that it is safe."""
    if not cover.is_ruled:
        return NO_RULE
    if cover.fails:
        return FAILS
    return EXACT if cover.is_exact else MEETS


def verdict_tag(cover: ShiftCover) -> Markup:
    """The same, as a tag: the words say it, the colour repeats it."""
    words = verdict_of(cover)
    return Markup('<strong class="nhsuk-tag nhsuk-tag--{} app-tag--long">{}</strong>').format(
        _COLOURS[words], words
    )


@dataclass(frozen=True)
class LineCard:
    """A line of a rule on a shift, in words."""

    cover: ShiftCover
    line: LineOnShift
    may_place: bool = False
    most: int = MOST_NAMED

    @property
    def title(self) -> str:
        return f"{short_standard(self.line.standard)} {self.line.standard.title}"

    @property
    def figure(self) -> str:
        asked = line_in_words(self.line.line)
        return f"{self.line.has} of {asked}" if self.cover.shift.pk else asked[:1].upper() + asked[1:]

    @property
    def shortfall(self) -> str:
        missing = self.line.missing
        return f"{missing} more {'is' if missing == 1 else 'are'} needed." if missing else ""

    @property
    def counts(self) -> str:
        return ", ".join(_on(one) for one in self.line.counts) or "Nobody on the shift"

    @property
    def not_needed(self) -> str:
        """Said where more count than stand for the line, as nobody stands for two."""
        over = len(self.line.counts) - self.line.has
        if over <= 0:
            return ""
        return f"{len(self.line.counts)} count, and {self.line.has} can stand for this line: nobody stands for two."

    @property
    def left_out(self) -> list[tuple[str, str]]:
        """Who on the shift does not count, each with why."""
        return [(one.who.name, _why(one, self.cover.days)) for one in self.line.left_out]

    @property
    def asks_who_could(self) -> bool:
        return self.line.could is not None

    @property
    def could(self) -> list[tuple[str, str]]:
        """Who else could, each with the address that puts them on, where the reader may."""
        return [(_candidate(one), self._place(one)) for one in (self.line.could or ())[: self.most]]

    @property
    def could_words(self) -> str:
        found = self.line.could or ()
        if not found:
            return "Nobody else of the unit who is free that day."
        return f"and {len(found) - self.most} more" if len(found) > self.most else ""

    @property
    def who_could(self) -> str:
        """What stands over them."""
        who = "Who else could" if self.cover.shift.pk else "Who could"
        bands = any(one.band for one in self.line.could or ())
        return f"{who}, with the band of their newest shift" if bands else who

    def _place(self, one: Candidate) -> str:
        if not self.may_place or self.cover.shift.pk is None:
            return ""
        asked = {"who": one.ref} | ({"band": str(one.band)} if one.band else {})
        return f"{reverse('cover:place', args=[self.cover.shift.pk])}?{urlencode(asked)}"


@dataclass(frozen=True)
class ShiftCard:
    """A shift in words, with each of its rules."""

    cover: ShiftCover
    may_place: bool = False
    with_unit: bool = False
    only_unmet: bool = False

    @property
    def title(self) -> str:
        shift = self.cover.shift
        return f"{shift.unit.name}: {shift.name}" if self.with_unit else shift.name

    @property
    def days(self) -> str:
        hours = hours_in_words(self.cover.shift)
        return days_in_words(self.cover.days) + (f", {hours}" if hours else "")

    @property
    def href(self) -> str:
        return reverse("cover:shift", args=[self.cover.shift.pk]) if self.cover.shift.pk else ""

    @property
    def is_on_rota(self) -> bool:
        return self.cover.shift.pk is not None

    @property
    def tag(self) -> Markup:
        return verdict_tag(self.cover) if self.is_on_rota else Markup("")

    @property
    def rules(self) -> list[tuple[str, list[LineCard]]]:
        """Each rule by its name, with its lines in words."""
        found, most = [], MOST_NAMED_IN_LIST if self.only_unmet else MOST_NAMED
        for rule in self.cover.rules:
            lines = [
                LineCard(self.cover, line, self.may_place, most) for line in rule.lines if self._shows(line)
            ]
            if lines:
                found.append((_rule_name(rule, self.cover), lines))
        return found

    def _shows(self, line: LineOnShift) -> bool:
        return not (self.only_unmet and line.is_met)

    @property
    def needs(self) -> str:
        """Without whom it would not meet its rules, in a sentence."""
        if not self.cover.breaks_without:
            return ""
        names = {one.key: one.name for one in self.cover.people}
        return f"Without {_either([names[key] for key in self.cover.breaks_without])} it would not."


def _rule_name(rule: RuleOnShift, cover: ShiftCover) -> str:
    own = rule.rule.unit_id == cover.shift.unit_id
    return rule.rule.name if own else f"{rule.rule.name} (set for {rule.rule.unit.name})"


def _on(one: OnRota) -> str:
    said = [*([f"band {one.band}"] if one.band else []), *(["leads"] if one.leads else [])]
    return f"{one.name} ({', '.join(said)})" if said else one.name


def _candidate(one: Candidate) -> str:
    return f"{one.name} (band {one.band})" if one.band else one.name


def _why(one: NotCounting, days: Sequence[date]) -> str:
    """Why somebody does not count; the day, where it is only on the second of two."""
    words = why_in_words(one.why, one.limits)
    words = words if one.day == days[0] else f"{words}, from {one.day:%A} on"
    return f"{words} (counts until {long_day(one.counts_until)})" if one.counts_until else words


def _either(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"


def rota_table(covers: Sequence[ShiftCover], *, name: str, with_unit: bool) -> Table:
    """Shifts of a rota, each with what its rules say."""
    return Table(
        name=name,
        caption=f"Shifts ({len(covers)})",
        head=["Shift", *(["Unit"] if with_unit else []), "Answer", "Counts", "On it"],
        rows=[
            [
                Cell(
                    f"{cover.shift.name}, {days_in_words(cover.days)}",
                    href=reverse("cover:shift", args=[cover.shift.pk]),
                ),
                *([cover.shift.unit.name] if with_unit else []),
                Cell(verdict_tag(cover)),
                "; ".join(
                    f"{short_standard(line.standard)}: {line.has} of {line.at_least}" for line in cover.lines
                )
                or "Nothing asked",
                ", ".join(one.name for one in cover.people) or "Nobody yet",
            ]
            for cover in covers
        ],
        stack=True,
        hide_caption=True,
    )


def needed_table(found: Sequence[tuple[OnRota, int]]) -> Table:
    """Whose absence breaks most shifts."""
    return Table(
        name="needed",
        caption="Whose absence would break most",
        head=["Person", Cell("Shifts that would not meet the rule without them", number=True)],
        rows=[[who.name, Cell(number, number=True)] for who, number in found],
        hide_caption=True,
        empty="No shift that meets its rules depends on one person.",
    )


def figures(covers: Sequence[ShiftCover]) -> str:
    """How many shifts meet their rules, of how many, in a sentence or two."""
    ruled = [cover for cover in covers if cover.is_ruled]
    met = sum(cover.is_met for cover in ruled)
    exact = sum(cover.is_exact for cover in ruled)
    without = len(covers) - len(ruled)
    nouns = "shift meets" if len(ruled) == 1 else "shifts meets" if met == 1 else "shifts meet"
    said = f"{met} of {len(ruled)} {nouns} the rule you set"
    said += f", {exact} of them with nobody to spare." if exact else "."
    if without:
        said += f" For {without} more no rule holds."
    return (
        said
        if ruled
        else f"No rule holds for {'this shift' if without == 1 else f'any of these {without} shifts'}."
    )


def people_table(cover: ShiftCover, *, may_change: bool) -> Table:
    """Who is on a shift."""
    return Table(
        name="people",
        caption=f"On this shift ({len(cover.people)})",
        head=[
            "Person",
            "Role on the shift",
            "Band",
            "Leads",
            *(["Change", "Take off"] if may_change else []),
        ],
        rows=[[*_said_of(one), *(_links(cover, one) if may_change else [])] for one in cover.people],
        stack=True,
        empty="Nobody is on this shift yet.",
    )


def _said_of(one: OnRota) -> list[Cell | str]:
    name = f"{one.name} ({one.ref})" if one.ref else f"{one.name} (not in the record)"
    return [name, one.role or "Not said", str(one.band or "Not said"), "Yes" if one.leads else "No"]


def _links(cover: ShiftCover, one: OnRota) -> list[Cell | str]:
    place = [cover.shift.pk, one.number]
    return [
        Cell("Change", href=reverse("cover:change_place", args=place), hidden_text=one.name),
        Cell("Take off", href=reverse("cover:take_off", args=place), hidden_text=one.name),
    ]
