"""The digests of events: the same everywhere, and different when anything differs."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum
from typing import Any

import pytest

from standing.areas.audit.digests import canonical, digest_event, digest_words, new_salt, plain_words

SAID: dict[str, Any] = {
    "sequence": 7,
    "at": datetime(2026, 3, 3, 9, 0, tzinfo=UTC),
    "actor": "account:1",
    "action": "add_unit",
    "subject": "unit:ward-3",
    "words_digest": "a" * 64,
    "previous_digest": "b" * 64,
}


class Kind(StrEnum):
    ONE = "one"


def test_the_digest_of_an_event_never_changes_between_versions() -> None:
    """Written down once: a new version that computed another would call every old chain altered."""
    assert digest_event(**SAID) == "53e20cfaa1be29b8050716b97bff39c91701fab7dc96fb9c6d0b26fb10a6adc7"
    assert (
        digest_words("salt", {"name": "Zoë", "after": 1})
        == "bb700b1f54ae1214d42da637c2d601a6f2f6e3bf94abb322a19f9add9572fc2f"
    )


@pytest.mark.parametrize(
    ("part", "other"),
    [
        ("sequence", 8),
        ("at", datetime(2026, 3, 3, 9, 0, 0, 1, tzinfo=UTC)),
        ("actor", "account:2"),
        ("action", "add_units"),
        ("subject", "unit:ward-4"),
        ("words_digest", "c" * 64),
        ("previous_digest", "c" * 64),
    ],
)
def test_every_part_of_an_event_is_digested(part: str, other: Any) -> None:
    assert digest_event(**SAID | {part: other}) != digest_event(**SAID)


def test_parts_cannot_run_into_each_other() -> None:
    one = digest_event(**SAID | {"action": "ab", "subject": "c"})
    assert one != digest_event(**SAID | {"action": "a", "subject": "bc"})


def test_the_same_moment_in_another_zone_is_the_same() -> None:
    elsewhere = SAID["at"].astimezone(timezone(timedelta(hours=5)))
    assert digest_event(**SAID | {"at": elsewhere}) == digest_event(**SAID)


def test_the_salt_is_part_of_the_words_and_differs() -> None:
    assert digest_words("one", {"a": 1}) != digest_words("two", {"a": 1})
    assert len({new_salt() for _ in range(50)}) == 50


def test_the_order_of_keys_does_not_matter() -> None:
    assert canonical({"b": 1, "a": 2}) == canonical({"a": 2, "b": 1}) == b'{"a":2,"b":1}'


def test_words_become_what_json_keeps() -> None:
    words = plain_words(
        {
            "day": date(2026, 3, 3),
            "at": datetime(2026, 3, 3, 9, 0, tzinfo=UTC),
            "exact": Decimal("1.50"),
            "kind": Kind.ONE,
            "several": (1, None, True),
            "inside": {"day": date(2026, 3, 4)},
        }
    )
    assert words == {
        "day": "2026-03-03",
        "at": "2026-03-03T09:00:00+00:00",
        "exact": "1.50",
        "kind": "one",
        "several": [1, None, True],
        "inside": {"day": "2026-03-04"},
    }
    assert type(words["kind"]) is str


@pytest.mark.parametrize("value", [1.5, {1, 2}, object(), b"bytes"])
def test_words_that_would_not_come_back_the_same_are_refused(value: Any) -> None:
    with pytest.raises(TypeError, match="An event cannot keep"):
        plain_words({"value": value})
