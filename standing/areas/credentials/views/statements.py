"""Statements of a standard of somebody's record, one statement with how it stands today, and its PDF."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from standing.areas.audit import clock
from standing.areas.credentials.actions import issue_statement
from standing.areas.credentials.permissions import can_issue
from standing.areas.credentials.presenters import (
    NOT_THE_SOURCE,
    checking_words,
    live_words,
    pair_title,
    pdf_data,
    statement_rows,
    statements_table,
)
from standing.areas.credentials.presenters.pdf import pdf_of
from standing.areas.credentials.selectors import statement_by_code, statements_of, typed
from standing.areas.people.models import Account, Person
from standing.areas.record.presenters.standing import pair_href
from standing.areas.record.selectors.people import NotFound, person_by_ref
from standing.areas.record.selectors.records import PairOfRecord, pair_in_full
from standing.areas.record.views.records import account_of, log_look
from standing.areas.record.views.support import file_response, finds_or_404
from standing.areas.refusals import Refused


@finds_or_404
def statements(request: HttpRequest, ref: str, standard: str) -> HttpResponse:
    """The statements issued of one standard of somebody's record; a press of the button issues another."""
    account = account_of(request)
    person = person_by_ref(by=account, ref=ref)
    context = request.GET.get("context", "")
    found = pair_in_full(by=account, person=person, standard=standard, context=context, at=clock.today())
    refusal = ""
    if request.method == "POST":
        try:
            issued = issue_statement(by=account, person=person, standard=standard, context=context)
        except Refused as refused:
            refusal = refused.reason
        else:
            messages.success(request, f"The statement is issued. Its code is {issued.code}.")
            return redirect("credentials:statement", code=issued.code)
    log_look(request, person, f"statements of {standard} {context}".strip())
    rows = list(statements_of(by=account, person=person, standard=standard, context=context))
    page = {
        "title": "Statements of competence",
        "caption": person.name,
        "standard": pair_title(found.pair),
        "back": pair_href(person.ref, standard, context),
        "table": statements_table(rows),
        "may": can_issue(account, person),
        "counts": found.pair.standing.counts,
        "refusal": refusal,
    }
    return render(request, "credentials/statements.html", page, status=409 if refusal else 200)


@finds_or_404
def statement(request: HttpRequest, code: str) -> HttpResponse:
    """What a statement said, and how it stands today."""
    account = account_of(request)
    found = statement_by_code(by=account, code=typed(code))
    person = found.person.kept
    log_look(request, person, f"statement {found.code}")
    status, words = live_words(found, _pair(account, person, found.standard_id, found.context))
    page = {
        "title": "Statement of competence",
        "caption": f"{found.said['name']}, {found.code}",
        "back": reverse("credentials:statements", args=[person.ref, found.standard_id])
        + (f"?context={found.context}" if found.context else ""),
        "status": status,
        "words": words,
        "rows": statement_rows(found),
        "not_the_source": NOT_THE_SOURCE,
        "checking": checking_words(found)[:1],
        "code": found.code,
    }
    return render(request, "credentials/statement.html", page)


@finds_or_404
def pdf(request: HttpRequest, code: str) -> HttpResponse:
    """A statement as a PDF."""
    found = statement_by_code(by=account_of(request), code=typed(code))
    log_look(request, found.person.kept, f"statement {found.code} as a PDF")
    return file_response(pdf_of(pdf_data(found)), f"statement-{found.code}.pdf")


def check(request: HttpRequest) -> HttpResponse:
    """Asks for a code, and leads to the statement; says so where there is none that this account may see."""
    asked = request.GET.get("code")
    code, problem = typed(asked or ""), ""
    if code:
        try:
            found = statement_by_code(by=account_of(request), code=code)
            return redirect("credentials:statement", code=found.code)
        except NotFound as missing:
            problem = str(missing)
    elif asked is not None:
        problem = "Enter the code of the statement"
    page = {"asked": asked or "", "problem": problem}
    return render(request, "credentials/check.html", page, status=404 if code else 200)


def _pair(account: Account, person: Person, standard: str, context: str) -> PairOfRecord | None:
    try:
        found = pair_in_full(by=account, person=person, standard=standard, context=context, at=clock.today())
    except NotFound:
        return None
    return found.pair
