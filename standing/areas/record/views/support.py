"""What the views of facts share: addresses that lead nowhere, and a form that shows what it does before it is done."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header, url_has_allowed_host_and_scheme

from standing.areas.record.forms.base import ActionForm
from standing.areas.record.presenters.spreadsheets import KINDS
from standing.areas.record.selectors.people import NotFound
from standing.areas.refusals import Refused
from standing.core.rules.facts import BadFact

Form = TypeVar("Form", bound=ActionForm)
Response = TypeVar("Response", bound=HttpResponseBase)


def file_response(content: bytes, name: str, *, to_keep: bool = True) -> HttpResponse:
    """A file to keep, or to be shown at once, under this name; its ending, one of `KINDS`, says of which kind."""
    response = HttpResponse(content, content_type=KINDS[name.rpartition(".")[2]])
    response["Content-Disposition"] = content_disposition_header(to_keep, name) or "inline"
    return response


def way_back(request: HttpRequest, otherwise: str) -> str:
    """The page of this service that `back` in the address names, where somebody came from; `otherwise` without one.

    An address that leads elsewhere is none: nobody is sent to another site by a link that looks like ours.
    """
    asked = request.GET.get("back", "")
    safe = url_has_allowed_host_and_scheme(asked, allowed_hosts=None) and asked.startswith("/")
    return asked if safe else otherwise


def finds_or_404(view: Callable[..., Response]) -> Callable[..., Response]:
    """Answer 404 where the view looks for something that is not there, or not for this account."""

    @wraps(view)
    def handle(request: HttpRequest, *args: Any, **kwargs: Any) -> Response:
        try:
            return view(request, *args, **kwargs)
        except NotFound as none:
            raise Http404(str(none)) from none

    return handle


def ask(
    request: HttpRequest,
    form: Form,
    *,
    do: Callable[[Form], str],
    then: str | Callable[[], str],
    template: str = "record/form.html",
    **context: Any,
) -> HttpResponse:
    """A page with one form. `do` does it and says what was done; the reader is led to `then` and told there."""
    if form.is_valid() and (done := _try(form, do)) is not None:
        messages.success(request, done)
        return redirect(then() if callable(then) else then)
    return render(request, template, {"form": form, **context})


def ask_and_confirm(
    request: HttpRequest,
    form: Form,
    *,
    preview: Callable[[Form], dict[str, Any]],
    do: Callable[[Form], str],
    then: str | Callable[[], str],
    template: str = "record/form.html",
    confirm_template: str,
    **context: Any,
) -> HttpResponse:
    """As `ask`, with a page between that shows what it would do.

    `preview` gives that page its context, and writes nothing. From there the reader confirms, or goes back with
    everything as typed.
    """
    if form.is_valid():
        if "confirm" in request.POST:
            done = _try(form, do)
            if done is not None:
                if done:
                    messages.success(request, done)
                return redirect(then() if callable(then) else then)
        else:
            shown = _try(form, preview)
            if shown is not None:
                return render(request, confirm_template, {"carried": form.sent(), **context, **shown})
    return render(request, template, {"form": form, **context})


Answer = TypeVar("Answer")


def _try(form: Form, do: Callable[[Form], Answer]) -> Answer | None:
    try:
        return do(form)
    except (Refused, BadFact) as refusal:
        form.refuse(refusal)
        return None


def sent(request: HttpRequest) -> dict[str, Any]:
    """What a form of a page is made with: what was sent, judged unless the reader only went back to change it."""
    if request.method != "POST":
        return {}
    return {"data": request.POST, "judge": "change" not in request.POST}
