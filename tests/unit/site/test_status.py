"""A status is told by word, shape and colour, each enough on its own."""

import re
from pathlib import Path

import pytest

from standing.core.rules import status as rules
from standing.site.components import icons
from standing.site.components.status import LOOKS, Reason

WHITE = "#ffffff"


def test_every_status_of_the_definition_has_a_look() -> None:
    defined = set(
        re.findall(
            r'"(current|due|grace|not_current|in_progress|not_held)"', Path(rules.__file__).read_text()
        )
    )
    assert defined == set(LOOKS)


def test_no_two_look_alike() -> None:
    assert len({look.word for look in LOOKS.values()}) == len(LOOKS)
    drawings = {re.sub(r'class="[^"]*"', "", icons.shape(name)) for name in LOOKS}
    assert len(drawings) == len(LOOKS)


def test_only_current_and_due_count() -> None:
    assert {name for name, look in LOOKS.items() if look.counts} == {"current", "due"}


def test_a_tag_says_its_word_and_hides_its_shape() -> None:
    tag = icons.status_tag("not_current", "<b>")
    assert "Not current" in tag
    assert 'aria-hidden="true"' in tag
    assert "&lt;b&gt;" in tag


def luminance(colour: str) -> float:
    """WCAG 2.2's relative luminance."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def colours(root: Path) -> dict[str, tuple[str, str]]:
    sass = (root / "standing" / "site" / "styles" / "_status.scss").read_text(encoding="utf-8")
    return {
        name: (ink, ground) for name, ink, ground in re.findall(r'"([a-z-]+)": \((#\w{6}), (#\w{6})\)', sass)
    }


def test_words_and_shapes_stand_out_from_their_ground(root: Path) -> None:
    found = colours(root)
    assert set(found) == {look.css for look in LOOKS.values()}
    for name, (ink, ground) in found.items():
        assert contrast(ink, ground) >= 7, f"{name}: text needs 4.5 to 1 and we keep to 7"
        assert contrast(ink, WHITE) >= 4.5, f"{name}: the mark inside the shape is white"


def test_a_reason_has_an_effect_we_know() -> None:
    assert Reason("Expired", "blocks").effect_words == "Stops this counting"
    with pytest.raises(ValueError, match="blocks, is in grace, is due or only explains"):
        Reason("Expired", "bad")
