"""The effects feed: one candidate an Act with its commencement days, and what is odd or missing said."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from standing.core.formats import legislation_effects
from standing.core.policies.feeds import Commencement
from tests.facsimiles.feeds import effect, effects, law, nice


def read(data: bytes) -> Any:
    return legislation_effects.read(data, "law.feed")


def test_an_act_has_each_of_its_commencement_days_and_what_has_none_yet() -> None:
    found = read(law())
    orchards, ladders = found.items
    assert (orchards.key, orchards.title) == ("ukpga/2031/4", "Orchards Act 2031")
    assert orchards.kind == "United Kingdom Public General Act"
    assert orchards.commencements == (
        Commencement(date(2031, 6, 1), "s. 2"),
        Commencement(date(2031, 6, 1), "s. 3"),
        Commencement(date(2032, 1, 1), "s. 3"),
        Commencement(None, "Sch. 1"),
        Commencement(None, "s. 9"),
    )
    assert ladders.key == "uksi/2031/88"
    assert found.is_whole
    assert not found.problems
    assert not found.refused


def test_one_page_of_several_says_so_and_infers_nothing_from_what_is_missing() -> None:
    found = read(effects(effect("key-1", "s. 2", "2031-06-01"), more=5, total=280))
    assert not found.is_whole
    assert not found.refused
    assert found.problems[0].what == "this is page 1 of the feed, with 1 of 280 effects"
    assert not read(effects(effect("key-1", "s. 2"), total=2)).is_whole


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("<entry><title>Nothing</title></entry>", "this entry has no effect in it"),
        (effect("", "s. 1"), "has not an EffectId"),
        (effect("key-7", "s. 1", act="nonsense"), "has not the address of the Act"),
        (effect("key-1", "s. 1"), "key-1 stands in the feed twice, first as entry 1"),
        (effect("key-7", "s. 1", "1 June"), "found '1 June', expected a day"),
        (effect("key-7", "s. 1", ""), "found '', expected a day"),
    ],
)
def test_what_is_odd_of_one_effect_is_said_and_refuses_no_other(entry: str, words: str) -> None:
    found = read(effects(effect("key-1", "s. 2", "2031-06-01"), entry))
    (problem,) = found.problems
    assert words in problem.what
    assert problem.where == "law.feed:2"
    assert not problem.refuses
    assert found.items[0].commencements == (Commencement(date(2031, 6, 1), "s. 2"),)


def test_an_act_without_a_title_or_provisions_is_named_by_its_number() -> None:
    (found,) = read(effects(effect("key-1", " ", "2031-06-01", title=""))).items
    assert found.title == "ukpga/2031/4"
    assert found.commencements[0].provisions == "the whole"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (law()[:-20], "the file is not whole XML"),
        (b"nonsense", "the file is not whole XML"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]>' + law(), "a document type is declared"),
        (effects(), "there is no effect in the feed"),
        (effects(effect("", "s. 1")), "there is no effect in the feed"),
    ],
)
def test_what_is_no_feed_is_refused(data: bytes, words: str) -> None:
    found = read(data)
    assert found.refused
    assert words in found.problems[0].what
    assert found.problems[0].do


def test_it_is_known_by_its_content() -> None:
    assert legislation_effects.is_one(law())
    assert not legislation_effects.is_one(nice())
