"""A person's record as its page shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from markupsafe import Markup

from standing.areas.people.models import Person
from standing.areas.record.presenters import standing as words
from standing.areas.record.presenters.days import DaysShown
from standing.areas.record.presenters.standing import Viewer
from standing.areas.record.selectors.changes import ToSign
from standing.areas.record.selectors.people import Place
from standing.areas.record.selectors.records import PairOfRecord, RecordOfPerson
from standing.areas.record.words import day_in_words
from standing.core.engine.explain import Remedy
from standing.site.components.lists import Cell, Row, Table, Task


@dataclass(frozen=True)
class RecordPage:
    """A record in the order it is read: where they work, what is owed, then every standard."""

    record: RecordOfPerson
    viewer: Viewer
    shown: DaysShown
    to_sign: tuple[ToSign, ...]
    can_record: bool

    @property
    def title(self) -> str:
        return "My record" if self.viewer.is_own else self.record.person.name

    @property
    def rows(self) -> list[Row]:
        """Who it is, and where they work."""
        rows = [Row("Name", self.record.person.name)] if self.viewer.is_own else []
        rows.append(Row("Staff number", self.record.person.ref))
        rows.append(Row("Works in", places_in_words(self.record.places)))
        return rows

    @property
    def summary(self) -> str:
        """How many of the standards asked for count."""
        asked = [pair for pair in self.record.pairs if pair.is_required]
        counting = sum(pair.standing.counts for pair in asked)
        if not asked:
            return "No standard is asked of this role on this day."
        return f"{counting} of the {len(asked)} standards asked for count."

    @property
    def owed(self) -> list[Task]:
        """What is owed, the most urgent first: signatures, each once, and then the standards to be shown."""
        return owed_tasks(self.record, self.to_sign, self.viewer, self.shown.days.params)

    @property
    def required(self) -> Table:
        """The standards asked for."""
        pairs = [pair for pair in self.record.pairs if pair.is_required]
        return self._table("required", "Standards asked for", pairs)

    @property
    def others(self) -> Table:
        """The standards held, or held once, that no role asks for that day."""
        pairs = [pair for pair in self.record.pairs if not pair.is_required]
        return self._table("others", "Other standards in the record", pairs)

    def _table(self, name: str, caption: str, pairs: Iterable[PairOfRecord]) -> Table:
        return Table(
            name=name,
            caption=caption,
            head=["Standard", "Status", "Why", "What would put it right", "Expires"],
            rows=[self._row(pair) for pair in pairs],
            stack=True,
        )

    def _row(self, pair: PairOfRecord) -> list[Cell | str]:
        explanation = pair.explanation
        ref, params = self.record.person.ref, self.shown.days.params
        reasons = words.reasons(explanation, self.record.titles, self.viewer)
        needs = explanation.remedies and pair.standing.status != "current"
        return [
            Cell(
                words.standard_words(pair.standard, pair.context),
                href=words.pair_href(ref, pair.standard.pk, pair.context, params),
            ),
            Cell(words.tag(pair.standing.status), narrow=True),
            _unless_empty(words.bullets(reason.text for reason in reasons)),
            _unless_empty(words.bullets(words.remedies_in_words(explanation)) if needs else ""),
            _unless_empty(_until(pair)),
        ]


def _until(pair: PairOfRecord) -> str:
    """Until when it is held, and whether that rests on a date read from a file."""
    holding = pair.explanation.holding
    governing = holding.governing.decision if holding else ""
    imported = any(row.assessor_unknown for row in pair.decisions if row.decision == governing)
    return words.expiry_words(pair.explanation) + (" (date imported, assessor unknown)" if imported else "")


def _unless_empty(content: str | Markup) -> Cell:
    """A cell that a phone, which shows each row as a list, leaves out where it says nothing."""
    return Cell(content, css="" if content else "app-says-nothing")


def places_in_words(places: Iterable[Place]) -> str | Markup:
    """Where a person works, a line each."""
    lines = [
        f"{place.title}, {place.unit.name}, since {day_in_words(place.assignment.from_on)}"
        + (f", until {day_in_words(place.assignment.to_on)}" if place.assignment.to_on else "")
        for place in places
    ]
    return words.bullets(lines) if lines else "No unit on this day"


def owed_tasks(
    record: RecordOfPerson, to_sign: Iterable[ToSign], viewer: Viewer, params: dict[str, str]
) -> list[Task]:
    """What a record owes as lines of a task list, the most urgent first."""
    return [*(_to_sign(item, viewer) for item in to_sign), *_to_show(record, params)]


def _to_sign(item: ToSign, viewer: Viewer) -> Task:
    first = item.change.first
    touched = f"For {', '.join(item.standards)}."
    return Task(
        title=f"Read and sign: {first.title} ({first.subject} version {first.version})",
        href=words.sign_href(first.subject, first.version) if viewer.is_own else "",
        hint=f"{touched} {by_when(item)}",
        state="Does not count until signed" if item.blocks else "To sign",
        colour="red" if item.blocks else "yellow",
    )


def by_when(item: ToSign) -> str:
    """By when a change is to be signed."""
    if item.last_day is None:
        return "A safety alert: sign before you next do this work."
    if item.last_day.year == 9999:
        return "Put off until the return from a long absence."
    return f"{'Was to be signed by' if item.blocks else 'Sign by'} {day_in_words(item.last_day)}."


def _to_show(record: RecordOfPerson, params: dict[str, str]) -> list[Task]:
    tasks = []
    for pair in (*record.owed, *_carried_and_owed(record)):
        because = [item for item in pair.explanation.because if item.remedy != Remedy.SIGN]
        if not because and pair.explanation.holding is not None:
            continue
        why = " ".join(words.reason_in_words(item) for item in because)
        tasks.append(
            Task(
                title=words.standard_words(pair.standard, pair.context),
                href=words.pair_href(record.person.ref, pair.standard.pk, pair.context, params),
                hint=why or "No decision has been recorded that meets it.",
                state=_STATES[pair.standing.status][0],
                colour=_STATES[pair.standing.status][1],
            )
        )
    return tasks


def _carried_and_owed(record: RecordOfPerson) -> list[PairOfRecord]:
    """What nobody asks for yet, and has new parts to be shown: as a new edition before a role asks for it."""
    return [
        pair
        for pair in record.pairs
        if not pair.is_required
        and any(item.remedy in {Remedy.SHOW, Remedy.BRIDGE} for item in pair.explanation.because)
    ]


_STATES = {
    "not_current": ("Not current", "red"),
    "grace": ("In grace", "orange"),
    "due": ("Due", "yellow"),
    "in_progress": ("In progress", "blue"),
    "not_held": ("Not held", "grey"),
}


def person_crumbs(person: Person, *, own: bool, query: str = "") -> list[dict[str, str]]:
    """The way back to a record."""
    if own:
        return [{"text": "My record", "href": reverse("record:own") + query}]
    return [{"text": person.name, "href": reverse("record:person", args=[person.ref]) + query}]
