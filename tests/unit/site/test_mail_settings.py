"""The settings of the mail server: none, whole, or refused with what is missing."""

from __future__ import annotations

import pytest

from standing.site.config import ConfigurationError, mail_server

WHOLE = {
    "STANDING_EMAIL_HOST": "smtp.example.nhs.uk",
    "STANDING_EMAIL_FROM": "standing@example.nhs.uk",
    "STANDING_ADDRESS": "https://standing.example.nhs.uk/",
}


def test_without_a_host_there_is_none() -> None:
    assert mail_server({"STANDING_EMAIL_FROM": "standing@example.nhs.uk"}) is None


@pytest.mark.parametrize(("security", "port"), [("", 587), ("starttls", 587), ("TLS", 465), ("none", 25)])
def test_the_port_follows_from_the_security(security: str, port: int) -> None:
    server = mail_server({**WHOLE, "STANDING_EMAIL_SECURITY": security})
    assert server is not None
    assert (server.port, server.address) == (port, "https://standing.example.nhs.uk")


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("STANDING_EMAIL_FROM", "", "write the address that messages come from"),
        ("STANDING_ADDRESS", "standing.example.nhs.uk", "write the address that people open Standing by"),
        ("STANDING_EMAIL_SECURITY", "ssl", "write starttls, tls or none"),
        ("STANDING_EMAIL_PORT", "smtp", "a whole number from 1 to 65535"),
    ],
)
def test_half_a_configuration_is_refused(name: str, value: str, words: str) -> None:
    with pytest.raises(ConfigurationError, match=words):
        mail_server({**WHOLE, name: value})
