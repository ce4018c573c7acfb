"""How old somebody must be to read a page: measured by textstat over what the page says.

The age is the Flesch-Kincaid grade and five: the first grade is read at six. What is marked `data-official` is left
out: titles of standards, which nobody here may change. So are the menu and the way back, which are names and no prose.
"""

from __future__ import annotations

from typing import Any

import textstat
from bs4 import BeautifulSoup, Tag

MOST = 11
"""The reading age that no page of those who take part may exceed."""

_LEFT_OUT = "nav, header, script, style, [data-official], .nhsuk-breadcrumb, .nhsuk-back-link, .nhsuk-u-visually-hidden"
_BLOCKS = ("p", "li", "dt", "dd", "h1", "h2", "h3", "label", "legend", "button", "div")
_ENDS = (".", "?", "!")


def blocks_of(answer: Any) -> list[str]:
    """Each paragraph, item, heading, label and button of a page, as it is read."""
    page = BeautifulSoup(answer.content.decode(), "html5lib")
    for part in page.select(_LEFT_OUT):
        part.decompose()
    found = []
    for block in page.body.find_all(_BLOCKS):
        if isinstance(block, Tag) and not block.find(_BLOCKS):
            words = " ".join(block.get_text(" ").split()).replace(" .", ".").replace(" ,", ",")
            if any(letter.isalpha() for letter in words):
                found.append(words)
    return found


def age_to_read(blocks: list[str]) -> float:
    """The reading age of these words. A heading or a button is a sentence of its own."""
    return float(textstat.flesch_kincaid_grade(_as_text(blocks))) + 5


def prose_of(blocks: list[str]) -> list[str]:
    """The whole sentences alone: headings and buttons are short, and would hide a long sentence."""
    return [words for words in blocks if words.rstrip("”)").endswith(_ENDS)]


def _as_text(blocks: list[str]) -> str:
    return " ".join(words if words.endswith(_ENDS) else f"{words}." for words in blocks)
