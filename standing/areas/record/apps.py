from django.apps import AppConfig
from django.db.models.signals import post_migrate


class RecordConfig(AppConfig):
    name = "standing.areas.record"
    label = "record"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the database say when what is asked of everyone is another."""
        from standing.areas.record.asked_version import watch  # noqa: PLC0415 - models are there by now

        post_migrate.connect(watch, sender=self, dispatch_uid="record.asked_version")
