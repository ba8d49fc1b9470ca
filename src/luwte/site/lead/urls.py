"""Addresses under /lead/."""

from django.urls import path

from luwte.site.lead import advice, importing, own_codes, previewing, reading_links, reports, work

urlpatterns = [
    path("", work.organisations, name="lead"),
    path("of/<slug:slug>/advice/", advice.advice_list, name="lead_advice"),
    path("of/<slug:slug>/advice/new/", advice.write, name="lead_advice_new"),
    path("of/<slug:slug>/advice/<str:advice>/", advice.read, name="lead_advice_one"),
    path("of/<slug:slug>/advice/<str:advice>/edit/", advice.edit, name="lead_advice_edit"),
    path("of/<slug:slug>/advice/<str:advice>/give/", advice.give, name="lead_advice_give"),
    path("of/<slug:slug>/advice/<str:advice>/remove/", advice.remove, name="lead_advice_remove"),
    path("of/<slug:slug>/advice/<str:advice>/correct/", advice.correct, name="lead_advice_correct"),
    path("of/<slug:slug>/advice/<str:advice>/copy/", advice.copy, name="lead_advice_copy"),
    path("of/<slug:slug>/import/", importing.take_over_figures, name="lead_import"),
    path("of/<slug:slug>/codes/", own_codes.own_codes, name="lead_codes"),
    path("of/<slug:slug>/codes/<str:code>/", own_codes.change, name="lead_code"),
    path("of/<slug:slug>/reports/", reports.reports, name="lead_reports"),
    path("of/<slug:slug>/reports/new/", reports.new_report, name="lead_report_new"),
    path("of/<slug:slug>/reports/rules/", reports.rules, name="lead_report_rules"),
    path("of/<slug:slug>/reports/<str:report>/", reports.report, name="lead_report"),
    path(
        "of/<slug:slug>/reports/<str:report>/figures/",
        reports.figures,
        name="lead_report_figures",
    ),
    path("of/<slug:slug>/reports/<str:report>/words/", reports.texts, name="lead_report_texts"),
    path("of/<slug:slug>/reports/<str:report>/review/", reports.review, name="lead_report_review"),
    path("of/<slug:slug>/reports/<str:report>/asked/", reports.asked, name="lead_report_asked"),
    path(
        "of/<slug:slug>/reports/<str:report>/links/",
        reading_links.links,
        name="lead_report_links",
    ),
    path(
        "of/<slug:slug>/reports/<str:report>/links/<str:link>/close/",
        reading_links.close,
        name="lead_report_link_close",
    ),
    path(
        "of/<slug:slug>/reports/<str:report>/preview/",
        previewing.preview,
        name="lead_report_preview",
    ),
    path(
        "of/<slug:slug>/reports/<str:report>/preview/chart/<str:table>/<str:language>/<str:look>.svg",
        previewing.preview_chart,
        name="lead_report_preview_chart",
    ),
    path(
        "of/<slug:slug>/reports/<str:report>/publish/",
        reports.publish_report,
        name="lead_report_publish",
    ),
    path(
        "of/<slug:slug>/reports/<str:report>/remove/",
        reports.remove_report,
        name="lead_report_remove",
    ),
    path(
        "of/<slug:slug>/reports/<str:report>/correct/",
        reports.correct_report,
        name="lead_report_correct",
    ),
    path("of/<slug:slug>/activities/", work.year_of_work, name="lead_work"),
    path("of/<slug:slug>/activities/new/", work.add, name="lead_work_new"),
    path("of/<slug:slug>/activities/<int:year>.csv", work.as_csv, name="lead_work_csv"),
    path("of/<slug:slug>/activities/<str:activity>/", work.edit, name="lead_work_edit"),
    path("of/<slug:slug>/activities/<str:activity>/remove/", work.remove, name="lead_work_remove"),
]
