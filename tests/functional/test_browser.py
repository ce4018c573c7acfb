"""The browser plumbing itself: what it must notice, it notices."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.support.accessibility import find_violations
from tests.support.browsing import Watch


def watched(browser: Browser) -> tuple[Page, Watch]:
    context = browser.new_context()
    return context.new_page(), Watch(context, "http://localhost:1")


def test_a_page_that_asks_another_host_is_noticed_and_not_answered(browser: Browser) -> None:
    page, watch = watched(browser)
    page.set_content('<img src="http://example.org/picture.png" alt="">')
    page.wait_for_load_state("networkidle")
    assert watch.problems == ["asked another host: http://example.org/picture.png"]
    assert page.evaluate("document.querySelector('img').naturalWidth") == 0
    page.context.close()


def test_a_script_that_fails_is_noticed(browser: Browser) -> None:
    page, watch = watched(browser)
    page.set_content("<p>Words</p>")
    with page.expect_event("pageerror"):
        page.evaluate("setTimeout(() => { throw new Error('lost') }, 0)")
    assert len(watch.problems) == 1
    assert "lost" in watch.problems[0]
    page.context.close()


def test_axe_finds_what_is_wrong_and_where(browser: Browser, run_axe: Callable[[Page], None]) -> None:
    page, _ = watched(browser)
    page.set_content("<html lang=en><title>T</title><main><h1>T</h1><input id=who></main></html>")
    assert [violation["id"] for violation in find_violations(page)] == ["label"]
    with pytest.raises(AssertionError, match=r"(?s)label \(critical\).*at #who"):
        run_axe(page)
    page.context.close()


@pytest.mark.smoke
def test_the_test_and_the_server_share_a_store(page: Page, live_server: Any) -> None:
    from django.contrib.sessions.models import Session

    page.goto("/")
    assert page.url.startswith(live_server.url)
    assert Session.objects.count() >= 0, "a query from a test must be allowed while the browser is open"
