"""Evidence: signed, serving many, agreed to and taken back; files only where allowed; constraints of the tables."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from pytest_django import Settings

from standing.areas.assessment import actions, models
from standing.areas.assessment.actions.evidence import digest_of
from standing.areas.assessment.files import SentFile
from standing.areas.assessment.models import Evidence, EvidenceFile
from standing.areas.assessment.presenters.waiting import waiting_for
from standing.areas.audit import clock
from standing.areas.audit.models import Event
from standing.areas.people.actions import end_grant
from standing.areas.people.models import Account, RoleGrant
from standing.areas.people.roles import Role
from standing.areas.refusals import NotAllowed, Refused
from standing.core.assessing.evidence import Kind
from standing.core.assessing.states import State
from tests.factories import assessment as make
from tests.factories.assessment import Claiming
from tests.factories.people import TESTS, make_account, signed_in
from tests.factories.record import account_of

pytestmark = pytest.mark.django_db


def docx(*names: str) -> bytes:
    """The bones of a Word document."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return made.getvalue()


def test_one_piece_serves_many_claims_and_is_signed(world: Claiming) -> None:
    first, second = make.open_claim(world), make.open_claim(world, 1)
    row = make.add(world, first)
    actions.attach_evidence(by=world.practitioner, claim=second, evidence=row)
    assert {claim.pk for claim in models.Claim.objects.filter(attachments__evidence=row)} == {
        first.pk,
        second.pk,
    }
    event = Event.objects.select_related("words").get(action="add_evidence")
    assert event.words.words["digest"] == row.digest == digest_of(Evidence.objects.get())
    row.what = "Something else"
    assert digest_of(row) != row.digest, "a changed row would show"
    actions.detach_evidence(by=world.practitioner, claim=second, evidence=row)
    assert not second.attachments.exists()
    with pytest.raises(Refused, match="not attached"):
        actions.detach_evidence(by=world.practitioner, claim=first, evidence=make_other(world))


def make_other(world: Claiming) -> Evidence:
    return actions.add_evidence(by=world.practitioner, person=world.person, pointer=make.pointer("Another"))


def test_what_a_pointer_must_say(world: Claiming) -> None:
    good = make.pointer()
    cases = {
        "made_on": replace(good, made_on=date(2026, 3, 11)),
        "what": replace(good, what="  "),
        "kept_at": replace(good, kept_at=""),
        "authenticator": replace(good, authenticator=""),
        "context": replace(good, context="x" * 101),
        "agreement": replace(good, kind=Kind.FEEDBACK, agreement="not_needed"),
        "agreement_kept_at": replace(good, kind=Kind.OBSERVATION, agreement="given", agreement_kept_at=" "),
        "witness_email": replace(good, witness_email="nobody@example.org"),
    }
    for field, pointer in cases.items():
        with pytest.raises(Refused) as refusal:
            actions.add_evidence(by=world.practitioner, person=world.person, pointer=pointer)
        assert refusal.value.field == field, field
    own = replace(good, witness_email=world.practitioner.email)
    with pytest.raises(Refused, match="nobody vouches for themself"):
        actions.add_evidence(by=world.practitioner, person=world.person, pointer=own)
    assert not Evidence.objects.exists()
    witnessed = replace(good, kind=Kind.WITNESS, agreement="not_needed", witness_email=world.manager.email)
    row = actions.add_evidence(by=world.practitioner, person=world.person, pointer=witnessed)
    assert row.witness == world.manager


def test_who_adds_evidence_about_whom(world: Claiming) -> None:
    claim = make.open_claim(world)
    for account in (account_of(world.colleague), world.manager):
        with pytest.raises(NotAllowed):
            actions.add_evidence(by=account, person=world.person, pointer=make.pointer(), claim=claim)
    row = actions.add_evidence(
        by=world.assessor, person=world.person, pointer=make.pointer(kind=Kind.OBSERVATION), claim=claim
    )
    assert row.signed_by == world.assessor
    with pytest.raises(NotAllowed):
        actions.add_evidence(by=world.assessor, person=world.colleague, pointer=make.pointer(), claim=claim)


