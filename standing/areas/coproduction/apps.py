from django.apps import AppConfig


class CoproductionConfig(AppConfig):
    name = "standing.areas.coproduction"
    label = "coproduction"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Take part in the pages of the areas below: what matters to people, and how things were decided."""
        from standing.areas.assessment import beside_evidence  # noqa: PLC0415 - models are there by now
        from standing.areas.coproduction.telling import (  # noqa: PLC0415
            EvidenceAside,
            ProfileAside,
            ProfileUndecided,
            StandardAside,
        )
        from standing.areas.profiles import told_beside, undecided  # noqa: PLC0415
        from standing.areas.standards import told_beside as beside_standards  # noqa: PLC0415

        told_beside.register(ProfileAside())
        undecided.register(ProfileUndecided())
        beside_standards.register(StandardAside())
        beside_evidence.register(EvidenceAside())
