"""A crosswalk held against a register: what the register confirms, where it disagrees, what it lacks. Changes nothing.

Both are true of their sources, on their days. A finding names both, for a steward to note.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from standing.core.catalogue import Catalogue, Revision, Standard
from standing.core.crosswalks.versions import DraftRow
from standing.core.formats.nos_register import RegisterEntry
from standing.core.rules.carry_over import same_title
from standing.core.search.folding import code_key


class FindingKind(StrEnum):
    """What a finding says, in the order in which findings are told."""

    CONTRADICTS = "contradicts"
    STILL_CURRENT = "still current"
    TITLE_DIFFERS = "title differs"
    LACKS = "lacks"
    CONFIRMS = "confirms"

    @property
    def words(self) -> str:
        """The kind as a heading."""
        return _WORDS[self]


_WORDS = {
    FindingKind.CONTRADICTS: "Links that the register contradicts",
    FindingKind.STILL_CURRENT: "Replaced, and still called current by the register",
    FindingKind.TITLE_DIFFERS: "Titles that differ",
    FindingKind.LACKS: "New standards that the register lacks",
    FindingKind.CONFIRMS: "Links that the register confirms",
}
_GONE = frozenset({"recoded", "reworded", "widened", "replaced", "split", "absorbed", "withdrawn"})
"""The kinds after which an old standard is no more under its code."""


@dataclass(frozen=True)
class Finding:
    """What a crosswalk and a register say of one thing. `as_of` are ISO days, or the date as printed."""

    kind: FindingKind
    standard: str
    other: str
    ours: str
    ours_source: str
    ours_as_of: str
    theirs: str
    theirs_source: str
    theirs_as_of: str

    @property
    def key(self) -> str:
        """What the finding is and of what, by which a note is kept with it."""
        return f"{self.kind.value}:{self.standard}:{self.other}"


@dataclass(frozen=True)
class Register:
    """Entries of a register that may be of use, by the key of their reference, and where it is from."""

    name: str
    as_of: str
    entries: Sequence[RegisterEntry]

    def by_key(self) -> dict[str, list[RegisterEntry]]:
        """The entries of each reference, as references are compared."""
        found: dict[str, list[RegisterEntry]] = {}
        for entry in self.entries:
            found.setdefault(code_key(entry.urn), []).append(entry)
        return found


def keys_of(standard: Standard) -> frozenset[str]:
    """Every reference under which a standard may stand in a register, as references are compared."""
    return frozenset(code_key(form) for form in (standard.code, *standard.aliases))


def reconcile(
    rows: Iterable[DraftRow], revision: Revision, catalogue: Catalogue, register: Register
) -> tuple[Finding, ...]:
    """Every finding, in the order of their kinds and then of the rows.

    A reference without an edition may be that of any edition of the code. So a register that calls a code current is
    no finding where the revision left or made an edition of it.
    """
    kept = list(rows)
    by_key = register.by_key()
    compared = _Compared(kept, revision, catalogue, register, by_key)
    found = [
        *compared.links(),
        *compared.elsewhere(),
        *compared.still_current(),
        *compared.titles(),
        *compared.lacking(),
    ]
    order = list(FindingKind)
    return tuple(sorted(dict.fromkeys(found), key=lambda each: order.index(each.kind)))


class _Compared:
    """One crosswalk beside one register."""

    def __init__(
        self,
        rows: Sequence[DraftRow],
        revision: Revision,
        catalogue: Catalogue,
        register: Register,
        by_key: Mapping[str, list[RegisterEntry]],
    ) -> None:
        self.rows, self.revision, self.catalogue = rows, revision, catalogue
        self.register, self.by_key = register, by_key
        self.sources: dict[str, list[str]] = {}
        for row in rows:
            for new in row.new:
                self.sources.setdefault(new, []).append(row.old)
        self.known = {key: each for each in catalogue.standards for key in keys_of(each)}

    def entries(self, standard: str) -> list[RegisterEntry]:
        """The entries that may be of a standard."""
        keys = keys_of(self.catalogue.by_id[standard])
        return [entry for key in sorted(keys) for entry in self.by_key.get(key, ())]

    def links(self) -> Iterator[Finding]:
        """Each link that an Original URN of its new standard confirms or contradicts. Silence is no finding."""
        for row in self.rows:
            old_keys = keys_of(self.catalogue.by_id[row.old])
            for new in row.new:
                for entry in self.entries(new):
                    named = {code_key(each) for each in entry.originals}
                    if named & old_keys:
                        yield self._link(FindingKind.CONFIRMS, new, row.old, entry)
                    elif self._names_others(new, named):
                        yield self._link(FindingKind.CONTRADICTS, new, row.old, entry)

    def _names_others(self, new: str, named: Collection[str]) -> bool:
        """Whether the register names origins, and none of them is the standard itself or one the crosswalk has too."""
        agreed = keys_of(self.catalogue.by_id[new]).union(
            *(keys_of(self.catalogue.by_id[old]) for old in self.sources[new])
        )
        return bool(named) and not set(named) & agreed

    def elsewhere(self) -> Iterator[Finding]:
        """Old standards that the register gives as the origin of a standard which is none of their new ones."""
        old_of = {key: row for row in self.rows for key in keys_of(self.catalogue.by_id[row.old])}
        for entry in self.register.entries:
            key = code_key(entry.urn)
            for original in entry.originals:
                row = old_of.get(code_key(original))
                if row is None or code_key(original) == key:
                    continue
                new_keys = {each for new in row.new for each in keys_of(self.catalogue.by_id[new])}
                held = self.known.get(key)
                if key in new_keys or (held and held.id in row.new):
                    continue
                yield Finding(
                    FindingKind.CONTRADICTS,
                    entry.urn,
                    row.old,
                    f"{row.old} became {' and '.join(row.new) or 'nothing new'}",
                    self.revision.source,
                    self.revision.as_of,
                    f"{entry.urn} came from {original}",
                    f"{self.register.name}, row {entry.row}",
                    self.register.as_of,
                )

    def still_current(self) -> Iterator[Finding]:
        """Old standards that are gone under their code, and that the register calls current."""
        alive = {self.catalogue.by_id[new].code for row in self.rows for new in row.new}
        alive |= {self.catalogue.by_id[row.old].code for row in self.rows if row.kind not in _GONE}
        for row in self.rows:
            if row.kind not in _GONE or self.catalogue.by_id[row.old].code in alive:
                continue
            for entry in self.entries(row.old):
                if entry.validity == "current":
                    said = f"{entry.urn} is {entry.printed_validity}: {entry.title}"
                    of = (row.old, "")
                    yield self._finding(
                        FindingKind.STILL_CURRENT, of, entry, ours=self._became(row), theirs=said
                    )

    def titles(self) -> Iterator[Finding]:
        """Standards of the crosswalk whose title is another in the register, compared as titles are."""
        named = dict.fromkeys([*self.sources, *(row.old for row in self.rows)])
        for standard in named:
            held = self.catalogue.by_id[standard]
            of_code = [each for each in named if self.catalogue.by_id[each].code == held.code]
            for entry in self.entries(standard):
                if not entry.title or any(
                    same_title(entry.title, self.catalogue.by_id[each].title) for each in of_code
                ):
                    continue
                ours = f"{standard} is called “{held.title}”"
                theirs = f"{entry.urn} is called “{entry.title}”"
                yield self._finding(
                    FindingKind.TITLE_DIFFERS, (standard, ""), entry, ours=ours, theirs=theirs
                )

    def lacking(self) -> Iterator[Finding]:
        """New standards under none of whose references the register has an entry."""
        for new in self.sources:
            if not self.entries(new):
                held = self.catalogue.by_id[new]
                came = " and ".join(self.sources[new])
                yield Finding(
                    FindingKind.LACKS,
                    new,
                    "",
                    f"{new}, “{held.title}”, came from {came}",
                    self.revision.source,
                    self.revision.as_of,
                    "No entry under any of its references",
                    self.register.name,
                    self.register.as_of,
                )

    def _became(self, row: DraftRow) -> str:
        return f"{row.old} became {' and '.join(row.new)}" if row.new else f"{row.old} is {row.kind}"

    def _link(self, kind: FindingKind, new: str, old: str, entry: RegisterEntry) -> Finding:
        theirs = f"{entry.urn} came from {' and '.join(entry.originals)}"
        return self._finding(kind, (new, old), entry, ours=f"{new} came from {old}", theirs=theirs)

    def _finding(
        self, kind: FindingKind, of: tuple[str, str], entry: RegisterEntry, *, ours: str, theirs: str
    ) -> Finding:
        standard, other = of
        return Finding(
            kind,
            standard,
            other,
            ours,
            self.revision.source,
            self.revision.as_of,
            theirs,
            f"{self.register.name}, row {entry.row}",
            self.register.as_of,
        )
