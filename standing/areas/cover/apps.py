from django.apps import AppConfig


class CoverConfig(AppConfig):
    name = "standing.areas.cover"
    label = "cover"
    default_auto_field = "django.db.models.BigAutoField"
