"""A version of a profile in plain language: short, in our own words where the catalogue has them, no word of the field
without its meaning, each claim with the code of its line's standard.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from standing.core.documents.jargon import meanings_in, unexplained
from standing.core.documents.job_description import decided, subtitle, values
from standing.core.documents.model import Document, Kind, Paragraph, Section, Trace
from standing.core.documents.profile import Line, Version
from standing.core.documents.words import needed_by

CODES = (
    "The letters and numbers in square brackets are the code of a standard. A standard says what good work looks like. "
    "It is the same for everybody in the country who does this work."
)
LOCAL = "Standards marked “local” were set by this service for itself."
MEANINGS = "What the words mean"


def plain_version(version: Version) -> Document:
    """The plain version: one page where there is room, and never cut."""
    essential = [line for line in version.lines if line.is_essential]
    desirable = [line for line in version.lines if not line.is_essential]
    sections = [
        _purpose(version),
        Section("What somebody in this role must be able to do", 1, tuple(_essential(version, essential))),
    ]
    if desirable:
        sections.append(Section("What is good to have", 1, tuple(_claims(desirable, 0))))
    sections.append(_values(version))
    sections.append(_decided(version))
    sections.append(Section(MEANINGS, 1, tuple(_meanings(version, sections))))
    return Document(
        title=f"{version.profile}: what this role does",
        subtitle=subtitle(version),
        version=version.name,
        sections=tuple(section for section in sections if section.blocks),
    )


def _purpose(version: Version) -> Section:
    purpose = version.purpose.strip()
    said = (
        Paragraph(Kind.WORDS, "purpose", purpose)
        if purpose
        else Paragraph(Kind.PLACE, "purpose", "what this role is for. The profile does not say it yet.")
    )
    return Section("What this role is for", 1, (said,))


def _essential(version: Version, lines: list[Line]) -> Iterator[Paragraph]:
    """The essential lines: those asked for one by one, then those of which some are asked for."""
    if not lines:
        yield Paragraph(Kind.WORDS, "does:none", "Nothing is asked for yet.")
    one_by_one = [line for line in lines if not line.group]
    yield from _claims(one_by_one, 0)
    number = len(one_by_one)
    for group in version.groups:
        of_group = [line for line in lines if line.group == group.name]
        if of_group:
            yield Paragraph(
                Kind.LEAD,
                f"does:group:{group.name}",
                f"And at least {group.at_least} of these {len(of_group)}:",
            )
            yield from _claims(of_group, number)
            number += len(of_group)


def _claims(lines: Iterable[Line], done: int) -> Iterator[Paragraph]:
    for number, line in enumerate(lines, done + 1):
        yield Paragraph(Kind.CLAIM, f"does:{line.key}", _in_plain_words(line), Trace.of(line), number)


def _in_plain_words(line: Line) -> str:
    """Our own sentence where there is one, otherwise the title; then when it is needed, if not from the start."""
    said = [line.summary.strip() or f"{line.title}."]
    if line.context:
        said.append(f"This is about: {line.context}.")
    if line.needed_by_days and line.is_essential:
        said.append(f"{needed_by(line.needed_by_days)} of starting.")
    return " ".join(said)


def _values(version: Version) -> Section:
    said = tuple(value for line in version.lines for value in values(line))
    return Section("What matters to people", 1, said)


def _decided(version: Version) -> Section:
    return Section("How this was decided", 1, tuple(decided(version.decided, is_draft=version.is_draft)))


def _meanings(version: Version, sections: Iterable[Section]) -> Iterator[Paragraph]:
    """What the codes are, and every word of the field that stands above."""
    if version.lines:
        local = f" {LOCAL}" if any(line.is_local for line in version.lines) else ""
        yield Paragraph(Kind.WORDS, "codes", CODES + local)
    for number, found in enumerate(meanings_in(text_of(sections)), 1):
        yield Paragraph(Kind.POINT, f"means:{number}", f"{found.word}: {found.means}.")


def text_of(sections: Iterable[Section]) -> str:
    """Every word of some sections, a paragraph a line."""
    return "\n".join(
        block.text for section in sections for block in section.blocks if isinstance(block, Paragraph)
    )


def without_meaning(document: Document) -> list[str]:
    """Letters in a document that nobody has said the meaning of: for its owner to write out in the profile."""
    return unexplained(text_of(section for section in document.sections if section.title != MEANINGS))


def in_title_words(version: Version) -> list[Line]:
    """The lines that a plain version says in the words of their titles, as there is no sentence of ours."""
    return [line for line in version.lines if not line.summary.strip()]
