"""RULES part 5: what each kind of crosswalk row does to the people and profiles that use the old standard.

Everything here is computed from crosswalk rows handed in: nothing is read, nothing is written.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache

# Kind -> treatment, the table of part 5.
TREATMENTS = {
    "kept": "carry and sign",
    "reissued": "carry and sign",
    "recoded": "carry and sign",
    "reworded": "carry and sign",
    "widened": "carry and sign, in context",
    "revised": "bridge",
    "replaced": "equivalence",
    "split": "equivalence per target",
    "absorbed": "offer",
    "unchanged": "none",
    "withdrawn": "none",
}
NEEDS = ("all", "any")
_APOSTROPHES = re.compile("['\u2018\u2019\u02bc`]")
_HYPHENS = re.compile("[-\u2010\u2011\u2012\u2013\u2014]")
_IZE = re.compile(r"(?<=[a-z])iz(?=(?:e|es|ed|er|ers|ing|ation|ations)\b)")


@dataclass(frozen=True)
class CrosswalkRow:
    """One row of a crosswalk: what became of an old standard. Standards are ids, `CODE@EDITION`.

    `need` says whether a requirement for the old becomes all of the new ones or any of them. `context` is the
    context the revision names for a widened row; empty while it names none.
    """

    revision: str
    old: str
    kind: str
    new: tuple[str, ...] = ()
    need: str = "any"
    source_words: str = ""
    note: str = ""
    context: str = ""
    source: str = ""
    treatment: str = ""

    def __post_init__(self) -> None:
        if self.kind not in TREATMENTS:
            raise ValueError(f"{self.old}: kind is {self.kind!r}, expected one of {', '.join(TREATMENTS)}.")
        if self.need not in NEEDS:
            raise ValueError(f"{self.old}: need is {self.need!r}, expected all or any.")
        if (not self.new) != (self.kind in ("unchanged", "withdrawn")):
            raise ValueError(
                f"{self.old}: a row of kind {self.kind} cannot have {len(self.new)} new standards."
            )
        if not self.treatment:
            object.__setattr__(self, "treatment", TREATMENTS[self.kind])


@dataclass(frozen=True)
class ProfileLine:
    """A line of a carried profile: the standard now required, in which context, and the old ones it came
    from.
    """

    id: str
    context: str
    sources: tuple[str, ...]

    @property
    def code(self) -> str:
        """The code of the standard, without its edition."""
        return self.id.partition("@")[0]

    @property
    def edition(self) -> str:
        """The edition of the standard."""
        return self.id.partition("@")[2]


@lru_cache(maxsize=10_000)
def fold_title(title: str) -> str:
    """A title as titles are compared: without regard to case, spaces, apostrophes, hyphens, -ise or -ize.

    "well-being", "well being" and "wellbeing" are one, since hyphens fall away and the two words are joined;
    nothing looser is done, because two titles that nearly agree can be two standards.
    """
    folded = _HYPHENS.sub("", _APOSTROPHES.sub("", title.casefold()))
    folded = re.sub(r"\bwell being\b", "wellbeing", " ".join(folded.split()))
    return _IZE.sub("is", folded)


def same_title(one: str, other: str) -> bool:
    """Whether two titles are the same once folded."""
    return fold_title(one) == fold_title(other)


def kind_of(
    old: tuple[str, str], new: Iterable[tuple[str, str]], issued: Collection[str], notice: str = ""
) -> str | None:
    """The kind of a row, from its printed codes and titles (each a pair), or None if a steward has to say.

    `issued` holds the codes that the revision issued for the first time; any other code than the old one
    stood before. `notice` is "absorbed", "unchanged" or "withdrawn" where the document says so in words. None
    means a newly issued code with another title: whether it is `reworded` or `widened` is a judgement about
    what the words mean.
    """
    targets = list(new)
    if notice:
        return notice
    if len(targets) != 1:
        return "split"
    (old_code, old_title), (new_code, new_title) = old, targets[0]
    same = same_title(old_title, new_title)
    if new_code == old_code:
        return "kept" if same else "revised"
    if without_year(new_code) == old_code:
        return "reissued" if same else "revised"
    if new_code not in issued:
        return "replaced"
    return "recoded" if same else None


def without_year(code: str) -> str:
    """A code without the year suffix some are printed with: MH11.2012 is MH11."""
    return re.sub(r"\.\d{4}$", "", code)


def carry_profile(rows: Iterable[CrosswalkRow], standards: Iterable[str]) -> tuple[ProfileLine, ...]:
    """The lines that a profile asking for these standards becomes (RULES part 5: mapped, merged, each naming
    its sources).

    Lines come in the order in which they first arise, except that an unchanged or unknown standard stays
    where it was. A line is merged with another only if standard and context agree. A withdrawn standard
    leaves no line. A standard without a row is kept as it is: nothing is known to have happened to it.
    """
    by_old = {row.old: row for row in rows}
    merged: dict[tuple[str, str], list[str]] = {}
    for standard in standards:
        for key in _becomes(standard, by_old.get(standard)):
            sources = merged.setdefault(key, [])
            if standard not in sources:
                sources.append(standard)
    return tuple(ProfileLine(*line, tuple(sources)) for line, sources in merged.items())


def _becomes(standard: str, row: CrosswalkRow | None) -> list[tuple[str, str]]:
    """The (standard, context) lines that one standard of a profile becomes."""
    if row is None or row.kind == "unchanged":
        return [(standard, "")]
    context = row.context if row.kind == "widened" else ""
    return [(new, context) for new in row.new]


def predecessors(rows: Iterable[CrosswalkRow], standard: str) -> tuple[str, ...]:
    """Every standard this one came from, across all the revisions given, nearest first."""
    return _walk([(new, row.old) for row in rows for new in row.new], standard)


def successors(rows: Iterable[CrosswalkRow], standard: str) -> tuple[str, ...]:
    """Every standard this one led to, across all the revisions given, nearest first."""
    return _walk([(row.old, new) for row in rows for new in row.new], standard)


def _walk(links: Iterable[tuple[str, str]], start: str) -> tuple[str, ...]:
    """The standards reached by following links from the start, breadth first, each once, the start itself
    never.
    """
    ahead: dict[str, list[str]] = {}
    for here, there in links:
        ahead.setdefault(here, []).append(there)
    reached = [start]
    for here in reached:  # grows while it is walked, so a circle ends where it began
        reached.extend(there for there in dict.fromkeys(ahead.get(here, ())) if there not in reached)
    return tuple(reached[1:])
