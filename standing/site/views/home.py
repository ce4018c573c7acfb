"""The home page: what each area has to say to this account today.

An area takes part by a module `home` with a function `panels(*, account, today)` that returns rows
`(order, title, template, context)`: the template, one of the area's, draws the panel from the context.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from standing.areas.inbox import waiting_for, worked_out_once
from standing.site import dates, navigation
from standing.site.views.inbox import kind_rows


@dataclass(frozen=True)
class Panel:
    """A part of the home page, drawn."""

    title: str
    body: SafeString


def home(request: HttpRequest) -> HttpResponse:
    """Show what this account owes and what its teams need, then where it may go."""
    account, today = request.user, dates.today()
    name = getattr(account, "name", "")
    context = {
        "greeting": f"Hello {name}" if name else "Home",
        "panels": gather(request, account, today),
        "places": [item for item in navigation.menu(account, request.path) if item.here != "page"],
    }
    return render(request, "site/home.html", context)


def gather(request: HttpRequest, account: Any, today: date) -> list[Panel]:
    """Draw the panels of all areas, in their order."""
    with worked_out_once():
        rows: list[tuple[int, str, str, dict[str, Any]]] = [*_waiting(account, today)]
        for module in navigation.area_modules("home"):
            rows.extend(module.panels(account=account, today=today))
    return [
        # Drawn by a template of ours, which escaped what it was given: Jinja's answer does not say so of itself.
        Panel(title, mark_safe(render_to_string(template, context, request)))  # noqa: S308
        for _, title, template, context in sorted(rows, key=lambda row: row[0])
    ]


def _waiting(account: Any, today: date) -> list[tuple[int, str, str, dict[str, Any]]]:
    """How much waits, of which kinds; nothing where nothing does."""
    waiting = waiting_for(account, today)
    if not waiting:
        return []
    title = f"{len(waiting):,} {'thing waits' if len(waiting) == 1 else 'things wait'} for you"
    return [(6, title, "site/home_inbox.html", {"kinds": kind_rows(waiting, today)})]
