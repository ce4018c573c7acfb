"""Versions of a crosswalk: begun, edited, settled, approved by two, superseded; and who may not."""

from __future__ import annotations

from datetime import date

import pytest

from standing.areas.revisions.selectors import approved_crosswalk
from tests.factories.revisions import (
    EFFECTIVE,
    approved_mh,
)
from tests.factories.standards import TESTS, load_bundled_catalogue

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def catalogue() -> None:
    load_bundled_catalogue()


def test_an_approved_crosswalk_gives_its_days_and_rows() -> None:
    version = approved_mh()
    found = approved_crosswalk(by=TESTS, revision="mh-2013")
    assert (found.effective_on, found.transition_ends_on) == (EFFECTIVE, date(2014, 3, 31))
    assert len(found.rows) == 95
    assert set(found.deferred) == {"MH6@2005", "MH7@2005", "MH9@2005", "MH12@2005"}
    assert found.by_old["MH10@2005"].context == "mental health"
    assert found.digest == version.digest != ""
