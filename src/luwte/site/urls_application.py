"""Addresses of the application host. /talk/ and /desk/ are files: see files.py."""

from allauth.headless.constants import Client
from django.urls import include, path

from luwte.people.headless_urls import no_page
from luwte.people.passkeys import DeskPasskeys
from luwte.people.resetting import DeskReset
from luwte.site import views
from luwte.site.api import api, describe

handler400 = "luwte.site.views.plain_bad_request"
handler403 = "luwte.site.views.plain_refused"
handler404 = "luwte.site.views.plain_not_found"
handler500 = "luwte.site.views.plain_failed"

urlpatterns = [
    path("health", views.health),
    path("api/v1/openapi.json", describe),
    path("api/v1/", api.urls),
    # Codes by telephone aren't used; allauth would fail on it.
    path("_allauth/browser/v1/account/phone", no_page),
    path(
        "_allauth/browser/v1/auth/password/request",
        DeskReset.as_api_view(client=Client.BROWSER),
    ),
    path(
        "_allauth/browser/v1/account/authenticators/webauthn",
        DeskPasskeys.as_api_view(client=Client.BROWSER),
    ),
    path("_allauth/", include("allauth.headless.urls")),
    path("_allauth/pages/", include("luwte.people.headless_urls")),
]
