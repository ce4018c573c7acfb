"""Signing in through the organisation, against a service of OpenID Connect on this machine."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core.cache import cache
from django.test import Client

from standing.areas.people.models import Account
from tests.factories.people import PASSWORD, make_account

pytestmark = pytest.mark.django_db
LOGIN = "/account/oidc/organisation/login/"


class Service(HTTPServer):
    """Answers as the organisation would: its configuration, a token for any code, and who it is."""

    person: dict[str, Any]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Answers(BaseHTTPRequestHandler):
    server: Service

    def log_message(self, *args: object) -> None:
        """Stay quiet."""

    def do_GET(self) -> None:
        url = self.server.url
        configuration = {
            "issuer": url,
            "authorization_endpoint": f"{url}/authorize",
            "token_endpoint": f"{url}/token",
        }
        configuration |= {"userinfo_endpoint": f"{url}/userinfo", "jwks_uri": f"{url}/keys"}
        self._say(self.server.person if self.path == "/userinfo" else configuration)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self._say({"access_token": "t", "token_type": "Bearer"})

    def _say(self, answer: dict[str, Any]) -> None:
        body = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def service(settings: Any) -> Iterator[Service]:
    cache.clear()
    server = Service(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    app = {"provider_id": "organisation", "name": "Trust", "client_id": "c", "secret": "s"}
    app["settings"] = {"server_url": server.url}  # type: ignore[assignment]
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def come_back(client: Client, service: Service, email: str, *, verified: bool = True, query: str = "") -> Any:
    """Go to the service and return with what it says of somebody."""
    service.person = {"sub": f"id of {email}", "email": email, "email_verified": verified}
    there = urlsplit(client.post(f"{LOGIN}{query}")["Location"])
    assert f"{there.scheme}://{there.netloc}" == service.url
    asked = parse_qs(there.query)
    assert asked["redirect_uri"] == [f"http://testserver{LOGIN}callback/"]
    return client.get(f"{LOGIN}callback/", {"code": "x", "state": asked["state"][0]})


def who(client: Client) -> str:
    """Who is signed in."""
    user = client.get("/account/help/").wsgi_request.user
    return str(getattr(user, "email", ""))


def test_a_verified_address_finds_its_account(client: Client, service: Service) -> None:
    asha = make_account(email="asha@example.org", password=PASSWORD)
    response = come_back(client, service, "Asha@example.org", query="?next=/account/")
    assert response["Location"] == "/account/"
    assert who(client) == "asha@example.org"
    asha.refresh_from_db()
    assert asha.check_password(PASSWORD), "the password stays"
    assert not SocialAccount.objects.exists(), "nothing is remembered but the address on the account"


def test_an_address_that_is_not_verified_finds_none(client: Client, service: Service) -> None:
    make_account(email="asha@example.org")
    response = come_back(client, service, "asha@example.org", verified=False)
    assert "No account was found for you" in response.content.decode()
    assert who(client) == ""


def test_somebody_without_an_account_is_told_whom_to_ask(client: Client, service: Service) -> None:
    response = come_back(client, service, "new@example.org")
    assert "Ask your administrator to make one" in response.content.decode()
    assert not Account.objects.exists()


def test_a_closed_account_stays_closed(client: Client, service: Service) -> None:
    asha = make_account(email="asha@example.org")
    asha.is_active = False
    asha.save()
    response = come_back(client, service, "asha@example.org")
    assert response["Location"] == "/account/closed/"
    assert who(client) == ""


def test_after_an_address_is_changed_the_old_one_finds_nobody(client: Client, service: Service) -> None:
    asha = make_account(email="asha@example.org", password=PASSWORD)
    come_back(client, service, "asha@example.org")
    asha.email = "asha.new@example.org"
    asha.save()
    come_back(other := Client(), service, "asha@example.org")
    assert who(other) == ""


def test_no_identity_is_linked_to_an_account_that_is_signed_in(
    client: Client, service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("CRITICAL", logger="django")
    asha = make_account(email="asha@example.org")
    client.force_login(asha)
    response = come_back(client, service, "colleague@example.org", query="?process=connect")
    assert response.status_code == 403
    assert "goes by your email address alone" in response.content.decode()
    assert not SocialAccount.objects.exists()
