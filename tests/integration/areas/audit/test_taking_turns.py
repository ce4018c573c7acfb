"""Several writers at once make one chain: processes on an SQLite file, threads on PostgreSQL."""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.db import connection, transaction

from standing.areas.audit.actions import record_event
from standing.areas.audit.actors import System
from standing.areas.audit.models import Event
from standing.areas.audit.selectors import check_chain
from tests.support.stores import make_empty_store

WRITERS, EVENTS = 3, 20

SCRIPT = f"""
import sys, django
django.setup()
from django.db import transaction
from standing.areas.audit.actions import System, record_event
from standing.areas.audit.models import Event
from standing.areas.audit.selectors import check_chain
match sys.argv[1]:
    case "begin":
        with transaction.atomic():
            record_event(by=System("tests"), action="begin", subject="thing:1", words={{}})
    case "write":
        for number in range({EVENTS}):
            with transaction.atomic():
                record_event(by=System("tests"), action="add_thing", subject="thing:1", words={{"number": number}})
    case "check":
        print(Event.objects.count(), [problem.what for problem in check_chain()])
"""


def start(home: Path, what: str) -> "subprocess.Popen[str]":
    surroundings = {
        **os.environ,
        "STANDING_HOME": str(home),
        "STANDING_DATABASE_URL": f"sqlite:///{home / 'store.sqlite3'}",
    }
    return subprocess.Popen(
        [sys.executable, "-c", SCRIPT, what],
        env=surroundings,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@pytest.mark.own_store
def test_processes_that_write_to_one_file(tmp_path: Path) -> None:
    make_empty_store(tmp_path / "store.sqlite3")
    assert start(tmp_path, "begin").communicate()[0] == ""
    writers = [start(tmp_path, "write") for _ in range(WRITERS)]
    assert [writer.communicate()[0] for writer in writers] == [""] * WRITERS
    assert start(tmp_path, "check").communicate()[0] == f"{1 + WRITERS * EVENTS} []\n"
    assert json.loads((tmp_path / "store.audit-head.json").read_text())["sequence"] == 1 + WRITERS * EVENTS


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite is tested with processes, above")
def test_threads_that_write_to_one_server() -> None:
    failures: list[BaseException] = []

    def write() -> None:
        try:
            for _ in range(EVENTS):
                with transaction.atomic():
                    record_event(by=System("tests"), action="add_thing", subject="thing:1", words={})
        except BaseException as error:  # noqa: BLE001 - a thread has no other way to say it
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=write) for _ in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert Event.objects.count() == WRITERS * EVENTS
    assert list(check_chain()) == []
