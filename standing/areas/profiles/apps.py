from django.apps import AppConfig


class ProfilesConfig(AppConfig):
    name = "standing.areas.profiles"
    label = "profiles"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Take part in the pages of the record: they show how people stand in the groups of their profiles."""
        from standing.areas.profiles.presenters.besides import Groups  # noqa: PLC0415 - models are there by now
        from standing.areas.record.presenters import besides  # noqa: PLC0415

        besides.register(Groups())