def test_feedback_that_is_taken_back_is_gone_and_serves_nothing(world: Claiming) -> None:
    claim = make.open_claim(world)
    row = make.add(world, claim, kind=Kind.FEEDBACK)
    actions.submit_claim(by=world.practitioner, claim=claim)
    actions.begin_assessing(by=world.assessor, claim=claim)
    actions.judge_evidence(by=world.assessor, claim=claim, judged={None: make.HOLDS})
    with pytest.raises(NotAllowed):
        actions.withdraw_feedback(by=world.manager, evidence=row)
    actions.withdraw_feedback(by=world.assessor, evidence=row)
    row.refresh_from_db()
    assert row.what == row.kept_at == row.agreement_kept_at == ""
    with pytest.raises(actions.CannotDecide, match="No evidence is attached that can be judged"):
        actions.decide_claim(by=world.assessor, claim=claim, outcome="met", decided_on=clock.today())
    with pytest.raises(Refused, match="taken back before"):
        actions.withdraw_feedback(by=world.practitioner, evidence=row)
    with pytest.raises(Refused, match="Only feedback"):
        actions.withdraw_feedback(by=world.practitioner, evidence=make_other(world))


def test_files_only_where_the_service_takes_them(world: Claiming, settings: Settings) -> None:
    text = SentFile("notes.txt", b"What I did, and why")
    with pytest.raises(Refused, match="keeps no files"):
        add_file(world, text)
    settings.EVIDENCE_FILES, settings.EVIDENCE_FILE_MEGABYTES = True, 1
    refused = {
        "cannot be kept here": SentFile("page.html", b"<script>"),
        "is empty": SentFile("empty.txt", b""),
        "larger than 1 MB": SentFile("large.txt", b"x" * (1024 * 1024 + 1)),
        "not what its name says": SentFile("picture.png", b"%PDF-1.7"),
        "a plain name": SentFile("folder/ ", b"x"),
    }
    for words, sent in refused.items():
        with pytest.raises(Refused, match=words):
            add_file(world, sent)
    damaged_name = docx("word/document.xml", "é.xml").replace("é".encode(), b"\xff\xff")
    for sent in (
        SentFile("macros.docx", docx("word/document.xml", "word/vbaProject.bin")),
        SentFile("damaged.docx", damaged_name),
    ):
        with pytest.raises(Refused, match="not what its name says"):
            add_file(world, sent)
    assert not Evidence.objects.exists(), "refused whole"
    row = add_file(world, text)
    kept = EvidenceFile.objects.get(evidence=row)
    address = reverse("assessment:file", args=[kept.pk])
    answer = signed_in(world.practitioner).get(address)
    assert bytes(answer.content) == text.content
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    for account in (account_of(world.colleague), world.manager, world.assessor):
        assert signed_in(account).get(address).status_code == 404

    sealed = actions.report_identifiable(by=world.practitioner, row=row, found=actions.Found.PLACE)
    assert signed_in(world.practitioner).get(address).status_code == 404
    lead = make_account("Iris Governance", roles=[Role.INFORMATION_GOVERNANCE_LEAD])
    actions.give_sealed_back(by=lead, sealed=sealed)
    assert bytes(EvidenceFile.objects.get(evidence=row).content) == text.content


def add_file(world: Claiming, sent: SentFile) -> Evidence:
    return actions.add_evidence(
        by=world.practitioner, person=world.person, pointer=make.pointer(), files=[sent]
    )


def test_every_text_somebody_writes_passes_the_guard(world: Claiming) -> None:
    named = "As Mrs Winifred Ollerenshaw (NHS number 943 476 5919) told me"
    claim = make.judged(world)
    short = actions.Judged(make.HOLDS.vacs, named)
    with pytest.raises(actions.MayIdentify):
        actions.judge_evidence(by=world.assessor, claim=claim, judged={None: short})
    with pytest.raises(actions.MayIdentify):
        actions.ask_for_more(by=world.assessor, claim=claim, words=named)
    with pytest.raises(actions.MayIdentify):
        actions.decide_claim(
            by=world.assessor, claim=claim, outcome="not_yet", decided_on=clock.today(), plan=named
        )
    with pytest.raises(actions.MayIdentify):
        actions.withdraw_claim(by=world.practitioner, claim=claim, why=named)
    for event in Event.objects.select_related("words"):
        assert "Ollerenshaw" not in str(event.words.words), "the trail keeps the fact and not the content"


