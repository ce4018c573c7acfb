"""Files that were made to hurt, or that are something else, are refused in words that say what to do, and quickly."""

from __future__ import annotations

import io
import struct
import time
import zipfile
from collections.abc import Iterator

import openpyxl
import pytest

from standing.core.formats.workbook import Limits, Unreadable, read_workbook
from tests.facsimiles.workbooks import Page, Put, to_ods, to_text, to_xls, to_xlsx

XML = '<?xml version="1.0"?>'
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATED = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def packed(parts: dict[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def xlsx_parts(sheet: str, **more: str | bytes) -> dict[str, str | bytes]:
    """The fewest parts of an xlsx workbook with one sheet."""
    relation = '<Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/>'
    return {
        "xl/workbook.xml": f'{XML}<workbook {MAIN} {RELATED}><sheets><sheet name="A" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f"{XML}<Relationships>{relation}</Relationships>",
        "xl/worksheets/sheet1.xml": f"{XML}<worksheet {MAIN}>{sheet}</worksheet>",
    } | more


def refusal(content: bytes, name: str = "w", limits: Limits | None = None) -> Unreadable:
    began = time.process_time()
    with pytest.raises(Unreadable) as caught:
        read_workbook(name, content, limits or Limits())
    assert time.process_time() - began < 20
    assert caught.value.what.endswith(".")
    assert caught.value.do.endswith(".")
    assert str(caught.value) == f"{caught.value.what} {caught.value.do}"
    return caught.value


ONE = "<sheetData><row><c><v>1</v></c></row></sheetData>"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b" \r\n\0", "empty"),
        (b",,\n,,\n", "Nothing stands"),
        (b"\xef\xbb\xbf", "empty"),
        (b"%PDF-1.7", "PDF"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"Rar!\x1a", "RAR"),
        (b"7z\xbc\xaf\x27", "7-Zip"),
        (b"{\\rtf1}", "RTF"),
        (b"\x89PNG\r\n", "picture"),
        (b"SQLite format 3\0", "database"),
        (b"PAR1", "Parquet"),
        (b"<!DOCTYPE html><table>", "web page"),
        (b"\xef\xbb\xbf <html>", "web page"),
        (b"<?xml version='1.0'?><rows/>", "XML, not"),
        (
            b"<?xml?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>",
            "XML spreadsheet of 2003",
        ),
        (b"<?xml?><office:document xmlns:office='urn:oasis:names:tc:opendocument'>", ".fods"),
        (b"PK\x03\x04 and no more", "damaged"),
        (packed({"xl/workbook.bin": b""}), ".xlsb"),
        (packed({"word/document.xml": b""}), "Word"),
        (packed({"ppt/slides.xml": b""}), "presentation"),
        (packed({"Index/Document.iwa": b""}), "Numbers"),
        (packed({"a.csv": b""}), "zip"),
        (packed({"mimetype": b"application/vnd.oasis.opendocument.text"}), "no spreadsheet"),
        (packed({"mimetype": b"application/epub+zip"}), "zip"),
        (packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "lacks one of its parts"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"\x09\x08\x10\x00" + b"\0" * 600, "before 1993"),
        (b"a\x01b\x02", "neither a workbook nor text"),
        (b"a\0b" * 300, "zero bytes"),
        ("a,b\nc".encode("utf-16-le")[:-1], "damaged"),
        (b"caf\xe9 \x81", "Windows-1252"),
        (b'a,b\n"c,d\n', "do not pair off"),
        (b'a,b\n"c" x,d\n', "do not pair off"),
    ],
)
def test_what_is_no_workbook_is_called_by_its_name(content: bytes, words: str) -> None:
    assert words in str(refusal(content))


