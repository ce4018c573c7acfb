"""What the documentation's tests share: stores made once a run, and visits to the demonstration."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.docs.stores import made_store
from tests.docs.visits import SignIns, Visit, in_a_browser, served


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Where the store of a kind is: to be copied, never changed. The workers of a run share it."""
    folder = tmp_path_factory.getbasetemp()
    shared = folder.parent if folder.name.startswith("popen-") else folder
    return lambda kind: made_store(kind, shared / "docs-stores")


@pytest.fixture
def visit(store: Callable[[str], Path], tmp_path: Path) -> Iterator[Visit]:
    """Make a journey through the demonstration: `visit(journey)` calls it with a page and the sign-ins."""
    home = tmp_path / "home"

    with served(store("a demonstration"), home) as address:

        def make(journey: Callable[[Page, SignIns], None]) -> None:
            sign_ins = json.loads((home / "demo-sign-in.json").read_text("utf-8"))
            problems = in_a_browser(address, journey, sign_ins)
            assert not problems, "A page did what no page may do:\n" + "\n".join(problems)

        yield make
