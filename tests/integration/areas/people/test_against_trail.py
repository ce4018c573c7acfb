"""Accounts and roles that were changed in the database past the application are found by the check."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from standing.areas.audit import clock
from standing.areas.audit.actions import erase_words
from standing.areas.audit.models import Event, EventWords
from standing.areas.people import actions
from standing.areas.people.actions.access import end_access
from standing.areas.people.against_trail import accounts_at_odds_with_the_trail
from standing.areas.people.models import Account, RoleGrant
from standing.areas.people.roles import Role
from tests.factories.people import TESTS, make_account, make_person, make_unit

pytestmark = pytest.mark.django_db


def found() -> list[tuple[str, str]]:
    return [(problem.where, problem.what) for problem in accounts_at_odds_with_the_trail()]


def told_of(account: Account, what: str) -> list[tuple[str, str]]:
    return [(account.audit_name, f"{what} is not what the events of this account say.")]


def test_whatever_is_done_with_accounts_and_roles_through_actions_is_sound() -> None:
    make_account(roles=[Role.ADMINISTRATOR])
    unit, today = make_unit(), clock.today()
    account = make_account(
        person=make_person(), roles=[Role.PRACTITIONER, (Role.MANAGER, unit), Role.AUDITOR]
    )
    manager, auditor = (account.grants.get(role=role.value) for role in (Role.MANAGER, Role.AUDITOR))
    actions.end_grant(by=TESTS, grant=manager, on=today + timedelta(days=9))
    actions.end_grant(by=TESTS, grant=auditor)
    actions.grant_role(by=TESTS, account=account, role=Role.AUDITOR, to_on=today + timedelta(days=30))
    actions.change_account(by=TESTS, account=account, name="Somebody Else", email="else@example.org")
    end_access(by=TESTS, account=account, on=today + timedelta(days=3), why="They leave.")
    actions.deactivate_account(by=TESTS, account=account, why="They left.")
    actions.reactivate_account(by=TESTS, account=account)
    actions.grant_role(by=TESTS, account=account, role=Role.ROTA_MAKER, unit=unit)
    assert found() == []


def test_an_account_that_came_along_with_a_record_is_sound_and_back_again() -> None:
    kept, merged = make_person(), make_person()
    make_account(person=merged)
    merge = actions.note_merge(by=TESTS, kept=kept, merged=merged, why="One person.")
    assert found() == []
    actions.note_split(by=TESTS, merge=merge, why="Two people.")
    assert found() == []


@pytest.mark.parametrize(
    ("alter", "what"),
    [
        (
            lambda one: RoleGrant.objects.create(account=one, role="administrator", from_on=clock.today()),
            "Which roles it has, or for which days,",
        ),
        (lambda one: one.grants.update(role="administrator"), "Which roles it has, or for which days,"),
        (lambda one: one.grants.update(to_on=None), "Which roles it has, or for which days,"),
        (lambda one: one.grants.all().delete(), "Which roles it has, or for which days,"),
        (lambda one: Account.objects.filter(pk=one.pk).update(is_active=False), "Whether it is open"),
        (lambda one: Account.objects.filter(pk=one.pk).update(person=make_person()), "Whose it is"),
        (lambda one: Account.objects.filter(pk=one.pk).update(email="me@b.org"), "The address or the name"),
    ],
)
def test_what_was_altered_past_the_application_is_found(alter: Callable[[Account], Any], what: str) -> None:
    account = make_account(roles=[Role.AUDITOR])
    make_account(roles=[Role.ADMINISTRATOR])
    actions.end_grant(by=TESTS, grant=account.grants.get(), on=clock.today() + timedelta(days=9))
    alter(account)
    assert found() == told_of(account, what)


def test_an_account_that_was_put_in_or_taken_out_is_found() -> None:
    Account.objects.create(pk=900, email="in@example.org", name="Put In")
    gone = make_account()
    Account.objects.filter(pk=gone.pk).delete()
    assert found() == [
        ("account:900", "No event says that this account was made."),
        (gone.audit_name, "Events tell of this account; it is gone."),
    ]


def test_words_that_were_erased_or_altered_leave_nothing_to_compare_with() -> None:
    erased, altered = make_account(), make_account()
    erase_words(by=TESTS, event=Event.objects.get(subject=erased.audit_name), why="It named a patient.")
    EventWords.objects.filter(event__subject=altered.audit_name).update(words={"email": 7})
    Account.objects.update(name="Somebody")
    assert found() == []
