"""The demonstration shows everything the rules can say, and was built by what people do."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from standing.areas.audit import clock
from standing.areas.audit.actions import System
from standing.areas.audit.models import Event
from standing.areas.people.models import Account, Person, Unit
from standing.areas.record.models import Decision, Signature, StalePerson
from standing.areas.record.periods import differences
from standing.areas.record.selectors.teams import Team, team_of
from standing.areas.refusals import Refused
from standing.core.rules.status import REASONS, STATUSES
from standing.site.demo.build import SMALLEST, Built, build

pytestmark = pytest.mark.django_db
BY = System("test")


@pytest.fixture
def service(demo: Built, today: date) -> Team:
    return team_of(by=BY, unit=Unit.objects.get(code="riverside"), at=today)


def test_every_status_and_every_reason_of_the_rules_is_somebodys(service: Team) -> None:
    assert {cell.standing.status for cell in service.cells} == set(STATUSES)
    assert {reason for cell in service.cells for reason in cell.standing.reasons} == set(REASONS)


def test_most_people_count_as_in_a_service_that_is_run_well(service: Team) -> None:
    assert 0.8 < service.compliance.counting / service.compliance.of < 1
    assert {cell.left_out.partition(":")[0] for cell in service.compliance.left_out} == {
        "away for 28 days or more",
        "not needed yet",
    }


def test_each_decision_was_recorded_by_somebody_else_on_the_day_it_was_made(demo: Built) -> None:
    by_accounts = Decision.objects.filter(recorded_by__isnull=False)
    assert by_accounts.count() > Decision.objects.count() / 2
    assert not any(decision.recorded_by.person_id == decision.person_id for decision in by_accounts)
    assert all(decision.recorded_on >= decision.decided_on for decision in Decision.objects.all())


def test_people_signed_for_themselves(demo: Built) -> None:
    assert Signature.objects.exists()
    assert all(
        row.recorded_by.person_id == row.person_id for row in Signature.objects.select_related("recorded_by")
    )


def test_a_corrected_date_reads_differently_as_known_last_month(demo: Built, today: date) -> None:
    replaced = Decision.objects.get(retracted_on__isnull=False)
    kingfisher = Unit.objects.get(code="kingfisher")
    last_month = date(2026, 5, 15)

    def status(known_on: date | None) -> str:
        team = team_of(by=BY, unit=kingfisher, at=last_month, known_on=known_on)
        (cell,) = [
            each
            for each in team.cells
            if (each.person.pk, each.standard.pk) == (replaced.person_id, replaced.standard_id)
        ]
        return cell.standing.status

    assert status(last_month) == "current"
    assert status(None) == "not_current"


def test_nothing_is_left_to_compute_and_the_periods_are_the_definitions(demo: Built) -> None:
    assert not StalePerson.objects.exists()
    assert not any(differences(list(Person.objects.select_related("stale"))).values())


def test_the_trail_runs_through_the_days_in_order(demo: Built) -> None:
    moments = list(Event.objects.values_list("at", flat=True))
    # The accounts get their passwords at the end, today.
    lived = [moment for moment in moments if moment.date() <= date(2026, 6, 15)]
    assert lived == sorted(lived)
    assert len(lived) >= len(moments) - len(demo.sign_ins)


def test_there_is_a_sign_in_for_each_kind_of_user(demo: Built) -> None:
    kinds = Counter(sign_in.kind for sign_in in demo.sign_ins)
    assert set(kinds) == {
        "practitioner",
        "manager",
        "assessor",
        "recovery worker",
        "framework steward",
        "workforce lead",
        "policy author",
        "clinical lead",
        "rota maker",
        "internal verifier",
        "information-governance lead",
        "lived experience",
        "family carer",
        "commissioner",
        "administrator",
        "auditor",
    }
    for sign_in in demo.sign_ins:
        assert Account.objects.get(email=sign_in.email).check_password(demo.password)


def test_a_store_with_people_is_refused(demo: Built, today: date) -> None:
    with pytest.raises(Refused) as refused:
        build(people_wanted=SMALLEST, seed=7, today=today)
    assert refused.value.reason == (
        "This store has people in it already, so no demonstration is built into it. "
        "Point STANDING_HOME or STANDING_DATABASE_URL at an empty place."
    )


def test_too_few_people_to_show_everything_are_refused() -> None:
    with pytest.raises(Refused, match=f"needs {SMALLEST} people or more"):
        build(people_wanted=SMALLEST - 1, seed=7, today=clock.today())
