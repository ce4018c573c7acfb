"""Documents that somebody sent: read whole, or refused with what to do."""

from __future__ import annotations

import pytest

from standing.core.formats import documents
from standing.core.formats.documents import Unread, Words, words_of
from tests.unit.core.guard.files import packed, paragraph, word


def read(content: bytes, name: str = "jd.docx") -> Words:
    return words_of(name, content)


def test_a_word_document_is_read_paragraph_by_paragraph() -> None:
    assert read(word(paragraph("Nurse") + paragraph("Calm people"))) == Words("Nurse\nCalm people")


def test_tabs_and_breaks_part_words() -> None:
    run = "<w:t>Hours</w:t><w:tab/><w:t>37</w:t><w:br/><w:t>Band 6</w:t>"
    assert read(word(f"<w:p><w:r>{run}</w:r></w:p>")).text == "Hours 37\nBand 6"


def test_what_was_deleted_is_not_read_and_what_is_said_twice_is_read_once() -> None:
    fallback = '<mc:Fallback xmlns:mc="m"><w:r><w:t>twice</w:t><w:tab/></w:r></mc:Fallback>'
    deleted = "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
    assert read(word(f"<w:p><w:r><w:t>once</w:t></w:r>{fallback}{deleted}</w:p>")).text == "once"


def test_notes_headers_and_footers_are_read_too_and_what_is_no_text_is_counted() -> None:
    parts = {
        "word__header1": "<w:hdr xmlns:w='w'><w:p><w:r><w:t>Trust of Example</w:t></w:r></w:p></w:hdr>",
        "word__footnotes": "<w:footnotes xmlns:w='w'/>",
        "word__media__image1.png": b"x",
        "word__media__image2.png": b"x",
        "word__embeddings__sheet.xlsx": b"x",
        "word__comments": "<c/>",
    }
    assert read(word(paragraph("Nurse"), **parts)) == Words(
        "Nurse\nTrust of Example", ("2 pictures", "1 file inside it", "its comments")
    )
    one = word(paragraph("Nurse"), **{"word__media__image1.png": b"x"})
    assert read(one).left == ("1 picture",)


def test_plain_text_is_read_with_its_lines() -> None:
    assert read("Nurse\r\nwith “quotes”\rend".encode(), "jd.TXT").text == "Nurse\nwith “quotes”\nend"


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("jd.pdf", b"%PDF-1.7", "neither a Word document"),
        ("jd.txt", b"a\0b", "It cannot be read: .*zero bytes"),
        ("jd.txt", b"  \n", "no words in it"),
        ("jd.docx", packed(xl__workbook="<w/>"), "not a Word document"),
        ("jd.docx", packed(word__document="<w>"), "damaged, or protected"),
        ("jd.docx", b"PK\x03\x04 broken", "damaged, or protected"),
        ("jd.docx", word("<w:altChunk/>" + paragraph("x")), "Another document is kept inside"),
        ("jd.docx", word(""), "no words in it"),
    ],
)
def test_what_cannot_be_read_whole_is_refused(name: str, content: bytes, why: str) -> None:
    with pytest.raises(Unread, match=why) as refused:
        words_of(name, content)
    assert refused.value.do


def test_a_text_that_is_too_long_is_refused_and_never_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "MOST_CHARACTERS", 10)
    with pytest.raises(Unread, match="It has 11 characters, and 10 are read"):
        words_of("jd.txt", b"x" * 11)
