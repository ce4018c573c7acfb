"""A Word template: what it must have, what of that is missing, and its markers filled in.

A marker is written `{{ name }}`. `{{ body }}` stands in a paragraph of its own: the job description takes its place.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from standing.core.formats.documents import Unread, words_of

STYLES: Mapping[str, str] = {
    "Heading 1": "parts",
    "Heading 2": "the functions of the role",
    "List Number": "duties",
    "List Bullet": "points",
    "Quote": "what matters to people",
}
"""The paragraph styles that a template needs, and what each is for."""
TABLE_STYLE = "Table Grid"
BODY = "body"
MARKERS: Mapping[str, str] = {
    BODY: "the job description itself, in a paragraph of its own",
    "title": "what it is, and the role",
    "subtitle": "the profile and version that it rests on",
    "version": "the profile and version, in short",
    "issued": "the day and code under which it was issued, or that it is a draft",
}
MOST_BYTES = 5_000_000
_MARKER = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_SAVE_AGAIN = "Open it in Word, save it as a Word document (.docx), and send that."


def problems_of(name: str, content: bytes) -> list[str]:
    """Everything that keeps a file from being a template, each in words that say what to do; none if it can be one."""
    if len(content) > MOST_BYTES:
        return [f"{name} is larger than {MOST_BYTES // 1_000_000} MB. Make its pictures smaller."]
    try:
        words_of(name, content)
        if _has_macros(content):
            return [f"{name} holds macros. Save it as a Word document (.docx), which holds none."]
        document = Document(BytesIO(content))
        return [*_missing_styles(document), *_wrong_markers(document)]
    except Unread as refused:
        return [f"{name} cannot be read. {refused.what} {_SAVE_AGAIN}"]
    except Exception:  # noqa: BLE001 - what is damaged inside can raise anything where it is looked at; it is no template
        return [f"{name} is not a Word document, or is damaged. {_SAVE_AGAIN}"]


def _has_macros(content: bytes) -> bool:
    with zipfile.ZipFile(BytesIO(content)) as packed:
        return any(part.lower().endswith("vbaproject.bin") for part in packed.namelist())


def _missing_styles(document: WordDocument) -> Iterator[str]:
    known = {style.name: style for style in document.styles if style.type == WD_STYLE_TYPE.PARAGRAPH}
    for name, what_for in STYLES.items():
        if name not in known:
            yield f"The paragraph style “{name}” is missing: {what_for} are written in it. Add it to the template."
        elif name.startswith("List") and not _numbers(document, name):
            yield f"The style “{name}” makes no list. Give it {_list_of(name)} in Word."
    if TABLE_STYLE not in {style.name for style in document.styles if style.type == WD_STYLE_TYPE.TABLE}:
        yield f"The table style “{TABLE_STYLE}” is missing. Put a table with it into the template once, and save it."


def _list_of(name: str) -> str:
    return "numbers" if name.endswith("Number") else "bullets"


def _numbers(document: WordDocument, name: str) -> bool:
    """Whether a style, or one that it is based on, makes lists. A damaged file may base a style on itself."""
    style = document.styles[name]
    seen = set()
    while style is not None and style.style_id not in seen:
        seen.add(style.style_id)
        if style.element.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None:
            return True
        style = getattr(style, "base_style", None)  # type: ignore[assignment]
    return False


def _wrong_markers(document: WordDocument) -> Iterator[str]:
    bodies = [paragraph for paragraph in document.paragraphs if BODY in _MARKER.findall(paragraph.text)]
    if len(bodies) != 1:
        found = "is missing" if not bodies else f"stands in it {len(bodies)} times"
        yield (
            f"The marker {{{{ {BODY} }}}} {found}. Write it once, in a paragraph of its own outside tables, where the "
            "job description is to come."
        )
    elif _MARKER.sub("", bodies[0].text).strip():
        yield f"The marker {{{{ {BODY} }}}} stands among other words. Give it a paragraph of its own."
    used = {name for paragraph in all_paragraphs(document) for name in _MARKER.findall(paragraph.text)}
    for name in sorted(used - set(MARKERS)):
        known = ", ".join(f"{{{{ {one} }}}}" for one in MARKERS)
        yield f"{{{{ {name} }}}} is no marker that is known. Take it out, or write one of {known}."


def all_paragraphs(document: WordDocument) -> Iterator[Paragraph]:
    """Every paragraph: of the text, its tables, and the headers and footers."""
    yield from document.paragraphs
    yield from _of_tables(document.tables)
    for section in document.sections:
        for part in (
            section.header,
            section.footer,
            section.first_page_header,
            section.first_page_footer,
            section.even_page_header,
            section.even_page_footer,
        ):
            if not part.is_linked_to_previous:
                yield from part.paragraphs
                yield from _of_tables(part.tables)


def _of_tables(tables: Iterable[Table]) -> Iterator[Paragraph]:
    """As they are written in the file. Going by cells would give each as often as it says that it is wide, which is
    whatever number stands there.
    """
    for table in tables:
        for element in table._tbl.iter(qn("w:p")):
            yield Paragraph(element, table)


def fill_markers(document: WordDocument, said: Mapping[str, str]) -> None:
    """Put words where markers stand, in the looks of the first letter of each."""
    for paragraph in list(all_paragraphs(document)):
        if _MARKER.search(paragraph.text):
            _fill(paragraph, said)


def _fill(paragraph: Paragraph, said: Mapping[str, str]) -> None:
    """Word may keep a marker in several pieces: the paragraph's words are put together in the first of them."""
    words = _MARKER.sub(lambda found: said.get(found[1], found[0]), paragraph.text)
    if not paragraph.runs:
        paragraph.add_run(words)
        return
    paragraph.runs[0].text = words
    for run in paragraph.runs[1:]:
        run.text = ""


def body_of(document: WordDocument) -> Paragraph:
    """The paragraph whose place the job description takes."""
    return next(paragraph for paragraph in document.paragraphs if BODY in _MARKER.findall(paragraph.text))
