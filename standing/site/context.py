"""What every page knows: who is signed in, where they may go, and today."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from standing.site import dates, navigation


def page(request: HttpRequest) -> dict[str, Any]:
    """Return what the base page needs. Read once a page; an area adds to the menu with its `nav` module."""
    user = getattr(request, "user", None)
    account = user if user is not None and user.is_authenticated else None
    is_fragment = bool(getattr(request, "htmx", False))
    return {
        "account": account,
        "alerts": navigation.alerts(account) if account and not is_fragment else [],
        "nav": navigation.menu(account, request.path) if account else [],
        "account_links": navigation.account_links(account) if account else [],
        "today": dates.today(),
        "is_fragment": is_fragment,
    }
