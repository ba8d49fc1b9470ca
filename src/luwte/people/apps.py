"""The people room as a Django application."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Accounts, roles and sign-in; counsellors and their appointments."""

    name = "luwte.people"
    default_auto_field = "django.db.models.BigAutoField"