@pytest.mark.parametrize("name", ["step", "judgement", "claim-decision"])
def test_words_of_an_assessor_can_be_hidden_too(world: Claiming, name: str) -> None:
    claim = make.judged(world)
    noted = actions.Judged(make.HOLDS.vacs, "Seen on the ward")
    actions.judge_evidence(by=world.assessor, claim=claim, judged={None: noted})
    if name == "step":
        actions.ask_for_more(by=world.assessor, claim=claim, words="Seen on the ward")
        row = claim.steps.latest("pk")
    elif name == "judgement":
        row = claim.judgements.get()
    else:
        row = actions.decide_claim(
            by=world.assessor,
            claim=claim,
            outcome="not_yet",
            decided_on=clock.today(),
            plan="Seen on the ward",
        )
    sealed = actions.report_identifiable(by=world.practitioner, row=row, found=actions.Found.TOGETHER)
    shown = signed_in(world.practitioner).get(reverse("assessment:claim", args=[claim.pk])).content.decode()
    assert "Hidden: it may identify somebody" in shown
    with pytest.raises(Refused, match="hidden already"):
        actions.report_identifiable(by=world.practitioner, row=row, found=actions.Found.NAME)
    with pytest.raises(NotAllowed):
        actions.erase_sealed(by=world.practitioner, sealed=sealed)
    lead = make_account("Iris Governance", roles=[Role.INFORMATION_GOVERNANCE_LEAD])
    actions.erase_sealed(by=lead, sealed=sealed)
    with pytest.raises(Refused, match="settled before"):
        actions.give_sealed_back(by=lead, sealed=sealed)


def test_what_waits_for_whom(world: Claiming) -> None:
    def kinds(account: Account) -> list[str]:
        return [one.what for one in waiting_for(account)]

    claim = make.open_claim(world, allocated=False)
    assert kinds(world.practitioner) == ["Add evidence"]
    assert kinds(world.manager) == ["Say who assesses"]
    actions.allocate_claim(by=world.manager, claim=claim, assessor=world.assessor)
    make.add(world, claim)
    actions.submit_claim(by=world.practitioner, claim=claim)
    assert (kinds(world.practitioner), kinds(world.manager)) == ([], [])
    assert kinds(world.assessor) == ["Begin assessing"]
    assert kinds(account_of(world.colleague)) == []
    end_grant(by=TESTS, grant=RoleGrant.objects.get(account=world.assessor))
    assert kinds(world.assessor) == [], "nothing waits for somebody whose role was taken"
    assert kinds(world.manager) == ["Say who assesses"], "it waits for whoever can put that right"


def test_the_tables_refuse_what_cannot_be(world: Claiming) -> None:
    claim = make.open_claim(world)
    row = make.add(world, claim)
    wrong = {
        "evidence_of_a_known_kind": lambda: Evidence.objects.update(kind="rumour"),
        "evidence_of_a_known_agreement": lambda: Evidence.objects.update(agreement="perhaps"),
        "evidence_of_feedback_only_with_agreement": lambda: Evidence.objects.update(kind="feedback"),
        "evidence_has_its_content_or_is_hidden": lambda: Evidence.objects.update(what=""),
        "evidence_file_has_content": lambda: EvidenceFile.objects.create(
            evidence=row, name="", kind="text/plain", size=0, sha256="", content=b"", added_at=clock.now()
        ),
        "sealed_until_it_is_settled": lambda: models.Sealed.objects.create(
            subject="x:1", person=world.person, content=None, said="name", found_at=clock.now()
        ),
        "worked_claim_in_a_known_state": lambda: models.Claim.objects.update(state="lost"),
        "step_by_a_known_move": lambda: models.Step.objects.update(move="jump"),
        "step_hidden_has_no_words": lambda: models.Step.objects.update(hidden_at=clock.now(), words="x"),
        "claim_decision_of_a_known_outcome": lambda: decided(claim, outcome="revoked"),
        "claim_decision_of_a_known_basis": lambda: decided(claim, basis="hearsay"),
        "claim_decision_not_yet_has_a_plan": lambda: decided(claim, outcome="not_yet"),
        "claim_decision_practice_no_later": lambda: decided(claim, practice_as_of=date(2026, 3, 11)),
        "criteria_name_their_source": lambda: models.CriteriaList.objects.create(
            standard=claim.standard, source="", made_at=clock.now()
        ),
    }
    for name, write in wrong.items():
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            write()
    twice = {
        "worked_claim_of_a_pair_once_at_a_time": lambda: models.Claim.objects.create(
            person=world.person, standard=claim.standard, since=clock.now(), opened_on=clock.today()
        ),
        "evidence_attached_to_a_claim_once": lambda: models.Attachment.objects.create(
            claim=claim, evidence=row, attached_at=clock.now()
        ),
    }
    for write in twice.values():
        with pytest.raises(IntegrityError), transaction.atomic():
            write()
    assert models.Claim.objects.get(pk=claim.pk).at is State.COLLECTING


def decided(claim: models.Claim, **columns: object) -> models.ClaimDecision:
    usual = {
        "claim": claim,
        "outcome": "met",
        "decided_on": clock.today(),
        "basis": "scope",
        "decided_at": clock.now(),
    }
    return models.ClaimDecision.objects.create(**usual | columns)
