"""Signing in, with and without codes; what nobody may do by themself."""

from __future__ import annotations

import time
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from standing.areas.audit.models import Event
from standing.areas.people.models import Account
from tests.factories.people import PASSWORD, make_account

pytestmark = pytest.mark.django_db
SIGN_IN = "/account/sign-in/"


@pytest.fixture(autouse=True)
def no_memory_of_tries() -> None:
    """Tries are counted in the cache, which outlives a test."""
    cache.clear()


@pytest.fixture
def asha() -> Account:
    return make_account("Asha Example", email="asha@example.org", password=PASSWORD)


def sign_in(client: Client, email: str = "asha@example.org", password: str = PASSWORD, **more: Any) -> Any:
    return client.post(SIGN_IN, {"login": email, "password": password, **more})


def text(response: Any) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())


def code_of(secret: str) -> str:
    """The code an authenticator app shows now."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def test_a_page_asks_who_you_are_and_then_comes_back(client: Client, asha: Account) -> None:
    response = client.get("/account/password/")
    assert response["Location"] == "/account/sign-in/?next=/account/password/"
    page = BeautifulSoup(client.get(response["Location"]).content, "html.parser")
    following = page.select("input[name=next]")[0]["value"]
    assert sign_in(client, next=following)["Location"] == "/account/password/"


def test_a_page_elsewhere_is_not_come_back_to(client: Client, asha: Account) -> None:
    assert sign_in(client, next="https://elsewhere.example/")["Location"] == "/"


def test_an_address_in_other_letters_signs_in(client: Client, asha: Account) -> None:
    assert sign_in(client, email="Asha@Example.org").status_code == 302


def test_a_wrong_password_and_an_unknown_address_read_the_same(client: Client, asha: Account) -> None:
    wrong = sign_in(client, password="another-password")
    unknown = sign_in(client, email="nobody@example.org")
    for response in (wrong, unknown):
        assert response.status_code == 200
        assert "Your email address or your password is not right. Check both, then try again." in text(
            response
        )
        assert "Error: Sign in – Standing" in response.content.decode()
    assert "asha@example.org" in wrong.content.decode(), "the address stays as typed"
    assert "another-password" not in wrong.content.decode()


def test_too_many_tries_are_stopped(client: Client, asha: Account) -> None:
    for _ in range(12):
        response = sign_in(client, password="another-password")
    assert "You have tried too many times. Wait 5 minutes, then try again." in text(response)
    assert sign_in(client).status_code == 200, "the right password does not help now"


def test_nothing_typed_is_asked_for(client: Client) -> None:
    words = text(client.post(SIGN_IN, {}))
    assert "Enter your email address" in words
    assert "Enter your password" in words


def test_a_closed_account_cannot_sign_in(client: Client, asha: Account) -> None:
    asha.is_active = False
    asha.save()
    response = client.post(SIGN_IN, {"login": asha.email, "password": PASSWORD}, follow=True)
    assert not response.wsgi_request.user.is_authenticated


def test_signing_out_takes_a_button(client: Client, asha: Account) -> None:
    sign_in(client)
    assert "Do you want to sign out?" in text(client.get("/account/sign-out/"))
    assert client.get("/").status_code == 200, "a GET changes nothing"
    client.post("/account/sign-out/")
    assert client.get("/").status_code == 302


def test_nobody_makes_an_account_or_resets_a_password(client: Client) -> None:
    for name in ("account_signup", "account_reset_password", "account_email", "account_set_password"):
        for response in (client.get(reverse(name)), client.post(reverse(name), {"email": "a@example.org"})):
            assert "Accounts are made by an administrator" in text(response)
    assert not Account.objects.exists()


def test_a_password_is_changed(client: Client, asha: Account) -> None:
    sign_in(client)
    address = reverse("account_change_password")
    short = client.post(address, {"oldpassword": PASSWORD, "password1": "short", "password2": "short"})
    assert "12 characters" in text(short)
    wrong = client.post(address, {"oldpassword": "no", "password1": "x", "password2": "x"})
    assert "That is not your current password." in text(wrong)
    new = "another quite long password"
    done = client.post(address, {"oldpassword": PASSWORD, "password1": new, "password2": new}, follow=True)
    assert "Your password is changed." in text(done)
    assert sign_in(Client(), password=new).status_code == 302


def test_the_account_page_says_how_one_signs_in(client: Client, asha: Account) -> None:
    sign_in(client)
    words = text(client.get("/account/"))
    assert "asha@example.org" in words
    assert "Codes from an app Off Change codes from an app" in words


def turn_codes_on(client: Client) -> str:
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = BeautifulSoup(client.get(reverse("mfa_activate_totp")).content, "html.parser")
    secret = page.select(".app-key")[0].get_text(strip=True)
    assert page.select("img.app-qr")[0]["src"].startswith("data:image/svg+xml")
    wrong = client.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert "That code is not right. Enter the 6 numbers your app shows now." in text(wrong)
    assert secret in text(wrong), "the key stays the same after a wrong code"
    right = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)}, follow=True)
    assert "Your spare codes" in text(right)
    return secret


def test_codes_are_turned_on_used_and_turned_off(client: Client, asha: Account) -> None:
    sign_in(client)
    turn_codes_on(client)
    assert "Codes are on." in text(client.get(reverse("mfa_index")))
    page = BeautifulSoup(client.get(reverse("mfa_view_recovery_codes")).content, "html.parser")
    spare = [code.get_text(strip=True) for code in page.select(".app-codes code")]
    assert len(spare) == 10

    other = Client()
    response = other.post(SIGN_IN, {"login": asha.email, "password": PASSWORD}, follow=True)
    assert "Enter a code" in text(response)
    assert other.get("/").status_code == 302, "a password alone is not enough now"
    wrong = other.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "That code is not right." in text(wrong)
    other.post(reverse("mfa_authenticate"), {"code": spare[0]})
    assert other.get("/").status_code == 200

    assert "Turn codes off?" in text(client.get(reverse("mfa_deactivate_totp")))
    done = client.post(reverse("mfa_deactivate_totp"), follow=True)
    assert "Codes are off." in text(done)


def test_the_audit_trail_is_told_of_codes_and_not_which(client: Client, asha: Account) -> None:
    sign_in(client)
    turn_codes_on(client)
    client.post(reverse("mfa_generate_recovery_codes"))
    client.post(reverse("mfa_deactivate_totp"))
    told = Event.objects.filter(actor=asha.audit_name, subject=asha.audit_name).order_by("sequence")
    assert [event.action for event in told] == [
        "turn_codes_on",
        "make_spare_codes",
        "make_spare_codes",
        "turn_codes_off",
    ]
    assert {str(event.words.words) for event in told} == {"{}"}


def test_new_spare_codes_replace_the_old(client: Client, asha: Account) -> None:
    sign_in(client)
    turn_codes_on(client)
    before = text(client.get(reverse("mfa_view_recovery_codes")))
    assert "stop working" in text(client.get(reverse("mfa_generate_recovery_codes")))
    client.post(reverse("mfa_generate_recovery_codes"))
    assert text(client.get(reverse("mfa_view_recovery_codes"))) != before


def test_one_confirms_before_one_changes_how_one_signs_in(client: Client, asha: Account) -> None:
    sign_in(client)
    response = client.get(reverse("mfa_activate_totp"), follow=True)
    assert "Confirm that it is you" in text(response)
    wrong = client.post(reverse("account_reauthenticate"), {"password": "no"})
    assert "That is not your password." in text(wrong)
    right = client.post(reverse("account_reauthenticate"), {"password": PASSWORD}, follow=True)
    assert right.status_code == 200
    assert "Turn codes on" in text(client.get(reverse("mfa_activate_totp")))


def test_the_organisations_sign_in_is_offered_when_it_is_set(client: Client, settings: Any) -> None:
    assert "Sign in with" not in text(client.get(SIGN_IN))
    app = {"provider_id": "organisation", "name": "Made-up Trust", "client_id": "c", "secret": "s"}
    app["settings"] = {"server_url": "https://login.example"}  # type: ignore[assignment]
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    page = BeautifulSoup(client.get(f"{SIGN_IN}?next=/account/").content, "html.parser")
    form = next(form for form in page.select("form") if "Made-up Trust" in form.get_text())
    assert form["method"] == "post"
    assert str(form["action"]).startswith("/account/oidc/organisation/login/?")
    assert "next=%2Faccount%2F" in str(form["action"])


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("socialaccount_login_cancelled", "Sign in again when you are ready."),
        ("socialaccount_login_error", "if it happens again, tell your administrator"),
        ("account_inactive", "ask your administrator to open it again"),
    ],
)
def test_pages_of_a_sign_in_that_went_wrong(client: Client, name: str, words: str) -> None:
    assert words in text(client.get(reverse(name)))


def test_with_an_address_from_before_nobody_signs_in(client: Client, asha: Account) -> None:
    sign_in(client)
    asha.email = "asha.new@example.org"
    asha.save()
    assert "is not right" in text(sign_in(Client(), email="asha@example.org"))
    assert sign_in(Client(), email="asha.new@example.org").status_code == 302


def test_changing_ones_own_password_is_in_the_audit_trail_and_the_password_is_not(
    client: Client, asha: Account
) -> None:
    sign_in(client)
    new = "marmalade-gantry-otter-11"
    sent = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert client.post("/account/password/", sent).status_code == 302
    event = Event.objects.select_related("words").latest("sequence")
    assert (event.action, event.subject, event.actor) == (
        "change_own_password",
        asha.audit_name,
        asha.audit_name,
    )
    assert event.words.words == {}
    assert client.get("/account/").status_code == 200
    assert sign_in(Client(), password=new).status_code == 302
    assert sign_in(Client()).status_code == 200
