"""Fail where a file of pinned packages names the place it was fetched from, or pins one without its hash.

The files must install from whatever registry a machine is set up to use, and from no other place.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PLACE = re.compile(r"://|--(?:extra-)?index-url|--find-links|--trusted-host| @ ")
PIN = re.compile(r"^(?P<name>[A-Za-z0-9][^=\n]*)==(?P<rest>.*)$", re.MULTILINE)


def problems_of_requirements(name: str, text: str) -> Iterator[str]:
    """Find places and missing hashes in a requirements file."""
    for number, line in enumerate(text.splitlines(), start=1):
        if PLACE.search(line):
            yield f"{name}:{number}: names a place: {line.strip()}"
    pins = list(PIN.finditer(text.replace("\\\n", " ")))
    if not pins:
        yield f"{name}: pins nothing"
    for pin in pins:
        if "--hash=sha256:" not in pin["rest"]:
            yield f"{name}: {pin['name']} has no hash"


def problems_of_npm(name: str, text: str) -> Iterator[str]:
    """Find places and missing checksums in a package-lock.json."""
    for path, package in json.loads(text)["packages"].items():
        if "resolved" in package:
            yield f"{name}: {path} names a place: {package['resolved']}"
        if path and "integrity" not in package:
            yield f"{name}: {path} has no checksum"


def main() -> None:
    """Print what was found and fail if anything was."""
    found: list[str] = []
    for path in sorted((ROOT / "requirements").glob("*.txt")):
        found += problems_of_requirements(str(path.relative_to(ROOT)), path.read_text(encoding="utf-8"))
    for folder in (ROOT, ROOT / "tests" / "browser"):
        path = folder / "package-lock.json"
        found += problems_of_npm(str(path.relative_to(ROOT)), path.read_text(encoding="utf-8"))
    if found:
        sys.exit("\n".join(found))


if __name__ == "__main__":
    main()
