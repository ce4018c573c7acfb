"""The courses of a file on its way in: what each is taken for, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from standing.areas.exchange.forms import ColumnsForm
from standing.core.moving_in.journey import Journey, Label
from standing.core.moving_in.labels import LEAVE, LOCAL, STANDARD, Ground


@dataclass(frozen=True)
class ColumnShown:
    """A course of the file, with its choice, and what led to what is filled in."""

    label: str
    detail: str
    ground: str
    why: str
    others: Sequence[str]
    field: object
    other: object


GROUNDS = {
    Ground.REMEMBERED: ("Remembered", "green"),
    Ground.MEANT: ("National standard", "blue"),
    Ground.HELD_LOCAL: ("Your own", "blue"),
    Ground.NEW_LOCAL: ("New, your own", "grey"),
    Ground.POSSIBLE: ("Please choose", "yellow"),
    Ground.SIMILAR: ("Please choose", "yellow"),
}


def columns_shown(journey: Journey, form: ColumnsForm) -> list[ColumnShown]:
    """Every course of the file."""
    likely = journey.likely()
    found = []
    for number, label in enumerate(journey.labels):
        target = likely.get(label.key)
        chosen = next((each for each in label.suggestions.ranked if each.target == target), None)
        own = target is not None and target.kind == LOCAL
        ground = chosen.ground if chosen else Ground.NEW_LOCAL if own else Ground.POSSIBLE
        found.append(
            ColumnShown(
                label.label or "No heading",
                _detail(label),
                _tag(*GROUNDS[ground]) if target is not None or not own else "",
                chosen.why if chosen else _why_asked(label),
                [
                    f"{one.target.name}: {one.why}"
                    for one in label.suggestions.ranked
                    if one.ground is Ground.POSSIBLE
                ],
                form[f"target_{number}"],
                form[f"other_{number}"],
            )
        )
    return found


def _why_asked(label: Label) -> str:
    possible = [each.why for each in label.suggestions.ranked if each.ground is Ground.POSSIBLE]
    return possible[0] if possible else ""


def _tag(words: str, colour: str) -> Markup:
    return Markup('<strong class="nhsuk-tag nhsuk-tag--{}">{}</strong>').format(colour, words)


def _detail(label: Label) -> str:
    cells = "1 cell" if label.cells == 1 else f"{label.cells:,} cells"
    return f"{cells}, such as {', '.join(label.samples)}" if label.samples else cells


def columns_summary(journey: Journey) -> str:
    """What is filled in, in a sentence."""
    likely = journey.likely()
    national = sum(
        target.kind == STANDARD and not journey.service.holdings.catalogue.by_id[target.name].is_local
        for target in likely.values()
    )
    new = sum(target.kind == LOCAL for target in likely.values())
    left = sum(target.kind == LEAVE for target in likely.values())
    held = len(likely) - national - new - left
    waiting = len(journey.labels) - len(likely)
    parts = [
        (
            national,
            "is a national standard by its code or title",
            "are national standards by their code or title",
        ),
        (held, "is a local competence you have", "are local competences you have"),
        (new, "would become a local competence of your own", "would become local competences of your own"),
        (left, "is left out", "are left out"),
        (waiting, "waits for your choice", "wait for your choice"),
    ]
    said = [f"{number} {one if number == 1 else many}" for number, one, many in parts if number]
    count = "1 course" if len(journey.labels) == 1 else f"{len(journey.labels)} courses"
    return f"The file names {count}: {'; '.join(said)}."
