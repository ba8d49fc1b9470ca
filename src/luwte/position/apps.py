"""The position room as a Django application."""

from django.apps import AppConfig


class PositionConfig(AppConfig):
    """The counsellor's position: written arrangements, independence, terms."""

    name = "luwte.position"
    default_auto_field = "django.db.models.BigAutoField"
