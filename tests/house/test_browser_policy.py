"""What a real Chromium makes of the headers: the applications run, and nothing else does."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import Instance

pytestmark = pytest.mark.mission("M22")


@pytest.fixture
def page(chromium: Browser) -> Page:
    return chromium.new_context(locale="en-GB").new_page()


@pytest.mark.parametrize("application", ["talk", "desk"])
def test_an_application_runs_under_its_policy_without_a_violation(
    page: Page, instance: Instance, application: str
) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{instance.app_origin}/{application}/")
    expect(page.locator("h1").first).to_be_visible()
    assert [line for line in complaints if "Policy" in line or "Trusted" in line] == []


@pytest.mark.parametrize("application", ["talk", "desk"])
def test_an_application_loads_nothing_from_elsewhere(
    page: Page, instance: Instance, application: str
) -> None:
    addresses: list[str] = []
    page.on("request", lambda request: addresses.append(request.url))
    page.goto(f"{instance.app_origin}/{application}/")
    expect(page.locator("h1").first).to_be_visible()
    assert addresses
    assert [one for one in addresses if not one.startswith(f"{instance.app_origin}/")] == []


def test_markup_from_text_is_refused_by_the_browser(page: Page, instance: Instance) -> None:
    page.goto(f"{instance.app_origin}/talk/")
    outcome = page.evaluate(
        """() => {
            try { document.body.innerHTML = "<b>x</b>"; return "written"; }
            catch (error) { return error.name; }
        }"""
    )
    assert outcome == "TypeError"


def test_the_site_runs_under_its_policy_without_a_violation(page: Page, instance: Instance) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(f"{instance.site_origin}/")
    expect(page.locator("h1").first).to_be_visible()
    assert complaints == []


def test_a_form_of_the_site_is_taken_from_a_real_browser(page: Page, instance: Instance) -> None:
    page.goto(f"{instance.site_origin}/account/login/")
    page.locator("input[name=login]").fill("nobody@nowhere.example")
    page.locator("input[name=password]").fill("not a password of anybody")
    page.locator("main form button[type=submit]").click()
    expect(page.locator(".form-errors")).to_be_visible()
