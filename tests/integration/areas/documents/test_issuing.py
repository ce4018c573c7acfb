"""Job descriptions issued of versions: what the files hold, who issues, what is suggested when a profile changes."""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import docx
import pypdf
import pytest
from django.db import IntegrityError, transaction
from docx.oxml.ns import qn

from standing.areas.audit import clock
from standing.areas.audit.models import Event
from standing.areas.coproduction.selectors import HowDecided as Told
from standing.areas.coproduction.selectors.told import Statement
from standing.areas.documents.actions import end_document, issue_document
from standing.areas.documents.files import make_file
from standing.areas.documents.models import FileKind, IssuedDocument, IssuedFile
from standing.areas.documents.selectors import versions
from standing.areas.documents.selectors.issued import document_by_code, issued_documents, proposed_wording
from standing.areas.documents.selectors.versions import document_version
from standing.areas.documents.waiting import waiting
from standing.areas.documents.word.default import default_template
from standing.areas.people.models import Account
from standing.areas.people.roles import Role
from standing.areas.profiles import actions as profiles
from standing.areas.profiles.models import ProfileVersion, RoleProfile
from standing.areas.refusals import NotAllowed, Refused
from standing.core.coproduction.record import Standpoint
from standing.core.documents.job_description import NOT_THESE_LINES, job_description
from standing.core.documents.model import Paragraph
from standing.core.documents.profile import Decided
from standing.core.documents.proposing import What
from tests.factories.people import make_account, signed_in
from tests.factories.profiles import add_lines, draft_of, make_profile
from tests.factories.record import TESTS, load_standards
from tests.factories.standards import load_catalogue, two_revisions
from tests.support.guarded import NAMED, asks_before_it_keeps

pytestmark = pytest.mark.django_db

ZA1, ZB2, THIRD = "ZA1@2013", "ZB2@2013", "ZA3@2013"


@dataclass(frozen=True)
class World:
    """What most tests of this module begin with; what a test writes is gone after it."""

    profile: RoleProfile
    lead: Account
    issued: IssuedDocument


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        load_standards(3)
        profile = make_profile(essential=[ZA1], desirable=[ZB2], from_on=clock.today() - timedelta(days=100))
        lead = make_account("Lee Lead", roles=[Role.WORKFORCE_LEAD])
        yield World(profile, lead, issue_document(by=lead, version=in_use(profile)))
        transaction.set_rollback(True)


@pytest.fixture
def profile(world: World) -> RoleProfile:
    """A profile in use since a hundred days ago, with one essential and one desirable line."""
    return RoleProfile.objects.get(pk=world.profile.pk)


@pytest.fixture
def lead(world: World) -> Account:
    return Account.objects.get(pk=world.lead.pk)


@pytest.fixture
def document(world: World) -> IssuedDocument:
    """The job description of the first version."""
    return IssuedDocument.objects.get(pk=world.issued.pk)


def in_use(profile: RoleProfile) -> ProfileVersion:
    return profile.versions.get(from_on__isnull=False, to_on__isnull=True)


def next_version(profile: RoleProfile, *standards: str) -> ProfileVersion:
    """The next version with these lines more, in use from today."""
    draft = profiles.draft_version(by=TESTS, profile=profile)
    add_lines(draft, standards)
    return profiles.put_in_use(by=TESTS, version=draft, from_on=clock.today())


def content(document: IssuedDocument, kind: FileKind) -> bytes:
    return bytes(IssuedFile.objects.get(document=document, kind=kind.value).content)


# -- what is in the files ------------------------------------------------------------------------------------------


