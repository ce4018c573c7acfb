"""What the tests of the areas and their pages share."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings


@pytest.fixture(autouse=True)
def anchor_of_the_audit_trail(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A file of the test's own for the head of the audit trail: each test begins a chain of its own."""
    monkeypatch.setattr(settings, "AUDIT_HEAD_FILE", tmp_path / "audit-head.json")
    return tmp_path / "audit-head.json"
