"""The specs as pages to read: docs/reference/rules."""

from __future__ import annotations

import re
from textwrap import fill

from tests.spec.chapters import CHAPTERS
from tests.spec.spec import PERSON, STANDARD, Chapter, Row, Spec

WIDTH = 120
NOTE = "<!-- Written from tests/spec by STANDING_WRITE_DOCS=1 pytest tests/spec/test_reference.py -->"


def pages() -> dict[str, str]:
    """Every page by the name of its file."""
    return {"README.md": _contents()} | {f"{chapter.name}.md": _page(chapter) for chapter in CHAPTERS}


INTRODUCTION = f"""
Standing answers one question: on this day, does this person meet this standard, and if not, exactly why? It is computed
from facts; it is never typed in, and never stored as a fact. The code is in `standing/core/rules`.

Every rule below has a small example: facts as tables (the columns are those of [the files](../facts.md)), and the
answers they give. Every example is a test. What all of them would repeat is left out: the person is `{PERSON}` and the
standard `{STANDARD}` unless a table says otherwise, and decisions are numbered from 1.
"""


def _contents() -> str:
    lines = [NOTE, "", "# The rules of standing", *INTRODUCTION.splitlines(), ""]
    for number, chapter in enumerate(CHAPTERS, start=1):
        lines += [f"{number}. [{chapter.title}]({chapter.name}.md)"]
        lines += [f"   - [{spec.title}]({chapter.name}.md#{_anchor(spec.title)})" for spec in chapter.specs]
    return "\n".join(lines) + "\n"


def _page(chapter: Chapter) -> str:
    parts = [
        NOTE,
        f"# {chapter.title}",
        fill(chapter.text, WIDTH),
        *(_section(spec) for spec in chapter.specs),
    ]
    return "\n\n".join(parts) + "\n"


def _section(spec: Spec) -> str:
    parts = [
        f"## {spec.title}",
        fill(spec.rule, WIDTH),
        *(_titled(name, rows) for name, rows in spec.tables()),
    ]
    if spec.crosswalk:
        days = (
            f"in effect from {spec.crosswalk.effective_on}, transition to {spec.crosswalk.transition_ends_on}"
        )
        parts.append(_titled(f"crosswalk adopted, {days}", spec.crosswalk.rows()))
    known = f", as known on {spec.known_on}" if spec.known_on else ""
    if spec.answers:
        parts.append(_titled(f"answers{known}", spec.asked()))
    if spec.rows:
        days = f"from {spec.window[0]} to {spec.window[1]}" if spec.window else "whole lives"
        parts.append(_titled(f"all rows, {days}{known}", spec.told()))
    return "\n\n".join(parts)


def _titled(name: str, rows: list[Row]) -> str:
    return f"*{name}*\n\n{_table(rows)}"


def _table(rows: list[Row]) -> str:
    header = list(rows[0])
    lines = [header, ["---"] * len(header), *(list(row.values()) for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _anchor(title: str) -> str:
    """The anchor that Markdown pages give a heading."""
    return re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-")
