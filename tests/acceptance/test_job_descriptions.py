"""Standards suggested from job descriptions that were written before the search for them.

Those that are not held out were used to choose how much counts what; the held-out ones say how good it is. All were
written by us, in words not far from those of the standards: a figure for real ones may well be lower.
"""

from collections.abc import Callable

import pytest

from bench.pasted_job_descriptions import Measured, measured
from standing.core.holdings import bundled_holdings


@pytest.fixture(scope="module")
def looked() -> list[Measured]:
    return measured(bundled_holdings())


def share(rows: list[Measured]) -> float:
    return sum(len(row.found) for row in rows) / sum(len(row.meant) for row in rows)


def test_most_of_what_is_meant_is_suggested(
    looked: list[Measured], record_property: Callable[[str, object], None]
) -> None:
    missed = {row.name: row.missed for row in looked if row.missed}
    for held_out in (False, True):
        rows = [row for row in looked if row.held_out is held_out]
        record_property("held out" if held_out else "chosen on", f"{share(rows):.0%}")
        assert share(rows) >= 0.8, missed


def test_no_flood_of_suggestions(looked: list[Measured]) -> None:
    assert sum(len(row.suggested) for row in looked) <= 2 * sum(len(row.meant) for row in looked)


def test_every_suggestion_shows_the_words_that_led_to_it(looked: list[Measured]) -> None:
    for row in looked:
        for one in row.suggested:
            assert any(led for _, led in one.marked())
            assert "".join(words for words, _ in one.marked()) == one.passage


def test_replaced_standards_are_never_suggested(looked: list[Measured]) -> None:
    replaced = {
        row.old for row in bundled_holdings().catalogue.crosswalk if row.new and row.old not in row.new
    }
    assert not replaced & {one.standard for row in looked for one in row.suggested}
