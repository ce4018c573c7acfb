"""What counts, and which reasons there are."""

from __future__ import annotations

import pytest

from standing.core.rules.status import (
    BLOCKING_REASONS,
    COUNTING,
    DUE_REASONS,
    NOT_HELD,
    REASONS,
    STATUSES,
    Standing,
)


@pytest.mark.parametrize("status", STATUSES)
def test_only_current_and_due_count(status: str) -> None:
    assert Standing(status).counts is (status in {"current", "due"})


def test_plain_not_held_has_no_reason() -> None:
    assert Standing(NOT_HELD).is_plain_not_held
    assert not Standing(NOT_HELD, ("context_too_narrow",)).is_plain_not_held
    assert not Standing("in_progress").is_plain_not_held


def test_every_reason_has_one_effect() -> None:
    assert not DUE_REASONS & BLOCKING_REASONS
    assert set(REASONS) - DUE_REASONS - BLOCKING_REASONS == {"in_grace", "context_too_narrow"}
    assert list(REASONS) == sorted(REASONS)
    assert set(STATUSES) > COUNTING
