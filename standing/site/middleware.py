"""What is done for every answer: the health check, and the headers that keep a page to itself."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.db import Error, connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from standing.areas.people.permissions import one_reading
from standing.areas.refusals import NotAllowed, Refused
from standing.site.views import errors

Handler = Callable[[HttpRequest], HttpResponseBase]

HEALTH_PATH = "/health"


def health(get_response: Handler) -> Handler:
    """Answer `/health`: 200 when the store can be read, else 503.

    First in line, so that a monitor needs neither a host name, nor HTTPS, nor a session.
    """

    def handle(request: HttpRequest) -> HttpResponseBase:
        if request.path_info != HEALTH_PATH:
            return get_response(request)
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
                cursor.fetchone()
        except Error:
            return HttpResponse("The store cannot be reached.\n", status=503, content_type="text/plain")
        return HttpResponse("ok\n", content_type="text/plain")

    return handle


def readable_addresses(get_response: Handler) -> Handler:
    """Answer 400 to an address that holds the character zero: no text here has one, and PostgreSQL takes none."""

    def handle(request: HttpRequest) -> HttpResponseBase:
        if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            return errors.bad_request(request)
        return get_response(request)

    return handle


def roles_read_once(get_response: Handler) -> Handler:
    """Read once which roles the visitor holds while a page is made. Only for what reads: it writes nothing."""

    def handle(request: HttpRequest) -> HttpResponseBase:
        if request.method not in {"GET", "HEAD"}:
            return get_response(request)
        with one_reading():
            return get_response(request)

    return handle


def policy() -> str:
    """Return the Content-Security-Policy: this origin alone, nothing inline, no frames.

    `data:` images are the arrows and ticks inside the stylesheet and the picture that an authenticator app
    scans.
    """
    provider = settings.OPENID_PROVIDER
    forms = f"'self' {provider.origin}" if provider else "'self'"
    return "; ".join(
        [
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "manifest-src 'self'",
            f"form-action {forms}",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        ]
    )


def content_security_policy(get_response: Handler) -> Handler:
    """Add the policy, and refuse the page the machine's camera, place and the like."""
    words = policy()

    def handle(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", words)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        return response

    return handle


def private_pages(get_response: Handler) -> Handler:
    """Keep the pages of someone signed in out of every cache: ward computers are shared."""

    def handle(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        user = getattr(request, "user", None)
        if user is not None and user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store, private")
        return response

    return handle


def refusals(get_response: Handler) -> Handler:
    """Turn the two ways an action or selector says no into pages with its words.

    A view that has a form catches `Refused` itself and shows it at the field; this is for all that is left.
    """

    def handle(request: HttpRequest) -> HttpResponseBase:
        return get_response(request)

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        if isinstance(exception, NotAllowed):
            return errors.forbidden(request, exception)
        if isinstance(exception, Refused):
            return errors.refused(request, exception)
        return None

    handle.process_exception = process_exception  # type: ignore[attr-defined]
    return handle
