"""What the pages of administration do, and what they say when something cannot be done."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from standing.areas.audit import clock
from standing.areas.audit.actions import record_look
from standing.areas.audit.models import Event, EventWords
from standing.areas.people import actions, selectors
from standing.areas.people.models import Account, Person, Post, Unit
from standing.areas.people.roles import Role
from tests.factories.people import (
    PASSWORD,
    TESTS,
    give,
    make_account,
    make_administrator,
    make_person,
    make_post,
    make_unit,
    signed_in,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin() -> Account:
    return make_administrator()


@pytest.fixture
def client(admin: Account) -> Client:
    return signed_in(admin)


def words(client: Client, page: str, /, *args: Any, **query: Any) -> str:
    """What a page says, without its marks."""
    answer = client.get(reverse(f"people:{page}", args=args), query)
    assert answer.status_code == 200
    return plain(answer.content.decode())


def plain(html: str) -> str:
    body = html.split("<main", 1)[1]
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", body)).split())


def send(client: Client, page: str, /, *args: Any, **typed: Any) -> str:
    """Send a form; what the page it leads to says."""
    answer = client.post(reverse(f"people:{page}", args=args), typed, follow=True)
    assert answer.status_code == 200
    assert answer.redirect_chain, plain(answer.content.decode())
    return plain(answer.content.decode())


def refused(client: Client, page: str, /, *args: Any, **typed: Any) -> tuple[str, str]:
    """Send a form that is refused: what the error summary says, and which box its first line leads to."""
    answer = client.post(reverse(f"people:{page}", args=args), typed)
    assert answer.status_code == 200
    html = answer.content.decode()
    assert "<title>Error: " in html
    summary = html.split('class="nhsuk-error-summary"', 1)[1].split("</form>")[0].split("<h1")[0]
    link = re.search(r'href="#([^"]+)"', summary)
    return plain("<main>" + summary).removeprefix("> ").split("There is a problem ", 1)[1], link[
        1
    ] if link else ""


def day(name: str, when: date) -> dict[str, str]:
    return {f"{name}_day": str(when.day), f"{name}_month": str(when.month), f"{name}_year": str(when.year)}


class TestUnits:
    def test_an_empty_service_says_what_to_do(self, client: Client) -> None:
        assert "There are no units yet. Add the service first, then its teams and wards." in words(
            client, "units"
        )

    def test_added_renamed_and_moved(self, client: Client) -> None:
        assert "Elm ward was added." in send(client, "add_unit", name="Elm ward", code="elm", parent="")
        make_unit("team", name="North team")
        assert "Elm ward now lies below North team." in send(client, "move_unit", "elm", parent="team")
        assert "The unit is now called Oak ward." in send(client, "rename_unit", "elm", name="Oak ward")
        assert "Oak ward below North team elm" in words(client, "units")
        assert "Oak ward is at the top." in send(client, "move_unit", "elm", parent="")

    def test_what_is_refused_is_said_at_its_box_and_nothing_typed_is_lost(self, client: Client) -> None:
        make_unit("elm", name="Elm ward")
        said = refused(client, "add_unit", name="Other ward", code="ELM", parent="elm")
        assert said == ("The code elm is that of Elm ward. Choose another.", "id_code")
        html = client.post(reverse("people:add_unit"), {"name": "Other ward", "code": "ELM", "parent": "elm"})
        assert 'value="Other ward"' in html.content.decode()
        assert 'value="elm" selected' in html.content.decode()
        assert refused(client, "add_unit", name="", code="x")[0] == "Enter the unit’s name"
        assert (
            refused(client, "rename_unit", "elm", name="Elm ward")[0]
            == "The unit is called Elm ward already."
        )
        assert Unit.objects.count() == 1

    def test_a_place_below_itself_is_not_offered(self, client: Client) -> None:
        team = make_unit("team", name="North team")
        make_unit("elm", name="Elm ward", parent=team)
        offered = words(client, "move_unit", "team")
        assert "Elm ward" not in offered
        assert (
            refused(client, "move_unit", "team", parent="elm")[0] == "Select one of the choices on the page"
        )

    def test_one_with_its_posts(self, client: Client) -> None:
        make_post(make_unit("elm", name="Elm ward"), code="rn-1", title="Nurse", role="staff-nurse")
        make_post(make_unit("oak"), code="rn-2", title="Cook")
        shown = words(client, "unit", "elm")
        assert "Nurse (rn-1) Code rn-1 Unit Elm ward Role profile staff-nurse" in shown
        assert "Cook" not in shown


class TestPeopleAndPosts:
    def test_a_person_is_added_found_and_renamed(self, client: Client) -> None:
        typed = {"ref": "N100", "given_name": "Ada", "family_name": "Example"}
        assert "Ada Example was added. A manager says where they work." in send(client, "add_person", **typed)
        assert refused(client, "add_person", **typed)[1] == "id_ref"
        make_person("N200", given_name="Bo", family_name="Sample")
        found = words(client, "people", words="n100")
        assert "Showing the only person" in found
        assert "Bo Sample" not in found
        assert "Ada Sample is the name now." in send(
            client, "rename_person", "N100", given_name="Ada", family_name="Sample"
        )
        assert Person.objects.get(ref="N100").name == "Ada Sample"

    def test_a_long_list_comes_in_pages(self, client: Client) -> None:
        for number in range(51):
            make_person(f"N{number:03}", family_name=f"Example {number:03}")
        assert "Showing 1 to 50 of 51 people" in words(client, "people")
        second = words(client, "people", page="2", words="ada")
        assert "Showing 51 to 51 of 51 people" in second
        assert "Example 050" in second

    def test_a_post_is_added_and_changed(self, client: Client) -> None:
        make_unit("elm", name="Elm ward")
        assert "Elm ward" in client.get(reverse("people:add_post"), {"unit": "elm"}).content.decode()
        typed = {"title": "Nurse", "code": "rn-1", "unit": "elm", "role": "staff-nurse"}
        assert "Nurse was added to Elm ward." in send(client, "add_post", **typed)
        assert refused(client, "add_post", **typed)[1] == "id_code"
        assert refused(client, "add_post", **typed | {"unit": ""}) == ("Select the post’s unit", "id_unit")
        assert "Senior nurse was changed." in send(
            client, "change_post", "rn-1", title="Senior nurse", role="senior"
        )
        assert Post.objects.get().role == "senior"
        assert "Senior nurse" in words(client, "posts")


class TestAccounts:
    def test_from_nothing_to_a_manager_who_can_sign_in(self, client: Client) -> None:
        make_person("N100", given_name="Ada", family_name="Example")
        make_unit("elm", name="Elm ward")
        shown = send(client, "add_account", name="Ada Example", email="ada@example.org", person="n100")
        assert (
            "Ada Example has an account. Set a password and give it a role: until then they see nothing."
            in shown
        )
        assert "No role yet: whoever signs in to this account sees nothing. Give it a role." in shown
        account = Account.objects.get(email="ada@example.org")
        assert account.person == Person.objects.get(ref="N100")
        assert "The password of Ada Example was set." in send(
            client, "set_password", account.pk, password=PASSWORD
        )
        shown = send(
            client, "give_role", account.pk, role="manager", unit="elm", **day("from_on", clock.today())
        )
        assert "Ada Example has the role manager for Elm ward." in shown
        assert "Until further notice" in shown
        account.refresh_from_db()
        assert account.check_password(PASSWORD)
        assert [role.value for role in selectors.roles_of(by=account)] == ["manager"]

    def test_the_password_is_shown_nowhere(self, client: Client) -> None:
        account = make_account()
        answer = client.post(reverse("people:set_password", args=[account.pk]), {"password": "short-one"})
        assert "at least 12 characters" in plain(answer.content.decode())
        assert "short-one" not in answer.content.decode()

    def test_no_such_person(self, client: Client) -> None:
        assert refused(client, "add_account", name="Ada", email="a@example.org", person="N404") == (
            "There is no person with the staff number N404. Add them first.",
            "id_person",
        )

    def test_found_by_name_or_address(self, client: Client) -> None:
        make_account("Ada Marsh", email="ada@example.org", roles=[Role.AUDITOR])
        make_account("Bo Sample", email="bo@example.org")
        shown = words(client, "accounts", words="ada@")
        assert "Showing the only account" in shown
        assert "Roles today auditor State Open" in shown
        assert "Bo Sample" not in shown

    def test_changed(self, client: Client) -> None:
        account = make_account("Ada Marsh", email="ada@example.org")
        make_account(email="bo@example.org")
        typed = {"name": "Ada Sample", "email": "bo@example.org"}
        assert refused(client, "change_account", account.pk, **typed) == (
            "There is an account with the address bo@example.org already.",
            "id_email",
        )
        typed["email"] = "ada.sample@example.org"
        assert "The account of Ada Sample was changed." in send(client, "change_account", account.pk, **typed)

    def test_closed_and_opened_again(self, client: Client) -> None:
        account = make_account("Ada Marsh", roles=[Role.AUDITOR])
        assert refused(client, "close_account", account.pk, why="")[0] == "Enter why the account is closed"
        shown = send(client, "close_account", account.pk, why="Left the service.")
        assert "The account of Ada Marsh is closed, and its roles have ended." in shown
        assert "Open the account again" in shown
        assert "Give a role" not in shown
        shown = send(client, "open_account", account.pk)
        assert "The account of Ada Marsh is open. Set a password and give it a role." in shown

    def test_the_last_administrator_stays(self, client: Client, admin: Account) -> None:
        said, box = refused(client, "close_account", admin.pk, why="Leaving.")
        assert said.startswith("This is the last administrator")
        assert box == ""
        assert refused(client, "end_role", admin.grants.get().pk)[0].startswith(
            "This is the last administrator"
        )


class TestRoles:
    def test_a_last_day_is_the_last_day(self, client: Client) -> None:
        account, today = make_account(), clock.today()
        typed = day("from_on", today) | day("last_day", today + timedelta(days=5))
        send(client, "give_role", account.pk, role="auditor", unit="", **typed)
        assert account.grants.get().to_on == today + timedelta(days=6)

    def test_what_is_refused_is_said_at_its_box(self, client: Client) -> None:
        account, today = make_account("Ada Marsh"), clock.today()
        make_unit("elm", name="Elm ward")
        first = day("from_on", today)
        give_role = ("give_role", account.pk)
        before = day("last_day", today - timedelta(days=1))
        said, box = refused(client, *give_role, role="auditor", **first, **before)
        assert said.startswith("The role would end before it begins")
        assert box == "id_last_day_day"
        assert refused(client, *give_role, role="auditor", unit="elm", **first)[1] == "id_unit"
        assert refused(client, *give_role, **first)[0] == "Select a role"
        give(account, Role.AUDITOR)
        assert refused(client, *give_role, role="auditor", **first) == (
            "Ada Marsh is an auditor for the whole service in those days already.",
            "id_role",
        )

    def test_ended_at_once_or_on_a_day(self, client: Client) -> None:
        account, today = make_account("Ada Marsh"), clock.today()
        auditor, lead = give(account, Role.AUDITOR), give(account, Role.WORKFORCE_LEAD)
        assert "The role auditor of Ada Marsh has ended." in send(client, "end_role", auditor.pk)
        shown = send(client, "end_role", lead.pk, **day("last_day", today + timedelta(days=2)))
        assert "The role workforce lead of Ada Marsh will end after its last day." in shown
        lead.refresh_from_db()
        assert lead.to_on == today + timedelta(days=3)
        said, box = refused(client, "end_role", lead.pk, **day("last_day", today - timedelta(days=2)))
        assert said.startswith("This role begins on ")
        assert box == "id_last_day_day"
        assert refused(client, "end_role", auditor.pk)[0].startswith("This role ended already, on ")


class TestTrail:
    def test_events_are_shown_and_chosen(self, client: Client) -> None:
        with clock.travelling_to(date(2026, 3, 3)):
            make_unit("elm", name="Elm ward")
        actions.rename_unit(
            by=make_account("Robin Marsh", email="robin@example.org", roles=[Role.ADMINISTRATOR]),
            unit=Unit.objects.get(),
            name="Oak ward",
        )
        shown = words(client, "trail")
        assert "Rename unit Done to unit:elm" in shown
        assert "Robin Marsh (robin@example.org)" in shown
        shown = words(client, "trail", subject="unit:elm", **day("to_day", date(2026, 3, 3)))
        assert "Add unit" in shown
        assert "Rename unit" not in shown.split("Who What")[-1]
        assert "Done to unit:elm" in shown
        assert "Remove the filter To 3 March 2026" in shown
        shown = words(client, "trail", who="robin@example.org")
        assert "Showing the only event" in shown
        assert "Showing the only event" not in words(client, "trail", who="tests")
        assert "No event was found." in words(client, "trail", who="nobody@example.org")

    def test_a_day_that_is_none_is_said(self, client: Client) -> None:
        answer = client.get(
            reverse("people:trail"), {"from_day_day": "31", "from_day_month": "2", "from_day_year": "2026"}
        )
        assert "From must be a real date" in plain(answer.content.decode())

    def test_one_event_with_its_words(self, client: Client) -> None:
        make_unit("elm", name="Elm ward")
        event = Event.objects.get(subject="unit:elm")
        shown = words(client, "event", event.sequence)
        assert "Name Elm ward Parent None" in shown
        assert event.digest in shown
        lead = make_account(roles=[Role.INFORMATION_GOVERNANCE_LEAD])
        actions.erase_event_words(by=lead, event=event, why="It named somebody.")
        shown = words(client, "event", event.sequence)
        assert "These words were erased on" in shown
        assert "Elm ward" not in shown

    def test_the_state_of_the_chain(self, client: Client, django_capture_on_commit_callbacks: Any) -> None:
        assert "It is not the one anchored in the file outside the database: check the whole trail." in words(
            client, "trail"
        )
        # The events so far were never committed and so never anchored: the trail begins again.
        EventWords.objects.all().delete()
        Event.objects.all().delete()
        with django_capture_on_commit_callbacks(execute=True):
            make_unit("elm")
        assert "It is anchored in a file outside the database." in words(client, "trail")
        assert "All 1 events were followed." in words(client, "chain")
        EventWords.objects.update(words={"name": "another"})
        shown = words(client, "chain")
        assert "The audit trail does not hold" in shown
        assert "Where event 1 What The words of event 1 were altered." in shown

    def test_the_list_makes_as_many_queries_however_long(
        self, client: Client, django_assert_max_num_queries: Any
    ) -> None:
        for _ in range(60):
            actions.add_unit(by=TESTS, code=f"u{Unit.objects.count()}", name="A unit")
        with django_assert_max_num_queries(17):
            client.get(reverse("people:trail"))


class TestLooks:
    def test_a_person_sees_who_looked_at_their_record(self) -> None:
        owner = make_account(person=make_person("N1"))
        record_look(account=make_account("Robin Marsh"), person_ref="N1", page="Record")
        client = signed_in(owner)
        answer = client.get(reverse("people:my_looks"), follow=True)
        shown = plain(answer.content.decode())
        assert "Who looked at my record" in shown
        assert "Who Robin Marsh What they saw Record" in shown

    def test_nobody_s_account_has_no_record(self) -> None:
        answer = signed_in(make_account()).get(reverse("people:my_looks"))
        assert answer.status_code == 403
        assert "Your account belongs to no record here." in answer.content.decode()

    def test_an_auditor_sees_anybody_s(self) -> None:
        make_person("N1")
        shown = words(signed_in(make_account(roles=[Role.AUDITOR])), "looks", "N1")
        assert "Who looked at this record" in shown
        assert "Nobody has looked at this record yet." in shown


class TestFirstSteps:
    def test_an_empty_service_says_what_comes_first_until_it_is_done(self, client: Client) -> None:
        for page in (words(client, "administration"), plain(client.get("/").content.decode())):
            assert "What to do first" in page
            assert "Add the units" in page
        unit = make_unit("elm")
        assert re.search(r"Add the units .{0,80}Done", words(client, "administration"))
        make_person()
        make_post(unit)
        make_account()
        assert "What to do first" not in words(client, "administration")
        assert "What to do first" not in plain(client.get("/").content.decode())

    def test_others_are_not_shown_them(self) -> None:
        client = signed_in(make_account(roles=[Role.WORKFORCE_LEAD]))
        assert "What to do first" not in words(client, "administration")
        assert "Accounts" not in words(client, "administration")


def test_names_are_shown_as_they_are_written(client: Client) -> None:
    """Nothing that somebody typed becomes part of a page."""
    typed = "<b>Elm</b> & \"co\" <script>alert('x')</script>"
    make_unit("elm", name=typed)
    make_account(typed)
    make_person("N1", given_name=typed, family_name="'")
    for page in ("units", "accounts", "people", "trail"):
        assert "<script>alert" not in client.get(reverse(f"people:{page}")).content.decode(), page
    assert typed in words(client, "unit", "elm")
    assert typed in words(client, "units")
