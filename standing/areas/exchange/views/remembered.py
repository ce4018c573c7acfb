"""The pages of what is remembered of earlier files."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from standing.areas.exchange import actions, selectors
from standing.areas.exchange.presenters import imports as of_imports
from standing.areas.exchange.views.support import may_import
from standing.areas.people.views.support import SignedIn
from standing.areas.refusals import Refused
from standing.site.components.lists import Pages, counts_of


@require_GET
@may_import
def remembered(request: SignedIn) -> HttpResponse:
    """What is remembered of earlier files."""
    page = Paginator(selectors.remembered(by=request.user), 100).get_page(request.GET.get("page"))
    context = {
        "table": of_imports.remembered_table(page.object_list),
        "shown": counts_of(page, "thing remembered", "things remembered"),
        "pages": Pages.of(page, request.GET),
    }
    return render(request, "exchange/remembered.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@may_import
def forget(request: SignedIn, number: int) -> HttpResponse:
    """Forget one thing, once the reader has said that they mean it."""
    found = selectors.remembered(by=request.user).filter(pk=number).first()
    if found is None:
        raise Refused("This was forgotten before.")
    if request.method == "POST":
        words = actions.forget(by=request.user, number=number)
        messages.success(request, f"“{words}” is forgotten: the next file is asked again.")
        return redirect("exchange:remembered")
    return render(request, "exchange/forget.html", {"found": found})
