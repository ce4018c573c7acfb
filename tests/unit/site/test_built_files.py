"""What browsers are served must come whole from here: no file of ours sends them to another host."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

BUILT = Path(__file__).parents[3] / "standing" / "site" / "static" / "built"
ADDRESS = re.compile(r"(?:https?:)?//[\w.-]+\.\w+[^\s\"'`)]*")
# Names that are never fetched: they say what language a picture or a document is written in.
NAMESPACE = re.compile(r"http://www\.w3\.org/(?:2000/svg|1999/xlink|1999/xhtml|1998/Math/MathML)")


@pytest.fixture(scope="module")
def css() -> str:
    return (BUILT / "app.css").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["app.css", "nhsuk-frontend.min.js", "htmx.min.js"])
def test_no_file_names_another_host(name: str) -> None:
    text = NAMESPACE.sub("", (BUILT / name).read_text(encoding="utf-8"))
    assert ADDRESS.findall(text) == []


def test_the_stylesheet_brings_in_no_other_and_no_font(css: str) -> None:
    assert "@import" not in css
    assert "@font-face" not in css
    assert "Frutiger" not in css


def test_the_font_is_one_that_every_machine_has(css: str) -> None:
    assert re.search(r"body[^{}]*\{[^}]*font-family:Arial,Helvetica,sans-serif", css)


def test_every_picture_of_the_stylesheet_is_served(css: str) -> None:
    pictures = [address.strip("\"'") for address in re.findall(r"url\(([^)]*)\)", css)]
    pictures = [address for address in pictures if not address.startswith("data:")]
    assert pictures, "the stylesheet of the design system names pictures"
    assert [address for address in pictures if not (BUILT / address).is_file()] == []
