"""The whole table: every ability for every role, within its reach and outside it, and for every kind of outsider."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from standing.areas.audit import clock
from standing.areas.audit.actions import writing
from standing.areas.audit.actors import System
from standing.areas.people import actions
from standing.areas.people.models import Account, Unit
from standing.areas.people.permissions import (
    NotAllowed,
    ScopeGranted,
    active_grants,
    can,
    check_can,
    one_reading,
    refusal,
    scope_of,
    whom_to_ask,
)
from standing.areas.people.roles import UNIT_ROLES, WHO_MAY, Ability, Role, Scope
from standing.site.middleware import roles_read_once
from tests.factories.people import TESTS, give, make_account, make_administrator, make_person, make_unit

pytestmark = pytest.mark.django_db

NOBODY = ScopeGranted()
ROLES = list(Role)


@dataclass(frozen=True)
class Tree:
    """A service with two teams, one of which has a ward."""

    service: Unit
    team: Unit
    ward: Unit
    other: Unit


@pytest.fixture
def tree() -> Tree:
    service = make_unit("service")
    team = make_unit("team", parent=service)
    return Tree(service, team, make_unit("ward", parent=team), make_unit("other", parent=service))


def holder(role: Role, unit: Unit | None = None, **days: date) -> Account:
    account = make_account(person=make_person())
    give(account, role, unit, **days)
    return account


def reach(account: Account, ability: Ability) -> ScopeGranted:
    return scope_of(account, ability, clock.today())


@pytest.mark.parametrize("role", ROLES)
def test_for_the_whole_service(role: Role, tree: Tree) -> None:
    account = holder(role)
    for ability in Ability:
        scope = WHO_MAY[ability].get(role)
        expected = ScopeGranted(own=scope is Scope.OWN, service=scope in (Scope.UNIT, Scope.SERVICE))
        assert reach(account, ability) == expected, ability
        assert can(account, ability) is expected.service, ability
        assert can(account, ability, tree.ward) is expected.service, ability


@pytest.mark.parametrize("role", sorted(UNIT_ROLES))
def test_for_one_unit(role: Role, tree: Tree) -> None:
    account = holder(role, tree.team)
    for ability in Ability:
        scope = WHO_MAY[ability].get(role)
        everywhere = scope is Scope.SERVICE
        in_unit = everywhere or scope is Scope.UNIT
        assert can(account, ability, tree.team) is in_unit, ability
        assert can(account, ability, tree.ward) is in_unit, ability
        assert can(account, ability, tree.other) is everywhere, ability
        assert can(account, ability, tree.service) is everywhere, ability
        assert can(account, ability) is everywhere, ability
        assert not reach(account, ability).own, ability


@pytest.mark.parametrize("role", ROLES)
def test_outsiders(role: Role, tree: Tree) -> None:
    """No role; a role that has ended, that ends today, that begins tomorrow; a closed account. None may anything."""
    day = timedelta(days=1)
    today = clock.today()
    ends_today = holder(role, from_on=today - day, to_on=today)
    ended = holder(role, from_on=today - 9 * day, to_on=today - 5 * day)
    begins_tomorrow = holder(role, from_on=today + day)
    closed = holder(role)
    Account.objects.filter(pk=closed.pk).update(is_active=False)
    closed.refresh_from_db()
    for outsider in (make_account(), ends_today, ended, begins_tomorrow, closed, AnonymousUser()):
        for ability in Ability:
            assert scope_of(outsider, ability, today) == NOBODY, (outsider, ability)
            for unit in (None, tree.ward):
                with pytest.raises(NotAllowed) as refused:
                    check_can(outsider, ability, unit)
                assert refused.value.reason == refusal(outsider, ability, unit)


@pytest.mark.parametrize("role", ROLES)
def test_the_first_and_the_last_day_of_a_role(role: Role) -> None:
    ability = next(ability for ability in Ability if role in WHO_MAY[ability])
    first, after = date(2026, 3, 3), date(2026, 3, 10)
    account = holder(role, from_on=first, to_on=after)
    answers = {
        day: scope_of(account, ability, day).anyone
        for day in (first - timedelta(days=1), first, after - timedelta(days=1), after)
    }
    assert list(answers.values()) == [False, True, True, False]


def test_a_command_on_the_server_may_everything(tree: Tree) -> None:
    for ability in Ability:
        assert scope_of(System("demo"), ability, clock.today()) == ScopeGranted(service=True)
        assert can(System("demo"), ability, tree.ward)


def test_something_that_only_says_it_is_a_command_may_nothing(tree: Tree) -> None:
    class Pretender:
        audit_name = "system:demo"

    assert not can(Pretender(), Ability.MANAGE_SERVICE)


def test_several_roles_add_up(tree: Tree) -> None:
    account = holder(Role.MANAGER, tree.ward)
    give(account, Role.PRACTITIONER)
    give(account, Role.ASSESSOR, tree.other)
    assert reach(account, Ability.SEE_RECORD) == ScopeGranted(
        own=True, unit_paths=tuple(sorted([tree.ward.path, tree.other.path]))
    )
    assert reach(account, Ability.SEE_TEAM) == ScopeGranted(unit_paths=(tree.ward.path,))


def test_a_unit_whose_number_begins_alike_is_another() -> None:
    """Unit 1 must not reach unit 10: a path ends with a separator."""
    units = [make_unit() for _ in range(12)]
    account = holder(Role.MANAGER, units[0])
    reached = [unit for unit in units if can(account, Ability.SEE_TEAM, unit)]
    assert reached == [units[0]]


def test_a_unit_that_moves_changes_who_reaches_it(tree: Tree) -> None:
    account = holder(Role.MANAGER, tree.team)
    assert can(account, Ability.SEE_TEAM, tree.ward)
    moved = actions.move_unit(by=TESTS, unit=tree.ward, parent=tree.other)
    assert not can(account, Ability.SEE_TEAM, moved)


def test_a_scope_takes_one_query(tree: Tree, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    account = holder(Role.MANAGER, tree.team)
    give(account, Role.ASSESSOR, tree.other)
    with django_assert_num_queries(1):
        scope = reach(account, Ability.SEE_RECORD)
    with django_assert_num_queries(0):
        assert scope.covers(tree.ward)
        assert scope.covers(tree.other)
        assert not scope.covers(tree.service)


def test_active_grants_leave_closed_accounts_out() -> None:
    account = make_administrator()
    assert active_grants(clock.today()).filter(account=account).exists()
    Account.objects.filter(pk=account.pk).update(is_active=False)
    assert not active_grants(clock.today()).filter(account=account).exists()


@pytest.mark.parametrize(
    ("ability", "words"),
    [
        (Ability.RECORD_DECISION, "Ask an assessor for their unit."),
        (
            Ability.SEE_RECORD,
            "Ask a manager or an assessor for their unit, or a workforce lead or an auditor.",
        ),
        (Ability.SIGN_CHANGE, "Only the person themself can."),
        (Ability.MANAGE_SERVICE, "Ask an administrator."),
        (Ability.SEE_CATALOGUE, "Ask an administrator to give you a role."),
    ],
)
def test_a_refusal_says_whom_to_ask(ability: Ability, words: str) -> None:
    assert whom_to_ask(ability) == words


def test_a_refusal_says_what_cannot_be_done() -> None:
    account, unit = make_account(), make_unit("ward", name="Elm ward")
    assert refusal(account, Ability.RECORD_DECISION) == (
        "You cannot record a decision about this person. Ask an assessor for their unit."
    )
    assert refusal(account, Ability.SEE_TEAM, unit).startswith(
        "You cannot see this team in Elm ward. Ask a manager"
    )
    assert refusal(AnonymousUser(), Ability.SEE_TEAM) == "Sign in first."
    account.is_active = False
    assert (
        refusal(account, Ability.SEE_TEAM) == "This account is closed. Ask an administrator to open it again."
    )


def test_while_a_page_is_made_the_store_is_asked_once_for_each_account(
    tree: Tree, django_assert_num_queries: Any
) -> None:
    manager, lead = holder(Role.MANAGER, tree.ward), holder(Role.WORKFORCE_LEAD)
    with django_assert_num_queries(2), one_reading():
        for _ in range(3):
            assert reach(manager, Ability.SEE_TEAM) == ScopeGranted(unit_paths=(tree.ward.path,))
            assert not can(manager, Ability.SET_REFRESH_RULES)
            assert can(lead, Ability.SET_REFRESH_RULES)


def test_after_the_page_it_is_asked_anew(tree: Tree) -> None:
    account = holder(Role.PRACTITIONER)
    with one_reading():
        assert not can(account, Ability.SEE_TEAM)
    give(account, Role.WORKFORCE_LEAD)
    assert can(account, Ability.SEE_TEAM)
    with one_reading():
        assert can(account, Ability.SEE_TEAM)


@pytest.mark.parametrize(("method", "asked_anew"), [("GET", False), ("HEAD", False), ("POST", True)])
def test_only_what_reads_remembers(method: str, *, asked_anew: bool) -> None:
    """What a page sends is checked by its action inside its own transaction, whatever was so a moment before."""
    account, told = holder(Role.PRACTITIONER), []

    def page(request: HttpRequest) -> HttpResponse:
        told.append(can(account, Ability.SEE_TEAM))
        give(account, Role.WORKFORCE_LEAD)
        told.append(can(account, Ability.SEE_TEAM))
        return HttpResponse()

    roles_read_once(page)(RequestFactory().generic(method, "/"))
    assert told == [False, asked_anew]


def test_a_writer_asks_once_which_roles_an_account_holds_and_knows_those_it_gave(tree: Tree) -> None:
    account = make_account(person=make_person())
    with writing():
        assert not can(account, Ability.MANAGE_PEOPLE, tree.ward)
        grant = actions.grant_role(by=TESTS, account=account, role=Role.MANAGER, unit=tree.ward)
        assert can(account, Ability.MANAGE_PEOPLE, tree.ward)
        with CaptureQueriesContext(connection) as queries:
            assert can(account, Ability.MANAGE_PEOPLE, tree.ward)
        assert not len(queries)
        actions.end_grant(by=TESTS, grant=grant)
        assert not can(account, Ability.MANAGE_PEOPLE, tree.ward)
    with CaptureQueriesContext(connection) as queries:
        assert not can(account, Ability.MANAGE_PEOPLE, tree.ward)
    assert len(queries) == 1, "what was read in a turn is forgotten with it"
