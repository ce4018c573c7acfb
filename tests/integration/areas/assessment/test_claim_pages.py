"""The pages of claims: walked without scripts by the practitioner, the manager and the assessor; and by an outsider."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from standing.areas.assessment import actions
from standing.areas.assessment.models import Claim, ClaimDecision, Evidence, GuardAnswer, Sealed
from standing.areas.audit.models import Look
from standing.areas.people.roles import Role
from standing.areas.record.models import Decision
from standing.core.assessing.states import State
from tests.factories import assessment as make
from tests.factories.assessment import Claiming
from tests.factories.people import make_account, signed_in
from tests.factories.record import account_of, make_assessor, make_lead, require

pytestmark = pytest.mark.django_db

EVIDENCE = {
    "kind": "reflection",
    "what": "Led the round and wrote up the plan",
    "made_on_day": "9",
    "made_on_month": "3",
    "made_on_year": "2026",
    "kept_at": "Portfolio, section 3",
    "authenticator": "The ward manager",
    "agreement": "other",
}


def page(client: Client, name: str, *args: object, **query: str) -> str:
    answer = client.get(reverse(f"assessment:{name}", args=args), query)
    assert answer.status_code == 200, answer.content.decode()[:500]
    return answer.content.decode()


def send(client: Client, name: str, *args: object, **data: object) -> str:
    """Send a form and follow it to the page it leads to."""
    answer = client.post(reverse(f"assessment:{name}", args=args), data, follow=True)
    assert answer.status_code == 200, answer.content.decode()[:500]
    return answer.content.decode()


def test_a_claim_is_walked_through_its_pages(world: Claiming) -> None:
    own, manager, assessor = (signed_in(one) for one in (world.practitioner, world.manager, world.assessor))
    assert "You have no claim yet" in page(own, "claims")
    shown = send(own, "open", standards="ZA1@2013")
    assert "Assessed on scope only." in shown
    assert "Add evidence" in shown
    claim = Claim.objects.get()

    assert "Ada Example" in page(manager, "claims")
    offered = page(manager, "allocate", claim.pk)
    assert f"{world.assessor.name} (counts in it, or is appointed)" in offered
    shown = send(manager, "allocate", claim.pk, assessor=str(world.assessor.pk))
    assert "Alex Assessor assesses this claim." in shown

    page(own, "add_evidence", claim.pk)
    shown = send(own, "add_evidence", claim.pk, **EVIDENCE)
    assert "signed by you" in shown
    assert "1 piece of evidence" in shown
    shown = send(own, "move", claim.pk, "submit")
    assert "Its assessor begins next" in shown
    assert "Take it back" in shown

    assert "Submitted" in page(assessor, "claims")
    shown = send(assessor, "move", claim.pk, "begin")
    assert "Judge the evidence, then decide" in shown
    assert "Led the round" in shown
    send(assessor, "judge", claim.pk, scope=["valid", "authentic", "current"])
    shown = send(assessor, "decide", claim.pk, **decision())
    assert "There is a problem" in shown
    assert "The evidence was found not sufficient." in shown
    send(assessor, "judge", claim.pk, scope=["valid", "authentic", "current", "sufficient"])
    shown = send(assessor, "decide", claim.pk, **decision())
    assert "Check the decision before you make it" in shown
    assert "1 piece, the newest of" in shown
    assert "If it is drawn for verification" in shown
    assert "You can appeal" not in shown
    assert "Assessed on scope only" in shown
    assert not Decision.objects.filter(person=world.person).exists(), (
        "nothing is written before it is confirmed"
    )
    shown = send(assessor, "decide", claim.pk, **decision(), confirm="yes")
    assert "is on the record" in shown
    claim.refresh_from_db()
    assert claim.at is State.RELEASED
    listed = page(assessor, "claims")
    assert "Nothing waits for you." in listed
    assert "Your others: with somebody else, or decided" in listed
    row = Decision.objects.get(person=world.person)
    assert (row.outcome, row.practice_as_of.isoformat()) == ("met", "2026-03-09")
    assert "Assessed on scope only" in page(own, "claim", claim.pk)


def decision(outcome: str = "met") -> dict[str, str]:
    return {
        "outcome": outcome,
        "decided_on_day": "10",
        "decided_on_month": "3",
        "decided_on_year": "2026",
        "practice_as_of_day": "9",
        "practice_as_of_month": "3",
        "practice_as_of_year": "2026",
    }


def test_what_may_name_somebody_is_asked_about_and_the_answer_kept(world: Claiming) -> None:
    claim = make.open_claim(world)
    own = signed_in(world.practitioner)
    named = {**EVIDENCE, "what": "Supported Mr Arthur Pendlebury, NHS number 943 476 5919, on the ward"}
    shown = send(own, "add_evidence", claim.pk, **named)
    assert "Does this name" in shown
    assert "943 476 5919" not in shown.split("<form")[0]
    assert not Evidence.objects.exists()
    about = re.search(r'name="guard_about" value="(\w+)"', shown)
    assert about is not None
    shown = send(own, "add_evidence", claim.pk, **named, guard_about=about[1])
    assert not Evidence.objects.exists(), "shown again without an answer, it asks again"
    send(own, "add_evidence", claim.pk, **named, guard_about=about[1], guard_said="nobody")
    row = Evidence.objects.get()
    kept = GuardAnswer.objects.get(subject=row.subject)
    assert kept.answer == "nobody"
    assert "9434765919" not in str(kept.findings).replace(" ", "")


def test_hidden_at_once_everywhere_and_settled_by_the_lead(world: Claiming) -> None:
    claim = make.judged(world)
    row = Evidence.objects.get()
    assessor, own = signed_in(world.assessor), signed_in(world.practitioner)
    lead = signed_in(make_account("Iris Governance", roles=[Role.INFORMATION_GOVERNANCE_LEAD]))
    send(assessor, "hide", "evidence", row.pk, found="name")
    history = page(own, "claim", claim.pk).partition("History")[2]
    assert "Submitted, by Ada Example" in history
    assert "Evidence attached: Collecting evidence, by Ada Example" in history
    for client in (assessor, own):
        assert "Ran the ward round" not in page(client, "claim", claim.pk)
        assert "Ran the ward round" not in page(client, "evidence", row.pk)
    assert "Ran the ward round" not in page(own, "evidence_list")
    assert "Hidden" in page(assessor, "judge", claim.pk)
    sealed = Sealed.objects.get()
    assert "Ada Example" in page(lead, "sealed")
    assert "Ran the ward round" in page(lead, "settle", sealed.pk)
    home = lead.get("/").content.decode()
    assert "Settle what may identify somebody" in home
    assert "See all that is hidden" in home
    assert "See all claims" not in home, "the lead may not open the list of claims"
    send(lead, "settle", sealed.pk, settle="give_back")
    assert "Ran the ward round" in page(own, "evidence", row.pk)
    send(own, "hide", "evidence", row.pk, found="together")
    send(lead, "settle", Sealed.objects.latest("pk").pk, settle="erase")
    row.refresh_from_db()
    assert row.what == ""
    assert not Sealed.objects.filter(content__isnull=False).exists()


def test_what_is_owed_is_offered_before_any_search(world: Claiming) -> None:
    first, second, *_ = world.standards
    require((second,))
    own, manager = signed_in(world.practitioner), signed_in(world.manager)
    shown = page(own, "open")
    assert "Asked of you, and owed now or soon" in shown
    assert shown.index("Asked of you") < shown.index("Another standard") < shown.index("Search the catalogue")
    assert f'value="{second}"' in shown
    assert f'value="{first}"' not in shown
    shown = send(own, "open", words=first, find="yes")
    assert "Asked of you" not in shown
    assert f'value="{first}"' in shown
    assert "Asked of them, and owed now or soon" in page(manager, "open_for", world.person.ref)
    assert Look.objects.get(account=world.manager).page == "what they owe, for a claim"
    assert "The claim is open" in send(own, "open", found=second)
    assert Claim.objects.get().standard_id == second


def test_an_outsider_finds_nothing(world: Claiming) -> None:
    claim = make.judged(world)
    row = Evidence.objects.get()
    for account in (account_of(world.colleague), make_assessor(world.unit, "Otto Other"), make_lead()):
        client = signed_in(account)
        assert client.get(reverse("assessment:evidence", args=[row.pk])).status_code == 404
        for name in ("judge", "decide"):
            assert client.get(reverse(f"assessment:{name}", args=[claim.pk])).status_code in (403, 404)
        answer = client.post(reverse("assessment:add_evidence", args=[claim.pk]), EVIDENCE)
        assert answer.status_code in (403, 404)
        assert Evidence.objects.count() == 1
        assert (
            "Ran the ward round"
            not in client.get(reverse("assessment:claim", args=[claim.pk])).content.decode()
        )
        answer = client.get(reverse("assessment:hide", args=["evidence", row.pk]))
        assert answer.status_code == 404
    manager = signed_in(world.manager)
    shown = page(manager, "claim", claim.pk)
    assert "Reflective account" in shown
    assert "Ran the ward round" not in shown, "the index, and not the content"


def test_not_yet_is_not_for_the_workforce_lead(world: Claiming) -> None:
    claim = make.judged(world)
    lead = signed_in(make_lead())
    assert "In assessment" in page(lead, "claim", claim.pk)
    actions.decide_claim(
        by=world.assessor,
        claim=claim,
        outcome="not_yet",
        decided_on=claim.opened_on,
        plan="Lead two rounds",
    )
    assert lead.get(reverse("assessment:claim", args=[claim.pk])).status_code == 404
    assert "Lead two rounds" in page(signed_in(world.practitioner), "claim", claim.pk)
    shown = page(signed_in(world.manager), "claim", claim.pk)
    assert "not yet met" in shown
    assert "Lead two rounds" not in shown


def test_criteria_are_entered_put_in_use_and_fixed_once_used(world: Claiming) -> None:
    lead, own, assessor = (signed_in(one) for one in (make_lead(), world.practitioner, world.assessor))
    standard = world.standards[0]
    assert "Only the title and scope" in page(own, "criteria", standard)
    shown = send(lead, "enter_criteria", standard, pasted="First words", source="Our own notes")
    assert "expected a number such as P1" in shown
    pasted = "P1 Agree the plan with the person\nP2 Write it down\nK1 Why plans are agreed"
    shown = send(
        lead, "enter_criteria", standard, pasted=pasted, source="Our own notes", needs_observation="on"
    )
    assert "3 criteria are entered" in shown
    assert "A draft" in shown
    assert "Only the title and scope" in page(own, "criteria", standard), "a draft is for who keeps criteria"
    send(lead, "use_criteria", standard)
    claim = make.open_claim(world)
    p1, p2, k1 = (one.pk for one in claim.standard.criteria_list.criteria.all())
    shown = page(own, "claim", claim.pk)
    assert "Assessed on scope only" not in shown
    assert "0 of 3 criteria have evidence" in shown
    shown = send(own, "add_evidence", claim.pk, **EVIDENCE, criteria=[p1, k1])
    assert "2 of 3 criteria have evidence" in shown
    assert "stay as they are" in send(lead, "unuse_criteria", standard)
    send(own, "move", claim.pk, "submit")
    send(assessor, "move", claim.pk, "begin")
    all_four = ["valid", "authentic", "current", "sufficient"]
    send(assessor, "judge", claim.pk, **{f"c{p1}": all_four, f"c{k1}": all_four, f"c{p2}": []})
    shown = send(assessor, "decide", claim.pk, **decision())
    assert "No evidence is attached for P2." in shown
    assert "directly observed" in shown
    assert not ClaimDecision.objects.exists()
