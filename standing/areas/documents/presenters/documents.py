"""The pages of a version's documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from standing.areas.documents.models import FileKind
from standing.areas.documents.printing import blocks_of
from standing.core.documents.model import Document, Section
from standing.core.documents.model import Table as DocumentTable
from standing.core.documents.plain import in_title_words, plain_version, without_meaning
from standing.core.documents.profile import Version
from standing.core.documents.terminology import suggest_wording
from standing.core.documents.words import in_sentence, listed
from standing.site.components.lists import Table


@dataclass(frozen=True)
class Drawn:
    """A section as its page draws it: a heading of the page's own level, and blocks."""

    title: str
    level: int
    blocks: list[dict[str, Any]]


def drawn(document: Document) -> list[Drawn]:
    """The sections of a document, under the page's title."""
    return [
        Drawn(section.title, section.level + 1, list(_blocks(section, number)))
        for number, section in enumerate(document.sections, 1)
    ]


def _blocks(section: Section, number: int) -> Iterator[dict[str, Any]]:
    tables = iter([block for block in section.blocks if isinstance(block, DocumentTable)])
    for place, block in enumerate(blocks_of(section.blocks), 1):
        if block["kind"] == "table":
            yield {"kind": "table", "table": _table(next(tables), f"table-{number}-{place}")}
        else:
            yield block


def _table(block: DocumentTable, name: str) -> Table:
    return Table(
        name=name,
        caption=block.caption,
        head=block.head,
        rows=[row.words for row in block.rows],
        stack=True,
        hide_caption=True,
    )


@dataclass(frozen=True)
class Link:
    """Where a file or a page is."""

    text: str
    href: str


def downloads(version: Version) -> list[Link]:
    """The files of a version, as they would be now."""
    return [
        Link(kind.words, reverse("documents:file", args=[version.code, version.number, kind.value]))
        for kind in FileKind
    ]


@dataclass(frozen=True)
class WordingRow:
    """A word of a local text, and what could stand in its place."""

    where: str
    before: str
    found: str
    after: str
    instead: str
    why: str


_AROUND = 60


def wording_rows(version: Version) -> list[WordingRow]:
    """What the profile's own words might say better. Titles of national standards are not looked at."""
    official = [line.title for line in version.lines if not line.is_local]
    return [
        WordingRow(
            where,
            ("…" if one.start > _AROUND else "") + text[max(0, one.start - _AROUND) : one.start],
            one.found,
            text[one.end : one.end + _AROUND] + ("…" if one.end + _AROUND < len(text) else ""),
            one.instead,
            one.why,
        )
        for where, text in _local_texts(version)
        for one in suggest_wording(text, official)
    ]


def _local_texts(version: Version) -> Iterator[tuple[str, str]]:
    yield "Name of the profile", version.profile
    yield "Purpose", version.purpose
    for words in version.functions:
        yield "Function", words
    for group in version.groups:
        yield "Group", group.name
    for line in version.lines:
        yield f"Context of {line.standard}", line.context
        if line.is_local:
            yield f"Title of {line.standard}", line.title
            yield f"Description of {line.standard}", line.summary
        for value in line.values:
            yield f"What matters to {in_sentence(value.who)}, in their own words", value.words


def plain_notes(version: Version) -> list[str]:
    """What its owner should know about the plain version, in sentences."""
    titled = in_title_words(version)
    letters = without_meaning(plain_version(version))
    notes = []
    if titled:
        codes = listed([line.standard for line in titled])
        notes.append(
            f"We have no sentence of our own for {codes}: the plain version says {_it(titled)} in the words of the "
            "title."
        )
    if letters:
        notes.append(f"Nobody has said what {listed(letters)} means. Write it out in the profile.")
    return notes


def _it(found: Sequence[object]) -> str:
    return "it" if len(found) == 1 else "them"


def page_of_version(version: Version) -> Link:
    """The profile's page at this version."""
    return Link(f"Version {version.number}", reverse("profiles:version", args=[version.code, version.number]))
