"""The vault room as a Django application."""

from django.apps import AppConfig


class VaultConfig(AppConfig):
    """Everything sealed: the server stores it and can't read it."""

    name = "luwte.vault"
    default_auto_field = "django.db.models.BigAutoField"
