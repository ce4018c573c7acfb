"""From the bytes of a source document to what importing it would do, and the report that says so. Writes nothing."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from standing.core.catalogue import Catalogue
from standing.core.formats.nos_register import RegisterEntry
from standing.core.formats.results import Problem, Repair
from standing.core.formats.source import Source, read_source
from standing.core.holdings import Holdings
from standing.core.merging import Changes, merge


@dataclass(frozen=True)
class ImportReport:
    """What importing a file did, or would do. Counts are of the rows or entries of the file.

    `read` counts those that were understood. A file is taken whole or not at all: `refused` says that nothing was
    changed, and the problems say why. A problem that does not refuse is for a person to settle later.
    """

    format: str
    file: str
    sha256: str
    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    repairs: tuple[Repair, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether the file cannot be taken."""
        return self.read == 0 or any(problem.refuses for problem in self.problems)

    def as_json(self) -> dict[str, Any]:
        """One file's part of the answer of `standing import`."""
        return {
            "format": self.format,
            "file": self.file,
            "sha256": self.sha256,
            "read": self.read,
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "repairs": [
                {"where": each.where, "what": each.what, "before": each.before, "after": each.after}
                for each in self.repairs
            ],
            "problems": [{"where": each.where, "what": each.what, "do": each.do} for each in self.problems],
        }


@dataclass(frozen=True)
class Prepared:
    """A report, and what it speaks of: the changes to the catalogue, and the entries of a register that is new here.

    None of either if the file is refused.
    """

    report: ImportReport
    changes: Changes
    register: tuple[RegisterEntry, ...] = ()


def prepare_import(
    held: Holdings, content: bytes, file: str, as_format: str | None = None, seen: Collection[str] = ()
) -> Prepared:
    """What importing a file into a catalogue would do. Raises ValueError for a format that does not exist.

    `seen` are the digests of the registers that were read before: reading one again changes nothing.
    """
    source = read_source(content, file, held.catalogue, as_format)
    brought = Catalogue(standards=source.standards, crosswalk=source.crosswalk, statements=source.statements)
    changes = merge(held, Holdings(brought), file)
    problems = (*source.problems, *changes.problems)
    report = ImportReport(
        source.format, file, source.sha256, source.read, repairs=source.repairs, problems=problems
    )
    if report.refused:
        return Prepared(report, Changes())
    if source.register:
        is_new = source.sha256 not in seen
        report = replace(report, created=source.read) if is_new else replace(report, unchanged=source.read)
        return Prepared(report, changes, source.register if is_new else ())
    return Prepared(_counted(report, source, changes), changes)


def _counted(report: ImportReport, source: Source, changes: Changes) -> ImportReport:
    """The report with each row or entry as new, added to, or as it was."""
    tally = {"created": 0, "updated": 0, "unchanged": 0}
    for main, beside in _records(source):
        tally[_fate(changes, main, beside)] += 1
    return ImportReport(
        report.format,
        report.file,
        report.sha256,
        report.read,
        **tally,
        repairs=report.repairs,
        problems=report.problems,
    )


Named = tuple[str, Hashable]


def _records(source: Source) -> Iterable[tuple[Named, list[Named]]]:
    """Each row or entry: the object it is, and those it brings beside it."""
    if source.crosswalk:
        said = {statement.standard: statement for statement in source.statements}
        for row in source.crosswalk:
            beside: list[Named] = [("standards", standard) for standard in (row.old, *row.new)]
            told = [said[standard] for standard in (row.old, *row.new) if standard in said]
            beside += [("statements", (each.standard, each.source, each.as_of)) for each in told]
            yield ("crosswalk", (row.revision, row.old)), beside
    elif not source.statements:
        for standard in source.standards:
            yield ("standards", standard.id), []
    else:
        for each in source.statements:
            yield ("statements", (each.standard, each.source, each.as_of)), [("standards", each.standard)]


def _fate(changes: Changes, main: Named, beside: list[Named]) -> str:
    if main[1] in changes.touched(main[0])[0]:
        return "created"
    touched = any(key in keys for part, key in [main, *beside] for keys in changes.touched(part))
    return "updated" if touched else "unchanged"
