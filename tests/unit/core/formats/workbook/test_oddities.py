"""What real programs write besides the plain: each is read as it is meant, or is an error in words at its cell."""

from __future__ import annotations

import io
import struct
import zipfile
from datetime import date, datetime, time, timedelta

import pytest

from standing.core.formats.workbook import Merge, Sheet, Workbook, read_workbook
from standing.core.formats.workbook.model import Cell, quoted
from standing.core.formats.workbook.xls import _of_sheet
from standing.core.formats.workbook.xlsx_sheet import UNSAVED
from tests.facsimiles.workbooks import Page, Put, to_ods, to_openpyxl, to_xls, to_xlsx
from tests.unit.core.formats.workbook.test_refusals import MAIN, RELATED, XML, packed, refusal, xlsx_parts


def of_xlsx(sheet: str, **parts: str) -> Workbook:
    return read_workbook(
        "w.xlsx", packed(xlsx_parts(sheet) | {name.replace("__", "/"): text for name, text in parts.items()})
    )


def shown(sheet: Sheet) -> dict[tuple[int, int], object]:
    return {(row, column): cell.error or cell.value for row, column, cell in sheet.filled()}


def test_every_kind_of_cell_of_xlsx_is_read_or_is_an_error() -> None:
    cells = (
        '<c r="A1" t="inlineStr"><is><t>Jo</t><r><t> Doe</t></r><rPh><t>aid</t></rPh></is></c>'
        '<c r="B1" t="str"><f>A1</f><v>x_x0041_</v></c><c r="C1" t="b"><v>1</v></c>'
        '<c r="D1" t="d"><v>2025-03-04</v></c>'
        '<c r="E1" t="d"><v>2025-03-04T10:00:00Z</v></c><c r="F1" t="d"><v>soon</v></c><c r="G1" t="e"><v>#N/A</v></c>'
        '<c r="H1" t="z"><v>1</v></c><c r="I1" t="s"><v>9</v></c><c r="J1"><v>1e400</v></c><c r="K1"><v>one</v></c>'
        '<c r="L1"><v> </v></c><c r="M1"><f>1+1</f><v></v></c><c r="N1"><f>1+1</f></c><c r="O1" s="7"/>'
        '<c r="P1" t="s"><v>x</v></c><c><v>2.50</v></c>'
    )
    sheet = of_xlsx(f"<sheetData><row>{cells}</row></sheetData>").sheets[0]
    assert shown(sheet) == {
        (1, 1): "Jo Doe",
        (1, 2): "xA",
        (1, 3): True,
        (1, 4): date(2025, 3, 4),
        (1, 5): datetime.combine(date(2025, 3, 4), time(10)),
        (1, 6): "'soon' where a date should be",
        (1, 7): "the error #N/A",
        (1, 8): "a value of a kind that is not known (z)",
        (1, 9): "a text that the file does not hold",
        (1, 10): "'1e400' where a number should be",
        (1, 11): "'one' where a number should be",
        (1, 13): UNSAVED,
        (1, 14): UNSAVED,
        (1, 16): "a text that the file does not hold",
        (1, 17): 2.5,
    }
    assert sheet.cell(1, 2).formula


def test_rows_and_cells_without_a_number_follow_each_other_and_hidden_ones_are_known() -> None:
    sheet = of_xlsx(
        '<sheetFormatPr zeroHeight="1"/><cols><col min="2" max="16384" hidden="1"/><col min="1" max="1" width="0"/>'
        '<col min="x" max="1" hidden="1"/><col min="9" max="9" width="8"/></cols>'
        '<sheetViews><pane ySplit="2" state="frozen"/>'
        '<pane xSplit="2" state="frozenSplit"/><pane ySplit="9" state="split"/></sheetViews>'
        '<sheetData><row><c><v>1</v></c></row><row hidden="0"><c><v>2</v></c></row>'
        '<row hidden="0" ht="0" customHeight="1"><c><v>3</v></c></row>'
        '<row r="9" hidden="0"><c r="$B$9"><v>4</v></c></row></sheetData>'
        '<mergeCells><mergeCell ref="B9:A8"/><mergeCell ref="A1"/><mergeCell ref="A1:??"/></mergeCells>'
    ).sheets[0]
    assert shown(sheet) == {(1, 1): 1, (2, 1): 2, (3, 1): 3, (9, 2): 4}
    assert sheet.hidden_rows == {1, 3}
    assert {1, 2, 2000} <= sheet.hidden_columns
    assert 2001 not in sheet.hidden_columns
    assert sheet.frozen_rows == 0
    assert sheet.merged == (Merge(8, 1, 9, 2),)


