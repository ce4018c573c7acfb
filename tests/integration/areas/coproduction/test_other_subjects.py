"""Proposals about a standard of our own, a policy’s change and a plan; and what matters to people, beside evidence."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from standing.areas.assessment.beside_evidence import sentences
from standing.areas.audit import clock
from standing.areas.coproduction import actions
from standing.areas.coproduction.actions.keeping import About
from standing.areas.coproduction.actions.proposals import Subject
from standing.areas.coproduction.content import began_of
from standing.areas.coproduction.models import Proposal
from standing.areas.coproduction.selectors import values_of
from standing.areas.coproduction.selectors.proposals import choices
from standing.areas.coproduction.selectors.told import how_standard_decided
from standing.areas.coproduction.waiting import waiting
from standing.areas.people.roles import Role
from standing.areas.policies import actions as policies
from standing.areas.policies.models import ProposedChange
from standing.areas.profiles import actions as profiles
from standing.areas.refusals import NotAllowed, Refused
from standing.areas.standards.models import Standard
from standing.core.coproduction.proposing import State
from standing.core.coproduction.record import Began, Standpoint
from standing.core.policies.proposals import State as ChangeState
from tests.factories.people import TESTS, make_account, signed_in
from tests.factories.policies import Offices, make_policy, publish_policy, terms
from tests.factories.profiles import add_lines, draft_of, make_profile
from tests.integration.areas.coproduction.conftest import START, TODAY, ZX1, World
from tests.support.pages import text

pytestmark = pytest.mark.django_db


def decided(world: World, about: Subject, what: str = "Ask us.") -> Proposal:
    """A proposal that everybody agrees, with its record."""
    proposal = world.circle.propose(about)
    actions.say(by=world.circle.lived, proposal=proposal, what=what)
    actions.ask_for_positions(by=world.circle.lead, proposal=proposal)
    world.circle.agree(proposal)
    world.circle.keep_record(proposal)
    return actions.decide(by=world.circle.lead, proposal=proposal)


def change_proposed() -> ProposedChange:
    offices = Offices.open()
    version = publish_policy(offices, make_policy(offices), TODAY)
    return policies.propose_change(by=offices.author, version=version, terms=terms([ZX1], TODAY))


def test_home_and_inbox_cost_a_member_as_many_queries_however_much_is_open(world: World) -> None:
    client = signed_in(world.circle.lived)

    def asked() -> list[int]:
        found = []
        for page in ("/", "/waiting/", "/together/"):
            client.get(page)
            with CaptureQueriesContext(connection) as caught:
                assert client.get(page).status_code == 200
            found.append(len(caught))
        return found

    for subject in (Subject(), Subject(change=change_proposed(), wanted_class="minor")):
        world.circle.propose(subject)
    before = asked()
    for number in range(3):
        draft = draft_of(make_profile(f"porter-{number}"))
        world.circle.propose(Subject(version=draft))
        add_lines(draft, [ZX1])
        plan = world.circle.propose(question=f"What should we do first of {number}?")
        due = {"owner": world.circle.carer, "due_on": date(2026, 8, 1)}
        actions.add_item(by=world.circle.lead, proposal=plan, what="Put up a clock", **due)
        actions.say(by=world.circle.lived, proposal=plan, what="More clocks.")
    assert asked() == before
    assert "What should we do first of 2?" in text(client.get("/"))


def test_a_standard_of_our_own_is_marked_as_decided_until_its_words_change(world: World) -> None:
    from standing.areas.standards.local import add_local_competence, change_local_competence

    local = add_local_competence(by=TESTS, code="OURS-1", title="Welcome people at the door")
    with pytest.raises(Refused, match="a national standard, which nobody here changes"):
        world.circle.propose(Subject(standard=Standard.objects.get(pk=ZX1)))
    proposal = decided(world, Subject(standard=local))
    assert proposal.called == "co-produced"
    assert "from the start" in how_standard_decided(world.circle.lived, local.pk).words
    page = signed_in(world.circle.lived).get(f"/catalogue/{local.pk}/")
    assert "Co-produced: made together, from the start" in text(page)
    change_local_competence(by=TESTS, standard=local.pk, title=local.title, summary="At any hour.")
    assert how_standard_decided(world.circle.lived, local.pk).words == ""


def test_a_standard_that_a_role_in_use_asks_for_already_is_consulted(world: World) -> None:
    from standing.areas.standards.local import add_local_competence

    local = add_local_competence(by=TESTS, code="OURS-1", title="Welcome people at the door")
    with clock.travelling_to(START):
        make_profile("porter", essential=[local.pk], from_on=START)
    assert decided(world, Subject(standard=local)).called == "consulted"


def test_a_class_agreed_together_is_still_agreed_by_a_clinical_lead(world: World) -> None:
    change = change_proposed()
    proposal = decided(world, Subject(change=change, wanted_class="major"))
    change.refresh_from_db()
    assert (proposal.called, change.change_class) == ("co-produced", "major")
    assert change.state == ChangeState.DRAFT, "it goes to a clinical lead as ever"


def test_a_change_that_was_sent_before_is_consulted(world: World) -> None:
    change = change_proposed()
    policies.send_change(by=TESTS, change=change)
    with clock.travelling_to(date(2026, 6, 16)):
        proposal = world.circle.propose(Subject(change=change, wanted_class=change.change_class))
    assert began_of(proposal) is Began.AFTERWARDS
    with pytest.raises(Refused, match="open proposal already"):
        world.circle.propose(Subject(change=change, wanted_class="major"))


def test_only_whoever_could_do_it_opens_a_proposal_that_would(world: World) -> None:
    steward = make_account(roles=[Role.FRAMEWORK_STEWARD])
    change = change_proposed()
    assert change in choices(by=world.circle.lead).changes
    with pytest.raises(NotAllowed, match="cannot keep policies"):
        actions.open_proposal(
            by=steward,
            about=Subject(change=change, wanted_class="major"),
            terms=actions.Terms(question="Q?", purpose="P", asks=[Standpoint.CARER]),
        )
    for outsider in (world.circle.lived, make_account(roles=[Role.ADMINISTRATOR, Role.AUDITOR])):
        with pytest.raises(NotAllowed):
            choices(by=outsider)
        with pytest.raises(NotAllowed):
            actions.decide(by=outsider, proposal=world.open)


def test_a_plan_waits_for_its_owners_until_it_is_done(world: World) -> None:
    (do,) = [
        one for one in waiting(world.circle.carer, TODAY) if one.key == f"coproduction:do:{world.item.pk}"
    ]
    assert (do.what, do.due) == ("Do", date(2026, 8, 1))
    with pytest.raises(NotAllowed, match="Whoever owns it can"):
        actions.mark_done(by=world.circle.lived, item=world.item, done_on=TODAY)
    with pytest.raises(Refused, match="still to come"):
        actions.mark_done(by=world.circle.carer, item=world.item, done_on=date(2026, 7, 1))
    with pytest.raises(Refused, match="agreed"):
        actions.remove_item(by=world.circle.lead, item=world.item)
    actions.mark_done(by=world.circle.carer, item=world.item, done_on=TODAY)
    assert do.key not in [one.key for one in waiting(world.circle.carer, TODAY)]
    with pytest.raises(Refused, match="done already"):
        actions.mark_done(by=world.circle.carer, item=world.item, done_on=TODAY)


def test_a_plan_with_nothing_to_do_is_put_to_nobody(world: World) -> None:
    plan = world.circle.propose()
    with pytest.raises(Refused, match="nothing to be for or against"):
        actions.ask_for_positions(by=world.circle.lead, proposal=plan)
    with pytest.raises(Refused, match="is past"):
        actions.add_item(
            by=world.circle.lead, proposal=plan, what="Talk", owner=world.circle.lead, due_on=START
        )
    item = actions.add_item(
        by=world.circle.lead, proposal=plan, what="Talk", owner=world.circle.lead, due_on=TODAY
    )
    actions.remove_item(by=world.circle.lead, item=item)
    assert not plan.items.exists()
    assert plan.state == State.OPEN
    with pytest.raises(Refused, match="Only a plan"):
        actions.add_item(
            by=world.circle.lead, proposal=world.open, what="Talk", owner=world.circle.lead, due_on=TODAY
        )


def test_what_matters_follows_a_line_and_stands_beside_the_prompts_for_evidence(world: World) -> None:
    copy = world.draft.lines.get(standard=ZX1)
    assert copy.key == world.line.key
    (said,) = values_of(world.circle.lived, world.draft.pk)[copy.key]
    assert (said.standpoint, said.words) == (Standpoint.CARER, "Tell us when things change.")
    person = world.people[0]
    assert sentences(world.self, person, ZX1) == [
        "What matters to significant others and family carers: “Tell us when things change.”"
    ]
    assert sentences(world.self, person, "ZX2@2003") == []
    with pytest.raises(NotAllowed, match="not in that group"):
        actions.add_values(
            by=world.circle.lived, line=copy, standpoint=Standpoint.CARER, words="Not ours to say"
        )
    actions.withdraw_values(by=world.circle.carer, statement=world.statement)
    assert values_of(world.circle.lived, world.draft.pk) == {}
    profiles.remove_line(by=TESTS, line=copy)


def test_what_somebody_needs_is_theirs_and_a_name_is_shown_by_choice_alone(world: World) -> None:
    made = actions.add_participant(
        by=world.circle.lead,
        proposal=world.open,
        standpoint=Standpoint.LIVED_EXPERIENCE,
        name="",
        about=About(is_named=False, needs="an interpreter", needs_met=True, payment_offered=True),
    )
    assert made.shown_as == "A person with lived experience"
    for name, is_named, words in (("Jo Bloggs", False, "Leave the name out"), ("", True, "Write the name")):
        with pytest.raises(Refused, match=words):
            actions.add_participant(
                by=world.circle.lead,
                proposal=world.open,
                standpoint=Standpoint.CARER,
                name=name,
                about=About(is_named=is_named, needs=None),
            )
    me = world.decided.participants.get(account=world.circle.carer)
    assert me.shown_as == "A family carer or significant other"
    me = actions.set_about_me(
        by=world.circle.carer, proposal=world.decided, is_named=True, needs="", needs_met=None
    )
    assert me.shown_as == "Cara Carer", "a name is given, or taken off, after the decision too"
    assert me.payment_offered is True
    with pytest.raises(NotAllowed):
        actions.set_about_me(
            by=make_account(roles=[Role.AUDITOR]),
            proposal=world.open,
            is_named=True,
            needs="",
            needs_met=None,
        )
