"""The worked example of carrying over: what the rules carry is, fact for fact, what the example states."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

from standing.core.rules.carry_over import CrosswalkRow
from standing.core.rules.days import Period
from standing.core.rules.revising import Adopting, Revising
from standing.core.rules.status import standing_on
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
    kay = adopting.person(sources.people["kay"])
    (carried,) = kay.decisions_on("GEN99@2013")
    (expected,) = stated.people["kay"].decisions_on("GEN99@2013")
    assert replace(carried, decision=expected.decision) == expected
    (change,) = adopting.asked.changes_to("GEN99@2013")
    assert replace(change, population="") == stated.asked.changes_to("GEN99@2013")[0]
    assert kay.memberships_of(change.population) == (Period(date(2013, 4, 1)),)
    for answer in json.loads(EXAMPLE.read_text(encoding="utf-8"))["answers"]:
        if answer["person"] == "kay":
            day = date.fromisoformat(answer["on"])
            found = standing_on(kay, adopting.asked, answer["standard"], answer["context"], day)
            assert (found.status, "|".join(sorted(found.reasons))) == (answer["status"], answer["reasons"])


def test_whoever_was_assessed_on_the_new_edition_itself_is_not_asked() -> None:
    facts = json.loads(EXAMPLE.read_text(encoding="utf-8"))["facts"]
    direct = {"decision": "9", "person": "lou", "standard": "GEN99@2013", "outcome": "met"}
    sources = workforce_of(
        facts
        | {
            "decisions": [facts["decisions"][0], direct | {"decided_on": "2013-02-01"}],
            "changes": [],
        }
    )
    row = CrosswalkRow("MH-2013", "MH1@2005", "recoded", ("GEN99@2013",))
    adopting = Adopting(Revising("MH-2013", date(2013, 4, 1), date(2014, 3, 31), (row,)), sources.asked)
    lou, kay = (adopting.person(sources.people[name]) for name in ("lou", "kay"))
    day = date(2013, 4, 2)
    assert standing_on(lou, adopting.asked, "GEN99@2013", "", day).reasons == ()
    assert standing_on(kay, adopting.asked, "GEN99@2013", "", day).reasons == ("signature_owed",)
