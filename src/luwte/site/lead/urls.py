"""Addresses under /lead/."""

from django.urls import path

from luwte.site.lead import importing, work

urlpatterns = [
    path("", work.organisations, name="lead"),
    path("of/<slug:slug>/import/", importing.take_over_figures, name="lead_import"),
    path("of/<slug:slug>/activities/", work.year_of_work, name="lead_work"),
    path("of/<slug:slug>/activities/new/", work.add, name="lead_work_new"),
    path("of/<slug:slug>/activities/<int:year>.csv", work.as_csv, name="lead_work_csv"),
    path("of/<slug:slug>/activities/<str:activity>/", work.edit, name="lead_work_edit"),
    path("of/<slug:slug>/activities/<str:activity>/remove/", work.remove, name="lead_work_remove"),
]