def test_the_word_document_has_real_headings_lists_and_table_heads(document: IssuedDocument) -> None:
    word = docx.Document(io.BytesIO(content(document, FileKind.WORD)))
    heads = [(p.style.name, p.text) for p in word.paragraphs if p.style.name.startswith(("Title", "Heading"))]
    assert heads[0] == ("Title", "Job description and person specification: Made-up nurse")
    assert ("Heading 1", "Main duties") in heads
    assert ("Heading 2", "Essential") in heads
    levels = [int(style[-1]) for style, _ in heads[1:]]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    (duty,) = [p.text for p in word.paragraphs if p.style.name == "List Number"]
    assert duty.endswith("[ZA1, 2013]")
    assert word.tables
    for table in word.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblCaption")) is not None
    assert not any("{{" in p.text for p in word.paragraphs)


def test_the_word_document_says_its_language_and_what_it_is(document: IssuedDocument) -> None:
    word = docx.Document(io.BytesIO(content(document, FileKind.WORD)))
    language = word.styles["Normal"].element.rPr.find(qn("w:lang"))
    assert language.get(qn("w:val")) == word.core_properties.language == "en-GB"
    assert word.core_properties.title == "Job description and person specification: Made-up nurse"
    assert word.core_properties.author == "Standing"
    assert document.code in word.sections[0].footer.paragraphs[0].text


def test_every_claim_of_the_word_document_is_in_its_annex(profile: RoleProfile) -> None:
    version = document_version(TESTS, in_use(profile).pk)
    made = make_file(version, FileKind.WORD, template=default_template(), issued="Not issued", at=clock.now())
    word = docx.Document(io.BytesIO(made.content))
    annex = [[cell.text for cell in row.cells] for row in word.tables[-1].rows]
    assert annex[0] == ["Line", "Standard", "Edition", "Source of its title", "Claims that come of it"]
    claims = {claim.place for claim in job_description(version).claims()}
    assert {place for row in annex[1:] for place in row[4].split("; ")} == claims
    assert {row[1].partition(":")[0] for row in annex[1:]} == {"ZA1", "ZB2"}


@pytest.mark.parametrize("kind", [FileKind.PDF, FileKind.PLAIN])
def test_the_pdfs_are_accessible(profile: RoleProfile, kind: FileKind) -> None:
    version = document_version(TESTS, in_use(profile).pk)
    made = make_file(version, kind, template=b"", issued="Not issued", at=clock.now())
    reader = pypdf.PdfReader(io.BytesIO(made.content))
    root = reader.root_object
    assert root["/Lang"] == "en-GB"
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    assert reader.metadata is not None
    assert "Made-up nurse" in str(reader.metadata.title)
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    assert "[ZA1, 2013]" in text
    if kind is FileKind.PLAIN:
        assert len(reader.pages) == 1


# -- issuing -------------------------------------------------------------------------------------------------------


def test_what_was_issued_is_kept_byte_for_byte_and_in_the_trail(
    lead: Account, document: IssuedDocument
) -> None:
    assert document.code.startswith("JD-")
    assert {file.kind for file in document.files.all()} == {kind.value for kind in FileKind}
    event = Event.objects.get(action="issue_document", subject=document.subject)
    assert event is not None
    got = signed_in(lead).get(f"/documents/{document.code}/word/")
    assert got.content == content(document, FileKind.WORD)
    assert got["Content-Disposition"] == 'attachment; filename="nurse-job-description-version-1.docx"'


def test_a_draft_is_not_issued_but_can_be_downloaded_marked_as_one(
    lead: Account, document: IssuedDocument
) -> None:
    profile = make_profile("draft", essential=[ZA1])
    with pytest.raises(Refused, match="Put the version in use first"):
        issue_document(by=lead, version=draft_of(profile))
    client = signed_in(lead)
    got = client.get("/profiles/draft/versions/1/document/word/")
    word = docx.Document(io.BytesIO(got.content))
    assert "Draft, not to be used." in " ".join(p.text for p in word.paragraphs)
    assert "-draft.docx" in got["Content-Disposition"]
    assert client.post("/profiles/draft/versions/1/document/issue/").status_code == 409
    assert IssuedDocument.objects.count() == 1


