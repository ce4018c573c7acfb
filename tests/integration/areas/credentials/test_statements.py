"""Statements of competence: what they say, who issues and sees them, and that they never speak for the record."""

from __future__ import annotations

import io
from datetime import timedelta

import pypdf
import pytest
from django.test import Client

from standing.areas.audit import clock
from standing.areas.audit.models import Event
from standing.areas.credentials.actions import issue_statement
from standing.areas.credentials.models import Statement
from standing.areas.credentials.presenters import pdf_data
from standing.areas.credentials.presenters.pdf import pdf_of
from standing.areas.people.models import Account, Person, Unit
from standing.areas.people.roles import Role
from standing.areas.record import actions as record
from standing.areas.record.models import Decision
from standing.areas.refusals import NotAllowed, Refused
from standing.core.rules import facts
from tests.factories.people import make_account, make_unit, signed_in
from tests.factories.record import TESTS, account_of, load_standards, make_manager, require
from tests.factories.workforce import make_worker, rule

pytestmark = pytest.mark.django_db

ZA1 = "ZA1@2013"


@pytest.fixture
def worker() -> Person:
    """Somebody who has met one of two standards, and works on Ash ward."""
    with clock.travelling_to(clock.today() - timedelta(days=100)):
        standards = load_standards(2)
        rule(standards)
        require(standards)
        person = make_worker(make_unit("ash", name="Ash ward"), ref="P1")
        decide(person, ZA1)
    return person


def decide(person: Person, standard: str, outcome: str = facts.MET) -> None:
    decision = facts.Decision("new", person.ref, standard, outcome, clock.today())
    record.append_facts(by=TESTS, entries=[record.Entry(decision)])


def text_of(statement: Statement) -> str:
    reader = pypdf.PdfReader(io.BytesIO(pdf_of(pdf_data(statement))))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


# -- what it says ----------------------------------------------------------------------------------------------


def test_it_says_what_the_record_says_and_that_it_is_not_the_record(worker: Person) -> None:
    statement = issue_statement(by=account_of(worker), person=worker, standard=ZA1)
    text = text_of(statement)
    for words in (
        "Ada Example",
        "P1",
        "ZA1, edition 2013",
        "General",
        "Not drawn for internal verification",
        "Assessed on scope only",
        "as known when this was issued",
        "This statement is not the source of truth",
        f"give the code {statement.code}",
    ):
        assert words in text
    assert Event.objects.filter(action="issue_statement", subject=statement.subject).count() == 1


def test_the_pdf_is_accessible_and_named(worker: Person) -> None:
    statement = issue_statement(by=TESTS, person=worker, standard=ZA1)
    reader = pypdf.PdfReader(io.BytesIO(pdf_of(pdf_data(statement))))
    root = reader.root_object
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert reader.metadata is not None
    assert reader.metadata.title == "Statement of competence"
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    assert len(reader.pages) == 1


def test_what_people_are_called_is_never_read_as_markup(worker: Person) -> None:
    worker.family_name = "#panic() *bold* $x$ \\ @ref <b>"
    worker.save()
    statement = issue_statement(by=TESTS, person=worker, standard=ZA1)
    assert "#panic() *bold* $x$ \\ @ref <b>" in text_of(statement)


def test_letters_that_no_font_has_are_refused_in_words(worker: Person) -> None:
    data = pdf_data(issue_statement(by=TESTS, person=worker, standard=ZA1))
    with pytest.raises(Refused, match="no font of this server has"):
        pdf_of({**data, "lead": "\U0010fffd"})


