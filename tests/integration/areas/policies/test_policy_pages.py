"""Every page of policies opens for those who may and nobody else, writes nothing when it is only looked at, and asks
the store as often however much there is.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from standing.areas.audit import clock
from standing.areas.audit.models import Event
from standing.areas.people.models import Account, Person, Unit
from standing.areas.people.roles import Role
from standing.areas.policies import actions
from standing.areas.policies.models import Candidate, Observation
from standing.areas.policies.urls import urlpatterns
from standing.core.policies.lifecycle import Kind
from tests.facsimiles.feeds import nice, product, products
from tests.factories.people import make_account, make_unit, signed_in
from tests.factories.policies import (
    Offices,
    agreed_change,
    change_in_force,
    make_policy,
    publish_policy,
    sign,
    terms,
)
from tests.factories.standards import load_catalogue, two_revisions
from tests.factories.workforce import make_worker, met, rule
from tests.support.pages import text

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 15)
ZX1, ZX2 = "ZX1@2003", "ZX2@2003"

EVERYBODY = {"author", "clinical", "workforce", "observer", "administrator", "self", "elsewhere"}
WHO_OPENS: dict[str, set[str]] = {
    "register": EVERYBODY,
    "policy": EVERYBODY,
    "changes": EVERYBODY,
    "change": EVERYBODY,
    **{
        key: {"author"}
        for key in (
            "add",
            "change_policy",
            "draft",
            "ratify",
            "ratify_with_conditions",
            "meet_conditions",
            "not_ratify",
            "publish",
            "extend",
            "withdraw",
            "propose",
        )
    },
    **{key: {"author"} for key in ("edit_change", "send_change", "discard_change")},
    "agree_change": {"clinical"},
    "return_change": {"clinical"},
    "force_change": {"workforce"},
    "observations": {"observer", "elsewhere"},
    "observe": {"observer"},
    "feeds": {"author", "administrator"},
    "source": {"administrator"},
    **{
        key: {"author"}
        for key in ("fetch", "candidates", "candidate", "dismiss", "link", "dismiss_one", "take_in")
    },
}


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.travelling_to(TODAY):
        load_catalogue(two_revisions())
        rule([ZX1, ZX2])
        yield


@pytest.fixture
def ward() -> Unit:
    return make_unit("ash")


@pytest.fixture
def offices() -> Offices:
    return Offices.open()


@pytest.fixture
def worker(ward: Unit, offices: Offices) -> Person:
    """Wren, who signed a change and was drawn to be observed."""
    person = make_worker(ward, name="Wren")
    met(person, ZX1, date(2026, 1, 1))
    make_account(person.name, person=person, roles=[Role.PRACTITIONER])
    sign(person, person.account, change_in_force(offices, [ZX1], TODAY, code="POL-SIGNED"))
    return person


@pytest.fixture
def readers(offices: Offices, ward: Unit, worker: Person) -> dict[str, Account]:
    return {
        "author": offices.author,
        "clinical": offices.clinical,
        "workforce": offices.workforce,
        "observer": make_account(roles=[(Role.ASSESSOR, ward)]),
        "administrator": make_account(roles=[Role.ADMINISTRATOR]),
        "self": worker.account,
        "elsewhere": make_account(roles=[(Role.MANAGER, make_unit()), Role.AUDITOR, Role.FRAMEWORK_STEWARD]),
        "nobody": make_account(),
    }


@pytest.fixture
def parts(offices: Offices, worker: Person) -> dict[str, list[Any]]:
    """What the address of each page needs."""
    make_policy(offices)
    version = publish_policy(
        offices, make_policy(offices, code="POL-OLD"), date(2023, 1, 1), review_on=date(2026, 1, 1)
    )
    change = actions.propose_change(by=offices.author, version=version, terms=terms([ZX1], TODAY))
    actions.send_change(by=offices.author, change=change)
    actions.import_feed(by=offices.author, file="nice.json", content=nice())
    found: dict[str, list[Any]] = {route.name: [] for route in urlpatterns}
    for route in urlpatterns:
        named = route.pattern.converters
        if "feed" in named:
            found[route.name] = ["nice-products"]
        elif "code" in named:
            found[route.name] = ["POL-OLD", *([1] if "number" in named else [])]
        elif "changes" in str(route.pattern) and named:
            found[route.name] = [change.pk]
        elif "candidates" in str(route.pattern) and named:
            found[route.name] = [Candidate.objects.get(key="NG1").pk]
    return {**found, "observe": [Observation.objects.get().pk]}


def test_every_page_is_in_the_table_and_opens_for_those_who_may_and_nobody_else(
    parts: dict[str, list[Any]], readers: dict[str, Account]
) -> None:
    assert WHO_OPENS.keys() == {route.name for route in urlpatterns}
    clients = {who: signed_in(account) for who, account in readers.items()}
    events = Event.objects.count()
    for name, may in WHO_OPENS.items():
        address = reverse(f"policies:{name}", args=parts[name])
        for who, client in clients.items():
            answer = client.get(address)
            if who in may:
                assert answer.status_code == 200, (name, who)
            else:
                assert answer.status_code in (403, 404), (name, who)
                assert "Wren" not in answer.content.decode().replace(readers["self"].name, ""), (name, who)
        assert Client().get(address).status_code == 302
    assert Event.objects.count() == events, "looking writes nothing"


def test_who_signs_does_not_read_the_right_answer_first(worker: Person, readers: dict[str, Account]) -> None:
    change = Observation.objects.get().change
    address = reverse("policies:change", args=[change.pk])
    assert "Right answer" in text(signed_in(readers["author"]).get(address))
    assert "Right answer" not in text(signed_in(readers["self"]).get(address))
    said = text(signed_in(readers["self"]).get(reverse("record:sign", args=change.signed_as)))
    assert "It is closed at dusk" not in said


def test_what_an_author_types_wrongly_is_said_at_its_place(offices: Offices) -> None:
    policy = make_policy(offices)
    client = signed_in(offices.author)
    address = reverse("policies:propose", args=[policy.code, 1])
    sent = {
        "what_changed": "Gates are closed at dusk.",
        "standards": "ZX1",
        "change_class": "significant",
        "effective_on_day": "15", "effective_on_month": "6", "effective_on_year": "2026",
        "question": "When?", "answers": "Now\nNever", "right_answer": "2", "explanation": "It was always so.",
    }  # fmt: skip
    for wrong, words in (
        (
            {"question": "", "answers": "", "right_answer": "", "explanation": ""},
            "Enter one question on the change",
        ),
        ({"answers": "Now"}, "Give 2 to 6 answers, one on each line"),
        ({"right_answer": "3"}, "Say which answer is right, by its number: 1 to 2"),
        ({"explanation": ""}, "Explain the right answer"),
        ({"population": "nights"}, "Nobody belongs to “nights”"),
        ({"standards": "QQ9"}, "is no standard we know"),
        ({"change_class": "bridging"}, "Select one of the choices"),
    ):
        assert words in text(client.post(address, {**sent, **wrong})), wrong
    named = {**sent, "what_changed": "As Mrs Okonkwo asked, gates are closed at dusk."}
    asked = client.post(address, named)
    assert "may identify somebody who uses services" in text(asked)
    assert "M•• ••••••o" in text(asked)
    about = asked.content.decode().partition('name="guard_about" value="')[2].partition('"')[0]
    answered = {**named, "guard_said": "staff", "guard_about": about}
    assert "The change is a draft." in text(client.post(address, answered, follow=True))
    event = Event.objects.get(action="propose_change")
    assert event.words.words["answered"] == "staff"
    assert "The change is a draft." in text(client.post(address, sent, follow=True))
    page = text(client.get(address, {"effective_on": "2026-09-01", "part": "section 9"}))
    assert "Propose a change of practice" in page
    assert 'value="section 9"' in client.get(address, {"part": "section 9"}).content.decode()


def test_the_register_shows_the_state_of_each_and_filters(offices: Offices) -> None:
    make_policy(offices, code="POL-DRAFT", title="Sheds")
    publish_policy(
        offices,
        make_policy(offices, code="POL-OLD", title="Ladders"),
        date(2023, 1, 1),
        review_on=date(2026, 1, 1),
    )
    publish_policy(offices, make_policy(offices, code="ALERT-1", kind=Kind.ALERT, title="Ponds"), TODAY)
    client = signed_in(offices.clinical)
    said = text(client.get("/policies/"))
    assert "In effect, overdue for review" in said
    assert "Showing all 3 policies" in said
    assert "Showing 1 of 3 policies" in text(client.get("/policies/", {"state": "overdue"}))
    assert "Showing 1 of 3 policies" in text(client.get("/policies/", {"kind": "alert"}))
    assert "nobody’s standing depends on its review" in text(client.get("/policies/POL-OLD/"))


@pytest.mark.parametrize("name", ["register", "policy", "changes", "candidates", "feeds", "observations"])
def test_a_page_asks_the_store_as_often_however_much_there_is(
    name: str, parts: dict[str, list[Any]], readers: dict[str, Account], offices: Offices, ward: Unit
) -> None:
    client = signed_in(readers["observer" if name == "observations" else "author"])
    address = reverse(f"policies:{name}", args=parts[name])

    def queries() -> int:
        client.get(address)  # the first look of the day at somebody new is one insertion more
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    few = queries()
    version = parts["policy"][0]
    for number in range(4):
        policy = make_policy(offices, code=f"MORE-{number}")
        published = publish_policy(offices, policy, TODAY)
        agreed_change(offices, published, [ZX1], TODAY)
        person = make_worker(ward, name=f"More{number}")
        met(person, ZX1, date(2026, 1, 1))
    more = actions.propose_change(
        by=offices.author,
        version=make_policy(offices, code="MORE-9").versions.get(),
        terms=terms([ZX1, ZX2], TODAY),
    )
    rows = [product(f"CG{number}", f"Hedges {number}") for number in range(20, 30)]
    actions.import_feed(by=offices.author, file="more.json", content=products(*rows))
    assert more.pk
    assert version == "POL-OLD"
    many = queries()
    print(f"{name}: {many} queries")
    assert many == few
