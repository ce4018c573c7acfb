from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    name = "standing.areas.assessment"
    label = "assessment"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Stand at the gate through which every decision goes, and follow what is revoked."""
        from standing.areas.assessment.drawing import gate  # noqa: PLC0415 - models are there by now
        from standing.areas.assessment.revoking import follow_revocations  # noqa: PLC0415
        from standing.areas.record.actions.following import also_follow  # noqa: PLC0415
        from standing.areas.record.gate import register  # noqa: PLC0415

        register(gate)
        also_follow(follow_revocations)
