from django.apps import AppConfig


class RemindersConfig(AppConfig):
    name = "standing.areas.reminders"
    label = "reminders"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell people of a safety alert when it comes into the record."""
        from standing.areas.record.alerting import tell_at_once  # noqa: PLC0415 - models are there by now
        from standing.areas.reminders.tasks import tell_when_in_force  # noqa: PLC0415

        tell_at_once(tell_when_in_force)
