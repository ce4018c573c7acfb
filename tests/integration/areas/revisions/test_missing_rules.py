"""Refresh rules that a crosswalk waits for: asked for by a steward, waiting for the lead, set there and back again."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup

from standing.areas.audit import clock
from standing.areas.audit.models import Event
from standing.areas.people.roles import Role
from standing.areas.record.actions import set_refresh_rules
from standing.areas.record.refresh import AppliesTo
from standing.areas.refusals import Refused
from standing.areas.revisions import actions
from standing.areas.revisions.models import CrosswalkVersion, RulesRequest
from standing.areas.revisions.selectors.missing_rules import missing_rules
from standing.areas.revisions.selectors.pages import version_in_full
from standing.areas.revisions.waiting import waiting
from tests.factories.people import make_account, signed_in
from tests.factories.revisions import begin_mh, make_lead, make_steward
from tests.factories.standards import TESTS, load_bundled_catalogue

pytestmark = pytest.mark.django_db
PAGE = "/revisions/mh-2013/versions/1/rules/"


@pytest.fixture(autouse=True)
def catalogue() -> None:
    load_bundled_catalogue()


def rule(*standards: str, months: int | None = 24) -> None:
    set_refresh_rules(
        by=TESTS,
        standards=standards,
        validity_months=months,
        grace_days=28,
        applies_to=AppliesTo.NEW,
        why="x",
    )


def words_of(response) -> str:  # type: ignore[no-untyped-def]
    return " ".join(BeautifulSoup(response.content, "html.parser").main.get_text(" ").split())  # type: ignore[union-attr]


def test_new_standards_stand_by_the_rule_of_what_they_follow() -> None:
    steward = make_steward()
    begin_mh(steward)
    rule("MH1@2005", "MH4@2005")
    rule("MH5@2005", months=None)
    groups = missing_rules(version_in_full(by=steward, code="mh-2013", number=1))
    assert groups[0].terms == (24, 28)
    assert groups[0].standards == (("GEN99@2013", ("MH1@2005",)), ("GEN100@2013", ("MH4@2005",)))
    assert (groups[1].terms, groups[1].standards) == ((None, 28), (("GEN101@2013", ("MH5@2005",)),))
    assert groups[-1].terms is None


def test_a_request_waits_for_the_lead_and_is_done_when_the_rules_are_there() -> None:
    steward, lead = make_steward(), make_lead()
    version = begin_mh(steward)
    missing = {
        new
        for group in missing_rules(version_in_full(by=lead, code="mh-2013", number=1))
        for new, _ in group.standards
    }
    actions.ask_for_rules(by=steward, version=version, words="Needed by December.")
    with pytest.raises(Refused, match="asked for already"):
        actions.ask_for_rules(by=steward, version=version)
    assert set(RulesRequest.objects.get().standards) == missing
    assert Event.objects.filter(action="ask_for_refresh_rules", actor=steward.audit_name).exists()
    today = clock.today()
    (one,) = [each for each in waiting(lead, today) if each.kind == "Refresh rules asked for"]
    assert (one.href, one.since) == (PAGE, today)
    assert f"Set the refresh rules of {len(missing)} new standards in" in one.what
    assert not [each for each in waiting(steward, today) if each.kind == "Refresh rules asked for"]
    page = signed_in(lead).get(PAGE)
    assert "Farah Steward asked for them" in words_of(page)
    assert "Needed by December." in words_of(page)
    rule(*missing)
    assert not [each for each in waiting(lead, today) if each.kind == "Refresh rules asked for"]
    assert "Every new standard that needs a refresh rule has one." in words_of(signed_in(lead).get(PAGE))
    with pytest.raises(Refused, match="has one"):
        actions.ask_for_rules(by=steward, version=version, words="Again")


def test_the_page_asks_once_and_only_for_stewards() -> None:
    steward = make_steward()
    begin_mh(steward)
    asked = signed_in(steward).post(PAGE, {"words": ""}, follow=True)
    assert "They wait on the home page of whoever sets refresh rules." in words_of(asked)
    assert "asked for already" in words_of(signed_in(steward).post(PAGE, {"words": ""}))
    for role in (Role.WORKFORCE_LEAD, Role.CLINICAL_LEAD):
        assert signed_in(make_account(roles=[role])).post(PAGE, {"words": "x"}).status_code == 403
    assert RulesRequest.objects.count() == 1


@pytest.mark.parametrize(
    ("back", "leads"),
    [
        (PAGE, PAGE),
        ("", "/refresh-rules/"),
        ("https://elsewhere.example/", "/refresh-rules/"),
        ("//elsewhere.example/", "/refresh-rules/"),
        ("javascript:alert(1)", "/refresh-rules/"),
        ("revisions/", "/refresh-rules/"),
    ],
)
def test_setting_rules_leads_back_to_a_page_of_this_service_and_nowhere_else(back: str, leads: str) -> None:
    client = signed_in(make_lead())
    address = "/refresh-rules/set/"
    query = {"standard": "GEN99@2013", "back": back, "months": "36", "grace": "0"}
    page = BeautifulSoup(client.get(address, query).content, "html.parser")
    link = page.select_one("a.nhsuk-back-link")
    assert link is not None
    assert link["href"] == leads
    assert page.select_one("#id_validity_months")["value"] == "36"  # type: ignore[index]
    answers = {"standards": "GEN99@2013", "expires": "months", "validity_months": "36", "critical": "yes"}
    sent = {**answers, "applies_to": "new", "why": "Agreed.", "confirm": "yes"}
    done = client.post(f"{address}?{urlencode(query)}", sent)
    assert (done.status_code, done["Location"]) == (302, leads)


def test_what_waits_is_told_to_whoever_can_do_it() -> None:
    steward, lead = make_steward(), make_lead()
    begin_mh(steward)
    today = clock.today()
    (draft,) = waiting(steward, today)
    assert (draft.what[:6], draft.kind) == ("Settle", "Crosswalks to settle")
    assert list(waiting(make_account(), today)) == []
    assert list(waiting(lead, today)) == []
    CrosswalkVersion.objects.update(state="awaiting")
    assert [one.kind for one in waiting(lead, today)] == ["Crosswalks to approve"]
