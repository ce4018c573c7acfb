"""The whole history of a standard, across revisions: where it came from, what it became, what was said of it, when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from standing.areas.audit.actors import Actor
from standing.areas.record.models import EditionEnd
from standing.areas.revisions.models import CrosswalkVersion, VersionRow
from standing.areas.revisions.permissions import check_can_see_revisions
from standing.areas.standards.models import Register as RegisterRow
from standing.areas.standards.models import Revision
from standing.areas.standards.registers import read_register
from standing.areas.standards.selectors import get_standard
from standing.core.catalogue import Standard, Statement
from standing.core.crosswalks.reconciling import keys_of
from standing.core.crosswalks.states import State
from standing.core.formats.nos_register import RegisterEntry
from standing.core.holdings import Holdings
from standing.core.rules.carry_over import CrosswalkRow


@dataclass(frozen=True)
class Lineage:
    """A row that leads to or from a standard, its revision, and the approved version that has it, if one has."""

    row: CrosswalkRow
    revision: Revision | None
    version: CrosswalkVersion | None
    approved: VersionRow | None


@dataclass(frozen=True)
class Registered:
    """What a register says of a standard, or of another edition of its code."""

    register: RegisterRow
    entry: RegisterEntry


@dataclass(frozen=True)
class History:
    """Everything that is known of a standard over time."""

    holdings: Holdings
    standard: Standard
    came_from: tuple[Lineage, ...]
    became: tuple[Lineage, ...]
    statements: tuple[Statement, ...]
    registered: tuple[Registered, ...]
    ends_on: date | None
    editions: tuple[Standard, ...]


def history_of(*, by: Actor, text: str) -> History:
    """The history of the standard that a code, an id or an alias names. Raises `Unknown`."""
    check_can_see_revisions(by)
    holdings, standard = get_standard(by=by, text=text)
    approved = _approved_rows()
    revisions = {each.code: each for each in Revision.objects.all()}

    def told(row: CrosswalkRow) -> Lineage:
        kept = approved.get((row.revision, row.old))
        return Lineage(row, revisions.get(row.revision), kept.version if kept else None, kept)

    ends = EditionEnd.objects.filter(standard=standard.id, retracted_on__isnull=True)
    return History(
        holdings=holdings,
        standard=standard,
        came_from=tuple(told(row) for row in _before(holdings, standard.id)),
        became=tuple(told(row) for row in _after(holdings, standard.id)),
        statements=holdings.statements.get(standard.id, ()),
        registered=_registered(standard),
        ends_on=min((row.ends_on for row in ends), default=None),
        editions=tuple(
            each for each in holdings.catalogue.by_code.get(standard.code, ()) if each.id != standard.id
        ),
    )


def _approved_rows() -> dict[tuple[str, str], VersionRow]:
    rows = VersionRow.objects.filter(version__state=State.APPROVED.value).select_related("version__revision")
    return {(row.version.revision.code, row.old_id): row for row in rows}


def _before(holdings: Holdings, start: str) -> list[CrosswalkRow]:
    """The rows that lead to a standard, over all revisions, the nearest first."""
    found: dict[CrosswalkRow, None] = {}
    met, ahead = {start}, [start]
    while ahead:
        rows = [row for each in ahead for row in holdings.rows_to.get(each, ())]
        found.update(dict.fromkeys(rows))
        ahead = [row.old for row in rows if row.old not in met]
        met.update(ahead)
    return list(found)


def _after(holdings: Holdings, start: str) -> list[CrosswalkRow]:
    """The rows that lead from a standard, over all revisions, the nearest first."""
    found: dict[CrosswalkRow, None] = {}
    met, ahead = {start}, [start]
    while ahead:
        rows = [row for each in ahead for row in holdings.rows_from.get(each, ())]
        found.update(dict.fromkeys(rows))
        ahead = [new for row in rows for new in row.new if new not in met]
        met.update(ahead)
    return list(found)


def _registered(standard: Standard) -> tuple[Registered, ...]:
    keys = keys_of(standard)
    return tuple(
        Registered(register, entry)
        for register in RegisterRow.objects.all()
        for entry in read_register(register, keys).entries
    )
