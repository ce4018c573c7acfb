"""Summaries and the vocabularies they are filed by."""

import pytest

from standing.core.search.facets import Summary, summary_row

ROW = {
    "standard": "X1@2005",
    "summary": "Mending what is broken for somebody.",
    "works_with": "person|family",
    "kind_of_work": "support",
    "setting": "home",
    "specialist": "no",
}


def test_a_row_becomes_a_summary() -> None:
    assert summary_row(ROW) == Summary(
        "X1@2005", ROW["summary"], ("person", "family"), ("support",), ("home",), False
    )
    assert summary_row(ROW | {"specialist": "yes"}).specialist


def test_the_words_for_the_search_leave_out_any() -> None:
    assert summary_row(ROW).words == ("person", "family", "support", "home")
    assert summary_row(ROW | {"setting": "any"}).words == ("person", "family", "support")


@pytest.mark.parametrize("facet", ["works_with", "kind_of_work", "setting"])
def test_a_value_outside_the_vocabulary_is_refused_with_the_values_there_are(facet: str) -> None:
    with pytest.raises(ValueError, match=f"X1@2005: {facet}: found 'moon', expected one of "):
        summary_row(ROW | {facet: "moon"})


@pytest.mark.parametrize("facet", ["works_with", "kind_of_work", "setting"])
def test_an_empty_facet_is_refused(facet: str) -> None:
    with pytest.raises(ValueError, match=f"X1@2005: {facet} is empty; give one or more of "):
        summary_row(ROW | {facet: ""})


def test_a_competence_may_be_described_and_filed_under_nothing_but_not_half() -> None:
    described = Summary("X1@1", "Safe holds.", (), (), (), specialist=False)
    assert not described.is_filed
    assert described.words == ()
    with pytest.raises(ValueError, match="works_with is empty"):
        Summary("X1@1", "Safe holds.", (), (), (), specialist=True)
    with pytest.raises(ValueError, match="works_with is empty"):
        summary_row(ROW | {"works_with": "", "kind_of_work": "", "setting": "", "specialist": "no"})


def test_any_setting_stands_alone() -> None:
    with pytest.raises(
        ValueError, match="setting 'any' stands beside another; give 'any' alone, or the places"
    ):
        summary_row(ROW | {"setting": "any|home"})


def test_specialist_is_yes_or_no() -> None:
    with pytest.raises(ValueError, match="X1@2005: specialist: found 'maybe', expected yes or no"):
        summary_row(ROW | {"specialist": "maybe"})
