"""The anchor is begun by the first event and moves forward only, whatever happens around it."""

import json
import logging
from pathlib import Path

import pytest
from django.db import connection, transaction
from pytest_django import Settings

from standing.areas.audit.actions import Said, record_events
from standing.areas.audit.actors import System
from standing.areas.audit.anchor import Anchor, anchor_file, newest, read_anchor, replace_anchor
from standing.areas.audit.models import Event, EventWords

BY = System("tests")


def record(many: int = 1) -> None:
    with transaction.atomic():
        record_events(by=BY, said=[Said("add_thing", "thing:1")] * many)


@pytest.mark.django_db(transaction=True)
def test_it_follows_every_transaction() -> None:
    assert read_anchor() is None
    record(3)
    assert read_anchor() == newest()
    record()
    kept = read_anchor()
    assert kept == newest()
    assert kept is not None
    assert kept.sequence == 4


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_was_undone_leaves_it() -> None:
    record()
    before = read_anchor()
    with transaction.atomic():
        record()
        transaction.set_rollback(True)
    assert read_anchor() == before


@pytest.mark.django_db(transaction=True)
def test_it_never_goes_back(anchor_of_the_audit_trail: Path) -> None:
    record(2)
    later = Anchor(99, "e" * 64)
    anchor_of_the_audit_trail.write_text(json.dumps({"sequence": 99, "digest": later.digest}))
    record()
    assert read_anchor() == later


@pytest.mark.django_db(transaction=True)
def test_it_does_not_move_on_past_a_fault(caplog: pytest.LogCaptureFixture) -> None:
    record(3)
    before = read_anchor()
    EventWords.objects.all().delete()
    Event.objects.filter(sequence=3).delete()
    with caplog.at_level(logging.ERROR):
        record(2)
    assert read_anchor() == before
    assert "no longer holds the event anchored" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_one_that_was_taken_away_stays_away(
    anchor_of_the_audit_trail: Path, caplog: pytest.LogCaptureFixture
) -> None:
    record()
    anchor_of_the_audit_trail.unlink()
    with caplog.at_level(logging.ERROR):
        record()
    assert read_anchor() is None
    assert "has no anchor" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_a_file_that_cannot_be_written_undoes_nothing(
    settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "taken").write_text("a file where a folder should be")
    settings.AUDIT_HEAD_FILE = tmp_path / "taken" / "audit-head.json"
    with caplog.at_level(logging.ERROR):
        record()
    assert Event.objects.count() == 1
    assert caplog.text


@pytest.mark.django_db(transaction=True)
def test_it_is_put_aside_and_never_overwritten(anchor_of_the_audit_trail: Path) -> None:
    record()
    first = anchor_of_the_audit_trail.read_text()
    aside = [replace_anchor(), replace_anchor()]
    assert [path and path.name for path in aside] == ["audit-head.json.before-1", "audit-head.json.before-2"]
    assert aside[0] is not None
    assert aside[0].read_text() == first
    assert read_anchor() == newest()


@pytest.mark.django_db
def test_an_empty_store_has_none(anchor_of_the_audit_trail: Path) -> None:
    anchor_of_the_audit_trail.write_text(json.dumps({"sequence": 9, "digest": "a" * 64}))
    assert replace_anchor() is not None
    assert read_anchor() is None


@pytest.mark.django_db
def test_it_is_named_after_the_store(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.AUDIT_HEAD_FILE = None
    settings.STANDING_HOME = Path("/home/standing")
    monkeypatch.setitem(connection.settings_dict, "NAME", "service one")
    assert anchor_file() == Path("/home/standing/service-one.audit-head.json")
    if connection.vendor == "sqlite":
        monkeypatch.setitem(connection.settings_dict, "NAME", "/data/standing.sqlite3")
        assert anchor_file() == Path("/data/standing.audit-head.json")


@pytest.mark.parametrize(("sequence", "digest"), [(0, "a" * 64), (1, "a" * 63), (1, "G" * 64)])
def test_an_anchor_checks_itself(sequence: int, digest: str) -> None:
    with pytest.raises(ValueError, match="64 hexadecimal digits"):
        Anchor(sequence, digest)
