"""Addresses of the site host."""

from django.urls import include, path

from luwte.site import views

handler400 = "luwte.site.views.plain_bad_request"
handler403 = "luwte.site.views.refused"
handler404 = "luwte.site.views.not_found"
handler500 = "luwte.site.views.failed"

urlpatterns = [
    path("", views.start, name="start"),
    path("health", views.health),
    path("language/<str:code>/", views.choose_language, name="choose_language"),
    path("account/", include("luwte.people.account_urls")),
]
