"""What the tests of the areas and their pages share."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def anchor_of_the_audit_trail(settings: Settings, tmp_path: Path) -> Path:
    """A file of the test's own for the head of the audit trail: each test begins a chain of its own."""
    settings.AUDIT_HEAD_FILE = tmp_path / "audit-head.json"
    return tmp_path / "audit-head.json"
