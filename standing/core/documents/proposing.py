"""What a document that is in use would have to say, now that its profile says something else: suggested wording,
paragraph by paragraph. The document itself is never changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from standing.core.documents.job_description import DUTIES
from standing.core.documents.model import Document, Kind, Table
from standing.core.documents.profile import Version

_LEFT_OUT = ("about:profile", "annex:", "duties:lead")


class What(StrEnum):
    """What is suggested for a paragraph."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True)
class Wording:
    """A paragraph as it stands in a document. `place` is the part it stands in; `key` says which it is."""

    key: str
    place: str
    text: str


@dataclass(frozen=True)
class Suggested:
    """A change of wording that is suggested. `before` is empty for what is added, `after` for what is removed."""

    what: What
    place: str
    before: str
    after: str


def wordings(document: Document) -> Iterator[Wording]:
    """What a document says of the role, paragraph by paragraph: without what is left to fill in and without the annex.
    A function is one too: its duties stand under it.
    """
    for section in document.sections:
        if section.part == DUTIES:
            yield Wording(f"function:{section.title}", section.place, section.title)
        for block in section.blocks:
            if isinstance(block, Table):
                yield from (
                    Wording(row.key, section.place, "; ".join(row.words[1:]))
                    for row in block.rows
                    if not row.is_place and not row.key.startswith(_LEFT_OUT)
                )
            elif block.kind is not Kind.PLACE and not block.key.startswith(_LEFT_OUT):
                yield Wording(block.key, section.place, block.words)


def undecided(said: Iterable[Wording]) -> list[Wording]:
    """Without how it was decided: what is compared with a draft, which nobody has decided."""
    return [one for one in said if not one.key.startswith("decided")]


def same_lines(version: Version) -> dict[str, str]:
    """For each key of a line that became part of another, the key of that other."""
    return {old: line.key for line in version.lines for old in line.stands_for}


def suggested(
    before: Sequence[Wording], after: Sequence[Wording], became: Mapping[str, str] | None = None
) -> list[Suggested]:
    """The wording suggested for a document that says `before`, so that it says `after`.

    `became` leads from the key of a line to that of the line which stands for it now. What is added and changed comes
    in the order of the new document, then what is removed in the order of the old.
    """
    renamed = [Wording(_renamed(one.key, became or {}), one.place, one.text) for one in before]
    old: dict[str, Wording] = {}
    gone: list[Wording] = []
    wanted = {one.key for one in after}
    for one in renamed:
        if one.key in wanted and one.key not in old:
            old[one.key] = one
        else:
            gone.append(one)
    found = [
        Suggested(What.CHANGED, one.place, old[one.key].text, one.text)
        if one.key in old
        else Suggested(What.ADDED, one.place, "", one.text)
        for one in after
        if one.key not in old or old[one.key].text != one.text
    ]
    return found + [Suggested(What.REMOVED, one.place, one.text, "") for one in gone]


def _renamed(key: str, became: Mapping[str, str]) -> str:
    """A paragraph's key, with the key of its line as it is now."""
    part, _, rest = key.partition(":")
    line, colon, more = rest.partition(":")
    return f"{part}:{became[line]}{colon}{more}" if line in became else key
