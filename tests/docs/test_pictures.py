"""The pictures of the documentation: each page they show can be shown, by the command and the demonstration a reader has.

Nothing is compared: a demonstration is relative to the day it is built. `make docs-images` takes them anew.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from tests.docs.pages import PAGES, ROOT, name_of
from tests.docs.stores import surroundings
from tests.support.browsing import Watch, launch_options

FOLDER = ROOT / "docs" / "images"
SECONDS_TO_START = 60


@dataclass(frozen=True)
class Picture:
    """A picture: who looks, at which page, what must be there to be seen, and how much of the page is taken."""

    name: str
    who: str
    address: str
    heading: str
    text: str
    height: int


PICTURES = (
    Picture(
        "team.png", "workforce lead", "/teams/kingfisher/", "Kingfisher Ward", "required standards count", 1000
    ),
    Picture(
        "why.png",
        "workforce lead",
        "/people/R2004/standards/MH21@2013/",
        "MH21 (2013)",
        "What would put it right",
        1100,
    ),
)


@pytest.fixture
def served(store: Callable[[str], Path], tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """The address of the demonstration, served by the command, and its home folder."""
    home = tmp_path / "home"
    shutil.copytree(store("a demonstration"), home)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = ["standing", "serve", "--port", str(port), "--no-tasks"]
    with subprocess.Popen(command, env=surroundings(home), stderr=subprocess.PIPE, text=True) as server:
        try:
            wait_until_it_listens(port, server)
            yield f"http://127.0.0.1:{port}", home
        finally:
            server.terminate()


def wait_until_it_listens(port: int, server: subprocess.Popen[str]) -> None:
    """Return when the port answers. Fails when the server ends, or takes too long."""
    for _ in range(SECONDS_TO_START * 10):
        assert server.poll() is None, "standing serve ended at once"
        with socket.socket() as trying:
            if trying.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail(f"standing serve did not listen within {SECONDS_TO_START} seconds")


def test_every_page_in_a_picture_can_be_shown(served: tuple[str, Path]) -> None:
    address, home = served
    sign_ins = json.loads((home / "demo-sign-in.json").read_text("utf-8"))
    # In a thread of its own: another test's browser may be open in this one, and Playwright allows one a thread.
    with ThreadPoolExecutor(max_workers=1) as alone:
        problems = alone.submit(show_all, address, sign_ins).result()
    assert problems == []


def show_all(address: str, sign_ins: dict[str, object]) -> list[str]:
    """Show every page, and take its picture if asked to. Returns what the pages did that no page may."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_options())
        context = browser.new_context(
            base_url=address, viewport={"width": 1280, "height": 900}, locale="en-GB", reduced_motion="reduce"
        )
        watch, page, signed_in = Watch(context, address), context.new_page(), ""
        for picture in PICTURES:
            if picture.who != signed_in:
                sign_in(page, picture.who, sign_ins)
                signed_in = picture.who
            show(page, picture)
        browser.close()
    return watch.problems


def sign_in(page: Page, who: str, sign_ins: dict[str, object]) -> None:
    """Sign in as one of the accounts that the demonstration names."""
    accounts = sign_ins["sign_ins"]
    assert isinstance(accounts, list)
    (email,) = [account["email"] for account in accounts if account["kind"] == who]
    page.context.clear_cookies()
    page.goto("/account/sign-in/")
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password", exact=True).fill(str(sign_ins["password"]))
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Hello")


def show(page: Page, picture: Picture) -> None:
    """Show the page of a picture, and see that it is what the picture is of."""
    page.goto(picture.address)
    expect(page.get_by_role("heading", level=1)).to_contain_text(picture.heading)
    expect(page.locator("main")).to_contain_text(picture.text)
    if os.environ.get("STANDING_WRITE_DOCS") == "1":
        FOLDER.mkdir(exist_ok=True)
        page.set_viewport_size({"width": 1280, "height": picture.height})
        page.screenshot(path=FOLDER / picture.name)


def test_every_picture_is_taken_by_this_test_and_shown_by_a_page() -> None:
    written = " ".join(page.read_text("utf-8") for page in PAGES)
    assert sorted(path.name for path in FOLDER.iterdir()) == sorted(picture.name for picture in PICTURES)
    for picture in PICTURES:
        assert f"images/{picture.name})" in written, f"no page shows {picture.name}"


def test_a_picture_has_words_for_those_who_do_not_see_it() -> None:
    for page in PAGES:
        assert "![](" not in page.read_text("utf-8"), f"{name_of(page)} has a picture without words"
