"""What is held about people: every table with a person in it is in the file of their record, or says why not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.apps import apps

from standing.areas.audit import clock
from standing.areas.coproduction.actions import add_member
from standing.areas.cover.actions import retract_registration
from standing.areas.held import tables_held
from standing.areas.people.models import Account, Person
from standing.areas.people.roles import Role
from standing.areas.record import actions
from standing.areas.record.presenters.record_files import NAMES, WholeRecord, about
from standing.areas.record.selectors.fact_tables import _MODELS
from standing.areas.record.selectors.held import held_of_person
from standing.areas.record.selectors.records import record_of
from standing.areas.refusals import NotAllowed
from standing.core.coproduction.record import Standpoint
from tests.factories.cover import make_shift, register
from tests.factories.people import make_account, make_person, make_unit, signed_in
from tests.factories.record import Ward, account_of, make_assessor, make_manager, make_ward
from tests.factories.workforce import TESTS

TODAY = date(2026, 6, 15)

_COMPUTED = "computed from the facts, and shown as standing"
_FOR_OTHERS = "what somebody did at work for others: it is of the thing they did it to"
_OF_SIGN_IN = "a means to sign in: its address is that of the account, and its secret is given to nobody"

NOT_IN_THE_FILE = {
    "record.Period": _COMPUTED,
    "record.StalePerson": _COMPUTED,
    "people.Person": "the person, who begins the file; who was merged is under merged records",
    "account.EmailAddress": _OF_SIGN_IN,
    "mfa.Authenticator": _OF_SIGN_IN,
    "socialaccount.SocialAccount": _OF_SIGN_IN,
    "standards.StagedSource": _FOR_OTHERS,
    "exchange.StagedWorkbook": _FOR_OTHERS,
    "exchange.WorkbookImport": _FOR_OTHERS,
    "policies.Policy": _FOR_OTHERS,
    "revisions.CrosswalkVersion": _FOR_OTHERS,
    "revisions.Approval": _FOR_OTHERS,
    "revisions.Step": _FOR_OTHERS,
    "revisions.FindingNote": _FOR_OTHERS,
    "revisions.RulesRequest": _FOR_OTHERS,
    "revisions.StoredRehearsal": _FOR_OTHERS,
}
"""The tables with somebody in them that are not in the file of a person, and why not."""


def leads_to_somebody(field: Any) -> bool:
    """Whether a column names whom a row is about: not whoever did it, which the row of the thing done says."""
    return field.related_model in (Person, Account) and not field.name.endswith("by")


def test_every_table_with_somebody_in_it_is_in_the_file_or_says_why_not() -> None:
    about_somebody = {
        model._meta.label
        for model in apps.get_models()
        if any(map(leads_to_somebody, (*model._meta.fields, *model._meta.many_to_many)))
    }
    in_the_file = {table.model._meta.label for table in tables_held()}
    in_the_file |= {model._meta.label for model, _ in _MODELS.values()}
    assert about_somebody - in_the_file == NOT_IN_THE_FILE.keys(), (
        "Name a table that is new in the module `held` of its area, or here with a reason."
    )


def test_each_table_has_a_name_of_its_own_that_fits_a_sheet() -> None:
    titles = [table.title for table in tables_held()]
    taken = [title.casefold() for title in (*titles, *NAMES.values(), "About", "Standing")]
    assert len(taken) == len(set(taken))
    assert [title for title in titles if len(title) > 31] == []


@pytest.fixture
def ward() -> Iterator[Ward]:
    """Somebody with an account who is on a shift, registered, restricted and in a group; and a record of theirs."""
    with clock.travelling_to(TODAY):
        found = make_ward(TODAY, people=2)
        person, colleague = found.people[1], found.people[0]
        make_shift(found.unit, TODAY, person, colleague)
        retract_registration(by=TESTS, registration=register(person, date(2027, 1, 1)), why="Of another")
        actions.restrict_practice(
            by=TESTS, person=person, from_on=TODAY, review_on=TODAY, limits="Not alone", reason="Supervision"
        )
        add_member(by=TESTS, standpoint=Standpoint.PRACTITIONER, account=account_of(person))
        yield found


def held(by: Account, person: Person) -> dict[str, Any]:
    response = signed_in(by).get(f"/people/{person.ref}/record.json")
    assert response.status_code == 200
    return dict(json.loads(response.content)["held"])


@pytest.mark.django_db
def test_somebody_is_given_all_of_it_and_others_what_they_may_see(ward: Ward) -> None:
    person = ward.people[1]
    own = Account.objects.get(person=person)
    mine = held(own, person)
    assert set(mine) == {table.name for table in tables_held()}, (
        "each table is asked, and each column is there"
    )
    (shift,), (entry,) = mine["shifts"], mine["professional_registrations"]
    assert (shift["Shift"], shift["Begins on"], shift["Leads"]) == ("Night", "2026-06-15", "no")
    assert (entry["Last day"], entry["Why taken back"]) == ("2027-01-01", "Of another")
    assert mine["restrictions"][0]["Reason"] == "Supervision"
    assert [row["E-mail address"] for row in mine["account"]] == [own.email]
    assert len(mine["groups"]) == 1

    told = list(
        about(
            WholeRecord(
                record_of(by=TESTS, person=person, at=TODAY), (), held_of_person(by=own, person=person)
            )
        )
    )
    assert "Restrictions: Limits, Reason" in dict(told)["Words of others"]

    theirs = held(make_manager(ward.unit), person)
    assert theirs["shifts"] == mine["shifts"]
    assert theirs["restrictions"]
    assert not {"groups", "account", "messages", "evidence", "who_looked"} & set(theirs)
    assert not {"shifts", "restrictions", "groups"} & set(held(make_assessor(ward.unit), person))
    assert {row["Who"] for row in held(own, person)["who_looked"]} == {"Morgan Manager", "Alex Assessor"}
    for outsider in (make_assessor(make_unit("oak")), make_account(roles=[Role.ADMINISTRATOR])):
        with pytest.raises(NotAllowed):
            held_of_person(by=outsider, person=person)


@pytest.mark.django_db
def test_what_is_held_under_a_merged_number_is_theirs_too(ward: Ward) -> None:
    kept = make_person("KEPT")
    actions.merge_people(by=TESTS, kept=kept, merged=ward.people[1], why="One person")
    found = {table.name: rows for table, rows in held_of_person(by=TESTS, person=kept)}
    assert len(found["shifts"]) == len(found["professional_registrations"]) == len(found["groups"]) == 1
    assert found["merged_records"][0]["Merged"] == ward.people[1].ref
