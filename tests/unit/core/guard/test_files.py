"""What the guard finds in files, wherever a name or a number can hide there, and what it says it cannot look into."""

from __future__ import annotations

import io
import json
import struct

import pypdf
import pytest
import typst
import xlsxwriter
from pypdf.annotations import FreeText
from pypdf.generic import DecodedStreamObject, NameObject

from standing.core.guard import Finding, Kind, Limits, find_in_file
from tests.unit.core.guard.files import NHS, element, jpeg, packed, paragraph, png, word


def found(content: bytes, name: str = "notes.docx", limits: Limits | None = None) -> list[tuple[Kind, str]]:
    """Kind and place of each finding."""
    findings = find_in_file(name, content, limits=limits) if limits else find_in_file(name, content)
    return [(one.kind, one.where) for one in findings]


def says(content: bytes, name: str = "notes.docx", limits: Limits | None = None) -> str:
    """What is said of what could not be looked into."""
    findings = find_in_file(name, content, limits=limits) if limits else find_in_file(name, content)
    return " ".join(one.words for one in findings if one.kind is Kind.NOT_LOOKED_INTO)


def test_the_name_of_the_file() -> None:
    assert find_in_file("C:\\scans\\9434765919_care_plan.txt", b"nothing") == (
        Finding(Kind.NHS_NUMBER, "name of the file", "9••••••••9"),
    )


# -- Word and its like -----------------------------------------------------------------------------------------


def test_a_number_broken_over_runs_is_one() -> None:
    content = word(paragraph("I read NHS 943 4", "76 59", "19 aloud"))
    assert found(content) == [(Kind.NHS_NUMBER, "notes.docx, text")]


