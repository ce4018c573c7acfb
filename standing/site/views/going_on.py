"""After signing in again: send on what was being sent."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from standing.site.resuming import FIELD, forget, kept_form


def go_on(request: HttpRequest) -> HttpResponse:
    """Show what was kept, with the button that sends it on. Posted: throw it away."""
    kept = kept_form(request)
    if request.method == "POST":
        forget(request)
        messages.success(request, "What you were sending is thrown away.")
        return redirect("home")
    if kept is None:
        messages.warning(
            request, "What you were sending was not kept. Look whether it arrived, and send it again."
        )
        return redirect("home")
    return render(request, "site/going_on.html", {"kept": kept, "token": FIELD})
