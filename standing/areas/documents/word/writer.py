"""Writes a document into a template: real headings and lists, tables whose head is marked, each claim with its code."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO

import docx
from docx.document import Document as WordDocument
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph

from standing.areas.documents.word.default import saved, set_language
from standing.areas.documents.word.template import BODY, TABLE_STYLE, body_of, fill_markers
from standing.core.documents.model import Document, Kind, Paragraph, Row, Section, Table

_STYLES: Mapping[Kind, str | None] = {
    Kind.WORDS: None,
    Kind.LEAD: None,
    Kind.CLAIM: "List Number",
    Kind.VALUE: "Quote",
    Kind.POINT: "List Bullet",
    Kind.PLACE: None,
}


def word_of(document: Document, template: bytes, *, issued: str, at: datetime) -> bytes:
    """The Word document. `issued` says when and under which code, or that it is a draft; `at` is when it was made."""
    word = docx.Document(BytesIO(template))
    place = body_of(word)
    for section in document.sections:
        _section(word, place, section)
    # Word wants a paragraph at the end, so the marker's stays, empty.
    place.clear()
    said = {
        "title": document.title,
        "subtitle": document.subtitle,
        "version": document.version,
        "issued": issued,
    }
    fill_markers(word, {name: words for name, words in said.items() if name != BODY})
    _properties(word, document, issued, at)
    return saved(word)


def _properties(word: WordDocument, document: Document, issued: str, at: datetime) -> None:
    set_language(word)
    kept = word.core_properties
    kept.title = document.title
    kept.subject = document.subtitle
    kept.comments = issued
    kept.author = kept.last_modified_by = "Standing"
    kept.keywords = document.version
    kept.created = kept.modified = at.replace(tzinfo=None)


def _section(word: WordDocument, place: WordParagraph, section: Section) -> None:
    place.insert_paragraph_before(section.title, style=f"Heading {section.level}")
    for block in section.blocks:
        if isinstance(block, Table):
            _table(word, place, block)
        else:
            _paragraph(place, block)


def _paragraph(place: WordParagraph, block: Paragraph) -> None:
    made = place.insert_paragraph_before("", style=_STYLES[block.kind])
    run = made.add_run(block.words)
    if block.kind is Kind.PLACE:
        # The brackets and words say that it is a place; the colour only helps to find it.
        run.font.highlight_color = WD_COLOR_INDEX.YELLOW
    if block.kind is Kind.LEAD:
        made.paragraph_format.keep_with_next = True


def _table(word: WordDocument, place: WordParagraph, block: Table) -> None:
    made = word.add_table(rows=1, cols=len(block.head))
    made.style = word.styles[TABLE_STYLE]
    place._p.addprevious(made._tbl)
    _caption(made, block.caption)
    for cell, words in zip(made.rows[0].cells, block.head, strict=True):
        cell.paragraphs[0].add_run(words).bold = True
    _mark(made.rows[0]._tr, "w:tblHeader")
    for row in block.rows:
        _row(made, row)
    for row in made.rows:
        _mark(row._tr, "w:cantSplit")
    if block.head[0] in ("Number", "Line"):
        _narrow(made)


def _row(made: WordTable, row: Row) -> None:
    for number, (cell, words) in enumerate(zip(made.add_row().cells, row.words, strict=True)):
        run = cell.paragraphs[0].add_run(words)
        if row.is_place and number == len(row.cells) - 1:
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW


def _narrow(made: WordTable) -> None:
    """A first column of numbers takes little room."""
    made.autofit = False
    rest = Cm(14.9 / (len(made.columns) - 1))
    for number, column in enumerate(made.columns):
        width = Cm(1.5) if number == 0 else rest
        column.width = width
        for cell in column.cells:
            cell.width = width


def _caption(made: WordTable, caption: str) -> None:
    """The table's title, for whoever cannot see it."""
    element = OxmlElement("w:tblCaption")
    element.set(qn("w:val"), caption)
    made._tbl.tblPr.append(element)


def _mark(row: object, name: str) -> None:
    properties = row.get_or_add_trPr()  # type: ignore[attr-defined]
    properties.append(OxmlElement(name))
