"""Job descriptions issued, and said to be out of use. What was issued is never changed."""

from __future__ import annotations

import secrets

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, record_event, writing
from standing.areas.documents.files import MadeFile, make_file
from standing.areas.documents.models import FileKind, IssuedDocument, IssuedFile
from standing.areas.documents.permissions import check_can_issue
from standing.areas.documents.selectors.template import template_content
from standing.areas.documents.selectors.versions import document_version
from standing.areas.guarding import passes_guard
from standing.areas.people.checks import checked_text
from standing.areas.people.models import Account
from standing.areas.profiles.models import ProfileVersion
from standing.areas.refusals import Refused
from standing.core.documents.job_description import job_description
from standing.core.documents.profile import Version
from standing.core.documents.proposing import wordings

_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Signs that are not taken for one another when they are read aloud: no 0 and O, no 1 and I."""


def issue_document(*, by: Actor, version: ProfileVersion) -> IssuedDocument:
    """Issue the job description of a version: Word, PDF and plain words, kept as they are printed now.

    Raises `NotAllowed`, and `Refused` for a draft: nobody has decided what it says. The files are made before the turn
    of writing is taken, so that nobody waits for them: a version that is not a draft is never edited.
    """
    check_can_issue(by)
    if version.is_draft:
        raise Refused(
            "This version is a draft, so its job description cannot be issued. Put the version in use first. Until "
            "then it can be downloaded, marked as a draft."
        )
    code, at = _new_code(), clock.now()
    told = document_version(by, version.pk)
    issued = f"Issued {clock.today():%-d %B %Y}, code {code}"
    template = template_content(by=by)
    files = [make_file(told, kind, template=template, issued=issued, at=at) for kind in FileKind]
    return _keep(by=by, version=version, code=code, told=told, files=files)


@writing()
def _keep(
    *, by: Actor, version: ProfileVersion, code: str, told: Version, files: list[MadeFile]
) -> IssuedDocument:
    made = job_description(told)
    document = IssuedDocument.objects.create(
        code=code,
        version=version,
        said={
            "title": made.title,
            "words": [[one.key, one.place, one.text] for one in wordings(made)],
            "standards": sorted({line.standard for line in told.lines}),
        },
        issued_on=clock.today(),
        issued_at=clock.now(),
        issued_by=by if isinstance(by, Account) else None,
    )
    IssuedFile.objects.bulk_create(
        IssuedFile(
            document=document, kind=one.kind.value, name=one.name, sha256=one.sha256, content=one.content
        )
        for one in files
    )
    words = {
        "profile": told.code,
        "version": told.number,
        "files": {one.kind.value: one.sha256 for one in files},
    }
    record_event(by=by, action="issue_document", subject=document.subject, words=words)
    return document


@writing()
@passes_guard(lambda **given: given["document"].subject, why="Why it is no longer in use")
def end_document(*, by: Actor, document: IssuedDocument, why: str) -> IssuedDocument:
    """Say that an issued job description is no longer in use, and why. It is kept, and no longer compared.

    Raises `Refused` without a reason, and for one that was said to be out of use already.
    """
    check_can_issue(by)
    found = IssuedDocument.objects.get(pk=document.pk)
    if found.ended_at is not None:
        raise Refused(f"{found.code} is out of use already, since {found.ended_at:%-d %B %Y}.")
    found.ended_why = checked_text(why, field="why", what="why it is no longer in use", longest=500)
    found.ended_at = clock.now()
    found.ended_by = by if isinstance(by, Account) else None
    found.save(update_fields=["ended_why", "ended_at", "ended_by"])
    record_event(by=by, action="end_document", subject=found.subject, words={"why": found.ended_why})
    return found


def _new_code() -> str:
    """Eight signs out of 32, drawn at random, in fours."""
    signs = "".join(secrets.choice(_LETTERS) for _ in range(8))
    return f"JD-{signs[:4]}-{signs[4:]}"
