"""How a crosswalk is approved: sent, taken back, approved by two different people."""

from __future__ import annotations

from django.http import HttpResponse

from standing.areas.people.permissions import check_can_any
from standing.areas.people.roles import Ability
from standing.areas.people.views.support import SignedIn
from standing.areas.record.forms.base import ActionForm
from standing.areas.record.views.support import ask, finds_or_404, sent
from standing.areas.revisions import actions
from standing.areas.revisions.forms import crosswalks as forms
from standing.areas.revisions.permissions import check_can_approve_crosswalks, check_can_edit_crosswalks
from standing.areas.revisions.presenters import crosswalks as presenters
from standing.areas.revisions.presenters.differences import differences_counted, differences_table
from standing.areas.revisions.selectors import pages
from standing.areas.revisions.selectors.contexts import contexts_in_question
from standing.areas.revisions.views.crosswalks import crumbs
from standing.core.crosswalks.states import State


@finds_or_404
def send(request: SignedIn, code: str, number: int) -> HttpResponse:
    """Send a draft for approval; first, what differs from the version it corrects."""
    check_can_edit_crosswalks(request.user)
    found = pages.version_in_full(by=request.user, code=code, number=number)
    before = pages.version_before(by=request.user, version=found.version)
    compared = pages.compare_versions(by=request.user, before=before, after=found.version)

    def do(_: ActionForm) -> str:
        actions.send_for_approval(by=request.user, version=found.version)
        return "It is sent for approval. Two different people approve it on this page."

    return ask(
        request,
        ActionForm(**sent(request)),
        do=do,
        then=presenters.version_href(found.version),
        template="revisions/send.html",
        title="Send for approval",
        caption=str(found.version),
        submit_text="Send it",
        back={"href": presenters.version_href(found.version), "text": f"Version {number}"},
        waiting=presenters.waiting_table(found),
        before=before,
        counted=differences_counted(compared),
        table=differences_table(compared, found.titles),
    )


@finds_or_404
def approve(request: SignedIn, code: str, number: int) -> HttpResponse:
    """Approve a version as it stands, after looking at what differs, what is deferred and what it would do."""
    check_can_approve_crosswalks(request.user)
    found = pages.version_in_full(by=request.user, code=code, number=number)
    before = pages.version_before(by=request.user, version=found.version)
    compared = pages.compare_versions(by=request.user, before=before, after=found.version)
    form = forms.Approve(**sent(request), initial={"digest": found.digest})

    def do(form: forms.Approve) -> str:
        version = actions.approve_crosswalk(
            by=request.user, version=found.version, **form.cleaned_data, guard=form.guard_answer
        )
        if version.state == State.APPROVED:
            return "You are the second of two. The crosswalk is approved, and fixed."
        return "You are the first of two. Somebody else approves it next."

    return ask(
        request,
        form,
        do=do,
        then=presenters.revision_href(found.version.revision),
        template="revisions/approve.html",
        title="Approve the crosswalk",
        caption=str(found.version),
        submit_text="Approve it",
        breadcrumbs=crumbs(
            {"text": found.version.revision.title, "href": presenters.revision_href(found.version.revision)},
            {"text": f"Version {number}", "href": presenters.version_href(found.version)},
        ),
        version=found.version,
        days=presenters.day_rows(found.version),
        kinds=presenters.kinds_table(found),
        deferred=presenters.rows_table(found.deferred, found),
        titles=presenters.titles_table(found),
        left_out=presenters.left_out_table(found, contexts_in_question(found)),
        changed=presenters.rows_table([row for row in found.rows if row.treatment], found),
        approvals=presenters.approval_words(found),
        has_approved=found.has_approved(request.user),
        is_awaiting=found.version.state == State.AWAITING,
        before=before,
        counted=differences_counted(compared),
        differences=differences_table(compared, found.titles),
    )


@finds_or_404
def take_back(request: SignedIn, code: str, number: int) -> HttpResponse:
    """Take a version back from approval, with the reason."""
    check_can_any(request.user, [Ability.EDIT_CROSSWALKS, Ability.APPROVE_CROSSWALKS])
    version = pages.version_by_number(by=request.user, code=code, number=number)
    form = forms.WithReason(**sent(request))

    def do(form: forms.WithReason) -> str:
        actions.take_back(
            by=request.user, version=version, why=form.cleaned_data["why"], guard=form.guard_answer
        )
        return "It is a draft again. Approvals given before are taken away."

    href = presenters.version_href(version)
    return ask(
        request,
        form,
        do=do,
        then=href,
        title="Take it back to be changed",
        caption=str(version),
        submit_text="Take it back",
        intro=["It is then a draft again, and whoever approved it has to approve it anew."],
        back={"href": href, "text": f"Version {number}"},
    )