def test_parts_are_found_by_their_relations_wherever_they_lie() -> None:
    book = f'{XML}<x:workbook xmlns:x="{MAIN[7:-1]}" {RELATED}><x:workbookPr date1904="true"/><x:sheets>'
    book += '<x:sheet name="A" r:id="r1" state="veryHidden"/><x:sheet name="Chart" r:id="r2"/></x:sheets></x:workbook>'
    parts = {
        "_rels/.rels": '<R><Relationship Id="b" Type="t/core-properties" Target="p.xml"/>'
        '<Relationship Id="a" Type="t/officeDocument" Target="/Other/Workbook.xml"/></R>',
        "other/workbook.xml": book,
        "other/_rels/workbook.xml.rels": '<R><Relationship Id="r1" Type="t/worksheet" Target="../s.xml"/>'
        '<Relationship Id="r2" Type="t/chartsheet" Target="c.xml"/>'
        '<Relationship Id="r3" Type="t/sharedStrings" Target="gone.xml"/>'
        '<Relationship Id="r4" Type="t/externalLink" Target="file:///c:/x.xlsx" TargetMode="External"/></R>',
        "s.xml": f"<x:worksheet xmlns:x='{MAIN[7:-1]}'><x:sheetData><x:row><x:c><x:v>5</x:v></x:c></x:row>"
        "</x:sheetData></x:worksheet>",
        "[Content_Types].xml": "<Types/>",
    }
    found = read_workbook("w.xlsx", packed(parts))
    assert found.starts_1904
    assert [(sheet.name, sheet.hidden) for sheet in found.sheets] == [("A", True)]
    assert found.remarks == (
        "The sheet “Chart” is not a sheet of cells (it may be a chart). It was not read.",
    )


def test_shared_texts_and_styles_are_looked_up_and_odd_ones_do_no_harm() -> None:
    relations = (
        '<R><Relationship Id="r1" Type="t/worksheet" Target="worksheets/sheet1.xml"/>'
        '<Relationship Id="r2" Type="t/sharedStrings" Target="strings.xml"/>'
        '<Relationship Id="r3" Type="t/styles" Target="styles.xml"/></R>'
    )
    styles = (
        f'<styleSheet {MAIN}><numFmts><numFmt numFmtId="170" formatCode="mmm yyyy"/></numFmts><fonts><font/><font>'
        '<strike/></font><font><strike val="0"/></font></fonts><fills><fill><patternFill><fgColor theme="1"/>'
        '</patternFill></fill><fill><patternFill><fgColor rgb="FFff0000"/></patternFill></fill></fills>'
        '<cellXfs><xf numFmtId="170" fontId="1" fillId="1"/>'
        '<xf numFmtId="9999" fontId="2" fillId="x"/><xf fontId="99"/></cellXfs><dxfs><dxf><font><strike/></font><fill>'
        '<patternFill><fgColor rgb="FF00FF00"/></patternFill></fill></dxf></dxfs></styleSheet>'
    )
    cells = '<c s="0"><v>45748</v></c><c s="1"><v>45748</v></c><c s="2" t="s"><v>0</v></c><c s="77" t="s"><v>1</v></c>'
    parts = {
        "xl/_rels/workbook.xml.rels": relations,
        "xl/strings.xml": f"<sst {MAIN}><si><t>One</t></si><si><r><t>T</t></r><r><t>wo</t></r><rPh><t>no</t></rPh>"
        "</si></sst>",
        "xl/styles.xml": styles,
    }
    sheet = read_workbook(
        "w", packed(xlsx_parts(f"<sheetData><row>{cells}</row></sheetData>") | parts)
    ).sheets[0]
    assert sheet.rows[0] == (
        Cell(date(2025, 4, 1), format="mmm yyyy", fill="FF0000", struck=True),
        Cell(45748),
        Cell("One"),
        Cell("Two"),
    )


