"""What the pages of spreadsheets brought in share."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse

from standing.areas.exchange.permissions import check_can_import
from standing.areas.people.views.support import SignedIn

View = Callable[..., HttpResponse]


def may_import(view: View) -> View:
    """Open a page only for those who may bring in a spreadsheet; what is behind it asks again."""

    @wraps(view)
    def handle(request: SignedIn, *args: Any, **kwargs: Any) -> HttpResponse:
        check_can_import(request.user)
        return view(request, *args, **kwargs)

    return handle
