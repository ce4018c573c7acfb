"""Browser and server of the journeys.

Fixtures: `page` (desktop), `phone` (375 pixels wide), `plain_page` (desktop, JavaScript off), `open_page` for more
of them (another person at the same time), and `run_axe(page)`. Addresses are relative to the server: `page.goto("/")`.
A page that asks another host for anything, breaks its own policy or fails in a script fails its test.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pytest_django import Settings

from tests.support.accessibility import assert_accessible
from tests.support.browsing import DESKTOP, PHONE, ROOT, Watch, launch_options

FAILURES = ROOT / ".build" / "failures"
PATIENCE = 30_000
"""Milliseconds to wait at most for what comes at once on a machine that has nothing else to do."""
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser of the run, with a fresh profile.

    Playwright's synchronous interface keeps an event loop in this thread, which Django takes for asynchronous code and
    would refuse to query from. The loop stands still whenever a test runs, and nothing of ours runs in it, so the
    refusal is a false alarm here: it is turned off while the browser is open, and on again after.
    """
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(**launch_options())
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        yield opened
        opened.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,  # pytest-django's own, kept: a database a worker
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Put an SQLite test database in a file: test and server are two threads with a connection each, as in use."""
    from django.db import connections

    for connection in connections.all():
        if connection.vendor == "sqlite":
            connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("store") / "test.sqlite3")


@pytest.fixture(autouse=True)
def anchor_of_the_audit_trail(settings: Settings, tmp_path: Path) -> None:
    """A file of the test's own for the head of the audit trail: each test begins a chain of its own."""
    settings.AUDIT_HEAD_FILE = tmp_path / "audit-head.json"


@pytest.fixture
def open_page(browser: Browser, live_server: Any) -> Iterator[Callable[..., Page]]:
    """Open a page for each visitor: `open_page()`, `open_page(size=PHONE)`, `open_page(javascript=False)`."""
    contexts, watches = [], []

    def open_one(*, size: dict[str, int] = DESKTOP, javascript: bool = True, **options: Any) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport=size,  # type: ignore[arg-type]
            java_script_enabled=javascript,
            locale="en-GB",
            timezone_id="Europe/London",
            reduced_motion="reduce",
            **options,
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        watches.append(Watch(context, live_server.url))
        return context.new_page()

    yield open_one
    for context in contexts:
        context.close()
    problems = [problem for watch in watches for problem in watch.problems]
    assert not problems, "A page did what no page may do:\n" + "\n".join(problems)


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """A visitor at a desk, 1280 by 900."""
    return open_page()


@pytest.fixture
def phone(open_page: Callable[..., Page]) -> Page:
    """A visitor with a phone, 375 by 800."""
    return open_page(size=PHONE)


@pytest.fixture
def plain_page(open_page: Callable[..., Page]) -> Page:
    """A visitor at a desk whose browser runs no JavaScript."""
    return open_page(javascript=False)


@pytest.fixture
def run_axe() -> Callable[[Page], None]:
    """Assert that a page has no violation of WCAG 2.2 AA or of axe's best practice."""
    return assert_accessible


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[Any]:
    """Keep a picture of each open page of a journey that failed."""
    report = yield
    if call.when == "call" and call.excinfo:
        for name in ("page", "phone", "plain_page"):
            shown = getattr(item, "funcargs", {}).get(name)
            if isinstance(shown, Page) and not shown.is_closed():
                report.sections.append(("picture", str(keep_picture(shown, f"{item.name}-{name}"))))
    return report


def keep_picture(page: Page, name: str) -> Path:
    """Save a picture of a page under .build/failures and return its path."""
    FAILURES.mkdir(parents=True, exist_ok=True)
    path = FAILURES / f"{re.sub(r'[^a-zA-Z0-9_-]+', '-', name)}.png"
    page.screenshot(path=path, full_page=True)
    return path