def test_a_result_of_nothing_in_a_workbook_never_worked_out_is_none() -> None:
    page = Page("A")
    page.row(1, "x", Put(0, formula="=B2+1"), Put(7, formula="=B2+7"))
    sheet = read_workbook("w", to_xlsx([page])).sheets[0]
    assert [cell.error or cell.value for cell in sheet.rows[0]] == ["x", UNSAVED, 7]


def test_what_is_not_read_is_named() -> None:
    parts = dict.fromkeys(
        ("xl/vbaProject.bin", "xl/externalLinks/e1.xml", "xl/comments1.xml", "xl/media/i.png"), ""
    )
    parts |= dict.fromkeys(
        ("xl/threadedComments/t.xml", "xl/connections.xml", "xl/embeddings/a.docx", "xl/charts/c.xml"), ""
    )
    remarks = " ".join(
        read_workbook(
            "w", packed(xlsx_parts("<sheetData><row><c><f>1</f><v>1</v></c></row></sheetData>") | parts)
        ).remarks
    )
    words = (
        "macros",
        "links to other workbooks",
        "comments",
        "pictures",
        "from elsewhere",
        "other files",
        "charts",
        "formulas",
    )
    for word in words:
        assert remarks.count(word) == 1
    page = Page("A")
    page.row(1, "x")
    with zipfile.ZipFile(io.BytesIO(to_ods([page]))) as package:
        ods = {name: package.read(name) for name in package.namelist()}
    note = b"<office:annotation><text:p>secret</text:p></office:annotation><text:p>x</text:p>"
    note += b"<table:table><table:table-row/></table:table>"
    ods["content.xml"] = ods["content.xml"].replace(b"<text:p>x</text:p>", note)
    book = read_workbook(
        "w", packed(ods | {"Basic/a.xml": b"", "Pictures/a.png": b"", "ObjectReplacements/a": b""})
    )
    assert shown(book.sheets[0]) == {(1, 1): "x"}
    remarks = " ".join(book.remarks)
    for word in ("macros", "comments", "pictures", "charts", "A table inside a cell"):
        assert remarks.count(word) == 1


def ods_with(cells: str, before: str = "") -> Workbook:
    page = Page("A")
    page.row(1, "CELLS")
    with zipfile.ZipFile(io.BytesIO(to_ods([page]))) as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}
    cell = '<table:table-cell office:value-type="string"><text:p>CELLS</text:p></table:table-cell>'
    assert cell in parts["content.xml"]
    parts["content.xml"] = (
        parts["content.xml"]
        .replace(cell, cells)
        .replace("<office:spreadsheet>", f"<office:spreadsheet>{before}")
    )
    return read_workbook("w.ods", packed(parts))


def test_every_kind_of_cell_of_ods_is_read_or_is_an_error() -> None:
    def cell(kind: str, attributes: str = "", words: str = "") -> str:
        return f'<table:table-cell office:value-type="{kind}" {attributes}><text:p>{words}</text:p></table:table-cell>'

    cells = "".join(
        (
            cell("float", 'office:value="1.50"'),
            cell("percentage", 'office:value="1"'),
            cell("currency", 'office:value="x"'),
            cell("float", 'office:value="inf"'),
            cell("date", 'office:date-value="2025-03-04T10:00:00.123456789"'),
            cell("date", 'office:date-value="today"'),
            cell("time", 'office:time-value="PT10H30M00S"'),
            cell("time", 'office:time-value="-P1DT1H"'),
            cell("time", 'office:time-value="late"'),
            cell("boolean", 'office:boolean-value="false"', "FALSE"),
            cell("string", 'office:string-value="said"', "shown"),
            cell(
                "string",
                "",
                'a<text:s text:c="2"/>b<text:tab/>c<text:line-break/>d<text:span>e</text:span></text:p><text:p>f',
            ),
            cell("string", 'table:formula="of:=X1"', "Err:502"),
            cell("string", 'table:formula="of:=X1"', ""),
            '<table:table-cell table:formula="of:=X1"/>',
            "<table:table-cell><text:p>bare</text:p></table:table-cell>",
            "<table:table-cell/>",
        )
    )
    book = ods_with(
        cells,
        '<table:calculation-settings><table:null-date table:date-value="1904-01-01"/></table:calculation-settings>',
    )
    assert book.starts_1904
    assert shown(book.sheets[0]) == {
        (1, 1): 1.5,
        (1, 2): 1,
        (1, 3): "'x' where a number should be",
        (1, 4): "'inf' where a number should be",
        (1, 5): datetime.combine(date(2025, 3, 4), time(10)),
        (1, 6): "'today' where a date should be",
        (1, 7): timedelta(hours=10, minutes=30),
        (1, 8): -timedelta(days=1, hours=1),
        (1, 9): "'late' where a time should be",
        (1, 10): False,
        (1, 11): "said",
        (1, 12): "a  b\tc\nde\nf",
        (1, 13): "the error Err:502",
        (1, 15): UNSAVED,
        (1, 16): "bare",
    }


