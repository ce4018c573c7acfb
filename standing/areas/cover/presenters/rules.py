"""Cover rules as pages show them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from django.urls import reverse

from standing.areas.cover.models import CoverRule, RuleLine
from standing.areas.cover.selectors.keeping import RuleSeen
from standing.areas.cover.selectors.suggesting import Suggested
from standing.areas.cover.words import kinds_in_words, line_in_words
from standing.areas.people.models import Unit
from standing.areas.record.presenters.standing import bullets, short_standard
from standing.site.components.lists import Cell, Row, Table
from standing.site.dates import short_day, until


def rules_table(found: Sequence[RuleSeen], unit: Unit, replaced: Mapping[str, Sequence[str]]) -> Table:
    """The rules that hold for the shifts of a unit."""
    return Table(
        name="rules",
        caption=f"Rules for shifts of {unit.name}",
        head=["Rule", "Shifts", "What it asks", "Holds"],
        rows=[
            [
                Cell(one.rule.name, href=reverse("cover:rule", args=[one.rule.pk])),
                kinds_in_words(one.rule),
                Cell(bullets([line_words(line, replaced) for line in one.lines])),
                holds_words(one.rule) + ("" if one.is_own else f". Set for {one.rule.unit.name}"),
            ]
            for one in found
        ],
        stack=True,
        hide_caption=True,
        empty="No rule is set. Until one is, no shift meets or fails anything.",
    )


def line_words(line: RuleLine, replaced: Mapping[str, Sequence[str]]) -> str:
    """A line whole: how many, in what, and what stands in the place of a standard that has given way."""
    asked = line_in_words(line)
    return (
        f"{asked[:1].upper()}{asked[1:]} in {short_standard(line.standard)} {line.standard.title}"
        + _instead(line.standard_id, replaced)
    )


def _instead(standard: str, replaced: Mapping[str, Sequence[str]]) -> str:
    if standard not in replaced:
        return ""
    became = ", ".join(replaced[standard])
    return (
        f". A revision replaced it by {became}"
        if became
        else ". A revision took it away, and nothing replaces it"
    )


def holds_words(rule: CoverRule) -> str:
    """From when until when a rule holds."""
    return f"From {short_day(rule.from_on)} {until(rule.to_on)}"


def rule_rows(rule: CoverRule) -> list[Row]:
    """What a rule is."""
    return [
        Row("Set for", f"{rule.unit.name}, and the units below it"),
        Row("Shifts", kinds_in_words(rule)),
        Row("Holds", holds_words(rule)),
        Row(
            "Two lines at once",
            "Nobody stands for two lines" if rule.apart else "One person may stand for several",
        ),
    ]


def lines_table(
    rule: CoverRule, lines: Sequence[RuleLine], replaced: Mapping[str, Sequence[str]], *, may_set: bool
) -> Table:
    """The lines of a rule."""
    return Table(
        name="lines",
        caption="What it asks of each shift",
        head=["Line", "Asked", *(["End"] if may_set else [])],
        rows=[
            [
                line_words(line, replaced),
                f"From {short_day(line.from_on)} {until(line.to_on)}",
                *([_end(rule, line)] if may_set else []),
            ]
            for line in lines
        ],
        stack=True,
        empty="It asks nothing any more.",
    )


def _end(rule: CoverRule, line: RuleLine) -> Cell:
    href = reverse("cover:end_line", args=[rule.pk, line.pk])
    return Cell("End", href=href, hidden_text=line_in_words(line))


def suggested_table(found: Sequence[Suggested], unit: Unit) -> Table:
    """What rules could ask for, by the role profiles of those who work in a unit."""
    return Table(
        name="suggested",
        caption="Suggested by role profiles",
        head=["Standard", "Counts for cover in", "Set"],
        rows=[
            [
                short_standard(one.standard, one.context) + f" {one.standard.title}",
                ", ".join(one.profiles),
                Cell("Set a rule", href=_set_href(unit, one), hidden_text=f"for {one.standard.pk}"),
            ]
            for one in found
        ],
        stack=True,
        hide_caption=True,
    )


def _set_href(unit: Unit, one: Suggested) -> str:
    asked = {"standard": one.standard.pk} | ({"context": one.context} if one.context else {})
    return f"{reverse('cover:set_rule', args=[unit.code])}?{urlencode(asked)}"
