"""Fetches a feed from an address that an administrator set: https alone, within bounds, never from inside the network.

The name is looked up once, every address it has must be public, and the connection is made to that address: a name
that leads elsewhere a moment later changes nothing. A redirect is followed on the same host only.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

from standing.areas.policies.reading import LARGEST
from standing.areas.refusals import Refused

SECONDS_TO_ANSWER = 20
SECONDS_IN_ALL = 120
MOST_REDIRECTS = 3
_AT_ONCE = 64 * 1024
_REDIRECTS = frozenset({301, 302, 303, 307, 308})

Lookup = Callable[[str, int], list[str]]
Connect = Callable[[str, str, int], http.client.HTTPConnection]


def checked_address(url: str) -> str:
    """An address that could be fetched, without spaces around it. Raises `Refused` with what is wrong."""
    parts = _split(url.strip())
    host = parts.hostname or ""
    if host == "localhost" or host.endswith((".localhost", ".local", ".internal")):
        raise Refused("The address lies inside a network. A feed is fetched from a public one.", field="url")
    try:
        literal = ipaddress.ip_address(host)
    except ValueError:
        return url.strip()
    _check_public(str(literal))
    return url.strip()


def fetch(url: str, *, lookup: Lookup | None = None, connect: Connect | None = None) -> bytes:
    """What an address gives. Raises `Refused`, in words for whoever asked, for whatever is out of bounds."""
    fetching = _Fetching(lookup or _lookup, connect or _connect, time.monotonic() + SECONDS_IN_ALL)
    parts = _split(checked_address(url))
    for _ in range(MOST_REDIRECTS + 1):
        answer = fetching.get(parts)
        if isinstance(answer, bytes):
            return answer
        further = _split(urljoin(parts.geturl(), answer))
        if (further.hostname, further.port) != (parts.hostname, parts.port):
            raise Refused(
                f"{parts.hostname} sends on to {further.hostname}. Set that address, if it is the right one."
            )
        parts = further
    raise Refused(f"{parts.hostname} sends on again and again. Check the address.")


@dataclass(frozen=True)
class _Fetching:
    lookup: Lookup
    connect: Connect
    until: float

    def get(self, parts: SplitResult) -> bytes | str:
        """The content, or the address it was redirected to."""
        host, port = parts.hostname or "", parts.port or 443
        try:
            found = self.lookup(host, port)
            for address in found:
                _check_public(address)
            connection = self.connect(found[0], host, port)
            try:
                return self._answer(connection, parts, host)
            finally:
                connection.close()
        except (OSError, http.client.HTTPException) as error:
            raise Refused(
                f"{host} could not be reached: {error}. Try again later, or import a file."
            ) from error

    def _answer(self, connection: http.client.HTTPConnection, parts: SplitResult, host: str) -> bytes | str:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("GET", path, headers={"Host": parts.netloc, "Accept-Encoding": "identity"})
        answer = connection.getresponse()
        if answer.status in _REDIRECTS:
            return answer.getheader("Location") or ""
        if answer.status != http.client.OK:
            raise Refused(f"{host} answered {answer.status} {answer.reason}. Check the address.")
        return self._content(answer, host)

    def _content(self, answer: http.client.HTTPResponse, host: str) -> bytes:
        content = bytearray()
        while piece := answer.read1(_AT_ONCE):
            content += piece
            if len(content) > LARGEST:
                raise Refused(f"{host} gives more than {LARGEST // 1024 // 1024} MB. That is no feed.")
            if time.monotonic() > self.until:
                raise Refused(f"{host} took too long. Try again later, or import a file.")
        expected = answer.getheader("Content-Length") or ""
        if expected.isdecimal() and int(expected) != len(content):
            raise Refused(f"{host} broke off before the end. Try again later.")
        return bytes(content)


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    if parts.scheme != "https" or not parts.hostname or port == 0:
        raise Refused("A feed is fetched from an address that begins with https:// and a host.", field="url")
    if parts.username or parts.password:
        raise Refused("Leave names and passwords out of the address: pages would show them.", field="url")
    return parts


def _check_public(address: str) -> None:
    if not ipaddress.ip_address(address).is_global or ipaddress.ip_address(address).is_multicast:
        raise Refused("The address lies inside a network. A feed is fetched from a public one.", field="url")


def _lookup(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(each[4][0]) for each in found]


class _Pinned(http.client.HTTPSConnection):
    """Connects to the address that was looked up and found public, whatever the name means by then."""

    def __init__(self, address: str, host: str, port: int) -> None:
        self._made_for = ssl.create_default_context()
        super().__init__(host, port, timeout=SECONDS_TO_ANSWER, context=self._made_for)
        self._address = address

    def connect(self) -> None:
        plain = socket.create_connection((self._address, self.port), SECONDS_TO_ANSWER)
        self.sock = self._made_for.wrap_socket(plain, server_hostname=self.host)


def _connect(address: str, host: str, port: int) -> http.client.HTTPConnection:
    return _Pinned(address, host, port)
