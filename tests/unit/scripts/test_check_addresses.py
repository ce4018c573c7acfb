"""The check that no file of pinned packages names a place or lacks a hash."""

from __future__ import annotations

import json

import pytest
from check_addresses import problems_of_npm, problems_of_requirements

GOOD = """\
click==8.5.1 \\
    --hash=sha256:8b \\
    --hash=sha256:9b
django[a, b]==5.2 ; x < '3' \\
    --hash=sha256:01
"""


def test_pins_with_hashes_are_well() -> None:
    assert list(problems_of_requirements("web.txt", GOOD)) == []


@pytest.mark.parametrize(
    "line",
    [
        "--index-url packages.example",
        "--extra-index-url packages.example",
        "--find-links wheels",
        "thing @ file:///wheels/thing.whl",
        "# from https://packages.example/simple",
    ],
)
def test_a_place_is_found(line: str) -> None:
    assert list(problems_of_requirements("web.txt", f"{GOOD}{line}\n")) == [
        f"web.txt:6: names a place: {line}"
    ]


def test_a_pin_without_a_hash_is_found() -> None:
    text = GOOD + "jinja2==3.1.6\nwaitress==3.0.2 \\\n    --hash=sha256:02\n"
    assert list(problems_of_requirements("web.txt", text)) == ["web.txt: jinja2 has no hash"]


def test_a_file_that_pins_nothing_is_found() -> None:
    assert list(problems_of_requirements("web.txt", "# empty\n")) == ["web.txt: pins nothing"]


def test_an_npm_lock_names_no_place_and_has_every_checksum() -> None:
    packages = {
        "": {"name": "standing-frontend"},
        "node_modules/sass": {"version": "1", "integrity": "sha512-0"},
        "node_modules/a": {
            "version": "1",
            "integrity": "sha512-1",
            "resolved": "https://packages.example/a.tgz",
        },
        "node_modules/b": {"version": "1"},
    }
    assert list(problems_of_npm("lock", json.dumps({"packages": packages}))) == [
        "lock: node_modules/a names a place: https://packages.example/a.tgz",
        "lock: node_modules/b has no checksum",
    ]
