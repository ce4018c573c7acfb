"""The Jinja environment of our pages: NHS macros, dates in words, addresses, components.

An unknown name in one of our templates is an error (StrictUndefined). The NHS macros ask for the opposite:
they read options that were not given. So they live in an environment of their own, and ours hands over to it
for `nhsuk/...`.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest
from django.templatetags.static import static as static_address
from django.urls import reverse
from jinja2 import ChainableUndefined, Environment, PackageLoader, Template

from standing.site import dates
from standing.site.components import icons
from standing.site.forms.groups import error_list, field_group
from standing.site.navigation import Item

NHS_PREFIX = "nhsuk/"


class StandingEnvironment(Environment):
    """A strict environment that takes templates named `nhsuk/...` from a forgiving one."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.nhs = Environment(
            loader=PackageLoader("nhsuk_frontend_jinja"),
            undefined=ChainableUndefined,
            autoescape=True,
            auto_reload=False,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def get_template(
        self,
        name: Any,
        parent: str | None = None,
        globals: Any = None,  # noqa: A002 - Jinja's own name
    ) -> Template:
        """Return a template, an NHS one from the environment that suits it."""
        if isinstance(name, str) and name.startswith(NHS_PREFIX):
            return self.nhs.get_template(name)
        return super().get_template(name, parent, globals)


def environment(**options: Any) -> Environment:
    """Make the environment; `options` are those of settings.TEMPLATES."""
    env = StandingEnvironment(**options, trim_blocks=True, lstrip_blocks=True)
    env.globals.update(
        url=address,
        static=static,
        field_group=field_group,
        error_list=error_list,
        status_markup=icons.status_tag,
        account_params=_account_params,
        nav_params=_nav_params,
        sign_in_providers=sign_in_providers,
    )
    env.filters.update(day=dates.long_day, short_day=dates.short_day, moment=dates.moment, until=dates.until)
    return env


def sign_in_providers(request: HttpRequest) -> list[dict[str, str]]:
    """Return the organisation's own sign-in services: name, and the address that a button posts to."""
    from allauth.socialaccount.adapter import get_adapter  # noqa: PLC0415 - models

    following = {"process": "login", "next": request.GET.get("next") or None}
    return [
        {
            "name": provider.app.name if provider.app else provider.name,
            "href": provider.get_login_url(request, **{k: v for k, v in following.items() if v}),
        }
        for provider in get_adapter().list_providers(request)
    ]


def _nav_params(items: list[Item]) -> list[dict[str, Any]]:
    return [item.as_params() for item in items]


def _account_params(items: list[Item]) -> list[dict[str, Any]]:
    return [{"text": item.text, "href": item.href} for item in items]


def address(name: str, *args: Any, **kwargs: Any) -> str:
    """Return the address of a page by its name: `url("record:person", person="p1")`."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


def static(path: str) -> str:
    """Return the address of a static file with a digest of its content, so that a new one is fetched at
    once.
    """
    found = _digest(path) if not settings.DEBUG else ""
    return f"{static_address(path)}?v={found}" if found else static_address(path)


@lru_cache(maxsize=256)
def _digest(path: str) -> str:
    place = finders.find(path)
    if not isinstance(place, str):
        return ""
    with open(place, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:12]
