"""One small demonstration service for all the tests of this folder."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import override_settings

from standing.site.demo.build import SIGN_IN_FILE, SMALLEST, Built, SignIn, build
from tests.support.filling import filled_once

TODAY = date(2026, 6, 15)


@pytest.fixture(scope="session")
def fill_with_demo() -> Callable[[], Built]:
    """Fill the empty store with the demonstration as of a set day. It is built once a run."""

    def made(home: Path) -> None:
        with override_settings(STANDING_HOME=home, AUDIT_HEAD_FILE=home / "audit-head.json"):
            build(people_wanted=SMALLEST, seed=7, today=TODAY)

    def fill() -> Built:
        told = json.loads((filled_once("demonstration", made) / SIGN_IN_FILE).read_text("utf-8"))
        sign_ins = tuple(SignIn(**each) for each in told.pop("sign_ins"))
        return Built(**told, sign_ins=sign_ins)

    return fill


@pytest.fixture(scope="module")
def demo(
    fill_with_demo: Callable[[], Built], django_db_setup: None, django_db_blocker: pytest.FixtureRequest
) -> Iterator[Built]:
    """The demonstration in the test's database; gone again after the module."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        yield fill_with_demo()
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
