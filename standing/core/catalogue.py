"""The catalogue in memory: suites, standards by edition, revisions with their crosswalks, and statements of
status.

Read from the bundled files by `core.formats.bundled`, or built from a database by whoever holds one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from standing.core.rules.carry_over import CrosswalkRow, without_year

UNDATED = "undated"
LOCAL = "LOCAL"
"""The suite of the competences a service sets for itself. No national body uses it."""
FIRST_EDITION = "1"
"""The edition of a local competence whose year says nothing."""

_RANGE = re.compile(r"([A-Z]+)(\d+)(?:-([A-Z]+)(\d+))?@(\w+)")


@dataclass(frozen=True)
class Suite:
    """A group of standards: its code (MH), its name, and the letters its codes are also met with in front
    (SFH).
    """

    suite: str
    name: str
    alias_prefix: str = ""
    note: str = ""


@dataclass(frozen=True)
class Standard:
    """One edition of a standard. `id` is `CODE@EDITION`; aliases may be shared by editions of one code."""

    id: str
    code: str
    edition: str
    title: str
    suite: str
    aliases: tuple[str, ...] = ()
    source: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        if self.id != f"{self.code}@{self.edition}":
            raise ValueError(f"{self.id}: the id is not {self.code}@{self.edition}, its code and edition.")
        if not self.title.strip():
            raise ValueError(f"{self.id}: the title is empty.")

    @property
    def is_local(self) -> bool:
        """Whether it is a service's own competence rather than a national standard."""
        return self.suite == LOCAL


@dataclass(frozen=True)
class Statement:
    """What one source says of a standard's status. `as_of` is an ISO day: the last of the period the source
    is dated by.

    `printed` is that date as the source gives it ("March 2013"). Two sources may disagree; both are kept.
    """

    standard: str
    status: str
    source: str
    as_of: str
    printed: str = ""


@dataclass(frozen=True)
class Judgement:
    """A steward's judgement on a row that the document leaves open: `reworded` or `widened`, and why."""

    revision: str
    old: str
    kind: str
    why: str


@dataclass(frozen=True)
class Revision:
    """A revision of a suite: what it is called, where it was published, which codes it names.

    `old` and `issued` map printed codes to ids: every old code the document must have, and every code it
    issued for the first time. `as_of` is the last day of the time it was published in. `same_code_edition` is
    the edition of a target that keeps its code. `effective_on` and `transition_ends_on` are ISO days, empty
    while nobody has set them.
    """

    revision: str
    title: str
    suite: str
    source: str
    published: str
    as_of: str
    same_code_edition: str
    old: dict[str, str] = field(default_factory=dict)
    issued: dict[str, str] = field(default_factory=dict)
    effective_on: str = ""
    transition_ends_on: str = ""
    note: str = ""

    def target(self, printed: str) -> str:
        """The id of a target code as printed: dated by its suffix, by this revision, or not at all."""
        code = without_year(printed)
        if code != printed:
            return f"{code}@{printed[len(code) + 1 :]}"
        if code in self.issued:
            return self.issued[code]
        return f"{code}@{self.same_code_edition if code in self.old else UNDATED}"


@dataclass(frozen=True)
class CompetencyList:
    """A numbered list of competencies: which standard each number means, and where its text is known to break
    off.

    `printed_as` maps a number to the one that stands on the page in its place. `cut` maps an entry's number
    to "title" or "text", `notes` to what is known of an entry without a code. `as_of` is an ISO day,
    `printed` the date as the source gives it.
    """

    name: str
    title: str
    standards: dict[str, str]
    printed_as: dict[str, str]
    cut: dict[str, str]
    notes: dict[str, str]
    as_of: str
    printed: str


@dataclass(frozen=True)
class OtherTitle:
    """A title that another source prints for a standard, in other words than the catalogue's."""

    standard: str
    title: str
    source: str


@dataclass(frozen=True)
class Catalogue:
    """Everything known about standards. Order is the order of the bundled files.

    `digests` maps (list, entry) to the digest of the entry's words in the copy the catalogue was made from.
    """

    suites: tuple[Suite, ...] = ()
    standards: tuple[Standard, ...] = ()
    revisions: tuple[Revision, ...] = ()
    crosswalk: tuple[CrosswalkRow, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    statements: tuple[Statement, ...] = ()
    lists: tuple[CompetencyList, ...] = ()
    titles: tuple[OtherTitle, ...] = ()
    digests: dict[tuple[str, str], str] = field(default_factory=dict)

    @cached_property
    def by_id(self) -> dict[str, Standard]:
        """The standards by id."""
        return {standard.id: standard for standard in self.standards}

    @cached_property
    def by_code(self) -> dict[str, tuple[Standard, ...]]:
        """The editions of each code, the latest first; an undated edition counts as the earliest."""
        editions: dict[str, list[Standard]] = {}
        for standard in self.standards:
            editions.setdefault(standard.code, []).append(standard)
        return {code: tuple(sorted(found, key=_age, reverse=True)) for code, found in editions.items()}

    def rows(self, revision: str) -> tuple[CrosswalkRow, ...]:
        """The crosswalk rows of a revision."""
        return tuple(row for row in self.crosswalk if row.revision == revision)

    def revision(self, name: str) -> Revision | None:
        """The revision of that name, or None."""
        return next((revision for revision in self.revisions if revision.revision == name), None)

    def statements_of(self, standard: str) -> tuple[Statement, ...]:
        """What sources say of a standard's status, the newest first."""
        found = (statement for statement in self.statements if statement.standard == standard)
        return tuple(sorted(found, key=lambda statement: statement.as_of, reverse=True))


def codes_in(words: str) -> dict[str, str]:
    """Codes written short, as printed code -> id: "MH1-MH3@2005 MH97@2007" names four. Raises ValueError if
    unreadable.
    """
    found: dict[str, str] = {}
    for word in words.split():
        match = _RANGE.fullmatch(word)
        if match is None or (match[3] and match[3] != match[1]):
            raise ValueError(
                f"{word!r} is not a code or a range of codes with its edition, such as MH1-MH94@2005."
            )
        for number in range(int(match[2]), int(match[4] or match[2]) + 1):
            found[f"{match[1]}{number}"] = f"{match[1]}{number}@{match[5]}"
    return found


def _age(standard: Standard) -> str:
    return "" if standard.edition == UNDATED else standard.edition
