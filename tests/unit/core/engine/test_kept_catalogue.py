"""The catalogue kept for people whose facts come by and by."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from standing.core.engine import kept_catalogue
from standing.core.engine.bulk import bulk_answers
from standing.core.engine.catalogue import Compiled, compile_catalogue
from standing.core.engine.kept_catalogue import KeptCatalogue
from standing.core.engine.people_columns import columns_of
from standing.core.engine.running import WHOLE_LIVES, as_lists, run
from standing.core.rules import facts
from standing.core.rules.known import Asked, PersonFacts

ASKED = Asked.of(
    [facts.RefreshRule("A", validity_months=12), facts.RefreshRule("B", validity_months=24)],
    [facts.Change("policy", 2, "A", facts.SIGNIFICANT, date(2020, 6, 1))],
    [facts.Requirement("nurse", "B", date(2020, 1, 1), context="wards")],
)
DAY = date(2020, 1, 1)


def test_it_holds_all_that_is_asked_from_the_beginning() -> None:
    kept = KeptCatalogue(ASKED)
    first = kept.covering({("A", "")}, {("policy", 2)})
    assert first.pairs == (("A", ""), ("B", ""), ("B", "wards"))
    assert kept.covering({("B", "")}, set()) is first


def test_it_grows_by_what_somebody_s_facts_name() -> None:
    kept = KeptCatalogue(ASKED)
    kept.covering(set(), set())
    assert ("A", "wards") in kept.covering({("A", "wards")}, set()).pairs
    grown = kept.covering(set(), {("policy", 3)})
    assert ("policy", 3) in grown.kinds
    assert ("A", "wards") in grown.pairs


def test_a_standard_without_a_rule_is_refused_as_by_the_definition() -> None:
    with pytest.raises(KeyError):
        KeptCatalogue(ASKED).covering({("C", "")}, set())


def test_more_in_it_than_somebody_needs_changes_nothing_for_them() -> None:
    person = PersonFacts(
        "ada",
        decisions=(facts.Decision("1", "ada", "A", facts.MET, DAY),),
        signatures=(facts.Signature("ada", "policy", 3, date(2020, 6, 20)),),
    )
    kept = KeptCatalogue(ASKED)
    compiled = kept.covering({("A", "")}, {("policy", 3)})
    rows = [
        as_lists(rows) for rows in run(compiled, columns_of([person], compiled), WHOLE_LIVES, compiled=False)
    ]
    named = [(compiled.pairs[pair], *row) for _, pair, *row in zip(*rows[0], strict=True)]
    alone = list(bulk_answers([person], ASKED))
    assert [(row[0], row[-1]) for row in named] == [
        ((one.standard, one.context), row[-1]) for one, row in zip(alone, named, strict=True)
    ]
    assert len(named) == len(alone) == 6


def test_who_asks_while_it_is_worked_out_for_another_is_given_all_they_need(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Two threads of a server: the second asks between the first one's decision to work it out and its end."""
    kept = KeptCatalogue(ASKED)
    kept.covering(set(), set())
    wanted: tuple[set[tuple[str, str]], set[tuple[str, int]]] = ({("A", "wards")}, {("policy", 3)})
    given: list[Compiled] = []

    def slowly(*arguments: Any) -> Compiled:
        monkeypatch.setattr(kept_catalogue, "compile_catalogue", compile_catalogue)
        given.append(kept.covering(*wanted))
        return compile_catalogue(*arguments)

    monkeypatch.setattr(kept_catalogue, "compile_catalogue", slowly)
    given.append(kept.covering(*wanted))
    assert len(given) == 2
    for compiled in given:
        assert ("A", "wards") in compiled.pairs
        assert ("policy", 3) in compiled.kinds
