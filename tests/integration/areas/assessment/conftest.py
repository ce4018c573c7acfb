"""One day and one ward for the tests of claims."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from standing.areas.audit import clock
from tests.factories import assessment as make
from tests.factories.assessment import Claiming


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    """One day for all of it."""
    with clock.travelling_to(date(2026, 3, 10)):
        yield


@pytest.fixture
def world(_day: None) -> Claiming:
    """A ward with somebody who works towards standards."""
    return make.make_claiming()
