"""The pages of a spreadsheet that is being brought in, or was: how far it is, stopped, taken back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from standing.areas.audit import clock
from standing.areas.exchange import actions, forms, selectors
from standing.areas.exchange.actions.importing import is_dead
from standing.areas.exchange.presenters import imports as of_imports
from standing.areas.exchange.views.support import may_import
from standing.areas.people.views.support import SignedIn
from standing.areas.record.views.support import sent
from standing.areas.refusals import Refused


@require_GET
@may_import
def imported(request: SignedIn, number: int) -> HttpResponse:
    """How far an import is and, once it is done, what it did."""
    found = selectors.import_by_number(by=request.user, number=number)
    units = selectors.units_of(by=request.user, found=found)
    context = of_imports.import_context(found, units, clock.today())
    return render(request, "exchange/import.html", {**context, "is_dead": is_dead(found)})


@require_POST
@may_import
def stop(request: SignedIn, number: int) -> HttpResponse:
    """Stop an import: nothing of it is in the record."""
    found = actions.stop_import(by=request.user, number=number)
    said = (
        "It stops in a moment."
        if found.is_under_way
        else "It is stopped. Nothing of the file is in the record."
    )
    messages.success(request, said)
    return redirect("exchange:import", number)


@require_http_methods(["GET", "HEAD", "POST"])
@may_import
def retract(request: SignedIn, number: int) -> HttpResponse:
    """Take back everything an import brought in, with a reason."""
    found = selectors.import_by_number(by=request.user, number=number)
    form = forms.RetractForm(**sent(request))
    if form.is_valid():
        try:
            actions.retract_import(
                by=request.user, number=number, why=form.cleaned_data["why"], guard=form.guard_answer
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, f"Everything that came from {found.file} is taken back.")
            return redirect("exchange:import", number)
    return render(request, "exchange/retract.html", {"form": form, "found": found, "caption": found.file})
