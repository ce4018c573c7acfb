"""Every address. An area takes part by its own `urls`; it says where its pages lie."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from standing.site import navigation
from standing.site.views import errors, home, inbox

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("waiting/", inbox.inbox, name="inbox"),
    path("account/", include("standing.site.account_urls")),
    *(path("", include(module)) for module in navigation.area_modules("urls")),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
