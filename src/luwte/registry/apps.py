"""The registry room as a Django application."""

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """Anonymous registrations. Never imports the vault, nor the vault it."""

    name = "luwte.registry"
    default_auto_field = "django.db.models.BigAutoField"
