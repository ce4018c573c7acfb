from django.apps import AppConfig


class RevisionsConfig(AppConfig):
    name = "standing.areas.revisions"
    label = "revisions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have a grant that was held settle its task once it is released; grants follow what they rest on; and whoever
        works towards an edition that was replaced is told so.
        """
        from standing.areas.record import editions  # noqa: PLC0415
        from standing.areas.record.actions.following import also_follow  # noqa: PLC0415
        from standing.areas.record.gate import follow_releases  # noqa: PLC0415 - models are there by now
        from standing.areas.revisions.actions.granted import follow_grants  # noqa: PLC0415
        from standing.areas.revisions.actions.transitions import TASK, settle_released  # noqa: PLC0415
        from standing.areas.revisions.editions import ReplacedEditions  # noqa: PLC0415

        editions.register(ReplacedEditions())
        follow_releases(TASK, settle_released)
        also_follow(follow_grants)
