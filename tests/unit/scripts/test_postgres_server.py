"""The PostgreSQL server of the tests leaves nothing behind, whatever becomes of the command it serves."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parents[3] / "scripts" / "with_postgres.py"
ASK = """
import os, sys
import psycopg
from standing.site.config import parse_database_url
store = parse_database_url(os.environ["STANDING_DATABASE_URL"])
with psycopg.connect(host=store["HOST"], user=store["USER"], dbname=store["NAME"]) as connection:
    version, order = connection.execute(
        "select current_setting('server_version_num')::int / 10000, 'Z' < 'a' and 'z' < 'é'"
    ).fetchone()
    print(version, order, store["HOST"])
sys.exit(7)
"""


def test_a_command_is_served_and_its_exit_code_is_handed_on() -> None:
    command = [sys.executable, str(SCRIPT), sys.executable, "-c", ASK]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 7, done.stderr
    version, order, folder = done.stdout.split()
    assert (version, order) == ("18", "True")
    assert folder.startswith("/")
    assert not Path(folder).exists()


def test_it_needs_a_command() -> None:
    done = subprocess.run(
        [sys.executable, str(SCRIPT)], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 1
    assert "Run a command with a PostgreSQL server of its own" in done.stderr
