"""The site room as a Django application."""

from importlib import import_module

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Settings, addresses, headers, the demo and the luwte command."""

    name = "luwte.site"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("luwte.site.deployment")  # registers its checks
