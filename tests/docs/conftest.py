"""What the documentation's tests share: stores made once a run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.docs.stores import made_store


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Where the store of a kind is: to be copied, never changed. The workers of a run share it."""
    folder = tmp_path_factory.getbasetemp()
    shared = folder.parent if folder.name.startswith("popen-") else folder
    return lambda kind: made_store(kind, shared / "docs-stores")
