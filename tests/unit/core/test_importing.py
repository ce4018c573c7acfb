"""What importing a document would do, counted by its rows or entries."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from standing.core.formats import bundled
from standing.core.formats.results import Problem
from standing.core.holdings import Holdings
from standing.core.importing import ImportReport, prepare_import
from tests.facsimiles.register import entry, workbook

FACSIMILES = Path(__file__).resolve().parents[2] / "facsimiles"
TRACKING = (FACSIMILES / "tracking-document.txt").read_bytes()
LIST = (FACSIMILES / "competencies-list.txt").read_bytes()
WHOLE = Holdings(bundled.load(FACSIMILES / "catalogue"))
JUDGED = Holdings(bundled.load_judged(FACSIMILES / "catalogue"))


def counts(report: ImportReport) -> tuple[int, int, int, int]:
    return report.read, report.created, report.updated, report.unchanged


def test_rows_are_new_added_to_or_as_they_were() -> None:
    assert counts(prepare_import(JUDGED, TRACKING, "t.txt").report) == (22, 22, 0, 0)
    assert counts(prepare_import(WHOLE, TRACKING, "t.txt").report) == (22, 0, 22, 0)
    changes = prepare_import(WHOLE, TRACKING, "t.txt").changes
    said = (*WHOLE.catalogue.statements, *changes.created["statements"])
    after = Holdings(replace(WHOLE.catalogue, statements=said))
    assert counts(prepare_import(after, TRACKING, "t.txt").report) == (22, 0, 0, 22)


def test_entries_of_a_list_are_counted_by_their_statements() -> None:
    report = prepare_import(WHOLE, LIST, "l.txt").report
    assert report.read == report.created > 20


@pytest.mark.parametrize("content", [TRACKING[:2000], LIST[:1500], b"Dear all,", b""])
def test_a_refused_file_changes_nothing(content: bytes) -> None:
    prepared = prepare_import(WHOLE, content, "x.txt")
    assert prepared.report.refused
    assert counts(prepared.report)[1:] == (0, 0, 0)
    assert prepared.report.problems
    assert not prepared.changes.anything


def test_a_format_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(ValueError, match="There is no format 'csv'"):
        prepare_import(WHOLE, TRACKING, "t.txt", "csv")


def test_a_problem_for_later_refuses_nothing() -> None:
    report = ImportReport("f", "x", "0", read=1)
    assert not replace(report, problems=(Problem("x:1", "odd", "look", refuses=False),)).refused
    assert replace(report, problems=(Problem("x:1", "odd", "look"),)).refused


def test_the_keys_of_a_report_are_fixed() -> None:
    answer = prepare_import(JUDGED, TRACKING, "t.txt").report.as_json()
    assert list(answer) == [
        "format", "file", "sha256", "read", "created", "updated", "unchanged", "repairs", "problems"
    ]  # fmt: skip
    assert list(answer["repairs"][0]) == ["where", "what", "before", "after"]


def test_a_register_is_new_once_and_changes_nothing_in_the_catalogue() -> None:
    content = workbook([entry("LMPGL10", "Greet travellers"), entry("LMPGL11", "Walk on")])
    prepared = prepare_import(Holdings(), content, "register.xlsx")
    assert (prepared.report.read, prepared.report.created, prepared.report.unchanged) == (2, 2, 0)
    assert [each.urn for each in prepared.register] == ["LMPGL10", "LMPGL11"]
    assert not prepared.changes.anything
    again = prepare_import(Holdings(), content, "register.xlsx", seen=[prepared.report.sha256])
    assert (again.report.created, again.report.unchanged, again.register) == (0, 2, ())


def test_a_table_of_standards_is_counted_by_its_standards() -> None:
    table = b"code,edition,title\nGL20,2026,Light a lamp\nGL21,2026,Put out a lamp\n"
    prepared = prepare_import(Holdings(), table, "table.csv")
    assert (prepared.report.read, prepared.report.created) == (2, 2)
    assert [each.id for each in prepared.changes.created["standards"]] == ["GL20@2026", "GL21@2026"]
