"""Criteria of two editions compared, word for word."""

from standing.core.assessing.transferring import same_words


def test_criteria_are_the_same_whose_words_are() -> None:
    old = {1: "Explain the purpose.", 2: "listen  to the person", 3: "Listen to the person;", 4: "Record it"}
    new = {10: "explain the purpose", 11: "Listen to the person", 12: "Record it and report it"}
    assert same_words(old, new) == {10: {1}, 11: {2, 3}, 12: frozenset()}
    assert same_words({}, {10: "Record it"}) == {10: frozenset()}
