"""Job descriptions that were issued: which rest on an older version, with the wording that is suggested."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from standing.areas.documents import actions, forms
from standing.areas.documents.models import FileKind
from standing.areas.documents.permissions import can_issue, can_keep_template, check_can_issue
from standing.areas.documents.presenters.issued import (
    files_table,
    issued_rows,
    issued_table,
    reasons,
    wording_table,
)
from standing.areas.documents.selectors.issued import (
    document_by_code,
    file_of,
    files_of,
    issued_documents,
    proposed_wording,
)
from standing.areas.people.views.support import SignedIn
from standing.areas.record.selectors.people import NotFound
from standing.areas.record.views.support import ask, file_response, finds_or_404, sent


def documents(request: SignedIn) -> HttpResponse:
    """Every issued job description; first those that rest on an older version."""
    found = issued_documents(by=request.user)
    older = [one for one in found if one.is_older]
    page = {
        "older": issued_table(
            older,
            name="older",
            caption="Documents that rest on an older version",
            empty="None: each rests on the newest version of its profile.",
        ),
        "rest": issued_table(
            [one for one in found if not one.is_older],
            name="rest",
            caption="All others",
            empty="There is no other.",
        ),
        "any": bool(found),
        "may_template": can_keep_template(request.user),
    }
    return render(request, "documents/documents.html", page)


@finds_or_404
def document(request: SignedIn, code: str) -> HttpResponse:
    """An issued job description: its files, and the wording that is suggested for it."""
    found = document_by_code(by=request.user, code=code)
    profile = found.row.version.profile
    page = {
        "title": str(profile),
        "caption": f"Job description {found.row.code}",
        "rows": issued_rows(found),
        "files": files_table(found, files_of(by=request.user, issued=found)),
        "reasons": reasons(found) if found.row.ended_at is None else [],
        "newer": found.newer if found.row.ended_at is None else None,
        "wording": wording_table(proposed_wording(by=request.user, issued=found)),
        "profile": profile,
        "code": found.row.code,
        "may_end": can_issue(request.user) and found.row.ended_at is None,
        "breadcrumbs": [{"text": "Job descriptions", "href": reverse("documents:documents")}],
    }
    return render(request, "documents/issued.html", page)


@finds_or_404
def file(request: SignedIn, code: str, kind: str) -> HttpResponse:
    """A file as it was issued."""
    found = document_by_code(by=request.user, code=code)
    if kind not in [one.value for one in FileKind]:
        raise NotFound("There is no such file.")
    row = file_of(by=request.user, issued=found, kind=FileKind(kind))
    return file_response(bytes(row.content), row.name)


@finds_or_404
def end(request: SignedIn, code: str) -> HttpResponse:
    """Say that an issued job description is no longer in use."""
    check_can_issue(request.user)
    found = document_by_code(by=request.user, code=code)

    def do(form: forms.EndDocument) -> str:
        actions.end_document(
            by=request.user, document=found.row, **form.cleaned_data, guard=form.guard_answer
        )
        return f"{found.row.code} is out of use. It is kept, and no longer compared with the profile."

    href = reverse("documents:issued", args=[found.row.code])
    return ask(
        request,
        forms.EndDocument(**sent(request)),
        do=do,
        then=href,
        title="Say that it is no longer in use",
        caption=f"{found.row.version.profile}, {found.row.code}",
        submit_text="It is no longer in use",
        back={"href": href, "text": f"Job description {found.row.code}"},
    )
