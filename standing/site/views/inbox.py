"""The page of what waits: all of it, or of one kind, oldest first."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from standing.areas.inbox import waiting_for
from standing.core.inbox import Waiting, by_kind
from standing.site import dates
from standing.site.components.lists import Cell, Pages, Row, Table, counts_of

ON_A_PAGE = 50


def inbox(request: HttpRequest) -> HttpResponse:
    """Show what waits for whoever is signed in."""
    today = dates.today()
    everything = waiting_for(request.user, today)
    kind = request.GET.get("kind", "")
    shown = [one for one in everything if kind in ("", one.kind)]
    page = Paginator(shown, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "kinds": kind_rows(everything, today),
        "kind": kind,
        "total": len(everything),
        "table": waiting_table(list(page.object_list), today),
        "counts": counts_of(page, "thing that waits", "things that wait"),
        "pages": Pages.of(page, request.GET),
    }
    return render(request, "site/inbox.html", context)


def kind_rows(waiting: list[Waiting], today: date) -> list[Row]:
    """How many of each kind wait, and since when."""
    rows = []
    for kind in by_kind(waiting):
        overdue = sum(one.is_overdue(today) for one in kind.waiting)
        late = f", {overdue:,} overdue" if overdue else ""
        words = f"{len(kind.waiting):,}{late}, the oldest since {dates.long_day(kind.oldest.since)}"
        rows.append(
            Row(kind.name, words, change=kind_href(kind.name), what=f"only: {kind.name}", verb="Show")
        )
    return rows


def kind_href(kind: str) -> str:
    """The page of what waits of one kind."""
    return f"{reverse('inbox')}?{urlencode({'kind': kind})}"


def waiting_table(waiting: list[Waiting], today: date) -> Table:
    """What waits, since when, and by when."""
    return Table(
        name="waiting",
        caption="What waits, oldest first",
        head=("What to do", "Waits since", "By"),
        rows=[
            (
                Cell(f"{one.what} {one.about}", href=one.href),
                Cell(_since(one, today), narrow=True),
                Cell(_by(one, today), narrow=True),
            )
            for one in waiting
        ],
        stack=True,
        hide_caption=True,
        empty="Nothing waits for you today.",
    )


def _since(one: Waiting, today: date) -> str:
    days = one.days_waiting(today)
    ago = "today" if days == 0 else f"{days:,} day{'' if days == 1 else 's'}"
    return f"{dates.short_day(one.since)} ({ago})"


def _by(one: Waiting, today: date) -> str:
    if one.due is None:
        return "No day set"
    return f"{dates.short_day(one.due)}{', overdue' if one.is_overdue(today) else ''}"