def test_it_stays_as_it_was_and_its_page_says_how_it_stands_today(worker: Person) -> None:
    statement = issue_statement(by=TESTS, person=worker, standard=ZA1)
    decide(worker, ZA1, facts.REVOKED)
    client: Client = signed_in(account_of(worker))
    page = client.get(f"/statements/{statement.code.lower().replace('-', ' ')}/").content.decode()
    assert "Not current" in page
    assert "What it said when it was issued" in page
    assert "This statement is not the source of truth" in page
    pdf = client.get(f"/statements/{statement.code}/statement.pdf")
    assert pdf["Content-Type"] == "application/pdf"
    assert pdf.content.startswith(b"%PDF")


# -- when there is nothing to state ----------------------------------------------------------------------------


def test_what_does_not_count_is_not_stated(worker: Person) -> None:
    with pytest.raises(Refused, match="does not count today"):
        issue_statement(by=TESTS, person=worker, standard="ZB2@2013")
    page = signed_in(account_of(worker)).post("/people/P1/statements/ZB2@2013/")
    assert page.status_code == 409
    assert "does not count today" in page.content.decode()
    assert not Statement.objects.exists()


def test_what_no_assessor_is_known_of_is_not_stated(worker: Person) -> None:
    decide(worker, "ZB2@2013")
    # As a batch of an import writes it.
    Decision.objects.filter(standard="ZB2@2013").update(assessor_unknown=True)
    with pytest.raises(Refused, match="names no assessor"):
        issue_statement(by=TESTS, person=worker, standard="ZB2@2013")


# -- who -------------------------------------------------------------------------------------------------------


def test_who_may_issue(worker: Person) -> None:
    issue_statement(by=make_manager(Unit.objects.get(code="ash")), person=worker, standard=ZA1)
    issue_statement(by=make_account("Lee", roles=[Role.WORKFORCE_LEAD]), person=worker, standard=ZA1)
    for outsider in (
        make_account("Out Sider"),
        make_account("Audi Tor", roles=[Role.AUDITOR]),
        make_manager(make_unit("oak"), "Olly Oak"),
    ):
        with pytest.raises(NotAllowed):
            issue_statement(by=outsider, person=worker, standard=ZA1)


def test_a_code_says_nothing_to_whoever_may_not_see_the_record(worker: Person) -> None:
    statement = issue_statement(by=TESTS, person=worker, standard=ZA1)
    outsider = signed_in(make_account("Out Sider"))
    there, not_there = (outsider.get(f"/statements/{code}/") for code in (statement.code, "AAAA-BBBB-CCCC"))
    assert there.status_code == not_there.status_code == 404
    assert there.content.replace(statement.code.encode(), b"") == not_there.content.replace(
        b"AAAA-BBBB-CCCC", b""
    )
    assert Client().get(f"/statements/{statement.code}/").status_code == 302
    for code in (statement.code, "AAAA-BBBB-CCCC"):
        answer = outsider.get("/statements/", {"code": code.lower()})
        assert answer.status_code == 404
        assert f"There is no statement {code} about the people you can see." in answer.content.decode()
    for nothing in ("", " - "):
        assert (
            "Enter the code of the statement"
            in outsider.get("/statements/", {"code": nothing}).content.decode()
        )


def test_the_pages_lead_from_the_record_to_a_statement(worker: Person) -> None:
    client: Client = signed_in(account_of(worker))
    assert "/people/P1/statements/ZA1@2013/" in client.get("/people/P1/standards/ZA1@2013/").content.decode()
    page = client.get("/people/P1/statements/ZA1@2013/").content.decode()
    assert "Issue a statement" in page
    issued = client.post("/people/P1/statements/ZA1@2013/", follow=True)
    code = Statement.objects.get().code
    assert f"Its code is {code}" in issued.content.decode()
    assert client.get(f"/statements/?code={code.lower()}")["Location"] == f"/statements/{code}/"
    assert "Find it" in client.get("/statements/").content.decode()
    auditor: Account = make_account("Audi Tor", roles=[Role.AUDITOR])
    seen = signed_in(auditor).get("/people/P1/statements/ZA1@2013/").content.decode()
    assert code in seen
    assert "Issue a statement" not in seen
