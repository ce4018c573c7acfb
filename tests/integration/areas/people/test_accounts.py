"""Accounts: made, changed, closed and opened; nobody keeps what was taken from them, and an administrator remains."""

from datetime import date, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from standing.areas.audit import clock
from standing.areas.audit.models import Event, EventWords
from standing.areas.people import actions, selectors
from standing.areas.people.models import Account, RoleGrant
from standing.areas.people.permissions import NotAllowed
from standing.areas.people.roles import Role
from standing.areas.refusals import Refused
from tests.factories.people import (
    PASSWORD,
    give,
    make_account,
    make_administrator,
    make_person,
    make_unit,
    signed_in,
)

pytestmark = pytest.mark.django_db


def refused(attempt: object, *args: object, **parts: object) -> tuple[str, str]:
    assert callable(attempt)
    with pytest.raises(Refused) as refusal:
        attempt(*args, **parts)
    return refusal.value.reason, refusal.value.field


class TestMaking:
    def test_an_account_has_no_role_and_no_password(self) -> None:
        admin, person = make_administrator(), make_person("N1")
        account = actions.create_account(
            by=admin, email=" Ada@Example.ORG ", name="Ada Example", person=person
        )
        assert (account.email, account.name, account.person) == ("ada@example.org", "Ada Example", person)
        assert not account.has_usable_password()
        assert selectors.roles_of(by=account) == []
        event = Event.objects.latest("sequence")
        assert (event.action, event.subject) == ("create_account", f"account:{account.pk}")
        assert event.words.words == {"email": "ada@example.org", "name": "Ada Example", "person": "N1"}

    def test_duplicates(self) -> None:
        admin, person = make_administrator(), make_person("N1", given_name="Ada", family_name="Example")
        make_account(email="ada@example.org", person=person)
        create = actions.create_account
        assert refused(create, by=admin, email="ADA@example.org", name="Bo") == (
            "There is an account with the address ada@example.org already.",
            "email",
        )
        assert refused(create, by=admin, email="bo@example.org", name="Bo", person=person) == (
            "Ada Example has an account already.",
            "person",
        )

    def test_a_password_too_easy(self) -> None:
        reason, field = refused(
            actions.create_account, by=make_administrator(), email="a@example.org", name="A", password="short"
        )
        assert field == "password"
        assert "at least 12 characters" in reason
        assert not Account.objects.filter(email="a@example.org").exists()

    def test_the_database_itself_refuses(self) -> None:
        make_account(email="ada@example.org")
        other = make_account()
        with pytest.raises(IntegrityError, match=r"account_email_unique_in_any_case"), transaction.atomic():
            Account.objects.filter(pk=other.pk).update(email="ADA@example.org")


class TestChanging:
    def test_a_name_and_an_address(self) -> None:
        admin, account = make_administrator(), make_account("Ada Example", email="ada@example.org")
        EmailAddress.objects.create(user=account, email="ada@example.org", verified=True, primary=True)
        actions.change_account(by=admin, account=account, name="Ada Sample", email="ada.sample@example.org")
        account.refresh_from_db()
        assert (account.name, account.email) == ("Ada Sample", "ada.sample@example.org")
        assert not EmailAddress.objects.filter(email="ada@example.org").exists()
        assert Event.objects.latest("sequence").words.words == {
            "before": {"name": "Ada Example", "email": "ada@example.org"},
            "after": {"name": "Ada Sample", "email": "ada.sample@example.org"},
        }

    def test_not_to_another_s_address(self) -> None:
        make_account(email="bo@example.org")
        account = make_account("Ada Example")
        change = actions.change_account
        admin = make_administrator()
        assert refused(change, by=admin, account=account, name="Ada", email="Bo@example.org")[1] == "email"
        assert refused(change, by=admin, account=account, name=account.name, email=account.email)[0] == (
            "Nothing is different. Change the name or the address."
        )


