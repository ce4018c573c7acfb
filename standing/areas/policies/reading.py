"""Which reader a feed's file is for."""

from __future__ import annotations

from collections.abc import Callable

from standing.core.formats import legislation_effects, nice_products
from standing.core.formats.results import Problem, where
from standing.core.policies.feeds import FeedReading

_READERS: dict[str, tuple[Callable[[bytes], bool], Callable[[bytes, str], FeedReading]]] = {
    nice_products.FORMAT: (nice_products.is_one, nice_products.read),
    legislation_effects.FORMAT: (legislation_effects.is_one, legislation_effects.read),
}

LARGEST = 50 * 1024 * 1024
"""The most bytes of a feed that are read: more than ten times NICE's whole list."""


def recognise(content: bytes) -> str | None:
    """The feed that a file is of, by its content, or None."""
    return next((feed for feed, (is_one, _) in _READERS.items() if is_one(content)), None)


def read_feed(content: bytes, file: str) -> FeedReading:
    """What a file of a feed says. One that is no feed, or too large to be one, is refused with a problem."""
    if len(content) > LARGEST:
        what = f"the file has more than {LARGEST // 1024 // 1024} MB"
        return FeedReading("", problems=(Problem(where(file, 1), what, "Check that it is a feed."),))
    feed = recognise(content)
    if feed is None:
        what = "the file is not recognised: it is neither NICE’s list of products nor an effects feed"
        return FeedReading(
            "",
            problems=(Problem(where(file, 1), what, "Save the feed as it was sent, and choose it again."),),
        )
    return _READERS[feed][1](content, file)
