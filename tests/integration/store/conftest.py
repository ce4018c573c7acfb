"""One small demonstration service for all the tests of this folder that only read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import override_settings

from standing.site.demo.build import SMALLEST, Built, build

TODAY = date(2026, 6, 15)


@pytest.fixture(scope="module")
def demo(
    django_db_setup: None, django_db_blocker: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Built]:
    """The demonstration as of a set day, in the test's database; gone again after the module."""
    home = tmp_path_factory.mktemp("home")
    with (
        django_db_blocker.unblock(),  # type: ignore[attr-defined]
        override_settings(STANDING_HOME=home, AUDIT_HEAD_FILE=home / "audit-head.json"),
    ):
        yield build(people_wanted=SMALLEST, seed=7, today=TODAY)
        call_command("flush", verbosity=0, interactive=False)


@pytest.fixture
def today() -> date:
    """The day the demonstration is built as of."""
    return TODAY


@pytest.fixture(autouse=True)
def home(settings: object, tmp_path: Path) -> Path:
    """A home folder of the test's own."""
    settings.STANDING_HOME = tmp_path  # type: ignore[attr-defined]
    return tmp_path
