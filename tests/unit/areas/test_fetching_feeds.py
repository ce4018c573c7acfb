"""Fetching a feed: https alone, public addresses alone, the same host alone, within bounds. Nothing here is fetched."""

from __future__ import annotations

import http.client
import io
from typing import Any

import pytest

from standing.areas.policies import fetching
from standing.areas.policies.fetching import checked_address, fetch
from standing.areas.refusals import Refused

URL = "https://feeds.example.org/products?all=1"


class Wire:
    """A connection that says what it was told to."""

    def __init__(self, *answers: bytes) -> None:
        self.answers, self.asked, self.to = list(answers), [], []

    def lookup(self, host: str, port: int) -> list[str]:
        return ["93.184.216.34"]

    def connect(self, address: str, host: str, port: int) -> Any:
        self.to.append((address, host, port))
        connection = http.client.HTTPConnection(host)
        connection.sock = Socket(self)  # type: ignore[assignment]
        return connection


class Socket:
    def __init__(self, wire: Wire) -> None:
        self.wire = wire

    def sendall(self, data: bytes) -> None:
        self.wire.asked.append(data)

    def makefile(self, *_: Any) -> io.BytesIO:
        return io.BytesIO(self.wire.answers.pop(0))

    def close(self) -> None:
        """Nothing to close."""


def says(body: bytes = b"{}", status: str = "200 OK", **headers: str) -> bytes:
    head = "".join(
        f"{name}: {value}\r\n" for name, value in {"Content-Length": str(len(body)), **headers}.items()
    )
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


def get(wire: Wire, url: str = URL) -> bytes:
    return fetch(url, lookup=wire.lookup, connect=wire.connect)


def test_what_an_address_gives_is_fetched_from_the_address_that_was_looked_up() -> None:
    wire = Wire(says(b'{"a": 1}'))
    assert get(wire) == b'{"a": 1}'
    assert wire.to == [("93.184.216.34", "feeds.example.org", 443)]
    assert wire.asked[0].startswith(b"GET /products?all=1 HTTP/1.1\r\nHost: feeds.example.org\r\n")


def test_a_redirect_is_followed_on_the_same_host_alone_and_not_for_ever() -> None:
    wire = Wire(says(status="302 Found", Location="/other"), says(b"[]"))
    assert get(wire) == b"[]"
    for location in ("https://elsewhere.example.org/", "https://feeds.example.org:8443/"):
        with pytest.raises(Refused, match="sends on to"):
            get(Wire(says(status="301 Moved", Location=location)))
    with pytest.raises(Refused, match="begins with https"):
        get(Wire(says(status="301 Moved", Location="http://feeds.example.org/")))
    with pytest.raises(Refused, match="again and again"):
        get(Wire(*[says(status="302 Found", Location="/x")] * 5))


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "169.254.169.254", "192.168.0.9", "::1", "fd00::1", "0.0.0.0", "224.0.0.1"],  # noqa: S104
)
def test_a_name_that_leads_inside_the_network_is_not_asked(address: str) -> None:
    wire = Wire()
    with pytest.raises(Refused, match="inside a network"):
        fetch(URL, lookup=lambda host, port: ["93.184.216.34", address], connect=wire.connect)
    assert wire.to == []


@pytest.mark.parametrize(
    "url",
    [
        "http://feeds.example.org/",
        "ftp://feeds.example.org/",
        "https:///x",
        "https://feeds.example.org:99999/",
        "https://[::1/",
        "https://me:word@feeds.example.org/",
        "https://localhost/",
        "https://intranet.local/",
        "https://10.0.0.1/",
        "https://[fd00::1]/",
    ],
)
def test_what_is_no_public_https_address_is_refused(url: str) -> None:
    with pytest.raises(Refused) as refusal:
        checked_address(url)
    assert refusal.value.field == "url"


def test_too_much_too_slow_or_broken_off_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Refused, match="answered 503"):
        get(Wire(says(status="503 Service Unavailable")))
    with pytest.raises(Refused, match=r"broke off|could not be reached"):
        get(Wire(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"))
    with pytest.raises(Refused, match="could not be reached"):
        get(Wire(b"nonsense"))

    def nowhere(host: str, port: int) -> list[str]:
        raise OSError("no such host")

    with pytest.raises(Refused, match="no such host"):
        fetch(URL, lookup=nowhere, connect=Wire().connect)
    monkeypatch.setattr(fetching, "LARGEST", 10)
    with pytest.raises(Refused, match="That is no feed"):
        get(Wire(says(b"x" * 11)))
    monkeypatch.setattr(fetching, "SECONDS_IN_ALL", -1)
    with pytest.raises(Refused, match="took too long"):
        get(Wire(says(b"x")))