class TestPasswords:
    def test_it_is_set_and_written_nowhere(self) -> None:
        admin, account = make_administrator(), make_account()
        actions.set_password(by=admin, account=account, password=PASSWORD)
        account.refresh_from_db()
        assert account.check_password(PASSWORD)
        event = Event.objects.latest("sequence")
        assert (event.action, event.actor, event.words.words) == ("set_password", admin.audit_name, {})
        assert not any(PASSWORD in str(words) for words in EventWords.objects.values_list("words", flat=True))

    def test_it_ends_the_sessions(self) -> None:
        account = make_account(password=PASSWORD, roles=[Role.AUDITOR])
        client = signed_in(account)
        assert client.get("/").status_code == 200
        actions.set_password(by=make_administrator(), account=account, password="another-long-made-up-one")
        assert client.get("/").status_code == 302

    def test_it_must_not_be_the_name(self) -> None:
        account = make_account("Bartholomew Example")
        reason, field = refused(
            actions.set_password, by=make_administrator(), account=account, password="bartholomew example"
        )
        assert field == "password"
        assert "similar" in reason

    def test_not_of_a_closed_account(self) -> None:
        admin, account = make_administrator(), make_account("Ada Example")
        actions.deactivate_account(by=admin, account=account, why="Left.")
        assert refused(actions.set_password, by=admin, account=account, password=PASSWORD)[0] == (
            "The account of Ada Example is closed. Open it again first."
        )


class TestClosing:
    def test_it_ends_sign_in_sessions_and_roles_at_once(self) -> None:
        admin, unit = make_administrator(), make_unit("ward")
        account = make_account("Ada Example", password=PASSWORD, roles=[(Role.MANAGER, unit)])
        later = give(account, Role.AUDITOR, from_on=clock.today() + timedelta(days=9))
        client = signed_in(account)
        actions.deactivate_account(by=admin, account=account, why="Left the service.")
        account.refresh_from_db()
        later.refresh_from_db()
        assert not account.is_active
        assert not account.has_usable_password()
        assert client.get("/").status_code == 302
        assert not client.login(username=account.email, email=account.email, password=PASSWORD)
        assert account.grants.get(role=Role.MANAGER).to_on == clock.today()
        assert later.to_on == later.from_on
        event = Event.objects.latest("sequence")
        assert event.action == "deactivate_account"
        assert event.words.words["why"] == "Left the service."
        assert [ended["role"] for ended in event.words.words["roles_ended"]] == ["auditor", "manager"]

    def test_opening_it_again_brings_nothing_back(self) -> None:
        admin = make_administrator()
        account = make_account(password=PASSWORD, roles=[Role.AUDITOR])
        client = signed_in(account)
        actions.deactivate_account(by=admin, account=account, why="Away.")
        actions.reactivate_account(by=admin, account=account)
        account.refresh_from_db()
        assert account.is_active
        assert client.get("/").status_code == 302
        assert not account.check_password(PASSWORD)
        assert selectors.roles_of(by=account) == []

    def test_once(self) -> None:
        admin, account = make_administrator(), make_account("Ada Example")
        assert refused(actions.reactivate_account, by=admin, account=account)[0] == (
            "The account of Ada Example is open already."
        )
        actions.deactivate_account(by=admin, account=account, why="Left.")
        assert "is closed" in refused(actions.deactivate_account, by=admin, account=account, why="Left.")[0]

    def test_it_needs_a_reason(self) -> None:
        assert refused(
            actions.deactivate_account, by=make_administrator(), account=make_account(), why=" "
        ) == (
            "Enter why the account is closed.",
            "why",
        )


class TestTheLastAdministrator:
    WORDS = (
        "This is the last administrator: without one nobody could give roles or open accounts. "
        "Make somebody else an administrator first."
    )

    def test_cannot_close_their_account(self) -> None:
        admin = make_administrator()
        assert refused(actions.deactivate_account, by=admin, account=admin, why="Leaving.")[0] == self.WORDS
        admin.refresh_from_db()
        assert admin.is_active

    @pytest.mark.parametrize("days", [0, 30])
    def test_cannot_end_their_role_now_or_later(self, days: int) -> None:
        admin = make_administrator()
        on = clock.today() + timedelta(days=days)
        assert refused(actions.end_grant, by=admin, grant=admin.grants.get(), on=on)[0] == self.WORDS
        assert admin.grants.get().to_on is None

    def test_is_not_helped_by_one_who_is_to_come_or_to_go(self) -> None:
        admin, day = make_administrator(), timedelta(days=1)
        give(make_account(), Role.ADMINISTRATOR, from_on=clock.today() + day)
        give(make_account(), Role.ADMINISTRATOR, to_on=clock.today() + day)
        closed = make_administrator()
        Account.objects.filter(pk=closed.pk).update(is_active=False)
        assert refused(actions.end_grant, by=admin, grant=admin.grants.get())[0] == self.WORDS

    def test_may_go_when_there_is_another(self) -> None:
        first, second = make_administrator(), make_administrator()
        actions.deactivate_account(by=second, account=first, why="Left.")
        assert refused(actions.deactivate_account, by=second, account=second, why="Left.")[0] == self.WORDS

    def test_other_roles_end_without_asking(self) -> None:
        admin = make_administrator()
        grant = give(admin, Role.AUDITOR)
        actions.end_grant(by=admin, grant=grant)
        assert selectors.roles_of(by=admin) == [Role.ADMINISTRATOR]


