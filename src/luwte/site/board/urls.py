"""Addresses under /board/."""

from django.urls import path

from luwte.site.board import advice, home

urlpatterns = [
    path("", home.organisations, name="board"),
    path("<slug:slug>/", home.home, name="board_home"),
    path("<slug:slug>/advice/", advice.advice_list, name="board_advice"),
    path("<slug:slug>/advice/<str:advice>/", advice.read, name="board_advice_one"),
    path("<slug:slug>/advice/<str:advice>/answer/", advice.answer, name="board_answer"),
    path("<slug:slug>/advice/<str:advice>/actions/new/", advice.add_action, name="board_action"),
    path("<slug:slug>/advice/<str:advice>/actions/<str:action>/", advice.mark, name="board_mark"),
]
