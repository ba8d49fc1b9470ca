"""Every answer carries the headers of docs/protocol.md section 2, whatever the answer is."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.mission("M22")]

APPLICATION_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'; form-action 'none'; "
    "base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; "
    "trusted-types luwte-worker"
)
APPLICATION_PATHS = ["/health", "/missing", "/api/v1/missing", "/_allauth/browser/v1/config"]
SITE_PATHS = ["/", "/health", "/missing", "/account/login/", "/static/site/mark.svg"]


@pytest.mark.parametrize("path", APPLICATION_PATHS)
def test_the_application_host_allows_its_own_files_only(application: Client, path: str) -> None:
    answer = application.get(path)
    assert answer["Content-Security-Policy"] == APPLICATION_POLICY
    assert answer["Integrity-Policy"] == "blocked-destinations=(script)"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert_strict(answer.headers)


@pytest.mark.parametrize("path", SITE_PATHS)
def test_the_site_allows_its_own_files_and_no_frame(site: Client, path: str) -> None:
    answer = site.get(path)
    directives = dict(
        directive.split(" ", 1) for directive in answer["Content-Security-Policy"].split("; ")
    )
    assert directives["default-src"] == "'none'"
    assert {directives[name] for name in ("script-src", "style-src", "img-src")} == {"'self'"}
    assert directives["frame-ancestors"] == "'none'"
    assert directives["form-action"] == "'self'"
    assert directives["require-trusted-types-for"] == "'script'"
    assert answer["Referrer-Policy"] == "same-origin"
    assert_strict(answer.headers)


def assert_strict(headers: object) -> None:
    wanted = {
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    for name, value in wanted.items():
        assert headers[name] == value  # type: ignore[index]


def test_passkeys_work_on_the_application_host_and_nothing_else_does(
    site: Client, application: Client
) -> None:
    allowed = {
        feature
        for feature in application.get("/health")["Permissions-Policy"].split(", ")
        if not feature.endswith("=()")
    }
    assert allowed == {"publickey-credentials-get=(self)", "publickey-credentials-create=(self)"}
    assert "(self)" not in site.get("/health")["Permissions-Policy"]


@pytest.mark.parametrize("path", ["/", "/account/login/", "/missing"])
def test_nobody_on_the_way_keeps_a_page(site: Client, path: str) -> None:
    assert "no-store" in site.get(path)["Cache-Control"]


@pytest.mark.parametrize("path", ["/api/v1/missing", "/_allauth/browser/v1/auth/session"])
def test_nobody_on_the_way_keeps_an_answer_of_the_api(application: Client, path: str) -> None:
    assert "no-store" in application.get(path)["Cache-Control"]
