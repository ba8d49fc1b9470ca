"""Addresses under /board/."""

from django.urls import path

from luwte.site.board import home

urlpatterns = [
    path("", home.organisations, name="board"),
    path("<slug:slug>/", home.home, name="board_home"),
]
