"""Forms that are sent twice are there once: each brings along the id of what it makes."""

from __future__ import annotations

import re

from django.db import models
from django.http import HttpRequest

from luwte.organisations.ids import new_id

ID = re.compile("[0-9a-f]{32}")


def id_of_form(request: HttpRequest) -> str:
    """The id that a form brought along, or a fresh one for a form that is shown."""
    brought = request.POST.get("id", "")
    return brought if ID.fullmatch(brought) else new_id()


def already_there(rows: models.QuerySet[models.Model], fresh: str) -> bool:
    """Whether this form was taken before, among the rows that it can belong to."""
    return rows.filter(public_id=fresh).exists()


def unused(model: type[models.Model], fresh: str) -> str:
    """This id, unless it is in use somewhere: then another one, which tells nothing of it."""
    taken = model._default_manager.filter(public_id=fresh).exists()
    return new_id() if taken else fresh
