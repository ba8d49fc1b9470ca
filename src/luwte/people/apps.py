"""The people room as a Django application."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Accounts, roles and sign-in; counsellors and their appointments."""

    name = "luwte.people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from luwte.people import access  # noqa: F401, PLC0415 - its receiver needs the models
