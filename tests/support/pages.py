"""What a page says, for tests that read it."""

from __future__ import annotations

from html import unescape
from re import sub
from typing import Any


def text(answer: Any) -> str:
    """The words of a page as they are read: without tags, in one line."""
    return " ".join(unescape(sub(r"<[^>]+>", " ", answer.content.decode())).split())
