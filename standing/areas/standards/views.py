"""The pages of the catalogue. Each calls one selector or action; presenters say what is drawn."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from standing.areas.people.models import Account
from standing.areas.standards import actions, selectors, told_beside
from standing.areas.standards.forms import CatalogueForm, KindForm, SourceForm
from standing.areas.standards.presenters.catalogue import present_catalogue
from standing.areas.standards.presenters.revision import kinds_present, present_revision
from standing.areas.standards.presenters.sources import done_words, present_imported, present_preview
from standing.areas.standards.presenters.standard import present_standard
from standing.core.answers import Unknown
from standing.site import dates
from standing.site.components.lists import filters_on


def _account(request: HttpRequest) -> Account:
    """The account that is signed in; the middleware lets nobody else through."""
    return cast(Account, request.user)


@require_GET
def catalogue(request: HttpRequest) -> HttpResponse:
    """Search and browse the standards."""
    account = _account(request)
    holdings = selectors.get_holdings(by=account)
    form = CatalogueForm(request.GET, holdings)
    context = {
        "form": form,
        "list": present_catalogue(holdings, form, request.GET, dates.today().isoformat()),
        "revisions": holdings.catalogue.revisions,
        "is_empty": not holdings.catalogue.standards,
    }
    return render(request, "standards/catalogue.html", context)


@require_GET
def standard(request: HttpRequest, text: str) -> HttpResponse:
    """One standard. A code or an alias leads to the page of the edition it means."""
    try:
        holdings, found = selectors.get_standard(by=_account(request), text=text)
    except Unknown as error:
        raise Http404(str(error)) from error
    if found.id != text:
        return redirect("standards:standard", found.id)
    shown = present_standard(holdings, found)
    told = told_beside.sentences(_account(request), found.id) if shown.is_local else []
    return render(request, "standards/standard.html", {"shown": shown, "told": told})


@require_GET
def revision(request: HttpRequest, code: str) -> HttpResponse:
    """A revision: what each old standard became, by kind, with counts."""
    holdings = selectors.get_holdings(by=_account(request))
    found = holdings.catalogue.revision(code)
    if found is None:
        raise Http404(f"There is no revision {code}.")
    kinds = kinds_present(holdings, found)
    form = KindForm(request.GET, kinds)
    kind = form.cleaned_data.get("kind", "") if form.is_valid() else ""
    context = {
        "form": form,
        "shown": present_revision(holdings, found, kind),
        "on": filters_on(request.GET, {("kind", name): f"Kind: {words}" for name, words in kinds}),
    }
    return render(request, "standards/revision.html", context)


@require_http_methods(["GET", "POST"])
def sources(request: HttpRequest) -> HttpResponse:
    """Send a document to look at, and see which were imported."""
    account = _account(request)
    imported = selectors.list_source_documents(by=account)
    form = SourceForm(request.POST, request.FILES) if request.method == "POST" else SourceForm()
    if form.is_bound and form.is_valid():
        file = form.cleaned_data["file"]
        staged = actions.stage_source(by=account, file_name=file.name, content=file.read())
        return redirect("standards:staged", staged)
    context = {"form": form, "imported": present_imported(imported)}
    return render(request, "standards/sources.html", context)


@require_http_methods(["GET", "POST"])
def staged_source(request: HttpRequest, staged: UUID) -> HttpResponse:
    """Look at what a document would do; sent as a form, import it."""
    account = _account(request)
    if request.method == "POST":
        report = actions.import_staged_source(by=account, staged=staged)
        if report.refused:
            return redirect("standards:staged", staged)
        messages.success(request, done_words(report))
        return redirect("standards:sources")
    shown = present_preview(selectors.preview_staged_source(by=account, staged=staged), request.GET)
    return render(request, "standards/staged.html", {"shown": shown, "staged": staged})


@require_POST
def discard(request: HttpRequest, staged: UUID) -> HttpResponse:
    """Let a staged document go."""
    actions.discard_staged_source(by=_account(request), staged=staged)
    messages.success(request, "The document was discarded. Nothing was changed.")
    return redirect("standards:sources")
