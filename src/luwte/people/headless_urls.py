"""Names that allauth looks up while it serves the desk, where its pages don't exist.

On the application host sign-in is an API only. allauth still builds redirects to its pages, and
then answers with JSON instead; without these names building them fails.
"""

from typing import NoReturn

from django.http import Http404, HttpRequest
from django.urls import path

PAGES = (
    "account_login",
    "account_logout",
    "account_email",
    "account_reauthenticate",
    "account_reset_password",
    "account_change_password",
    "mfa_index",
    "mfa_authenticate",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
)


def no_page(request: HttpRequest) -> NoReturn:
    """There is nothing here."""
    raise Http404


urlpatterns = [path(f"{name}/", no_page, name=name) for name in PAGES]
