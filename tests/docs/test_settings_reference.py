"""Every setting that is read is described, and every one described is read."""

import re
from pathlib import Path

NAME = re.compile(r"STANDING_[A-Z][A-Z_]*[A-Z]")


def names_read(root: Path) -> set[str]:
    found: set[str] = set()
    for file in (root / "standing").rglob("*.py"):
        if "migrations" not in file.parts:
            # The names that a reader writes as text; the settings module's own constants are not in quotation marks.
            found |= set(re.findall(rf'"({NAME.pattern})"', file.read_text(encoding="utf-8")))
    return found


def test_the_page_and_the_program_name_the_same_settings(root: Path) -> None:
    page = (root / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")
    described = set(re.findall(rf"^\| `({NAME.pattern})` \|", page, re.MULTILINE))
    read = names_read(root)
    assert read, "no setting was found in the program: has the way of reading them changed?"
    assert read - described == set(), "read by the program, and not described in docs/reference/settings.md"
    assert described - read == set(), "described in docs/reference/settings.md, and not read by the program"


def test_the_address_to_come_back_to_is_ours(root: Path) -> None:
    from django.urls import reverse

    page = (root / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")
    assert reverse("openid_connect_callback", kwargs={"provider_id": "organisation"}) in page
