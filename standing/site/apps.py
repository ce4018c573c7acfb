"""The site as a Django app: it brings the static files and no models."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Named apart from Django's own `sites`."""

    name = "standing.site"
    label = "standing_site"
    verbose_name = "Standing"

    def ready(self) -> None:
        """Have the audit trail told of codes; models can be imported only now."""
        from standing.site import codes  # noqa: F401, PLC0415
