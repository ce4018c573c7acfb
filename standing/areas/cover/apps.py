from django.apps import AppConfig


class CoverConfig(AppConfig):
    name = "standing.areas.cover"
    label = "cover"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what a change would do to rotas, before it is put into force."""
        from standing.areas.cover.presenters.falling import RotasBesides  # noqa: PLC0415 - models are there by now
        from standing.areas.record.changed_beside import register  # noqa: PLC0415

        register(RotasBesides())
