"""Everything that reads the catalogue for a page, a command or another area."""

from __future__ import annotations

from uuid import UUID

from standing.areas.audit.actors import Actor
from standing.areas.people.models import Account
from standing.areas.standards.loading import read_holdings
from standing.areas.standards.models import SourceDocument
from standing.areas.standards.models import Standard as StandardRow
from standing.areas.standards.permissions import check_can_import_sources, check_can_see_catalogue
from standing.areas.standards.registers import registers_read
from standing.areas.standards.staging import staged_for
from standing.core.answers import standards_asked
from standing.core.catalogue import LOCAL, Standard
from standing.core.holdings import Holdings
from standing.core.importing import ImportReport, prepare_import


def get_holdings(*, by: Actor) -> Holdings:
    """The catalogue of the store. One query for what is in memory; a fixed number for one just written."""
    check_can_see_catalogue(by)
    return read_holdings()


def preview_staged_source(*, by: Account, staged: UUID) -> ImportReport:
    """What importing a staged file would do. Writes nothing. Raises `Refused` if it is gone or is somebody else's."""
    check_can_import_sources(by)
    row = staged_for(by, staged)
    return prepare_import(read_holdings(), bytes(row.content), row.file, seen=registers_read()).report


def list_source_documents(*, by: Actor) -> list[SourceDocument]:
    """The documents that were imported, the latest first."""
    check_can_see_catalogue(by)
    return list(SourceDocument.objects.all())


def list_local_competences(*, by: Actor) -> list[StandardRow]:
    """The service's own competences, in the order in which they were added."""
    check_can_see_catalogue(by)
    return list(StandardRow.objects.filter(suite__code=LOCAL).select_related("suite"))


def local_competence(*, by: Actor, standard: str) -> StandardRow | None:
    """One of the service's own competences by id, or None."""
    check_can_see_catalogue(by)
    return StandardRow.objects.filter(suite__code=LOCAL, pk=standard).select_related("suite").first()


def get_standard(*, by: Actor, text: str) -> tuple[Holdings, Standard]:
    """The catalogue, and the standard a code, an id or an alias names: the latest edition unless the text says which.

    Raises `Unknown` when it names none.
    """
    holdings = get_holdings(by=by)
    return holdings, standards_asked(holdings, text)[0]
