"""Every page of this area is closed to whoever may not open it, read or sent, and reading changes nothing."""

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import URLPattern, reverse

from standing.areas.audit.models import Event, EventWords, Look
from standing.areas.people.models import Account, Person, Post, RoleGrant, Unit
from standing.areas.people.roles import Role
from standing.areas.people.urls import urlpatterns
from tests.factories.people import (
    make_account,
    make_administrator,
    make_person,
    make_post,
    make_unit,
    signed_in,
)

pytestmark = pytest.mark.django_db

MANAGE = {Role.ADMINISTRATOR}
KEEP = {Role.ADMINISTRATOR, Role.WORKFORCE_LEAD}
AUDIT = {Role.ADMINISTRATOR, Role.AUDITOR}

PAGES = {
    "administration": KEEP | AUDIT,
    "units": MANAGE,
    "add_unit": MANAGE,
    "unit": MANAGE,
    "rename_unit": MANAGE,
    "move_unit": MANAGE,
    "people": KEEP,
    "add_person": KEEP,
    "rename_person": KEEP,
    "posts": KEEP,
    "add_post": KEEP,
    "change_post": KEEP,
    "accounts": MANAGE,
    "add_account": MANAGE,
    "account": MANAGE,
    "change_account": MANAGE,
    "set_password": MANAGE,
    "close_account": MANAGE,
    "open_account": MANAGE,
    "give_role": MANAGE,
    "end_role": MANAGE,
    "trail": AUDIT,
    "chain": AUDIT,
    "event": AUDIT,
    "my_looks": set(),
    "looks": AUDIT,
}
READ_ONLY = {"administration", "units", "unit", "people", "posts", "accounts", "account"}
READ_ONLY |= {"trail", "chain", "event", "my_looks", "looks"}
TABLES: tuple[type[Model], ...] = (Account, Event, EventWords, Look, Person, Post, RoleGrant, Unit)


@pytest.fixture
def addresses() -> dict[str, str]:
    unit, person = make_unit("ward"), make_person("N1")
    account = make_account(roles=[Role.AUDITOR])
    parts = {
        "code": "ward",
        "ref": person.ref,
        "number": account.pk,
        "sequence": 1,
    }
    make_post(unit, code="ward")
    grant = account.grants.get()
    found = {}
    for pattern in urlpatterns:
        assert pattern.name
        needed = {name: parts[name] for name in pattern.pattern.converters}
        if pattern.name == "end_role":
            needed = {"number": grant.pk}
        found[pattern.name] = reverse(f"people:{pattern.name}", kwargs=needed)
    return found


def test_every_page_is_in_the_table() -> None:
    assert all(isinstance(pattern, URLPattern) for pattern in urlpatterns)
    assert {pattern.name for pattern in urlpatterns} == set(PAGES)


def outcome(client: Client, name: str, address: str) -> int:
    answer = client.get(address)
    sent = client.post(address)
    if answer.status_code == 403:
        assert sent.status_code in (403, 405)
    elif name in READ_ONLY:
        assert sent.status_code == 405
    return answer.status_code


@pytest.mark.parametrize("role", list(Role))
def test_who_opens_what(role: Role, addresses: dict[str, str]) -> None:
    client = signed_in(make_account(person=make_person(), roles=[role]))
    own = {"my_looks"}
    expected = {name: 200 if role in PAGES[name] else 302 if name in own else 403 for name in PAGES}
    assert {name: outcome(client, name, address) for name, address in addresses.items()} == expected


def test_outsiders(addresses: dict[str, str]) -> None:
    """Nobody signed in is asked to sign in; no role, a role in one unit and a closed account open nothing."""
    for name, address in addresses.items():
        for answer in (Client().get(address), Client().post(address)):
            assert answer.status_code == 302, name
            assert answer.headers["Location"].startswith(reverse("account_login")), name
    unit = Unit.objects.get(code="ward")
    for outsider in (make_account(), make_account(roles=[(Role.MANAGER, unit)])):
        client = signed_in(outsider)
        assert {client.get(address).status_code for address in addresses.values()} == {403}


def test_a_closed_account_is_signed_out_of_every_page(addresses: dict[str, str]) -> None:
    account = make_administrator()
    client = signed_in(account)
    Account.objects.filter(pk=account.pk).update(is_active=False)
    assert {client.get(address).status_code for address in addresses.values()} == {302}


def test_reading_changes_nothing(addresses: dict[str, str]) -> None:
    client = signed_in(make_administrator())

    def everything() -> list[object]:
        return [list(table._default_manager.order_by("pk").values()) for table in TABLES]

    before = everything()
    for address in addresses.values():
        client.get(address)
        client.head(address)
    assert everything() == before


def test_every_form_is_protected_against_forgery(addresses: dict[str, str]) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_administrator())
    for name, address in addresses.items():
        if name not in READ_ONLY:
            assert client.post(address, {"name": "x"}).status_code == 403, name
    assert Unit.objects.get().name == "Made-up ward"


def test_other_ways_of_asking_are_refused(addresses: dict[str, str]) -> None:
    client = signed_in(make_administrator())
    for name, address in addresses.items():
        assert client.put(address).status_code == 405, name
        assert client.delete(address).status_code == 405, name


@pytest.mark.parametrize(
    ("name", "parts", "status"),
    [
        ("account", {"number": 9999}, 404),
        ("change_account", {"number": 9999}, 404),
        ("end_role", {"number": 9999}, 404),
        ("event", {"sequence": 9999}, 404),
        ("unit", {"code": "no-such"}, 403),
        ("rename_person", {"ref": "no-such"}, 403),
        ("change_post", {"code": "no-such"}, 403),
    ],
)
def test_what_is_not_there(name: str, parts: dict[str, object], status: int) -> None:
    client = signed_in(make_administrator())
    assert client.get(reverse(f"people:{name}", kwargs=parts)).status_code == status


def test_the_refusal_says_whom_to_ask() -> None:
    answer = signed_in(make_account()).get(reverse("people:accounts"))
    assert answer.status_code == 403
    assert "You cannot manage accounts and units. Ask an administrator." in answer.content.decode()


def test_the_menu_offers_what_opens() -> None:
    for role in Role:
        client = signed_in(make_account(person=make_person(), roles=[role]))
        home = client.get("/").content.decode()
        for text, name in (("Administration", "administration"), ("Audit trail", "trail")):
            shown = f'href="{reverse(f"people:{name}")}"' in home
            expected = role in (KEEP if name == "administration" else AUDIT)
            assert shown is expected, (role, text)
        assert reverse("people:my_looks") in home
