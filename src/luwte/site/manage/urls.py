"""Addresses under /manage/."""

from django.urls import path

from luwte.site.manage import agreements, views

urlpatterns = [
    path("", views.organisations, name="manage"),
    path("new/", views.add_organisation, name="manage_add"),
    path("of/<slug:slug>/", views.organisation, name="manage_organisation"),
    path("of/<slug:slug>/edit/", views.edit_organisation, name="manage_edit"),
    path("of/<slug:slug>/units/", views.edit_units, name="manage_units"),
    path("of/<slug:slug>/phones/", views.edit_phone_lines, name="manage_phones"),
    path("of/<slug:slug>/referrals/", views.edit_referrals, name="manage_referrals"),
    path("of/<slug:slug>/routes/", views.edit_route_texts, name="manage_routes"),
    path("of/<slug:slug>/agreement/", agreements.edit_agreement, name="manage_agreement"),
    path("of/<slug:slug>/invite/", views.send_invitation, name="manage_invite"),
    path("of/<slug:slug>/end/<int:appointment>/", views.end_appointment, name="manage_end"),
]
