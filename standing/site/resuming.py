"""What is sent after the sign-in has run out is not lost: it is kept until the same account has signed in again.

Only forms of views that say so (`keeps_what_is_sent`), and only what passed the check against forgery. It lies in the
visitor's session on the server, for half an hour, named after the account that was last signed in with this browser: a
signed cookie says which. Anybody else who signs in there first loses it, unseen. Passwords and files are never kept.
Nothing is sent on before its author has seen it: on a shared computer somebody else may have sent it.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from standing.site.components.lists import Row

Handler = Callable[[HttpRequest], HttpResponseBase]

COOKIE = "standing_last"
COOKIE_SALT = "standing.site.resuming"
COOKIE_SECONDS = 14 * 24 * 3600
KEPT_IN = "kept_form"
KEPT_FOR = timedelta(minutes=30)
MOST_CHARACTERS = 200_000
FIELD = "resumed"
"""The field by which a form that was kept is known when it is sent on."""

_UNSAID = frozenset({"confirm", "change", "find", "searched", "guard_about", "only"})
_PARTS_OF_A_DAY = frozenset({"day", "month", "year"})
NEVER_KEPT = frozenset({"csrfmiddlewaretoken", FIELD})


@dataclass(frozen=True)
class KeptForm:
    """A form that was sent without a sign-in: whose, what it was, where to, and what it said."""

    account: str
    what: str
    path: str
    answers: list[tuple[str, str]]
    files: bool
    until: str
    token: str
    said: list[tuple[str, str]] = field(default_factory=list)
    """What was asked and what was answered, in words."""

    @property
    def rows(self) -> list[Row]:
        """What it says, for whoever is about to send it on."""
        return [Row(asked, answer) for asked, answer in self.said]

    @property
    def is_over(self) -> bool:
        """Whether its half hour is."""
        return timezone.now().isoformat() > self.until


def resuming(get_response: Handler) -> Handler:
    """Keep what is sent after the sign-in has run out, and forget it once it was sent on or somebody else came."""

    def handle(request: HttpRequest) -> HttpResponseBase:
        before = _signed_in(request)
        if before:
            _forget_what_is_over(request, before)
        response = get_response(request)
        _remember_account(request, response, before)
        return response

    def process_view(
        request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        what = getattr(view, "keeps_what_is_sent", "")
        last = request.get_signed_cookie(COOKIE, default="", salt=COOKIE_SALT, max_age=COOKIE_SECONDS)
        if request.method != "POST" or not what or not last or _signed_in(request):
            return None
        fields = getattr(view, "fields_of_what_is_sent", None)
        kept = _kept_of(request, what, last, fields(**kwargs) if fields else {})
        if kept is None:
            return None
        request.session[KEPT_IN] = asdict(kept)
        return redirect(f"{reverse(settings.LOGIN_URL)}?{urlencode({'next': reverse('go_on')})}")

    handle.process_view = process_view  # type: ignore[attr-defined]
    return handle


def kept_form(request: HttpRequest) -> KeptForm | None:
    """The form that was kept for whoever is signed in, while it is."""
    found = request.session.get(KEPT_IN)
    if not found:
        return None
    pairs = {name: [tuple(pair) for pair in found.get(name, [])] for name in ("answers", "said")}
    kept = KeptForm(**{**found, **pairs})
    return None if kept.is_over or kept.account != _signed_in(request) else kept


def forget(request: HttpRequest) -> None:
    """Keep it no longer."""
    request.session.pop(KEPT_IN, None)


def _signed_in(request: HttpRequest) -> str:
    user = getattr(request, "user", None)
    return str(user.pk) if user is not None and user.is_authenticated else ""


def _kept_of(
    request: HttpRequest, what: str, account: str, fields: Mapping[str, forms.Field]
) -> KeptForm | None:
    answers = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in NEVER_KEPT and "password" not in name.lower()
        for value in values
    ]
    if sum(len(name) + len(value) for name, value in answers) > MOST_CHARACTERS:
        return None
    return KeptForm(
        account=account,
        what=what,
        path=request.get_full_path(),
        answers=answers,
        files=bool(request.FILES),
        until=(timezone.now() + KEPT_FOR).isoformat(),
        token=secrets.token_urlsafe(16),
        said=_in_words(answers, fields),
    )


def _in_words(answers: Sequence[tuple[str, str]], fields: Mapping[str, forms.Field]) -> list[tuple[str, str]]:
    """The answers as their form asks for them, where its fields are known. A day of three boxes is one answer."""
    said: dict[str, list[str]] = {}
    days = set()
    names = {name for name, _ in answers}
    for name, value in answers:
        if value.strip() and name not in _UNSAID:
            day, _, part = name.rpartition("_")
            asked = name
            if part in _PARTS_OF_A_DAY and names.issuperset(f"{day}_{each}" for each in _PARTS_OF_A_DAY):
                asked = day
                days.add(day)
            ticked = isinstance(fields.get(asked), forms.BooleanField)
            words = {value: "Yes"} if ticked else dict(getattr(fields.get(asked), "choices", ()))
            said.setdefault(asked, []).append(str(words.get(value, value)))
    return [
        (_asked(name, fields), (" " if name in days else ", ").join(values)) for name, values in said.items()
    ]


def _asked(name: str, fields: Mapping[str, forms.Field]) -> str:
    label = fields[name].label if name in fields else None
    return str(label or name.replace("_", " ").replace("-", " ").capitalize())


def _forget_what_is_over(request: HttpRequest, account: str) -> None:
    """Somebody else's is gone as soon as this account asks for anything; one's own once it is sent on."""
    found = request.session.get(KEPT_IN)
    if not found:
        return
    sent_on = request.method == "POST" and request.POST.get(FIELD) == found["token"]
    if found["account"] != account or sent_on:
        forget(request)


def _remember_account(request: HttpRequest, response: HttpResponseBase, before: str) -> None:
    """Whoever is signed in with this browser; after signing out, nobody."""
    now = _signed_in(request)
    if before and not now:
        response.delete_cookie(COOKIE, samesite="Lax")
    elif now and request.get_signed_cookie(COOKIE, default="", salt=COOKIE_SALT) != now:
        response.set_signed_cookie(
            COOKIE,
            now,
            salt=COOKIE_SALT,
            max_age=COOKIE_SECONDS,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
