"""Changes: proposed by one, agreed by another, put into force; answered, signed, observed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from standing.areas.audit import clock
from standing.areas.audit.models import Event
from standing.areas.people.models import Account, Person, Unit
from standing.areas.people.roles import Role
from standing.areas.policies import actions
from standing.areas.policies.models import Answer, Observation, ProposedChange
from standing.areas.policies.previewing import as_facts, preview, preview_with_days
from standing.areas.policies.selectors.observations import observation_by_number, observations
from standing.areas.policies.waiting import waiting
from standing.areas.record import actions as record
from standing.areas.record import at_signing
from standing.areas.record.answers import standings_on
from standing.areas.record.models import Change
from standing.areas.record.selectors.people import NotFound
from standing.areas.refusals import NotAllowed, Refused
from standing.areas.revisions.rehearsing.plans import plan_change
from standing.areas.revisions.rehearsing.running import run
from standing.core.policies.lifecycle import Kind
from standing.core.policies.observing import is_drawn, left_over
from standing.core.policies.proposals import Question, State
from tests.factories.people import TESTS, make_account, make_unit, signed_in
from tests.factories.policies import (
    QUESTION,
    Offices,
    agreed_change,
    change_in_force,
    make_policy,
    publish_policy,
    sign,
    terms,
)
from tests.factories.record import require
from tests.factories.standards import load_catalogue, two_revisions
from tests.factories.workforce import make_worker, met, rule
from tests.support.pages import text

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 15)
ZX1, ZX2 = "ZX1@2003", "ZX2@2003"


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.travelling_to(TODAY):
        load_catalogue(two_revisions())
        rule([ZX1, ZX2])
        yield


@pytest.fixture
def offices() -> Offices:
    return Offices.open()


def holder(unit: Unit | None = None, name: str = "Ada") -> tuple[Person, Account]:
    person = make_worker(unit, name=name)
    met(person, ZX1, date(2026, 1, 1))
    return person, make_account(person.name, person=person, roles=[Role.PRACTITIONER])


def status(person: Person) -> str:
    (found,) = standings_on([Person.objects.get(pk=person.pk)], TODAY).values()
    return found.status


def test_two_different_people_set_the_class_and_a_third_step_puts_it_into_force(offices: Offices) -> None:
    version = publish_policy(offices, make_policy(offices), TODAY)
    change = actions.propose_change(by=offices.author, version=version, terms=terms([ZX1, ZX2], TODAY))
    with pytest.raises(Refused, match="cannot agree the class of this change now: it is “Draft”"):
        actions.agree_class(by=offices.clinical, change=change)
    actions.send_change(by=offices.author, change=change)
    with pytest.raises(Refused, match="cannot put into force this change now"):
        actions.put_into_force(by=offices.workforce, change=change)
    change = actions.agree_class(by=offices.clinical, change=change)
    assert not Change.objects.exists()
    change = actions.put_into_force(by=offices.workforce, change=change)
    rows = Change.objects.order_by("standard")
    assert [(row.subject, row.version, row.standard_id, row.change_class) for row in rows] == [
        ("POL-GATES", 1, ZX1, "significant"),
        ("POL-GATES", 1, ZX2, "significant"),
    ]
    assert {row.what_changed for row in rows} == {"Gates are closed at dusk."}
    with pytest.raises(Refused, match="it is “Put into force”"):
        actions.edit_change(by=offices.author, change=change, terms=terms([ZX1], TODAY))
    done = Event.objects.filter(subject="policy:POL-GATES").values_list("action", flat=True)
    assert {
        "propose_change",
        "send_change",
        "agree_change",
        "put_change_into_force",
        "refused_agree_class",
    } <= set(done)


def test_nobody_agrees_what_they_proposed_whatever_their_roles(offices: Offices) -> None:
    both = make_account("Both Roles", roles=[Role.POLICY_AUTHOR, Role.CLINICAL_LEAD, Role.WORKFORCE_LEAD])
    version = publish_policy(offices, make_policy(offices), TODAY)
    change = actions.propose_change(by=offices.author, version=version, terms=terms([ZX1], TODAY))
    actions.edit_change(by=both, change=change, terms=terms([ZX1], TODAY, change_class="major"))
    actions.send_change(by=offices.author, change=change)
    with pytest.raises(NotAllowed, match="Two people set it"):
        actions.agree_class(by=both, change=change)
    assert "refused_agree_class" in set(Event.objects.values_list("action", flat=True))
    agreed = actions.agree_class(by=offices.clinical, change=change)
    with pytest.raises(IntegrityError), transaction.atomic():
        ProposedChange.objects.filter(pk=agreed.pk).update(agreed_by=both)


def test_what_is_changed_after_it_was_agreed_is_agreed_again(offices: Offices) -> None:
    version = publish_policy(offices, make_policy(offices), TODAY)
    change = agreed_change(offices, version, [ZX1], TODAY)
    change = actions.edit_change(by=offices.author, change=change, terms=terms([ZX1, ZX2], TODAY))
    assert (change.state, change.agreed_by) == (State.DRAFT.value, None)
    actions.send_change(by=offices.author, change=change)
    with pytest.raises(Refused, match="Say what should be different"):
        actions.return_change(by=offices.clinical, change=change, why=" ")
    change = actions.return_change(
        by=offices.clinical, change=change, why="It is major: nobody has done this before"
    )
    assert [one.kind for one in waiting(offices.author, TODAY)] == ["Changes returned to you"]
    actions.discard_change(by=offices.author, change=change, why="Wrong policy")
    assert list(waiting(offices.author, TODAY)) == []


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"what_changed": " "}, "Say in words what changed"),
        ({"standards": []}, "at least one standard"),
        ({"standards": ["QQ9@1999"]}, "There is no standard QQ9@1999"),
        ({"change_class": "bridging"}, "Choose the class"),
        ({"change_class": "critical", "due_on": date(2026, 7, 1)}, "asks at once"),
        ({"due_on": date(2026, 6, 1)}, "comes after the day it takes effect"),
    ],
)
def test_what_could_not_be_put_into_force_is_not_proposed(offices: Offices, given: Any, words: str) -> None:
    version = publish_policy(offices, make_policy(offices), TODAY)
    with pytest.raises(Refused, match=words):
        actions.propose_change(
            by=offices.author, version=version, terms=replace(terms([ZX1], TODAY), **given)
        )


def test_a_change_of_practice_needs_a_question_and_a_published_version(offices: Offices) -> None:
    policy = make_policy(offices)
    version = policy.versions.get()
    bare = actions.propose_change(
        by=offices.author, version=version, terms=terms([ZX1], TODAY, question=None)
    )
    with pytest.raises(Refused, match="reading is not practice"):
        actions.send_change(by=offices.author, change=bare)
    change = agreed_change(offices, version, [ZX1], TODAY)
    with pytest.raises(Refused, match="is not published"):
        actions.put_into_force(by=offices.workforce, change=change)
    publish_policy(offices, policy, date(2026, 7, 1))
    with pytest.raises(Refused, match="in effect from 1 July 2026, and this change from an earlier day"):
        actions.put_into_force(by=offices.workforce, change=change)


def test_each_commencement_day_of_an_act_is_signed_on_its_own(offices: Offices) -> None:
    person, account = holder()
    act = make_policy(offices, code="ACT-2026-4", kind=Kind.LAW, title="Orchards Act 2026")
    version = publish_policy(offices, act, date(2026, 4, 1))
    days = [date(2026, 4, 1), date(2026, 5, 1), date(2026, 9, 1)]
    changes = [
        actions.put_into_force(
            by=offices.workforce, change=agreed_change(offices, version, [ZX1], day, part=f"part {number}")
        )
        for number, day in enumerate(days, 1)
    ]
    assert [change.signed_as for change in changes] == [
        ("ACT-2026-4", 1),
        ("ACT-2026-4.2", 1),
        ("ACT-2026-4.3", 1),
    ]
    assert str(changes[2]) == "Orchards Act 2026: part 3"
    sign(person, account, changes[2])
    assert status(person) == "not_current", "signing the last day signs none before it"
    sign(person, account, changes[0])
    sign(person, account, changes[1])
    assert status(person) == "current"


def test_the_preview_says_whom_it_will_ask_before_it_asks_anybody(offices: Offices) -> None:
    person, _ = holder()
    version = publish_policy(offices, make_policy(offices), TODAY)
    change = agreed_change(offices, version, [ZX1], TODAY, change_class="critical")
    found = preview(by=offices.workforce, change=change)
    assert [owes.person for owes in found.asked] == [person]
    assert found.stopping == (person,)
    assert status(person) == "current"
    assert preview_with_days(by=offices.workforce, change=change).by_when == {person.ref: None}, "at once"
    with pytest.raises(NotAllowed):
        preview(by=offices.author, change=change)


def test_the_preview_is_the_rehearsal_that_revisions_use(offices: Offices) -> None:
    unit = make_unit("ash", name="Ash ward")
    for name in ("Ada", "Ben"):
        holder(unit, name)
    require((ZX1,), role="nurse")
    version = publish_policy(offices, make_policy(offices), TODAY)
    change = agreed_change(offices, version, [ZX1], TODAY)
    found = preview(by=offices.workforce, change=change)
    assert found.stopping == ()
    ((name, fall),) = found.falls
    assert (name, fall.first_day, fall.after.counting) == ("Ash ward", date(2026, 7, 14), 0), (
        "once 28 days are over"
    )
    rehearsed = run(plan_change(as_facts(change)))
    assert [one for _, one in found.falls] == rehearsed.falls
    said = text(signed_in(offices.workforce).post(f"/policies/changes/{change.pk}/put-into-force/"))
    assert "Teams with fewer who count, if nobody does what it asks (1)" in said
    assert "Ash ward" in said


def test_the_preview_says_by_when_each_of_them_is_to_act(offices: Offices) -> None:
    here, _ = holder()
    away, _ = holder(name="Ben")
    record.record_absence(by=offices.workforce, person=away, from_on=TODAY, to_on=date(2026, 9, 1))
    long_away, _ = holder(name="Cy")
    record.record_absence(by=offices.workforce, person=long_away, from_on=TODAY)
    version = publish_policy(offices, make_policy(offices), TODAY)
    change = agreed_change(offices, version, [ZX1], TODAY, change_class="major")
    found = preview_with_days(by=offices.workforce, change=change)
    assert found.by_when == {
        here.ref: date(2026, 7, 13),
        away.ref: date(2026, 9, 1),
        long_away.ref: date.max,
    }
    client = signed_in(offices.workforce)
    said = text(client.post(f"/policies/changes/{change.pk}/put-into-force/"))
    assert "13 Jul 2026" in said
    assert "1 Sep 2026" in said
    assert "On their return" in said
    assert "9999" not in said


def test_a_wrong_answer_is_explained_kept_and_asked_again(offices: Offices) -> None:
    person, account = holder()
    change = change_in_force(offices, [ZX1], TODAY, change_class="critical")
    subject, version = change.signed_as
    assert status(person) == "not_current"
    given: dict[str, Any] = {"by": account, "person": person, "subject": subject, "version": version}
    with pytest.raises(Refused, match="Answer the question on the change first"):
        record.sign_change(**given)
    wrong = at_signing.answer_question(**given, answer=0)
    assert "It is closed at dusk" in wrong
    with pytest.raises(Refused, match="Answer the question on the change first"):
        record.sign_change(**given)
    assert at_signing.answer_question(**given, answer=1) == ""
    record.sign_change(**given)
    assert status(person) == "current"
    assert list(Answer.objects.values_list("answer", "is_right")) == [(0, False), (1, True)]
    assert Event.objects.filter(action="answer_question").count() == 2
    with pytest.raises(Refused, match="another one by now"):
        at_signing.answer_question(**given, answer=7)
    other, _ = holder(name="Ben")
    with pytest.raises(NotAllowed):
        at_signing.answer_question(**(given | {"person": other}), answer=1)


def test_a_change_that_came_another_way_asks_no_question(offices: Offices) -> None:
    person, account = holder()
    record.issue_change(
        by=offices.workforce,
        subject="mh-2013",
        version=1,
        title="A revision",
        standards=[ZX1],
        change_class="significant",
        effective_on=TODAY,
    )
    assert at_signing.question_of("mh-2013", 1) is None
    record.sign_change(by=account, person=person, subject="mh-2013", version=1)
    assert not Observation.objects.exists()


def test_one_in_ten_is_drawn_as_the_recorded_seed_says_and_seen_by_somebody_else(offices: Offices) -> None:
    unit = make_unit()
    signers = [holder(unit, f"Person {number}") for number in range(4)]
    change = change_in_force(offices, [ZX1], TODAY)
    assert change.group == 4, "all who are asked, where they are fewer than ten"
    for person, account in signers:
        sign(person, account, change)
    (drawn,) = Observation.objects.all()
    assert change.seed is not None
    assert is_drawn(change.seed, drawn.signed_at_place, 4)
    assert signers[drawn.signed_at_place][0] == drawn.person
    assert drawn.due_on == date(2026, 9, 15)
    event = Event.objects.get(action="put_change_into_force")
    assert event.words.words["seed"] == change.seed

    assessor = make_account("Alex Assessor", roles=[(Role.ASSESSOR, unit)])
    assert [one.kind for one in waiting(assessor, TODAY)] == ["Practice to observe"]
    given: dict[str, Any] = {"observation": drawn, "observed_on": TODAY}
    outsider = make_account(roles=[(Role.ASSESSOR, make_unit()), Role.POLICY_AUTHOR, Role.WORKFORCE_LEAD])
    with pytest.raises(NotAllowed):
        actions.record_observation(by=outsider, **given, follows=True)
    with pytest.raises(NotFound):
        observation_by_number(by=outsider, number=drawn.pk)
    with pytest.raises(NotAllowed):
        observations(by=offices.author)
    themself = drawn.person.account
    with pytest.raises(NotAllowed):
        actions.record_observation(by=themself, **given, follows=True)
    with pytest.raises(Refused, match="between their signature and today"):
        actions.record_observation(by=assessor, **(given | {"observed_on": date(2026, 6, 16)}), follows=True)
    with pytest.raises(Refused, match="Say what you saw"):
        actions.record_observation(by=assessor, **given, follows=False)
    before = status(drawn.person)
    actions.record_observation(by=assessor, **given, follows=False, note="The gate was open")
    assert status(drawn.person) == before
    assert list(waiting(assessor, TODAY)) == []
    with pytest.raises(Refused, match="already"):
        actions.record_observation(by=assessor, **given, follows=True)


def test_of_what_is_left_over_somebody_is_drawn_too_and_once(offices: Offices) -> None:
    unit = make_unit()
    signers = [holder(unit, f"Person {number}") for number in range(3)]
    seed = next(one for one in range(99) if is_drawn(one, 5, 3))
    version = publish_policy(offices, make_policy(offices), TODAY)
    change = agreed_change(offices, version, [ZX1], TODAY)
    change = actions.put_into_force(by=offices.workforce, change=change, seed=seed)
    assert change.group == 3
    signers += [holder(unit, f"New {number}") for number in range(2)]
    for person, account in signers:
        sign(person, account, change)
    assert Observation.objects.count() == 1, "the place of the last three has not come up"
    for days, drawn in ((27, 0), (28, 1), (200, 0)):
        day = TODAY + timedelta(days=days)
        with clock.travelling_to(day):
            assert actions.draw_left_over(by=TESTS, today=day) == drawn
    late = Observation.objects.get(signed_at_place__gte=3)
    assert late.signed_at_place == 3 + left_over(seed, 1, 2)
    assert late.person == signers[late.signed_at_place][0]
    assert late.due_on == date(2026, 9, 15)
    sign(*holder(unit, "Late"), change)
    assert Observation.objects.count() == 2, "one of each three, though the place of these has come up by now"


def test_each_step_waits_for_whoever_makes_it(offices: Offices) -> None:
    def kinds(account: Account) -> list[str]:
        return [one.kind for one in waiting(account, TODAY)]

    version = publish_policy(offices, make_policy(offices), date(2023, 1, 1), review_on=date(2026, 8, 1))
    assert kinds(offices.author) == ["Policies to review"]
    change = actions.propose_change(by=offices.author, version=version, terms=terms([ZX1], TODAY))
    actions.send_change(by=offices.author, change=change)
    assert kinds(offices.clinical) == ["Classes of changes to agree"]
    (asked,) = waiting(offices.clinical, TODAY)
    page = text(signed_in(offices.clinical).get(asked.href))
    assert "Agree its class" in page
    assert "Return it to its author" in page
    actions.agree_class(by=offices.clinical, change=change)
    assert kinds(offices.clinical) == []
    assert kinds(offices.workforce) == ["Changes to put into force"]
    actions.put_into_force(by=offices.workforce, change=change)
    assert kinds(offices.workforce) == []
    assert kinds(make_account(roles=[Role.AUDITOR])) == []


def test_each_step_is_for_its_own_role_alone(offices: Offices) -> None:
    version = publish_policy(offices, make_policy(offices), TODAY)

    def others(role: Role) -> Account:
        return make_account(roles=[each for each in Role if each not in (role, Role.PRACTITIONER)])

    no_author, no_clinical, no_lead = map(
        others, (Role.POLICY_AUTHOR, Role.CLINICAL_LEAD, Role.WORKFORCE_LEAD)
    )
    with pytest.raises(NotAllowed):
        actions.propose_change(by=no_author, version=version, terms=terms([ZX1], TODAY))
    change = actions.propose_change(by=offices.author, version=version, terms=terms([ZX1], TODAY))
    for deed in (
        lambda: actions.edit_change(by=no_author, change=change, terms=terms([ZX1], TODAY)),
        lambda: actions.send_change(by=no_author, change=change),
        lambda: actions.discard_change(by=no_author, change=change, why="X"),
        lambda: actions.agree_class(by=no_clinical, change=change),
        lambda: actions.return_change(by=no_clinical, change=change, why="X"),
        lambda: actions.put_into_force(by=no_lead, change=change),
    ):
        with pytest.raises(NotAllowed):
            deed()


def test_a_unit_s_clinical_lead_does_not_agree_what_the_whole_service_is_asked(offices: Offices) -> None:
    version = publish_policy(offices, make_policy(offices), TODAY)
    change = actions.propose_change(by=offices.author, version=version, terms=terms([ZX1], TODAY))
    actions.send_change(by=offices.author, change=change)
    of_a_ward = make_account(roles=[(Role.CLINICAL_LEAD, make_unit())])
    with pytest.raises(NotAllowed):
        actions.agree_class(by=of_a_ward, change=change)
    assert not [one for one in waiting(of_a_ward, TODAY) if one.key.startswith("policies:to_agree")]
    assert [one for one in waiting(offices.clinical, TODAY) if one.key.startswith("policies:to_agree")]


def test_a_question_keeps_its_right_answer_to_itself() -> None:
    asked = at_signing.Asked(QUESTION.text, QUESTION.answers)
    assert not hasattr(asked, "right")
    assert isinstance(QUESTION, Question)
