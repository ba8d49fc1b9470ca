"""Addresses under /board/."""

from django.urls import path

from luwte.site.board import advice, home, reports

urlpatterns = [
    path("", home.organisations, name="board"),
    path("<slug:slug>/", home.home, name="board_home"),
    path("<slug:slug>/advice/", advice.advice_list, name="board_advice"),
    path("<slug:slug>/advice/<str:advice>/", advice.read, name="board_advice_one"),
    path("<slug:slug>/advice/<str:advice>/answer/", advice.answer, name="board_answer"),
    path("<slug:slug>/advice/<str:advice>/actions/new/", advice.add_action, name="board_action"),
    path("<slug:slug>/advice/<str:advice>/actions/<str:action>/", advice.mark, name="board_mark"),
    path("<slug:slug>/reports/", reports.reports, name="board_reports"),
    path("<slug:slug>/reports/<str:report>/", reports.report, name="board_report"),
    path("<slug:slug>/reports/<str:report>/short/", reports.short, name="board_report_short"),
    path(
        "<slug:slug>/reports/<str:report>/chart/<str:table>/<str:language>/<str:look>.svg",
        reports.chart,
        name="board_report_chart",
    ),
    path(
        "<slug:slug>/reports/<str:report>/take/<str:name>", reports.file, name="board_report_file"
    ),
]
