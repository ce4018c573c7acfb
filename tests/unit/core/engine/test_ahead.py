"""Steps that go on at once: the same items in the same order, and what goes wrong is said where it is asked for."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from standing.core.engine.columnar.ahead import ahead


def test_the_items_come_in_order() -> None:
    assert list(ahead(ahead(range(100)))) == list(range(100))
    assert list(ahead([])) == []


def test_the_next_is_made_while_one_is_used() -> None:
    begun = threading.Event()

    def made() -> Iterator[int]:
        yield 1
        begun.set()
        yield 2

    items = ahead(made())
    assert next(items) == 1
    assert begun.wait(60), "the second was not begun while the first was used"
    assert list(items) == [2]


def test_an_error_comes_after_what_was_made_before_it() -> None:
    def made() -> Iterator[int]:
        yield from range(3)
        raise LookupError("the fourth")

    items = ahead(ahead(made()))
    assert [next(items), next(items), next(items)] == [0, 1, 2]
    with pytest.raises(LookupError, match="the fourth"):
        next(items)


def test_nothing_goes_on_where_a_caller_stops() -> None:
    before = threading.active_count()
    items = ahead(range(100))
    assert next(items) == 0
    items.close()
    assert threading.active_count() == before
