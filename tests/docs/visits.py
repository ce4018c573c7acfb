"""Visits to the demonstration as a reader of the documentation makes them: served by the command, seen in a browser."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect, sync_playwright

from tests.docs.stores import surroundings
from tests.support.browsing import DESKTOP, Watch, launch_options

SignIns = dict[str, Any]
"""What the demonstration wrote down about signing in."""
Visit = Callable[[Callable[[Page, SignIns], None]], None]
SECONDS_TO_START = 60


@contextmanager
def served(kept: Path, home: Path) -> Iterator[str]:
    """Serve a copy of a store at a free port, and give its address."""
    shutil.copytree(kept, home)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = ["standing", "serve", "--port", str(port), "--no-tasks"]
    with subprocess.Popen(command, env=surroundings(home), stderr=subprocess.DEVNULL) as server:
        try:
            wait_until_it_listens(port, server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def wait_until_it_listens(port: int, server: subprocess.Popen[bytes]) -> None:
    """Return when the port answers. Raises `TimeoutError` when it does not, or the server ends."""
    for _ in range(SECONDS_TO_START * 10):
        if server.poll() is not None:
            raise TimeoutError(f"standing serve ended at once, with {server.returncode}")
        with socket.socket() as trying:
            if trying.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError(f"standing serve did not listen within {SECONDS_TO_START} seconds")


def in_a_browser(address: str, journey: Callable[[Page, SignIns], None], sign_ins: SignIns) -> list[str]:
    """Make a journey. Returns what its pages did that no page may.

    In a thread of its own: another test's browser may be open in this one, and Playwright allows one a thread.
    """

    def make() -> list[str]:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(**launch_options())
            context = browser.new_context(
                base_url=address,
                viewport=DESKTOP,
                locale="en-GB",
                reduced_motion="reduce",  # type: ignore[arg-type]
            )
            context.set_default_timeout(20_000)
            watch = Watch(context, address)
            journey(context.new_page(), sign_ins)
            browser.close()
        return watch.problems

    with ThreadPoolExecutor(max_workers=1) as alone:
        return alone.submit(make).result()


def sign_in(page: Page, who: str, sign_ins: SignIns) -> None:
    """Sign in as one of the accounts that the demonstration names."""
    (email,) = [account["email"] for account in sign_ins["sign_ins"] if account["kind"] == who]
    page.context.clear_cookies()
    page.goto("/account/sign-in/")
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password", exact=True).fill(str(sign_ins["password"]))
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Hello")
