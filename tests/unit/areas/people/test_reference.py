"""The page of who may do what says what the table says. `STANDING_WRITE_DOCS=1` writes it again."""

import os
from pathlib import Path

from standing.areas.people.reference import who_may_do_what
from standing.areas.people.roles import Ability, Role


def test_the_page_is_up_to_date(root: Path) -> None:
    page = root / "docs" / "reference" / "who-may-do-what.md"
    if os.environ.get("STANDING_WRITE_DOCS"):
        page.write_text(who_may_do_what(), encoding="utf-8")
    written = page.read_text(encoding="utf-8")
    assert written == who_may_do_what(), "Run this test again with STANDING_WRITE_DOCS=1."


def test_it_names_everything() -> None:
    page = who_may_do_what()
    assert all(f"| {ability.value} |" in page for ability in Ability)
    assert all(f"| {role.words} |" in page for role in Role)


def test_its_words() -> None:
    page = who_may_do_what()
    assert "| sign this change | practitioner: themself |" in page
    assert "| record a decision about this person | assessor: their units |" in page
    assert "| look at the catalogue | every role |" in page
