"""One door for source documents: recognise a file by its content, read it, and say what it would bring into a
catalogue.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from standing.core.catalogue import Catalogue, Revision, Standard, Statement
from standing.core.formats import (
    competencies_list,
    crosswalk,
    nos_register,
    standards_table,
    tracking_document,
)
from standing.core.formats.decoding import decode
from standing.core.formats.results import Problem, Reading, Repair, in_order, where
from standing.core.formats.workbook import Unreadable, Workbook, read_workbook
from standing.core.rules.carry_over import CrosswalkRow

FORMATS = (tracking_document.FORMAT, competencies_list.FORMAT, nos_register.FORMAT, standards_table.FORMAT)
_WORKBOOKS = frozenset({nos_register.FORMAT, standards_table.FORMAT})
_PACKED = (b"PK", b"\xd0\xcf\x11\xe0")
"""How spreadsheets begin that are not text: a packed file, and the older kind."""


@dataclass(frozen=True)
class Source:
    """What a source document says, and what it brings: standards, crosswalk rows of a revision, statements of
    status.

    `read` counts the rows or entries that were read whole. What disagrees with the catalogue is a problem and
    is not among what the document brings. `format` is empty if the file was not recognised.
    """

    format: str
    file: str
    sha256: str
    read: int = 0
    revision: Revision | None = None
    standards: tuple[Standard, ...] = ()
    crosswalk: tuple[CrosswalkRow, ...] = ()
    statements: tuple[Statement, ...] = ()
    entries: tuple[competencies_list.Entry, ...] = ()
    register: tuple[nos_register.RegisterEntry, ...] = ()
    repairs: tuple[Repair, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def refused(self) -> bool:
        """True when nothing could be read."""
        return self.read == 0


def recognise(data: bytes) -> str | None:
    """The name of the format that these bytes are in, or None."""
    return _recognised(data, "")[0]


def _recognised(data: bytes, file: str) -> tuple[str | None, Workbook | Problem | None]:
    """The format of these bytes, or None; and the workbook in them, where it had to be read to tell."""
    if not data.startswith(_PACKED):
        text = "\n".join(decode(data, "").lines)
        if tracking_document.is_one(text):
            return tracking_document.FORMAT, None
        if competencies_list.is_one(text):
            return competencies_list.FORMAT, None
    workbook = _workbook(data, file)
    return _recognise_workbook(workbook), workbook


def _workbook(data: bytes, file: str) -> Workbook | Problem:
    """The workbook in these bytes, or the problem that there is none."""
    try:
        return read_workbook(file, data)
    except Unreadable as error:
        return Problem(where(file, 1), error.what.rstrip("."), error.do)


def _recognise_workbook(workbook: Workbook | Problem) -> str | None:
    if isinstance(workbook, Problem):
        return None
    if nos_register.is_one(workbook):
        return nos_register.FORMAT
    return standards_table.FORMAT if standards_table.is_one(workbook) else None


def read_source(data: bytes, file: str, catalogue: Catalogue, as_format: str | None = None) -> Source:
    """Reads a source document of a named or recognised format. Raises ValueError for a format that does not
    exist.
    """
    if as_format is not None and as_format not in FORMATS:
        raise ValueError(
            f"There is no format {as_format!r}; there are {', '.join(FORMATS[:-1])} and {FORMATS[-1]}."
        )
    sha256 = hashlib.sha256(data).hexdigest()
    found, workbook = (as_format, None) if as_format else _recognised(data, file)
    if found is None:
        return _unrecognised(data, file, sha256)
    if found in _WORKBOOKS:
        return _from_workbook(found, workbook or _workbook(data, file), sha256, catalogue, file)
    if found == tracking_document.FORMAT:
        return _tracking(tracking_document.read(data, file, catalogue), file, sha256, catalogue)
    return _list(competencies_list.read(data, file, catalogue), file, sha256, catalogue)


def _from_workbook(
    format_: str, workbook: Workbook | Problem, sha256: str, catalogue: Catalogue, file: str
) -> Source:
    """A register brings what it says of each standard; a table of standards brings the standards."""
    if isinstance(workbook, Problem):
        return Source(format_, file, sha256, problems=(workbook,))
    if format_ == nos_register.FORMAT:
        register = nos_register.read(workbook)
        source = Source(format_, file, sha256, len(register.records), register=register.records)
        return replace(source, repairs=register.repairs, problems=register.problems)
    table = standards_table.read(workbook, catalogue)
    source = Source(format_, file, sha256, len(table.records), standards=table.records)
    return replace(source, repairs=(*workbook.repairs, *table.repairs), problems=table.problems)


def _unrecognised(data: bytes, file: str, sha256: str) -> Source:
    text = decode(data, file)
    what = "the file is not recognised: it is no tracking document, competencies list, register or table of standards"
    do = f"Check the file, or name its format: {', '.join(FORMATS[:-1])} or {FORMATS[-1]}."
    refusal = (
        text.problems
        if not text.lines and not data.startswith(_PACKED)
        else (Problem(where(file, 1), what, do),)
    )
    return Source("", file, sha256, problems=refusal)


def _tracking(
    reading: Reading[tracking_document.TrackingRow], file: str, sha256: str, catalogue: Catalogue
) -> Source:
    """A tracking document brings the two standards of each row, the row, and what it says of their status."""
    source = Source(
        reading.format, file, sha256, len(reading.records), repairs=reading.repairs, problems=reading.problems
    )
    revision = tracking_document.revision_of(reading.records, catalogue) if reading.records else None
    if revision is None:
        return source
    built = crosswalk.build(reading.records, revision, catalogue, file)
    statements = crosswalk.statements(built, revision)
    problems = in_order([*reading.problems, *built.problems])
    return replace(
        source,
        revision=revision,
        standards=built.standards,
        crosswalk=built.rows,
        statements=statements,
        problems=problems,
    )


def _list(reading: Reading[competencies_list.Entry], file: str, sha256: str, catalogue: Catalogue) -> Source:
    """A competencies list brings a statement for each entry, and a standard where the entry has no other
    source.
    """
    source = Source(
        reading.format, file, sha256, len(reading.records), repairs=reading.repairs, problems=reading.problems
    )
    known = competencies_list.list_of(reading.records, catalogue) if reading.records else None
    if known is None:
        return source
    return replace(
        source,
        standards=competencies_list.standards(reading.records, known),
        statements=competencies_list.statements(reading.records, known),
        entries=reading.records,
    )
