"""The pictures of the documentation: each page they show can be shown by the command and the demonstration.

Nothing is compared: a demonstration is relative to the day it is built. `make docs-images` takes them anew.
"""

from __future__ import annotations

import os
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.docs.pages import PAGES, ROOT, name_of
from tests.docs.visits import SignIns, Visit, sign_in

FOLDER = ROOT / "docs" / "images"


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
        "team.png",
        "workforce lead",
        "/teams/kingfisher/",
        "Kingfisher Ward",
        "required standards count",
        1000,
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


def test_every_page_in_a_picture_can_be_shown(visit: Visit) -> None:
    visit(show_all)


def show_all(page: Page, sign_ins: SignIns) -> None:
    """Show every page, and take its picture if asked to."""
    signed_in = ""
    for picture in PICTURES:
        if picture.who != signed_in:
            sign_in(page, picture.who, sign_ins)
            signed_in = picture.who
        show(page, picture)


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
