"""The worked example of carrying over: what the rules carry is, fact for fact, what the example states."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

from standing.core.rules.carry_over import CrosswalkRow
from standing.core.rules.revising import Adopting, Revising
from tests.support.facts import workforce_of

EXAMPLE = Path(__file__).parent.parent / "examples" / "c01-carried-and-signed.json"


def test_carrying_the_source_gives_the_decision_and_the_change_of_the_example() -> None:
    facts = json.loads(EXAMPLE.read_text(encoding="utf-8"))["facts"]
    stated = workforce_of(facts)
    sources = workforce_of(
        facts
        | {
            "standards": [row | {"ends_on": ""} for row in facts["standards"]],
            "decisions": [row for row in facts["decisions"] if row["standard"] == "MH1@2005"],
            "changes": [],
        }
    )
    row = CrosswalkRow("MH-2013", "MH1@2005", "recoded", ("GEN99@2013",))
    adopting = Adopting(Revising("MH-2013", date(2013, 4, 1), date(2014, 3, 31), (row,)), sources.asked)
    (carried,) = adopting.person(sources.people["kay"]).decisions_on("GEN99@2013")
    (expected,) = stated.people["kay"].decisions_on("GEN99@2013")
    assert replace(carried, decision=expected.decision) == expected
    assert adopting.asked == stated.asked
