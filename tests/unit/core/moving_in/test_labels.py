"""What a course's name may mean: ranked, with what led to each, and never taken by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from standing.core.catalogue import LOCAL as LOCAL_SUITE
from standing.core.catalogue import Standard, Suite
from standing.core.holdings import Holdings, bundled_holdings
from standing.core.moving_in.labels import (
    LEAVE_OUT,
    LOCAL,
    STANDARD,
    Ground,
    Suggestions,
    Target,
    apart,
    is_abbreviation,
    label_key,
    proposed_code,
    suggest_targets,
)


@pytest.fixture(scope="module")
def bundled() -> Holdings:
    return bundled_holdings()


def with_local(held: Holdings, code: str, title: str, *aliases: str) -> Holdings:
    own = Standard(f"{code}@1", code, "1", title, LOCAL_SUITE, aliases)
    catalogue = held.catalogue
    suites = (*catalogue.suites, Suite(LOCAL_SUITE, "Local"))
    return Holdings(replace(catalogue, suites=suites, standards=(*catalogue.standards, own)), held.summaries)


def grounds(found: Suggestions) -> list[tuple[str, Ground]]:
    return [(each.target.name, each.ground) for each in found.ranked]


@pytest.mark.parametrize(
    ("label", "standard"),
    [("MH 21", "MH21"), ("SFHMH14", "MH14"), ("CM D7", "CMD7"), ("mh20", "MH20")],
)
def test_a_legacy_code_means_its_standard(label: str, standard: str, bundled: Holdings) -> None:
    found = suggest_targets(label, bundled, {})
    assert found.likely is not None
    assert found.likely.ground is Ground.MEANT
    assert found.likely.target.name.startswith(f"{standard}@")
    assert found.answer is None


def test_an_ambiguous_number_is_for_a_person_to_choose(bundled: Holdings) -> None:
    found = suggest_targets("45", bundled, {})
    possible = [each for each in found.ranked if each.ground is Ground.POSSIBLE]
    assert len(possible) > 1
    assert "printed twice" in possible[0].why
    assert found.likely is None


@pytest.mark.parametrize("label", ["PMVA", "ILS", "MCA/DoLS"])
def test_an_abbreviation_is_not_guessed(label: str, bundled: Holdings) -> None:
    found = suggest_targets(label, bundled, {})
    assert [each.ground for each in found.ranked] == [Ground.NEW_LOCAL]
    assert found.likely is not None
    assert found.likely.target.kind == LOCAL


def test_an_abbreviation_held_as_a_local_competence_is_that(bundled: Holdings) -> None:
    held = with_local(bundled, "PMVA", "Prevention and management of violence")
    found = suggest_targets("pmva", held, {})
    assert found.likely is not None
    assert (found.likely.target, found.likely.ground) == (Target(STANDARD, "PMVA@1"), Ground.HELD_LOCAL)


def test_an_alias_is_another_name_of_a_standard(bundled: Holdings) -> None:
    held = with_local(bundled, "BREAKAWAY", "Breaking away safely", "Getting out of holds")
    found = suggest_targets("Getting  out of HOLDS", held, {})
    assert ("BREAKAWAY@1", Ground.HELD_LOCAL) in grounds(found)


def test_words_that_are_like_a_title_are_offered_and_not_filled_in(bundled: Holdings) -> None:
    found = suggest_targets("Assessing mental health needs", bundled, {})
    assert found.likely is not None
    assert found.likely.ground is Ground.NEW_LOCAL
    similar = [each for each in found.ranked if each.ground is Ground.SIMILAR]
    assert similar
    assert all(each.why.startswith("Similar by its ") for each in similar)


def test_a_label_of_little_words_has_nothing_similar(bundled: Holdings) -> None:
    assert [each.ground for each in suggest_targets("of the", bundled, {}).ranked] == [Ground.NEW_LOCAL]


def test_other_editions_are_offered_after_the_latest(bundled: Holdings) -> None:
    found = suggest_targets("MH20", bundled, {})
    assert grounds(found)[:2] == [("MH20@2013", Ground.MEANT), ("MH20@2005", Ground.SIMILAR)]


@pytest.mark.parametrize("answer", ["standard:MH14@2013", "local:PMVA", "leave"])
def test_what_was_remembered_is_the_answer(answer: str, bundled: Holdings) -> None:
    found = suggest_targets("The old course", bundled, {"the old course": answer})
    assert found.answer == Target.of(answer)
    assert found.likely is not None
    assert found.likely.ground is Ground.REMEMBERED


@pytest.mark.parametrize("answer", ["standard:GONE@1999", "nonsense", "leave:it"])
def test_what_was_remembered_of_a_standard_that_is_gone_is_no_answer(answer: str, bundled: Holdings) -> None:
    assert suggest_targets("Course", bundled, {"course": answer}).answer is None


def test_a_remembered_answer_ends_an_ambiguity(bundled: Holdings) -> None:
    found = suggest_targets("45", bundled, {"45": "leave"})
    assert found.likely is not None
    assert found.likely.target == LEAVE_OUT


def test_targets_as_text() -> None:
    for answer in ("standard:MH20@2013", "local:PMVA", "leave"):
        target = Target.of(answer)
        assert target is not None
        assert target.answer == answer
    assert Target.of("") is None
    assert Target.of("standard:") is None


def test_labels_are_compared_without_case_accents_and_spaces() -> None:
    assert label_key("  Café   Safety ") == label_key("cafe safety")


@pytest.mark.parametrize(
    ("label", "abbreviation"),
    [
        ("PMVA", True),
        ("ILS / BLS", True),
        ("DoLS", True),
        ("Fire", False),
        ("Fire safety", False),
        ("45", False),
    ],
)
def test_what_is_an_abbreviation(label: str, abbreviation: bool) -> None:
    assert is_abbreviation(label) is abbreviation


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("PMVA", "PMVA"),
        ("Basic life support", "BASIC-LIFE-SUPPORT"),
        ("45", "LOCAL-45"),
        ("MH20", "LOCAL-MH20"),
        ("Crème & co.", "CREME-CO"),
        ("–", "COMPETENCE"),
    ],
)
def test_the_code_of_a_local_competence_is_nobody_elses(label: str, code: str, bundled: Holdings) -> None:
    assert proposed_code(label, bundled.catalogue) == code


def test_a_long_name_gives_a_code_that_fits(bundled: Holdings) -> None:
    code = proposed_code(
        "Working with people who are at risk of harming themselves or others", bundled.catalogue
    )
    assert len(code) <= 40
    assert not code.endswith("-")


def test_codes_are_kept_apart() -> None:
    assert apart({"BLS"}, "ILS") == "ILS"
    assert apart({"BLS", "BLS-2"}, "BLS") == "BLS-3"
    assert apart({"B" * 40}, "B" * 40) == "B" * 38 + "-2"
