"""What a steward adds to the catalogue by hand: a revision, an edition; and what an approved crosswalk says.

An edition that is there is never changed: a correction is another edition, with a reason.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from standing.areas.audit.actions import record_event, writing
from standing.areas.audit.actors import Actor
from standing.areas.guarding import passes_guard
from standing.areas.people.checks import checked_code, checked_text
from standing.areas.people.permissions import check_can
from standing.areas.people.roles import Ability
from standing.areas.refusals import Refused
from standing.areas.standards import models as tables
from standing.areas.standards.loading import read_holdings
from standing.areas.standards.permissions import check_can_keep_catalogue
from standing.areas.standards.writing import write_changes
from standing.core import catalogue
from standing.core.catalogue import UNDATED
from standing.core.formats.crosswalk import Crosswalk, statements
from standing.core.formats.standards_table import CODE, EDITION, alias_forms
from standing.core.merging import Changes, merge
from standing.core.rules.carry_over import CrosswalkRow

OURS = "Crosswalk of "
"""How the source of a row begins that an approved crosswalk brought, rather than a document."""
LONGEST_TITLE = 400


@writing()
@passes_guard(lambda **_: "catalogue", note="Note")
def add_edition(
    *, by: Actor, code: str, edition: str, title: str, suite: str, source: str, note: str = ""
) -> tables.Standard:
    """Add an edition of a standard; its id is `CODE@EDITION`. `edition` is a year, or “undated”.

    `source` is where the title is from. Raises `Refused` for an edition that is there: it stays as it is.
    """
    check_can_keep_catalogue(by)
    code = re.sub(r"\s", "", checked_text(code, field="code", what="a code", longest=40)).upper()
    edition = checked_text(edition, field="edition", what="an edition", longest=20).lower()
    if not CODE.fullmatch(code):
        raise Refused(
            f"“{code}” cannot be a code: write letters, then a number, for instance GEN21.", field="code"
        )
    if not EDITION.fullmatch(edition):
        raise Refused(
            f"“{edition}” cannot be an edition: give a year like 2026, or undated.", field="edition"
        )
    held = read_holdings()
    there = held.catalogue.by_id.get(f"{code}@{edition}")
    if there is not None:
        raise Refused(
            f"There is {there.id} already: {there.title}. An edition is never changed; a corrected one is added as "
            "another edition.",
            field="code",
        )
    suite = checked_text(suite, field="suite", what="a suite", longest=30).upper()
    prefixes = {each.suite: each.alias_prefix for each in held.catalogue.suites}
    told = catalogue.Standard(
        f"{code}@{edition}",
        code,
        edition,
        checked_text(title, field="title", what="a title", longest=LONGEST_TITLE),
        suite,
        alias_forms(code, edition, prefixes.get(suite, "")),
        checked_text(source, field="source", what="where it is from", longest=300),
        note.strip(),
    )
    changes = merge(
        held, replace(held, catalogue=catalogue.Catalogue(standards=(told,)), summaries={}), "form"
    )
    if changes.problems:
        raise Refused(" ".join(f"{problem.what}." for problem in changes.problems), field="code")
    write_changes(changes)
    words = {"title": told.title, "suite": suite, "source": told.source}
    record_event(by=by, action="add_edition", subject=f"standard:{told.id}", words=words)
    return tables.Standard.objects.get(pk=told.id)


@writing()
@passes_guard(lambda **_: "catalogue", note="Note")
def add_revision(
    *,
    by: Actor,
    code: str,
    title: str,
    suite: str,
    source: str,
    published: str,
    as_of: date,
    edition: str,
    note: str = "",
) -> tables.Revision:
    """Add a revision of a suite, whose crosswalk is then built on its page.

    `published` is the date as the source gives it, `as_of` the last day of that time, and `edition` the year of the new
    editions. Raises `Refused` for a code that is taken or a suite that is not in the catalogue.
    """
    check_can_keep_catalogue(by)
    code = checked_code(code.strip().lower(), field="code", what="the code of the revision")
    if tables.Revision.objects.filter(code=code).exists():
        raise Refused(f"There is a revision {code} already. Choose another code.", field="code")
    if not tables.Suite.objects.filter(code=suite).exists():
        raise Refused(f"There is no suite {suite} in the catalogue.", field="suite")
    if not EDITION.fullmatch(edition) or edition == UNDATED:
        raise Refused("Give the year of the new editions, like 2026.", field="edition")
    told = catalogue.Revision(
        code,
        checked_text(title, field="title", what="a title", longest=LONGEST_TITLE),
        suite,
        checked_text(source, field="source", what="the source", longest=300),
        checked_text(published, field="published", what="when it was published", longest=40),
        as_of.isoformat(),
        edition,
        note=note.strip(),
    )
    write_changes(Changes(created={"revisions": (told,)}))
    words = {"title": told.title, "suite": suite, "source": told.source, "published": told.published}
    record_event(by=by, action="add_revision", subject=f"revision:{code}", words=words)
    return tables.Revision.objects.get(code=code)


@writing()
def settle_revision(
    *,
    by: Actor,
    revision: tables.Revision,
    effective_on: date,
    transition_ends_on: date,
    rows: Sequence[CrosswalkRow],
    source: str,
) -> None:
    """Let the catalogue know what was approved: the days, and, where no document says it, what became of each standard.

    What an imported document says stays as it is; what an earlier approved crosswalk said is said anew.
    """
    check_can(by, Ability.APPROVE_CROSSWALKS)
    row = tables.Revision.objects.get(pk=revision.pk)
    row.effective_on, row.transition_ends_on = effective_on, transition_ends_on
    by_document = row.rows.exclude(source__startswith=OURS).exists()
    if not by_document:
        codes = [(each.old.partition("@")[0], each.old) for each in rows]
        new = dict.fromkeys(target for each in rows for target in each.new)
        known = dict(codes)
        row.old_codes = codes
        row.issued_codes = [
            (each.partition("@")[0], each) for each in new if each.partition("@")[0] not in known
        ]
        row.rows.all().delete()
        tables.StatementOfStatus.objects.filter(source=row.source, as_of=row.as_of).delete()
    row.save()
    _say(row, [] if by_document else [replace(each, source=source) for each in rows])
    words = {
        "effective_on": effective_on,
        "transition_ends_on": transition_ends_on,
        "rows": 0 if by_document else len(rows),
    }
    record_event(by=by, action="settle_revision", subject=f"revision:{row.code}", words=words)


def _say(row: tables.Revision, rows: Sequence[CrosswalkRow]) -> None:
    """Write rows and what they say of the status of their standards, and give the catalogue another version."""
    told = catalogue.Revision(
        row.code,
        row.title,
        row.suite,
        row.source,
        row.published,
        row.as_of.isoformat(),
        row.same_code_edition,
    )
    said = statements(Crosswalk(tuple(rows), ()), told)
    write_changes(Changes(created={"crosswalk": tuple(rows), "statements": said}))
