"""What is sent after the sign-in has run out: kept for the same account, sent on once, and for nobody else."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from standing.areas.assessment.models import Claim
from standing.areas.audit import clock
from standing.areas.people.models import Account
from standing.areas.people.tasks import work_of_the_day
from standing.areas.record.models import Signature
from standing.site import resuming
from tests.factories import assessment as make
from tests.factories.assessment import Claiming
from tests.factories.people import PASSWORD
from tests.factories.policies import Offices, change_in_force
from tests.factories.record import account_of

pytestmark = pytest.mark.django_db

WORDS = "An observation of a second round"


@pytest.fixture
def world() -> Claiming:
    return make.make_claiming()


def run_out(client: Client) -> None:
    """The session is over on the server; the browser knows nothing of it."""
    client.cookies.pop("sessionid")


def came_in(account: Account) -> Client:
    client = Client(enforce_csrf_checks=False)
    client.force_login(account)
    assert client.get("/").status_code == 200
    return client


def sign_in(client: Client, account: Account, leads_to: str) -> str:
    answer = client.post(
        reverse("account_login"),
        {"login": account.email, "password": PASSWORD, "next": leads_to},
        follow=True,
    )
    return answer.content.decode()


def test_the_same_account_sends_it_on_once(world: Claiming) -> None:
    claim = make.judged(world)
    client = came_in(world.assessor)
    run_out(client)
    address = reverse("assessment:more", args=[claim.pk])
    answer = client.post(address, {"words": WORDS, "a_password": "secret-words"})
    assert answer.status_code == 302
    assert "go-on" in answer["Location"]
    shown = sign_in(client, world.assessor, reverse("go_on"))
    assert "Send what you were sending" in shown
    assert WORDS in shown
    assert "secret-words" not in shown
    assert not claim.steps.filter(words=WORDS).exists(), "nothing is sent before its author has seen it"
    token = re.search(r'name="resumed" value="([^"]+)"', shown)
    assert token is not None
    client.post(address, {"words": WORDS, "resumed": token[1]})
    assert claim.steps.filter(words=WORDS).count() == 1
    shown = client.get(reverse("go_on"), follow=True).content.decode()
    assert "was not kept" in shown, "it was sent on once and is gone"


def test_what_was_sent_is_shown_as_it_was_asked_for(world: Claiming) -> None:
    claim = make.judged(world)
    client = came_in(world.assessor)
    run_out(client)
    address = reverse("assessment:decide", args=[claim.pk])
    day = {"decided_on_day": "9", "decided_on_month": "3", "decided_on_year": "2026"}
    client.post(address, {"outcome": "not_yet", **day, "unasked-for": "as it came"})
    assert [tuple(pair) for pair in client.session[resuming.KEPT_IN]["said"]] == [
        ("What did you decide?", "Not yet met"),
        ("Day of the decision", "9 3 2026"),
        ("Unasked for", "as it came"),
    ]
    shown = sign_in(client, world.assessor, reverse("go_on"))
    assert "What did you decide?" in shown
    assert 'name="decided_on_day" value="9"' in shown


def test_a_signature_is_shown_with_its_question_and_sent_on(world: Claiming) -> None:
    change = change_in_force(Offices.open(), ["ZA1@2013"], clock.today())
    assert change.asked is not None
    address = reverse("record:sign", args=change.signed_as)
    client = came_in(world.practitioner)
    run_out(client)
    sent = {"answer": str(change.asked.right), "read": "on"}
    assert "go-on" in client.post(address, sent)["Location"]
    right = change.asked.answers[change.asked.right]
    said = [tuple(pair) for pair in client.session[resuming.KEPT_IN]["said"]]
    assert said == [(change.asked.text, right), ("I have read this and my practice will follow it", "Yes")]
    shown = sign_in(client, world.practitioner, reverse("go_on"))
    assert "your signature of a change" in shown
    assert not Signature.objects.exists(), "nobody signs what they have not seen"
    client.post(address, sent)
    assert Signature.objects.get().person == world.person


@pytest.mark.parametrize(
    ("name", "parts", "sent", "said"),
    [
        ("assessment:open_appeal", [1], {"grounds": WORDS}, ("Why do you not agree?", WORDS)),
        (
            "assessment:decide_appeal",
            [1],
            {"outcome": "upheld"},
            ("What do you decide?", "The decision is upheld"),
        ),
        ("assessment:return", [1], {"why": WORDS}, ("What is missing or wrong", WORDS)),
        (
            "policies:propose",
            ["POL-X", 1],
            {"effective_on_day": "9", "effective_on_month": "3", "effective_on_year": "2026"},
            ("Effective on", "9 3 2026"),
        ),
        ("coproduction:position", [1], {"reason": WORDS}, ("Your reason", WORDS)),
    ],
)
def test_appeals_and_proposals_are_kept_too(
    world: Claiming, name: str, parts: list[object], sent: dict[str, str], said: tuple[str, str]
) -> None:
    client = came_in(world.practitioner)
    run_out(client)
    assert "go-on" in client.post(reverse(name, args=parts), sent)["Location"]
    assert [tuple(pair) for pair in client.session[resuming.KEPT_IN]["said"]] == [said]


def test_somebody_else_who_signs_in_loses_it_unseen(world: Claiming) -> None:
    other = account_of(world.colleague)
    client = came_in(world.practitioner)
    run_out(client)
    client.post(reverse("assessment:open"), {"standards": "ZA1@2013", "context": "a private word"})
    shown = sign_in(client, other, reverse("go_on"))
    assert "a private word" not in shown
    assert "was not kept" in shown
    assert resuming.KEPT_IN not in client.session
    assert not Claim.objects.exists()


def test_it_is_kept_for_half_an_hour_and_only_where_a_view_says_so(
    world: Claiming, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = came_in(world.practitioner)
    run_out(client)
    answer = client.post(reverse("people:units"), {"name": "x"})
    assert "go-on" not in answer.get("Location", "")
    assert resuming.KEPT_IN not in client.session
    monkeypatch.setattr(resuming, "MOST_CHARACTERS", 10)
    client.post(reverse("assessment:open"), {"standards": "ZA1@2013"})
    assert resuming.KEPT_IN not in client.session, "too long to keep is not kept in part"
    monkeypatch.setattr(resuming, "MOST_CHARACTERS", 1000)
    client.post(reverse("assessment:open"), {"standards": "ZA1@2013"})
    later = timezone.now() + timedelta(minutes=31)
    monkeypatch.setattr(resuming.timezone, "now", lambda: later)
    assert "was not kept" in sign_in(client, world.practitioner, reverse("go_on"))


def test_a_browser_that_was_signed_out_keeps_nothing(world: Claiming) -> None:
    client = came_in(world.practitioner)
    client.post(reverse("account_logout"))
    answer = client.post(reverse("assessment:open"), {"standards": "ZA1@2013"})
    assert "go-on" not in answer["Location"]
    assert resuming.KEPT_IN not in client.session


def test_a_forged_form_is_not_kept(world: Claiming) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.practitioner)
    client.get("/")
    run_out(client)
    assert client.post(reverse("assessment:open"), {"standards": "ZA1@2013"}).status_code == 403
    assert resuming.KEPT_IN not in client.session


def test_what_nobody_came_back_for_is_removed_with_its_sign_in(world: Claiming) -> None:
    client = came_in(world.practitioner)
    run_out(client)
    client.post(reverse("assessment:open"), {"standard": WORDS})
    (kept,) = (each for each in Session.objects.all() if WORDS in str(each.get_decoded()))
    work_of_the_day.func()
    assert Session.objects.filter(pk=kept.pk).exists()
    Session.objects.filter(pk=kept.pk).update(expire_date=timezone.now() - timedelta(seconds=1))
    work_of_the_day.func()
    assert not Session.objects.filter(pk=kept.pk).exists()
