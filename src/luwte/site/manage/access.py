"""Who may come in: administrators with a second step."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from luwte.people.access import fully_signed_in
from luwte.people.models import User
from luwte.site.words_back import to_sign_in

Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Rest], HttpResponse]


def administrators_only(view: View[Rest]) -> View[Rest]:
    """Sends visitors to sign in, others away, and who lacks a second step to set it up."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        user = request.user
        if not isinstance(user, User):
            return to_sign_in(request)
        if not user.is_administrator:
            raise PermissionDenied
        if not fully_signed_in(request):
            return redirect("account")
        return view(request, *args, **kwargs)

    return checked  # type: ignore[return-value]