def test_a_cell_of_ods_without_a_style_has_that_of_its_row_or_column() -> None:
    date_cell = '<table:table-cell office:value-type="date" office:date-value="2025-04-01"><text:p/></table:table-cell>'
    page = Page("A")
    page.row(1, "x", "y")
    with zipfile.ZipFile(io.BytesIO(to_ods([page]))) as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}
    text = parts["content.xml"].replace(
        "<table:table-column/>", '<table:table-column table:default-cell-style-name="month"/>', 1
    )
    row = f'<table:table-row table:default-cell-style-name="day">{date_cell}</table:table-row>'
    text = text.replace(
        "<table:table-row>",
        f"<table:table-row>{date_cell}{date_cell}</table:table-row>{row}<table:table-row>",
        1,
    )
    parts["content.xml"] = text
    sheet = read_workbook("w", packed(parts)).sheets[0]
    assert [sheet.cell(1, 1).format, sheet.cell(1, 2).format, sheet.cell(2, 1).format] == ["my", "", "dmy"]


def test_odd_styles_of_ods_do_no_harm() -> None:
    loose = '<style:text-properties style:text-line-through-style="solid"/><number:day/>'
    book = ods_with("<table:table-cell><text:p>x</text:p></table:table-cell><text:p>loose</text:p>", loose)
    assert shown(book.sheets[0]) == {(1, 1): "x"}


def test_formulas_of_xls_are_known_and_what_was_not_saved_is_an_error() -> None:
    page = Page("A")
    page.row(1, "x", Put(None, formula="=1+1"), Put("", error=42), True)
    sheet = read_workbook("w", to_xls([page])).sheets[0]
    assert [cell.error or cell.value for cell in sheet.rows[0]] == ["x", UNSAVED, "the error #N/A", True]


def test_the_stream_of_a_workbook_of_excel_5_has_another_name() -> None:
    page = Page("A")
    page.row(1, "x", Put(None, formula="=1+1"))
    content = bytearray(to_xls([page]))
    at = content.find("Workbook".encode("utf-16-le"))
    content[at : at + 18] = "Book".encode("utf-16-le").ljust(18, b"\0")
    content[at + 64] = 10
    sheet = read_workbook("w.xls", bytes(content)).sheets[0]
    assert [cell.error or cell.value for cell in sheet.rows[0]] == ["x", UNSAVED]


def test_notes_and_marks_of_calculation_of_xls_are_seen() -> None:
    """Two records of no use (how to print) made into a note and into Excel's mark."""
    page = Page("A")
    page.row(1, "x", Put(None, formula="=1+1"))
    content = bytearray(to_xls([page]))
    globals_end = content.find(b"\x85\x00")
    mark = content.find(b"\x8d\x00\x02\x00")
    assert 0 < mark < globals_end
    content[mark : mark + 2] = b"\xc1\x01"
    setup = content.rfind(b"\xa1\x00\x22\x00")
    assert setup > globals_end
    content[setup : setup + 2] = b"\x1c\x00"
    # Row, column, flags, object; its author, of 23 letters.
    content[setup + 4 : setup + 38] = struct.pack("<HHHHHB", 0, 0, 0, 1, 23, 0) + b"J" * 23
    book = read_workbook("w.xls", bytes(content))
    assert "comments" in book.remarks[0]
    # Excel has worked it out, and found nothing.
    assert [cell.value for cell in book.sheets[0].rows[0]] == ["x"]


