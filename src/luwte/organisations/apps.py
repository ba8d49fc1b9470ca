"""The organisations room as a Django application."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """Organisations that use Luwte, their units and house style; tenancy."""

    name = "luwte.organisations"
    default_auto_field = "django.db.models.BigAutoField"
