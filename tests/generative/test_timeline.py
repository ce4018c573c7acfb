"""The timeline and the plain definition agree on every day."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standing.core.engine.evaluate import Window, evaluate, workforce_known
from standing.core.engine.explain import explain
from standing.core.engine.sources import read_folder
from standing.core.engine.timeline import timeline
from standing.core.rules.days import FIRST_DAY, LAST_DAY
from tests.generative.asking import (
    FIRST_ASKED,
    LAST_ASKED,
    days_between,
    rows,
    standings,
    turning_days,
)
from tests.generative.worlds import World, worlds
from tests.support.facts import Rows, workforce_of, write_csv_folder, write_parquet_folder


@given(worlds())
@settings(max_examples=60)
def test_the_timeline_is_the_definition_on_every_day(world: World) -> None:
    days = days_between(FIRST_ASKED, LAST_ASKED)
    workforce = workforce_of(world.facts, world.known_on)
    for (name, standard, context), expected in standings(world.facts, days, world.known_on).items():
        stretches = timeline(workforce.people[name], workforce.asked, standard, context)
        assert (stretches[0].from_on, stretches[-1].to_on) == (FIRST_DAY, None)
        assert all(one.to_on == other.from_on for one, other in pairwise(stretches))
        assert all(one.standing != other.standing for one, other in pairwise(stretches))
        walked = iter(stretches)
        stretch = next(walked)
        for day, standing in zip(days, expected, strict=True):
            while stretch.to_on is not None and stretch.to_on <= day:
                stretch = next(walked)
            assert stretch.standing == standing, day


@given(worlds())
@settings(max_examples=200)
def test_the_timeline_is_the_definition_on_turning_days(world: World) -> None:
    days = [FIRST_DAY, *turning_days(world), LAST_DAY]
    workforce = workforce_of(world.facts, world.known_on)
    for (name, standard, context), expected in standings(world.facts, days, world.known_on).items():
        stretches = timeline(workforce.people[name], workforce.asked, standard, context)
        for day, standing in zip(days, expected, strict=True):
            found = [s.standing for s in stretches if s.from_on <= day and (s.to_on is None or day < s.to_on)]
            assert found == [standing], day


@given(worlds(), st.data())
@settings(max_examples=100)
def test_a_window_is_cut_from_whole_lives_and_filled_before_them(world: World, data: st.DataObject) -> None:
    first = data.draw(st.sampled_from(turning_days(world)))
    end = data.draw(st.sampled_from([day for day in turning_days(world) if day >= first]))
    lives = rows(world.facts, world.known_on)
    window = rows(world.facts, world.known_on, Window(first, end))
    for pair in {_pair(row) for row in lives}:
        days = [day for row in window if _pair(row) == pair for day in _days(row)]
        assert days == days_between(first, end)
    for row in window:
        life = [
            other for other in lives if _pair(other) == _pair(row) and other["from"] and _overlap(other, row)
        ]
        assert all(_answer(other) == _answer(row) for other in life)
        assert life or _answer(row) == ("not_held", "", "")


def _pair(row: dict[str, str]) -> tuple[str, ...]:
    return row["person"], row["standard"], row["context"]


def _answer(row: dict[str, str]) -> tuple[str, ...]:
    return row["status"], row["reasons"], row["expires_on"]


def _days(row: dict[str, str]) -> list[date]:
    return days_between(date.fromisoformat(row["from"]), date.fromisoformat(row["to"]))


def _overlap(one: dict[str, str], other: dict[str, str]) -> bool:
    return one["from"] < other["to"] and (not one["to"] or other["from"] < one["to"])


@given(worlds(), st.data())
@settings(max_examples=100)
def test_an_explanation_gives_the_reasons_of_the_answer_and_what_follows(
    world: World, data: st.DataObject
) -> None:
    day = data.draw(st.sampled_from(turning_days(world)))
    workforce = workforce_of(world.facts, world.known_on)
    for (name, standard, context), (standing,) in standings(world.facts, [day], world.known_on).items():
        person = workforce.people[name]
        explanation = explain(person, workforce.asked, standard, context, day)
        assert explanation.standing == standing
        assert sorted({item.reason for item in explanation.because}) == list(standing.reasons)
        later = [s for s in timeline(person, workforce.asked, standard, context) if s.from_on > day]
        assert explanation.following == (later[0] if later else None)


@pytest.mark.parametrize("write", [write_csv_folder, write_parquet_folder])
@given(world=worlds())
@settings(max_examples=15)
def test_facts_in_files_are_the_same_facts(write: object, world: World) -> None:
    assert callable(write)
    filled: Rows = {name: table for name, table in world.facts.items() if table}
    with TemporaryDirectory() as folder:
        read = read_folder(write(Path(folder), filled))
    answers = evaluate(workforce_known(read, world.known_on))
    assert [answer.as_row() for answer in answers] == rows(world.facts, world.known_on)
