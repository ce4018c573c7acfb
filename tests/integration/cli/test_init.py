"""`standing init` as it is run: a process of its own, on a store of its own."""

from __future__ import annotations

import json
import os
import pty
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.stores import make_empty_store

pytestmark = pytest.mark.own_store

PASSWORD = "a-long-made-up-one"
WHO = ("--email", "Robin@Example.org", "--name", "Robin Marsh")


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("STANDING_", "COV_"))}
    home = tmp_path / "home"
    return kept | {"STANDING_HOME": str(home), "STANDING_DATABASE_URL": f"sqlite:///{home / 'store.sqlite3'}"}


@pytest.fixture
def with_tables(environ: dict[str, str]) -> dict[str, str]:
    """An environment whose store has its tables already and nothing in them: to make those takes longest by far, and
    the other tests see them made.
    """
    home = Path(environ["STANDING_HOME"])
    home.mkdir(mode=0o700)
    make_empty_store(home / "store.sqlite3")
    return environ


def standing(
    environ: dict[str, str], *words: str, typed: str = "", **settings: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from standing.cli.main import main; main()", *words],
        env=environ | settings,
        input=typed,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def rows(environ: dict[str, str], query: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(environ["STANDING_DATABASE_URL"].removeprefix("sqlite:///")) as store:
        return store.execute(query).fetchall()


def test_an_empty_store_with_its_catalogue_and_one_administrator(
    environ: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "password"
    file.write_text(f"{PASSWORD}\n")
    made = standing(environ, "init", *WHO, "--password-file", str(file), "--json")
    assert made.returncode == 0, made.stderr
    answer = json.loads(made.stdout)
    assert answer["administrator"] == {"email": "robin@example.org", "name": "Robin Marsh"}
    assert answer["standards"] == 185
    assert Path(answer["audit_anchor"]).is_file()
    assert "sign in as robin@example.org" in made.stderr
    assert PASSWORD not in made.stdout + made.stderr
    made_files = [path for path in Path(environ["STANDING_HOME"]).rglob("*") if path.is_file()]
    assert made_files
    assert not any(path.stat().st_mode & 0o077 for path in made_files), (
        "people's records are the owner's alone"
    )
    assert rows(environ, "SELECT role, unit_id, to_on FROM people_rolegrant") == [
        ("administrator", None, None)
    ]
    assert rows(environ, "SELECT count(*) FROM people_person") == [(0,)]
    actions = [row[0] for row in rows(environ, "SELECT action FROM audit_event ORDER BY sequence")]
    assert actions == ["begin_trail", "import_bundled_catalogue", "create_account", "grant_role"]
    assert {row[0] for row in rows(environ, "SELECT actor FROM audit_event")} == {"system:init"}
    assert not any(PASSWORD in str(row) for row in rows(environ, "SELECT words FROM audit_eventwords"))

    checked = standing(environ, "check")
    assert (checked.returncode, checked.stderr) == (0, "Nothing is wrong with this store.\n")

    before = Path(answer["store"]).read_bytes()
    again = standing(environ, "init", *WHO, STANDING_ADMIN_PASSWORD=PASSWORD)
    assert again.returncode == 2
    assert "has an administrator already. Sign in as one and add others on the Accounts page" in again.stderr
    assert standing(environ, "init").returncode == 2
    assert Path(answer["store"]).read_bytes() == before


@pytest.mark.parametrize(
    ("words", "environment", "said"),
    [
        (
            (),
            {"STANDING_ADMIN_PASSWORD": PASSWORD},
            "Say who the first administrator is: --email is missing.",
        ),
        (
            WHO[:2],
            {"STANDING_ADMIN_PASSWORD": PASSWORD},
            "Say who the first administrator is: --name is missing.",
        ),
        (WHO, {}, "Give the first administrator's password with --password-file or STANDING_ADMIN_PASSWORD."),
        (WHO, {"STANDING_ADMIN_PASSWORD": ""}, "The password is empty. Give one of 12 characters or more."),
        (WHO, {"STANDING_ADMIN_PASSWORD": "short"}, "It must contain at least 12 characters."),
        (WHO, {"STANDING_ADMIN_PASSWORD": "robin@example.org"}, "The password is too similar to the email"),
        (
            ("--email", "robin", *WHO[2:]),
            {"STANDING_ADMIN_PASSWORD": PASSWORD},
            "“robin” is not an e-mail address.",
        ),
    ],
)
def test_what_is_refused_leaves_nothing_behind(
    environ: dict[str, str], words: tuple[str, ...], environment: dict[str, str], said: str
) -> None:
    refused = standing(environ, "init", *words, **environment)
    assert refused.returncode == 2
    assert said in refused.stderr
    assert refused.stdout == ""
    assert not (Path(environ["STANDING_HOME"]) / "store.sqlite3").exists()


def test_a_folder_that_is_not_there(environ: dict[str, str], tmp_path: Path) -> None:
    environ["STANDING_DATABASE_URL"] = f"sqlite:///{tmp_path / 'nowhere' / 'store.sqlite3'}"
    refused = standing(environ, "init", *WHO, STANDING_ADMIN_PASSWORD=PASSWORD)
    assert refused.returncode == 2
    assert f"The folder {tmp_path / 'nowhere'} does not exist" in refused.stderr


def test_the_password_from_standard_input(with_tables: dict[str, str]) -> None:
    made = standing(with_tables, "init", *WHO, "--password-file", "-", typed=f"{PASSWORD}\n")
    assert made.returncode == 0, made.stderr


def test_the_password_asked_for_on_a_terminal_is_not_shown(with_tables: dict[str, str]) -> None:
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", "from standing.cli.main import main; main()", "init"],
        env=with_tables,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    shown = ""
    for question, answer in (
        ("Email address of the first administrator: ", "robin@example.org"),
        ("Their name: ", "Robin Marsh"),
        ("Their password: ", PASSWORD),
        ("Repeat for confirmation: ", PASSWORD),
    ):
        shown += read_until(ours, question)
        os.write(ours, f"{answer}\n".encode())
    shown += read_until(ours, "the home page says what comes first.")
    assert process.wait(timeout=60) == 0
    os.close(ours)
    assert "robin@example.org" in shown
    assert PASSWORD not in shown


def test_an_anchor_of_an_earlier_store_is_put_aside_and_said(environ: dict[str, str]) -> None:
    home = Path(environ["STANDING_HOME"])
    home.mkdir()
    anchor = home / "store.audit-head.json"
    anchor.write_text(json.dumps({"sequence": 812, "digest": "a" * 64}))
    made = standing(environ, "init", *WHO, STANDING_ADMIN_PASSWORD=PASSWORD)
    assert made.returncode == 0, made.stderr
    assert f"Its anchor was put aside as {anchor}.before-1." in made.stderr
    assert json.loads(anchor.read_text())["sequence"] == 4
    assert standing(environ, "check").returncode == 0


def test_a_store_of_an_earlier_version_is_brought_up_to_date(with_tables: dict[str, str]) -> None:
    environ = with_tables
    assert standing(environ, "init", *WHO, STANDING_ADMIN_PASSWORD=PASSWORD).returncode == 0
    forget = "DELETE FROM django_migrations WHERE app = 'audit' AND name = '0001_initial'"
    tables = ("audit_look", "audit_eventwords", "audit_event")
    with sqlite3.connect(Path(environ["STANDING_HOME"]) / "store.sqlite3") as store:
        assert store.execute(forget).rowcount == 1
        store.execute("PRAGMA foreign_keys = OFF")
        for table in tables:
            store.execute(f"DROP TABLE {table}")
    assert standing(environ, "check").returncode == 2
    renewed = standing(environ, "init", "--json")
    assert renewed.returncode == 0, renewed.stderr
    assert json.loads(renewed.stdout)["administrator"] is None
    assert "was brought up to date. Everything in it was kept." in renewed.stderr
    assert rows(environ, "SELECT count(*) FROM people_account") == [(1,)]


def read_until(terminal: int, words: str) -> str:
    shown = ""
    while words not in shown:
        shown += os.read(terminal, 4096).decode()
    return shown
