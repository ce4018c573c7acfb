"""A mail server on this machine, which takes messages or refuses them as a test says."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class Postbox:
    """What the server took, and what it answers to whom: an address without an answer is taken."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.answers: dict[str, str] = {}
        self.to_data = "250 Message accepted for delivery"

    async def handle_RCPT(  # noqa: N802 - the name is the server's
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = self.answers.get(address, "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.to_data.startswith("250"):
            content: Any = envelope.content
            self.letters.append(message_from_bytes(content, policy=policy.default))  # type: ignore[arg-type]
        return self.to_data

    def to(self, address: str) -> list[EmailMessage]:
        """The letters to an address."""
        return [letter for letter in self.letters if letter["To"] == address]


@pytest.fixture(scope="module")
def running() -> Iterator[tuple[Postbox, Controller]]:
    postbox = Postbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Controller(postbox, hostname="127.0.0.1", port=port)
    server.start()
    yield postbox, server
    server.stop()


@pytest.fixture
def postbox(running: tuple[Postbox, Controller], settings: Any) -> Postbox:
    """The server, empty, with the service set to hand its messages to it."""
    box, server = running
    box.__init__()  # type: ignore[misc]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = server.port
    settings.EMAIL_TIMEOUT = 5
    settings.DEFAULT_FROM_EMAIL = "standing@example.nhs.uk"
    settings.STANDING_ADDRESS = "https://standing.example.nhs.uk"
    return box
