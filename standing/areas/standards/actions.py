"""Everything that writes to the catalogue: the one that comes with Standing, and documents a steward brings.

Nothing is overwritten and nothing removed. Each action writes its event and another version of the catalogue in
the same transaction, so that whoever reads it next knows.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from standing.areas.audit import clock
from standing.areas.audit.actions import record_event, writing
from standing.areas.audit.actors import Actor
from standing.areas.people.models import Account
from standing.areas.refusals import Refused
from standing.areas.standards.editions import add_edition, add_revision, settle_revision
from standing.areas.standards.loading import read_holdings
from standing.areas.standards.local import (
    add_local_competence,
    add_local_competences,
    change_local_competence,
)
from standing.areas.standards.models import SourceDocument, StagedSource
from standing.areas.standards.permissions import check_can_import_sources
from standing.areas.standards.registers import register_name, registers_read, write_register
from standing.areas.standards.staging import KEPT_FOR, staged_for
from standing.areas.standards.writing import write_changes
from standing.core.holdings import Holdings, bundled_holdings
from standing.core.importing import ImportReport, Prepared, prepare_import
from standing.core.merging import Changes, merge

__all__ = [
    "add_edition",
    "add_local_competence",
    "add_local_competences",
    "add_revision",
    "change_local_competence",
    "discard_staged_source",
    "import_bundled_catalogue",
    "import_source",
    "import_staged_source",
    "settle_revision",
    "stage_source",
]


def import_bundled_catalogue(*, by: Actor, holdings: Holdings | None = None) -> int:
    """Bring the catalogue that comes with Standing into the store, or the one given; return how many objects were
    written.

    Again: writes only what a newer Standing added. Raises `Refused`, changing nothing, if the store holds something
    that contradicts it, such as another title for an edition.
    """
    check_can_import_sources(by)
    with writing():
        changes = merge(read_holdings(), holdings or bundled_holdings(), "bundled catalogue")
        if changes.problems:
            raise Refused(
                "The bundled catalogue contradicts what this store holds; nothing was changed. "
                + " ".join(f"{problem.what}." for problem in changes.problems)
            )
        counts = _counts(changes)
        if changes.anything:
            write_changes(changes)
            record_event(
                by=by,
                action="import_bundled_catalogue",
                subject="catalogue:bundled",
                words={"written": counts},
            )
    return sum(sum(each.values()) for each in counts.values())


def import_source(
    *, by: Actor, file_name: str, content: bytes, as_format: str | None = None, dry_run: bool = False
) -> ImportReport:
    """Import a source document, whole or not at all, and report on it. The content tells its format, unless named.

    A refused file is no error: its report says so, with the lines and what to do. The same file again changes nothing.
    A dry run writes nothing and reports the same. Raises `Refused` for a format that does not exist.
    """
    check_can_import_sources(by)
    if dry_run:
        return _prepare(file_name, content, as_format).report
    with writing():
        prepared = _prepare(file_name, content, as_format)
        report, changes = prepared.report, prepared.changes
        if report.refused:
            return report
        is_new = _remember(report)
        if changes.anything:
            write_changes(changes)
        if prepared.register:
            name = register_name(prepared.register)
            write_register(name=name, file=report.file, sha256=report.sha256, entries=prepared.register)
        if is_new or changes.anything:
            record_event(
                by=by, action="import_source", subject=f"source:{report.sha256[:16]}", words=_words(report)
            )
    return report


def _prepare(file_name: str, content: bytes, as_format: str | None) -> Prepared:
    try:
        return prepare_import(read_holdings(), content, file_name, as_format, registers_read())
    except ValueError as error:
        raise Refused(str(error), field="format") from error


def _remember(report: ImportReport) -> bool:
    """Add the file to the documents that were imported; whether it was not there."""
    _, is_new = SourceDocument.objects.get_or_create(
        sha256=report.sha256,
        defaults={"format": report.format, "file": report.file, "imported_at": clock.now()},
    )
    return is_new


def _words(report: ImportReport) -> dict[str, Any]:
    words = report.as_json()
    words["repairs"], words["problems"] = len(report.repairs), len(report.problems)
    return words


def _counts(changes: Changes) -> dict[str, dict[str, int]]:
    """How many objects of each part were created and updated; parts without any are left out."""
    counts = {
        part: {"created": len(changes.created[part]), "updated": len(changes.updated[part])}
        for part in changes.created
    }
    return {part: each for part, each in counts.items() if any(each.values())}


def stage_source(*, by: Account, file_name: str, content: bytes) -> UUID:
    """Keep a file that somebody sent until they have looked at what importing it would do. Returns its name for them.

    Files staged more than a day ago, by anyone, are removed on the way.
    """
    check_can_import_sources(by)
    with writing():
        now = clock.now()
        StagedSource.objects.filter(staged_at__lt=now - timedelta(hours=KEPT_FOR)).delete()
        staged = StagedSource.objects.create(
            id=uuid4(), account=by, file=file_name, content=content, staged_at=now
        )
        record_event(by=by, action="stage_source", subject=f"staged:{staged.id}", words={"file": file_name})
    return staged.id


def import_staged_source(*, by: Account, staged: UUID) -> ImportReport:
    """Import a staged file and let it go. A refused one stays, so that its page can still be read.

    Raises `Refused` if it is not there any more, or is somebody else's.
    """
    check_can_import_sources(by)
    with writing():
        row = staged_for(by, staged)
        report = import_source(by=by, file_name=row.file, content=bytes(row.content))
        if not report.refused:
            row.delete()
    return report


def discard_staged_source(*, by: Account, staged: UUID) -> None:
    """Let a staged file go without importing it."""
    check_can_import_sources(by)
    with writing():
        row = staged_for(by, staged)
        record_event(
            by=by, action="discard_staged_source", subject=f"staged:{row.id}", words={"file": row.file}
        )
        row.delete()
