"""What would be sent to whom and why, what was sent, and what one is told oneself."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages as notes
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from standing.areas.audit import clock
from standing.areas.record.selectors.people import NotFound
from standing.areas.record.views.records import account_of
from standing.areas.record.views.support import finds_or_404
from standing.areas.reminders.actions import set_preference
from standing.areas.reminders.forms import PreferenceForm
from standing.areas.reminders.permissions import can_see_texts, check_can_see_messages
from standing.areas.reminders.presenters.pages import (
    STATES,
    letter,
    message_rows,
    messages_table,
    preview_table,
    telling_rows,
)
from standing.areas.reminders.selectors import messages as found
from standing.areas.reminders.selectors.telling import telling_for
from standing.areas.reminders.wording import body_of
from standing.site.components.lists import Pages, counts_of

ACCOUNTS_ON_A_PAGE = 10
MESSAGES_ON_A_PAGE = 30


def messages(request: HttpRequest) -> HttpResponse:
    """The messages that were made, newest first, and what became of each."""
    account = account_of(request)
    state = request.GET.get("state", "")
    rows = found.messages(by=account, state=state if state in STATES else "")
    page = Paginator(rows, MESSAGES_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "states": [("", "All"), *STATES.items()],
        "state": state,
        "table": messages_table(page.object_list),
        "counts": counts_of(page, "message", "messages"),
        "pages": Pages.of(page, request.GET),
        "has_server": bool(settings.EMAIL_HOST),
    }
    return render(request, "reminders/messages.html", context)


def to_come(request: HttpRequest) -> HttpResponse:
    """Who would be told what now, and why: some accounts at a time, as each has to be worked out."""
    account = account_of(request)
    accounts = found.accounts_to_tell(by=account)
    page = Paginator(accounts, ACCOUNTS_ON_A_PAGE).get_page(request.GET.get("page"))
    tellings = [telling_for(one, clock.today()) for one in page.object_list]
    context = {
        "table": preview_table(one for one in tellings if not one.is_empty),
        "counts": counts_of(page, "account", "accounts"),
        "pages": Pages.of(page, request.GET),
        "has_server": bool(settings.EMAIL_HOST),
    }
    return render(request, "reminders/to_come.html", context)


@finds_or_404
def preview(request: HttpRequest, key: int) -> HttpResponse:
    """What one account would be sent now."""
    account = account_of(request)
    check_can_see_messages(account)
    to = found.accounts_to_tell(by=account).filter(pk=key).first()
    if to is None:
        raise Http404("There is no open account of that number.")
    telling = telling_for(to, clock.today())
    if telling.is_empty:
        raise NotFound("There is nothing to tell this account now.")
    context = {
        "title": "What would be sent",
        "back": "reminders:to_come",
        "rows": telling_rows(telling),
        "text": letter(body_of(telling)) if can_see_texts(account) or to == account else "",
    }
    return render(request, "reminders/message.html", context)


@finds_or_404
def message(request: HttpRequest, key: int) -> HttpResponse:
    """One message: to oneself, or to anybody for those who see what is sent."""
    account = account_of(request)
    one = found.message(by=account, key=key)
    own = one.account_id == account.pk
    context = {
        "title": "Message",
        "back": "reminders:mine" if own else "reminders:messages",
        "rows": message_rows(one),
        "text": letter(one.body) if own or can_see_texts(account) else "",
    }
    return render(request, "reminders/message.html", context)


def mine(request: HttpRequest) -> HttpResponse:
    """What one is told oneself: what was sent, and the choice there is."""
    account = account_of(request)
    asked = found.asks_for_not_required(by=account)
    form = PreferenceForm(request.POST or None, initial={"not_required": asked})
    if request.method == "POST" and form.is_valid():
        set_preference(by=account, not_required=form.cleaned_data["not_required"])
        notes.success(request, "What you are told is set.")
        return redirect("reminders:mine")
    page = Paginator(found.own_messages(by=account), MESSAGES_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "address": account.email,
        "table": messages_table(page.object_list, named=False),
        "pages": Pages.of(page, request.GET),
        "has_server": bool(settings.EMAIL_HOST),
    }
    return render(request, "reminders/mine.html", context)
