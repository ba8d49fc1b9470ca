"""Two hosts: neither serves a page of the other."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.http import HttpRequest
from django.test import Client

APPLICATION_ONLY = ["/talk/", "/desk/", "/api/v1/openapi.json", "/_allauth/browser/v1/config"]
SITE_ONLY = ["/", "/account/login/", "/static/site/mark.svg"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", APPLICATION_ONLY)
def test_the_site_serves_nothing_of_the_applications(site: Client, path: str) -> None:
    assert site.get(path).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("path", SITE_ONLY)
def test_the_application_host_serves_no_page_of_the_site(application: Client, path: str) -> None:
    assert application.get(path).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/api/v1/openapi.json", "/_allauth/browser/v1/config"])
def test_the_application_host_serves_its_own(application: Client, path: str) -> None:
    assert application.get(path).status_code == 200


@pytest.mark.django_db
def test_both_hosts_say_that_they_are_well(site: Client, application: Client) -> None:
    assert site.get("/health").content == b"ok\n"
    assert application.get("/health").content == b"ok\n"


def test_a_host_that_is_neither_is_refused() -> None:
    assert Client(headers={"host": "elsewhere.example"}).get("/").status_code == 400


@pytest.mark.parametrize(
    "odd", ["localhost.", "127.0.0.1.", "LOCALHOST.", "localhost.:8000", "a.localhost"]
)
@pytest.mark.parametrize("path", ["/", "/talk/", "/health"])
def test_a_host_that_only_looks_like_one_is_refused(odd: str, path: str) -> None:
    answer = Client(headers={"host": odd}).get(path)
    assert (answer.status_code, answer.content) == (400, b"400\n")


@pytest.mark.parametrize("origin", ["localhost", "127.0.0.1"])
def test_a_failure_before_any_address_is_known_shows_this_hosts_page(
    origin: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(request: HttpRequest) -> bool:
        raise ZeroDivisionError

    client = Client(headers={"host": f"{origin}:8000"}, raise_request_exception=False)
    monkeypatch.setattr("luwte.site.files.is_application_host", fail)
    answer = client.get("/talk/")
    assert answer.status_code == 500
    assert answer.content.startswith(b"500\n") == (origin == "localhost")


@pytest.mark.django_db
def test_the_site_is_no_trusted_origin_of_the_applications() -> None:
    browser = Client(enforce_csrf_checks=True, headers={"host": "localhost:8000"})
    token = browser.get("/_allauth/browser/v1/config").cookies["luwte-csrf"].value
    statuses = [
        browser.post(
            "/_allauth/browser/v1/auth/login",
            {"email": "anna@luwte.example", "password": "vier gewone woorden"},
            content_type="application/json",
            headers={"x-csrftoken": token, "origin": origin},
        ).status_code
        for origin in ("http://localhost:8000", settings.LUWTE.site_origin)
    ]
    assert statuses == [400, 403]


@pytest.mark.django_db
def test_reading_the_site_sets_no_cookie(site: Client) -> None:
    assert not site.get("/").cookies


@pytest.mark.django_db
def test_the_language_follows_the_browser_until_it_is_chosen(site: Client) -> None:
    assert site.get("/")["Content-Language"] == "nl"
    assert site.get("/", headers={"accept-language": "en"})["Content-Language"] == "en"
    answer = site.get("/language/en/?next=/health")
    assert answer["Location"] == "/health"
    assert site.get("/")["Content-Language"] == "en"


@pytest.mark.django_db
def test_choosing_a_language_never_leads_elsewhere(site: Client) -> None:
    assert site.get("/language/nl/?next=//elsewhere.example/")["Location"] == "/"
    assert site.get("/language/xx/").status_code == 404
