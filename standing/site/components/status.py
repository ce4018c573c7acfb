"""How a status looks: a word, a shape and a colour, so that nobody depends on one of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class StatusLook:
    """The word shown, what it means in a sentence, and whether it counts for cover and compliance."""

    name: str
    word: str
    meaning: str
    counts: bool

    @property
    def css(self) -> str:
        """The ending of the CSS classes of this status."""
        return self.name.replace("_", "-")


LOOKS = {
    look.name: look
    for look in (
        StatusLook("current", "Current", "Meets the standard today.", True),
        StatusLook("due", "Due", "Meets the standard today, with something to do by a day.", True),
        StatusLook("grace", "In grace", "Expired; may work under supervision. Does not count.", False),
        StatusLook("not_current", "Not current", "Held the standard; something blocks it today.", False),
        StatusLook("in_progress", "In progress", "Working towards the standard.", False),
        StatusLook("not_held", "Not held", "Has not met the standard.", False),
    )
}


def look(name: str) -> StatusLook:
    """Return how a status looks. Raises `KeyError` for a word that is no status."""
    return LOOKS[name]


@dataclass(frozen=True)
class Reason:
    """One reason in words. `effect` is "blocks", "grace", "due" or "" for a reason that only explains."""

    text: str
    effect: str = ""
    detail: str = ""
    href: str = ""

    EFFECTS: ClassVar[dict[str, str]] = {
        "blocks": "Stops this counting",
        "grace": "In grace",
        "due": "To do",
        "": "",
    }

    def __post_init__(self) -> None:
        if self.effect not in self.EFFECTS:
            raise ValueError(f"a reason blocks, is in grace, is due or only explains; not {self.effect!r}")

    @property
    def effect_words(self) -> str:
        """The effect as read on the page."""
        return self.EFFECTS[self.effect]
