"""The surroundings of every test run, set before Django reads its settings (see `addopts` in pyproject.toml).

A home folder and a store of the run's own, removed afterwards; none of the machine's STANDING_ settings; and no
network: connecting or looking up anything but this machine raises `NetworkUse`.
"""

from __future__ import annotations

import atexit
import importlib.util
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

# What the Makefile tells the tests; everything else of the kind is the user's and would change answers.
KEPT = {
    "STANDING_DATABASE_URL",
    "STANDING_SOURCES",
    "STANDING_BROWSER",
    "STANDING_TEST_HOME",
    "STANDING_WRITE_DOCS",
}
LOOPBACK = {"localhost", "127.0.0.1", "::1", "", "0.0.0.0", "::"}  # noqa: S104 - the last two mean any of our own
WATCHED = {"socket.connect": 1, "socket.sendto": 1, "socket.getaddrinfo": 0, "socket.gethostbyname": 0}


class NetworkUse(Exception):
    """A test tried to reach another machine."""


def refuse_network(event: str, arguments: tuple[Any, ...]) -> None:
    """Raise `NetworkUse` when something in this process is about to reach another machine."""
    if event not in WATCHED:
        return
    address = arguments[WATCHED[event]]
    if event in {"socket.connect", "socket.sendto"}:
        if not isinstance(address, tuple):
            return  # a socket in a folder, or of the kernel
        address = address[0]
    host = address.decode() if isinstance(address, bytes) else address
    if host is None or host in LOOPBACK or str(host).startswith("127."):
        return
    raise NetworkUse(f"A test tried to reach {host}. No test may reach the network.")


def settle() -> None:
    """Give the run its own home and store; a worker of a parallel run has a folder of its own in them."""
    for name in [name for name in os.environ if name.startswith("STANDING_") and name not in KEPT]:
        del os.environ[name]
    home = os.environ.get("STANDING_TEST_HOME")
    if not home:
        home = tempfile.mkdtemp(prefix="standing-tests-")
        os.environ["STANDING_TEST_HOME"] = home
        atexit.register(shutil.rmtree, home, ignore_errors=True)
    home = str(Path(home) / os.environ.get("PYTEST_XDIST_WORKER", "main"))
    Path(home).mkdir(exist_ok=True)
    os.environ["STANDING_HOME"] = home
    os.environ.setdefault("STANDING_DATABASE_URL", f"sqlite:///{Path(home) / 'standing.sqlite3'}")
    os.environ["STANDING_SECRET_KEY"] = "only the tests sign anything with this key"
    if importlib.util.find_spec("django"):
        os.environ["DJANGO_SETTINGS_MODULE"] = "standing.site.settings"


settle()
sys.addaudithook(refuse_network)
