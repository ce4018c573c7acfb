"""From the rows of a tracking document to a crosswalk between editions, and to the JSON that commands answer with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from standing.core.catalogue import Catalogue, Judgement, Revision, Standard
from standing.core.formats.results import Problem, where
from standing.core.formats.tracking_document.cells import TrackingRow
from standing.core.rules.carry_over import CrosswalkRow, carry_profile, kind_of

ALREADY_REPLACED = "Replaced before this revision; the document gives no day. Waits for a steward's date."


@dataclass(frozen=True)
class Crosswalk:
    """A crosswalk with the standards it names, and what a steward still has to say."""

    rows: tuple[CrosswalkRow, ...]
    standards: tuple[Standard, ...]
    problems: tuple[Problem, ...] = ()


def build(
    rows: Sequence[TrackingRow], revision: Revision, judgements: Iterable[Judgement], file: str, source: str = ""
) -> Crosswalk:
    """The crosswalk that these rows of a document say, between editions.

    A newly issued code with another title is `reworded` or `widened` as a judgement says. Without one it is taken as
    widened, which needs a context and so lets nobody be carried over unseen, and the missing judgement is a problem.
    `source` names the document in the rows and standards; the line is added.
    """
    judged = {judgement.old: judgement.kind for judgement in judgements if judgement.revision == revision.revision}
    crosswalk, problems = [], []
    standards: dict[str, Standard] = {}
    for row in rows:
        old = revision.old.get(row.old)
        if old is None:
            continue  # a code that is not the revision's is a problem of the reader already
        titles = [(target.printed.replace(" ", ""), target.title) for target in row.targets]
        kind = kind_of((row.old, row.old_title), titles, revision.issued, row.notice) or judged.get(old)
        if kind is None:
            kind = "widened"
            do = "A steward compares the two texts and says reworded or widened. Until then the row counts as widened."
            what = f"{row.old} has a new code and another title: whether it is reworded or widened has not been judged"
            problems.append(Problem(where(file, row.line), what, do))
        here = f"{source}, line {row.line}" if source else where(file, row.line)
        new = tuple(revision.target(target.printed.replace(" ", "")) for target in row.targets)
        need = "all" if len(new) > 1 else "any"
        note = _note(row, old, new)
        crosswalk.append(CrosswalkRow(revision.revision, old, kind, new, need, row.source_words, note, "", here))
        for standard in _standards(row, old, new, here):
            standards.setdefault(standard.id, standard)
    return Crosswalk(tuple(crosswalk), tuple(standards.values()), tuple(problems))


def _note(row: TrackingRow, old: str, new: tuple[str, ...]) -> str:
    """What a reader of the row should know, in our words."""
    if row.source_words.casefold().startswith("already replaced"):
        return ALREADY_REPLACED
    if row.notice == "absorbed":
        return f"The new {row.targets[0].code} is meant: {new[0]}."
    if row.notice == "unchanged":
        return f"Outside this revision. Its edition is {old.partition('@')[2]}, whatever year heads the column."
    if len(new) > 1:
        return "Both new standards are needed."
    return f"The same code, another edition: {new[0]}." if new and row.targets[0].code == row.old else ""


def _standards(row: TrackingRow, old: str, new: tuple[str, ...], here: str) -> list[Standard]:
    """The standards a row names with their titles."""
    pairs = [(old, row.old_title, (row.old,))]
    for id, target in zip(new, row.targets, strict=True):
        if target.title:
            pairs.append((id, target.title, (target.printed,)))
    return [_standard(id, title, aliases, here) for id, title, aliases in pairs]


def _standard(id: str, title: str, printed: tuple[str, ...], here: str) -> Standard:
    code, _, edition = id.partition("@")
    aliases = tuple(form for form in printed if form != code)
    suite = "".join(letter for letter in code if letter.isalpha())
    return Standard(id, code, edition, title, suite, aliases, here)


def crosswalk_json(catalogue: Catalogue, revision: str) -> dict[str, Any]:
    """The answer of `standing crosswalk REVISION`: rows, counts by kind, links and distinct targets. KeyError if unknown."""
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
    """The answer of `standing carry-profile REVISION CODE...`: one object for each line of the carried profile."""
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
