"""Addresses of the site host."""

from django.urls import include, path

from luwte.outreach import pages
from luwte.site import public, views
from luwte.site.board import reading
from luwte.site.paper import views as paper

handler400 = "luwte.site.views.plain_bad_request"
handler403 = "luwte.site.views.refused"
handler404 = "luwte.site.views.not_found"
handler500 = "luwte.site.views.failed"

urlpatterns = [
    path("", pages.start, name="start"),
    path("o/<slug:slug>/", public.organisation, name="organisation"),
    path("o/<slug:slug>/poster/", public.poster, name="organisation_poster"),
    path("o/<slug:slug>/paper/", paper.paper_set, name="organisation_paper_set"),
    path(
        "o/<slug:slug>/paper/<str:form>-<str:language>.pdf", paper.paper, name="organisation_paper"
    ),
    path("o/<slug:slug>/qr.svg", public.qr_code, name="organisation_qr"),
    path("o/<slug:slug>/style.css", pages.style, name="organisation_style"),
    path("o/<slug:slug>/logo", pages.logo, name="organisation_logo"),
    path("o/<slug:slug>/portrait/<str:name>", public.portrait, name="portrait"),
    path("health", views.health),
    path("language/<str:code>/", views.choose_language, name="choose_language"),
    path("board/", include("luwte.site.board.urls")),
    path("lead/", include("luwte.site.lead.urls")),
    path("manage/", include("luwte.site.manage.urls")),
    path("read/<str:token>/", reading.read, name="read"),
    path(
        "read/<str:token>/chart/<str:table>/<str:language>/<str:look>.svg",
        reading.chart,
        name="read_chart",
    ),
    path("read/<str:token>/take/<str:name>", reading.file, name="read_file"),
    path("account/", include("luwte.people.account_urls")),
]
