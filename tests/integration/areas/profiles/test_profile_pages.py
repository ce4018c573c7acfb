"""The pages of role profiles, and the selectors behind them: who may, what they say, what they cost."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from standing.areas.audit import clock
from standing.areas.audit.models import Event
from standing.areas.people.roles import Role
from standing.areas.profiles import actions, selectors
from standing.areas.profiles.models import Need, ProfileVersion, RoleProfile
from standing.areas.profiles.terms import LineTerms
from standing.areas.profiles.urls import urlpatterns
from standing.areas.record.models import Requirement
from tests.factories.people import make_account, make_post, make_unit, signed_in
from tests.factories.profiles import TESTS, add_lines, draft_of, make_profile
from tests.factories.standards import load_catalogue, two_revisions
from tests.factories.workforce import employ, make_worker, met, rule

pytestmark = pytest.mark.django_db

TODAY, APRIL, JULY = date(2026, 6, 15), date(2026, 4, 1), date(2026, 7, 1)
ZX1, ZX2 = "ZX1@2003", "ZX2@2003"


@pytest.fixture(autouse=True)
def catalogue() -> Any:
    with clock.travelling_to(TODAY):
        load_catalogue(two_revisions())
        rule([ZX1, ZX2])
        yield


@pytest.fixture
def profile() -> RoleProfile:
    """A profile in use, with a draft of the next version."""
    made = make_profile(essential=[ZX1], from_on=APRIL)
    actions.draft_version(by=TESTS, profile=made)
    return made


@pytest.fixture
def lead() -> Client:
    return signed_in(make_account(roles=[Role.WORKFORCE_LEAD]))


def text(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def address(name: str, profile: RoleProfile) -> str:
    parts: dict[str, list[Any]] = {
        "profiles": [],
        "create": [],
        "version": [profile.code, 2],
        "change_line": [profile.code, draft_of(profile).lines.get(standard=ZX1).pk],
        "remove_line": [profile.code, draft_of(profile).lines.get(standard=ZX1).pk],
    }
    return reverse(f"profiles:{name}", args=parts.get(name, [profile.code]))


READ_BY_ALL = {"profiles", "profile", "version"}


@pytest.mark.parametrize("name", [str(route.name) for route in urlpatterns])
def test_everyone_reads_profiles_and_only_a_workforce_lead_changes_them(
    name: str, profile: RoleProfile, lead: Client
) -> None:
    where = address(name, profile)
    outsider = signed_in(make_account(roles=[Role.MANAGER, Role.ADMINISTRATOR, Role.FRAMEWORK_STEWARD]))
    nobody = signed_in(make_account())
    events = Event.objects.count()
    for client, reads in ((outsider, name in READ_BY_ALL), (nobody, False)):
        assert client.get(where).status_code == (200 if reads else 405 if name == "draft" else 403)
        assert client.post(where, {}).status_code in ({200} if reads else {403, 409})
    assert Event.objects.count() == events
    assert Client().get(where).status_code == 302
    assert lead.get(where).status_code == (405 if name == "draft" else 200)


def test_outsiders_are_offered_nothing_to_change(profile: RoleProfile) -> None:
    body = text(signed_in(make_account(roles=[Role.MANAGER])).get(address("version", profile)))
    for words in ("Add a line", "Put it in use", "Discard", "Retire", "What you can do"):
        assert words not in body


def test_a_profile_that_is_not_there_is_a_page_not_found(lead: Client, profile: RoleProfile) -> None:
    for where in ("/profiles/none/", "/profiles/nurse/versions/9/", "/profiles/nurse/draft/lines/99999/"):
        assert lead.get(where).status_code == 404


def test_a_profile_is_made_and_its_draft_filled_by_code_or_search(lead: Client) -> None:
    answer = lead.post(reverse("profiles:create"), {"name": "Gardener", "code": "gardener"}, follow=True)
    assert "The profile Gardener is made, with an empty draft." in text(answer)
    add = reverse("profiles:add_line", args=["gardener"])
    refused = text(lead.post(add, {"standards": "ZZ1@2001", "need": "essential"}))
    assert "ZZ1@2001 has been replaced and cannot be added. Add ZX1@2003 and ZX2@2003 instead." in refused
    found = {
        "words": "woods",
        "searched": "woods",
        "found": ZX2,
        "need": "desirable",
        "context": "older people",
    }
    lead.post(add, found | {"words": "ZX2 garden", "searched": "ZX2 garden"})
    lines = draft_of(RoleProfile.objects.get(code="gardener")).lines.values_list(
        "standard", "need", "context"
    )
    assert sorted(lines) == [(ZX2, "desirable", "older people")]
    again = text(lead.post(add, {"standards": ZX2, "need": "essential", "context": "older people"}))
    assert "There is a problem ZX2@2003 is in this draft already, in the context older people." in again


def test_what_is_wrong_is_said_at_its_field(lead: Client, profile: RoleProfile) -> None:
    said = text(lead.post(reverse("profiles:create"), {"name": "X", "code": "two words"}))
    assert "“two words” cannot be the profile’s code" in said
    said = text(lead.post(address("add_line", profile), {"needed_by_days": "soon"}))
    assert "Needed by must be a whole number of days" in said
    assert "Select whether it is essential or desirable" in said
    assert "Enter a code, or search the catalogue" in said


def test_a_line_is_changed_and_removed(lead: Client, profile: RoleProfile) -> None:
    sent = {"need": "desirable", "context": "", "needed_by_days": "84"}
    answer = lead.post(address("change_line", profile), sent, follow=True)
    assert "The line for ZX1@2003 Keep the ZX1 garden of 2003 is changed." in text(answer)
    assert "Changed: ZX1@2003" in text(answer)
    again = lead.post(address("change_line", profile), sent)
    assert "Nothing is different." in text(again)
    answer = lead.post(address("remove_line", profile), {}, follow=True)
    assert "ZX1@2003 Keep the ZX1 garden of 2003 is removed from the draft." in text(answer)


def use(**given: Any) -> dict[str, Any]:
    return {"from_on_day": 1, "from_on_month": 7, "from_on_year": 2026, "why": "yearly review", **given}


def test_what_a_version_changes_and_for_whom_is_shown_before_it_is_in_use(
    lead: Client, profile: RoleProfile
) -> None:
    counts, gap, already = make_worker(name="Coral"), make_worker(name="Gale"), make_worker(name="Alma")
    met(counts, ZX2, date(2026, 1, 1))
    make_profile("gardener", essential=[ZX2], from_on=APRIL)
    employ(already, make_post(make_unit(), role="gardener"))
    add_lines(draft_of(profile), [ZX2])
    shown = text(lead.post(address("put_in_use", profile), use()))
    assert "3 people have this role on 1 July 2026. 1 of them would newly have a gap." in shown
    assert "Gale Example" in shown
    assert "Coral" not in shown, "who counts has no gap"
    assert "Alma" not in shown, "another role asks it of them already"
    assert f"Added: {ZX2}" in shown
    assert Requirement.objects.filter(role="nurse").count() == 1
    answer = lead.post(address("put_in_use", profile), use(confirm="yes"), follow=True)
    assert "Made-up nurse version 2 is in use from 1 July 2026." in text(answer)
    assert Requirement.objects.get(role="nurse", standard=ZX2).from_on == JULY
    assert gap.name == "Gale Example"


def test_a_day_that_cannot_be_is_refused_before_anything_is_shown(lead: Client, profile: RoleProfile) -> None:
    said = text(lead.post(address("put_in_use", profile), use(from_on_month=4)))
    assert "Version 1 is in use from 1 April 2026. Choose a later day." in said
    assert "What this version changes" not in said


def test_a_draft_is_discarded_made_again_and_a_profile_retired(lead: Client, profile: RoleProfile) -> None:
    answer = lead.post(address("discard", profile), {}, follow=True)
    assert "The draft of version 2 is discarded." in text(answer)
    answer = lead.post(reverse("profiles:draft", args=[profile.code]), {}, follow=True)
    assert "Version 2 is a draft." in text(answer)
    sent = {"to_on_day": 1, "to_on_month": 7, "to_on_year": 2026, "why": "no more"}
    answer = lead.post(address("retire", profile), sent, follow=True)
    assert "Made-up nurse asks for nothing from 1 July 2026." in text(answer)
    assert "Retire this profile" not in text(answer)


def test_the_list_says_how_each_profile_stands() -> None:
    in_use, draft = make_profile(essential=[ZX1], desirable=[ZX2], from_on=APRIL), make_profile("new")
    make_post(make_unit())
    listed = {row.profile: row for row in selectors.profiles(by=TESTS)}
    row = listed[in_use]
    assert (row.state.value, row.essential, row.desirable, row.posts) == ("In use", 1, 1, 1)
    assert (listed[draft].state.value, listed[draft].posts) == ("Draft", 0)


def test_two_versions_differ_by_what_is_added_removed_and_asked_differently(profile: RoleProfile) -> None:
    draft = draft_of(profile)
    add_lines(draft, [ZX2])
    line = draft.lines.get(standard=ZX1)
    actions.change_line(by=TESTS, line=line, terms=LineTerms(Need.ESSENTIAL, needed_by_days=84))
    found = selectors.profile_by_code(by=TESTS, code="nurse")
    second, first = found.versions
    one = selectors.difference(first, second)
    assert [line.standard_id for line in one.added] == [ZX2]
    assert [(pair.before.needed_by_days, pair.after.needed_by_days) for pair in one.changed] == [(None, 84)]
    assert [line.standard_id for line in selectors.difference(second, first).removed] == [ZX2]
    assert selectors.difference(first, first).is_none


def queries(client: Client, where: str, **sent: Any) -> int:
    with CaptureQueriesContext(connection) as caught:
        answer = client.post(where, sent) if sent else client.get(where)
    assert answer.status_code == 200
    return len(caught)


@pytest.mark.parametrize("name", ["profiles", "profile", "version", "add_line", "put_in_use"])
def test_a_page_asks_the_store_as_often_however_much_there_is(
    name: str, lead: Client, profile: RoleProfile
) -> None:
    sent = use() if name == "put_in_use" else {}
    add_lines(draft_of(profile), ["ZZ1@2001"])
    make_worker()
    queries(lead, address(name, profile), **sent)
    few = queries(lead, address(name, profile), **sent)
    for number in range(5):
        met(make_worker(), ZX1, date(2026, 1, 1))
        make_profile(f"more-{number}", essential=[ZX1], from_on=APRIL)
    add_lines(ProfileVersion.objects.get(pk=draft_of(profile).pk), [ZX2, "ZZ2@2001", "ZY1@2002"])
    queries(lead, address(name, profile), **sent)  # what is asked of everyone is read once it is another
    many = queries(lead, address(name, profile), **sent)
    print(f"{name}: {many} queries")
    assert many == few
