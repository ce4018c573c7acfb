"""The guard that keeps every test on this machine."""

from __future__ import annotations

import socket
import urllib.request

import pytest

from tests.support.environment import NetworkUse


def test_looking_up_another_host_is_refused() -> None:
    with pytest.raises(NetworkUse, match=r"tried to reach example\.org"):
        urllib.request.urlopen("http://example.org/")


def test_connecting_to_an_address_is_refused() -> None:
    with socket.socket() as outward, pytest.raises(NetworkUse, match=r"192\.0\.2\.1"):
        outward.connect(("192.0.2.1", 80))


def test_sending_a_datagram_is_refused() -> None:
    with socket.socket(type=socket.SOCK_DGRAM) as outward, pytest.raises(NetworkUse, match=r"192\.0\.2\.1"):
        outward.sendto(b"hello", ("192.0.2.1", 53))


def test_this_machine_can_be_reached() -> None:
    server = socket.create_server(("127.0.0.1", 0))
    with server, socket.create_connection(("localhost", server.getsockname()[1])) as client:
        assert client.getpeername()[0] == "127.0.0.1"
