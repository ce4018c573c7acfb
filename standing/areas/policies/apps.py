from django.apps import AppConfig


class PoliciesConfig(AppConfig):
    name = "standing.areas.policies"
    label = "policies"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Take part in signing: the question on a change, and who is drawn to be observed."""
        from standing.areas.policies.questions import Questions  # noqa: PLC0415 - models are there by now
        from standing.areas.record import at_signing  # noqa: PLC0415

        at_signing.register(Questions())
