"""`standing serve` as it is run: a process of its own, with a store of its own."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import pytest

from tests.support.stores import make_empty_store

pytestmark = pytest.mark.own_store

PATIENCE = 120
"""Seconds to wait at most for what comes in one or two on a machine that has nothing else to do."""


def environment(home: Path) -> dict[str, str]:
    """An environment with a home folder and no other setting."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("STANDING_", "DJANGO_"))
    }
    return {**kept, "STANDING_HOME": str(home)}


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """An environment with an empty home folder."""
    return environment(tmp_path)


@pytest.fixture(scope="module")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that has its tables and nothing in them, made once and copied."""
    place = tmp_path_factory.mktemp("home") / "standing.sqlite3"
    make_empty_store(place)
    return place


@pytest.fixture
def store(environ: dict[str, str], empty_store: Path) -> dict[str, str]:
    """An environment whose home folder has such a store."""
    shutil.copy(empty_store, environ["STANDING_HOME"])
    return environ


def standing(environ: dict[str, str], *words: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", "from standing.cli.main import main; main()", *words]
    return subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def served(store: dict[str, str], port: int) -> Iterator[subprocess.Popen[str]]:
    """A service that answers."""
    process = standing(store, "serve", "--port", str(port))
    try:
        wait_until_healthy(process, port)
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def wait_until_healthy(process: subprocess.Popen[str], port: int) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if process.poll() is not None:
            raise AssertionError(f"it ended with {process.returncode}: {process.communicate()[1]}")
        try:
            with urlopen(f"http://127.0.0.1:{port}/health") as answer:
                assert answer.read() == b"ok\n"
                return
        except URLError:
            time.sleep(0.1)
    raise AssertionError("it did not answer in time")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_says_where_and_stops_when_told(
    served: subprocess.Popen[str], port: int, number: signal.Signals
) -> None:
    with urlopen(f"http://127.0.0.1:{port}/") as answer:
        assert answer.url == f"http://127.0.0.1:{port}/account/sign-in/?next=/"
        assert b"Sign in" in answer.read()
    served.send_signal(number)
    out, err = served.communicate(timeout=PATIENCE)
    assert served.returncode == 0, err
    assert out == ""
    assert err.splitlines() == [
        f"Standing is at http://127.0.0.1:{port}/ (Ctrl+C stops it)",
        "Standing has stopped.",
    ]


def test_it_runs_tasks(served: subprocess.Popen[str], store: dict[str, str]) -> None:
    enqueue = (
        "import django; django.setup();"
        "from standing.areas.record.tasks import store_stale; result = store_stale.enqueue();"
        "import time; end = time.monotonic() + 20\n"
        "while not result.is_finished and time.monotonic() < end:\n"
        "    time.sleep(0.1); result.refresh()\n"
        "print(result.status)"
    )
    environ = {**store, "DJANGO_SETTINGS_MODULE": "standing.site.settings"}
    done = subprocess.run(
        [sys.executable, "-c", enqueue], env=environ, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "SUCCESSFUL"


def test_a_name_that_is_not_ours_is_refused(served: subprocess.Popen[str], port: int) -> None:
    with pytest.raises(HTTPError) as refusal:
        urlopen(Request(f"http://127.0.0.1:{port}/", headers={"Host": "elsewhere.example"}))
    assert refusal.value.code == 400
    assert "We could not read that request" in refusal.value.read().decode()


def test_a_port_in_use_is_refused(store: dict[str, str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        process = standing(store, "serve", "--port", str(port))
        _, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 2
    assert err.startswith(f"Cannot listen on port {port} of 127.0.0.1: Address already in use.")


def test_without_a_store_it_says_how_to_make_one_and_makes_none(
    environ: dict[str, str], tmp_path: Path
) -> None:
    process = standing(environ, "serve")
    _, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 2
    assert err == (
        f"There is no Standing store at {tmp_path / 'standing.sqlite3'}. Run `standing init` to make an empty one, "
        "or `standing demo` to make one to look at.\n"
    )
    assert not (tmp_path / "standing.sqlite3").exists()


def test_a_store_of_an_earlier_version_is_left_alone(store: dict[str, str]) -> None:
    with sqlite3.connect(Path(store["STANDING_HOME"]) / "standing.sqlite3") as database:
        database.execute("DELETE FROM django_migrations WHERE app = 'record'")
    database.close()
    process = standing(store, "serve")
    _, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 2
    assert "was made by an earlier version of Standing" in err
    assert "run `standing init` to bring it up to date" in err


def test_a_store_of_a_newer_version_is_left_alone(store: dict[str, str]) -> None:
    with sqlite3.connect(Path(store["STANDING_HOME"]) / "standing.sqlite3") as database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('record', '9999_x', '2030-01-01')"
        )
    database.close()
    process = standing(store, "serve")
    _, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 2
    assert "was made by a newer version of Standing (record.9999_x)" in err


def test_a_command_refused_for_want_of_a_store_leaves_nothing_behind(
    environ: dict[str, str], tmp_path: Path
) -> None:
    home = tmp_path / "not-there-yet"
    process = standing({**environ, "STANDING_HOME": str(home)}, "show", "P1")
    _, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 2
    assert "There is no Standing store at" in err
    assert not home.exists()


def test_an_unusable_setting_is_refused_by_name(store: dict[str, str]) -> None:
    process = standing({**store, "STANDING_HTTPS": "perhaps"}, "serve")
    _, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 2
    assert err == "STANDING_HTTPS is “perhaps”: write 1 to turn it on or 0 to turn it off.\n"