def test_formulas_of_a_chart_within_a_sheet_of_xls_are_passed_over() -> None:
    def record(kind: int, data: bytes = b"") -> bytes:
        return struct.pack("<HH", kind, len(data)) + data

    formula = record(0x0006, struct.pack("<HHH", 4, 2, 0) + b"\0" * 8)
    chart = record(0x0809) + record(0x0006, b"\0" * 14) + record(0x000A)
    found = _of_sheet(record(0x0809) + chart + formula + record(0x0006) + record(0x000A) + formula, 0, True)
    assert found.places == {(4, 2)}
    assert _of_sheet(record(0x0809) + formula, 0, True).places == {(4, 2)}


def test_macros_of_xls_are_named_and_a_protected_one_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    page = Page("A")
    page.row(1, "x")
    content = to_xls([page])
    book = read_workbook("w", content + "_VBA_PROJECT".encode("utf-16-le"))
    assert "macros" in book.remarks[0]

    class Locked:
        @staticmethod
        def open_workbook(**_: object) -> None:
            raise ValueError("Workbook is encrypted")

    monkeypatch.setattr("standing.core.formats.workbook.xls.importlib.import_module", lambda _: Locked)
    assert "password" in refusal(content).what


def test_two_sheets_of_one_name_are_refused_so_that_no_address_means_two_cells() -> None:
    sheets = '<sheet name="A" r:id="r1"/><sheet name="A" r:id="r1"/>'
    parts = xlsx_parts("<sheetData><row><c><v>1</v></c></row></sheetData>")
    parts |= {"xl/workbook.xml": f"<workbook {MAIN} {RELATED}><sheets>{sheets}</sheets></workbook>"}
    assert "same name" in refusal(packed(parts)).what


def test_blocks_that_lie_over_each_other_do_not_take_for_ever() -> None:
    merged = "".join(f'<mergeCell ref="A1:ALL{row}"/>' for row in range(1, 2_000))
    cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1000"><c r="ALL1000"><v>2</v></c></row>'
    sheet = of_xlsx(f"<sheetData>{cells}</sheetData><mergeCells>{merged}</mergeCells>").sheets[0]
    assert sheet.merge_at(1, 5) is not None
    assert sheet.merge_at(1000, 1000) is None


def test_a_text_longer_than_a_cell_can_hold_is_an_error_at_its_cell() -> None:
    cells = f"<c t='str'><v>{'x' * 65_535}</v></c><c t='str'><v>{'x' * 65_536}</v></c>"
    (row,) = of_xlsx(f"<sheetData><row>{cells}</row></sheetData>").sheets[0].rows
    assert row[0].value == "x" * 65_535
    assert row[1] == Cell(error="a text of 65,536 letters, more than a cell can hold")


def test_a_text_longer_than_the_csv_reader_takes_by_itself_is_named_too() -> None:
    (row,) = read_workbook("w.csv", b"a," + b"x" * 200_000).sheets[0].rows
    assert row[1] == Cell(error="a text of 200,000 letters, more than a cell can hold")


@pytest.mark.parametrize(
    ("name", "written"),
    [("Sheet1", "Sheet1"), ("Ward 3", "'Ward 3'"), ("2026", "'2026'"), ("O'Hara", "'O''Hara'"), ("", "''")],
)
def test_a_sheet_is_named_in_an_address_as_a_spreadsheet_does(name: str, written: str) -> None:
    assert quoted(name) == written


def test_unsaved_formulas_by_a_script_are_errors() -> None:
    page = Page("A")
    page.row(1, "x", Put(None, formula="=TODAY()"))
    sheet = read_workbook("w", to_openpyxl([page])).sheets[0]
    assert sheet.cell(1, 2).error == UNSAVED
