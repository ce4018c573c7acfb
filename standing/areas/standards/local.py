"""Competences that a service sets for itself, beside the national standards: added, renamed, described.

They are standards like any other: editions, refresh rules, requirements and decisions know no difference. Their suite
says that they are local.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from standing.areas.audit.actions import Said, record_event, record_events, writing
from standing.areas.audit.actors import Actor
from standing.areas.guarding import passes_guard
from standing.areas.people.checks import checked_text
from standing.areas.refusals import Refused
from standing.areas.standards.loading import read_holdings
from standing.areas.standards.models import Standard
from standing.areas.standards.permissions import check_can_keep_local_competences
from standing.areas.standards.writing import write_changes
from standing.core import catalogue
from standing.core.catalogue import FIRST_EDITION, LOCAL
from standing.core.merging import Changes
from standing.core.resolve import resolve
from standing.core.search import Summary

LONGEST_CODE = 40
LONGEST_TITLE = 300
LONGEST_SUMMARY = 1000

SUITE = catalogue.Suite(LOCAL, "Local competences", note="Set by this service for itself")
SOURCE = "Added by this service"

_CODE = re.compile(r"[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*", re.ASCII)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}", re.ASCII)


@writing()
@passes_guard(lambda **_: "catalogue", summary="What it is")
def add_local_competence(
    *, by: Actor, code: str, title: str, edition: str | int = FIRST_EDITION, summary: str = ""
) -> Standard:
    """Add a competence of the service's own; its id is `CODE@EDITION`. The edition is a year, or 1.

    A code is kept in capitals. Another edition of it may be added; the same may not. Raises `Refused` for a code that a
    national standard has or is also written as, so that no label can ever mean the one or the other.
    """
    check_can_keep_local_competences(by)
    code, edition = _code(code), _edition(edition)
    title, summary = _title(title), _summary(summary)
    new = catalogue.Standard(f"{code}@{edition}", code, edition, title, LOCAL, (), SOURCE)
    _check_free(new)
    _write(new, summary)
    record_event(
        by=by,
        action="add_local_competence",
        subject=f"standard:{new.id}",
        words={"title": title, "summary": summary},
    )
    return Standard.objects.select_related("suite").get(pk=new.id)


@writing()
def add_local_competences(*, by: Actor, titles: Mapping[str, str]) -> list[str]:
    """Add several competences of the service's own, by code with their titles; their ids, in the order given.

    As `add_local_competence`, whole or not at all, with the catalogue read and written once.
    """
    check_can_keep_local_competences(by)
    made = [
        catalogue.Standard(f"{code}@{FIRST_EDITION}", code, FIRST_EDITION, _title(title), LOCAL, (), SOURCE)
        for code, title in ((_code(code), title) for code, title in titles.items())
    ]
    for new in made:
        _check_free(new)
    if made:
        write_changes(Changes(created={"suites": (SUITE,), "standards": tuple(made)}))
    words = {"summary": ""}
    said = [Said("add_local_competence", f"standard:{new.id}", {"title": new.title, **words}) for new in made]
    record_events(by=by, said=said)
    return [new.id for new in made]


@writing()
@passes_guard(lambda **given: f"standard:{given['standard']}", summary="What it is")
def change_local_competence(*, by: Actor, standard: str, title: str, summary: str) -> Standard:
    """Give a local competence another title or description. Its code and edition stay, and every decision on it.

    For a competence that asks something else than before, another edition is added instead. Raises `Refused` for a
    standard that is not local, and when nothing is different.
    """
    check_can_keep_local_competences(by)
    row = Standard.objects.select_related("suite").filter(pk=standard).first()
    if row is None or not row.is_local:
        raise Refused(f"{standard} is not a local competence: the catalogue keeps the words of its source.")
    before = {"title": row.title, "summary": row.summary}
    after = {"title": _title(title), "summary": _summary(summary)}
    if after == before:
        raise Refused("Nothing is different. Change the title or the description.", field="title")
    row.title, row.summary = after["title"], after["summary"]
    row.save(update_fields=["title", "summary"])
    write_changes(Changes())
    record_event(
        by=by,
        action="change_local_competence",
        subject=f"standard:{row.pk}",
        words={"before": before, "after": after},
    )
    return row


def _code(code: str) -> str:
    kept = checked_text(code, field="code", what="a code", longest=LONGEST_CODE).upper()
    if not _CODE.fullmatch(kept):
        raise Refused(
            f"“{kept}” cannot be a code: begin with a letter, and use letters from A to Z, digits, and hyphens "
            "between them. For example, PMVA or BLS-2.",
            field="code",
        )
    return kept


def _edition(edition: str | int) -> str:
    kept = str(edition).strip() or FIRST_EDITION
    if kept != FIRST_EDITION and not _YEAR.fullmatch(kept):
        raise Refused(
            f"“{kept}” cannot be an edition: give a year like 2026, or leave it at 1.", field="edition"
        )
    return kept


def _title(title: str) -> str:
    return checked_text(title, field="title", what="a title", longest=LONGEST_TITLE)


def _summary(summary: str) -> str:
    if not summary.strip():
        return ""
    return checked_text(summary, field="summary", what="the description", longest=LONGEST_SUMMARY)


def _check_free(new: catalogue.Standard) -> None:
    held = read_holdings().catalogue
    if new.id in held.by_id:
        raise Refused(
            f"There is {new.id} already: {held.by_id[new.id].title}. Give this one another code, or, if it is "
            "asked in a new way, another edition.",
            field="code",
        )
    taken = next(
        (each for each in held.standards if not each.is_local and _key(new.code) in _keys(each)), None
    )
    if taken is not None:
        raise Refused(
            f"{new.code} already means the national standard {taken.id}, {taken.title}. Choose another code, so that "
            "nobody takes the one for the other.",
            field="code",
        )
    meaning = resolve(new.code, held)
    others = [each for each in (meaning.standard, *meaning.candidates) if each]
    if any(held.by_id[each].code != new.code for each in others):
        raise Refused(
            f"“{new.code}” already means something here: {meaning.why} Choose another code.", field="code"
        )


def _keys(standard: catalogue.Standard) -> Iterable[str]:
    """Every way a national standard's code is written, as codes are compared."""
    return {_key(form) for form in (standard.code, standard.id, *standard.aliases)}


def _key(code: str) -> str:
    """A code without what people leave out: case, spaces, hyphens, leading zeros, the register's letters."""
    plain = re.sub(r"[\s_.@-]", "", code.upper()).removeprefix("SFH")
    return re.sub(r"(?<=[A-Z])0+(?=[0-9])", "", plain)


def _write(new: catalogue.Standard, summary: str) -> None:
    described = (Summary(new.id, summary, (), (), (), specialist=False),) if summary else ()
    write_changes(Changes(created={"suites": (SUITE,), "standards": (new,), "summaries": described}))
