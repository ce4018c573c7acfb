"""The documentation stands alone: it names no machine, no place on one, and nothing that is not in the project."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.docs.pages import PAGES, name_of

PLACES = re.compile(r"(?<![\w.])/(?:work|root|tmp|home/\w+|Users|mnt)/|[A-Z]:\\\\|\bshared/(?!examples\b)")
HOSTS = re.compile(r"https?://(?P<host>[\w.-]+)")
OURS = re.compile(
    r"(?:^|\.)(?:example|example\.org|example\.com|example\.nhs\.uk)$|^127\.0\.0\.1$|^localhost$"
)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_no_place_of_somebodys_machine_is_named(page: Path) -> None:
    for number, line in enumerate(page.read_text("utf-8").splitlines(), start=1):
        if "make test-sources" not in line:
            found = PLACES.search(line)
            assert not found, f"{name_of(page)}:{number}: {found and found[0]}"


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_no_other_host_is_named(page: Path) -> None:
    for host in HOSTS.findall(page.read_text("utf-8")):
        assert OURS.search(host) or host == "YOUR-HOST", f"{name_of(page)} names the host {host}"
