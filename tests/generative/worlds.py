"""Small worlds of facts in which much falls on the same days.

A world has few days, lying as far apart as the rules count (28, 90, a month, a year) or a day beside that, and every
date of every fact is one of them: so periods touch, decisions share a day, and due days meet absences.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import strategies as st

Row = dict[str, str]
Facts = dict[str, list[Row]]

START = date(2024, 1, 31)
LAST_EVENT = START + timedelta(days=370)
DISTANCES = (0, 1, 2, 27, 28, 29, 30, 59, 60, 61, 89, 90, 91, 92, 119, 120, 121, 150, 180, 338, 366)
STANDARDS, CONTEXTS = ("MH1@2013", "MH2@2013"), ("", "", "", "forensic", "community")
POPULATIONS, ROLES = ("wards", "clinics"), ("nurse", "doctor")


@dataclass(frozen=True)
class World:
    """Facts as rows of text, the days they are made of, and the day on which they are asked as known, or none."""

    facts: Facts
    days: tuple[date, ...]
    known_on: date | None = None


@dataclass(frozen=True)
class Drawing:
    """Draws cells and rows of one world."""

    draw: Callable[..., object]
    days: tuple[date, ...]

    def of(self, *values: str) -> str:
        return str(self.draw(st.sampled_from(values)))

    # Most facts are about one person, one standard and one subject, so that they meet.
    def person(self) -> str:
        return self.of("ann", "ann", "ann", "ben")

    def standard(self) -> str:
        return self.of("MH1@2013", "MH1@2013", "MH1@2013", "MH2@2013")

    def subject(self) -> str:
        return self.of("POL", "POL", "ALERT")

    def sometimes(self, one_in: int) -> bool:
        return self.draw(st.integers(1, one_in)) == one_in

    def number(self, most: int) -> int:
        return int(str(self.draw(st.integers(0, most))))

    def day(self, earliest: date = date.min, latest: date = date.max) -> date:
        """One of the world's days within these; `earliest` or `latest` where there is none."""
        within = [day for day in self.days if earliest <= day <= latest]
        chosen = self.draw(st.sampled_from(within or [earliest if earliest != date.min else latest]))
        assert isinstance(chosen, date)
        return chosen

    def period(self, row: Row, first: str = "from", last: str = "to") -> Row:
        begins = self.day()
        ends = "" if self.sometimes(4) else self.day(earliest=begins).isoformat()
        return self.dated(row | {first: begins.isoformat(), last: ends})

    def dated(self, row: Row) -> Row:
        """The row, now and then with the days on which it was recorded or retracted."""
        recorded = self.day().isoformat() if self.sometimes(8) else ""
        retracted = self.day().isoformat() if self.sometimes(12) else ""
        return row | {"recorded_on": recorded, "retracted_on": retracted}


@st.composite
def worlds(draw: Callable[..., object]) -> World:
    """A world of one or two people and standards."""
    distances = draw(st.lists(st.sampled_from(DISTANCES), min_size=2, max_size=9))
    assert isinstance(distances, list)
    beside = draw(
        st.lists(st.sampled_from((0, 0, 0, 1, -1)), min_size=len(distances), max_size=len(distances))
    )
    assert isinstance(beside, list)
    days = tuple(START + timedelta(days=far + near) for far, near in zip(distances, beside, strict=True))
    drawing = Drawing(draw, days)
    facts: Facts = {
        "standards": [row for name in STANDARDS for row in _rules(drawing, name)],
        "decisions": [decision(drawing, number) for number in range(1 + drawing.number(5))],
        "changes": _changes(drawing),
        "members": _several(drawing, 3, _member),
        "signatures": _several(drawing, 2, signature),
        "absences": _several(drawing, 4, _absence),
        "suspensions": _several(drawing, 1, _suspension),
        "claims": _several(drawing, 1, _claim),
        "requirements": _several(drawing, 2, _requirement),
        "assignments": _several(drawing, 2, _assignment),
    }
    return World(facts, days, drawing.day() if drawing.sometimes(3) else None)


