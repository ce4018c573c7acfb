"""The pages of refresh rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse
from markupsafe import Markup

from standing.areas.record.forms.refresh_rules import NO_RULE, WITH_RULE
from standing.areas.record.models import RefreshRule
from standing.areas.record.refresh import AppliesTo
from standing.areas.record.selectors.refresh_rules import RulePreview, RulesOfStandard, Touched
from standing.areas.record.words import STATUS_WORDS
from standing.areas.standards.presenters.words import marked_title
from standing.core.rules.status import Standing
from standing.core.search import in_order
from standing.site.components.lists import Cell, Row, Table
from standing.site.dates import long_day


def suites(rows: Iterable[RulesOfStandard]) -> list[tuple[str, str]]:
    """The suites of the standards, for the filter."""
    return sorted({(row.standard.suite.code, row.standard.suite.name) for row in rows})


def chosen(rows: Iterable[RulesOfStandard], *, suite: str, rule: str, words: str) -> list[RulesOfStandard]:
    """The standards that the filters leave."""
    wanted = words.casefold().split()
    return [
        row
        for row in rows
        if (not suite or row.standard.suite.code == suite)
        and (rule != NO_RULE or not row.rules)
        and (rule != WITH_RULE or row.rules)
        and all(word in str(row.standard).casefold() for word in wanted)
    ]


def rules_table(rows: Sequence[RulesOfStandard], *, may_set: bool) -> Table:
    """The standards with their rules; with boxes to choose them, for those who may set rules."""
    head: tuple[str, ...] = ("Standard", "Title", "Rule now")
    return Table(
        name="rules",
        caption="Standards and their refresh rules",
        head=("Choose", *head) if may_set else head,
        rows=[((_box(row), *_line(row)) if may_set else _line(row)) for row in rows],
        stack=True,
        hide_caption=True,
        row_heads=not may_set,
        empty="No standard answers these filters.",
    )


def _line(row: RulesOfStandard) -> tuple[Cell | str, ...]:
    return Cell(row.standard.pk, narrow=True), marked_title(row.standard), rules_in_words(row.rules)


def _box(row: RulesOfStandard) -> Cell:
    box = Markup(
        '<div class="nhsuk-checkboxes nhsuk-checkboxes--small"><div class="nhsuk-checkboxes__item">'
        '<input class="nhsuk-checkboxes__input" type="checkbox" name="standard" value="{0}" id="choose-{0}">'
        '<label class="nhsuk-label nhsuk-checkboxes__label" for="choose-{0}">'
        '<span class="nhsuk-u-visually-hidden">Choose {0}</span></label></div></div>'
    )
    return Cell(box.format(row.standard.pk))


def rules_in_words(rules: Sequence[RefreshRule]) -> str:
    """The rules of a standard, the newest first."""
    if not rules:
        return "No rule yet"
    words = [_rule(row) for row in rules]
    newest, before = words[-1], words[:-1]
    return newest if not before else f"{newest}. Before: {'; '.join(reversed(before))}"


def _rule(row: RefreshRule) -> str:
    since = f" (decisions from {long_day(row.rule_from)})" if row.rule_from else ""
    return rule_in_words(row.validity_months, row.grace_days) + since


def rule_in_words(months: int | None, grace_days: int) -> str:
    """A rule as a sentence without its full stop."""
    if months is None:
        return "Never expires"
    count = f"{months} month{'' if months == 1 else 's'}"
    grace = f"{grace_days} days of grace" if grace_days else "no grace: safety-critical"
    return f"Expires after {count}, {grace}"


def preview_page(rule: dict[str, Any], why: str, preview: RulePreview) -> dict[str, Any]:
    """What the page before the rules are set shows."""
    stops = [item for item in preview.touched if item.stops_counting]
    starts = [item for item in preview.touched if not item.before.counts and item.after.counts]
    others = [item for item in preview.touched if item not in stops and item not in starts]
    many = len(preview.standards)
    to_all = rule["applies_to"] == AppliesTo.ALL
    return {
        "rows": [
            Row("Standards", f"{many}: {', '.join(sorted(preview.standards, key=in_order))}"),
            Row("Rule", rule_in_words(rule["validity_months"], rule["grace_days"])),
            Row("For", "All decisions, old ones too" if to_all else "New decisions only"),
            Row("Reason", why),
        ],
        "sentence": _sentence(preview, len(stops)),
        "tables": [
            table
            for table in (
                _touched("stops", "Stop counting at once", stops),
                _touched("starts", "Count again", starts),
                _touched("others", "Change in another way", others),
            )
            if table.rows
        ],
        "confirm_text": f"Set the rule of {many} standard{'' if many == 1 else 's'}",
        "full_width": True,
    }


def _sentence(preview: RulePreview, stops: int) -> str:
    people = len({item.person for item in preview.touched})
    if not preview.people_with_decisions:
        return "Nobody has a decision on these standards yet, so nobody is touched."
    holders = preview.people_with_decisions
    having = f"{_people(holders)} {_have(holders)} a decision on these standards."
    if not people:
        return f"{having} Nothing changes for any of them today."
    stopping = (
        f" {stops} of their standings stop counting at once." if stops else " Nobody stops counting at once."
    )
    return f"{having} Something changes for {_people(people)} today.{stopping}"


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count:,} people"


def _have(count: int) -> str:
    return "has" if count == 1 else "have"


def _touched(name: str, caption: str, items: Sequence[Touched]) -> Table:
    rows = [
        (
            Cell(item.person.name, href=reverse("record:person", kwargs={"ref": item.person.ref})),
            f"{item.standard} ({item.context})" if item.context else item.standard,
            _standing(item.before),
            _standing(item.after),
        )
        for item in items
    ]
    return Table(
        name=name,
        caption=f"{caption} ({len(rows)})",
        head=("Person", "Standard", "Today", "With the rule"),
        rows=rows,
        stack=True,
    )


def _standing(standing: Standing) -> str:
    words = STATUS_WORDS[standing.status]
    return f"{words}, expires {long_day(standing.expires_on)}" if standing.expires_on else words
