"""How a version begins: from the document that was imported, from a spreadsheet, by hand, or from the approved one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Max

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, writing
from standing.areas.guarding import passes_guard
from standing.areas.people.models import Account
from standing.areas.refusals import Refused
from standing.areas.revisions.loading import draft_rows
from standing.areas.revisions.models import CrosswalkVersion
from standing.areas.revisions.permissions import check_can_edit_crosswalks
from standing.areas.revisions.reading import read_crosswalk
from standing.areas.revisions.versioning import fresh, moved, subject_of, told, write_rows
from standing.areas.standards.models import Revision
from standing.areas.standards.selectors import get_holdings
from standing.areas.standards.staging import staged_for
from standing.core.catalogue import Catalogue
from standing.core.crosswalks.states import Move, State
from standing.core.crosswalks.versions import DraftRow, from_document
from standing.core.formats.crosswalk import UNJUDGED
from standing.core.rules.carry_over import CrosswalkRow

BY_HAND = "Built by hand"


def _of_revision(*, revision: Revision, **_: object) -> str:
    return f"revision:{revision.code}"


@writing()
def begin_from_document(*, by: Actor, revision: Revision, why: str = "") -> CrosswalkVersion:
    """A draft that says what the imported document says, with what the document leaves open as questions.

    Raises `Refused` where no document brought rows, while another version is open, and without a reason where one is
    approved already.
    """
    check_can_edit_crosswalks(by)
    catalogue = get_holdings(by=by).catalogue
    rows = catalogue.rows(revision.code)
    if not rows:
        raise Refused(
            f"No document that was imported says what becomes of the standards in {revision.title}. "
            "Import its tracking document, send a spreadsheet, or build the crosswalk by hand."
        )
    drafted = [from_document(row, _question(row, catalogue)) for row in rows]
    return _begin(by=by, revision=revision, rows=drafted, source=revision.source, why=why)


def _question(row: CrosswalkRow, catalogue: Catalogue) -> str:
    """What nobody has judged yet: a new code with another title may be reworded or widened."""
    judged = {each.old for each in catalogue.judgements if each.revision == row.revision}
    if row.kind != "widened" or row.old in judged:
        return ""
    return f"Reworded or widened? {UNJUDGED.partition('.')[0]}"


@writing()
def begin_from_rows(
    *, by: Actor, revision: Revision, rows: Sequence[DraftRow], source: str, sha256: str = "", why: str = ""
) -> CrosswalkVersion:
    """A draft with rows that were read from a file. Raises `Refused` as `begin_from_document` does."""
    check_can_edit_crosswalks(by)
    if not rows:
        raise Refused("The file has no row. A crosswalk needs one for each old standard.")
    return _begin(by=by, revision=revision, rows=rows, source=source, sha256=sha256, why=why)


@writing()
@passes_guard(_of_revision, why="Reason")
def begin_by_hand(
    *, by: Actor, revision: Revision, standards: Sequence[str], why: str = ""
) -> CrosswalkVersion:
    """A draft with an unfinished row for each of the old standards chosen; what each became is said row by row."""
    check_can_edit_crosswalks(by)
    known = get_holdings(by=by).catalogue.by_id
    missing = [each for each in standards if each not in known]
    if missing:
        raise Refused(
            f"{', '.join(missing)}: not in the catalogue. Add the standards first.", field="standards"
        )
    rows = [DraftRow(old=each) for each in dict.fromkeys(standards)]
    return _begin(by=by, revision=revision, rows=rows, source=BY_HAND, why=why)


@writing()
@passes_guard(lambda **given: subject_of(given["version"]), why="Reason")
def begin_next_version(*, by: Actor, version: CrosswalkVersion, why: str) -> CrosswalkVersion:
    """A draft that begins as a copy of the approved version, to correct it. The approved one stands until the next
    one is approved. Raises `Refused` without a reason, and while another version is open.
    """
    check_can_edit_crosswalks(by)
    version = fresh(version)
    if version.state != State.APPROVED:
        raise Refused(f"Version {version.number} is not approved. Change it as it is.")
    return _begin(
        by=by,
        revision=version.revision,
        rows=draft_rows(version),
        source=version.source,
        sha256=version.source_sha256,
        why=why,
    )


@writing()
def discard_version(*, by: Actor, version: CrosswalkVersion) -> None:
    """Throw a draft away. What is approved stands. Raises `Refused` for one that is awaiting approval or approved."""
    check_can_edit_crosswalks(by)
    version = fresh(version)
    moved(version, Move.DISCARD)
    told(version, by=by, action="discard_crosswalk", words="Discarded.", more={"rows": version.rows.count()})
    version.delete()


def _begin(
    *, by: Actor, revision: Revision, rows: Sequence[DraftRow], source: str, why: str, sha256: str = ""
) -> CrosswalkVersion:
    versions = CrosswalkVersion.objects.filter(revision=revision)
    open_one = versions.filter(state__in=[State.DRAFT.value, State.AWAITING.value]).first()
    if open_one is not None:
        raise Refused(
            f"Version {open_one.number} of {revision.title} is open already. Go on with that one, or discard it first."
        )
    approved = versions.filter(state=State.APPROVED.value).first()
    if approved is not None and not why.strip():
        raise Refused(
            "Say why the approved crosswalk is corrected: the reason stays with the new version.", field="why"
        )
    version = CrosswalkVersion.objects.create(
        revision=revision,
        number=(versions.aggregate(last=Max("number"))["last"] or 0) + 1,
        source=source,
        source_sha256=sha256,
        why=why.strip(),
        made_from=approved,
        made_at=clock.now(),
        **_days(approved or revision),
    )
    write_rows(version, rows)
    words = f"Begun with {len(rows)} row{'' if len(rows) == 1 else 's'}. Source: {source}."
    told(version, by=by, action="begin_crosswalk", words=words, more={"why": why.strip(), "rows": len(rows)})
    return version


def _days(before: CrosswalkVersion | Revision) -> dict[str, date | None]:
    """The days that a version begins with: those of the approved one, or those that are set for the revision."""
    names = ("effective_on", "transition_ends_on", "last_start_on", "last_assessment_on")
    return {name: getattr(before, name, None) for name in names}


@writing()
def begin_from_spreadsheet(
    *, by: Actor, revision: Revision, file: str, content: bytes, why: str = ""
) -> CrosswalkVersion:
    """A draft with the rows of a spreadsheet. Raises `Refused`, naming what is wrong, for one that cannot be taken."""
    check_can_edit_crosswalks(by)
    sha256, rows = rows_of_file(revision, file, content)
    return begin_from_rows(by=by, revision=revision, rows=rows, source=file, sha256=sha256, why=why)


def rows_of_file(revision: Revision, file: str, content: bytes) -> tuple[str, tuple[DraftRow, ...]]:
    """The digest of a file, and the rows in it. Raises `Refused`, naming what is wrong, where it cannot be taken."""
    sha256, reading = read_crosswalk(revision, file, content)
    refusing = [problem for problem in reading.problems if problem.refuses]
    if refusing:
        said = " ".join(f"{each.where}: {each.what}. {each.do}" for each in refusing[:5])
        more = f" And {len(refusing) - 5} more." if len(refusing) > 5 else ""
        raise Refused(f"{file} cannot be taken; nothing was changed. {said}{more}", field="file")
    return sha256, reading.records


@writing()
@passes_guard(_of_revision, why="Reason")
def begin_from_staged(*, by: Account, revision: Revision, staged: UUID, why: str = "") -> CrosswalkVersion:
    """A draft with the rows of a file that was sent and looked at; the file is then let go. Raises `Refused`."""
    check_can_edit_crosswalks(by)
    row = staged_for(by, staged)
    version = begin_from_spreadsheet(
        by=by, revision=revision, file=row.file, content=bytes(row.content), why=why
    )
    row.delete()
    return version
