"""Which criteria of a new edition say word for word what one of the old edition said: what served there may serve here.

Only the words are compared. Whether evidence meets a criterion is judged by an assessor, each time.
"""

from __future__ import annotations

from collections.abc import Mapping


def same_words(old: Mapping[int, str], new: Mapping[int, str]) -> dict[int, frozenset[int]]:
    """For each new criterion, by its key, the keys of the old ones that have its words; capitals, spaces and the full
    stop at the end apart. Of a new criterion that nothing was like, none.
    """
    by_words: dict[str, set[int]] = {}
    for key, text in old.items():
        by_words.setdefault(_plain(text), set()).add(key)
    return {key: frozenset(by_words.get(_plain(text), ())) for key, text in new.items()}


def _plain(text: str) -> str:
    return " ".join(text.split()).rstrip(" .;,").casefold()
