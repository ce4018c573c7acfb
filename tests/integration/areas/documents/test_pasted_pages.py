"""An existing job description pasted or sent: suggestions taken one by one, the guard asked, and nothing else kept."""

from __future__ import annotations

import io

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from standing.areas.audit.models import Event, EventWords
from standing.areas.documents.actions import accept_suggestion
from standing.areas.documents.selectors.pasted import look_through
from standing.areas.guarding import MayIdentify
from standing.areas.people.roles import Role
from standing.areas.profiles.models import ProfileLine, ProfileVersion
from standing.areas.refusals import NotAllowed, Refused
from tests.factories.people import make_account, signed_in
from tests.factories.profiles import draft_of, make_profile
from tests.factories.record import TESTS
from tests.factories.standards import load_bundled_catalogue

pytestmark = pytest.mark.django_db

PAGE = "/profiles/nurse/draft/paste/"
TEXT = "You will assess the needs of carers and families.\nYou get 27 days of annual leave and a pension."
CARERS = "SCDHSC0427@undated"


@pytest.fixture
def draft() -> ProfileVersion:
    load_bundled_catalogue()
    return draft_of(make_profile())


@pytest.fixture
def lead(draft: ProfileVersion) -> Client:
    return signed_in(make_account("Lee Lead", roles=[Role.WORKFORCE_LEAD]))


def kept() -> str:
    """Everything that the audit trail has in words."""
    return " ".join(str(one) for one in EventWords.objects.values_list("words", flat=True))


def test_what_its_words_lead_to_is_shown_with_those_words_and_nothing_is_kept(lead: Client) -> None:
    events = Event.objects.count()
    page = lead.post(PAGE, {"text": TEXT}).content.decode()
    assert CARERS in page
    assert "<mark>carers</mark>" in page
    assert "Nothing is added unless you add it." in page
    assert not ProfileLine.objects.exists()
    assert Event.objects.count() == events


def test_a_suggestion_is_taken_by_itself_and_only_its_passage_is_kept(lead: Client) -> None:
    page = lead.post(PAGE, {"text": TEXT, "accept": CARERS}).content.decode()
    assert "is in the draft" in page
    assert [line.standard_id for line in ProfileLine.objects.all()] == [CARERS]
    assert "It is in the draft." in page
    assert "assess the needs of carers" in kept()
    assert "annual leave" not in kept()
    again = lead.post(PAGE, {"text": TEXT, "accept": CARERS}).content.decode()
    assert ProfileLine.objects.count() == 1
    assert "There is a problem" in again


def test_what_the_words_do_not_lead_to_is_not_taken(lead: Client) -> None:
    page = lead.post(PAGE, {"text": TEXT, "accept": "MH21@2013"}).content.decode()
    assert "is not among what these words lead to" in page
    assert not ProfileLine.objects.exists()


def test_a_word_file_is_read_and_its_pictures_are_said_to_be_left(lead: Client) -> None:
    made, content = docx.Document(), io.BytesIO()
    made.add_table(rows=1, cols=1).rows[0].cells[0].text = "Assess the needs of carers and families"
    made.save(content)
    page = lead.post(PAGE, {"file": SimpleUploadedFile("jd.docx", content.getvalue())}).content.decode()
    assert CARERS in page


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"text": " "}, "Paste the words, or send a file"),
        ({"text": "x" * 60_001}, "60,000 are looked through at once"),
        ({"file": ("jd.docx", b"PK\x03\x04 broken")}, "damaged, or protected"),
        ({"text": "x", "file": ("jd.txt", b"x")}, "not both"),
        ({"file": ("jd.pdf", b"%PDF")}, "must end in .docx or .txt"),
    ],
)
def test_what_cannot_be_read_is_refused_whole(lead: Client, sent: dict[str, object], said: str) -> None:
    data = {
        name: SimpleUploadedFile(*value) if isinstance(value, tuple) else value
        for name, value in sent.items()
    }
    assert said in lead.post(PAGE, data).content.decode()


def test_words_can_be_changed_and_nothing_typed_is_lost(lead: Client) -> None:
    page = lead.post(PAGE, {"text": TEXT, "change": "1"}).content.decode()
    assert "assess the needs of carers" in page
    assert "Look for standards" in page


def test_the_guard_warns_of_the_text_and_asks_before_a_passage_is_kept(
    lead: Client, draft: ProfileVersion
) -> None:
    named = "You will assess the needs of carers and families, as for NHS number 943 476 5919."
    page = lead.post(PAGE, {"text": named}).content.decode()
    assert "an NHS number" in page
    asked = lead.post(PAGE, {"text": named, "accept": CARERS}).content.decode()
    assert "Say what was found" in asked or "What is it?" in asked
    assert not ProfileLine.objects.exists()
    about = asked.split('name="guard_about" value="')[1].split('"')[0]
    lead.post(PAGE, {"text": named, "accept": CARERS, "guard_about": about, "guard_said": "nobody"})
    assert ProfileLine.objects.count() == 1
    with pytest.raises(MayIdentify):
        accept_suggestion(by=TESTS, version=draft, standard="MH21@2013", passage="call 943 476 5919")


def test_only_those_who_change_profiles_may(draft: ProfileVersion) -> None:
    others = make_account(
        roles=[role for role in Role if role not in (Role.WORKFORCE_LEAD, Role.PRACTITIONER)]
    )
    assert signed_in(others).get(PAGE).status_code == 403
    for account in (others, make_account("Out Sider")):
        with pytest.raises(NotAllowed):
            look_through(by=account, version=draft, text=TEXT)
        with pytest.raises(NotAllowed):
            accept_suggestion(by=account, version=draft, standard=CARERS, passage="x")


def test_a_standard_that_was_replaced_is_not_taken(draft: ProfileVersion) -> None:
    with pytest.raises(Refused):
        accept_suggestion(by=TESTS, version=draft, standard="MH6@2005", passage="assess carers")
