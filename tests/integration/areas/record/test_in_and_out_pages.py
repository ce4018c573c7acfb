"""Starters, movers and leavers by a paste, a file or a form: every fault by line, all or nothing, twice is once."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from standing.areas.audit import clock
from standing.areas.audit.models import Event
from standing.areas.people.actions import end_grant
from standing.areas.people.models import Account, Merge, Person, Post, Unit
from standing.areas.people.roles import Role
from standing.areas.record import actions
from standing.areas.record.models import Assignment, Claim, Decision, Membership
from standing.areas.record.requirements import Required
from standing.areas.record.trail import facts_at_odds_with_the_trail
from tests.factories.people import give, make_account, make_person, make_post, make_unit, signed_in
from tests.factories.record import account_of, load_standards, make_lead, make_manager, require
from tests.factories.workforce import TESTS, employ, met, rule

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 15)


@pytest.fixture(autouse=True)
def today() -> Any:
    with clock.travelling_to(TODAY):
        yield


@pytest.fixture
def ash() -> Unit:
    unit = make_unit("ash", name="Ash ward")
    make_post(unit, code="ash-nurse", title="Staff nurse", role="nurse")
    return unit


@pytest.fixture
def oak() -> Unit:
    unit = make_unit("oak", name="Oak ward")
    make_post(unit, code="oak-nurse", title="Staff nurse", role="nurse")
    make_post(unit, code="oak-lead", title="Team lead", role="lead")
    return unit


def text(answer: Any) -> str:
    assert answer.status_code == 200, answer.status_code
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def look(client: Client, address: str, paste: str, **more: str) -> str:
    """What the page says of a paste; with `confirm`, what it says once that is done."""
    return text(client.post(address, {"text": paste, **more}, follow=True))


TWELVE = "Staff number\tName\tUnit\tRole\tStart\n" + "\n".join(
    f"N{n}\tExample, Person {chr(64 + n)}\tAsh ward\tStaff nurse\t{n}/9/2026" for n in range(1, 13)
)


def test_twelve_starters_are_looked_at_added_and_the_same_paste_again_changes_nothing(ash: Unit) -> None:
    client = signed_in(make_lead())
    shown = look(client, "/starters/", TWELVE)
    assert "12 people will be added." in shown
    assert "First day 12 September 2026 What happens Will be written" in shown
    assert "Example" in shown
    assert not Person.objects.exists()
    assert "12 people were added." in look(client, "/starters/", TWELVE, confirm="yes")
    rows = Assignment.objects.order_by("pk")
    assert [(row.person.ref, row.from_on) for row in rows] == [
        (f"N{n}", date(2026, 9, n)) for n in range(1, 13)
    ]
    assert {row.post.code for row in rows if row.post} == {"ash-nurse"}
    before = Event.objects.count()
    shown = look(client, "/starters/", TWELVE)
    assert "Nothing has to be written. 12 lines are there already" in shown
    assert "Add " not in shown.partition("How the columns")[0].partition("Line by line")[2]
    assert Event.objects.count() == before
    assert list(facts_at_odds_with_the_trail()) == []


@pytest.mark.parametrize(
    "paste",
    [
        'N1,"Example, Ada",ash,nurse,2026-09-01',
        "N1;Example Ada;Ash Ward;staff nurse;1.9.26",
        "Ref\tFirst name\tSurname\tTeam\tJob\tStart date\tFloor\nN1\tAda\tExample\tASH\tash-nurse\t1 Sept 2026\t3",
        "N1\tAda\tExample\tAsh ward\tnurse\tTue 1 September 2026\r\n",
    ],
)
def test_columns_signs_and_days_are_read_as_people_write_them(paste: str, ash: Unit) -> None:
    client = signed_in(make_lead())
    assert "1 person will be added." in look(client, "/starters/", paste)
    look(client, "/starters/", paste, confirm="yes")
    (row,) = Assignment.objects.all()
    assert {row.person.given_name, row.person.family_name} == {"Ada", "Example"}
    assert (row.person.ref, row.unit, row.role, row.from_on) == ("N1", ash, "nurse", date(2026, 9, 1))


def test_every_fault_is_named_by_line_and_nothing_is_written(ash: Unit, oak: Unit) -> None:
    make_post(ash, code="ash-nurse-2", title="Staff nurse", role="nurse")
    taken = make_person("TAKEN", given_name="Somebody", family_name="Else")
    employ(taken, Post.objects.get(code="oak-nurse"))
    lines = [
        "N1,Ada Example,Oak ward,Staff nurse,1/9/2026",
        "N2,Ada van der Example,Oak ward,Staff nurse,1/9/2026",
        "N3,Ada,Oak ward,Staff nurse,31/9/2026",
        "N4,Ada Example,Elm ward,Staff nurse,soon",
        "N5,Ada Example,Oak ward,Surgeon,1/9/2026",
        "N6,Ada Example,Ash ward,Staff nurse,1/9/2026",
        "N7,Ada Example,Oak ward,Staff nurse,1/9/1926",
        "TAKEN,Ada Example,Oak ward,Staff nurse,1/9/2026",
        "N8,Ada Example,Oak ward,Staff nurse,1/9/2026,more",
        "N9,Ada Example,Oak ward,Staff nurse,1/9/2026",
        "n9,Eve Example,Oak ward,Staff nurse,1/9/2026",
        ",Ada Example,Oak ward,Staff nurse,1/9/2026",
    ]
    client = signed_in(make_lead())
    shown = look(client, "/starters/", "\n".join(lines))
    for fault in (
        "2 Name: found “Ada van der Example”, which leaves open where the family name begins; write it first, with",
        "3 Name: found “Ada”, expected a given name and a family name",
        "3 First day: found “31/9/2026”, which is no day",
        "4 Unit: found “Elm ward”, which is no unit of yours; expected one of Ash ward, Oak ward",
        "4 First day: found “soon”, expected a day like 1 September 2026",
        "5 Role: found “Surgeon”, which is no role here",
        "6 Role: found “Staff nurse”, which 2 posts there are; write the code of one: ash-nurse (Staff nurse)",
        "7 First day: found 1926-09-01, which is too far off to be meant",
        "8 Staff number: TAKEN is that of Somebody Else. Two people are never one",
        "9 There is more on this line than there are columns: “more”",
        "10 Staff number: N9 stands on more than one line",
        "11 Staff number: n9 stands on more than one line",
        "12 Staff number: Enter the staff number",
    ):
        assert fault in shown, fault
    assert "11 of 12 lines have a fault, so nothing can be written yet: all lines, or none." in shown
    assert "Line 2: Name" in look(client, "/starters/", "\n".join(lines), confirm="yes")
    assert Person.objects.count() == 1


@pytest.mark.parametrize(
    ("paste", "says"),
    [
        ("", "Paste the lines, or select a file"),
        (" \n\t\n", "Paste the lines, or select a file"),
        (
            "N1,Ada Example",
            "Without a heading the columns are: staff number, name, unit, role, first day; or",
        ),
        (
            "Staff number,Name\nN1,Ada Example",
            "No column was recognised as the unit, the role, the first day",
        ),
        ("Staff number,Name,Surname,Last name\nN1,Ada", "Two columns are headed as the family name"),
        ("\n".join(["a,b,c,d,e"] * 502), "These are 502 lines, and 500 fit a paste"),
    ],
)
def test_what_cannot_be_read_at_all_is_said_with_what_was_typed_still_there(
    paste: str, says: str, ash: Unit
) -> None:
    answer = signed_in(make_lead()).post("/starters/", {"text": paste})
    assert says in text(answer)
    if paste.strip():
        assert paste.splitlines()[0] in answer.content.decode()


def test_a_file_is_read_as_a_paste_and_goes_on_as_one(ash: Unit) -> None:
    client = signed_in(make_lead())
    file = SimpleUploadedFile(
        "new.csv", TWELVE.replace(", ", " ").replace("\t", ",").replace("Person ", "").encode()
    )
    answer = client.post("/starters/", {"text": "", "file": file})
    assert "12 people will be added." in text(answer)
    (carried,) = re.findall(r'name="text" value="([^"]*)"', answer.content.decode())
    assert "12 people were added." in look(client, "/starters/", carried, confirm="yes")
    broken = SimpleUploadedFile("x.xlsx", b"PK\x03\x04zz")
    assert "There is a problem" in text(client.post("/starters/", {"file": broken}))


def test_a_manager_adds_to_their_own_units_and_learns_nothing_of_others(ash: Unit, oak: Unit) -> None:
    other = make_person("OTHER", given_name="Hidden", family_name="Name")
    employ(other, Post.objects.get(code="oak-nurse"))
    client = signed_in(make_manager(ash))
    shown = look(
        client,
        "/starters/",
        "N1,Ada Example,Oak ward,nurse,1/9/2026\nOTHER,Ada Example,Ash ward,nurse,1/9/2026",
    )
    assert "which is no unit of yours; expected one of Ash ward." in shown
    assert "OTHER is taken, by somebody outside your units. Ask the workforce lead." in shown
    assert "Hidden" not in shown
    assert "1 person was added." in look(
        client, "/starters/", "N1,Ada Example,Ash ward,nurse,1/9/2026", confirm="yes"
    )


@pytest.mark.parametrize("address", ["/starters/", "/movers/", "/leavers/"])
def test_outsiders_are_refused(address: str) -> None:
    for roles in ([], [Role.ADMINISTRATOR], [Role.FRAMEWORK_STEWARD, Role.AUDITOR, Role.POLICY_AUTHOR]):
        client = signed_in(make_account(roles=roles))
        assert client.get(address).status_code == 403
        assert client.post(address, {"text": "N1,1/9/2026", "confirm": "yes"}).status_code == 403


# -- movers ---------------------------------------------------------------------------------------------------


@pytest.fixture
def ada(ash: Unit, oak: Unit) -> Person:
    """A nurse on Ash ward who met the first of two standards; a lead needs both, one of them for older people."""
    one, two = load_standards(2)
    rule((one, two))
    require((one,), role="nurse")
    actions.set_requirements(
        by=TESTS,
        role="lead",
        wanted=[actions_required(one), actions_required(two, "older people", 90)],
        from_on=date(2020, 1, 1),
        why="x",
    )
    person = make_person("ADA", given_name="Ada", family_name="Example")
    employ(person, Post.objects.get(code="ash-nurse"))
    met(person, one, date(2026, 1, 1))
    return person


def actions_required(standard: str, context: str = "", days: int | None = None) -> Any:
    return Required(standard, context, days)


def test_the_gaps_are_shown_before_a_move_by_form_and_the_old_context_is_kept(ada: Person, oak: Unit) -> None:
    row = Assignment.objects.get(person=ada)
    client = signed_in(make_lead())
    sent = {"post": "oak-lead", "from_on_day": 1, "from_on_month": 7, "from_on_year": 2026, "why": "promoted"}
    shown = text(client.post(f"/people/ADA/work/posts/{row.pk}/move/", sent))
    assert (
        "Team lead in Oak ward asks for 2 standards. On 1 July 2026 Ada Example would count in 1 of them."
        in shown
    )
    assert "Gaps of Ada Example (1)" in shown
    assert "ZB2 (2013) Keep the ZB2 garden of 2013, for older people On the first day Not held" in shown
    assert "Why Never held Needed by 29 Sep 2026 Asked before No" in shown
    assert Assignment.objects.count() == 1
    done = text(
        client.post(f"/people/ADA/work/posts/{row.pk}/move/", {**sent, "confirm": "yes"}, follow=True)
    )
    assert "Ada Example moves to Team lead in Oak ward on 1 July 2026." in done
    known = Assignment.objects.filter(retracted_on=None).order_by("from_on")
    assert [(a.unit.code, a.role, a.to_on) for a in known] == [
        ("ash", "nurse", date(2026, 7, 1)),
        ("oak", "lead", None),
    ]
    assert Decision.objects.get().retracted_on is None


MOVE = "Staff number\tName\tUnit\tRole\tFrom\nADA\tAda Example\tOak ward\tTeam lead\t1/7/2026"


def test_a_move_by_paste_shows_the_gaps_and_the_same_again_changes_nothing(ada: Person) -> None:
    client = signed_in(make_lead())
    shown = look(client, "/movers/", MOVE)
    assert "1 person will move." in shown
    assert "would count in 1 of them." in shown
    assert "1 person moves." in look(client, "/movers/", MOVE, confirm="yes")
    assert "Nothing has to be written. 1 line is there already" in look(client, "/movers/", MOVE)
    assert list(facts_at_odds_with_the_trail()) == []


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (
            "ADA,Eve Example,Oak ward,Team lead,1/7/2026",
            "ADA is that of Ada Example, and the line says “Eve Example”",
        ),
        ("NONE,,Oak ward,Team lead,1/7/2026", "found “NONE”, which is nobody whose work you can change"),
        ("ADA,,Nowhere,Team lead,1/7/2026", "found “Nowhere”, which is no unit of yours"),
        ("ADA,,Oak ward,Team lead,1/1/2015", "there is no place to leave that day"),
        ("ADA,,Ash ward,Staff nurse,1/7/2026", "there is no place to leave that day"),
        (
            "ADA,,Oak ward,Team lead,1/7/2026\nADA,,Oak ward,Staff nurse,1/8/2026",
            "stands on more than one line",
        ),
    ],
)
def test_the_faults_of_moves_are_named(line: str, says: str, ada: Person) -> None:
    assert says in look(signed_in(make_lead()), "/movers/", line)
    assert Assignment.objects.count() == 1


def test_who_works_in_two_places_says_which_they_leave(ada: Person, oak: Unit) -> None:
    employ(ada, Post.objects.get(code="oak-nurse"), from_on=date(2024, 1, 1))
    elm = make_unit("elm", name="Elm ward")
    make_post(elm, code="elm-nurse", title="Staff nurse", role="nurse")
    client = signed_in(make_lead())
    shown = look(client, "/movers/", "ADA,,Elm ward,nurse,1/7/2026")
    assert (
        "Ada Example works in Ash ward, Oak ward; add a column “Old unit” that says which they leave" in shown
    )
    paste = "Staff number,Old unit,New unit,Role,Date\nADA,Oak ward,Elm ward,,1/7/2026"
    assert "1 person moves." in look(client, "/movers/", paste, confirm="yes")
    known = Assignment.objects.filter(retracted_on=None).order_by("from_on")
    assert [(row.unit.code, row.to_on) for row in known] == [
        ("ash", None),
        ("oak", date(2026, 7, 1)),
        ("elm", None),
    ]


def test_a_manager_moves_between_their_own_units_only(ada: Person, ash: Unit, oak: Unit) -> None:
    manager = make_manager(ash)
    assert "which is no unit of yours" in look(signed_in(manager), "/movers/", MOVE)
    give(manager, Role.MANAGER, oak)
    assert "1 person moves." in look(signed_in(manager), "/movers/", MOVE, confirm="yes")


def test_a_move_is_undone_by_taking_back_and_letting_go_on(ada: Person) -> None:
    client = signed_in(make_lead())
    look(client, "/movers/", MOVE, confirm="yes")
    old, new = Assignment.objects.filter(retracted_on=None).order_by("from_on")
    base = "/people/ADA/work/posts"
    assert "Team lead in Oak ward of Ada Example was taken back." in text(
        client.post(f"{base}/{new.pk}/take-back/", {"why": "wrong person"}, follow=True)
    )
    assert "goes on until further notice" in text(
        client.post(f"{base}/{old.pk}/reopen/", {"why": "wrong person"}, follow=True)
    )
    (row,) = Assignment.objects.filter(retracted_on=None)
    assert (row.unit.code, row.to_on, row.from_on) == ("ash", None, date(2015, 1, 1))
    assert "This has no last day" in text(client.post(f"{base}/{row.pk}/reopen/", {"why": "x"}))


# -- leavers --------------------------------------------------------------------------------------------------


def leaving_of(ada: Person) -> Account:
    actions.open_claim(by=TESTS, person=ada, standard="ZB2@2013", opened_on=date(2026, 3, 1))
    actions.join_population(by=TESTS, person=ada, population="inpatient", from_on=date(2026, 1, 1))
    return account_of(ada)


def day(name: str, on: date) -> dict[str, int]:
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


def test_a_leaver_by_form_ends_posts_claims_populations_and_access_and_keeps_the_record(ada: Person) -> None:
    account = leaving_of(ada)
    client = signed_in(make_lead())
    sent = {**day("last_day", TODAY.replace(day=14)), "why": ""}
    shown = text(client.post("/people/ADA/work/leave/", sent))
    assert "Staff nurse in Ash ward ends" in shown
    assert "work towards ZB2@2013 closes as left" in shown
    assert f"the account {account.email} is closed at once" in shown
    assert Account.objects.get(pk=account.pk).is_active
    done = text(client.post("/people/ADA/work/leave/", {**sent, "confirm": "yes"}, follow=True))
    assert "Ada Example leaves: last day 14 June 2026." in done
    assert not Account.objects.get(pk=account.pk).is_active
    assert Assignment.objects.get(retracted_on=None).to_on == TODAY
    assert Claim.objects.get(retracted_on=None).closed_on == TODAY
    assert Claim.objects.exclude(retracted_on=None).get().retraction_reason == "Left"
    assert Membership.objects.get(retracted_on=None).to_on == TODAY
    assert Decision.objects.filter(person=ada, retracted_on=None).count() == 1
    assert list(facts_at_odds_with_the_trail()) == []


def test_who_leaves_later_keeps_their_roles_until_the_day(ada: Person) -> None:
    account = leaving_of(ada)
    client = signed_in(make_lead())
    shown = look(client, "/leavers/", "ADA,Ada Example,31/7/2026")
    assert f"the account {account.email} has no role from 1 August 2026, and opens nothing" in shown
    assert "1 person leaves." in look(client, "/leavers/", "ADA,Ada Example,31/7/2026", confirm="yes")
    kept = Account.objects.get(pk=account.pk)
    assert kept.is_active
    assert [grant.to_on for grant in kept.grants.all()] == [date(2026, 8, 1)]
    assert signed_in(kept).get("/record/").status_code == 200
    with clock.travelling_to(date(2026, 8, 1)):
        assert "Ada" not in text(signed_in(kept).get("/record/")).partition("Sign out")[2]
    assert "Nothing has to be written." in look(client, "/leavers/", "ADA,Ada Example,31/7/2026")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("NONE,1/7/2026", "nobody whose work you can change"),
        ("ADA,never", "Last day: found “never”"),
        ("ADA,1/7/2026\nada,2/7/2026", "stands on more than one line"),
    ],
)
def test_the_faults_of_leavers_are_named(line: str, says: str, ada: Person) -> None:
    assert says in look(signed_in(make_lead()), "/leavers/", line)


def test_a_manager_records_a_leaver_only_where_everything_is_theirs_to_end(
    ada: Person, ash: Unit, oak: Unit
) -> None:
    account = leaving_of(ada)
    manager = make_manager(ash)
    other = employ(ada, Post.objects.get(code="oak-nurse"), from_on=date(2024, 1, 1))
    line = "ADA,14/6/2026"
    assert "also works in a unit that is not yours" in look(signed_in(manager), "/leavers/", line)
    actions.end_assignment(by=TESTS, assignment=other, to_on=TODAY, why="x")
    grant = give(account, Role.ASSESSOR, oak)
    assert "also has roles beyond your units" in look(signed_in(manager), "/leavers/", line)
    assert Account.objects.get(pk=account.pk).is_active
    end_grant(by=TESTS, grant=grant)
    assert "1 person leaves." in look(signed_in(manager), "/leavers/", line, confirm="yes")
    assert not Account.objects.get(pk=account.pk).is_active


def test_an_administrator_is_closed_by_an_administrator_first_and_nobody_records_themself(
    ada: Person, ash: Unit
) -> None:
    account = account_of(ada, Role.ADMINISTRATOR)
    assert "is an administrator. Ask another administrator" in look(
        signed_in(make_lead()), "/leavers/", "ADA,14/6/2026"
    )
    give(account, Role.MANAGER, ash)
    assert "nobody whose work you can change" in look(signed_in(account), "/leavers/", "ADA,14/6/2026")


# -- two records ----------------------------------------------------------------------------------------------


def test_two_records_are_suggested_looked_at_merged_found_by_the_old_number_and_split(
    ada: Person, oak: Unit
) -> None:
    double = make_person("ADA2", given_name="ADA", family_name="Example")
    employ(double, Post.objects.get(code="oak-nurse"))
    met(double, "ZB2@2013", date(2026, 2, 1))
    client = signed_in(make_lead())
    shown = text(client.get("/merges/"))
    assert "The same name, and both at work at the same time" in shown
    sent = {"other": "ADA2", "why": "Payroll says so"}
    assert 'value="ADA2"' in client.get("/people/ADA/merge/?other=ADA2").content.decode()
    shown = text(client.post("/people/ADA/merge/", sent))
    assert "1 assignment, 1 decision" in shown or "1 decision, 1 assignment" in shown
    assert "counts in 1 more, and no longer in 0" in shown
    assert not Merge.objects.exists()
    done = text(client.post("/people/ADA/merge/", {**sent, "confirm": "yes"}, follow=True))
    assert "ADA2 is merged into ADA." in done
    assert "No two records have the same name" in done
    assert client.get("/people/ADA2/?at=2026-06-01")["Location"] == "/people/ADA/?at=2026-06-01"
    assert client.get("/people/ADA2/standards/ZB2@2013/")["Location"].startswith("/people/ADA/standards/ZB2")
    assert "Oak ward" in text(client.get("/people/ADA2/work/"))
    merge = Merge.objects.get()
    done = text(client.post(f"/merges/{merge.pk}/split/", {"why": "Two Adas"}, follow=True))
    assert "ADA and ADA2 are two records again." in done
    assert client.get("/people/ADA2/").status_code == 200
    assert Decision.objects.get(standard="ZB2@2013").person == double


def test_what_cannot_be_merged_is_said_at_the_field(ada: Person) -> None:
    client = signed_in(make_lead())
    assert "There is nobody with the staff number NONE" in text(
        client.post("/people/ADA/merge/", {"other": "NONE", "why": "x"})
    )
    assert "These are one record already" in text(
        client.post("/people/ADA/merge/", {"other": "ada", "why": "x"})
    )
    assert client.get("/people/NONE/merge/").status_code == 404
    assert client.get("/merges/999/split/").status_code == 404
