"""Sign-in and its settings: the pages of allauth that we use, and no others.

Nobody makes an account for themself and no e-mail is sent, so those addresses lead to a page that says whom
to ask.
"""

from __future__ import annotations

from allauth.account import views as account
from allauth.socialaccount import views as organisation
from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, include, path

from standing.site.views import account as own
from standing.site.views import going_on

urlpatterns: list[URLPattern | URLResolver] = [
    path("", own.account, name="account"),
    path("go-on/", going_on.go_on, name="go_on"),
    path("sign-in/", account.login, name="account_login"),
    path("sign-out/", account.logout, name="account_logout"),
    path("closed/", account.account_inactive, name="account_inactive"),
    path("password/", account.password_change, name="account_change_password"),
    path("password/first/", own.ask_administrator, name="account_set_password"),
    path("confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("help/", own.ask_administrator, name="account_signup"),
    path("help/password/", own.ask_administrator, name="account_reset_password"),
    path("help/email/", own.ask_administrator, name="account_email"),
    path("codes/", include("allauth.mfa.urls")),
    path("organisation/cancelled/", organisation.login_cancelled, name="socialaccount_login_cancelled"),
    path(
        "organisation/error/", login_not_required(organisation.login_error), name="socialaccount_login_error"
    ),
    path("organisation/new/", organisation.signup, name="socialaccount_signup"),
    path("organisation/", own.account, name="socialaccount_connections"),
    path("", include("allauth.socialaccount.providers.openid_connect.urls")),
]
