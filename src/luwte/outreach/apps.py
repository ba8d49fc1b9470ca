"""The outreach room as a Django application."""

from django.apps import AppConfig


class OutreachConfig(AppConfig):
    """Public pages, material, sessions and information requests."""

    name = "luwte.outreach"
    default_auto_field = "django.db.models.BigAutoField"
