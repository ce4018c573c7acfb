"""The account's own page, and the page that says whom to ask."""

from __future__ import annotations

from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from standing.site.components.lists import Row


def account(request: HttpRequest) -> HttpResponse:
    """Show how this account signs in, with links that change it."""
    user = request.user
    assert user.is_authenticated  # LoginRequiredMiddleware lets nobody else in
    codes = is_mfa_enabled(user)
    rows = [Row("Email address", user.email)]
    if user.has_usable_password():
        rows.append(Row("Password", "Set", change=reverse("account_change_password"), what="your password"))
    rows.append(
        Row(
            "Codes from an app",
            "On: you are asked for a code when you sign in" if codes else "Off",
            change=reverse("mfa_index"),
            what="codes from an app",
        )
    )
    return render(request, "account/account.html", {"rows": rows})


@login_not_required
def ask_administrator(request: HttpRequest) -> HttpResponse:
    """Say that an administrator makes accounts and sets passwords: neither goes by e-mail."""
    context = {
        "title": "Ask your administrator",
        "paragraphs": [
            (
                "Accounts are made by an administrator of Standing in your organisation. "
                "The administrator can also set a new password for you, or change your email address."
            ),
            "Tell them the email address you use at work.",
        ],
        "links": [{"text": "Sign in", "href": reverse("account_login")}],
    }
    return render(request, "site/message.html", context)
