"""The organisation's own Word template: what it must have, who changes it, and what is written into it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from docx.document import Document
from docx.oxml.ns import qn

from standing.areas.audit import clock
from standing.areas.audit.models import Event
from standing.areas.documents.actions import go_back_to_default, replace_template
from standing.areas.documents.actions.templates import CannotBeTemplate
from standing.areas.documents.models import WordTemplate
from standing.areas.documents.selectors.template import template_content, template_in_use
from standing.areas.documents.word.default import default_template, saved
from standing.areas.documents.word.template import problems_of
from standing.areas.documents.word.writer import word_of
from standing.areas.people.roles import Role
from standing.areas.refusals import NotAllowed, Refused
from standing.core.documents.job_description import job_description
from tests.factories.people import make_account, signed_in
from tests.factories.record import TESTS
from tests.unit.core.documents.making import version
from tests.unit.core.guard.files import paragraph, word

Change = Callable[[Document], None]


def changed(change: Change) -> bytes:
    """Our template with something changed in it."""
    made = docx.Document(io.BytesIO(default_template()))
    change(made)
    return saved(made)


def without_style(name: str) -> Change:
    return lambda made: made.styles[name].element.getparent().remove(made.styles[name].element)


def without_numbers(made: Document) -> None:
    properties = made.styles["List Number"].element.find(qn("w:pPr"))
    properties.remove(properties.find(qn("w:numPr")))


def based_on_itself(made: Document) -> None:
    without_numbers(made)
    element = made.styles["List Number"].element
    element.find(qn("w:basedOn")).set(qn("w:val"), element.get(qn("w:styleId")))


def with_a_cell_across_millions(made: Document) -> None:
    cell = made.add_table(1, 1).cell(0, 0)
    cell.text = "{{ salary }}"
    cell._tc.grid_span = 2_000_000_000


def marker(made: Document) -> docx.text.paragraph.Paragraph:
    return next(one for one in made.paragraphs if "body" in one.text)


# -- what a template needs -----------------------------------------------------------------------------------------


def test_ours_is_one() -> None:
    assert problems_of("ours.docx", default_template()) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            without_style("Heading 2"),
            ["The paragraph style “Heading 2” is missing: the functions of the role"],
        ),
        (without_style("Table Grid"), ["The table style “Table Grid” is missing"]),
        (without_numbers, ["The style “List Number” makes no list. Give it numbers"]),
        (lambda made: marker(made).clear(), ["The marker {{ body }} is missing"]),
        (lambda made: made.add_paragraph("{{body}}"), ["The marker {{ body }} stands in it 2 times"]),
        (lambda made: marker(made).add_run(" and more"), ["The marker {{ body }} stands among other words"]),
        (lambda made: made.add_paragraph("{{ salary }}"), ["{{ salary }} is no marker that is known"]),
        (based_on_itself, ["The style “List Number” makes no list. Give it numbers"]),
        (with_a_cell_across_millions, ["{{ salary }} is no marker that is known"]),
    ],
)
def test_what_is_missing_is_said_exactly(change: Change, said: list[str]) -> None:
    found = problems_of("ours.docx", changed(change))
    assert len(found) == len(said)
    for problem, begins in zip(found, said, strict=True):
        assert problem.startswith(begins)


def test_everything_that_is_missing_is_said_at_once() -> None:
    def change(made: Document) -> None:
        without_style("Quote")(made)
        marker(made).clear()

    assert len(problems_of("ours.docx", changed(change))) == 2


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"plain", "cannot be read"),
        (b"PK\x03\x04 broken", "cannot be read"),
        (word(paragraph("x")), "is not a Word document"),
        (word(paragraph("x"), word__vbaProject__bin=b"x", **{"word__vbaProject.bin": b"x"}), "holds macros"),
        (b"x" * 5_000_001, "larger than 5 MB"),
    ],
)
def test_what_is_no_word_document_is_refused(content: bytes, said: str) -> None:
    (problem,) = problems_of("ours.docx", content)
    assert said in problem


@pytest.mark.parametrize("part", ["word/styles.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"])
def test_a_damaged_part_is_said(part: str) -> None:
    broken = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(default_template())) as ours, zipfile.ZipFile(broken, "w") as packed:
        for name in ours.namelist():
            packed.writestr(name, b"<broken" if name == part else ours.read(name))
    (problem,) = problems_of("ours.docx", broken.getvalue())
    assert "is not a Word document, or is damaged" in problem


# -- written into --------------------------------------------------------------------------------------------------


def test_the_words_around_the_marker_stay_and_markers_in_pieces_are_filled() -> None:
    def change(made: Document) -> None:
        made.paragraphs[0].insert_paragraph_before("Trust of Example, people department")
        pieces = made.sections[0].header.paragraphs[0]
        for piece in ("Role: {{ ti", "tle }}", " – end"):
            pieces.add_run(piece)
        cell = made.add_table(rows=1, cols=1).rows[0].cells[0]
        cell.text = "{{ issued }}"
        cell.add_table(rows=1, cols=1).rows[0].cells[0].text = "{{ version }}"
        made.add_paragraph("Signed: ______")

    made = word_of(job_description(version()), changed(change), issued="Issued today", at=clock.now())
    read = docx.Document(io.BytesIO(made))
    texts = [one.text for one in read.paragraphs]
    assert texts[0] == "Trust of Example, people department"
    assert texts[-1] == "Signed: ______"
    assert texts.index("Main duties") < texts.index("Signed: ______")
    assert read.sections[0].header.paragraphs[0].text == (
        "Role: Job description and person specification: Community nurse – end"
    )
    cell = read.tables[-1].rows[0].cells[0]
    assert cell.paragraphs[0].text == "Issued today"
    assert cell.tables[0].rows[0].cells[0].text == "Community nurse, version 2"


# -- kept ----------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_one_template_is_in_use_and_another_takes_its_place() -> None:
    assert template_in_use(by=TESTS) is None
    own = changed(lambda made: made.add_paragraph("Ours"))
    replace_template(by=TESTS, name="C:\\work\\first.docx", content=own)
    replace_template(by=TESTS, name="second.docx", content=own)
    found = template_in_use(by=TESTS)
    assert found is not None
    assert found.name == "second.docx"
    assert template_content(by=TESTS) == own
    assert [one.name for one in WordTemplate.objects.all()] == ["second.docx", "first.docx"]
    go_back_to_default(by=TESTS)
    assert template_in_use(by=TESTS) is None
    with pytest.raises(Refused, match="already"):
        go_back_to_default(by=TESTS)
    assert Event.objects.filter(subject="template:job-description").count() == 3


@pytest.mark.django_db
def test_two_templates_cannot_be_in_use() -> None:
    for name in ("a", "b"):
        row = WordTemplate(name=name, content=b"x", sha256="x", added_at=clock.now())
        if name == "a":
            row.save()
        else:
            with pytest.raises(IntegrityError, match="in_use"):
                row.save()


@pytest.mark.django_db
def test_the_page_says_what_is_missing_and_changes_nothing() -> None:
    client = signed_in(make_account("Lee", roles=[Role.WORKFORCE_LEAD]))
    bad = SimpleUploadedFile("ours.docx", changed(without_style("Quote")))
    page = client.post("/documents/template/", {"file": bad}).content.decode()
    assert "The paragraph style “Quote” is missing" in page
    assert not WordTemplate.objects.exists()
    good = SimpleUploadedFile("ours.docx", default_template())
    assert client.post("/documents/template/", {"file": good}).status_code == 302
    assert "ours.docx" in client.get("/documents/template/").content.decode()
    assert client.get("/documents/template/current.docx").content == bytes(WordTemplate.objects.get().content)
    assert docx.Document(io.BytesIO(client.get("/documents/template/default.docx").content)).paragraphs
    assert client.post("/documents/template/go-back/").status_code == 302


@pytest.mark.django_db
def test_only_the_workforce_lead_and_administrators_change_it() -> None:
    may = (Role.WORKFORCE_LEAD, Role.ADMINISTRATOR)
    for role in may:
        assert signed_in(make_account(roles=[role])).get("/documents/template/").status_code == 200
    others = make_account(roles=[role for role in Role if role not in (*may, Role.PRACTITIONER)])
    client = signed_in(others)
    for page in ("", "current.docx", "default.docx"):
        assert client.get(f"/documents/template/{page}").status_code == 403
    assert client.post("/documents/template/go-back/").status_code == 403
    with pytest.raises(NotAllowed):
        replace_template(by=make_account("Out Sider"), name="a.docx", content=default_template())
    with pytest.raises(CannotBeTemplate):
        replace_template(by=TESTS, name="a.docx", content=b"x")
