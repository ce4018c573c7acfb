"""Evidence added, attached, shown, taken back; its files; and what may identify somebody, hidden and settled."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header

from standing.areas.assessment import actions, beside_evidence
from standing.areas.assessment.actions.sealing import may_read, row_of
from standing.areas.assessment.forms.evidence import ERASE, AddEvidence, Attach, Report, Serves, Settle
from standing.areas.assessment.presenters.claim_lists import claim_href
from standing.areas.assessment.presenters.evidence import (
    content_of,
    evidence_rows,
    evidence_table,
    hide_href,
    href_of,
    sealed_rows,
    sealed_table,
)
from standing.areas.assessment.selectors.evidence import (
    evidence_by_key,
    evidence_for,
    file_by_key,
    own_evidence,
    sealed_by_key,
    sealed_to_settle,
)
from standing.areas.assessment.views.support import SignedIn, ask, claims_href, for_claim, page_of
from standing.areas.people.permissions import check_can
from standing.areas.people.roles import Ability
from standing.areas.people.views.support import keeps_what_is_sent
from standing.areas.record.forms.base import ActionForm
from standing.areas.record.selectors.people import NotFound
from standing.areas.record.views.records import is_own, log_look
from standing.areas.record.views.support import finds_or_404, sent
from standing.areas.refusals import Refused
from standing.core.assessing.evidence import Kind
from standing.core.assessing.states import Move


def evidence_list(request: SignedIn) -> HttpResponse:
    """All one's own evidence."""
    context = {"table": evidence_table(own_evidence(by=request.user))}
    return render(request, "assessment/evidence_list.html", context)


@finds_or_404
def evidence(request: SignedIn, key: int) -> HttpResponse:
    """One piece of evidence, and where it serves."""
    piece = evidence_by_key(by=request.user, key=key)
    log_look(request, piece.row.person.kept, "a piece of evidence")
    own = is_own(request.user, piece.row.person.kept)
    context = {
        "title": f"{Kind(piece.row.kind).words}",
        "rows": evidence_rows(piece),
        "claims": [(str(claim), claim_href(claim)) for claim in piece.claims],
        "piece": piece,
        "hide": hide_href(piece.row.subject) if piece.row.is_there else "",
        "take_back": piece.row.kind == Kind.FEEDBACK.value and piece.row.is_there,
        "breadcrumbs": [{"text": "Claims", "href": claims_href()}],
        "own": own,
    }
    return render(request, "assessment/evidence.html", context)


@keeps_what_is_sent("a piece of evidence", lambda: AddEvidence(own=False))
@finds_or_404
def add(request: SignedIn, key: int) -> HttpResponse:
    """Add a piece of evidence to a claim."""
    page = page_of(request, key, "add evidence")
    criteria = page.shown.criteria
    form = AddEvidence(
        **sent(request),
        **({"files": request.FILES} if request.method == "POST" else {}),
        own=page.own,
        criteria=criteria,
    )

    def do(form: AddEvidence) -> str:
        actions.add_evidence(
            by=request.user,
            person=page.claim.person,
            pointer=form.pointer(),
            claim=page.claim,
            criteria=form.criteria(),
            files=form.sent_files(),
            answer=form.guard_answer,
        )
        return "The evidence is added, signed by you, and attached to this claim."

    said = beside_evidence.sentences(request.user, page.claim.person, page.claim.standard_id)
    more = {"keeps_draft": True, "intro": [*_ABOUT_EVIDENCE, *said]}
    return ask(request, form, do=do, **for_claim(page.claim, "Add evidence", "Sign and add it", **more))


_ABOUT_EVIDENCE = [
    "Evidence here is a signed pointer: it says what there is and where its record is kept.",
    "Care records stay where they are.",
]


@finds_or_404
def attach(request: SignedIn, key: int) -> HttpResponse:
    """Use evidence that was added before."""
    page = page_of(request, key, "attach evidence")
    offered = evidence_for(by=request.user, claim=page.claim)
    form = Attach(**sent(request), offered=offered, criteria=page.shown.criteria)

    def do(form: Attach) -> str:
        for row in form.chosen():
            actions.attach_evidence(by=request.user, claim=page.claim, evidence=row, criteria=form.criteria())
        return "The evidence is attached to this claim."

    if not offered:
        return redirect("assessment:add_evidence", key=key)
    return ask(
        request, form, do=do, **for_claim(page.claim, "Use evidence you have added before", "Attach it")
    )


