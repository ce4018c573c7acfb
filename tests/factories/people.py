"""Made-up units, people, posts and accounts, made through the actions people use. Every name is invented."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import count

from django.test import Client

from standing.areas.audit.actors import System
from standing.areas.people import actions
from standing.areas.people.models import Account, Person, Post, RoleGrant, Unit
from standing.areas.people.roles import Role

TESTS = System("tests")
"""Who does what a test needs to be there already."""

PASSWORD = "a-long-made-up-password"

_numbers = count(1)


def make_unit(code: str = "", *, name: str = "", parent: Unit | None = None) -> Unit:
    """A unit, below another or at the top."""
    code = code or f"unit-{next(_numbers)}"
    return actions.add_unit(by=TESTS, code=code, name=name or f"Made-up {code}", parent=parent)


def make_person(ref: str = "", *, given_name: str = "Ada", family_name: str = "Example") -> Person:
    """Somebody whose record is kept."""
    return actions.add_person(
        by=TESTS, ref=ref or f"P{next(_numbers):04}", given_name=given_name, family_name=family_name
    )


def make_post(unit: Unit, *, code: str = "", title: str = "Nurse", role: str = "nurse") -> Post:
    """A slot in a unit for a role profile."""
    return actions.add_post(
        by=TESTS, code=code or f"post-{next(_numbers)}", title=title, unit=unit, role=role
    )


def make_account(
    name: str = "Sam Example",
    *,
    email: str = "",
    person: Person | None = None,
    password: str | None = None,
    roles: Iterable[Role | tuple[Role, Unit]] = (),
) -> Account:
    """An account with these roles: each for the whole service, or with a unit for that unit."""
    account = actions.create_account(
        by=TESTS,
        email=email or f"account{next(_numbers)}@example.org",
        name=name,
        person=person,
        password=password,
    )
    for given in roles:
        role, unit = given if isinstance(given, tuple) else (given, None)
        give(account, role, unit)
    return account


def give(
    account: Account,
    role: Role,
    unit: Unit | None = None,
    *,
    from_on: date | None = None,
    to_on: date | None = None,
) -> RoleGrant:
    """Give an account a role."""
    return actions.grant_role(by=TESTS, account=account, role=role, unit=unit, from_on=from_on, to_on=to_on)


def make_administrator(name: str = "Robin Example") -> Account:
    """An account that may administer the service."""
    return make_account(name, roles=[Role.ADMINISTRATOR])


def signed_in(account: Account) -> Client:
    """A browser in which this account is signed in, that has its forms checked against forgery."""
    client = Client()
    client.force_login(account)
    return client