def test_every_cut_of_a_workbook_is_refused_or_read_whole() -> None:
    page = Page("A")
    page.row(1, "Name", "PMVA", Put(2, formula="=1+1"))
    for write in (to_xlsx, to_xls, to_ods):
        content = write([page])
        for length in range(100, len(content), max(1, len(content) // 60)):
            try:
                book = read_workbook("w", content[:length])
            except Unreadable as refused:
                assert refused.do  # noqa: PT017
            else:
                # Only what carries no cells may be missing at the end of an xls file.
                assert [cell.value for cell in book.sheets[0].rows[0][:2]] == ["Name", "PMVA"]


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = packed(xlsx_parts(ONE) | {"xl/media/a.xml": b"0" * 170_000_000})
    assert len(bomb) < 400_000
    assert "unpacks to far more" in refusal(bomb).what
    assert "unpacks to far more" in refusal(packed(xlsx_parts(ONE) | {"a": b"0" * 21_000_000})).what


def test_a_bomb_that_lies_about_its_size_is_stopped_while_it_is_unpacked() -> None:
    content = bytearray(packed(xlsx_parts("<sheetData>" + " " * 3_000_000 + "</sheetData>")))
    for signature, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = content.rfind(signature)
        content[place + at : place + at + 4] = struct.pack("<I", 100)
    assert "damaged" in refusal(bytes(content)).what
    small = Limits(unpacked_bytes=10_000)
    honest = packed(xlsx_parts(ONE + "<a>" + "0" * 20_000 + "</a>"))
    assert "unpacks to far more" in refusal(honest, limits=small).what


def test_parts_are_counted_once_more_while_they_are_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("standing.core.formats.workbook.package._check_sizes", lambda *_: None)
    assert "unpacks to far more" in refusal(packed(xlsx_parts(ONE)), limits=Limits(unpacked_bytes=100)).what


def test_a_package_of_very_many_parts_is_refused() -> None:
    assert "packed from" in refusal(packed(dict.fromkeys(map(str, range(5001)), ""))).what


def test_a_package_packed_in_another_way_or_with_a_password_is_refused() -> None:
    assert "do not use" in refusal(packed(xlsx_parts(ONE), zipfile.ZIP_BZIP2)).what
    locked = bytearray(packed(xlsx_parts(ONE)))
    locked[locked.find(b"PK\x01\x02") + 8] |= 1
    assert "password" in refusal(bytes(locked)).what
    manifest = '<m xmlns="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><encryption-data/></m>'
    parts = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "META-INF/manifest.xml": manifest}
    assert "password" in refusal(packed(parts)).what


@pytest.mark.parametrize(
    "document_type",
    [
        '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>',
        '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE a SYSTEM "http://example.org/a.dtd">',
    ],
)
def test_a_document_type_is_refused_so_that_there_are_no_entities(document_type: str) -> None:
    sheet = f"<?xml version='1.0'?>{document_type}<worksheet {MAIN}>{ONE}</worksheet>"
    parts = xlsx_parts(ONE) | {"xl/worksheets/sheet1.xml": sheet}
    assert "document type" in refusal(packed(parts)).what


@pytest.mark.parametrize("sheet", ["<sheetData>", "</row>", "&lt", "<a b=c>"])
def test_damaged_xml_is_refused(sheet: str) -> None:
    assert "damaged inside" in refusal(packed(xlsx_parts(sheet))).what


def test_a_workbook_without_sheets_or_without_cells_is_refused() -> None:
    none = xlsx_parts(ONE) | {"xl/workbook.xml": f"<workbook {MAIN}/>"}
    assert "no sheets" in refusal(packed(none)).what
    assert "Nothing stands" in refusal(packed(xlsx_parts("<sheetData/>"))).what
    ods = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"}
    assert "no sheets" in refusal(packed(ods)).what
    lost = xlsx_parts(ONE)
    del lost["xl/worksheets/sheet1.xml"]
    assert "lacks one of its parts" in refusal(packed(lost)).what


def far() -> bytes:
    book = openpyxl.Workbook()
    book.active["A1"], book.active["XFD1048576"] = 1, 2
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def rows(count: int) -> str:
    return "<sheetData>" + "<row><c><v>1</v></c></row>" * count + "</sheetData>"


@pytest.mark.parametrize(
    ("content", "limits", "words"),
    [
        (b"a" * 2_000_001, Limits(file_bytes=2_000_000), "more than 2 MB"),
        (far(), Limits(), "row 1,048,576; 100,000 rows are read at most"),
        (b"," * 2_000 + b"x", Limits(), "column BXY (the 2,001th)"),
        (packed(xlsx_parts(rows(1_001))), Limits(rows=1_000), "row 1,001; 1,000 rows are read at most"),
        (packed(xlsx_parts(rows(50))), Limits(cells=49), "more than 49 filled cells"),
        (
            packed(xlsx_parts("<sheetData>" + "<row/>" * 60 + "</sheetData>")),
            Limits(marks=50),
            "most of them empty",
        ),
        (packed(xlsx_parts(ONE + "<a/>" * 60)), Limits(tags=50), "far larger inside"),
        (b"\n" * 60 + b"x", Limits(marks=50), "most of them empty"),
        (b"\n" * 40 + b"x", Limits(area=30), "too far from each other"),
    ],
)
def test_what_is_too_much_is_refused_in_words(content: bytes, limits: Limits, words: str) -> None:
    assert words in refusal(content, limits=limits).what


def test_too_many_sheets_are_refused() -> None:
    pages = []
    for number in range(4):
        page = Page(f"S{number}")
        page.row(1, number + 1)
        pages.append(page)
    for write in (to_xlsx, to_xls, to_ods):
        assert "more than 3 sheets" in refusal(write(pages), limits=Limits(sheets=3)).what
        assert len(read_workbook("w", write(pages), Limits(sheets=4)).sheets) == 4


def test_cells_repeated_without_end_are_refused() -> None:
    page = Page("A")
    page.row(1, "x")
    content = to_ods([page])
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        text = package.read("content.xml").decode()
    cell = '<table:table-cell table:number-columns-repeated="999999999" office:value-type="string">'
    many = text.replace('<table:table-cell office:value-type="string">', cell)
    row = text.replace("<table:table-row>", '<table:table-row table:number-rows-repeated="999999999">', 1)
    mimetype = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}
    assert "columns are read at most" in refusal(packed(mimetype | {"content.xml": many})).what
    assert "rows are read at most" in refusal(packed(mimetype | {"content.xml": row})).what


