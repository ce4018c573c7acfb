"""The documents of a version of a profile: looked at, downloaded, issued."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from standing.areas.audit import clock
from standing.areas.documents import actions
from standing.areas.documents.files import make_file
from standing.areas.documents.models import FileKind
from standing.areas.documents.permissions import can_issue, can_suggest
from standing.areas.documents.presenters.documents import (
    downloads,
    drawn,
    page_of_version,
    plain_notes,
    wording_rows,
)
from standing.areas.documents.presenters.issued import issued_table
from standing.areas.documents.selectors.issued import issued_documents
from standing.areas.documents.selectors.template import template_content
from standing.areas.documents.selectors.versions import document_version
from standing.areas.people.views.support import SignedIn
from standing.areas.profiles.models import ProfileVersion
from standing.areas.profiles.selectors import profile_by_code, version_of
from standing.areas.record.selectors.people import NotFound
from standing.areas.record.views.support import file_response, finds_or_404
from standing.areas.refusals import Refused
from standing.core.documents.job_description import job_description
from standing.core.documents.plain import plain_version
from standing.site.dates import long_day


@finds_or_404
def document(request: SignedIn, code: str, number: int) -> HttpResponse:
    """The job description of a version, with what might be said better and what was issued of it."""
    return _page(request, _version(request, code, number))


@finds_or_404
def plain(request: SignedIn, code: str, number: int) -> HttpResponse:
    """The version in plain words, on one page for the printer."""
    row = _version(request, code, number)
    version = document_version(request.user, row.pk)
    made = plain_version(version)
    page = {
        "title": made.title,
        "caption": version.name,
        "subtitle": made.subtitle,
        "sections": drawn(made),
        "back": {"href": reverse("documents:document", args=[code, number]), "text": "Job description"},
        "pdf": reverse("documents:file", args=[code, number, FileKind.PLAIN.value]),
    }
    return render(request, "documents/plain.html", page)


@finds_or_404
def file(request: SignedIn, code: str, number: int, kind: str) -> HttpResponse:
    """A file of a version as it is now: to look at, and marked as not issued."""
    row = _version(request, code, number)
    version = document_version(request.user, row.pk)
    wanted = _kind(kind)
    draft = "Draft" if version.is_draft else "Not issued"
    made = make_file(
        version,
        wanted,
        template=template_content(by=request.user),
        issued=f"{draft}, made {long_day(clock.today())}",
        at=clock.now(),
    )
    return file_response(made.content, made.name)


@require_POST
@finds_or_404
def issue(request: SignedIn, code: str, number: int) -> HttpResponse:
    """Issue the job description of a version."""
    row = _version(request, code, number)
    try:
        made = actions.issue_document(by=request.user, version=row)
    except Refused as refused:
        return _page(request, row, refusal=refused.reason)
    messages.success(request, f"The job description is issued. Its code is {made.code}.")
    return redirect("documents:issued", code=made.code)


def _page(request: SignedIn, row: ProfileVersion, refusal: str = "") -> HttpResponse:
    version = document_version(request.user, row.pk)
    made = job_description(version)
    page_back, changes = page_of_version(version), can_suggest(request.user)
    found = [
        one for one in issued_documents(by=request.user, profile=version.code) if one.row.version_id == row.pk
    ]
    page = {
        "title": "Job description",
        "caption": version.name,
        "subtitle": made.subtitle,
        "refusal": refusal,
        "version": version,
        "sections": drawn(made),
        "places": [place[:1].upper() + place[1:] for place in made.places()],
        "downloads": downloads(version),
        "wording": wording_rows(version) if changes else [],
        "notes": plain_notes(version) if changes else [],
        "issued": issued_table(
            found,
            name="issued",
            caption="Issued of this version",
            empty="None was issued of this version.",
            hide_caption=True,
        ),
        "may_issue": can_issue(request.user) and not version.is_draft,
        "back": {"href": page_back.href, "text": page_back.text},
    }
    return render(request, "documents/document.html", page, status=409 if refusal else 200)


def _version(request: SignedIn, code: str, number: int) -> ProfileVersion:
    return version_of(profile_by_code(by=request.user, code=code), number)


def _kind(kind: str) -> FileKind:
    try:
        return FileKind(kind)
    except ValueError:
        raise NotFound("There is no such file.") from None
