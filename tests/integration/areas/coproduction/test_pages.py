"""Every page of deciding together opens for those who may and nobody else; a contributor sees nobody's record anywhere,
and can read what is written for them.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse

from standing.areas.audit.models import Event, Look
from standing.areas.coproduction import actions as coproduction
from standing.areas.coproduction.models import Position, ReadingChoice, ValuesStatement
from standing.areas.coproduction.urls import GROUPS, RUNNING, TAKING_PART, urlpatterns
from standing.areas.people.roles import Role
from standing.areas.profiles import actions as profiles
from standing.areas.refusals import Refused
from standing.core.coproduction.deciding import Stance
from standing.core.coproduction.record import Standpoint
from standing.site.navigation import menu
from tests.factories.people import make_account, signed_in
from tests.integration.areas.coproduction.conftest import World
from tests.support.guarded import NAMED, asks_before_it_keeps
from tests.support.pages import text
from tests.support.reading import MOST, age_to_read, blocks_of, prose_of

pytestmark = pytest.mark.django_db

EVERYBODY = {"lead", "steward", "lived", "carer", "auditor"}
ASKED = {"lived", "carer"}
ONLY_POSTED = {"print", "confirm"}
WHO_OPENS: dict[str, set[str]] = {
    **dict.fromkeys(("home", "what_changed", "words", "profiles", "profile", "proposal"), EVERYBODY),
    **dict.fromkeys(("position", "say", "about_me"), ASKED),
    "answer": {"carer"},
    "done": {"lead", "steward", "carer"},
    "add_values": {"lead", "steward", *ASKED},
    "withdraw_values": {"lead", "steward", "carer"},
    **{route.name: {"lead"} for route in (*RUNNING, *GROUPS)},
    "choose": {"lead", "steward"},
}


def parts_of(world: World) -> dict[str, list[Any]]:
    """What the address of each page needs."""
    found: dict[str, list[Any]] = {}
    for route in urlpatterns:
        named = route.pattern.converters
        found[route.name] = [world.open.pk] if "number" in named else []
    point = world.open.points.get()
    me = world.open.participants.get()
    return {
        **found,
        "profile": ["ash", 2],
        "add_values": [world.line.pk],
        "withdraw_values": [world.statement.pk],
        "done": [world.item.pk],
        "propose": ["profile"],
        "run_answer": [world.open.pk, world.objection.pk],
        "participant": [world.open.pk, me.pk],
        "point": [world.open.pk, point.pk],
        "remove_item": [world.open.pk, world.item.pk],
        "change_group": ["carer"],
        "add_member": ["carer"],
        "remove_member": [world.circle.carer.memberships.get().pk],
    }


def test_every_page_opens_for_those_who_may_and_nobody_else(world: World) -> None:
    assert WHO_OPENS.keys() | ONLY_POSTED == {route.name for route in urlpatterns}
    _answer(world)
    parts = parts_of(world)
    clients = {who: signed_in(account) for who, account in world.readers.items()}
    events, looks = Event.objects.count(), Look.objects.count()
    for name, may in WHO_OPENS.items():
        address = reverse(f"coproduction:{name}", args=parts[name])
        for who, client in clients.items():
            answer = client.get(address)
            if who in may:
                assert answer.status_code == 200, (name, who)
            else:
                assert answer.status_code in (403, 404), (name, who)
            words = answer.content.decode().replace(world.readers[who].name, "")
            assert "Zebedee" not in words, (name, who)
        assert Client().get(address).status_code == 302
    for name in ONLY_POSTED:
        assert clients["lived"].get(reverse(f"coproduction:{name}", args=parts[name])).status_code == 405
    assert (Event.objects.count(), Look.objects.count()) == (events, looks), "looking writes nothing"


def _answer(world: World) -> None:
    from standing.areas.coproduction import actions

    actions.answer_objection(
        by=world.circle.lead, position=world.objection, words="We will share it out. You are right."
    )


def test_a_contributor_sees_nobodys_record_at_any_address(world: World) -> None:
    values = {
        "ref": "QX0", "code": "ash", "number": 1, "key": 1, "standard": "ZX1@2003", "text": "ZX1", "version": 1,
        "subject": "POL-1", "ending": "csv", "old": "ZX1@2003", "kind": "profile", "feed": "nice-products",
        "name": "evidence", "standpoint": "carer", "place": 0, "line": 1, "assessor": 1, "sequence": 1,
        "staged": "12345678-1234-5678-1234-567812345678", "provider_id": "any",
    }  # fmt: skip
    client = signed_in(world.circle.lived)
    opened = 0
    for name, needs in _routes(get_resolver().url_patterns):
        try:
            address = reverse(name, kwargs={one: values[one] for one in needs})
        except NoReverseMatch:
            address = reverse(name, kwargs={one: {**values, "kind": "docx"}[one] for one in needs})
        answer = client.get(address)
        assert answer.status_code in (200, 302, 401, 403, 404, 405), address
        opened += answer.status_code == 200
        shown = b"".join(answer) if answer.streaming else answer.content
        for hidden in (b"Zebedee", b"QX0", b"QX5"):
            assert hidden not in shown.replace(address.encode(), b""), address
    assert opened > 20, "the pages that contributors may open were opened"


def test_the_menu_of_a_contributor_leads_to_plain_pages_alone(world: World) -> None:
    """Of whoever has another role as well it is the menu of that role."""
    plain = {reverse(f"coproduction:{name}"): name for name in ("home", "what_changed", "profiles", "words")}
    own = {item.href for item in menu(world.circle.lived, "/")}
    assert own == {*plain, reverse("home"), reverse("inbox")}
    answer = signed_in(world.circle.lived).get(reverse("profiles:profiles"))
    assert answer.status_code == 200, "what they may look at stays theirs to look at"
    lead = {item.href for item in menu(world.circle.lead, "/")}
    assert reverse("standards:catalogue") in lead
    assert reverse("coproduction:words") not in lead


def _routes(patterns: Any, space: str = "") -> Any:
    for one in patterns:
        if isinstance(one, URLPattern):
            if one.name and (space or one.name in ("home", "inbox")):
                yield f"{space}{one.name}", list(one.pattern.converters)
        else:
            yield from _routes(one.url_patterns, f"{space}{one.namespace}:" if one.namespace else space)


def test_every_page_of_those_who_take_part_can_be_read_at_11(world: World) -> None:
    _answer(world)
    parts = parts_of(world)
    clients = [
        signed_in(account) for account in (world.circle.lived, world.circle.carer, world.circle.practitioner)
    ]
    pages = {"the home page": "/", "the decided proposal": f"/together/proposals/{world.decided.pk}/"}
    pages["the plan"] = f"/together/proposals/{world.plan.pk}/"
    pages["the profile in use"] = "/together/profiles/ash/1/"
    for route in TAKING_PART:
        if route.name not in ONLY_POSTED:
            pages[route.name] = reverse(f"coproduction:{route.name}", args=parts[route.name])
    ages = {}
    for name, address in pages.items():
        for client in clients:
            answer = client.get(address) if name not in ages or name in ("home", "proposal") else None
            if answer is not None and answer.status_code == 200:
                blocks = blocks_of(answer)
                assert len(blocks) > 3, name
                ages[name] = max(age_to_read(blocks), age_to_read(prose_of(blocks)), ages.get(name, 0))
    assert ages.keys() == pages.keys()
    assert {name: age for name, age in ages.items() if age > MOST} == {}


def test_the_measure_tells_plain_words_from_others() -> None:
    plain = ["You can say what you think.", "We ask you now."]
    hard = [
        "Constituencies deliberate upon organisational prioritisation notwithstanding their commissioners."
    ]
    assert age_to_read(plain) < MOST < age_to_read(hard)


def test_small_numbers_are_hidden_on_the_profile(world: World) -> None:
    said = text(signed_in(world.circle.lived).get("/together/profiles/ash/1/"))
    assert "Staff in this job today: 6." in said
    assert "Staff who meet it now: Fewer than 5 of 6." in said
    assert "Tell us when things change." in said
    assert "We call this profile co-produced." in said


def test_values_and_the_decision_stand_on_the_profiles_own_page(world: World) -> None:
    client = signed_in(world.self)
    said = text(client.get("/profiles/ash/versions/1/"))
    assert "Co-produced: made together, from the start" in said
    assert "“Ask me first what I want.” We did it." in said
    assert "Tell us when things change." in said
    draft = text(client.get("/profiles/ash/versions/2/"))
    assert "Tell us when things change." in draft, "the statement follows the copy of the line"
    assert "Co-produced: made together" not in draft


def test_a_draft_that_people_have_not_decided_on_is_put_in_use_only_on_purpose(world: World) -> None:
    client, used = signed_in(world.circle.lead), "/profiles/ash/draft/put-in-use/"
    sent = {"from_on_day": "1", "from_on_month": "7", "from_on_year": "2026", "why": "It is urgent"}
    asked = "People are asked about this draft, and have not decided: "
    for page in (client.get(used), client.post(used, sent | {"confirm": "yes"})):
        assert asked in text(page)
        assert f"/together/proposals/{world.open.pk}/" in page.content.decode()
    world.draft.refresh_from_db()
    assert world.draft.is_draft, "nothing but the tick puts it in use"
    with pytest.raises(Refused, match="have not decided"):
        profiles.put_in_use(by=world.circle.lead, version=world.draft, from_on=date(2026, 7, 1))
    draft = text(client.get("/profiles/ash/versions/2/"))
    assert "Not yet: people are asked about it" in draft
    shown = client.post(used, sent | {"though_undecided": "on"})
    assert asked in text(shown)
    assert "is never called co-produced" in text(shown)
    done = client.post(used, sent | {"though_undecided": "on", "confirm": "yes"}, follow=True)
    assert "is in use from 1 July 2026" in text(done)
    assert "By its owner alone" in text(client.get("/profiles/ash/versions/2/"))
    event = Event.objects.filter(action="put_in_use").latest("sequence")
    assert event.words.words["undecided"] == [world.open.subject]
    running = text(client.get(f"/together/run/{world.open.pk}/"))
    assert "From 1 July 2026. So what they decide is called consulted" in running
    plain = text(signed_in(world.circle.lived).get(f"/together/proposals/{world.open.pk}/"))
    assert "Its first day in use is 1 July 2026. That was set before you could all say" in plain


def test_somebody_says_what_they_think_and_is_asked_about_a_name(world: World) -> None:
    client = signed_in(world.circle.lived)
    address = reverse("coproduction:position", args=[world.open.pk])
    hidden = text(client.get(f"/together/proposals/{world.open.pk}/"))
    assert "once you have had your own say" in hidden
    assert "too much for one person" not in hidden
    assert "Choose what you think" in text(client.post(address, {}))
    assert "Say why you object" in text(client.post(address, {"stance": "objects"}))
    named = {"stance": "objects", "reason": "As Mrs Okonkwo said, it is too much."}
    asked = client.post(address, named)
    assert "may identify somebody who uses services" in text(asked)
    assert not Position.objects.filter(account=world.circle.lived, proposal=world.open).exists()
    said = text(client.post(address, {"stance": "supports_with_changes", "reason": "Less"}, follow=True))
    assert "What you think is kept" in said
    assert "too much for one person" in said
    about = client.post(
        reverse("coproduction:about_me", args=[world.open.pk]),
        {"is_named": "yes", "needs": ["easy_read"], "more": "A quiet room", "needs_met": "yes"},
        follow=True,
    )
    assert "Ines Lived" in text(about)
    me = world.open.participants.get(account=world.circle.lived)
    assert (me.access_needs, me.access_met) == ("easy read papers; A quiet room", True)
    assert "easy read papers" not in text(
        signed_in(world.circle.carer).get(f"/together/proposals/{world.open.pk}/")
    )


NEEDS = {"asked": "yes", "more": NAMED, "needs_met": "not_said", "payment": "not_said"}


@pytest.mark.parametrize("name", ["about_me", "add_participant", "participant", "remove_member"])
def test_what_somebody_needs_and_why_they_leave_is_asked_about_before_it_is_kept(
    name: str, world: World
) -> None:
    who, sent = world.circle.lead, dict(NEEDS)
    if name == "about_me":
        who, sent = world.circle.carer, {"is_named": "no", "more": NAMED, "needs_met": "not_said"}
    elif name == "add_participant":
        sent |= {"standpoint": "carer", "is_named": "no", "name": ""}
    elif name == "remove_member":
        sent = {"why": NAMED}
    asks_before_it_keeps(signed_in(who), reverse(f"coproduction:{name}", args=parts_of(world)[name]), sent)


def test_large_print_is_kept_for_the_account(world: World) -> None:
    client = signed_in(world.circle.lived)
    assert "app-large" not in client.get("/together/").content.decode()
    client.post(reverse("coproduction:print"), {"large": "yes", "back": "/together/words/"})
    assert ReadingChoice.objects.get().large_print
    assert "app-large" in signed_in(world.circle.lived).get("/together/words/").content.decode()
    assert "Use the usual print" in text(signed_in(world.circle.lived).get("/"))
    elsewhere = client.post(
        reverse("coproduction:print"), {"large": "no", "back": "https://elsewhere.example/"}
    )
    assert elsewhere.url == "/together/"
    assert "app-large" not in client.get("/together/").content.decode()


def test_what_cannot_be_done_yet_is_not_offered(world: World) -> None:
    client, run = signed_in(world.circle.lead), f"/together/run/{world.open.pk}/"
    page = client.get(run).content.decode()
    assert "decide/" not in page
    assert "/profiles/ash/versions/2/" in page, "the way to the draft that it is about"
    decide = client.get(f"{run}decide/")
    assert "It cannot be decided yet. First:" in text(decide)
    assert "answer an objection in writing first" in text(decide)
    assert "I have read the record" not in text(decide)
    assert "invite/" in page
    asked = {one.speaks_for for one in world.open.invitations.select_related("constituency")}
    for one in set(Standpoint) - asked:
        coproduction.add_member(by=world.circle.lead, standpoint=one, account=world.circle.practitioner)
        coproduction.invite(by=world.circle.lead, proposal=world.open, asks=[one])
    page = client.get(run)
    assert "invite/" not in page.content.decode()
    assert "Every group is asked already." in text(page)
    assert "There is no other group to ask now." in text(client.get(f"{run}invite/"))


def test_an_objection_is_answered_and_what_comes_of_it_said_in_one_form(world: World) -> None:
    client, run = signed_in(world.circle.lead), f"/together/run/{world.open.pk}/"
    address = f"{run}answer/{world.objection.pk}/"
    assert client.get(run).content.decode().count(address) == 2, "from the objection and from its point"
    assert "Select what comes of it" in text(client.post(address, {"words": "We will share it out."}))
    client.post(address, {"words": "We will share it out.", "comes": "not_taken_because"})
    said = text(signed_in(world.circle.carer).get(f"/together/proposals/{world.open.pk}/"))
    assert "“We will share it out.” Why we did not do it: the answer says it." in said
    assert said.count("It is too much for one person.") == 1
    actions = signed_in(world.circle.lead).get(run).content.decode()
    assert address not in actions


def test_of_practitioners_it_is_shown_in_which_role_they_work(world: World) -> None:
    lead = world.circle.lead
    nurse = make_account("Nia Nurse", person=world.people[1], roles=[Role.PRACTITIONER])
    client, run = signed_in(lead), f"/together/run/{world.open.pk}/"
    assert "Nia Nurse, Ward nurse (" in text(client.get("/together/groups/practitioner/add/"))
    coproduction.add_member(by=lead, standpoint=Standpoint.PRACTITIONER, account=nurse)
    groups = text(client.get("/together/groups/"))
    assert groups.count("Ward nurse") == groups.count("No role in the record") == 1
    support = {"proposal": world.open, "stance": Stance.SUPPORTS}
    coproduction.give_position(by=world.circle.practitioner, **support)
    assert "No practitioner who took part works as Ward nurse today" in text(client.get(run))
    coproduction.give_position(by=nurse, **support)
    shown = text(client.get(run))
    assert "1 of 2 practitioners who took part works as Ward nurse today." in shown
    assert "Practitioners: Ward nurse" in shown


def test_values_are_said_and_taken_back_by_the_group_alone(world: World) -> None:
    client = signed_in(world.circle.carer)
    address = reverse("coproduction:add_values", args=[world.line.pk])
    assert "Write what matters" in text(client.post(address, {"words": " "}))
    assert "may identify" in text(client.post(address, {"words": "Ask Mr Adeyemi at home."}))
    assert "stands beside the standard" in text(client.post(address, {"words": "Be on time."}, follow=True))
    back = reverse("coproduction:withdraw_values", args=[world.statement.pk])
    assert signed_in(world.circle.lived).post(back).status_code == 403
    client.post(back)
    assert list(ValuesStatement.objects.filter(withdrawn_at=None).values_list("words", flat=True)) == [
        "Be on time."
    ]