def test_a_label_and_what_stands_beside_it_in_a_table_are_read_together() -> None:
    cells = "".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in ("Date of birth", "3/4/2011"))
    content = word(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>{paragraph('3/4/2011')}")
    assert found(content) == [(Kind.DATE_OF_BIRTH, "notes.docx, text, line 1")]


@pytest.mark.parametrize(
    ("part", "place"),
    [
        ("word__comments", "comments"),
        ("word__header1", "header"),
        ("word__footer2", "footer"),
        ("docProps__core", "properties"),
        ("customXml__item1", "hidden data"),
        ("word__footnotes", "text"),
        ("ppt__notesSlides__notesSlide1", "notes"),
        ("ppt__slides__slide1", "slides"),
    ],
)
def test_every_part_is_looked_into(part: str, place: str) -> None:
    assert (Kind.NHS_NUMBER, f"notes.docx, {place}") in [
        (kind, where.partition(", line")[0]) for kind, where in found(word(**{part: element(NHS)}))
    ]


def test_parts_that_are_looks_alone_are_left_out() -> None:
    content = word(word__styles=element(NHS), word__theme__theme1=element(NHS), word__settings=element(NHS))
    assert found(content) == []


def test_the_description_of_a_picture() -> None:
    content = word(
        f'<wp:docPr xmlns:wp="urn:wp" descr="wristband {NHS}"/><wp:docPr xmlns:wp="urn:wp" id="1"/>'
    )
    assert found(content) == [(Kind.NHS_NUMBER, "notes.docx, text")]


def test_pictures_and_files_inside() -> None:
    content = word(
        **{
            "word__media__image1.jpg": jpeg(description=NHS),
            "word__media__image2.png": png("plain"),
            "word__embeddings__o.bin": b"x",
        }
    )
    assert (Kind.NHS_NUMBER, "notes.docx, properties") in found(content)
    assert "2 pictures inside it: what they show was not looked at" in says(content)
    assert "1 file inside it: these were not looked into" in says(content)


def test_a_damaged_file_says_so() -> None:
    assert "damaged, protected by a password" in says(word(paragraph(NHS))[:200])
    assert "more than 3 parts" in says(word(a="", b="", c=""), limits=Limits(parts=3))


def test_a_file_that_unpacks_to_too_much_is_not_unpacked() -> None:
    bomb = packed(word__document="<a>" + "0" * 400_000 + "</a>")
    assert "far more than its size" in says(bomb, limits=Limits(unpacked_bytes=100_000))


# -- workbooks -------------------------------------------------------------------------------------------------


def workbook(rows: list[list[object]]) -> bytes:
    buffer = io.BytesIO()
    made = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet, day = made.add_worksheet("Clinic"), made.add_format({"num_format": "dd/mm/yyyy"})
    for number, row in enumerate(rows):
        for place, value in enumerate(row):
            sheet.write(number, place, value, day if isinstance(value, float) else None)
    made.close()
    return buffer.getvalue()


def test_cells_are_read_with_the_heading_of_their_column() -> None:
    content = workbook([["Initials", "DOB", "Number"], ["AB", 40636.0, 9434765919], [None, None, "x"]])
    assert found(content, "list.xlsx") == [
        (Kind.DATE_OF_BIRTH, "list.xlsx, sheet Clinic, line 2"),
        (Kind.NHS_NUMBER, "list.xlsx, sheet Clinic, line 2"),
    ]


def test_a_workbook_that_cannot_be_read_says_so() -> None:
    content = packed(**{"[Content_Types]": "<a/>", "xl__workbook": "<a/>"})
    assert "list.xlsx, cells:" in says(content, "list.xlsx")
    assert "list.xls, cells:" in says(b"\xd0\xcf\x11\xe0" + b"\0" * 600, "list.xls")


# -- PDF -------------------------------------------------------------------------------------------------------


def pdf(source: str) -> pypdf.PdfWriter:
    """A PDF, to be changed and written."""
    return pypdf.PdfWriter(clone_from=io.BytesIO(typst.compile(source.encode())))


def written(made: pypdf.PdfWriter) -> bytes:
    buffer = io.BytesIO()
    made.write(buffer)
    return buffer.getvalue()


def test_pages_notes_forms_and_properties_of_a_pdf() -> None:
    made = pdf(f"Seen with {NHS}\n#pagebreak()\n#rect()")
    made.add_annotation(0, FreeText(text="Mrs Okonkwo", rect=(0, 0, 9, 9)))
    made.add_metadata({"/Subject": "DOB 3/4/2011"})
    packet = DecodedStreamObject()
    packet.set_data(b"<x:xmpmeta><t>LS6 2AB</t></x:xmpmeta>")
    made.root_object[NameObject("/Metadata")] = packet
    content = written(made)
    places = dict(found(content, "plan.pdf"))
    assert places[Kind.NHS_NUMBER].startswith("plan.pdf, page 1")
    assert places[Kind.NAME].startswith("plan.pdf, page 1")
    assert places[Kind.DATE_OF_BIRTH].startswith("plan.pdf, properties")
    assert places[Kind.POSTCODE].startswith("plan.pdf, properties")
    assert "plan.pdf, page 2: no text that could be read" in says(content, "plan.pdf")


def test_files_attached_to_a_pdf_and_many_pages() -> None:
    made = pdf("#rect()\n#pagebreak()\n#rect()\n#pagebreak()\nText")
    made.add_attachment("list.csv", b"x")
    content = written(made)
    said = says(content, "plan.pdf", Limits(pages=2))
    assert "1 attached inside it" in said
    assert "pages 1, 2: no text" in said
    assert "pages after 2: not looked into" in said
    assert "page 1 and those after it: too large" in says(content, "plan.pdf", Limits(page_bytes=5))


def test_an_empty_page_and_a_form() -> None:
    made = pypdf.PdfWriter()
    made.add_blank_page(100, 100)
    assert "page 1: no text" in says(written(made), "plan.pdf")


def test_a_locked_pdf_says_so() -> None:
    made = pdf(NHS)
    made.encrypt("secret", algorithm="RC4-128")
    assert says(written(made), "plan.pdf") == "plan.pdf: the file is protected by a password"
    opened = pdf(NHS)
    opened.encrypt("", "owner", algorithm="RC4-128")
    assert found(written(opened), "plan.pdf") == [(Kind.NHS_NUMBER, "plan.pdf, page 1")]


def test_a_damaged_pdf_says_so() -> None:
    assert "damaged" in says(b"%PDF-1.7\nnothing", "plan.pdf")


# -- pictures --------------------------------------------------------------------------------------------------


def test_what_a_picture_says_of_itself() -> None:
    content = jpeg(description=NHS, place=True, windows="DOB 3/4/2011", comment=b"ASCII\0\0\0LS6 2AB")
    kinds = {kind for kind, _ in found(content, "bay.jpg")}
    assert kinds == {Kind.NHS_NUMBER, Kind.DATE_OF_BIRTH, Kind.POSTCODE, Kind.PLACE, Kind.NOT_LOOKED_INTO}
    assert "what the picture shows was not looked at" in says(content, "bay.jpg")
    assert "bay.jpg, properties: this looks like it holds the place" in " ".join(
        one.words for one in find_in_file("bay.jpg", content)
    )


def test_other_codes_and_other_pictures() -> None:
    coded = jpeg(comment=b"UNICODE\0" + f"see {NHS}".encode("utf-16"))
    assert Kind.NHS_NUMBER in [kind for kind, _ in found(coded, "bay.jpg")]
    assert Kind.NHS_NUMBER in [kind for kind, _ in found(jpeg(comment=NHS.encode()), "bay.jpg")]
    assert Kind.NHS_NUMBER in [kind for kind, _ in found(png(NHS), "bay.png")]
    assert [kind for kind, _ in found(jpeg(), "bay.jpg")] == [Kind.NOT_LOOKED_INTO]


def test_a_picture_that_cannot_be_opened_says_so() -> None:
    assert "could not be read" in says(b"\xff\xd8\xff\xe0broken", "bay.jpg")
    huge = b"\x89PNG\r\n\x1a\n" + struct.pack(
        ">I4sIIBBBBBI", 13, b"IHDR", 2**31 - 1, 2**31 - 1, 8, 2, 0, 0, 0, 0
    )
    assert "could not be read" in says(huge, "bay.png")


# -- text, and whatever else -----------------------------------------------------------------------------------


def test_plain_text_in_any_code() -> None:
    for content in (
        NHS.encode(),
        NHS.encode("utf-16"),
        f"“{NHS}”".encode("cp1252"),
        json.dumps({"n": NHS}).encode(),
    ):
        assert found(content, "notes.txt") == [(Kind.NHS_NUMBER, "notes.txt")]


def test_what_cannot_be_looked_into_says_so() -> None:
    assert "open it and check it yourself" in says(b"\0\1\2\3", "voice.m4a")
    assert "larger than 0 MB" in says(b"x" * 20, "notes.txt", Limits(bytes=10))
    made = word(paragraph("x" * 50), word__comments=element(NHS))
    assert "more text than is looked into" in says(made, limits=Limits(characters=5))
