"""What every answer carries, and what pages say when something is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from standing.areas.refusals import NotAllowed, Refused
from standing.site import middleware, navigation
from standing.site import urls as site_urls
from tests.factories.people import make_account
from tests.integration.site import gallery

pytestmark = pytest.mark.django_db


def raising(error: Exception) -> Any:
    def view(request: HttpRequest) -> HttpResponse:
        raise error

    view.login_required = False  # type: ignore[attr-defined]
    return view


urlpatterns = [
    *site_urls.urlpatterns,
    path("bad/", raising(SuspiciousOperation("x"))),
    path("denied/", raising(PermissionDenied())),
    path("not-allowed/", raising(NotAllowed("You may see only your own record."))),
    path("refused/", raising(Refused("The decision is already retracted."))),
    path("broken/", raising(RuntimeError("secret detail"))),
    path("gallery/", gallery.gallery),
]
handler400, handler403 = site_urls.handler400, site_urls.handler403
handler404, handler500 = site_urls.handler404, site_urls.handler500


@pytest.fixture
def quiet(caplog: pytest.LogCaptureFixture) -> None:
    """Django logs each of these; the tests are about what the reader sees."""
    caplog.set_level("CRITICAL", logger="django")


@pytest.fixture
def reader(settings: Any, quiet: None) -> Client:
    """A visitor of the addresses of this module."""
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("address", "status", "title", "words"),
    [
        ("/bad/", 400, "We could not read that request", "Nothing was changed."),
        ("/denied/", 403, "You cannot do that", "ask your administrator to change your role"),
        ("/not-allowed/", 403, "You cannot do that", "You may see only your own record."),
        ("/refused/", 409, "That could not be done", "The decision is already retracted."),
        ("/nowhere/", 404, "Page not found", "If you typed the address, check it."),
        ("/broken/", 500, "There is a problem with Standing", "Try again in a few minutes"),
    ],
)
def test_what_went_wrong_and_what_to_do_next(
    reader: Client, address: str, status: int, title: str, words: str
) -> None:
    response = reader.get(address)
    assert response.status_code == status
    page = BeautifulSoup(response.content, "html.parser")
    assert page.select("h1")[0].get_text(strip=True) == title
    assert page.title is not None
    assert page.title.string == f"{title} – Standing"
    assert words in page.get_text()
    assert "secret detail" not in response.content.decode()
    assert "mark" in str(page.select_one("header img")["src"]), "the NHS logo belongs to NHS organisations"  # type: ignore[index]
    assert not page.select("header svg[aria-label=NHS], header .nhsuk-header__logo title")


def test_an_error_page_asks_the_store_nothing(reader: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert reader.get("/broken/").status_code == 500


def test_a_form_from_elsewhere_changes_nothing_and_says_why(quiet: None) -> None:
    response = Client(enforce_csrf_checks=True).post("/account/sign-in/", {"login": "a@example.org"})
    assert response.status_code == 403
    assert "That page was open too long" in response.content.decode()


def test_nothing_inline_and_nothing_from_elsewhere(client: Client) -> None:
    response = client.get("/account/sign-in/")
    policy = response["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    page = response.content.decode()
    assert not re.search(r"<script(?![^>]*\ssrc=)", page)
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=", page)
    assert set(re.findall(r'(?:src|href|action)="(https?:[^"]*)"', page)) == set()


def test_the_organisations_sign_in_may_be_sent_to(settings: Any) -> None:
    settings.OPENID_PROVIDER = SimpleNamespace(origin="https://login.example")
    assert "form-action 'self' https://login.example;" in middleware.policy()


def test_headers_that_keep_a_page_to_itself(client: Client) -> None:
    response = client.get("/account/sign-in/")
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "camera=()" in response["Permissions-Policy"]


def test_pages_of_someone_signed_in_are_kept_by_nobody(client: Client) -> None:
    client.force_login(make_account())
    assert client.get("/")["Cache-Control"] == "no-store, private"


def test_health_needs_neither_name_nor_account(client: Client) -> None:
    response = client.get("/health", headers={"host": "anything.example"})
    assert (response.status_code, response.content) == (200, b"ok\n")


def test_health_says_when_the_store_is_gone(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object) -> None:
        raise OperationalError("gone")

    monkeypatch.setattr(connection, "cursor", fail)
    response = client.get("/health")
    assert response.status_code == 503
    assert response.content == b"The store cannot be reached.\n"


def test_static_files_are_served_with_a_digest_of_their_content(client: Client) -> None:
    page = client.get("/account/sign-in/").content.decode()
    address = re.findall(r'src="(/static/site/start\.js\?v=[0-9a-f]{12})"', page)[0]
    response = client.get(address)
    assert response.status_code == 200
    assert "max-age=86400" in response["Cache-Control"]
    assert b"initAll" in b"".join(response)


def test_every_part_of_a_page_can_be_drawn(reader: Client) -> None:
    response = reader.get("/gallery/?unit=a")
    assert response.status_code == 200
    page = BeautifulSoup(response.content, "html.parser")
    ids = [tag["id"] for tag in page.select("[id]")]
    assert len(ids) == len(set(ids)), "an id is used twice"
    for name in ("aria-labelledby", "aria-describedby", "for"):
        for tag in page.select(f"[{name}]"):
            assert set(str(tag[name]).split()) <= set(ids), tag
    assert "Showing 31 to 60 of 120 people" in page.get_text()
    assert page.select(".app-filters__on a")[0]["href"] == "?"


def test_a_page_with_errors_says_so_in_its_title_and_keeps_what_was_typed(reader: Client) -> None:
    response = reader.post("/gallery/", {"name": "Asha", "token": "t"})
    page = BeautifulSoup(response.content, "html.parser")
    assert page.title is not None
    assert str(page.title.string).startswith("Error: Everything pages are made of")
    links = [link["href"] for link in page.select(".nhsuk-error-summary a")]
    assert "#id_email" in links
    for link in links:
        assert page.select(str(link)), f"{link} leads nowhere"
    assert page.select("#id_name")[0]["value"] == "Asha"


def test_an_area_adds_to_the_menu_and_to_the_home_page(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    area = SimpleNamespace(
        items=lambda account: [(20, "Your account", "account")],
        account_items=lambda account: [(10, "My record", "account")],
        alerts=lambda account: [],
        panels=lambda *, account, today: [
            (
                10,
                "What I owe",
                "site/message.html",
                {"title": "x", "paragraphs": ["Nothing today."], "links": []},
            )
        ],
    )
    monkeypatch.setattr(navigation, "area_modules", lambda name: (area,))
    client.force_login(make_account("Asha Example"))
    page = BeautifulSoup(client.get("/").content, "html.parser")
    assert [link.get_text(strip=True) for link in page.select(".nhsuk-header__navigation-link[href]")] == [
        "Home",
        "Your account",
    ]
    assert page.select(".nhsuk-header__navigation [aria-current=page]")[0].get_text(strip=True) == "Home"
    account_corner = page.select(".nhsuk-header__account")[0].get_text(" ", strip=True)
    assert account_corner == "Asha Example My record Sign out"
    assert "What I owe" in page.get_text()
    assert "Nothing today." in page.get_text()
    below = BeautifulSoup(client.get("/account/codes/").content, "html.parser")
    assert (
        below.select(".nhsuk-header__navigation [aria-current=true]")[0].get_text(strip=True)
        == "Your account"
    )


def test_home_without_anything_says_what_to_do(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(navigation, "area_modules", lambda name: ())
    client.force_login(make_account())
    assert (
        "If you expected your own record or your team here, ask your administrator"
        in client.get("/").content.decode()
    )


def test_every_address_asks_who_you_are_but_those_that_cannot() -> None:
    """A page is private unless it is named here."""
    from django.urls import get_resolver

    open_pages = {
        "account_login", "account_logout", "account_inactive", "account_signup", "account_reset_password",
        "account_email", "account_set_password", "mfa_authenticate", "socialaccount_login_cancelled",
        "socialaccount_login_error", "socialaccount_signup", "openid_connect_login", "openid_connect_callback",
    }  # fmt: skip
    found = {one.name for one in _patterns(get_resolver(site_urls.__name__)) if not _asks(one.callback)}
    assert found == open_pages


def _asks(view: Any) -> bool:
    """As LoginRequiredMiddleware finds it."""
    return bool(getattr(view, "login_required", True))


def _patterns(resolver: Any) -> Iterator[Any]:
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            yield from _patterns(pattern)
        else:
            yield pattern