class TestGranting:
    def test_a_role_for_a_unit_and_a_time(self) -> None:
        admin, account, unit = make_administrator(), make_account(), make_unit("ward")
        grant = actions.grant_role(
            by=admin,
            account=account,
            role=Role.MANAGER,
            unit=unit,
            from_on=date(2026, 3, 3),
            to_on=date(2026, 4, 1),
        )
        assert (grant.role, grant.unit) == ("manager", unit)
        event = Event.objects.latest("sequence")
        assert (event.action, event.subject) == ("grant_role", account.audit_name)
        assert event.words.words == {
            "role": "manager",
            "unit": "ward",
            "from_on": "2026-03-03",
            "to_on": "2026-04-01",
        }

    def test_it_begins_today_unless_said(self) -> None:
        grant = give(make_account(), Role.AUDITOR)
        assert (grant.from_on, grant.to_on) == (clock.today(), None)

    def test_twice_for_the_same_unit(self) -> None:
        account, unit = make_account("Ada Example"), make_unit("ward", name="Elm ward")
        give(account, Role.ASSESSOR, unit, from_on=date(2026, 3, 3), to_on=date(2026, 4, 1))
        words = "Ada Example is an assessor for Elm ward in those days already."
        for from_on, to_on in (
            (date(2026, 3, 31), None),
            (date(2026, 1, 1), date(2026, 3, 4)),
            (date(2026, 1, 1), None),
            (date(2026, 3, 5), date(2026, 3, 6)),
        ):
            assert refused(give, account, Role.ASSESSOR, unit, from_on=from_on, to_on=to_on) == (
                words,
                "role",
            )
        give(account, Role.ASSESSOR, unit, from_on=date(2026, 4, 1))
        give(account, Role.ASSESSOR, unit, from_on=date(2026, 1, 1), to_on=date(2026, 3, 3))
        give(account, Role.ASSESSOR, from_on=date(2026, 3, 3))
        give(account, Role.MANAGER, unit, from_on=date(2026, 3, 3))
        assert account.grants.count() == 5

    def test_what_makes_no_sense(self) -> None:
        account, unit = make_account("Ada Example"), make_unit("ward")
        assert refused(give, account, Role.AUDITOR, unit) == (
            "The role auditor is never for one unit. Leave the unit empty.",
            "unit",
        )
        assert refused(give, account, Role.AUDITOR, from_on=date(2026, 3, 3), to_on=date(2026, 3, 3)) == (
            "The role would end before it begins on 3 March 2026. Choose a later day.",
            "to_on",
        )
        assert refused(give, account, Role.PRACTITIONER)[1] == "role"
        actions.deactivate_account(by=make_administrator(), account=account, why="Left.")
        assert refused(give, account, Role.AUDITOR)[0].startswith("The account of Ada Example is closed.")

    def test_the_database_itself_refuses(self) -> None:
        account, unit = make_account(), make_unit("ward")
        parts = {"account": account, "role": "auditor", "from_on": date(2026, 3, 3)}
        for wrong, constraint in (
            ({"role": "king"}, "grant_of_a_known_role"),
            ({"to_on": date(2026, 3, 2)}, "grant_ends_after_it_begins"),
            ({"unit": unit}, "grant_for_a_unit_only_of_unit_roles"),
        ):
            with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
                RoleGrant.objects.create(**parts | wrong)


