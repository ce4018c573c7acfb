"""A spreadsheet written into the record in turns: stopped, interrupted, and with others who write meanwhile."""

from __future__ import annotations

from typing import Any

import pytest

from standing.areas.audit import clock
from standing.areas.exchange import actions
from standing.areas.exchange.actions import turns
from standing.areas.exchange.models import StagedWorkbook, WorkbookImport
from standing.areas.people.models import Account, Person, Post, Unit
from standing.areas.people.roles import Role
from standing.areas.record import actions as record
from standing.areas.record.models import Assignment, Batch, Decision
from standing.areas.refusals import Refused
from standing.areas.standards.models import Standard
from standing.core.rules import facts
from tests.factories.people import make_account, make_person
from tests.factories.record import make_assessor
from tests.integration.areas.exchange.conftest import (
    AUTUMN,
    THREE,
    TODAY,
    answer_all,
)

pytestmark = pytest.mark.django_db


def begun(lead: Account, content: bytes = THREE) -> WorkbookImport:
    staged = actions.stage_workbook(by=lead, file="matrix.xlsx", content=content)
    answer_all(lead, staged)
    return actions.begin_import(by=lead, staged=staged)


def assert_nothing_is_there() -> None:
    for model in (Person, Unit, Post, Decision, Assignment):
        assert not model._default_manager.exists(), model
    assert not Decision.everything.exists()
    assert not Assignment.everything.exists()


def test_one_that_waits_is_stopped_at_once(lead: Account) -> None:
    found = begun(lead)
    stopped = actions.stop_import(by=lead, number=found.pk)
    assert stopped.state == WorkbookImport.STOPPED
    assert actions.run_import(number=found.pk) == stopped
    assert_nothing_is_there()
    assert StagedWorkbook.objects.get().answers["labels"]
    with pytest.raises(Refused, match="not being written any more"):
        actions.stop_import(by=lead, number=found.pk)


def test_one_that_is_running_stops_half_way_with_nothing_written(
    lead: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "AT_ONCE", 2)
    found = begun(lead)
    stops: list[int] = []

    # Asked for while some rows are put aside already; it is noticed at the next turn.
    def save(self: WorkbookImport, *args: Any, **options: Any) -> None:
        stops.append(self.done)
        super(WorkbookImport, self).save(*args, **options)
        if self.done and self.state == WorkbookImport.WRITING:
            WorkbookImport.objects.filter(pk=self.pk).update(stop_asked=True)

    monkeypatch.setattr(WorkbookImport, "save", save)
    ended = actions.run_import(number=found.pk)
    assert ended is not None
    assert (ended.state, ended.why) == (
        WorkbookImport.STOPPED,
        "Stopped. Nothing of the file is in the record.",
    )
    assert 2 in stops
    assert_nothing_is_there()
    assert Batch.objects.get().state == Batch.DISCARDED
    assert Standard.objects.filter(pk="PMVA@1").exists()


def test_one_whose_process_died_is_cleared_away_and_begun_again(
    lead: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "AT_ONCE", 2)
    found = begun(lead)

    class Killed(BaseException):
        """What ends a process is no error that it could still handle."""

    def die(*_: Any, **__: Any) -> None:
        raise Killed

    with monkeypatch.context() as dying:
        dying.setattr(turns.Writing, "_finish", die)
        with pytest.raises(Killed):
            actions.run_import(number=found.pk)
    found.refresh_from_db()
    assert (found.state, found.done) == (WorkbookImport.WRITING, 5)
    assert not Decision.objects.exists()
    untouched = actions.run_import(number=found.pk)
    assert untouched is not None
    assert untouched.state == WorkbookImport.WRITING
    with clock.travelling_to(TODAY, hour=11):
        ended = actions.run_import(number=found.pk)
    assert ended is not None
    assert ended.state == WorkbookImport.WRITTEN
    assert Decision.objects.count() == 5
    assert Person.objects.count() == 3


def test_one_whose_process_died_can_be_stopped(lead: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    found = begun(lead)
    monkeypatch.setattr(turns.Writing, "_finish", lambda *_: (_ for _ in ()).throw(SystemExit))
    with pytest.raises(SystemExit):
        actions.run_import(number=found.pk)
    asked = actions.stop_import(by=lead, number=found.pk)
    assert asked.is_under_way
    with clock.travelling_to(TODAY, hour=11):
        assert actions.stop_import(by=lead, number=found.pk).state == WorkbookImport.STOPPED
    assert_nothing_is_there()


def test_a_fault_of_ours_leaves_nothing_behind(lead: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    found = begun(lead)
    monkeypatch.setattr(turns.Writing, "_finish", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        actions.run_import(number=found.pk)
    found.refresh_from_db()
    assert found.state == WorkbookImport.FAILED
    assert "our fault. Nothing was written." in found.why
    assert_nothing_is_there()


def test_what_somebody_uses_by_then_is_not_taken_out(lead: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    found = begun(lead)

    def use_and_fail(*_: Any) -> None:
        person = Person.objects.get(ref="1001")
        record.record_absence(by=lead, person=person, from_on=TODAY)
        raise Refused("Not now.")

    monkeypatch.setattr(turns.Writing, "_entry", use_and_fail)
    ended = actions.run_import(number=found.pk)
    assert ended is not None
    assert (ended.state, ended.why) == (WorkbookImport.FAILED, "Not now.")
    assert not Person.objects.filter(ref="1002").exists()


def test_two_imports_of_one_file_write_it_once(lead: Account) -> None:
    other = make_account("Max Lead", roles=[Role.WORKFORCE_LEAD])
    bring = [begun(lead)]
    staged = actions.stage_workbook(by=other, file="copy.xlsx", content=THREE)
    answer_all(other, staged)
    bring.append(actions.begin_import(by=other, staged=staged))
    ended = [actions.run_import(number=each.pk) for each in bring]
    assert [each.state for each in ended if each] == [WorkbookImport.WRITTEN, WorkbookImport.FAILED]
    assert Decision.objects.count() == 5
    assert Person.objects.count() == 3


def test_what_somebody_else_writes_meanwhile_is_noticed(
    lead: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_person("1001")
    first = begun(lead)
    entry = turns.Writing._entry
    done: list[int] = []

    def meanwhile(self: Any, step: Any) -> Any:
        if not done:
            done.append(1)
            person = Person.objects.get(ref="1001")
            assessor = make_assessor(None)
            record.record_decision(
                by=assessor, person=person, standard="PMVA@1", outcome=facts.MET, decided_on=AUTUMN
            )
        return entry(self, step)

    monkeypatch.setattr(turns.Writing, "_entry", meanwhile)
    turn = turns.Writing._turn

    def late(self: Any, stage: str) -> Any:
        # Of one transaction the other would be a part: its writing comes to lie before the next turn.
        self.others |= bool(done)
        return turn(self, stage)

    monkeypatch.setattr(turns.Writing, "_turn", late)
    ended = actions.run_import(number=first.pk)
    assert ended is not None
    assert ended.state == WorkbookImport.FAILED
    assert "Somebody changed the record while the file was being written" in ended.why
    assert Decision.objects.filter(assessor_unknown=True).count() == 0


def test_what_somebody_else_writes_of_other_things_is_no_matter(
    lead: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    turn = turns.Writing._turn

    def late(self: Any, stage: str) -> Any:
        make_person()
        return turn(self, stage)

    found = begun(lead)
    monkeypatch.setattr(turns.Writing, "_turn", late)
    ended = actions.run_import(number=found.pk)
    assert ended is not None
    assert ended.state == WorkbookImport.WRITTEN
