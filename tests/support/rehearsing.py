"""A small made-up world for rehearsals: one ward, one standard that was, one that follows it."""

from __future__ import annotations

from datetime import date

from standing.core.engine.evaluate import Window
from standing.core.rehearsing.rehearsal import Question
from standing.core.rules import facts
from standing.core.rules.known import Asked, PersonFacts

OLD, NEW, OTHER = "MH1@2005", "GEN9@2013", "MH2@2005"
BEGAN = date(2020, 1, 1)
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
WINDOW = Window(FIRST, date(2027, 1, 1))

RULES = tuple(facts.RefreshRule(standard) for standard in (OLD, NEW, OTHER))
ASKED_OLD = facts.Requirement("nurse", OLD, BEGAN)
ASKED = Asked.of(RULES, requirements=[ASKED_OLD])


def met(person: str, standard: str = OLD, on: date = date(2025, 6, 1), **more: object) -> facts.Decision:
    return facts.Decision(f"{person}-{standard}-{on}", person, standard, facts.MET, on, **more)  # type: ignore[arg-type]


def nurse(person: str, *decisions: facts.Decision, unit: str = "ash", **more: object) -> PersonFacts:
    assignments = more.pop("assignments", (facts.Assignment(person, unit, "nurse", BEGAN),))
    return PersonFacts(person, decisions=decisions, assignments=assignments, **more)  # type: ignore[arg-type]


def question(before: Asked = ASKED, after: Asked | None = None, **more: object) -> Question:
    standards = frozenset({OLD, NEW, OTHER})
    return Question(before, after or before, standards, WINDOW, **more)  # type: ignore[arg-type]
