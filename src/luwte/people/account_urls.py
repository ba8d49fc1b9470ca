"""Sign-in on the site, under /account/: for management and administrators.

Counsellors sign in at the desk, through allauth's headless API on the application host.
"""

from django.urls import include, path

urlpatterns = [
    path("", include("allauth.account.urls")),
    path("second-step/", include("allauth.mfa.urls")),
]
