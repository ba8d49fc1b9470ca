"""Asking for a new password: how long the answer takes doesn't tell whether the account exists.

While answering nobody is looked up. That, and the mail, come after the answer, in a thread of
their own, so that who asks next isn't delayed by it either.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

from allauth.account.forms import ResetPasswordForm
from allauth.account.views import PasswordResetView
from allauth.core.context import request_context
from allauth.headless.account.inputs import RequestPasswordResetInput
from allauth.headless.account.views import RequestPasswordResetView
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils import translation

log = logging.getLogger("luwte.people")

Job = Callable[[], object]

# One at a time: however slow the mail server is, it takes none of the threads that answer.
MAILER = ThreadPoolExecutor(1, thread_name_prefix="mailer")


class AskedForLink:
    """A form that only notes for whom a link was asked, once the limits let it through."""

    asked: bool = False
    cleaned_data: dict[str, Any]

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"])

    def save(self, request: HttpRequest, **_rest: object) -> str:
        self.asked = True
        return str(self.cleaned_data["email"])


class SiteForm(AskedForLink, ResetPasswordForm):  # type: ignore[misc]
    """On the site's page."""


class DeskInput(AskedForLink, RequestPasswordResetInput):  # type: ignore[misc]
    """In the desk's call."""


class SiteReset(PasswordResetView):  # type: ignore[misc]
    """The site's page."""

    form_class = SiteForm

    def form_valid(self, form: SiteForm) -> HttpResponse:
        return link_follows(super().form_valid(form), form, self.request)


class DeskReset(RequestPasswordResetView):  # type: ignore[misc]
    """The desk's call."""

    input_class = DeskInput

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = super().post(request, *args, **kwargs)
        return link_follows(answer, self.input, request)


def link_follows(answer: HttpResponse, form: AskedForLink, request: HttpRequest) -> HttpResponse:
    """This answer; once it is out the link is sent, when one was asked for."""
    if form.asked:
        email, language = form.cleaned_data["email"], translation.get_language() or "nl"
        job = partial(send_link, request, email, language)
        answer._resource_closers.append(partial(MAILER.submit, attempt, job))  # type: ignore[attr-defined]
    return answer


def send_link(request: HttpRequest, email: str, language: str) -> None:
    """Mail the link, when there is an account for it."""
    with request_context(request), translation.override(language):
        form = ResetPasswordForm({"email": email})
        if form.is_valid():
            form.save(request)


def attempt(job: Job) -> None:
    """A failure may be told by its kind only; nobody waits for the outcome."""
    try:
        job()
    except Exception as error:  # noqa: BLE001 - the next one must still be sent
        log.error("a mail failed: %s", type(error).__name__)  # noqa: TRY400
    finally:
        connection.close()
