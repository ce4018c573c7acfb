"""`standing import` of a feed: candidates, what is set aside said, the same again nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from standing.areas.policies.models import Candidate
from standing.cli.main import cli
from tests.facsimiles.feeds import law, nice

pytestmark = pytest.mark.django_db


def run(*words: str) -> tuple[int, str, str]:
    found = CliRunner().invoke(cli, ["import", *words])
    return found.exit_code, found.stdout, found.stderr


def test_feeds_are_recognised_and_what_is_set_aside_is_said(tmp_path: Path) -> None:
    products, acts = tmp_path / "products.json", tmp_path / "acts.feed"
    products.write_bytes(nice())
    acts.write_bytes(law())
    code, said, _ = run(str(products), "--dry-run")
    assert (code, Candidate.objects.count()) == (1, 0)
    assert "nice-products, would be imported" in said
    code, said, told = run(str(products), str(acts))
    assert code == 1
    assert "34 read: 34 created" in said
    assert "acts.feed: legislation-effects, imported" in said
    assert "NG1888 “this is a test” is set aside: its title reads like a test." in told
    assert Candidate.objects.count() == 36
    code, said, _ = run(str(acts), "--json")
    (answer,) = json.loads(said)
    assert (code, answer["format"], answer["unchanged"]) == (0, "legislation-effects", 2)


def test_a_file_named_as_a_feed_that_is_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "acts.feed"
    path.write_text("nonsense")
    code, _, told = run(str(path), "--as", "legislation-effects")
    assert code == 2
    assert "is not recognised" in told