def test_a_large_file_in_the_old_format_is_refused() -> None:
    assert "16 MB" in refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16_000_000).what


def test_without_the_reader_of_the_old_format_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    page = Page("A")
    page.row(1, "x")
    monkeypatch.setattr("standing.core.formats.workbook.xls.importlib.import_module", missing)
    assert "does not read the old .xls format" in refusal(to_xls([page])).what


def test_an_encoding_that_does_not_fit_is_refused() -> None:
    for encoding in ("ascii", "nonsense", "zip_codec", "hex_codec"):
        with pytest.raises(Unreadable, match=f"not text in the encoding {encoding}"):
            read_workbook("w.csv", "é,b".encode(), encoding=encoding)


@pytest.mark.parametrize("delimiter", [";;", '"', "\n"])
def test_a_delimiter_that_is_none_is_refused(delimiter: str) -> None:
    with pytest.raises(Unreadable, match="Columns cannot be told apart"):
        read_workbook("w.csv", b"a,b", delimiter=delimiter)


def damaged(content: bytes) -> Iterator[bytes]:
    for at in range(0, len(content), max(1, len(content) // 150)):
        yield content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :]


def test_one_wrong_byte_is_refused_in_words_or_does_no_harm() -> None:
    page = Page("A")
    page.row(1, "Name", "PMVA", 3, Put(2, formula="=1+1"))
    for write in (to_xlsx, to_xls, to_ods):
        for content in damaged(write([page])):
            try:
                read_workbook("w", content)
            except Unreadable as refused:
                assert refused.do  # noqa: PT017
    for content in damaged(to_text(page)):
        try:
            read_workbook("w", content)
        except Unreadable as refused:
            assert refused.do  # noqa: PT017
