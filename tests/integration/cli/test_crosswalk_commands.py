"""`standing draft-crosswalk` and `standing approve`: from the document to the approved crosswalk, without the pages."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from standing.areas.audit.models import Event
from standing.areas.record.actions import retract_facts
from standing.areas.record.models import RefreshRule
from standing.areas.revisions.checks import crosswalks_at_odds_with_their_approval
from standing.areas.revisions.loading import draft_rows
from standing.areas.revisions.models import CrosswalkVersion, RulesRequest
from standing.cli.main import cli
from tests.factories.people import make_account
from tests.factories.revisions import approved_mh, make_lead, make_steward, rule_all
from tests.factories.standards import TESTS, load_bundled_catalogue

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
    assert "16 rows: Name the context" in first.stderr
    assert first.stderr.count("MH6@2005") == 1
    context = run("draft-crosswalk", "mh-2013", "--context", "mental health")
    assert "MH10@2005 names older people" in context.stderr, "it is not given to a row that speaks of others"
    assert "5 rows waiting" in context.stdout
    again = (
        *("draft-crosswalk", "mh-2013", "--context-of", "MH10", "older people with mental health needs"),
        *("--leave", "No day is known."),
    )
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


def test_each_row_is_settled_by_an_option(tmp_path: Path) -> None:
    given = (
        *("draft-crosswalk", "mh-2013", "--effective", "2026-04-01", "--ends", "2026-12-31"),
        *(
            "--last-assessment",
            "2026-11-30",
            "--replaced",
            "MH6",
            "2012-03-31",
            "--leave-row",
            "MH12",
            "No day",
        ),
        *("--treat", "mh14", "Bridge", "Two criteria are new", "--context-of", "MH39@2005", "prisons"),
    )
    first = run(*given)
    assert "MH39@2005 names mental health, which “prisons” does not. It is set as you say." in first.stderr
    version = CrosswalkVersion.objects.get()
    rows = {row.old: row for row in draft_rows(version)}
    assert rows["MH6@2005"].replaced_on == "2012-03-31"
    assert (rows["MH12@2005"].deferred_why, rows["MH39@2005"].context) == ("No day", "prisons")
    assert (rows["MH14@2005"].treatment, rows["MH14@2005"].treatment_why) == (
        "bridge",
        "Two criteria are new",
    )
    assert (version.last_assessment_on, version.transition_ends_on) == (
        date(2026, 11, 30),
        date(2026, 12, 31),
    )
    steps = version.steps.count()
    assert run(*given).exit_code == 1
    assert version.steps.count() == steps, "run again, it changes nothing"
    moved = answer(
        "draft-crosswalk", "mh-2013", "--effective", "2026-05-01", "--last-assessment", "2027-01-31"
    )
    assert (moved["transition_ends_on"], moved["last_assessment_on"]) == ("2027-04-30", "2027-01-31")


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_draft_is_settled_in_a_spreadsheet(ending: str, tmp_path: Path) -> None:
    file = tmp_path / f"crosswalk.{ending}"
    run("draft-crosswalk", "mh-2013", "--to", str(file))
    same = run("draft-crosswalk", "mh-2013", "--from", str(file))
    assert "0 rows changed, 0 added, 99 the same, 0 not in the file" in same.stderr
    some = tmp_path / "some.csv"
    some.write_text(
        "old,kind,new,source words,replaced on,nothing carried because\n"
        "MH6,replaced,SCDHSC0427,already replaced during HSC project,2012-03-31,\n"
        "MH7,replaced,SCDHSC0428,already replaced during HSC project,,No day\n"
        "LIST95,withdrawn,,,,\n",
        encoding="utf-8",
    )
    settled = run("draft-crosswalk", "mh-2013", "--from", str(some))
    assert "2 rows changed, 1 added, 0 the same, 97 not in the file and left as they are" in settled.stderr
    rows = {row.old: row for row in draft_rows(CrosswalkVersion.objects.get())}
    assert (rows["MH6@2005"].replaced_on, rows["MH7@2005"].deferred_why, len(rows)) == (
        "2012-03-31",
        "No day",
        100,
    )


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("MH6,replaced,SCDHSC0427,said otherwise,,", "MH6@2005: what the document says is not changed"),
        ("MH6,replaced,SCDHSC0428,already replaced during HSC project,,", "Say why the row differs"),
        ("MH6,renamed,SCDHSC0427,,,", "expected one of kept"),
    ],
)
def test_a_spreadsheet_that_contradicts_the_document_changes_nothing(
    line: str, words: str, tmp_path: Path
) -> None:
    file = tmp_path / "some.csv"
    run("draft-crosswalk", "mh-2013")
    steps = CrosswalkVersion.objects.get().steps.count()
    head = "old,kind,new,source words,replaced on,nothing carried because"
    file.write_text(
        f"{head}\nMH12,replaced,SCDHSC0390,already replaced during HSC project,2012-01-01,\n{line}\n"
    )
    refused = run("draft-crosswalk", "mh-2013", "--from", str(file))
    assert (refused.exit_code, words in refused.stderr) == (2, True), refused.stderr
    assert CrosswalkVersion.objects.get().steps.count() == steps


def test_rules_that_are_missing_are_asked_for_and_set() -> None:
    make_lead()
    rules = RefreshRule.objects.filter(standard__in=["GEN99@2013", "GEN100@2013", "MH4@2005"])
    retract_facts(by=TESTS, rows=list(rules), why="Set too early.")
    asked = run("draft-crosswalk", "mh-2013", "--ask-rules")
    assert "2 rows: Set the refresh rule of the new standard" in asked.stderr
    assert "2 refresh rules are asked for" in asked.stderr
    again = run("draft-crosswalk", "mh-2013", "--ask-rules")
    assert "2 refresh rules are missing, and asked for already" in again.stderr
    assert RulesRequest.objects.count() == 1, "what is asked for already is not asked again"
    tried = answer("set-rule", "--for", "mh-2013", "--as-before", "--why", "As before.", "--dry-run")
    assert (tried[0]["standards"], tried[0]["validity_months"], tried[0]["done"]) == (
        ["GEN99@2013"],
        24,
        False,
    )
    done = run("set-rule", "--for", "mh-2013", "--as-before", "--why", "As before.")
    assert "A decision now lasts 24 months, 28 days of grace, on 1 standard: GEN99@2013" in done.stdout
    assert "none is set: GEN100@2013" in done.stderr
    assert run("set-rule", "GEN100", "--never", "--grace", "0", "--why", "Seldom done.").exit_code == 0
    assert "No new standard of" in run("set-rule", "--for", "mh-2013", "--never", "--why", "x").stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--never",), "Name the standards"),
        (("GEN99", "--for", "mh-2013", "--never"), "Name the standards"),
        (("GEN99",), "Say how long a decision lasts"),
        (("GEN99", "--never", "--months", "3"), "Say how long a decision lasts"),
        (("GEN99", "--as-before"), "--as-before needs --for"),
        (("--for", "mh-2013", "--as-before", "--grace", "3"), "leave --grace out"),
        (("NOSUCH", "--never"), "no standard we know"),
        (("--for", "mh-1999", "--never"), "There is no revision mh-1999"),
        (("--for", "mh-2013", "--never"), "No crosswalk of Revision of the Mental Health suite is open"),
    ],
)
def test_a_rule_that_cannot_be_set_is_refused_in_words(arguments: tuple[str, ...], words: str) -> None:
    refused = run("set-rule", *arguments, "--why", "x")
    assert (refused.exit_code, words in refused.stderr) == (2, True), refused.stderr


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
        (("draft-crosswalk", "mh-2013", "--leave-row", "MH999", "x"), "MH999 has no row"),
        (("draft-crosswalk", "mh-2013", "--to", "x.pdf"), "must end in .xlsx or .csv"),
        (("draft-crosswalk", "mh-2013", "--ends", "2026-04-01"), "--effective DAY"),
        (("approve", "mh-1999", "--account", "a@example.org"), "There is no revision mh-1999"),
        (("approve", "mh-2013", "--account", "a@example.org"), "no crosswalk that awaits approval"),
    ],
)
def test_what_cannot_be_done_is_refused_in_words(arguments: tuple[str, ...], words: str) -> None:
    refused = run(*arguments)
    assert (refused.exit_code, words in refused.stderr) == (2, True)


def test_only_an_account_that_may_approves() -> None:
    run("draft-crosswalk", "mh-2013", "--effective", "2026-04-01", "--leave", "x", "--send")
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
