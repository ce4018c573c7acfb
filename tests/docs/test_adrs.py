"""The decisions about how Standing is built are numbered, named and listed."""

from __future__ import annotations

import re

from tests.docs.pages import ROOT

FOLDER = ROOT / "docs" / "adr"
ADRS = sorted(path for path in FOLDER.glob("*.md") if path.name != "README.md")


def test_the_index_lists_every_decision_by_its_title_and_no_other() -> None:
    listed = re.findall(
        r"^\| \[(\d{4})\]\(([^)]+)\) \| (.+) \|$", (FOLDER / "README.md").read_text("utf-8"), re.MULTILINE
    )
    there = []
    for path in ADRS:
        title = re.match(r"# (\d{4})\. (.+)\n", path.read_text("utf-8"))
        assert title, f"{path.name} begins with its number and title: # 0000. Title"
        assert path.name.startswith(f"{title[1]}-"), f"{path.name} is headed {title[1]}"
        there.append((title[1], path.name, title[2]))
    assert listed == there


def test_no_number_is_given_twice() -> None:
    numbers = [path.name[:4] for path in ADRS]
    assert len(numbers) == len(set(numbers))


def test_a_decision_says_what_it_was_about_what_was_chosen_and_what_follows() -> None:
    for path in ADRS:
        text = path.read_text("utf-8").lower()
        missing = [part for part in ("context", "options", "choice", "consequences") if part not in text]
        assert missing == [], f"{path.name} does not give: {', '.join(missing)}"
