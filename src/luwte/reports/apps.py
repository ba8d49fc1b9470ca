"""The reports room as a Django application."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Statistics, signals, the annual report, advice and its answer."""

    name = "luwte.reports"
    default_auto_field = "django.db.models.BigAutoField"
