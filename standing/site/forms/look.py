"""How an NHS field looks, apart from what it accepts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

SIZES = {"s", "m", "l", "xl"}


@dataclass(frozen=True)
class Look:
    """The looks of a field.

    `size` of its label or legend; `is_heading` when the label is the page's heading; `width` in characters of
    a text box; `inline` for two short radios side by side; `hints` a hint for a choice, by its value;
    `hide_label` keeps the label for screen readers alone; `rows` of a text area; `count_to` shows how many
    characters are left.
    """

    size: str = ""
    is_heading: bool = False
    width: int | None = None
    inline: bool = False
    small: bool = False
    hide_label: bool = False
    rows: int = 5
    count_to: int | None = None
    hints: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.size and self.size not in SIZES:
            raise ValueError(f"a label's size is one of {sorted(SIZES)}, not {self.size!r}")

    def label(self, text: str) -> dict[str, Any]:
        """Return the options of a label or a legend with this text."""
        names = f"__SIZE__{self.size}" if self.size else ""
        if self.hide_label:
            names = "nhsuk-u-visually-hidden"
        return {"text": text, "classes": names, "isPageHeading": self.is_heading}


def look_of(form_field: Any) -> Look:
    """Return the looks a field was given, or plain ones for a field that is not ours."""
    found = getattr(form_field, "look", None)
    return found if isinstance(found, Look) else Look()


def lower_first(words: str) -> str:
    """Return words to stand inside a sentence: "Email address" -> "email address"; "NHS number" stays."""
    return words if len(words) > 1 and words[1].isupper() else words[:1].lower() + words[1:]