def _several(drawing: Drawing, most: int, one: Callable[[Drawing], Row]) -> list[Row]:
    return [one(drawing) for _ in range(drawing.number(most))]


def _rules(drawing: Drawing, standard: str) -> list[Row]:
    starts = {""} if drawing.sometimes(2) else {drawing.day().isoformat() for _ in range(3)}
    return [
        {
            "standard": standard,
            "rule_from": start,
            "validity_months": drawing.of("", "1", "2", "3", "3", "4", "6", "12"),
            "grace_days": drawing.of("", "0", "1", "5", "28"),
            "ends_on": drawing.day().isoformat() if drawing.sometimes(8) else "",
        }
        for start in sorted(starts)
    ]


def decision(drawing: Drawing, number: int, outcomes: Sequence[str] = ()) -> Row:
    """A decision. Its id says little of its place in the order, so that ties are decided by text."""
    outcome = drawing.of(*(outcomes or ("met", "met", "met", "met", "bridged", "revoked", "not_yet")))
    decided_on = drawing.day()
    row = {
        "decision": f"{drawing.of('1', '2', '10')}-{number}",
        "person": drawing.person(),
        "standard": drawing.standard(),
        "context": drawing.of(*CONTEXTS),
        "outcome": outcome,
        "decided_on": decided_on.isoformat(),
    }
    if outcome != "revoked" and drawing.sometimes(4):
        row["held_from"] = drawing.day(earliest=decided_on).isoformat()
    if drawing.sometimes(3):
        row["practice_as_of"] = drawing.day(latest=decided_on).isoformat()
    if outcome == "met" and drawing.sometimes(4):
        row["expires_on"] = drawing.day(earliest=decided_on).isoformat()
    return drawing.dated(row)


def _changes(drawing: Drawing) -> list[Row]:
    rows = _several(drawing, 4, change)
    return list({(row["subject"], row["version"], row["standard"]): row for row in rows}.values())


def change(drawing: Drawing) -> Row:
    effective_on = drawing.day()
    row = {
        "subject": drawing.subject(),
        "version": drawing.of("1", "2", "10"),
        "standard": drawing.standard(),
        "class": drawing.of("minor", "significant", "major", "major", "bridging", "critical"),
        "effective_on": effective_on.isoformat(),
        "population": drawing.of("", "", "", *POPULATIONS),
    }
    if drawing.sometimes(3):
        row["due_on"] = drawing.day(earliest=effective_on).isoformat()
    if drawing.sometimes(5):
        row["withdrawn_on"] = drawing.day(earliest=effective_on).isoformat()
    return drawing.dated(row)


def signature(drawing: Drawing) -> Row:
    cells = {"subject": drawing.subject(), "version": drawing.of("1", "2", "10", "10")}
    return drawing.dated({"person": drawing.person(), "signed_on": drawing.day().isoformat()} | cells)


def _member(drawing: Drawing) -> Row:
    return drawing.period({"person": drawing.person(), "population": drawing.of(*POPULATIONS)})


def _absence(drawing: Drawing) -> Row:
    return drawing.period({"person": drawing.person()})


def _suspension(drawing: Drawing) -> Row:
    return drawing.period({"person": drawing.person(), "standard": drawing.of("", *STANDARDS)})


def _claim(drawing: Drawing) -> Row:
    cells = {"person": drawing.person(), "standard": drawing.standard()}
    return drawing.period(cells, "opened_on", "closed_on")


def _requirement(drawing: Drawing) -> Row:
    cells = {"standard": drawing.standard(), "context": drawing.of(*CONTEXTS)}
    return drawing.period({"role": drawing.of(*ROLES)} | cells)


def _assignment(drawing: Drawing) -> Row:
    return drawing.period({"person": drawing.person(), "unit": "ward 3", "role": drawing.of(*ROLES)})
