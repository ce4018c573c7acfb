"""What went wrong, and what to do next. These pages never touch the store: it may be what is wrong."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

HOME = {"text": "Go to the home page", "href": "/"}


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 400."""
    return _page(
        400,
        "We could not read that request",
        [
            "Something in the address or in what was sent is not as it should be. Nothing was changed.",
            "Go back, check what you typed, and try again.",
        ],
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 403, with the reason when a permission gave one in words."""
    reason = str(exception) if exception and str(exception) else "Your account may not see or do this."
    return _page(
        403,
        "You cannot do that",
        [reason, "If your work needs it, ask your administrator to change your role. Nothing was changed."],
    )


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 409: what was asked cannot be done, in the words of the action that refused it."""
    return _page(
        409,
        "That could not be done",
        [str(exception), "Nothing was changed. Go back, put it right and try again."],
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404. The same words whether a page does not exist or is not for this reader: neither gives it
    away.
    """
    return _page(
        404,
        "Page not found",
        [
            "The page is not there, or your account may not see it.",
            "If you typed the address, check it. If you followed a link, tell your administrator which.",
        ],
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500."""
    return _page(
        500,
        "There is a problem with Standing",
        [
            "It is ours, not yours. What you last sent may not have been saved.",
            (
                "Try again in a few minutes, and check your last change before you repeat it. "
                "If it goes on, tell your administrator what you were doing and when."
            ),
        ],
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that was not sent from our own page, most often because its page had been open too
    long.
    """
    return _page(
        403,
        "That page was open too long",
        [
            "We could not tell that the form came from you, so nothing was changed.",
            (
                "Go back, copy anything you want to keep, reload the page and send it again. "
                "If it happens again, check that your browser accepts cookies from this address."
            ),
        ],
    )


def _page(status: int, title: str, paragraphs: list[str]) -> HttpResponse:
    context: dict[str, Any] = {"title": title, "paragraphs": paragraphs, "links": [HOME]}
    return HttpResponse(render_to_string("site/message.html", context), status=status)
