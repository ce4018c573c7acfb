"""What people are told by email: what, when, and not twice; and what a mail server that refuses brings about."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from standing.areas.assessment import actions as assessment
from standing.areas.assessment.actions.appeals import open_appeal
from standing.areas.assessment.actions.sampling import plan_sampling
from standing.areas.audit import clock
from standing.areas.inbox import waiting_for
from standing.areas.people import actions as people
from standing.areas.people.models import Account, Unit
from standing.areas.people.roles import Role
from standing.areas.profiles import actions as profiles
from standing.areas.record import actions as record
from standing.areas.record.models import Decision
from standing.areas.reminders.actions import make_messages, send_due, set_preference
from standing.areas.reminders.actions.making import plan
from standing.areas.reminders.models import Message
from standing.areas.reminders.tasks import send_messages, tell_some, work_of_the_day
from standing.core.rules import facts
from tests.factories import assessment as claiming
from tests.factories.people import make_account, make_administrator, make_unit
from tests.factories.profiles import draft_of, make_profile
from tests.factories.record import TESTS, account_of, load_standards, make_assessor, make_manager, require
from tests.factories.workforce import make_worker, rule
from tests.integration.areas.reminders.conftest import Postbox

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 15)
ZA1, ZB2 = "ZA1@2013", "ZB2@2013"


@pytest.fixture(autouse=True)
def today() -> Any:
    with clock.travelling_to(TODAY):
        yield


@pytest.fixture
def worker() -> Account:
    """Somebody asked for one standard, which runs out on 5 July, and who holds another that nobody asks for."""
    with clock.travelling_to(TODAY - timedelta(days=400)):
        standards = load_standards(2)
        rule(standards)
        require(standards[:1])
        person = make_worker(make_unit("ash", name="Ash ward"), ref="P1")
        for one, left in ((ZA1, 20), (ZB2, 10)):
            met(person.ref, one, TODAY + timedelta(days=left))
    return account_of(person)


def met(ref: str, standard: str, expires_on: date) -> None:
    decision = facts.Decision("new", ref, standard, facts.MET, clock.today(), expires_on=expires_on)
    record.append_facts(by=TESTS, entries=[record.Entry(decision)])


def tell(day: date = TODAY, *accounts: Account) -> list[str]:
    """The messages made and sent on a day: to whom, and the subject."""
    with clock.travelling_to(day):
        made = make_messages(by=TESTS, today=day, accounts=accounts or None)
        send_due(by=TESTS)
    return [f"{one.account.name}: {one.subject}" for one in made]


# -- what is told, and when ------------------------------------------------------------------------------------


def test_a_letter_arrives_and_says_what_is_due(worker: Account, postbox: Postbox) -> None:
    assert tell() == ["Ada Example: Standing: 1 thing waits for you"]
    (letter,) = postbox.to(worker.email)
    assert letter["From"] == "standing@example.nhs.uk"
    assert letter["Auto-Submitted"] == "auto-generated"
    text = letter.get_content()
    assert "Be assessed again, or show what changed, in ZA1 (2013). Due by 5 July 2026 (in 20 days)." in text
    assert "https://standing.example.nhs.uk/waiting/" in text
    assert "ZB2" not in text
    assert Message.objects.get().state == Message.SENT


def test_told_again_the_same_day_nobody_is_told_anything(worker: Account, postbox: Postbox) -> None:
    tell()
    assert tell() == []
    assert len(postbox.letters) == 1


def test_told_at_thirty_and_seven_days_and_weekly_once_overdue(worker: Account, postbox: Postbox) -> None:
    # It runs out on day 20. The days between behave alike: the laws of core.reminding try every one.
    days = (0, 1, 7, 12, 13, 14, 20, 21, 22, 27, 28)
    assert [day for day in days if tell(TODAY + timedelta(days=day), worker)] == [0, 13, 21, 28]


def test_what_roles_do_not_ask_for_is_told_only_when_asked(worker: Account, postbox: Postbox) -> None:
    set_preference(by=worker, not_required=True)
    assert tell() == ["Ada Example: Standing: 2 things wait for you"]
    text = postbox.to(worker.email)[0].get_content()
    assert "YOURS, THOUGH YOUR ROLES DO NOT ASK FOR IT" in text
    assert "ZB2 (2013). Due by 25 June 2026" in text
    set_preference(by=worker, not_required=False)
    set_preference(by=worker, not_required=False)
    assert all("ZB2" not in one.key for one in waiting_for(worker, TODAY))


def test_an_assessor_is_told_how_many_wait_and_not_who(worker: Account, postbox: Postbox) -> None:
    assessor = make_assessor(make_unit("oak"), standards=())
    people.grant_role(by=TESTS, account=assessor, role=Role.ASSESSOR, unit=_unit("ash"))
    tell(TODAY, assessor)
    text = postbox.to(assessor.email)[0].get_content()
    assert "Decisions to make: 1, the oldest since" in text
    assert "Ada" not in text.replace(assessor.name, "")
    assert "ZA1" not in text


def test_claims_verification_and_appeals_are_told_when_they_come_to_wait() -> None:
    world = claiming.make_claiming()
    verifier = make_account("Vi", roles=[(Role.INTERNAL_VERIFIER, world.unit)])
    plan_sampling(
        by=verifier, unit=world.unit, from_on=TODAY, to_on=TODAY + timedelta(days=30), new_share=100
    )

    def told(account: Account) -> set[str]:
        return {one.kind for one in plan(account, TODAY).waiting}

    claim = claiming.open_claim(world)
    claiming.add(world, claim)
    assert "Claims to assess" not in told(world.assessor)
    assessment.submit_claim(by=world.practitioner, claim=claim)
    assert "Claims to assess" in told(world.assessor)
    assessment.begin_assessing(by=world.assessor, claim=claim)
    assessment.judge_evidence(by=world.assessor, claim=claim, judged={None: claiming.HOLDS})
    assert "Decisions to verify" not in told(verifier)
    assessment.decide_claim(by=world.assessor, claim=claim, outcome="met", decided_on=TODAY)
    assert "Decisions to verify" in told(verifier)
    decision = record.record_decision(
        by=world.assessor,
        person=world.person,
        standard=world.standards[1],
        outcome="not_yet",
        decided_on=TODAY,
    )
    assert isinstance(decision, Decision)
    open_appeal(by=world.practitioner, decision=decision, grounds="I showed it twice")
    assert "Appeals" in told(world.assessor)


def test_a_manager_is_told_figures_of_the_team_and_not_names(worker: Account, postbox: Postbox) -> None:
    manager = make_manager(_unit("ash"))
    assert tell(TODAY, manager) == ["Morgan Manager: Standing: your teams this week"]
    text = postbox.to(manager.email)[0].get_content()
    assert "Ash ward: of the standards asked of 1 person, 1 stops counting within 30 days." in text
    assert "Ada" not in text
    assert tell(TODAY + timedelta(days=1), manager) == []


def group_alone() -> None:
    """The role asks for ZA1 or ZB2 and for nothing else. The worker has both, and ZA1 for longer: until 5 July."""
    draft = draft_of(make_profile("nurse", essential=[ZA1, ZB2]))
    lines = list(draft.lines.values_list("pk", flat=True))
    profiles.add_group(by=TESTS, version=draft, name="Trees", at_least=1, lines=lines)
    profiles.put_in_use(by=TESTS, version=draft, from_on=TODAY)


def test_a_group_is_told_as_a_standard_is(worker: Account, postbox: Postbox) -> None:
    group_alone()
    manager = make_manager(_unit("ash"))
    days = (0, 1, 7, 12, 13, 14, 20, 21, 22, 27, 28)
    told = [day for day in days if len(tell(TODAY + timedelta(days=day), worker, manager)) == 2]
    assert told == [0, 13, 21, 28], "its own person and the manager, on the days of a standard"
    first, *_, last = [letter.get_content() for letter in postbox.to(worker.email)]
    trees = "Be assessed again, or show what changed, in Trees, at least 1 of these 2: "
    assert f"{trees}enough until 5 July 2026. ZA1 (2013) stops counting (expired)." in first
    assert "Due by 5 July 2026 (in 20 days)." in first
    assert f"{trees}1 more of ZA1 (2013); ZB2 (2013). It was due by 5 July 2026." in last
    first, *_, last = [letter.get_content() for letter in postbox.to(manager.email)]
    assert (
        "Ash ward: of the groups of standards asked of 1 person, 1 stops being met within 30 days." in first
    )
    assert "Ash ward: of the groups of standards asked of 1 person, 1 has stopped being met." in last
    assert "Ada" not in first + last


def test_a_standard_that_ends_a_group_is_told_with_it_alone(worker: Account, postbox: Postbox) -> None:
    group_alone()
    set_preference(by=worker, not_required=True)
    tell(TODAY, worker)
    (text,) = [letter.get_content() for letter in postbox.to(worker.email)]
    assert text.count("ZA1") == 1
    assert "ZB2 (2013). Due by 25 June 2026" in text, "it ends nothing that is asked for"


def test_nobody_is_told_what_is_no_longer_theirs(worker: Account, postbox: Postbox) -> None:
    people.deactivate_account(by=TESTS, account=worker, why="left")
    assert tell() == []
    assert postbox.letters == []


def test_a_plan_writes_nothing(worker: Account) -> None:
    assert not plan(worker, TODAY).is_empty
    assert not Message.objects.exists()


def test_what_an_account_is_told_takes_a_known_number_of_queries(worker: Account) -> None:
    """What several areas ask of an account is read once: more than these, and it has crept back."""
    plan(worker, TODAY)
    with CaptureQueriesContext(connection) as queries:
        assert not plan(worker, TODAY).is_empty
    tables = [one["sql"].partition(' FROM "')[2].partition('"')[0] for one in queries]
    assert tables.count("people_merge") == 1
    assert tables.count("people_rolegrant") == 1
    assert len(tables) <= 28


def _unit(code: str) -> Unit:
    return Unit.objects.get(code=code)


@contextmanager
def at(moment: datetime | None) -> Iterator[None]:
    """Within the block it is that moment."""
    token = clock._set_to.set(moment)
    try:
        yield
    finally:
        clock._set_to.reset(token)


# -- refusals --------------------------------------------------------------------------------------------------


def test_an_address_refused_for_good_is_kept_and_waits_for_an_administrator(
    worker: Account, postbox: Postbox
) -> None:
    postbox.answers[worker.email] = "550 5.1.1 No such user here"
    administrator = make_administrator()
    tell(TODAY, worker)
    message = Message.objects.get()
    assert (message.state, message.answer) == (Message.REFUSED, "550 5.1.1 No such user here")
    (waits,) = waiting_for(administrator, TODAY)
    assert waits.about == "Ada Example: messages do not arrive"
    # Not tried again, and not made again, until the address is put right: then it is told at once.
    assert tell(TODAY + timedelta(days=1), worker) == []
    people.change_account(by=TESTS, account=worker, name=worker.name, email="ada.new@example.org")
    worker.refresh_from_db()
    assert waiting_for(administrator, TODAY) == []
    assert tell(TODAY + timedelta(days=2), worker) == ["Ada Example: Standing: 1 thing waits for you"]
    assert len(postbox.to("ada.new@example.org")) == 1


def test_a_refusal_for_now_is_tried_again_with_longer_pauses_and_given_up(
    worker: Account, postbox: Postbox
) -> None:
    postbox.answers[worker.email] = "451 4.7.1 Try again later"
    tell(TODAY, worker)
    message = Message.objects.get()
    tried, pauses = message.made_at, []
    while message.state == Message.TO_SEND:
        pauses.append(round((message.next_try_at - tried).total_seconds() / 60))
        tried = message.next_try_at
        with at(tried - timedelta(seconds=1)):
            assert send_due(by=TESTS).again == 0
        with at(tried):
            send_due(by=TESTS)
        message.refresh_from_db()
    assert pauses == [5, 30, 120, 360, 720]
    assert (message.state, message.attempts) == (Message.GIVEN_UP, 6)
    # What never arrived was not told: the next day it is told anew.
    postbox.answers.clear()
    assert len(tell(TODAY + timedelta(days=2), worker)) == 1
    assert len(postbox.letters) == 1


def test_a_refusal_for_now_that_passes_is_sent(worker: Account, postbox: Postbox) -> None:
    postbox.to_data = "452 4.3.1 Not enough room"
    tell(TODAY, worker)
    message = Message.objects.get()
    assert (message.state, message.answer) == (Message.TO_SEND, "452 4.3.1 Not enough room")
    postbox.to_data = "250 OK"
    with at(message.next_try_at):
        assert send_due(by=TESTS).sent == 1
    assert Message.objects.get().state == Message.SENT


def test_one_refusal_does_not_hold_up_the_others(worker: Account, postbox: Postbox) -> None:
    manager = make_manager(_unit("ash"))
    postbox.answers[worker.email] = "550 No"
    tell(TODAY, worker, manager)
    assert len(postbox.to(manager.email)) == 1


def test_a_server_that_cannot_be_reached_or_wants_no_sender_is_tried_again(
    worker: Account, postbox: Postbox, settings: Any
) -> None:
    settings.EMAIL_PORT = 1
    tell(TODAY, worker)
    assert Message.objects.get().state == Message.TO_SEND
    assert "could not be reached" in Message.objects.get().answer
    message = Message.objects.get()
    with at(message.next_try_at):
        people.deactivate_account(by=TESTS, account=worker, why="left")
        assert send_due(by=TESTS).withdrawn == 1
    assert Message.objects.get().state == Message.WITHDRAWN


def test_the_message_that_another_run_took_is_not_sent_twice(worker: Account, postbox: Postbox) -> None:
    make_messages(by=TESTS, today=TODAY, accounts=[worker])
    assert send_due(by=TESTS).sent == 1
    assert send_due(by=TESTS).sent == 0
    assert len(postbox.letters) == 1


# -- the work of the day ---------------------------------------------------------------------------------------


def test_the_work_of_the_day_tells_everybody_and_comes_back_for_what_is_left(
    worker: Account, postbox: Postbox, settings: Any
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    with clock.travelling_to(TODAY):
        work_of_the_day.func()
        tell_some.func([worker.pk])
        send_messages.func()
    assert Message.objects.filter(account=worker).count() == 1


def test_without_a_mail_server_nothing_is_made(worker: Account, settings: Any) -> None:
    settings.EMAIL_HOST = ""
    work_of_the_day.func()
    assert not Message.objects.exists()


def test_somebody_without_a_person_or_a_role_is_told_nothing(postbox: Postbox) -> None:
    assert tell(TODAY, make_account("Nobody Much")) == []
