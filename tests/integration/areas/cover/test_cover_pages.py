"""The pages of cover, sent as a browser sends them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta

import pytest
from django.urls import reverse

from standing.areas.audit import clock
from standing.areas.audit.models import Event, Look
from standing.areas.cover.models import CoverRule, Placement, Registration, RuleLine, Shift
from standing.areas.cover.urls import urlpatterns
from standing.areas.inbox import waiting_for
from standing.areas.people.models import Account, Person, Unit
from standing.areas.people.roles import Role
from tests.factories.cover import make_rule, make_shift, on, register
from tests.factories.people import make_account, make_unit, signed_in
from tests.factories.policies import Offices, agreed_change, make_policy, publish_policy
from tests.factories.profiles import make_profile
from tests.factories.standards import load_catalogue, two_revisions
from tests.factories.workforce import make_worker, met, rule
from tests.support.pages import text

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 20)
ZX1, ZX2 = "ZX1@2003", "ZX2@2003"


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.travelling_to(TODAY):
        load_catalogue(two_revisions())
        rule([ZX1, ZX2], months=12)
        yield


@pytest.fixture
def ward() -> Unit:
    return make_unit("ash", name="Ash ward")


@pytest.fixture
def ada(ward: Unit) -> Person:
    person = make_worker(ward, ref="A1", name="Ada")
    met(person, ZX1, date(2026, 6, 1))
    return person


@pytest.fixture
def manager(ward: Unit) -> Account:
    return make_account("Morgan Manager", roles=[(Role.MANAGER, ward)])


def day_of(name: str, day: date) -> dict[str, str]:
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


def test_a_shift_is_typed_and_somebody_put_on_it_changed_and_taken_off(
    ward: Unit, ada: Person, manager: Account
) -> None:
    browser = signed_in(manager)
    sent = {"name": "Night", **day_of("starts_on", TODAY)}
    made = browser.post("/cover/units/ash/add-shift/", sent, follow=True)
    assert "Night, Saturday 20 to Sunday 21 June, is on the rota" in text(made)
    shift = Shift.objects.get()
    page = browser.post(
        f"/cover/shifts/{shift.pk}/people/add/", {"who": "Ada Example", "band": "6"}, follow=True
    )
    assert "Ada Example (A1) is on the shift" in text(page)
    again = browser.post(f"/cover/shifts/{shift.pk}/people/add/", {"who": "a1"})
    assert "Ada Example (A1) is on this shift already" in text(again)
    unknown = browser.post(f"/cover/shifts/{shift.pk}/people/add/", {"who": "Zed Nobody"})
    assert "nobody who works in a unit whose rota you keep" in text(unknown)
    browser.post(f"/cover/shifts/{shift.pk}/people/add/", {"who": "Zed Nobody", "agency": "on"})
    place = Placement.objects.get(person=ada, removed_at=None)
    browser.post(
        f"/cover/shifts/{shift.pk}/people/{place.pk}/", {"role": "In charge", "band": "7", "leads": "on"}
    )
    now = Placement.objects.get(person=ada, removed_at=None)
    assert (now.role, now.band, now.leads) == ("In charge", 7, True)
    assert browser.post(f"/cover/shifts/{shift.pk}/people/{now.pk}/take-off/").status_code == 302
    assert [one.name for one in Placement.objects.filter(removed_at=None)] == ["Zed Nobody"]
    assert browser.post(f"/cover/shifts/{shift.pk}/remove/").status_code == 302
    assert Shift.objects.get().removed_at is not None
    assert browser.get(f"/cover/shifts/{shift.pk}/").status_code == 404


def test_a_rota_is_looked_at_first_and_then_put_in_place(ward: Unit, ada: Person, manager: Account) -> None:
    browser = signed_in(manager)
    rows = "date\tshift\tname\tband\n20/6/2026\tNight\tAda Example\t6\n21/6/2026\tNight\tAda Example\tsix"
    page = text(browser.post("/cover/units/ash/rota/", {"text": rows}))
    assert "Nothing can be put on the rota while there is a fault" in page
    assert "Band: found “six”, expected an Agenda for Change band" in page
    rows = rows.replace("six", "6")
    page = text(browser.post("/cover/units/ash/rota/", {"text": rows}))
    assert "2 new" in page
    assert not Shift.objects.exists()
    done = text(browser.post("/cover/units/ash/rota/", {"text": rows, "confirm": "yes"}, follow=True))
    assert "The rota of 2 days between 20 June 2026 and 21 June 2026 was replaced: 2 new." in done
    assert Shift.objects.count() == 2
    same = text(browser.post("/cover/units/ash/rota/", {"text": rows}))
    assert "The rota says this already: 2 shifts as they stand" in same


def test_a_typed_night_without_a_year_is_shown_as_it_was_read_before_it_is_written(
    ward: Unit, ada: Person, manager: Account
) -> None:
    browser = signed_in(manager)
    page = text(browser.post("/cover/units/ash/rota/", {"text": "name, Sat 20/6\nAda Example, N"}))
    assert "read as the day near today: “Sat 20/6” as Saturday 20 June 2026" in page
    assert not Shift.objects.exists()
    rows = "date;shift;name\n20 June;night;Ada Example"
    page = text(browser.post("/cover/units/ash/rota/", {"text": rows}))
    assert "“20 June” as Saturday 20 June 2026" in page
    browser.post("/cover/units/ash/rota/", {"text": rows, "confirm": "yes"})
    assert [(one.name, one.starts_on) for one in Shift.objects.all()] == [("Night", TODAY)]
    page = text(browser.post("/cover/units/ash/rota/", {"text": "Ada Example, N"}))
    assert "Write either a list, with the headings" in page


def test_a_rule_is_set_added_to_and_ended(ward: Unit, ada: Person, manager: Account) -> None:
    browser = signed_in(manager)
    sent = {
        "name": "Nights",
        "kinds": ["night"],
        "standards": "ZX1",
        "at_least": "1",
        **day_of("from_on", TODAY),
    }
    page = browser.post("/cover/units/ash/rules/set/", sent, follow=True)
    assert "Nights is set, from 20 June 2026." in text(page)
    made = CoverRule.objects.get()
    sent = {"standards": "ZX2", "at_least": "2", "leads": "on", "registered_with": "nmc", "band_from": "6"}
    page = browser.post(f"/cover/rules/{made.pk}/add-line/", sent | day_of("from_on", TODAY), follow=True)
    assert "At least 2, band 6 or above, registered with NMC, among those who lead in ZX2" in text(page)
    old = {"standards": "ZZ2@2001", "at_least": "1"} | day_of("from_on", TODAY)
    page = browser.post(f"/cover/rules/{made.pk}/add-line/", old, follow=True)
    assert "A revision replaced ZZ2@2001 by ZX1@2003" in text(page)
    first = RuleLine.objects.order_by("pk")[0]
    browser.post(f"/cover/rules/{made.pk}/lines/{first.pk}/end/", day_of("to_on", TODAY + timedelta(days=3)))
    assert RuleLine.objects.get(pk=first.pk).to_on == TODAY + timedelta(days=3)
    browser.post(f"/cover/rules/{made.pk}/end/", day_of("to_on", TODAY + timedelta(days=5)))
    assert CoverRule.objects.get().to_on == TODAY + timedelta(days=5)
    assert "Nights" in text(browser.get("/cover/units/ash/rules/"))


def test_a_registration_is_recorded_given_up_and_taken_back(ada: Person, manager: Account) -> None:
    browser = signed_in(manager)
    assert browser.get("/registrations/?ref=A1").status_code == 302
    sent = {"body": "nmc", "number": "99A1234", **day_of("from_on", date(2024, 1, 1))}
    sent |= day_of("expires_on", date(2026, 7, 1)) | day_of("checked_on", TODAY)
    page = browser.post("/registrations/A1/record/", sent)
    assert "two digits, a letter from A to L, four digits and a letter" in text(page)
    page = browser.post("/registrations/A1/record/", sent | {"number": "99a 1234e"}, follow=True)
    assert "NMC 99A1234E is recorded, until 1 July 2026." in text(page)
    row = Registration.objects.get()
    assert "In force, 11 days left" in text(browser.get("/registrations/"))
    own = make_account(person=ada, roles=[Role.PRACTITIONER])
    assert "Nursing and Midwifery Council, 99A1234E: until 1 July 2026." in text(signed_in(own).get("/"))
    browser.post(f"/registrations/A1/{row.pk}/give-up/", {"why": "A manager now", **day_of("on", TODAY)})
    assert "Needed no more" in text(browser.get("/registrations/"))
    browser.post(f"/registrations/A1/{row.pk}/take-back/", {"why": "A slip"})
    assert Registration.objects.get().retracted_at is not None


def test_who_can_work_tonight_from_the_home_page(ward: Unit, ada: Person, manager: Account) -> None:
    make_rule(ward, ZX1, 2, kinds=("night",))
    browser = signed_in(manager)
    page = text(browser.get("/cover/tonight/"))
    assert "Tonight, not on a rota yet" in page
    assert "At least 2" in page
    assert "Ada Example" in page
    make_shift(ward, TODAY, on(ada, band=6), "Zed Agency")
    home = browser.get("/")
    assert 'href="/cover/tonight/"' in home.content.decode()
    assert "Does not meet the rule you set" in text(home)
    (waits,) = waiting_for(manager, TODAY)
    assert (waits.what, waits.about) == ("Cover the shift", "Night, Saturday 20 to Sunday 21 June, Ash ward")
    page = text(browser.get("/cover/tonight/"))
    assert "1 of at least 2" in page
    assert "Zed Agency: not in the record, so nobody can say whether they count" in page
    assert "safe" in page
    week = text(browser.get("/cover/units/ash/"))
    assert "0 of 1 shift meets the rule you set" in week
    assert "Shifts that will not meet the rule, and why" in week
    assert "Week from" not in week, "one week is not folded"
    make_shift(ward, TODAY + timedelta(days=8), on(ada, band=6))
    weeks = browser.get("/cover/units/ash/").content.decode()
    assert weeks.count("app-open-on-paper") == 2
    assert weeks.count('app-open-on-paper" open') == 1
    assert "Week from 27 June 2026: 0 of 1 shift meets the rule you set." in weeks


def test_every_page_opens_for_those_who_may_and_nobody_else_and_writes_nothing(
    ward: Unit, ada: Person
) -> None:
    """By the role over the ward; by the same over another; ward sheets and files have tests of their own."""
    set_for, shift, entry = (
        make_rule(ward, ZX1),
        make_shift(ward, TODAY, ada),
        register(ada, date(2027, 1, 1)),
    )
    place, line = shift.placements.get(), set_for.lines.get()
    see, keep = {"manager", "rota", "clinical", "auditor"}, {"manager", "rota"}
    rule_setters, registrars = {"manager", "clinical"}, {"manager"}
    pages: dict[str, tuple[list[object], set[str]]] = {
        "units": ([], {"auditor"}),
        "tonight": ([], see | {"elsewhere"}),
        "tonight_in_unit": (["ash"], see),
        "unit": (["ash"], see),
        "rules": (["ash"], see),
        "rule": ([set_for.pk], see),
        "shift": ([shift.pk], see),
        "add_shift": (["ash"], keep),
        "bring_in": (["ash"], keep),
        "remove_shift": ([shift.pk], keep),
        "place": ([shift.pk], keep),
        "change_place": ([shift.pk, place.pk], keep),
        "take_off": ([shift.pk, place.pk], keep),
        "set_rule": (["ash"], rule_setters),
        "add_line": ([set_for.pk], rule_setters),
        "end_rule": ([set_for.pk], rule_setters),
        "end_line": ([set_for.pk, line.pk], rule_setters),
        "registrations": ([], registrars | {"elsewhere"}),
        "registration": (["A1"], registrars),
        "record_registration": (["A1"], registrars),
        "give_up": (["A1", entry.pk], registrars),
        "take_back_registration": (["A1", entry.pk], registrars),
    }
    assert pages.keys() | {"ward_sheet", "ward_sheet_pdf", "rota_file"} >= {
        route.name for route in urlpatterns
    }
    readers = {
        "manager": make_account(roles=[(Role.MANAGER, ward)]),
        "rota": make_account(roles=[(Role.ROTA_MAKER, ward)]),
        "clinical": make_account(roles=[(Role.CLINICAL_LEAD, ward)]),
        "auditor": make_account(roles=[Role.AUDITOR]),
        "elsewhere": make_account(roles=[(Role.MANAGER, make_unit("elm"))]),
    }
    clients = {who: signed_in(account) for who, account in readers.items()}
    events = Event.objects.count()
    for name, (parts, may) in pages.items():
        address = reverse(f"cover:{name}", args=parts)
        for who, client in clients.items():
            answer = client.get(address)
            if name == "units" and who in {"manager", "rota", "clinical", "elsewhere"}:
                assert answer.status_code == 302, who
            else:
                assert answer.status_code in ((200,) if who in may else (403, 404)), (name, who)
    assert Event.objects.count() == events


def test_profile_lines_that_count_for_cover_are_suggested_until_a_rule_asks_for_them(
    ward: Unit, ada: Person, manager: Account
) -> None:
    profile = make_profile("nurse", name="Nurse", essential=[ZX1, ZX2], from_on=TODAY)
    profile.versions.get().lines.filter(standard=ZX1).update(counts_for_cover=True)
    page = signed_in(manager).get("/cover/units/ash/rules/")
    assert "Suggested by role profiles" in text(page)
    assert "/cover/units/ash/rules/set/?standard=ZX1%402003" in page.content.decode()
    assert "ZX2" not in text(page)
    make_rule(ward, ZX1)
    assert "Suggested by role profiles" not in text(signed_in(manager).get("/cover/units/ash/rules/"))


def test_a_night_that_is_ending_is_shown_until_nine(ward: Unit, ada: Person, manager: Account) -> None:
    make_rule(ward, ZX1, 1)
    make_shift(ward, TODAY - timedelta(days=1), ada, hours=(time(20), time(8)))
    with clock.travelling_to(TODAY, hour=6):
        assert "Night, Friday 19 to Saturday 20 June, 20:00 to 08:00" in text(
            signed_in(manager).get("/cover/tonight/")
        )
    page = text(signed_in(manager).get("/cover/tonight/"))
    assert "Friday 19" not in page
    assert "Tonight, not on a rota yet" in page


def test_whoever_sees_the_whole_service_chooses_a_unit(ward: Unit, ada: Person) -> None:
    make_shift(ward, TODAY, ada)
    browser = signed_in(make_account(roles=[Role.WORKFORCE_LEAD]))
    assert 'href="/cover/units/ash/tonight/"' in browser.get("/cover/tonight/").content.decode()
    assert "No rule holds for it" in text(browser.get("/cover/units/ash/tonight/"))
    assert Look.objects.filter(person="A1", page="who can work tonight").exists()


def test_days_of_a_rota_that_cannot_be_are_said(ward: Unit, manager: Account) -> None:
    browser = signed_in(manager)
    page = text(browser.get("/cover/units/ash/?first=2026-07-01&last=2026-06-01"))
    assert "The last day must be on or after the first" in page
    assert "Ask for 92 days or fewer" in text(
        browser.get("/cover/units/ash/?first=2026-07-01&last=2027-06-01")
    )
    assert "from 1 July 2026 to 3 July 2026" in text(
        browser.get("/cover/units/ash/?first=2026-07-01&last=2026-07-03")
    )


def test_before_a_change_is_put_into_force_the_shifts_that_would_fall_are_named(
    ward: Unit, ada: Person
) -> None:
    make_rule(ward, ZX1, 1)
    make_shift(ward, TODAY + timedelta(days=40), ada, name="Late")
    offices = Offices.open()
    version = publish_policy(offices, make_policy(offices), TODAY)
    change = agreed_change(offices, version, [ZX1], TODAY + timedelta(days=1))
    page = text(signed_in(offices.workforce).post(reverse("policies:force_change", args=[change.pk])))
    assert "Shifts on rotas that would no longer meet their rule, if nobody acts (1)" in page
    assert "Late, Thursday 30 July" in page
