"""The pages of somebody's work: posts, absences, suspensions, populations and claims."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from standing.areas.audit.models import Look
from standing.areas.people.models import Account, Person, Unit
from standing.areas.record.models import Absence, Assignment, Claim, Membership, Suspension
from tests.factories.people import make_post, make_unit, signed_in
from tests.factories.workforce import make_worker
from tests.integration.areas.record.work_pages.conftest import TODAY, ZX1, ZX2, day, text

pytestmark = pytest.mark.django_db


SENT: dict[str, tuple[dict[str, Any], type[Any], str]] = {
    "record_absence": (day("from_on", TODAY), Absence, "is recorded as away from 15 June 2026"),
    "end_absence": (day("to_on", date(2026, 7, 1)), Absence, "first day back is 1 July 2026"),
    "suspend": (
        {**day("from_on", TODAY), "reason": "Another review", "standards": "ZX1"},
        Suspension,
        "is suspended for ZX1@2003 from 15 June 2026",
    ),
    "lift_suspension": (
        {**day("to_on", date(2026, 7, 1)), "why": "closed"},
        Suspension,
        "suspension ends on 1 July 2026",
    ),
    "join_population": (
        {**day("from_on", TODAY), "population": "gardeners"},
        Membership,
        "belongs to gardeners from 15 June 2026",
    ),
    "leave_population": (
        {**day("to_on", date(2026, 7, 1)), "why": "days"},
        Membership,
        "leaves nights on 1 July 2026",
    ),
    "open_claim": ({**day("opened_on", TODAY), "standards": ZX1}, Claim, "is working towards ZX1@2003"),
    "close_claim": (
        {**day("to_on", date(2026, 7, 1)), "why": "enough"},
        Claim,
        "is no longer working towards ZX2@2003",
    ),
    "end_assignment": (
        {**day("to_on", date(2026, 7, 1)), "why": "leaves"},
        Assignment,
        "is no longer in this post from 1 July 2026",
    ),
}


@pytest.mark.parametrize("name", sorted(SENT))
def test_one_thing_is_changed_on_a_page_and_said(
    name: str, rows: dict[str, dict[str, Any]], readers: dict[str, Account]
) -> None:
    sent, model, said = SENT[name]
    before = model.objects.count()
    client = signed_in(readers["manager"])
    answer = client.post(reverse(f"record:{name}", kwargs=rows[name]), sent, follow=True)
    assert answer.redirect_chain == [(reverse("record:work", kwargs={"ref": "W1"}), 302)]
    assert said in text(answer)
    assert model.objects.count() == before + 1, "a fact is added, never changed"


@pytest.mark.parametrize("name", ["assign", "move"])
def test_a_post_is_given_and_changed_for_another(
    name: str, ward: Unit, rows: dict[str, dict[str, Any]], readers: dict[str, Account]
) -> None:
    make_post(ward, code="lead-post", title="Lead", role="lead-nurse")
    sent = {**day("from_on", date(2026, 7, 1)), "post": "lead-post", "why": "promoted", "confirm": "yes"}
    client = signed_in(readers["manager"])
    answer = client.post(reverse(f"record:{name}", kwargs=rows[name]), sent, follow=True)
    assert "Lead in Made-up ward" in text(answer)
    ends = Assignment.objects.get(role="nurse", retracted_on=None).to_on
    assert ends == (date(2026, 7, 1) if name == "move" else None)


def test_a_post_elsewhere_cannot_be_chosen(
    rows: dict[str, dict[str, Any]], readers: dict[str, Account]
) -> None:
    make_post(make_unit("far"), code="far-post")
    client = signed_in(readers["manager"])
    sent = {**day("from_on", TODAY), "post": "far-post"}
    answer = client.post(reverse("record:assign", kwargs=rows["assign"]), sent)
    assert "There is a problem Select one of the choices on the page" in text(answer)
    assert "far-post" not in answer.content.decode()


def test_what_is_wrong_is_said_and_everything_typed_is_still_there(
    rows: dict[str, dict[str, Any]], readers: dict[str, Account]
) -> None:
    client = signed_in(readers["manager"])
    sent = {"from_on_day": "31", "from_on_month": "2", "from_on_year": "2026", "reason": "Kept words"}
    answer = client.post(reverse("record:suspend", kwargs=rows["suspend"]), {**sent, "standards": "NO1"})
    words = text(answer)
    assert "First day suspended must be a real date" in words
    assert "“NO1” is no standard we know." in words
    body = answer.content.decode()
    assert "Kept words" in body
    assert 'value="NO1"' in body
    assert 'value="31"' in body
    assert "<title>Error: Suspend" in body


def test_what_the_record_refuses_stands_at_its_field(
    rows: dict[str, dict[str, Any]], readers: dict[str, Account]
) -> None:
    client = signed_in(readers["manager"])
    sent = {**day("opened_on", TODAY), "standards": ZX2}
    answer = client.post(reverse("record:open_claim", kwargs=rows["open_claim"]), sent)
    assert "is working towards ZX2@2003 already." in text(answer)
    assert 'href="#id_standards"' in answer.content.decode()
    early = day("to_on", date(2020, 1, 1))
    answer = client.post(reverse("record:end_absence", kwargs=rows["end_absence"]), early)
    assert 'href="#id_to_on_day"' in answer.content.decode()


def test_a_search_keeps_everything_typed_and_offers_what_it_finds(
    rows: dict[str, dict[str, Any]], readers: dict[str, Account]
) -> None:
    client = signed_in(readers["manager"])
    address = reverse("record:open_claim", kwargs=rows["open_claim"])
    answer = client.post(address, {**day("opened_on", TODAY), "words": "garden 2003", "find": "yes"})
    body = answer.content.decode()
    assert 'value="ZX1@2003"' in body
    assert 'value="2026"' in body
    assert "There is a problem" not in body
    chosen = {**day("opened_on", TODAY), "words": "garden 2003", "searched": "garden 2003", "found": ZX1}
    assert "is working towards ZX1@2003" in text(client.post(address, chosen, follow=True))


def test_words_not_looked_for_yet_are_looked_for_instead_of_forgotten(
    rows: dict[str, dict[str, Any]], readers: dict[str, Account]
) -> None:
    client = signed_in(readers["manager"])
    address = reverse("record:open_claim", kwargs=rows["open_claim"])
    answer = client.post(address, {**day("opened_on", TODAY), "standards": ZX1, "words": "garden"})
    assert answer.status_code == 200
    assert "Found for “garden”" in text(answer)
    answer = client.post(address, {"words": "xyzzy", "find": "yes"})
    assert "No standard in the catalogue answers “xyzzy”" in text(answer)


def test_a_suspensions_reason_and_absences_are_not_for_everyone(
    worker: Person, rows: dict[str, dict[str, Any]], readers: dict[str, Account]
) -> None:
    address = reverse("record:work", kwargs=rows["work"])
    clinical = text(signed_in(readers["clinical lead"]).get(address))
    assert "Under review" in clinical
    assert "Absences" not in clinical
    own = text(signed_in(readers["self"]).get(address))
    assert "Under review" in own, "a person sees everything held about them"
    assert "Record an absence" not in own


def test_who_looked_at_somebodys_work_is_logged_and_ones_own_look_is_not(
    worker: Person, rows: dict[str, dict[str, Any]], readers: dict[str, Account]
) -> None:
    for who in ("manager", "self", "elsewhere"):
        signed_in(readers[who]).get(reverse("record:work", kwargs=rows["work"]))
    signed_in(readers["manager"]).get(reverse("record:lift_suspension", kwargs=rows["lift_suspension"]))
    looks = Look.objects.order_by("pk").values_list("account", "person", "page")
    manager = readers["manager"].pk
    assert list(looks) == [(manager, "W1", "work"), (manager, "W1", "work: suspension")]


def test_a_person_is_added_with_a_post_or_not_at_all(ward: Unit, readers: dict[str, Account]) -> None:
    make_post(ward, code="new-post", title="New post")
    client, address = signed_in(readers["lead"]), reverse("record:add_person")
    names = {"given_name": "Nia", "family_name": "Newcome", "ref": "N1"}
    answer = client.post(address, {**names, **day("from_on", TODAY), "post": ""})
    assert "Select post" in text(answer)
    assert not Person.objects.filter(ref="N1").exists()
    taken = {**names, "ref": "w1", **day("from_on", TODAY), "post": "new-post"}
    assert "The staff number W1 is that of Wren Example" in text(client.post(address, taken))
    answer = client.post(address, {**names, **day("from_on", TODAY), "post": "new-post"}, follow=True)
    assert "Nia Newcome is added, and is New post in Made-up ward from 15 June 2026." in text(answer)
    assert "Nia Newcome" in text(signed_in(readers["manager"]).get(reverse("record:people")))


def test_an_administrator_adds_a_person_without_a_post(readers: dict[str, Account]) -> None:
    client = signed_in(readers["administrator"])
    names = {"given_name": "Nia", "family_name": "Newcome", "ref": "N1"}
    answer = client.post(reverse("record:add_person"), names, follow=True)
    assert "Nia Newcome is added. Give them a post" in text(answer)


def test_people_are_found_by_name_among_those_in_sight(worker: Person, readers: dict[str, Account]) -> None:
    make_worker(make_unit("far"), name="Wrenna")
    found = text(signed_in(readers["manager"]).get(reverse("record:people"), {"words": "wren"}))
    assert "Wren Example" in found
    assert "Wrenna" not in found
    assert "Showing the only person" in found
