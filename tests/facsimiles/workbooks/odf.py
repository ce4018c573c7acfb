"""A writer of made-up ods workbooks, by hand, since nothing else writes hidden rows and errors."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from xml.sax.saxutils import escape, quoteattr

from tests.facsimiles.workbooks.making import Page, Put

_ODS_START = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
    + " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for short, name in (
            *(
                ("office", "office"),
                ("table", "table"),
                ("text", "text"),
                ("style", "style"),
                ("number", "datastyle"),
            ),
            ("fo", "xsl-fo-compatible"),
        )
    )
    + ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" office:version="1.3">'
    '<office:automatic-styles><number:date-style style:name="N1"><number:day/><number:text>/</number:text>'
    '<number:month/><number:text>/</number:text><number:year number:style="long"/></number:date-style>'
    '<number:date-style style:name="N2"><number:month number:textual="true"/><number:text> </number:text>'
    '<number:year number:style="long"/></number:date-style>'
    '<style:style style:name="day" style:family="table-cell" style:data-style-name="N1"/>'
    '<style:style style:name="month" style:family="table-cell" style:data-style-name="N2"/>'
    '<style:style style:name="out" style:family="table-cell"><style:text-properties '
    'style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="paint" style:family="table-cell"><style:table-cell-properties '
    'fo:background-color="#ffc000"/></style:style>'
    '<style:style style:name="unseen" style:family="table"><style:table-properties table:display="false"/>'
    "</style:style>"
    "</office:automatic-styles><office:body><office:spreadsheet>"
)


def to_ods(pages: list[Page]) -> bytes:
    """As LibreOffice would save it."""
    content = (
        _ODS_START
        + "".join(map(_ods_table, pages))
        + "</office:spreadsheet></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        package.writestr("content.xml", content)
        package.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    return out.getvalue()


def _ods_table(page: Page) -> str:
    rows, columns = page.size
    look = ' table:style-name="unseen"' if page.hidden else ""
    parts = [f"<table:table table:name={quoteattr(page.name)}{look}>"]
    for column in range(1, columns + 1):
        unseen = ' table:visibility="collapse"' if column in page.hidden_columns else ""
        parts.append(f"<table:table-column{unseen}/>")
    spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in page.merged}
    for row in range(1, rows + 1):
        unseen = ' table:visibility="filter"' if row in page.hidden_rows else ""
        parts.append(f"<table:table-row{unseen}>")
        for column in range(1, columns + 1):
            down, right = spans.get((row, column), (1, 1))
            span = f' table:number-rows-spanned="{down}" table:number-columns-spanned="{right}"'
            parts.append(_ods_cell(page.cells.get((row, column)), span if (down, right) != (1, 1) else ""))
        parts.append("</table:table-row>")
    # LibreOffice writes the rest of the sheet down, too.
    parts.append(
        '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>'
    )
    return "".join(parts)


def _ods_cell(put: Put | None, span: str) -> str:
    if put is None:
        return f"<table:table-cell{span}/>"
    if put.error:
        kind = ' office:value-type="string" office:string-value="" calcext:value-type="error"'
        return f'<table:table-cell{span} table:formula="of:=1/0"{kind}><text:p>{put.error}</text:p></table:table-cell>'
    style = {"mmmm yyyy": "month", "dd/mm/yyyy": "day"}.get(put.shown_as, "")
    style = "out" if put.struck else "paint" if put.fill else style
    look = f' table:style-name="{style}"' if style else ""
    formula = f" table:formula={quoteattr('of:' + put.formula)}" if put.formula else ""
    if put.value is None:
        return f"<table:table-cell{span}{look}{formula}/>"
    words = escape(str(put.value))
    if isinstance(put.value, bool):
        kind = f' office:value-type="boolean" office:boolean-value="{str(put.value).lower()}"'
    elif isinstance(put.value, int | float):
        kind = f' office:value-type="float" office:value="{put.value}"'
    elif isinstance(put.value, date):
        shape = "%Y-%m-%dT%H:%M:%S" if isinstance(put.value, datetime) else "%Y-%m-%d"
        kind = f' office:value-type="date" office:date-value="{put.value:{shape}}"'
    else:
        kind = ' office:value-type="string"'
    return f"<table:table-cell{span}{look}{formula}{kind}><text:p>{words}</text:p></table:table-cell>"
