"""Which days a file of answers answers for: told in the file, for its rows cannot say it.

A pair without a row on a day is `not_held` in the timelines of whole lives; in those of a window it may be anything.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from standing.core.engine.evaluate import Window
from standing.core.engine.refused import Refused

_DAYS, _KNOWN = "standing.days", "standing.known_on"
_WHOLE = "whole lives"


@dataclass(frozen=True)
class AboutAnswer:
    """The window that was asked about (none: whole lives), and the day as known on which."""

    window: Window | None = None
    known_on: date | None = None

    def as_words(self) -> dict[str, str]:
        """As it stands in the file."""
        days = _WHOLE
        if self.window is not None:
            days = f"{self.window.from_on} {self.window.to_on or ''}".strip()
        return {_DAYS: days, _KNOWN: str(self.known_on or "")}

    @classmethod
    def from_words(cls, name: str, words: Mapping[str, str]) -> "AboutAnswer":
        """As read from a file of this name. Raises `Refused` where the file does not say."""
        if _DAYS not in words:
            raise Refused(
                [
                    (
                        f"{name}: found a file that does not say which days it answers for, "
                        "expected one written by standing evaluate --out"
                    )
                ]
            )
        window = None
        if words[_DAYS] != _WHOLE:
            first, _, last = words[_DAYS].partition(" ")
            window = Window(date.fromisoformat(first), date.fromisoformat(last) if last else None)
        known = words.get(_KNOWN, "")
        return cls(window, date.fromisoformat(known) if known else None)

    def check(self, name: str, first: date, last: date) -> None:
        """Raise `Refused` unless all these days are answered for."""
        window = self.window
        if window is None:
            return
        if first < window.from_on or (window.to_on is not None and last >= window.to_on):
            until = f"to {window.to_on}" if window.to_on else "on"
            raise Refused(
                [
                    (
                        f"{name}: found answers from {window.from_on} {until}, expected answers for {first} to {last}: "
                        "evaluate without --from, --to and --at"
                    )
                ]
            )
