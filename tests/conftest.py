"""What every kind of test shares. The surroundings of a run are in `tests/support/environment.py`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent

# No deadline: two cores shared with a browser make any single example slow now and then. In CI the examples are
# the same every time, so that a failure there is the change's; elsewhere new ones are tried on every run.
settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", parent=settings.get_profile("here"), derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the project."""
    return ROOT


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> Iterator[None]:
    """Hash passwords in a way that takes no time: the slow way is Django's to test, and ours sign in often."""
    conf = sys.modules.get("django.conf")
    if conf is None or not conf.settings.configured:
        yield
        return
    from django.test import override_settings

    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(scope="session", autouse=True)
def tokens_that_spell_nothing() -> Iterator[None]:
    """Draw the token of every form from two letters, as good a token as any.

    Tests look for "QX0" or "oak" on a page to show that somebody's record is not there. Drawn from all letters and
    digits, the 64 signs of a token spell such a word once in some thousand pages.
    """
    if "django.conf" not in sys.modules:
        yield
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.middleware.csrf.CSRF_ALLOWED_CHARS", "jq")
        yield


@pytest.fixture(scope="session", autouse=True)
def stores_migrated_once() -> Iterator[None]:
    """Begin each SQLite store from one that went through the migrations already (see `tests/support/stores.py`)."""
    if "django.conf" not in sys.modules:
        yield
        return
    from tests.support.stores import migrated_once

    with migrated_once():
        yield


@pytest.fixture(scope="session", autouse=True)
def static_files_found_once() -> Iterator[None]:
    """Look for the static files once a run rather than once a client: no test adds one, and thousands sign in."""
    if "django.conf" not in sys.modules:
        yield
        return
    from whitenoise.middleware import WhiteNoiseMiddleware

    find = WhiteNoiseMiddleware.add_files_from_finders
    found: dict[str, Any] = {}

    def add_files_from_finders(middleware: WhiteNoiseMiddleware) -> None:
        if not found:
            find(middleware)
            found.update(middleware.files)
        middleware.files.update(found)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WhiteNoiseMiddleware, "add_files_from_finders", add_files_from_finders)
        yield


@pytest.fixture
def sources() -> Path:
    """The folder of the real source documents, named by STANDING_SOURCES (make test-sources SOURCES=folder)."""
    folder = os.environ.get("STANDING_SOURCES", "")
    if not folder or not Path(folder).is_dir():
        pytest.fail(f"STANDING_SOURCES names no folder (it is “{folder}”): make test-sources SOURCES=folder")
    return Path(folder)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests of the real source documents unless asked for: the documents are not ours to keep."""
    if "sources" in (config.option.markexpr or ""):
        return
    left_out = [item for item in items if item.get_closest_marker("sources")]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]