class TestEnding:
    def test_at_once(self) -> None:
        admin, account = make_administrator(), make_account(roles=[Role.AUDITOR])
        grant = actions.end_grant(by=admin, grant=account.grants.get())
        assert grant.to_on == clock.today()
        assert selectors.roles_of(by=account) == []
        assert Event.objects.latest("sequence").words.words["to_on_before"] is None

    def test_one_that_has_not_begun(self) -> None:
        later = clock.today() + timedelta(days=9)
        grant = give(make_account(), Role.AUDITOR, from_on=later)
        assert actions.end_grant(by=make_administrator(), grant=grant).to_on == later

    def test_not_before_it_begins_nor_in_the_past_nor_twice(self) -> None:
        admin, account = make_administrator(), make_account()
        end = actions.end_grant
        with clock.travelling_to(date(2026, 3, 3)):
            later = give(account, Role.AUDITOR, from_on=date(2026, 4, 1))
            assert refused(end, by=admin_of(date(2026, 1, 1)), grant=later, on=date(2026, 3, 31)) == (
                "This role begins on 1 April 2026. End it on that day or later.",
                "on",
            )
            now = give(account, Role.WORKFORCE_LEAD, from_on=date(2026, 1, 1))
            assert refused(end, by=admin_of(date(2026, 1, 1)), grant=now, on=date(2026, 3, 2)) == (
                "A role ends today or later: what was done with it before stands.",
                "on",
            )
            end(by=admin_of(date(2026, 1, 1)), grant=now)
        assert refused(end, by=admin, grant=now)[0] == "This role ended already, on 3 March 2026."


def admin_of(from_on: date) -> Account:
    account = make_account()
    give(account, Role.ADMINISTRATOR, from_on=from_on)
    return account


class TestReading:
    def test_an_administrator_finds_accounts(self) -> None:
        admin, unit = make_administrator("Robin Example"), make_unit("ward", name="Elm ward")
        make_account("Ada Marsh", email="ada@example.org", roles=[(Role.MANAGER, unit)])
        ended = make_account("Ben Marsh", email="ben@example.org", roles=[Role.AUDITOR])
        actions.end_grant(by=admin, grant=ended.grants.get())
        found = list(selectors.accounts(by=admin, words="marsh"))
        assert [account.name for account in found] == ["Ada Marsh", "Ben Marsh"]
        assert [[grant.role for grant in account.grants_today] for account in found] == [["manager"], []]
        assert [account.name for account in selectors.accounts(by=admin, words="ben@")] == ["Ben Marsh"]
        assert selectors.account_by_id(by=admin, number=ended.pk) == ended
        assert [grant.role for grant in selectors.grants_of(by=admin, account=ended)] == ["auditor"]
        grant = ended.grants.get()
        assert selectors.grant_by_id(by=admin, number=grant.pk) == grant

    def test_what_is_not_there(self) -> None:
        admin = make_administrator()
        for attempt in (selectors.account_by_id, selectors.grant_by_id):
            with pytest.raises(Refused, match=r"Look it up in the list of accounts."):
                attempt(by=admin, number=404)

    def test_the_list_takes_as_many_queries_however_long(self, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
        admin = make_administrator()
        for _ in range(3):
            make_account(roles=[Role.AUDITOR])
        with django_assert_num_queries(3):
            assert [len(account.grants_today) for account in selectors.accounts(by=admin)] == [1] * 4

    def test_outsiders(self) -> None:
        unit, account = make_unit("ward"), make_account(roles=[Role.AUDITOR])
        for outsider in (make_account(), make_account(roles=[(Role.MANAGER, unit)]), account):
            for attempt in (
                lambda by: selectors.accounts(by=by),
                lambda by: selectors.account_by_id(by=by, number=account.pk),
                lambda by: selectors.grants_of(by=by, account=account),
                lambda by: selectors.grant_by_id(by=by, number=account.grants.get().pk),
                lambda by: actions.create_account(by=by, email="x@example.org", name="X"),
                lambda by: actions.change_account(by=by, account=account, name="X", email="x@example.org"),
                lambda by: actions.set_password(by=by, account=account, password=PASSWORD),
                lambda by: actions.deactivate_account(by=by, account=account, why="x"),
                lambda by: actions.reactivate_account(by=by, account=account),
                lambda by: actions.grant_role(by=by, account=by, role=Role.ADMINISTRATOR),
                lambda by: actions.end_grant(by=by, grant=account.grants.get()),
            ):
                with pytest.raises(
                    NotAllowed, match=r"You cannot manage accounts and units. Ask an administrator."
                ):
                    attempt(outsider)

    def test_whether_anybody_administers(self) -> None:
        assert not selectors.has_administrator()
        admin = make_administrator()
        assert selectors.has_administrator()
        Account.objects.filter(pk=admin.pk).update(is_active=False)
        assert not selectors.has_administrator()
