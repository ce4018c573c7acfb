"""A proposal from its first question to its decision, and everything that keeps it from one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from standing.areas.audit import clock
from standing.areas.audit.models import Event
from standing.areas.coproduction import actions
from standing.areas.coproduction.actions.proposals import Subject
from standing.areas.coproduction.content import began_of, made_at
from standing.areas.coproduction.models import Position, Proposal
from standing.areas.coproduction.selectors import how_decided
from standing.areas.coproduction.selectors.proposals import open_for, proposal_by_number, running
from standing.areas.coproduction.waiting import waiting
from standing.areas.people.models import Account
from standing.areas.people.roles import Role
from standing.areas.profiles import actions as profiles
from standing.areas.profiles.models import ProfileVersion
from standing.areas.profiles.selectors import version_in_full
from standing.areas.refusals import NotAllowed, Refused
from standing.core.coproduction.deciding import Stance, Way
from standing.core.coproduction.proposing import State
from standing.core.coproduction.record import Began, Standpoint
from tests.factories.coproduction import THREE, Circle
from tests.factories.people import make_account
from tests.factories.profiles import add_lines, draft_of, make_profile
from tests.factories.standards import load_catalogue, two_revisions

pytestmark = pytest.mark.django_db
START, LATER = date(2026, 6, 1), date(2026, 6, 15)
ZX1, ZX2 = "ZX1@2003", "ZX2@2003"


@pytest.fixture(scope="module")
def circle(django_db_setup: None, django_db_blocker: Any) -> Iterator[Circle]:
    """A catalogue and the groups, for every test of this module; what a test writes is gone after it."""
    with django_db_blocker.unblock(), transaction.atomic(), clock.travelling_to(START):
        load_catalogue(two_revisions())
        yield Circle.open()
        transaction.set_rollback(True)


@pytest.fixture
def draft(circle: Circle) -> ProfileVersion:
    """An empty draft of a new profile."""
    return draft_of(make_profile("ward-nurse"))


def about(draft: ProfileVersion) -> Subject:
    return Subject(version=draft)


def put(circle: Circle, proposal: Proposal) -> None:
    actions.ask_for_positions(by=circle.lead, proposal=proposal)


def to_be_decided(circle: Circle, draft: ProfileVersion, **given: object) -> Proposal:
    """A proposal opened on one day; lines written, everybody for it and its record whole on a later one."""
    proposal = circle.propose(about(draft), **given)
    with clock.travelling_to(LATER):
        actions.say(by=circle.lived, proposal=proposal, what="Listen to us first")
        add_lines(draft, [ZX1])
        put(circle, proposal)
        circle.agree(proposal)
        circle.keep_record(proposal)
    return proposal


def test_a_profile_is_made_together_and_says_so(circle: Circle, draft: ProfileVersion) -> None:
    proposal = to_be_decided(circle, draft)
    with clock.travelling_to(LATER):
        made = actions.decide(by=circle.lead, proposal=proposal)
    assert (made.state, made.called) == (State.AGREED, "co-produced")
    draft.refresh_from_db()
    assert (draft.decided_how, draft.decided_ref) == ("co-produced", proposal.subject)
    told = how_decided(circle.carer, draft.pk)
    assert "from the start" in told.words
    assert told.constituencies == tuple(one.words for one in THREE)
    assert told.changed_because == ("“Listen to us first” We did it.",)
    assert Event.objects.filter(subject=proposal.subject, action="decide").count() == 1


def test_nobody_is_asked_about_a_group_that_asks_for_more_than_it_has(
    circle: Circle, draft: ProfileVersion
) -> None:
    proposal = circle.propose(about(draft))
    add_lines(draft, [ZX1, ZX2])
    group = profiles.add_group(
        by=circle.lead,
        version=draft,
        name="Bathing",
        at_least=3,
        lines=list(draft.lines.values_list("pk", flat=True)),
    )
    with pytest.raises(
        Refused, match=r"asks for at least 3 and has 2 standards\. Put more in it, ask for fewer"
    ):
        put(circle, proposal)
    found = version_in_full(circle.lead, draft.pk).groups
    assert [one.words for one in found if one.id == group.pk] == ["at least 3, though it has only 2"]


def test_what_was_decided_is_just_those_lines(circle: Circle, draft: ProfileVersion) -> None:
    proposal = to_be_decided(circle, draft)
    with clock.travelling_to(LATER):
        actions.decide(by=circle.lead, proposal=proposal)
        add_lines(draft, [ZX2])
    draft.refresh_from_db()
    assert draft.decided_how == ""
    assert how_decided(circle.lead, draft.pk).words == ""


def test_lines_written_before_people_were_asked_are_consulted_whoever_says_otherwise(
    circle: Circle, draft: ProfileVersion
) -> None:
    add_lines(draft, [ZX1])
    with clock.travelling_to(LATER):
        proposal = circle.propose(about(draft))
        assert began_of(proposal) is Began.AFTERWARDS
        put(circle, proposal)
        circle.agree(proposal)
        made = actions.decide(by=circle.lead, proposal=proposal)
    draft.refresh_from_db()
    assert made.called == draft.decided_how == "consulted"


def test_what_is_put_in_use_before_people_decide_is_consulted_though_they_were_asked_from_the_start(
    circle: Circle, draft: ProfileVersion
) -> None:
    proposal, later = to_be_decided(circle, draft), date(2026, 6, 20)
    with clock.travelling_to(LATER):
        profiles.put_in_use(by=circle.lead, version=draft, from_on=later, though_undecided=True)
    with clock.travelling_to(later):
        profiles.draft_version(by=circle.lead, profile=draft.profile)
        seen = running(by=circle.lead, number=proposal.pk).seen
        assert (seen.began, seen.used_first) == (Began.AFTERWARDS, later)
        assert actions.decide(by=circle.lead, proposal=seen.proposal).called == "consulted"
    assert "put in use before people decided" in how_decided(circle.carer, draft.pk).words


def test_a_later_draft_says_nothing_of_when_this_one_was_made(circle: Circle, draft: ProfileVersion) -> None:
    add_lines(draft, [ZX1])
    with clock.travelling_to(LATER):
        proposal = circle.propose(about(draft))
        profiles.put_in_use(by=circle.lead, version=draft, from_on=LATER, though_undecided=True)
    with clock.travelling_to(date(2026, 6, 20)):
        profiles.draft_version(by=circle.lead, profile=draft.profile)
        made = made_at(proposal)
    assert made is not None
    assert made.date() == START


def test_a_copy_of_the_version_in_use_is_no_line_written(circle: Circle) -> None:
    profile = make_profile("matron", essential=[ZX1], from_on=START)
    with clock.travelling_to(LATER):
        version = profiles.draft_version(by=circle.lead, profile=profile)
        proposal = circle.propose(about(version))
    with clock.travelling_to(date(2026, 6, 20)):
        profiles.set_purpose(by=circle.lead, version=version, purpose="To run the ward.")
        assert began_of(proposal) is Began.FROM_THE_START


def test_people_with_lived_experience_asked_later_than_the_rest_were_not_there_from_the_start(
    circle: Circle, draft: ProfileVersion
) -> None:
    proposal = circle.propose(about(draft), asks=[Standpoint.CARER, Standpoint.PRACTITIONER])
    add_lines(draft, [ZX1])
    assert began_of(proposal) is Began.AFTERWARDS
    with clock.travelling_to(LATER):
        actions.invite(by=circle.lead, proposal=proposal, asks=[Standpoint.LIVED_EXPERIENCE])
    assert began_of(proposal) is Began.AFTERWARDS


def test_an_empty_record_keeps_it_from_being_approved_and_says_what_is_missing(
    circle: Circle, draft: ProfileVersion
) -> None:
    proposal = circle.propose(about(draft))
    with clock.travelling_to(LATER):
        add_lines(draft, [ZX1])
        put(circle, proposal)
        circle.agree(proposal)
        with pytest.raises(Refused) as refusal:
            actions.decide(by=circle.lead, proposal=proposal)
    for words in ("cannot be decided yet", "needed to take part", "payment was offered", "what was said"):
        assert words in refusal.value.reason
    proposal.refresh_from_db()
    assert proposal.state == State.OPEN
    refused = Event.objects.select_related("words").get(action="refused_decide")
    assert "payment was offered" in refused.words.words["told"]


def test_a_draft_changed_after_positions_asks_everybody_again(circle: Circle, draft: ProfileVersion) -> None:
    proposal = to_be_decided(circle, draft)
    with clock.travelling_to(LATER):
        add_lines(draft, [ZX2])
        with pytest.raises(Refused, match=r"People with lived experience: 2 more must say .* as it is now"):
            actions.decide(by=circle.lead, proposal=proposal)
        (waits,) = waiting(circle.carer, LATER)
        assert waits.what == "Look again at"
        for _, account in circle.members:
            actions.confirm_position(by=account, proposal=proposal)
        assert list(waiting(circle.carer, LATER)) == []
        assert actions.decide(by=circle.lead, proposal=proposal).called == "co-produced"
    assert Position.objects.filter(account=circle.carer).count() == 2


def test_an_objection_is_answered_in_writing_before_a_decision(circle: Circle, draft: ProfileVersion) -> None:
    proposal = to_be_decided(circle, draft)
    with clock.travelling_to(LATER):
        with pytest.raises(Refused, match="Say why you object"):
            actions.give_position(by=circle.carer, proposal=proposal, stance=Stance.OBJECTS, reason=" ")
        said = actions.give_position(
            by=circle.carer, proposal=proposal, stance=Stance.OBJECTS, reason="Families are left out"
        )
        with pytest.raises(Refused, match="family carers: answer an objection in writing first"):
            actions.decide(by=circle.lead, proposal=proposal)
        assert "Answer an objection to" in [one.what for one in waiting(circle.lead, LATER)]
        actions.answer_objection(by=circle.lead, position=said, words="We meet families each month.")
        assert [one.what for one in waiting(circle.carer, LATER)] == ["Read the answer about"]
        with pytest.raises(Refused, match="they do not agree"):
            actions.decide(by=circle.lead, proposal=proposal)
        with pytest.raises(NotAllowed, match="Only whoever objected"):
            actions.settle_objection(by=circle.lived, position=said, still_stands=False)
        actions.settle_objection(by=circle.carer, position=said, still_stands=False)
        with pytest.raises(Refused, match="what changed because of it"):
            actions.decide(by=circle.lead, proposal=proposal)
        point = proposal.points.get(what="Families are left out")
        actions.settle_point(by=circle.lead, point=point, changed="A line on families", not_taken_because="")
        assert actions.decide(by=circle.lead, proposal=proposal).state == State.AGREED


def test_the_answer_to_an_objection_says_what_comes_of_its_point(
    circle: Circle, draft: ProfileVersion
) -> None:
    proposal = to_be_decided(circle, draft)
    with clock.travelling_to(LATER):
        said = actions.give_position(
            by=circle.carer, proposal=proposal, stance=Stance.OBJECTS, reason="Families are left out"
        )
        answer = {
            "by": circle.lead,
            "words": "You are right: a line on families.",
            "comes": actions.Comes.CHANGED,
        }
        actions.answer_objection(position=said, **answer)
        point = proposal.points.get(what="Families are left out")
        assert (point.changed, point.not_taken_because) == (answer["words"], "")
        event = Event.objects.select_related("words").get(action="answer_objection")
        assert event.words.words["changed"] == answer["words"]
        assert actions.settle_objection(by=circle.carer, position=said, still_stands=False)
        assert running(by=circle.lead, number=proposal.pk).record_missing == ()
        actions.give_position(by=circle.carer, proposal=proposal, stance=Stance.SUPPORTS)
        again = actions.give_position(
            by=circle.carer, proposal=proposal, stance=Stance.OBJECTS, reason="Families are left out"
        )
        with pytest.raises(Refused, match="written down already"):
            actions.answer_objection(position=again, **answer)
        again.refresh_from_db()
        assert again.answer == "", "refused whole"


def test_an_unanswered_objection_outlives_a_change_and_its_authors_place(
    circle: Circle, draft: ProfileVersion
) -> None:
    proposal = to_be_decided(circle, draft)
    with clock.travelling_to(LATER):
        actions.give_position(
            by=circle.carer, proposal=proposal, stance=Stance.OBJECTS, reason="Families are left out"
        )
        membership = circle.carer.memberships.get()
        actions.remove_member(by=circle.lead, membership=membership, why="Moved away")
        add_lines(draft, [ZX2])
        with pytest.raises(Refused, match="answer an objection in writing first"):
            actions.decide(by=circle.lead, proposal=proposal)
        assert list(waiting(circle.carer, LATER)) == []
        with pytest.raises(NotAllowed, match="groups that you are not in"):
            actions.say(by=circle.carer, proposal=proposal, what="Still here")


def test_positions_are_hidden_until_ones_own_is_given_if_so_set(
    circle: Circle, draft: ProfileVersion
) -> None:
    add_lines(draft, [ZX1])
    proposal = circle.propose(about(draft), own_first=True)
    put(circle, proposal)
    actions.give_position(by=circle.lived, proposal=proposal, stance=Stance.OBJECTS, reason="Too long")

    def sees(account: Account) -> tuple[int, int]:
        found = proposal_by_number(by=account, number=proposal.pk)
        return len(found.positions), len(found.points)

    assert sees(circle.lived) == sees(circle.lead) == (1, 1)
    assert sees(circle.carer) == sees(make_account(roles=[Role.AUDITOR])) == (0, 0)
    actions.give_position(by=circle.carer, proposal=proposal, stance=Stance.SUPPORTS)
    assert sees(circle.carer) == (2, 1)
    actions.add_member(by=circle.lead, standpoint=Standpoint.PRACTITIONER, account=circle.lead)
    assert sees(circle.lead) == (0, 0)
    found = running(by=circle.lead, number=proposal.pk)
    assert (found.tallies, found.to_answer) == ((), ())
    assert "Say what you think first" in found.not_agreed[0]
    assert [one.what for one in waiting(circle.lead, START)] == ["Say what you think of"]


def test_a_member_of_two_groups_speaks_for_one(circle: Circle, draft: ProfileVersion) -> None:
    actions.add_member(by=circle.lead, standpoint=Standpoint.PRACTITIONER, account=circle.carer)
    add_lines(draft, [ZX1])
    proposal = circle.propose(about(draft))
    put(circle, proposal)
    with pytest.raises(Refused, match="Choose the one that you speak for"):
        actions.give_position(by=circle.carer, proposal=proposal, stance=Stance.SUPPORTS)
    for standpoint in (Standpoint.CARER, Standpoint.PRACTITIONER):
        actions.give_position(
            by=circle.carer, proposal=proposal, stance=Stance.SUPPORTS, speaks_for=standpoint
        )
    tallies = {
        one.speaks_for: tally.support for one, tally in running(by=circle.lead, number=proposal.pk).tallies
    }
    assert tallies == {
        Standpoint.LIVED_EXPERIENCE: 0,
        Standpoint.CARER: 0,
        Standpoint.PRACTITIONER: 1,
    }
    with pytest.raises(Refused, match="not in that group"):
        actions.give_position(
            by=circle.carer, proposal=proposal, stance=Stance.SUPPORTS, speaks_for=Standpoint.PROVIDER
        )


def test_not_agreed_is_closed_with_its_reasons_and_nothing_moves_it_after(
    circle: Circle, draft: ProfileVersion
) -> None:
    proposal = circle.propose(about(draft))
    with pytest.raises(Refused, match="Say why it was not agreed"):
        actions.close_not_agreed(by=circle.lead, proposal=proposal, why=" ")
    actions.close_not_agreed(by=circle.lead, proposal=proposal, why="There is no money for it.")
    for again in (
        lambda: actions.say(by=circle.lived, proposal=proposal, what="But"),
        lambda: actions.decide(by=circle.lead, proposal=proposal),
        lambda: actions.invite(by=circle.lead, proposal=proposal, asks=[Standpoint.PROVIDER]),
        lambda: put(circle, proposal),
    ):
        with pytest.raises(Refused, match="closed, not agreed"):
            again()
    assert open_for(by=circle.lived) == []


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"question": " "}, "Write the question"),
        ({"purpose": ""}, "Say what it is for"),
        ({"asks": []}, "Choose the groups"),
        ({"asks": [Standpoint.COMMISSIONER]}, "Commissioners has 0 in it, and 1 must"),
        ({"answer_by": date(2026, 5, 1)}, "is past"),
        ({"question": "x" * 301}, "301 letters, and 300 fit"),
    ],
)
def test_what_cannot_be_opened(
    circle: Circle, draft: ProfileVersion, given: dict[str, object], words: str
) -> None:
    with pytest.raises(Refused, match=words):
        circle.propose(about(draft), **given)
    assert not Proposal.objects.exists()


def test_only_a_draft_is_opened_and_once(circle: Circle, draft: ProfileVersion) -> None:
    used = make_profile("matron", essential=[ZX1], from_on=START).versions.get()
    with pytest.raises(Refused, match="Only a draft"):
        circle.propose(about(used))
    proposal = circle.propose(about(draft))
    with pytest.raises(Refused, match="open proposal already"):
        circle.propose(about(draft))
    with pytest.raises(Refused, match="nothing to be for or against"):
        put(circle, proposal)
    profiles.discard_draft(by=circle.lead, version=draft)
    assert "discarded" in running(by=circle.lead, number=proposal.pk).not_agreed[0]
    with pytest.raises(Refused, match="was discarded"):
        actions.decide(by=circle.lead, proposal=proposal)


def test_groups_keep_what_they_were_asked_with(circle: Circle, draft: ProfileVersion) -> None:
    add_lines(draft, [ZX1])
    proposal = circle.propose(about(draft))
    actions.set_constituency(by=circle.lead, standpoint=Standpoint.CARER, quorum=2, way=Way.MAJORITY)
    held = proposal.invitations.get(constituency__standpoint="carer")
    assert (held.quorum, held.way) == (1, "consent")
    with pytest.raises(Refused, match="from 2 to 100"):
        actions.set_constituency(
            by=circle.lead, standpoint=Standpoint.LIVED_EXPERIENCE, quorum=1, way=Way.CONSENT
        )
    with pytest.raises(Refused, match="Nothing is different"):
        actions.set_constituency(by=circle.lead, standpoint=Standpoint.CARER, quorum=2, way=Way.MAJORITY)
    with pytest.raises(Refused, match="no role today"):
        actions.add_member(by=circle.lead, standpoint=Standpoint.CARER, account=make_account())
    with pytest.raises(Refused, match="in this group already"):
        actions.add_member(by=circle.lead, standpoint=Standpoint.CARER, account=circle.carer)


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({"about": "weather"}, "proposal_about_a_known_kind"),
        ({"about": "action-plan"}, "proposal_is_about_one_thing"),
        ({"question": ""}, "proposal_has_question_and_purpose"),
        ({"state": "lost"}, "proposal_in_a_known_state"),
        ({"state": "not_agreed"}, "proposal_not_agreed_with_a_reason"),
        ({"state": "agreed"}, "agreed_proposal_says_what_and_how"),
        ({"called": "loved"}, "proposal_called_by_a_known_word"),
    ],
)
def test_the_store_refuses_a_proposal_that_cannot_be(
    circle: Circle, draft: ProfileVersion, wrong: dict[str, str], constraint: str
) -> None:
    proposal = circle.propose(about(draft))
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Proposal.objects.filter(pk=proposal.pk).update(**wrong)


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({"stance": "objects", "reason": ""}, "objection_has_a_reason"),
        ({"stance": "shrugs", "reason": "Well"}, "position_of_a_known_stance"),
        ({"still_stands": False}, "only_an_answered_objection_is_withdrawn"),
    ],
)
def test_the_store_refuses_a_position_that_cannot_be(
    circle: Circle, draft: ProfileVersion, wrong: dict[str, object], constraint: str
) -> None:
    add_lines(draft, [ZX1])
    proposal = circle.propose(about(draft))
    put(circle, proposal)
    actions.give_position(by=circle.carer, proposal=proposal, stance=Stance.SUPPORTS)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Position.objects.update(**wrong)


def test_the_store_holds_one_position_a_member(circle: Circle, draft: ProfileVersion) -> None:
    proposal = to_be_decided(circle, draft)
    one = proposal.positions.filter(account=circle.carer).get()
    one.pk = None
    with pytest.raises(IntegrityError, match=r"member_has_one_position|UNIQUE"), transaction.atomic():
        one.save(force_insert=True)
