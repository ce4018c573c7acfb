"""From the rows of a tracking document to a crosswalk between editions, and to the JSON that commands answer
with.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from standing.core.catalogue import Catalogue, Revision, Standard, Statement
from standing.core.formats.results import Problem, where
from standing.core.formats.tracking_document.cells import TrackingRow
from standing.core.rules.carry_over import CrosswalkRow, carry_profile, kind_of

ALREADY_REPLACED = "Replaced before this revision; the document gives no day. Waits for a steward's date."
# From 2012 on, codes are also met with their year as a suffix.
DATED_FORMS = ("2012", "2013")
# What a document says of an old standard, by the kind of its row; every other kind says "replaced".
UNJUDGED = "A steward compares the two texts and says which. Until then the row counts as widened."
OLD_STATUS = {
    "kept": "superseded",
    "reissued": "superseded",
    "revised": "superseded",
    "absorbed": "deleted",
    "withdrawn": "deleted",
    "unchanged": "current",
}


@dataclass(frozen=True)
class Crosswalk:
    """A crosswalk with the standards it names, and what a steward still has to say."""

    rows: tuple[CrosswalkRow, ...]
    standards: tuple[Standard, ...]
    problems: tuple[Problem, ...] = ()


def build(rows: Sequence[TrackingRow], revision: Revision, catalogue: Catalogue, file: str) -> Crosswalk:
    """The crosswalk that these rows of a document say, between editions.

    A newly issued code with another title is `reworded` or `widened` as a judgement in the catalogue says.
    Without one it is taken as widened, which needs a context and so lets nobody be carried over unseen, and
    the missing judgement is a problem.
    """
    judged = {each.old: each.kind for each in catalogue.judgements if each.revision == revision.revision}
    prefixes = {suite.suite: suite.alias_prefix for suite in catalogue.suites}
    crosswalk, problems = [], []
    standards: dict[str, Standard] = {}
    for row in rows:
        old = revision.old.get(row.old)
        if old is None:
            continue  # a code that is not the revision's is a problem of the reader already
        titles = [(target.code, target.title) for target in row.targets]
        kind = kind_of((row.old, row.old_title), titles, revision.issued, row.notice) or judged.get(old)
        if kind is None:
            kind = "widened"
            what = f"{row.old} has a new code and another title: reworded or widened has not been judged"
            problems.append(Problem(where(file, row.line), what, UNJUDGED, refuses=False))
        here = f"{revision.source}, row {row.old}"
        new = tuple(revision.target(target.code) for target in row.targets)
        need = "all" if len(new) > 1 else "any"
        note = _note(row, old, new)
        crosswalk.append(
            CrosswalkRow(revision.revision, old, kind, new, need, row.source_words, note, "", here)
        )
        named = [(old, row.old_title, row.old)]
        named += [
            (target, each.title, each.printed)
            for target, each in zip(new, row.targets, strict=True)
            if each.title
        ]
        for name, title, printed in named:
            standards.setdefault(name, _standard(name, title, printed, here, prefixes))
    return Crosswalk(tuple(crosswalk), _old_first(standards, revision), tuple(problems))


def _note(row: TrackingRow, old: str, new: tuple[str, ...]) -> str:
    """What a reader of the row should know, in our words."""
    if row.source_words.casefold().startswith("already replaced"):
        return ALREADY_REPLACED
    if row.notice == "absorbed":
        return f"The new {row.targets[0].code} is meant: {new[0]}."
    if row.notice == "unchanged":
        return (
            f"Outside this revision. Its edition is {old.partition('@')[2]}, whatever year heads the column."
        )
    if len(new) > 1:
        return "Both new standards are needed."
    return f"The same code, another edition: {new[0]}." if new and row.targets[0].code == row.old else ""


def _standard(name: str, title: str, printed: str, source: str, prefixes: Mapping[str, str]) -> Standard:
    """A standard the document names, with the forms it is met in elsewhere: as printed, prefixed, with its
    year.
    """
    code, _, edition = name.partition("@")
    suite = "".join(letter for letter in code if letter.isalpha())
    prefix = prefixes.get(suite, "")
    dated = [f"{code}.{edition}"] if edition in DATED_FORMS and prefix else []
    forms = [printed, *(f"{prefix}{form}" for form in [code, *dated] if prefix), *dated]
    aliases = tuple(form for form in dict.fromkeys(forms) if form != code)
    return Standard(name, code, edition, title, suite, aliases, source)


def _old_first(standards: Mapping[str, Standard], revision: Revision) -> tuple[Standard, ...]:
    """The old standards in the order of the document, then the new ones."""
    old = set(revision.old.values())
    return tuple(sorted(standards.values(), key=lambda standard: standard.id not in old))


def statements(crosswalk: Crosswalk, revision: Revision) -> tuple[Statement, ...]:
    """What the document says of the status of old and new standards, as of the time it was published in."""
    old = {row.old: OLD_STATUS.get(row.kind, "replaced") for row in crosswalk.rows}
    new = {target: "current" for row in crosswalk.rows for target in row.new}
    return tuple(
        Statement(standard, status, revision.source, revision.as_of, revision.published)
        for standard, status in [*old.items(), *new.items()]
    )


def crosswalk_json(catalogue: Catalogue, revision: str) -> dict[str, Any]:
    """The answer of `standing crosswalk REVISION`: rows, counts by kind, links and distinct targets. KeyError
    if unknown.
    """
    if catalogue.revision(revision) is None:
        raise KeyError(revision)
    rows = catalogue.rows(revision)
    linked = [new for row in rows for new in row.new]
    return {
        "revision": revision,
        "rows": [
            {
                "old": row.old,
                "kind": row.kind,
                "new": list(row.new),
                "need": row.need,
                "treatment": row.treatment,
                "source_words": row.source_words,
                "note": row.note,
            }
            for row in rows
        ],
        "counts": dict(Counter(row.kind for row in rows)),
        "links": len(linked),
        "targets": len(set(linked)),
    }


def carry_profile_json(rows: Iterable[CrosswalkRow], standards: Iterable[str]) -> list[dict[str, Any]]:
    """The answer of `standing carry-profile REVISION CODE...`: one object for each line of the carried
    profile.
    """
    return [
        {
            "id": line.id,
            "code": line.code,
            "edition": line.edition,
            "context": line.context,
            "from": list(line.sources),
        }
        for line in carry_profile(rows, standards)
    ]
