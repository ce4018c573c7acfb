"""Whom the wording of a standard names: what its context has to say, and when a person is asked."""

from __future__ import annotations

import pytest

from standing.core.crosswalks.people_named import (
    GROUPS,
    groups_at_odds,
    groups_named,
    left_out,
    row_at_odds,
    row_leaves_out,
)
from standing.core.crosswalks.versions import DraftRow

OLD = "Establish relationships with the families of older people with mental health needs"
NEW = "Establish relationships with the families of individuals with specific health needs"


@pytest.mark.parametrize(
    ("wording", "groups"),
    [
        ("Support older adults at home", ("older people",)),
        ("Assess the elderly", ("older people",)),
        ("Work with children and adolescents", ("children and young people",)),
        ("Support a young person in custody", ("children and young people", "offenders")),
        ("People who use drugs and alcohol", ("people who use drugs or alcohol",)),
        ("Help with alcohol use", ("people who use drugs or alcohol",)),
        ("Promote mental health and social wellbeing", ("mental health",)),
        ("Lead the development of inter-agency services", ()),
        ("Hold the environment in order", ()),
    ],
)
def test_the_groups_that_a_wording_names(wording: str, groups: tuple[str, ...]) -> None:
    assert groups_named(wording) == groups


@pytest.mark.parametrize("name", GROUPS)
def test_a_context_that_says_the_name_of_a_group_names_it(name: str) -> None:
    assert name in groups_named(f"In Ward 3, {name.title()}")


def test_what_only_one_wording_names_is_to_be_named_by_the_context() -> None:
    assert groups_at_odds(OLD, NEW) == ("older people", "mental health")
    assert groups_at_odds(NEW, "Work with children") == ("families", "children and young people")
    assert groups_at_odds(OLD, OLD) == ()


@pytest.mark.parametrize(
    ("context", "unnamed"),
    [
        ("mental health", ("older people",)),
        ("older people", ("mental health",)),
        ("older people with mental health needs", ()),
        ("Ward 3", ("older people", "mental health")),
    ],
)
def test_a_context_that_leaves_somebody_out(context: str, unnamed: tuple[str, ...]) -> None:
    assert left_out(context, OLD, NEW) == unnamed


def test_a_row_is_judged_by_the_titles_of_its_standards() -> None:
    titles = {"MH10@2005": OLD, "GEN103@2013": NEW}
    row = DraftRow("MH10@2005", "widened", ("GEN103@2013",))
    assert row_at_odds(row, titles) == ("older people", "mental health")
    assert row_leaves_out(row, titles) == ()  # it waits for its context anyway
    in_context = DraftRow("MH10@2005", "widened", ("GEN103@2013",), context="mental health")
    assert row_leaves_out(in_context, titles) == ("older people",)
    bridged = DraftRow("MH10@2005", "widened", ("GEN103@2013",), treatment="bridge", context="mental health")
    assert row_leaves_out(bridged, titles) == ()
    assert row_at_odds(row, {}) == ()