def test_only_the_workforce_lead_issues_and_everybody_may_read(
    profile: RoleProfile, lead: Account, document: IssuedDocument
) -> None:
    version = in_use(profile)
    others = [role for role in Role if role not in (Role.WORKFORCE_LEAD, Role.PRACTITIONER)]
    reader = make_account("Many Roles", roles=others)
    with pytest.raises(NotAllowed):
        issue_document(by=reader, version=version)
    with pytest.raises(NotAllowed):
        end_document(by=reader, document=document, why="Gone")
    client = signed_in(reader)
    assert client.post("/profiles/nurse/versions/1/document/issue/").status_code == 403
    assert client.get(f"/documents/{document.code}/out-of-use/").status_code == 403
    for page in (
        "/documents/",
        f"/documents/{document.code.lower()}/",
        f"/documents/{document.code}/plain/",
        "/profiles/nurse/versions/1/document/",
        "/profiles/nurse/versions/1/plain/",
    ):
        assert client.get(page).status_code == 200, page
    outsider = signed_in(make_account("Out Sider"))
    for page in ("/documents/", f"/documents/{document.code}/", "/profiles/nurse/versions/1/document/"):
        assert outsider.get(page).status_code == 403, page


def test_what_is_not_there_is_not_found(
    profile: RoleProfile, lead: Account, document: IssuedDocument
) -> None:
    client = signed_in(lead)
    for page in (
        "/documents/JD-2222-2222/",
        "/profiles/nurse/versions/9/document/",
        "/profiles/nurse/versions/1/document/song/",
        "/profiles/nurse/draft/paste/",
    ):
        assert client.get(page).status_code == 404, page


# -- when the profile changes --------------------------------------------------------------------------------------


def test_a_document_in_use_is_listed_when_its_profile_changes_and_never_altered(
    profile: RoleProfile, lead: Account, document: IssuedDocument
) -> None:
    before = content(document, FileKind.WORD)
    assert not issued_documents(by=lead)[0].is_older
    next_version(profile, THIRD)
    found = document_by_code(by=lead, code=document.code)
    assert found.is_older
    wording = proposed_wording(by=lead, issued=found)
    assert [one.what for one in wording if one.place == "Main duties"] == [What.ADDED]
    page = signed_in(lead).get(f"/documents/{document.code}/").content.decode()
    assert "Version 2 is in use" in page
    assert "[ZA3, 2013]" in page
    assert content(document, FileKind.WORD) == before
    listed = signed_in(lead).get("/documents/").content.decode()
    assert listed.index("Documents that rest on an older version") < listed.index(document.code)


def test_a_document_that_is_out_of_use_is_no_longer_compared(
    profile: RoleProfile, lead: Account, document: IssuedDocument
) -> None:
    next_version(profile, THIRD)
    client = signed_in(lead)
    page, why = f"/documents/{document.code}/out-of-use/", f"The post was closed. {NAMED}"
    assert "Say why it is no longer in use" in client.post(page, {"why": ""}).content.decode()
    asks_before_it_keeps(client, page, {"why": why})
    found = document_by_code(by=lead, code=document.code)
    assert not found.is_older
    assert found.row.ended_why == why
    with pytest.raises(Refused, match="out of use already"):
        end_document(by=lead, document=document, why="Again")


def test_an_ended_document_needs_a_reason(document: IssuedDocument) -> None:
    document.ended_at = clock.now()
    with pytest.raises(IntegrityError, match="issued_document_ended_with_a_reason"):
        document.save()


def test_a_document_of_a_version_to_come_is_compared_with_nothing(
    profile: RoleProfile, lead: Account
) -> None:
    draft = profiles.draft_version(by=TESTS, profile=profile)
    version = profiles.put_in_use(by=TESTS, version=draft, from_on=clock.today() + timedelta(days=9))
    document = issue_document(by=lead, version=version)
    found = document_by_code(by=lead, code=document.code)
    assert found.newer is None
    assert isinstance(found.row.issued_on, date)


# -- told elsewhere ------------------------------------------------------------------------------------------------


