"""What the commands about standards answer with `--json`, key by key. The names are fixed: people script with them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from standing.core.catalogue import Standard
from standing.core.formats.crosswalk import carry_profile_json, crosswalk_json
from standing.core.holdings import Holdings
from standing.core.resolve import resolve_old
from standing.core.rules.carry_over import CrosswalkRow, predecessors, successors
from standing.core.search import search

__all__ = [
    "Unknown",
    "carried_profile",
    "catalogue_json",
    "crosswalk_answer",
    "facets_json",
    "search_json",
    "standard_json",
    "standards_asked",
]


class Unknown(LookupError):
    """A code, a suite or a revision that the catalogue does not hold. The words say so and what to do."""


def catalogue_json(
    holdings: Holdings, *, at: str, suites: Collection[str] = (), statuses: Collection[str] = ()
) -> list[dict[str, Any]]:
    """The answer of `standing catalogue`: each standard with the newest statement of its status as of an ISO day.

    Status, source and as_of are null where no source had spoken by that day. Suites and statuses are compared without
    regard to case. Raises `Unknown` for a suite or a status that occurs nowhere in the catalogue.
    """
    _check_known("suite", suites, [suite.suite for suite in holdings.catalogue.suites])
    _check_known("status", statuses, {statement.status for statement in holdings.catalogue.statements})
    wanted_suites = {suite.casefold() for suite in suites}
    wanted_statuses = {status.casefold() for status in statuses}
    rows = (_catalogue_row(holdings, standard, at) for standard in holdings.catalogue.standards)
    return [
        row
        for row in rows
        if (not suites or row["suite"].casefold() in wanted_suites)
        and (not statuses or (row["status"] or "").casefold() in wanted_statuses)
    ]


def _catalogue_row(holdings: Holdings, standard: Standard, at: str) -> dict[str, Any]:
    said = holdings.latest_statement(standard.id, at)
    return {
        "code": standard.code,
        "edition": standard.edition,
        "id": standard.id,
        "title": standard.title,
        "suite": standard.suite,
        "status": said.status if said else None,
        "source": said.source if said else None,
        "as_of": said.as_of if said else None,
        "local": standard.is_local,
    }


def _check_known(what: str, asked: Iterable[str], known: Iterable[str]) -> None:
    names = sorted(known)
    for word in asked:
        if word.casefold() not in {name.casefold() for name in names}:
            raise Unknown(f"There is no {what} {word!r} in the catalogue. There are: {', '.join(names)}.")


def standards_asked(holdings: Holdings, text: str) -> tuple[Standard, ...]:
    """The standards a code, an id or an alias names: one edition if the text says which, else each, the latest first.

    Raises `Unknown` when it names none.
    """
    words = " ".join(text.split())
    found = holdings.editions(words) or holdings.editions(_upper_code(words))
    if found:
        return found
    key = _folded(words)
    aliased = [
        each for each in holdings.catalogue.standards if key in {_folded(form) for form in _forms(each)}
    ]
    if not aliased:
        raise Unknown(
            f"{text!r} is not the code of a standard in the catalogue. "
            "`standing resolve` says what an old label means, and `standing search` finds a standard by words."
        )
    order = [each for code in holdings.catalogue.by_code.values() for each in code]
    return tuple(sorted(aliased, key=order.index))


def _upper_code(words: str) -> str:
    code, at, edition = words.partition("@")
    return f"{code.upper()}{at}{edition.lower()}"


def _forms(standard: Standard) -> tuple[str, ...]:
    return (standard.id, standard.code, *standard.aliases)


def _folded(form: str) -> str:
    return "".join(form.split()).casefold()


def standard_json(holdings: Holdings, standard: Standard) -> dict[str, Any]:
    """One edition, in the answer of `standing standard CODE`.

    Predecessors and successors are ids across all revisions, the nearest first; `lineage` has the rows that lead to and
    from this standard, so that what was all or any, and of which kind, is not lost.
    """
    rows = holdings.catalogue.crosswalk
    summary = holdings.summaries.get(standard.id)
    return {
        "code": standard.code,
        "edition": standard.edition,
        "id": standard.id,
        "title": standard.title,
        "aliases": list(standard.aliases),
        "suite": standard.suite,
        "summary": summary.sentence if summary else "",
        "facets": facets_json(holdings, standard.id),
        "statements_of_status": [
            {"status": said.status, "source": said.source, "as_of": said.as_of}
            for said in holdings.statements.get(standard.id, ())
        ],
        "predecessors": list(predecessors(rows, standard.id)),
        "successors": list(successors(rows, standard.id)),
        "other_titles": [
            {"title": other.title, "source": other.source}
            for other in holdings.catalogue.titles
            if other.standard == standard.id
        ],
        "local": standard.is_local,
        "source": standard.source,
        "note": standard.note,
        "lineage": {
            "from": [_link(row) for row in holdings.rows_to.get(standard.id, ())],
            "to": [_link(row) for row in holdings.rows_from.get(standard.id, ())],
        },
    }


def facets_json(holdings: Holdings, standard: str) -> dict[str, Any]:
    """The facets a standard is filed under; none for a standard that has no summary of its own."""
    summary = holdings.summaries.get(standard)
    if summary is None or not summary.is_filed:
        return {}
    return {
        "works_with": list(summary.works_with),
        "kind_of_work": list(summary.kind_of_work),
        "setting": list(summary.setting),
        "specialist": summary.specialist,
    }


def _link(row: CrosswalkRow) -> dict[str, Any]:
    return {
        "revision": row.revision,
        "old": row.old,
        "kind": row.kind,
        "new": list(row.new),
        "need": row.need,
    }


def search_json(holdings: Holdings, words: str, limit: int = 10) -> list[dict[str, Any]]:
    """The answer of `standing search WORDS`: ranked, best first, each with which words were found where."""
    hits = search(holdings.index, words, limit)
    held = holdings.catalogue.by_id
    return [
        {
            "id": hit.id,
            "title": hit.title,
            "score": hit.score,
            "why": hit.why,
            "local": held[hit.id].is_local,
        }
        for hit in hits
    ]


def carried_profile(holdings: Holdings, revision: str, labels: Iterable[str]) -> list[dict[str, Any]]:
    """The answer of `standing carry-profile REVISION CODE...`: the lines a profile of those old codes becomes.

    A code without an edition means the edition before the revision. Raises `Unknown` for a revision the catalogue does
    not hold, and for labels that mean no standard or more than one, all named together.
    """
    known = holdings.catalogue.revision(revision)
    if known is None:
        raise Unknown(_unknown_revision(holdings, revision))
    meanings = [(label, resolve_old(label, known, holdings.catalogue)) for label in labels]
    unclear = [f"{label!r}: {meaning.why}" for label, meaning in meanings if meaning.standard is None]
    if unclear:
        raise Unknown("\n".join(["Every code must mean one standard. Nothing was carried over.", *unclear]))
    standards = [meaning.standard for _, meaning in meanings if meaning.standard]
    return carry_profile_json(holdings.catalogue.rows(revision), standards)


def _unknown_revision(holdings: Holdings, revision: str) -> str:
    names = ", ".join(known.revision for known in holdings.catalogue.revisions) or "none yet"
    return f"There is no revision {revision!r} in the catalogue. There are: {names}."


def crosswalk_answer(holdings: Holdings, revision: str) -> dict[str, Any]:
    """The answer of `standing crosswalk REVISION`. Raises `Unknown` for a revision the catalogue does not hold."""
    try:
        return crosswalk_json(holdings.catalogue, revision)
    except KeyError:
        raise Unknown(_unknown_revision(holdings, revision)) from None
