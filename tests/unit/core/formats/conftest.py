"""The facsimiles and their catalogue."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from standing.core.catalogue import Catalogue
from standing.core.formats import bundled

FACSIMILES = Path(__file__).resolve().parents[3] / "facsimiles"


@pytest.fixture(scope="session")
def lanterns() -> Catalogue:
    """The catalogue of the facsimiles."""
    return bundled.load(FACSIMILES / "catalogue")


@pytest.fixture(scope="session")
def facsimile() -> Callable[[str], str]:
    """The text of a facsimile, by its name without the ending."""
    return lambda name: (FACSIMILES / f"{name}.txt").read_text(encoding="utf-8")
