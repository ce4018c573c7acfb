from django.apps import AppConfig


class StandardsConfig(AppConfig):
    name = "standing.areas.standards"
    label = "standards"
    default_auto_field = "django.db.models.BigAutoField"
