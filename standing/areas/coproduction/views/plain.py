"""Pages of those who take part: in plain words, in the print that the reader chose."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpResponse
from django.shortcuts import render

from standing.areas.coproduction.selectors.groups import reads_large
from standing.areas.people.views.support import SignedIn
from standing.areas.record.forms.base import ActionForm
from standing.areas.record.views.support import ask

Form = TypeVar("Form", bound=ActionForm)


def show(request: SignedIn, template: str, context: dict[str, Any]) -> HttpResponse:
    """A page of those who take part."""
    return render(request, template, {**context, "large": reads_large(by=request.user)})


def ask_plainly(
    request: SignedIn,
    form: Form,
    *,
    do: Callable[[Form], str],
    then: str | Callable[[], str],
    template: str = "coproduction/plain_form.html",
    **context: Any,
) -> HttpResponse:
    """As `ask`, in the print that the reader chose."""
    large = reads_large(by=request.user)
    return ask(request, form, do=do, then=then, template=template, large=large, **context)
