"""The template that comes with Standing, made when it is needed: plain, in English, with all that a template needs."""

from __future__ import annotations

from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

FONT = "Arial"
_BLUE = RGBColor(0x00, 0x3F, 0x8A)
_SIZES = {"Title": 22, "Heading 1": 16, "Heading 2": 13}


def default_template() -> bytes:
    """The template, as a file that somebody may take and change."""
    document = Document()
    _page(document)
    _styles(document)
    document.add_paragraph("{{ title }}", style="Title")
    document.add_paragraph("{{ subtitle }}", style="Subtitle")
    document.add_paragraph("{{ body }}")
    footer = document.sections[0].footer.paragraphs[0]
    footer.text = "{{ version }}. {{ issued }}"
    footer.alignment = WD_ALIGN_PARAGRAPH.LEFT
    return saved(document)


def saved(document: WordDocument) -> bytes:
    """The bytes of a document."""
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def set_language(document: WordDocument, language: str = "en-GB") -> None:
    """Say in which language the whole document is, so that it is read aloud and spelt in it."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    properties = None if defaults is None else defaults.find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}")
    elements = [
        style.element.get_or_add_rPr() for style in _paragraph_styles(document) if style.name == "Normal"
    ]
    for element in [*elements, *([properties] if properties is not None else [])]:
        found = element.find(qn("w:lang"))
        if found is None:
            found = OxmlElement("w:lang")
            element.append(found)
        found.set(qn("w:val"), language)
    document.core_properties.language = language


def _paragraph_styles(document: WordDocument) -> list[ParagraphStyle]:
    return [style for style in document.styles if isinstance(style, ParagraphStyle)]


def _page(document: WordDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.3)
    section.top_margin = section.bottom_margin = Cm(2.2)


def _styles(document: WordDocument) -> None:
    set_language(document)
    for style in _paragraph_styles(document):
        style.font.name = FONT
        _no_theme_font(style)
    normal = document.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)
    normal.font.size = Pt(11)
    normal.paragraph_format.space_after = Pt(6)
    for name, size in _SIZES.items():
        style = document.styles[name]
        assert isinstance(style, ParagraphStyle)
        style.font.size = Pt(size)
        style.font.bold = True
        style.font.color.rgb = _BLUE
        style.paragraph_format.space_before = Pt(0 if name == "Title" else 14)
        style.paragraph_format.space_after = Pt(6)
        style.paragraph_format.keep_with_next = True
    for name in ("Subtitle", "Quote"):
        style = document.styles[name]
        assert isinstance(style, ParagraphStyle)
        style.font.color.rgb = RGBColor(0x21, 0x2B, 0x32)
        style.font.italic = False
    quote = document.styles["Quote"]
    assert isinstance(quote, ParagraphStyle)
    quote.paragraph_format.left_indent = Cm(1.2)


def _no_theme_font(style: ParagraphStyle) -> None:
    """Take away the theme's fonts, which would be used before ours."""
    fonts = style.element.get_or_add_rPr().find(qn("w:rFonts"))
    if fonts is not None:
        for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{name}"), None)
        fonts.set(qn("w:hAnsi"), FONT)
        fonts.set(qn("w:cs"), FONT)
