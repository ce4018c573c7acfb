"""The two digests of an event. Pure: the same input gives the same digest on every machine and database.

Words are digested apart, with a salt of their own: an erased text leaves a digest that cannot be guessed
back.
"""

import hashlib
import json
import secrets
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

BEFORE_THE_FIRST = ""
"""What the first event holds in place of the digest of the one before."""


def new_salt() -> str:
    """A salt of 128 bits, as hexadecimal text."""
    return secrets.token_hex(16)


def plain_words(words: Mapping[str, Any]) -> dict[str, Any]:
    """The words as JSON keeps them: days and moments as ISO text, exact numbers as text, names of choices as
    their values.

    Raises `TypeError` for anything that would not come back from both databases exactly as it was put in:
    floats, sets, and objects without an agreed way to write them.
    """
    return {str(key): _plain(value) for key, value in words.items()}


def _plain(value: Any) -> Any:
    match value:
        case Enum():
            return _plain(value.value)
        case None | bool() | int() | str():
            return value
        case datetime() | date():
            return value.isoformat()
        case Decimal():
            return str(value)
        case Mapping():
            return plain_words(value)
        case list() | tuple():
            return [_plain(item) for item in value]
        case _:
            raise TypeError(
                f"An event cannot keep {value!r}: "
                "give text, whole numbers, days, or lists and tables of them."
            )


def canonical(value: Any) -> bytes:
    """JSON in one way only: sorted keys, no spaces, UTF-8."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def digest_words(salt: str, words: Mapping[str, Any]) -> str:
    """SHA-256 of the salt and the canonical words, as hexadecimal text."""
    return hashlib.sha256(salt.encode() + canonical(words)).hexdigest()


def digest_event(
    *,
    sequence: int,
    at: datetime,
    actor: str,
    action: str,
    subject: str,
    words_digest: str,
    previous_digest: str,
) -> str:
    """SHA-256 over everything an event says and the digest of the one before it, as hexadecimal text."""
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    return hashlib.sha256(
        canonical([sequence, moment, actor, action, subject, words_digest, previous_digest])
    ).hexdigest()
