"""`adopt` and `undo`, as scripts call them: keys to the letter, exit codes, and the same result as the pages."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from click.testing import CliRunner, Result

from standing.areas.audit import clock
from standing.areas.record.models import Batch, Decision
from standing.cli.main import cli
from tests.factories.adopting import CODE, NEW_CODE, approved, decide, holder, load_revisions

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 2)
Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.travelling_to(TODAY):
        yield


@pytest.fixture
def run() -> Run:
    """Run a command of `standing` in this process."""
    return lambda *words: CliRunner().invoke(cli, [str(word) for word in words])


@pytest.fixture
def ready() -> None:
    with clock.travelling_to(TODAY - timedelta(days=2)):
        load_revisions()
        approved()
        holder("P1", date(2025, 9, 1))


def answer(result: Result) -> Any:
    """The JSON document on standard output, which holds nothing else."""
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_adopting_answers_with_what_was_written_and_twice_with_the_same(run: Run, ready: None) -> None:
    first = answer(run("adopt", CODE, "--json"))
    assert first == {
        "revision": CODE,
        "title": "Revision za-2026",
        "version": 1,
        "already": False,
        "effective_on": "2026-04-01",
        "transition_ends_on": "2027-03-31",
        "written": {
            "decisions": 4,
            "suspensions": 0,
            "changes": 4,
            "ends": 9,
            "people": 1,
            "profiles": 0,
            "tasks": 4,
        },
        "drafts": [],
        "deferred": [],
    }
    assert answer(run("adopt", CODE, "--on", "2026-04-01", "--json")) == first | {"already": True}


def test_undoing_answers_with_what_was_taken_back(run: Run, ready: None) -> None:
    run("adopt", CODE)
    undone = answer(run("undo", CODE, "--why", "The wrong day", "--json"))
    assert undone == {
        "revision": CODE,
        "name": "Revision za-2026, version 1",
        "retracted": {
            "decision": 4,
            "change": 4,
            "membership": 4,
            "edition end": 9,
            "draft profile": 0,
            "task": 4,
        },
    }
    assert not Decision.objects.filter(carried_from__isnull=False, retracted_on=None).exists()


def test_both_say_in_words_what_they_did(run: Run, ready: None) -> None:
    result = run("adopt", CODE)
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "Revision za-2026, version 1, is adopted.",
        "It takes effect on 2026-04-01; the transition ends on 2027-03-31.",
        "4 decisions carried over for 1 person, 0 suspensions, 4 changes; 9 old editions to end.",
        "0 profiles carried as a draft; 4 tasks for people.",
    ]
    assert "standing undo za-2026 --why WHY" in result.stderr
    assert "is adopted already; nothing was changed" in run("adopt", CODE).stdout
    result = run("undo", CODE, "--why", "The wrong day")
    assert result.stdout.startswith("Revision za-2026, version 1 is undone. Every answer is as it was.\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("adopt", "none"), "There is no revision none. `standing crosswalk` shows those there are."),
        (("adopt", CODE, "--on", "2026-05-01"), "approved to take effect on 2026-04-01, not on 2026-05-01"),
        (("adopt", CODE, "--on", "1 April"), "expected"),
        (("undo", CODE, "--why", "Because"), "is not adopted, so there is nothing to undo"),
        (("undo", CODE), "Missing option '--why'"),
        (("undo", CODE, "--why", " "), "Say why the revision is undone"),
    ],
)
def test_refusals_end_with_2_say_what_to_do_and_change_nothing(
    run: Run, ready: None, words: tuple[str, ...], said: str
) -> None:
    result = run(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert not Batch.objects.exists()


def test_undoing_is_refused_with_what_stands_in_the_way(run: Run, ready: None) -> None:
    run("adopt", CODE)
    with clock.travelling_to(TODAY, hour=11):
        (row,) = decide(Decision.objects.filter(standard=NEW_CODE)[0].person, TODAY, NEW_CODE)
    result = run("undo", CODE, "--why", "The wrong day")
    assert result.exit_code == 2
    assert f"({row.person.ref}) on ZB2 (2026)" in result.stderr  # type: ignore[attr-defined]