def test_what_rests_on_an_older_version_waits_for_whoever_issues(
    profile: RoleProfile, lead: Account, document: IssuedDocument
) -> None:
    assert list(waiting(lead, clock.today())) == []
    next_version(profile, THIRD)
    (one,) = waiting(lead, clock.today())
    assert one.href == f"/documents/{document.code}/"
    assert "Version 2 is in use" in one.about
    assert list(waiting(make_account(roles=[Role.ADMINISTRATOR]), clock.today())) == []


def test_a_standard_that_gave_way_is_told_and_the_draft_compared(lead: Account) -> None:
    load_catalogue(two_revisions())
    profile = make_profile("gardener", essential=["ZZ2@2001"], from_on=clock.today() - timedelta(days=9))
    document = issue_document(by=lead, version=in_use(profile))
    found = document_by_code(by=lead, code=document.code)
    assert [(one.standard, one.living) for one in found.replaced] == [("ZZ2@2001", ("ZX1@2003",))]
    assert found.is_older
    page = signed_in(lead).get(f"/documents/{document.code}/").content.decode()
    assert "ZZ2@2001 gave way to ZX1@2003" in page
    assert "Carry the profile over" in page
    profiles.draft_version(by=TESTS, profile=profile)
    again = document_by_code(by=lead, code=document.code)
    assert again.newer is not None
    assert again.newer.is_draft
    assert proposed_wording(by=lead, issued=again) == []


def test_the_page_of_a_profile_leads_to_its_documents_and_suggests_words(lead: Account) -> None:
    profile = make_profile("draft", essential=[ZA1])
    profiles.set_purpose(by=TESTS, version=draft_of(profile), purpose="To meet each individual.")
    page = signed_in(lead).get("/profiles/draft/versions/1/").content.decode()
    assert "/profiles/draft/versions/1/document/" in page
    assert "/profiles/draft/draft/paste/" in page
    assert "“each person” instead of" in page
    reader = (
        signed_in(make_account(roles=[Role.CONTRIBUTOR])).get("/profiles/draft/versions/1/").content.decode()
    )
    assert "/profiles/draft/versions/1/plain/" in reader
    assert "/profiles/draft/draft/paste/" not in reader
    assert "instead of" not in reader


def test_how_it_was_decided_and_what_matters_come_from_the_record_of_deciding(
    profile: RoleProfile, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = in_use(profile)
    line = version.lines.get(standard=ZA1)
    told = Told(
        "Consulted: people were asked.", ("family carers",), ("“More time” added.",), ("“Less” refused.",), 1
    )
    said = Statement(1, Standpoint.CARER, "Tell us early.")
    monkeypatch.setattr(versions, "how_decided", lambda *_: told)
    monkeypatch.setattr(versions, "values_of", lambda *_: {line.key: (said,)})
    ProfileVersion.objects.filter(pk=version.pk).update(decided_how="consulted")
    made = job_description(document_version(TESTS, version.pk))
    words = [block.words for one in made.sections for block in one.blocks if isinstance(block, Paragraph)]
    for expected in ("Consulted: people were asked.", "“More time” added.", "“Less” refused."):
        assert expected in words
    assert any("“Tell us early.”" in one for one in words)
    monkeypatch.setattr(versions, "how_decided", lambda *_: Told())
    undecided = document_version(TESTS, version.pk)
    assert undecided.decided == Decided(words=NOT_THESE_LINES)


def test_our_own_words_are_taken_from_an_edition_about_the_same_task_only() -> None:
    load_catalogue(two_revisions())
    profile = make_profile("gardener", essential=["ZZ1@2001", "ZY1@2002", "ZX1@2003"])
    found = document_version(TESTS, draft_of(profile).pk)
    assert {line.standard: line.summary_of for line in found.lines} == {
        "ZZ1@2001": "ZZ1@2001",
        "ZY1@2002": "ZZ1@2001",
        "ZX1@2003": "",
    }
