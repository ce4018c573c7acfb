"""`standing draft-crosswalk` and `standing approve`: from the document to the approved crosswalk, without the pages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from standing.areas.audit.models import Event
from standing.areas.revisions.checks import crosswalks_at_odds_with_their_approval
from standing.areas.revisions.models import CrosswalkVersion
from standing.cli.main import cli
from tests.factories.people import make_account
from tests.factories.revisions import approved_mh, make_lead, make_steward, rule_all
from tests.factories.standards import load_bundled_catalogue

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def catalogue() -> None:
    load_bundled_catalogue()
    rule_all()


def run(*arguments: str) -> Any:
    return CliRunner().invoke(cli, list(arguments))


def answer(*arguments: str) -> Any:
    return json.loads(run(*arguments, "--json").stdout)


def test_from_the_document_to_the_approved_crosswalk() -> None:
    steward, lead = make_steward(), make_lead()
    first = run("draft-crosswalk", "mh-2013", "--effective", "2026-04-01")
    assert first.exit_code == 1
    assert "MH10@2005: Name the context" in first.stderr
    again = ("draft-crosswalk", "mh-2013", "--context", "mental health", "--leave", "No day is known.")
    settled = answer(*again)
    assert (settled["version"], settled["rows"], settled["waiting"], len(settled["deferred"])) == (
        1,
        99,
        [],
        4,
    )
    assert settled["transition_ends_on"] == "2027-03-31"
    assert run(*again, "--send").exit_code == 0
    assert answer("approve", "mh-2013", "--account", lead.email)["state"] == "awaiting"
    refused = run("approve", "mh-2013", "--account", lead.email)
    assert (refused.exit_code, "Somebody else" in refused.stderr) == (2, True)
    done = run("approve", "mh-2013", "--account", steward.email.upper(), "--words", "Read in full.")
    assert "is approved, and fixed: Lee Workforce and Farah Steward." in done.stdout
    assert set(Event.objects.filter(action="approve_crosswalk").values_list("actor", flat=True)) == {
        "system:approve"
    }


def test_a_correction_from_a_spreadsheet_needs_a_reason(tmp_path: Path) -> None:
    approved_mh()
    file = tmp_path / "crosswalk.csv"
    file.write_text("old,kind,new\nMH1,recoded,GEN99\n", encoding="utf-8")
    assert run("draft-crosswalk", "mh-2013", "--from", str(file)).exit_code == 2
    made = answer("draft-crosswalk", "mh-2013", "--from", str(file), "--why", "Only this one.")
    assert (made["version"], made["source"], made["rows"]) == (2, "crosswalk.csv", 1)
    file.write_text("old,kind,new\nMH1,renamed,GEN99\n", encoding="utf-8")
    bad = run("draft-crosswalk", "mh-2013", "--from", str(file), "--why", "x")
    assert (bad.exit_code, "expected one of kept" in bad.stderr) == (2, True)


def test_the_next_version_begins_from_the_approved_one() -> None:
    approved_mh()
    made = answer("draft-crosswalk", "mh-2013", "--why", "MH14 was carried too far.")
    assert (made["version"], made["state"], made["waiting"]) == (2, "draft", [])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("draft-crosswalk", "mh-1999"), "There is no revision mh-1999"),
        (("approve", "mh-1999", "--account", "a@example.org"), "There is no revision mh-1999"),
        (("approve", "mh-2013", "--account", "a@example.org"), "no crosswalk that awaits approval"),
    ],
)
def test_what_cannot_be_done_is_refused_in_words(arguments: tuple[str, ...], words: str) -> None:
    refused = run(*arguments)
    assert (refused.exit_code, words in refused.stderr) == (2, True)


def test_only_an_account_that_may_approves() -> None:
    run("draft-crosswalk", "mh-2013", "--effective", "2026-04-01", "--context", "x", "--leave", "x", "--send")
    outsider = make_account()
    assert "There is no account" in run("approve", "mh-2013", "--account", "nobody@example.org").stderr
    assert run("approve", "mh-2013", "--account", outsider.email).exit_code == 2


def test_an_approved_crosswalk_altered_past_standing_is_found() -> None:
    version = approved_mh()
    assert list(crosswalks_at_odds_with_their_approval()) == []
    version.rows.filter(old="MH1@2005").update(note="Altered.")
    (problem,) = crosswalks_at_odds_with_their_approval()
    assert problem.where == "crosswalk:mh-2013:1"
    version.rows.filter(old="MH1@2005").update(note="")
    CrosswalkVersion.objects.filter(pk=version.pk).update(digest="0" * 64)
    assert len(list(crosswalks_at_odds_with_their_approval())) == 1
