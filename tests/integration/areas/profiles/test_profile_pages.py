"""The pages of role profiles, and the selectors behind them: who may, what they say, what they cost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from standing.areas.audit import clock
from standing.areas.audit.models import Event
from standing.areas.people.models import Account
from standing.areas.people.roles import Role
from standing.areas.profiles import actions, selectors
from standing.areas.profiles.comparing import difference
from standing.areas.profiles.models import Need, Practice, ProfileVersion, RoleProfile
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


@dataclass(frozen=True)
class World:
    """What every test of this module begins with; what a test writes is gone after it."""

    profile: RoleProfile
    lead_account: Account
    outsider_account: Account
    nobody_account: Account


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic(), clock.travelling_to(TODAY):
        load_catalogue(two_revisions())
        rule([ZX1, ZX2])
        made = make_profile(essential=[ZX1], from_on=APRIL)
        draft = actions.draft_version(by=TESTS, profile=made)
        actions.add_functions(by=TESTS, version=draft, words=["Keep the paths", "Talk with visitors"])
        yield World(
            profile=made,
            lead_account=make_account(roles=[Role.WORKFORCE_LEAD]),
            outsider_account=make_account(roles=[Role.MANAGER, Role.ADMINISTRATOR, Role.FRAMEWORK_STEWARD]),
            nobody_account=make_account(),
        )
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def profile(world: World) -> RoleProfile:
    """A profile in use, with a draft of the next version."""
    return RoleProfile.objects.get(pk=world.profile.pk)


@pytest.fixture
def lead(world: World) -> Client:
    return signed_in(world.lead_account)


def text(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def address(name: str, profile: RoleProfile) -> str:
    parts: dict[str, list[Any]] = {
        "profiles": [],
        "create": [],
        "version": [profile.code, 2],
    }
    draft = draft_of(profile)
    if name.endswith("_line") and name != "add_line":
        parts[name] = [profile.code, draft.lines.get(standard=ZX1).pk]
    if name.endswith("_function"):
        parts[name] = [profile.code, draft.functions.all()[0].pk]
    if name in ("change_group", "remove_group"):
        parts[name] = [profile.code, draft.groups.all()[0].pk]
    where = reverse(f"profiles:{name}", args=parts.get(name, [profile.code]))
    return f"{where}?standard={ZX2}" if name == "add_line" else where


PLAIN = {"needed_by": "start", "practice": "not said", "counts_for_cover": "no"}
"""What a form of a line shows chosen before anything is."""
READ_BY_ALL = {"profiles", "profile", "version", "compare"}


def test_everyone_reads_profiles_and_only_a_workforce_lead_changes_them(
    world: World, profile: RoleProfile, lead: Client
) -> None:
    lines = draft_of(profile).lines.values_list("pk", flat=True)
    actions.add_group(by=TESTS, version=draft_of(profile), name="Trees", at_least=1, lines=list(lines))
    outsider, nobody = signed_in(world.outsider_account), signed_in(world.nobody_account)
    events = Event.objects.count()
    for name in (str(route.name) for route in urlpatterns):
        where = address(name, profile)
        refusals = {405} if name == "draft" else {403}
        for client, reads in ((outsider, name in READ_BY_ALL), (nobody, False)):
            assert client.get(where).status_code in ({200} if reads else refusals), name
            assert client.post(where, {}).status_code in ({200} if reads else {403, 409}), name
        assert Client().get(where).status_code == 302, name
        assert lead.get(where).status_code == (405 if name == "draft" else 200), name
    assert Event.objects.count() == events


def test_outsiders_are_offered_nothing_to_change(world: World, profile: RoleProfile) -> None:
    body = text(signed_in(world.outsider_account).get(address("version", profile)))
    for words in (
        "Find standards",
        "Make a group",
        "Say what the role does",
        "Put it in use",
        "Discard",
        "Retire",
        "What you can do",
    ):
        assert words not in body


def test_a_profile_that_is_not_there_is_a_page_not_found(lead: Client, profile: RoleProfile) -> None:
    for where in ("/profiles/none/", "/profiles/nurse/versions/9/", "/profiles/nurse/draft/lines/99999/"):
        assert lead.get(where).status_code == 404


def test_a_profile_is_made_and_its_draft_filled_from_what_is_found(lead: Client) -> None:
    answer = lead.post(reverse("profiles:create"), {"name": "Gardener", "code": "gardener"}, follow=True)
    assert "The profile Gardener is made, with an empty draft." in text(answer)
    found = text(lead.get(reverse("profiles:find", args=["gardener"]), {"words": "ZX2 garden"}))
    assert "ZX2@2003: Keep the ZX2 garden of 2003" in found
    assert "Choose it ZX2@2003" in found
    add = reverse("profiles:add_line", args=["gardener"])
    sent = {"chosen": ZX2, "need": "desirable", "context": "older people", **PLAIN, "needed_by": "181"}
    answer = lead.post(
        f"{add}?standard={ZX2}", sent | {"practice": "independent", "counts_for_cover": "yes"}, follow=True
    )
    assert "ZX2@2003 Keep the ZX2 garden of 2003 is added." in text(answer)
    line = draft_of(RoleProfile.objects.get(code="gardener")).lines.get()
    assert LineTerms.of(line) == LineTerms(
        Need.DESIRABLE, "older people", 181, Practice.INDEPENDENT, counts_for_cover=True
    )
    again = text(lead.post(f"{add}?standard={ZX2}", sent))
    assert "There is a problem ZX2@2003 is in this draft already, in the context older people." in again


def test_a_replaced_standard_cannot_be_added_and_what_replaced_it_can_in_one_step(
    lead: Client, profile: RoleProfile
) -> None:
    found = lead.get(reverse("profiles:find", args=["nurse"]), {"words": "ZZ1"})
    assert "It has been replaced by ZX1@2003 and ZX2@2003." in text(found)
    add = reverse("profiles:add_line", args=["nurse"])
    assert f"{add}?standard=ZX1%402003&amp;standard=ZX2%402003" in found.content.decode()
    refused = text(
        lead.post(f"{add}?standard=ZZ1@2001", {"chosen": "ZZ1@2001", "need": "essential", **PLAIN})
    )
    assert "ZZ1@2001 has been replaced and cannot be added. Add ZX1@2003 and ZX2@2003 instead." in refused
    both = {"chosen": [ZX1, ZX2], "need": "essential", "context": "woods", **PLAIN}
    answer = lead.post(f"{add}?standard={ZX1}&standard={ZX2}", both, follow=True)
    assert "garden of 2003 are added." in text(answer)
    assert draft_of(profile).lines.filter(context="woods").count() == 2


def test_what_is_wrong_is_said_at_its_field(lead: Client, profile: RoleProfile) -> None:
    said = text(lead.post(reverse("profiles:create"), {"name": "X", "code": "two words"}))
    assert "“two words” cannot be the profile’s code" in said
    said = text(lead.post(address("add_line", profile), {"needed_by": "other"}))
    assert "Enter after how many days it is needed, like 30" in said
    assert "Select whether it is essential or desirable" in said
    assert "Select at least one standard" in said
    said = text(lead.post(address("add_line", profile), {"needed_by": "84", "needed_by_days": "30"}))
    assert "Select “Another number of days”, or empty the number of days" in said
    sent = {"chosen": ZX2, "need": "essential", **PLAIN, "practice": "supervised", "counts_for_cover": "yes"}
    assert "Somebody who works supervised in it does not count for cover." in text(
        lead.post(address("add_line", profile), sent)
    )
    assert lead.get(reverse("profiles:add_line", args=["nurse"])).status_code == 404


def test_a_line_is_changed_and_removed(lead: Client, profile: RoleProfile) -> None:
    sent = {"need": "desirable", "context": "", **PLAIN, "needed_by": "84"}
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
    in_use = make_profile("keeper", essential=[ZX1], desirable=[ZX2], from_on=APRIL)
    draft = make_profile("new")
    make_post(make_unit(), role="keeper")
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
    second, first = (selectors.version_in_full(TESTS, one.pk) for one in found.versions)
    one = difference(first, second)
    assert [line.standard for line in one.added] == [ZX2]
    assert [(pair.before.needed_by_days, pair.after.needed_by_days) for pair in one.changed] == [(None, 84)]
    assert [line.standard for line in difference(second, first).removed] == [ZX2]
    assert difference(first, first).is_none


def group_of(profile: RoleProfile, name: str) -> None:
    """A group of the draft, of two lines in a context of its own."""
    draft = draft_of(profile)
    terms = LineTerms(context=name)
    lines = actions.add_lines(by=TESTS, version=draft, standards=[ZX1, ZX2], terms=terms)
    actions.add_group(by=TESTS, version=draft, name=name, at_least=1, lines=[line.pk for line in lines])


def queries(client: Client, where: str, **sent: Any) -> int:
    with CaptureQueriesContext(connection) as caught:
        answer = client.post(where, sent) if sent else client.get(where)
    assert answer.status_code == 200
    return len(caught)


@pytest.mark.parametrize(
    "name", ["profiles", "profile", "version", "compare", "find", "add_line", "add_group", "put_in_use"]
)
def test_a_page_asks_the_store_as_often_however_much_there_is(
    name: str, lead: Client, profile: RoleProfile
) -> None:
    sent = use() if name == "put_in_use" else {}
    add_lines(draft_of(profile), ["ZZ1@2001"])
    group_of(profile, "First")
    make_worker()
    queries(lead, address(name, profile), **sent)
    few = queries(lead, address(name, profile), **sent)
    for number in range(5):
        met(make_worker(), ZX1, date(2026, 1, 1))
        make_profile(f"more-{number}", essential=[ZX1], from_on=APRIL)
    add_lines(ProfileVersion.objects.get(pk=draft_of(profile).pk), [ZX2, "ZZ2@2001", "ZY1@2002"])
    group_of(profile, "Second")
    queries(lead, address(name, profile), **sent)  # what is asked of everyone is read once it is another
    many = queries(lead, address(name, profile), **sent)
    print(f"{name}: {many} queries")
    assert many == few
