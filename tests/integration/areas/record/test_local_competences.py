"""Local competences on pages: listed, added with their rule or without, described, and marked as local everywhere."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import pytest

from standing.areas.audit import clock
from standing.areas.people.roles import Role
from standing.areas.record.actions import record_decision, set_requirements
from standing.areas.record.models import RefreshRule
from standing.areas.record.requirements import Required
from standing.areas.standards.models import Standard
from tests.factories.people import make_account, make_person, make_post, make_unit, signed_in
from tests.factories.record import account_of, make_lead, make_manager
from tests.factories.workforce import LONG_AGO, TESTS, employ

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 15)
LIST, ADD = "/local-competences/", "/local-competences/add/"
NEW = {
    "title": "Manage violence and aggression",
    "code": "pmva",
    "edition": "",
    "summary": "Keeping everybody safe\nwhen somebody is aggressive.",
}
RULE = {"expires": "months", "validity_months": "12", "critical": "yes", "grace_days": "28"}


@pytest.fixture(autouse=True)
def today() -> Any:
    with clock.travelling_to(TODAY):
        yield


def text(answer: Any) -> str:
    assert answer.status_code == 200, answer.status_code
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def added() -> Standard:
    signed_in(make_lead()).post(ADD, {**NEW, **RULE})
    return Standard.objects.get(pk="PMVA@1")


def test_a_workforce_lead_adds_one_with_its_rule_in_one_form() -> None:
    client = signed_in(make_lead())
    assert "There are none yet." in text(client.get(LIST))
    shown = text(client.post(ADD, {**NEW, **RULE}, follow=True))
    assert (
        "Manage violence and aggression is added as PMVA@1. A decision can be recorded on it from now on"
        in shown
    )
    assert "PMVA (local)" in shown
    assert "Expires after 12 months, no grace: safety-critical" in shown
    rule = RefreshRule.objects.get()
    assert (rule.standard_id, rule.rule_from, rule.validity_months, rule.grace_days) == (
        "PMVA@1",
        None,
        12,
        0,
    )
    assert Standard.objects.get().summary == "Keeping everybody safe when somebody is aggressive."


def test_what_is_refused_is_said_at_its_field_and_neither_part_is_written() -> None:
    client = signed_in(make_lead())
    shown = text(client.post(ADD, {**NEW, **RULE, "code": "45"}))
    assert "“45” cannot be a code: begin with a letter" in shown
    assert "Manage violence and aggression" in client.post(ADD, {**NEW, "code": "X"}).content.decode()
    assert "Select whether a decision expires" in text(client.post(ADD, NEW))
    assert not Standard.objects.exists()
    assert not RefreshRule.objects.exists()


def test_a_framework_steward_adds_one_and_is_told_who_sets_its_rule() -> None:
    client = signed_in(make_account(roles=[Role.FRAMEWORK_STEWARD]))
    assert "Does a decision expire?" not in text(client.get(ADD))
    shown = text(client.post(ADD, NEW, follow=True))
    assert "Ask the workforce lead to set its refresh rule" in shown
    assert "1 has no refresh rule yet: nobody can be assessed on it." in shown


def test_another_title_is_shown_at_once_and_a_national_standard_is_not_there() -> None:
    added()
    client = signed_in(make_lead())
    assert client.get(f"{LIST}NO@1/").status_code == 404
    shown = text(client.post(f"{LIST}PMVA@1/", {"title": "Safer holds", "summary": ""}, follow=True))
    assert "PMVA@1 is now called Safer holds." in shown
    assert "Nothing is different" in text(
        client.post(f"{LIST}PMVA@1/", {"title": "Safer holds", "summary": ""})
    )


@pytest.mark.parametrize(
    "role", [role for role in Role if role not in (Role.WORKFORCE_LEAD, Role.FRAMEWORK_STEWARD)]
)
def test_everybody_else_reads_the_list_and_changes_nothing(role: Role) -> None:
    added()
    client = signed_in(make_account(person=make_person(), roles=[role]))
    shown = text(client.get(LIST))
    assert "PMVA (local)" in shown
    assert "Add a local competence" not in shown
    for address in (ADD, f"{LIST}PMVA@1/"):
        assert client.get(address).status_code == 403
        assert client.post(address, NEW).status_code == 403


def test_whoever_has_no_role_sees_nothing() -> None:
    client = signed_in(make_account())
    assert client.get(LIST).status_code == 403
    assert client.get(ADD).status_code == 403


def test_it_is_marked_as_local_wherever_a_standard_is_shown() -> None:
    added()
    unit = make_unit("ash")
    person = make_person("N1")
    employ(person, make_post(unit, role="nurse"))
    set_requirements(by=TESTS, role="nurse", wanted=[Required("PMVA@1", "", None)], from_on=LONG_AGO, why="x")
    record_decision(by=TESTS, person=person, standard="PMVA@1", outcome="met", decided_on=date(2026, 5, 1))
    own, manager, lead = signed_in(account_of(person)), signed_in(make_manager(unit)), signed_in(make_lead())
    assert "PMVA (local) Manage violence and aggression" in text(own.get("/record/"))
    assert "PMVA (local) Manage violence and aggression" in text(own.get("/people/N1/standards/PMVA@1/"))
    assert re.search(
        r"PMVA [^<]{0,60}local[^<]{0,60}Manage violence and aggression", text(manager.get("/teams/ash/"))
    )
    assert "Manage violence and aggression (local)" in manager.get("/teams/ash.csv").content.decode(
        "utf-8-sig"
    )
    assert "PMVA (local): Manage violence and aggression" in text(own.get("/catalogue/?q=pmva"))
    assert "Local set by this service for itself." in text(own.get("/catalogue/"))
    page = text(own.get("/catalogue/PMVA@1/"))
    assert "PMVA, local competence" in page
    assert "Local This service set it for itself." in page
    assert "Keeping everybody safe when somebody is aggressive." in page
    assert "in our own words" not in page.lower()
    assert "Manage violence and aggression (local)" in text(lead.get("/refresh-rules/"))


def test_the_commands_say_so(capsys: pytest.CaptureFixture[str]) -> None:
    from standing.areas.record.presenters.answers import record_answer
    from standing.areas.record.selectors.records import record_of

    added()
    person = make_person("N1")
    record_decision(by=TESTS, person=person, standard="PMVA@1", outcome="met", decided_on=date(2026, 5, 1))
    answer = record_answer(record_of(by=TESTS, person=person, at=TODAY))
    assert [(row["standard"], row["local"]) for row in answer["standards"]] == [("PMVA@1", True)]
    assert json.dumps(answer, default=str)
