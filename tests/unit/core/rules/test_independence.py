"""Independence (rules, part 6): every part, for every combination of what can stand between an account and a person."""

from __future__ import annotations

from itertools import chain, combinations

import pytest

from standing.core.rules.independence import (
    IS_REPORT,
    SAMPLED_ALL,
    SAMPLED_DOUBLE,
    WITHOUT_STANDING,
    Act,
    Relation,
    Watch,
    judge,
)

EVERY_COMBINATION = [
    frozenset(chosen)
    for chosen in chain.from_iterable(combinations(Relation, size) for size in range(len(Relation) + 1))
]
NEVER = {Relation.SELF, Relation.OWN_MANAGER, Relation.PERSONAL}
EARLIER_PART = {Relation.WITNESS, Relation.TOOK_PART}
ABLE = {Relation.COUNTS, Relation.APPOINTED}


def may(act: Act, relations: frozenset[Relation]) -> bool:
    """The rule once more, from its own words rather than from the code's table."""
    if relations & NEVER:
        return False
    if act in {Act.COUNTERSIGN, Act.VERIFY, Act.REASSESS, Act.APPEAL} and relations & EARLIER_PART:
        return False
    return act in {Act.CORRECT, Act.VERIFY, Act.RECONSIDER, Act.APPEAL} or bool(relations & ABLE)


def test_there_are_all_combinations() -> None:
    assert len(EVERY_COMBINATION) == 2 ** len(Relation) == 256


@pytest.mark.parametrize("act", Act)
def test_who_may_is_as_the_rule_says_for_every_combination(act: Act) -> None:
    for relations in EVERY_COMBINATION:
        verdict = judge(act, relations)
        assert verdict.allowed is may(act, relations), (act, sorted(relations))
        assert verdict.act is act
        assert verdict.allowed or not verdict.flags


def test_how_closely_every_combination_is_watched() -> None:
    for relations in EVERY_COMBINATION:
        verdict = judge(Act.ASSESS, relations)
        expected = Watch.USUAL
        if verdict.allowed and Relation.REPORT in relations:
            expected = Watch.DOUBLE
        if verdict.allowed and Relation.COUNTS not in relations:
            expected = Watch.ALL
        assert verdict.watch is expected, sorted(relations)
        assert (SAMPLED_ALL in verdict.flags) is (expected is Watch.ALL)
        reports = verdict.allowed and Relation.REPORT in relations
        assert (IS_REPORT in verdict.flags) is (SAMPLED_DOUBLE in verdict.flags) is reports


@pytest.mark.parametrize("act", [act for act in Act if act is not Act.ASSESS])
def test_only_what_is_assessed_is_sampled_and_a_report_is_flagged_everywhere(act: Act) -> None:
    for relations in EVERY_COMBINATION:
        verdict = judge(act, relations)
        assert verdict.watch is Watch.USUAL
        assert verdict.flags == ((IS_REPORT,) if verdict.allowed and Relation.REPORT in relations else ())


@pytest.mark.parametrize("act", Act)
def test_every_refusal_names_every_bar_and_says_what_to_do(act: Act) -> None:
    for relations in EVERY_COMBINATION:
        verdict = judge(act, relations)
        if verdict.allowed:
            continue
        assert verdict.words.startswith(f"You cannot {act.value}, because ")
        assert all(bar in verdict.words for bar in verdict.bars)
        assert verdict.words.endswith(".")
        assert len(verdict.bars) == len(set(verdict.bars))


def test_one_more_bar_never_allows_what_was_refused() -> None:
    for act in Act:
        for relations in EVERY_COMBINATION:
            for more in NEVER | EARLIER_PART:
                if judge(act, relations | {more}).allowed:
                    assert judge(act, relations).allowed


def test_words_of_a_refusal() -> None:
    assert judge(Act.ASSESS, {Relation.OWN_MANAGER, Relation.COUNTS}).words == (
        "You cannot decide about them, because they are your own line manager. Ask another assessor."
    )
    assert judge(Act.VERIFY, {Relation.SELF, Relation.PERSONAL, Relation.TOOK_PART}).words == (
        "You cannot verify this decision, because it is about yourself, a personal relationship between you is "
        "declared and you had a part in it before. Ask another internal verifier."
    )
    assert WITHOUT_STANDING in judge(Act.ASSESS, ()).words
    assert judge(Act.ASSESS, {Relation.COUNTS}).words == ""
    assert judge(Act.ASSESS, {Relation.APPOINTED}).words == SAMPLED_ALL
