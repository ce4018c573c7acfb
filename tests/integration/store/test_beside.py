"""Long work shared with other processes comes to what one process comes to, and goes on where another is killed."""

from __future__ import annotations

import gc
import json
import os
import signal
import subprocess
import sys
from multiprocessing import active_children
from multiprocessing.context import SpawnProcess

import pytest

from standing.areas import beside

without_the_runs_store = pytest.mark.own_store
"""What is done here in other processes asks the run's database nothing: it is the same on every one."""


@without_the_runs_store
def test_a_revision_rehearsed_and_adopted_beside_other_processes_is_as_one_alone_does_it() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.sharing"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["same"]
    assert found["processes"] == [2, 2]
    assert found["counts"]["decisions"] > 40


def killed_at(key: int) -> int:
    """What this process answers for all, and another for all but 3: it is killed."""
    if key == 3 and str(os.getpid()) != os.environ["ANSWERED_IN"]:
        os.kill(os.getpid(), signal.SIGKILL)
    return key * 2


@without_the_runs_store
def test_what_a_process_does_not_live_to_answer_is_answered_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANSWERED_IN", str(os.getpid()))
    assert list(beside.answered(killed_at, range(8), processes=2)) == [0, 2, 4, 6, 8, 10, 12, 14]


class Unsaid(Exception):
    """An error that only one process is to see."""


def wrong_at(key: int) -> int:
    """What any process answers for all but 3, which is an error."""
    if key == 3:
        raise Unsaid(f"no answer for {key}")
    return key


@without_the_runs_store
def test_an_error_beside_is_raised_where_it_can_be_handled() -> None:
    answers = beside.answered(wrong_at, range(8), processes=2)
    assert [next(answers) for _ in range(3)] == [0, 1, 2]
    with pytest.raises(Unsaid, match="no answer for 3"):
        next(answers)
    assert active_children() == []


@without_the_runs_store
def test_where_none_may_be_started_all_is_answered_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_: object) -> None:
        raise OSError("Resource temporarily unavailable")

    monkeypatch.setattr(SpawnProcess, "start", refused)
    assert list(beside.answered(abs, range(-4, 0), processes=2)) == [4, 3, 2, 1]


def large(key: int) -> bytes:
    return bytes([key]) * 10**6


@without_the_runs_store
def test_answers_larger_than_a_pipe_holds_come_whole() -> None:
    assert list(beside.answered(large, range(5), processes=2)) == [large(key) for key in range(5)]


@without_the_runs_store
def test_where_a_caller_stops_so_does_the_work() -> None:
    answers = beside.answered(abs, range(-100, 0), processes=2)
    assert next(answers) == 100
    before = gc.get_threshold()
    answers.close()
    assert gc.get_threshold() != before, "objects are looked for as often as before"
    assert active_children() == []


@pytest.mark.django_db
def test_what_nobody_else_could_see_is_not_shared() -> None:
    """Tests run in a transaction: what it writes is seen by no other connection."""
    assert beside.processes_for(10**6) == 1
