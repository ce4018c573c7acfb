from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "standing.areas.documents"
    label = "documents"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Take part in the page of a profile: its documents, and words of its own to think about."""
        from standing.areas.documents.telling import ProfileAside  # noqa: PLC0415 - models are there by now
        from standing.areas.profiles import told_beside  # noqa: PLC0415

        told_beside.register(ProfileAside())
