"""`standing rebuild`, and `standing check` of all or some: the stored periods are those of the definition again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from click.testing import CliRunner, Result

from standing.areas.audit import clock
from standing.areas.people.models import Person
from standing.areas.record import rebuilding
from standing.areas.record.models import Period, StalePerson
from standing.areas.record.periods import differences, mark_stale
from standing.cli.main import cli
from tests.factories.record import Ward, make_ward

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 15)


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.travelling_to(TODAY):
        yield


@pytest.fixture
def ward() -> Ward:
    return make_ward(TODAY, people=5, standards=4)


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, list(words))


def stored() -> list[tuple[Any, ...]]:
    columns = ("person", "standard", "context", "from_on", "to_on", "status", "reasons", "expires_on")
    return sorted(map(str, Period.objects.values_list(*columns)))


def test_a_spoilt_cache_is_rebuilt(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rebuilding, "PEOPLE_AT_ONCE", 2)
    before = stored()
    Period.objects.filter(person=ward.people[0]).update(status="current")
    Period.objects.filter(person=ward.people[1]).delete()
    mark_stale([ward.people[2].pk])
    assert run("check").exit_code == 1
    result = run("rebuild", "--json")
    assert (result.exit_code, result.stdout) == (0, f'{{\n  "people": {Person.objects.count()}\n}}\n')
    assert stored() == before
    assert not StalePerson.objects.exists()
    assert not any(differences(list(Person.objects.all())).values())


def test_a_rebuild_that_fails_leaves_the_old_cache(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    before = stored()
    monkeypatch.setattr(rebuilding, "store_periods_of", lambda *_: 1 // 0)
    assert run("rebuild").exit_code == 3
    assert stored() == before


def test_a_sample_compares_so_many_people(ward: Ward) -> None:
    Period.objects.all().delete()
    said = run("check", "--sample", "2").stderr
    assert len({line.split()[0] for line in said.splitlines() if "stored periods" in line}) == 2
    assert "standing rebuild" in said
    everyone = run("check", "--all").stderr
    assert len({line.split()[0] for line in everyone.splitlines() if "stored periods" in line}) == 5
    assert run("check", "--sample", "999").stderr == everyone


def test_all_and_some_are_not_both() -> None:
    result = run("check", "--all", "--sample", "3")
    assert result.exit_code == 2
    assert "give one or the other" in result.stderr
