"""The pages of refresh rules and of changes."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from standing.areas.people.models import Account, Person
from standing.areas.record import actions
from standing.areas.record.models import RefreshRule
from tests.factories.people import signed_in
from tests.factories.workforce import met
from tests.integration.areas.record.work_pages.conftest import RULE, TODAY, ZX1, ZX2, day, issue, text

pytestmark = pytest.mark.django_db


def test_a_rule_is_shown_before_it_is_set(worker: Person, readers: dict[str, Account]) -> None:
    met(worker, ZX1, date(2025, 10, 1))
    client, address = signed_in(readers["lead"]), reverse("record:set_rules")
    before = RefreshRule.objects.count()
    shown = text(client.post(address, RULE))
    assert "1 person has a decision on these standards. Something changes for 1 person today." in shown
    assert "Stop counting at once (1)" in shown
    assert "Wren Example" in shown
    assert RefreshRule.objects.count() == before
    again = client.post(address, {**RULE, "change": "yes"}).content.decode()
    assert 'value="safety"' in again
    assert "There is a problem" not in again
    answer = client.post(address, {**RULE, "confirm": "yes"}, follow=True)
    assert "The rule of 1 standard is set: Expires after 6 months, no grace: safety-critical." in text(answer)
    newest = RefreshRule.objects.get(standard=ZX1, retracted_on=None)
    assert (newest.validity_months, newest.grace_days, newest.rule_from) == (6, 0, None)


def test_a_rule_that_is_not_whole_is_not_shown(readers: dict[str, Account]) -> None:
    client, address = signed_in(readers["lead"]), reverse("record:set_rules")
    said = text(client.post(address, {"expires": "months", "critical": "no", "confirm": "yes"}))
    for words in (
        "Enter a code, or search the catalogue and choose what you find",
        "Enter the months until it expires, like 36",
        "Enter the days of grace, like 28",
        "Select whether it holds for new decisions only, or for all",
        "Say why",
    ):
        assert words in said


def test_rules_are_listed_by_suite_and_by_whether_there_is_one(readers: dict[str, Account]) -> None:
    client, address = signed_in(readers["lead"]), reverse("record:refresh_rules")
    everything = text(client.get(address))
    assert "4 standards have no rule yet" in everything
    assert "Showing all 5 standards" in everything
    assert "Showing 1 of 5 standards" in text(client.get(address, {"suite": "ZX", "rule": "none"}))
    assert "Set a rule" not in text(signed_in(readers["manager"]).get(address))
    chosen = client.get(reverse("record:set_rules"), {"standards": f"{ZX1},{ZX2}"}).content.decode()
    assert f"{ZX1}\n{ZX2}" in chosen


def test_whoever_has_not_signed_is_listed_to_be_printed(worker: Person, readers: dict[str, Account]) -> None:
    met(worker, ZX1, date(2025, 10, 1))
    issue(change_class="critical", effective_on=TODAY)
    change = {"subject": "policy-7", "version": 1}
    page, listed = reverse("record:change", kwargs=change), reverse("record:unsigned", kwargs=change)
    manager = signed_in(readers["manager"])
    assert listed in manager.get(page).content.decode()
    said = text(manager.get(listed))
    assert "Have not signed (1)" in said
    assert worker.name in said
    assert worker.name not in text(signed_in(readers["elsewhere"]).get(listed))
    actions.sign_change(by=readers["self"], person=worker, **change)
    assert "Everybody whose record you can see has signed" in text(manager.get(listed))


def test_changes_are_listed_by_any_edition_of_a_standard(readers: dict[str, Account]) -> None:
    issue()
    client, address = signed_in(readers["self"]), reverse("record:changes")
    assert "Showing the only change" in text(client.get(address, {"standard": "ZX1"}))
    assert "Showing 0 of 1 change" in text(client.get(address, {"standard": "ZZ2"}))
    assert "is no standard we know" in text(client.get(address, {"standard": "QQ9"}))
    assert "Showing 0 of 1 change" in text(client.get(address, {"change_class": "major"}))


def test_a_change_is_withdrawn_with_a_reason(readers: dict[str, Account]) -> None:
    issue()
    client = signed_in(readers["lead"])
    address = reverse("record:withdraw_change", kwargs={"subject": "policy-7", "version": 1})
    assert "Say why" in text(client.post(address, day("withdrawn_on", TODAY)))
    answer = client.post(address, {**day("withdrawn_on", TODAY), "why": "closed"}, follow=True)
    assert "Policy 7 asks nothing from 15 June 2026." in text(answer)
    assert "Withdraw this change" not in text(answer)
