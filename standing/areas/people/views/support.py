"""What the views of this area share: who may open a page, one form, one page of a list."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from standing.areas.people.forms import ActionForm
from standing.areas.people.models import Account
from standing.areas.people.permissions import check_can
from standing.areas.people.roles import Ability
from standing.areas.refusals import Refused

ROWS_ON_A_PAGE = 50

Parts = ParamSpec("Parts")
Form = TypeVar("Form", bound=ActionForm)
Rows = TypeVar("Rows", bound=Model)
AnyView = TypeVar("AnyView", bound=Callable[..., HttpResponse])


class SignedIn(HttpRequest):
    """A request of somebody who is signed in: the middleware lets no other through."""

    user: Account


View = Callable[Concatenate[SignedIn, Parts], HttpResponse]


def needs(ability: Ability, *, sends: bool = False) -> Callable[[View[Parts]], View[Parts]]:
    """Open a page only for accounts with this ability over the whole service, whether it is read or (`sends`) sent.

    The action behind a form asks again: this keeps the form from those who could not send it.
    """

    def protect(view: View[Parts]) -> View[Parts]:
        @wraps(view)
        def handle(request: SignedIn, *args: Parts.args, **kwargs: Parts.kwargs) -> HttpResponse:
            check_can(request.user, ability)
            return view(request, *args, **kwargs)

        return require_http_methods(["GET", "HEAD", "POST"] if sends else ["GET", "HEAD"])(handle)

    return protect


def ask(
    request: SignedIn,
    form: Form,
    *,
    do: Callable[[Form], str],
    then: str | Callable[[], str],
    template: str = "people/form.html",
    **context: Any,
) -> HttpResponse:
    """A page with one form. `do` does it and says what was done; the reader is led to `then` and told there.

    What the action refuses is shown at the field it is about, with everything that was typed still there.
    """
    if form.is_valid():
        try:
            done = do(form)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, done)
            return redirect(then() if callable(then) else then)
    return render(request, template, {"form": form, **context})


def page_of(request: HttpRequest, rows: QuerySet[Rows]) -> Page[Rows]:
    """The page of a list that the address asks for; the nearest there is when it asks for another."""
    return Paginator(rows, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))


def data_of(request: HttpRequest) -> Any:
    """What a form was sent with, or None when it is only to be shown."""
    return request.POST if request.method == "POST" else None


def keeps_what_is_sent(
    what: str,
    form: Callable[[], BaseForm] | None = None,
    *,
    form_of: Callable[..., BaseForm] | None = None,
) -> Callable[[AnyView], AnyView]:
    """Of a view that takes a form: what is sent to it after the sign-in has run out is kept until the same account has
    signed in again, and sent on then (the site does it). `what` says what it was: "a piece of evidence"; `form`, empty,
    says how each question is put to whoever looks it over; `form_of` does where that depends on what the address names,
    which it is called with. Never for a form that takes a password.
    """

    def mark(view: AnyView) -> AnyView:
        view.keeps_what_is_sent = what  # type: ignore[attr-defined]
        if form is not None:
            view.fields_of_what_is_sent = lambda **_: form().fields  # type: ignore[attr-defined]
        elif form_of is not None:
            view.fields_of_what_is_sent = lambda **parts: form_of(**parts).fields  # type: ignore[attr-defined]
        return view

    return mark