@finds_or_404
def serves(request: SignedIn, key: int, number: int) -> HttpResponse:
    """Which criteria a piece serves in a claim; or off it."""
    page = page_of(request, key, "change what evidence serves")
    attachment = next((one for one in page.shown.attachments if one.evidence_id == number), None)
    if attachment is None:
        raise NotFound("This evidence is not attached to the claim.")
    criteria = page.shown.criteria
    initial = {"criteria": [str(one.pk) for one in attachment.criteria.all()]}
    takes_off = request.method == "POST" and "take-off" in request.POST
    form: ActionForm = (
        Serves(**sent(request), initial=initial, criteria=criteria)
        if criteria and not takes_off
        else ActionForm(**sent(request))
    )

    def do(form: ActionForm) -> str:
        if takes_off or not isinstance(form, Serves):
            actions.detach_evidence(by=request.user, claim=page.claim, evidence=attachment.evidence)
            return "The evidence is taken off this claim. It stays among your evidence."
        actions.attach_evidence(
            by=request.user, claim=page.claim, evidence=attachment.evidence, criteria=form.criteria()
        )
        return "What the evidence serves is changed."

    return ask(
        request,
        form,
        do=do,
        template="assessment/serves.html",
        may_take_off=page.shown.may(Move.DETACH),
        has_criteria=bool(criteria),
        what=content_of(attachment.evidence) if page.shown.reads else "",
        **for_claim(
            page.claim, "What this evidence serves", "Save" if criteria else "Take it off this claim"
        ),
    )


@finds_or_404
def take_back(request: SignedIn, key: int) -> HttpResponse:
    """The person who gave feedback takes it back."""
    piece = evidence_by_key(by=request.user, key=key)

    def do(_: ActionForm) -> str:
        actions.withdraw_feedback(by=request.user, evidence=piece.row)
        return "The feedback is taken back. Its words are gone, and it serves no claim any more."

    return ask(
        request,
        ActionForm(**sent(request)),
        do=do,
        then=claims_href(),
        title="The person takes this feedback back",
        submit_text="Take it back",
        is_warning=True,
        back={"href": reverse("assessment:evidence", args=[key]), "text": "Back"},
        intro=[
            "Its words are removed at once and for good. That there was feedback, and of which day, stays."
        ],
    )


@finds_or_404
def file(request: SignedIn, key: int) -> HttpResponse:
    """A file, to keep: never shown in the browser as a page of this service."""
    found = file_by_key(by=request.user, key=key)
    log_look(request, found.evidence.person.kept, "a file of evidence")
    response = HttpResponse(bytes(found.content), content_type=found.kind)
    response.headers["Content-Disposition"] = content_disposition_header(True, found.name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "no-store, private"
    return response


# -- what may identify somebody -----------------------------------------------------------------------------


@finds_or_404
def hide(request: SignedIn, name: str, key: int) -> HttpResponse:
    """“This names someone”: hide it at once."""
    try:
        row = row_of(f"{name}:{key}")
    except Refused as none:
        raise NotFound(none.reason) from none
    if not may_read(request.user, row):
        raise NotFound("There is nothing there to hide.")

    def do(form: Report) -> str:
        actions.report_identifiable(by=request.user, row=row, found=actions.Found(form.cleaned_data["found"]))
        return "It is hidden from everybody. The information-governance lead has been told, and settles it."

    return ask(
        request,
        Report(**sent(request)),
        do=do,
        then=href_of(row),
        title="This names someone",
        submit_text="Hide it now",
        is_warning=True,
        back={"href": href_of(row), "text": "Back"},
        intro=[
            "It is hidden at once, everywhere. You need not be sure: if it names nobody, it is given back.",
            "Somebody can be known without a name: by a rare illness, a place and a day.",
        ],
    )


def sealed(request: SignedIn) -> HttpResponse:
    """What waits for the information-governance lead."""
    check_can(request.user, Ability.SETTLE_IDENTIFIABLE)
    context = {"table": sealed_table(sealed_to_settle(by=request.user))}
    return render(request, "assessment/sealed.html", context)


@finds_or_404
def settle(request: SignedIn, key: int) -> HttpResponse:
    """Erase it for good, or give it back."""
    found = sealed_by_key(by=request.user, key=key)
    log_look(request, found.person.kept, "what may identify somebody")

    def do(form: Settle) -> str:
        if form.cleaned_data["settle"] == ERASE:
            actions.erase_sealed(by=request.user, sealed=found)
            return "It is erased for good. The fact that it was there stays."
        actions.give_sealed_back(by=request.user, sealed=found)
        return "It is given back, and shown again to those who could read it."

    return ask(
        request,
        Settle(**sent(request)),
        do=do,
        then=reverse("assessment:sealed"),
        template="assessment/settle.html",
        title="Does this identify somebody?",
        submit_text="Settle it",
        rows=sealed_rows(found),
        back={"href": reverse("assessment:sealed"), "text": "What may identify somebody"},
    )
