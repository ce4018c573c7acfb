"""Signing a change: only one's own signature, and only by oneself."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from standing.areas.audit import clock
from standing.areas.people.models import Account, Person
from standing.areas.people.views.support import keeps_what_is_sent
from standing.areas.record import at_signing
from standing.areas.record.actions import sign_change
from standing.areas.record.forms.signing import SignForm
from standing.areas.record.presenters.decisions import counts_again
from standing.areas.record.presenters.signing import SignPage
from standing.areas.record.selectors.changes import (
    carried_onto,
    change_in_force,
    signature_of,
    signatures_owed,
)
from standing.areas.record.selectors.people import own_person
from standing.areas.record.selectors.previews import effect_of_signing
from standing.areas.record.selectors.records import record_of
from standing.areas.record.views.records import account_of
from standing.areas.record.views.support import finds_or_404, sent
from standing.areas.refusals import NotAllowed, Refused


def _signer(request: HttpRequest) -> Person:
    person = own_person(by=account_of(request))
    if person is None:
        raise NotAllowed(
            "You cannot sign this change. A change is signed by somebody whose own record it touches, and your "
            "account is not joined to a record of your own."
        )
    return person


def _answered(form: SignForm, account: Account, person: Person, subject: str, version: int) -> bool:
    """Whether the answer is the right one, or none was asked. Another one is kept, explained, and asked for again."""
    answer = form.answer()
    if answer is None:
        return True
    wrong = at_signing.answer_question(
        by=account, person=person, subject=subject, version=version, answer=answer
    )
    if wrong:
        form.add_error("answer", wrong)
    return not wrong


@keeps_what_is_sent(
    "your signature of a change",
    form_of=lambda subject, version: SignForm(question=at_signing.question_of(subject, version)),
)
@finds_or_404
def sign(request: HttpRequest, subject: str, version: int) -> HttpResponse:
    """What changed, what it touches of the reader's own record, and the declaration that signs it."""
    account, person = account_of(request), _signer(request)
    change = change_in_force(by=account, subject=subject, version=version)
    if signature_of(by=account, person=person, subject=subject, version=version) and request.method == "GET":
        return redirect("record:signed", subject, version)
    form = SignForm(**sent(request), question=at_signing.question_of(subject, version))
    if form.is_valid() and _answered(form, account, person, subject, version):
        try:
            sign_change(by=account, person=person, subject=subject, version=version)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect("record:signed", subject, version)
    record = record_of(by=account, person=person, at=clock.today())
    owed = [
        item for item in signatures_owed(record) if item.change.rows[0].pk in {row.pk for row in change.rows}
    ]
    carried = carried_onto(by=account, person=person, standards=[row.standard_id for row in change.rows])
    page = SignPage(change=change, record=record, owed=owed[0] if owed else None, carried=carried)
    return render(request, "record/sign.html", {"page": page, "form": form})


@finds_or_404
def signed(request: HttpRequest, subject: str, version: int) -> HttpResponse:
    """What was signed, and what counts again because of it."""
    account, person = account_of(request), _signer(request)
    change = change_in_force(by=account, subject=subject, version=version)
    signature = signature_of(by=account, person=person, subject=subject, version=version)
    if signature is None:
        messages.warning(request, "You have not signed this yet.")
        return redirect("record:sign", subject, version)
    effects = effect_of_signing(by=account, person=person, subject=subject, version=version)
    context = {
        "change": change.first,
        "signature": signature,
        "again": counts_again(effects) if signature.signed_on == clock.today() else [],
        "still": SignPage.still_owed(effects),
        "others": signatures_owed(record_of(by=account, person=person, at=clock.today())),
        "record": reverse("record:own"),
    }
    return render(request, "record/signed.html", context)
