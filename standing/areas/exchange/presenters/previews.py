"""What a file would do: in counts, whom it leaves not current, its faults, and row by row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import QueryDict

from standing.areas.exchange.faults import Fault, faults_of
from standing.areas.exchange.forms import StepsFilter
from standing.areas.exchange.selectors import Way
from standing.areas.record.words import REASON_WORDS, STATUS_WORDS, day_in_words
from standing.core.moving_in.plan import Outcome, Step
from standing.core.rules.status import Standing
from standing.site.components.lists import Cell, Pages, Row, Table, counts_of, filters_on

ON_A_PAGE = 50
SHOWN = 20
"""How many faults, and how many who do not count, the preview shows before the rest is left to the file or the list."""

OUTCOME_WORDS = {
    Outcome.CREATED: "New",
    Outcome.CHANGED: "Another day than an earlier file gave",
    Outcome.UNCHANGED: "In the record already",
    Outcome.REFUSED: "A fault: not written",
    Outcome.NOTED: "Shown, not written",
    Outcome.LEFT_OUT: "Left out, as you said",
}


def counts_rows(way: Way) -> list[Row]:
    """What the file would do, in counts."""
    journey, counts = way.journey, way.plan.counts
    new = [
        (len(journey.new_people), "new person", "new people"),
        (len(journey.new_units), "new unit", "new units"),
        (len(journey.new_standards), "new local competence", "new local competences"),
        (len(journey.new_rules), "refresh rule", "refresh rules"),
    ]
    said = ", ".join(f"{number:,} {one if number == 1 else many}" for number, one, many in new if number)
    known = len(journey.everybody) - len(journey.new_people)
    rows = [
        Row("People in the file", f"{len(journey.everybody):,}, of whom {known:,} are here already"),
        Row("Added first", said or "Nothing"),
    ]
    rows += [
        Row(words, f"{counts[outcome]:,}")
        for outcome, words in OUTCOME_WORDS.items()
        if counts[outcome] or outcome in (Outcome.CREATED, Outcome.REFUSED)
    ]
    if way.plan.takes_back:
        rows.append(Row("Days of earlier files taken back", f"{len(way.plan.takes_back):,}"))
    return rows


def lead(way: Way, does_something: bool) -> str:
    """What the reader should know first."""
    if not does_something:
        return "Nothing in this file is new: everything that can be written is in the record already."
    return (
        "Nothing has been written yet. Writing does all of what is counted here or none of it; "
        "faults are never written, and you can bring the mended file in again."
    )


def effects_words(way: Way) -> str:
    """How many of the dates would count today."""
    effects = way.effects
    out = len(effects.not_counting)
    stops = sum(each.stops for each in effects.not_counting)
    if not effects.counting and not out:
        return ""
    words = f"Once written, {_pairs(effects.counting)} of this file count today, and {_pairs(out)} do not."
    return f"{words} {_pairs(stops)} that count now would stop." if stops else words


def _pairs(number: int) -> str:
    return "1 competence of a person" if number == 1 else f"{number:,} competences of people"


def effects_table(way: Way) -> Table:
    """Who would come out not current because of what the file says."""
    names = {each.ref: each.name for each in way.journey.everybody}
    new = {name: each.title for name, each in way.journey.new_standards.items()}
    titles = {**way.journey.service.holdings.titles, **new}
    shown = sorted(way.effects.not_counting, key=lambda each: (not each.stops, names.get(each.person, "")))
    rows = [
        [
            names.get(each.person, each.person),
            titles.get(each.standard, each.standard),
            _standing(each.before),
            _standing(each.after),
        ]
        for each in shown[:SHOWN]
    ]
    notes = [f"The first {SHOWN} of {len(shown):,}."] if len(shown) > SHOWN else []
    return Table(
        "effects",
        "Does not count because of what the file says",
        ["Person", "Competence", "Today", "Once written"],
        rows,
        stack=True,
        hide_caption=True,
        empty="Everything in this file counts today.",
        notes=notes,
    )


def _standing(standing: Standing) -> str:
    words = STATUS_WORDS[standing.status]
    reasons = "; ".join(REASON_WORDS[each] for each in standing.reasons)
    expires = f", until {day_in_words(standing.expires_on)}" if standing.expires_on else ""
    return f"{words}{': ' + reasons if reasons else ''}{expires}"


def faults_table(faults: Sequence[Fault]) -> Table:
    """The first faults of a file; the rest are in the spreadsheet."""
    return Table(
        "faults",
        "Faults, none of which is written",
        ["Cell", "Person", "Course", "In the file", "What is wrong, and what to do"],
        [
            [Cell(each["where"], narrow=True), each["name"], each["label"], each["words"][:200], each["why"]]
            for each in faults[:SHOWN]
        ],
        stack=True,
        hide_caption=True,
        empty="There are no faults.",
        notes=[f"The first {SHOWN} of {len(faults):,}: all are in the spreadsheet."]
        if len(faults) > SHOWN
        else [],
    )


def steps_page(way: Way, query: QueryDict) -> dict[str, Any]:
    """The list of all rows: filtered, counted, some at a time."""
    outcomes = [(str(each), OUTCOME_WORDS[each]) for each in Outcome if way.plan.counts[each]]
    form = StepsFilter(query, outcomes=outcomes)
    asked, words = query.get("outcome", ""), query.get("words", "").casefold().split()
    found = [
        step
        for step in way.plan.steps
        if (not asked or step.outcome == asked) and all(word in _searched(step) for word in words)
    ]
    page = Paginator(found, ON_A_PAGE).get_page(query.get("page"))
    on = {("outcome", value): text for value, text in outcomes}
    if words:
        on["words", query.get("words", "")] = f"Words: {query.get('words', '')}"
    return {
        "filter_form": form,
        "filters_on": filters_on(query, on),
        "shown": counts_of(page, "cell", "cells"),
        "pages": Pages.of(page, query),
        "steps": _steps_table(list(page.object_list)),
    }


def _searched(step: Step) -> str:
    return f"{step.name} {step.label} {step.address} {step.words}".casefold()


def _steps_table(steps: Sequence[Step]) -> Table:
    return Table(
        "steps",
        "What happens with each cell",
        ["Cell", "Person", "Course", "In the file", "What happens"],
        [
            [
                Cell(step.address, narrow=True),
                step.name,
                step.label,
                step.words[:200],
                f"{OUTCOME_WORDS[step.outcome]}. {_written(step)}".strip(),
            ]
            for step in steps
        ],
        stack=True,
        hide_caption=True,
        empty="No cell answers these filters.",
    )


def _written(step: Step) -> str:
    if step.decision is None:
        return step.why
    until = f", until {day_in_words(step.decision.expires_on)}" if step.decision.expires_on else ""
    why = f" {step.why}" if step.outcome is Outcome.CHANGED else ""
    return f"Met on {day_in_words(step.decision.decided_on)}{until}.{why}"


def preview_context(way: Way, query: QueryDict, does_something: bool) -> dict[str, Any]:
    """Everything the preview shows."""
    faults = faults_of(way)
    return {
        "lead": lead(way, does_something),
        "rows": counts_rows(way),
        "effects_words": effects_words(way),
        "effects": effects_table(way),
        "fault_count": len(faults),
        "faults": faults_table(faults),
        "remarks": way.journey.workbook.remarks,
        "can_write": does_something,
        **steps_page(way, query),
    }
