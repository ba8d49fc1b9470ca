"""Asking for a new password: how long the answer takes doesn't tell whether the account exists.

While answering nobody is looked up. That, and the mail, come after the answer, in a thread of
their own, so that who asks next isn't delayed by it either.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from queue import Empty, SimpleQueue
from typing import Any

from allauth.account.forms import ResetPasswordForm
from allauth.account.views import PasswordResetView
from allauth.core.context import request_context
from allauth.headless.account.inputs import RequestPasswordResetInput
from allauth.headless.account.views import RequestPasswordResetView
from django.core.signals import request_finished
from django.db import connection
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.utils import translation

log = logging.getLogger("luwte.people")

Job = Callable[[], object]

# One at a time: however slow the mail server is, it takes none of the threads that answer.
MAILER = ThreadPoolExecutor(1, thread_name_prefix="mailer")

# What was asked for by requests that are still being answered.
waiting: SimpleQueue[Job] = SimpleQueue()


class AskedForLink:
    """A form that only notes for whom a link was asked, once the limits let it through."""

    asked: bool = False
    cleaned_data: dict[str, Any]

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"])

    def save(self, request: HttpRequest, **_rest: object) -> str:
        self.asked = True
        return str(self.cleaned_data["email"])


class SiteForm(AskedForLink, ResetPasswordForm):
    """On the site's page."""


class DeskInput(AskedForLink, RequestPasswordResetInput):
    """In the desk's call."""


class SiteReset(PasswordResetView):
    """The site's page."""

    form_class = SiteForm

    def form_valid(self, form: SiteForm) -> HttpResponse:
        return link_follows(super().form_valid(form), form, self.request)


class DeskReset(RequestPasswordResetView):
    """The desk's call."""

    input_class = DeskInput
    input: DeskInput

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = super().post(request, *args, **kwargs)
        return link_follows(answer, self.input, request)


def link_follows(answer: HttpResponse, form: AskedForLink, request: HttpRequest) -> HttpResponse:
    """This answer; once it is out the link is sent, when one was asked for."""
    if form.asked:
        email, language = form.cleaned_data["email"], translation.get_language() or "nl"
        waiting.put(partial(send_link, request, email, language))
    return answer


@receiver(request_finished)
def mail_what_waits(**_rest: object) -> None:
    """An answer is out: what it held back may go."""
    while True:
        try:
            job = waiting.get_nowait()
        except Empty:
            return
        MAILER.submit(job).add_done_callback(tell_failure)


def send_link(request: HttpRequest, email: str, language: str) -> None:
    """Mail the link, when there is an account for it."""
    try:
        with request_context(request), translation.override(language):
            form = ResetPasswordForm({"email": email})
            if form.is_valid():
                form.save(request)
    finally:
        connection.close()


def tell_failure(sent: Future[object]) -> None:
    """Of a mail that failed its kind may be told, and no more."""
    error = sent.exception()
    if error is not None:
        log.error("a mail failed: %s", type(error).__name__)
