"""A backup takes batches along: an adopted revision, and one half prepared, which goes on in the restored store."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from standing.areas.audit import clock
from standing.areas.audit.anchor import anchor_file
from standing.areas.people.models import Person
from standing.areas.record.answers import standings_on
from standing.areas.record.models import Batch, CarryLink, Decision
from standing.areas.revisions.actions import adopting
from standing.areas.revisions.actions.adopting import adopt_revision
from standing.areas.revisions.actions.undoing import undo_adoption
from standing.site.backup import restore_backup, write_backup
from standing.site.checking import check_store
from tests.factories.adopting import CODE, ENDS, TESTS, approved, holder, load_revisions

pytestmark = pytest.mark.django_db(transaction=True)

TODAY = date(2026, 3, 2)


def answers() -> Any:
    people = list(Person.objects.select_related("stale").order_by("pk"))
    return [standings_on(people, day) for day in (TODAY, date(2026, 6, 1), ENDS + timedelta(days=1))]


def restore(file: Path) -> None:
    call_command("flush", verbosity=0, interactive=False)
    anchor_file().unlink(missing_ok=True)
    restore_backup(file)


def test_an_adopted_revision_and_one_half_prepared_are_restored_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adopting, "PEOPLE_AT_ONCE", 1)
    with clock.travelling_to(TODAY - timedelta(days=2)):
        load_revisions()
        approved()
        holder("P1", date(2025, 9, 1))
        holder("P2", date(2025, 9, 1))
    with clock.travelling_to(TODAY):

        def stop(done: int, of: int) -> None:
            if done == 1:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            adopt_revision(by=TESTS, revision=CODE, progress=stop)
        before = answers()
        write_backup(tmp_path / "half.zip")
        restore(tmp_path / "half.zip")
        assert answers() == before
        assert Decision.everything.filter(staged=True).count() == 4
        assert list(check_store()) == []

        adopt_revision(by=TESTS, revision=CODE)
        adopted = answers()
        assert adopted != before
        write_backup(tmp_path / "whole.zip")
        restore(tmp_path / "whole.zip")
        assert answers() == adopted
        assert CarryLink.objects.filter(batch__state=Batch.ACTIVE).count() == 4
        assert list(check_store()) == []

    with clock.travelling_to(TODAY, hour=12):
        undo_adoption(by=TESTS, revision=CODE, why="The wrong day")
        assert answers() == before
        assert list(check_store()) == []
