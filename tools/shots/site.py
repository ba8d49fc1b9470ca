"""The screens of the site host: public pages, sign-in, and the administrator's pages."""

from __future__ import annotations

import time
from typing import Any

from playwright.sync_api import Browser, FilePayload

from tools.shots import reports
from tools.shots.camera import Film, Visitor, visit
from tools.shots.demo import Demo, code_of

PUBLIC = {
    "start": "/",
    "start-unknown-code": "/?code=nergens",
    "organisation-municipality": "/o/veldermeer/",
    "organisation-company": "/o/kompasroos/",
    "organisation-club": "/o/zandloper/",
    "poster": "/o/veldermeer/poster/",
    "not-found": "/o/nergens/",
    "sign-in": "/account/login/",
    "password-reset": "/account/password/reset/",
}
MANAGE = {
    "manage": "/manage/",
    "manage-add": "/manage/new/",
    "manage-organisation": "/manage/of/veldermeer/",
    "manage-edit": "/manage/of/veldermeer/edit/",
    "manage-units": "/manage/of/veldermeer/units/",
    "manage-phones": "/manage/of/veldermeer/phones/",
    "manage-invite": "/manage/of/veldermeer/invite/",
    "account": "/account/",
    "password-change": "/account/password/",
}


LEAD = {
    "lead-work": "/lead/of/veldermeer/activities/",
    "lead-work-new": "/lead/of/veldermeer/activities/new/",
    "lead": "/lead/",
    "lead-codes": "/lead/of/veldermeer/codes/",
    "lead-advice": "/lead/of/veldermeer/advice/",
    "lead-advice-new": "/lead/of/veldermeer/advice/new/",
}
IMPORT = "/lead/of/veldermeer/import/"
EARLIER = """Jaar;Kwartaal;Soort;Wat koos de melder?;Onderwerp
2022;1;Pesten;Zelf aangepakt;Ongewenst gedrag
2022;3;Discriminatie op het werk;Formele klacht;Ongewenst gedrag
2023;2;Geld en goederen;Zelf aangepakt;Integriteit
2031;2;Pesten;Zelf aangepakt;Ongewenst gedrag
"""
STEPS = ("columns", "meanings")
BOARD = {
    "board": "/board/veldermeer/",
    "board-advice": "/board/veldermeer/advice/",
}
ANSWERED, SECOND = "gedragscode", "directie"


def walk(browser: Browser, language: str, film: Film, demo: Demo) -> None:
    """Everybody's pages, those of the administrator, then those of a counsellor."""
    with visit(browser, language, film) as visitor:
        look_at(visitor, demo, PUBLIC)
        sign_in(visitor, demo, demo.other("administrator"))
        look_at(visitor, demo, MANAGE)
    with visit(browser, language, film) as visitor:
        sign_in(visitor, demo, demo.counsellor("mirjam"))
        look_at(visitor, demo, LEAD)
        take_over(visitor, demo)
        reports.make(visitor, demo)
        open_advice(visitor, demo, "/lead/of/veldermeer/advice/", ANSWERED)
        visitor.shoot("site-lead-advice-read")
        visitor.page.locator('a[href$="/copy/"]').click()
        visitor.shoot("site-lead-advice-copy")
    board(browser, language, film, demo)


def take_over(visitor: Visitor, demo: Demo) -> None:
    """Earlier years, up to the look at them; one row has a year to come."""
    page = visitor.page
    visitor.go(demo.site_origin + IMPORT)
    visitor.shoot("site-lead-import")
    table = FilePayload(name="jaren.csv", mimeType="text/csv", buffer=EARLIER.encode())
    page.locator("input[name=file]").set_input_files(table)
    page.locator("main form button[type=submit]").click()
    for question, column in (("domain", "4"), ("category", "2"), ("route", "3")):
        page.locator(f"select[name=column-{question}]").select_option(column)
    for step in STEPS:
        visitor.shoot(f"site-lead-import-{step}")
        page.locator(f"button[value={step}]").click()
    visitor.shoot("site-lead-import-look")


def board(browser: Browser, language: str, film: Film, demo: Demo) -> None:
    """What management reads and answers; then the second address, and who was just invited."""
    with visit(browser, language, film) as visitor:
        sign_in(visitor, demo, demo.other("board-veldermeer"))
        look_at(visitor, demo, BOARD)
        reports.read(visitor, demo, "veldermeer")
        open_advice(visitor, demo, "/board/veldermeer/advice/", ANSWERED)
        visitor.shoot("site-board-advice-read")
        address = visitor.page.url
        for screen, path in (("answer", "answer/"), ("action", "actions/new/")):
            visitor.go(address + path)
            visitor.shoot(f"site-board-{screen}")
        visitor.go(address)
        visitor.page.locator('a[href*="/actions/"]').first.click()
        visitor.page.locator("textarea").wait_for()
        visitor.shoot("site-board-mark")
    with visit(browser, language, film) as visitor:
        sign_in(visitor, demo, demo.other("board-kompasroos"))
        reports.read(visitor, demo, "kompasroos")
    with visit(browser, language, film) as visitor:
        sign_in(visitor, demo, demo.other("second-veldermeer"))
        visitor.go(f"{demo.site_origin}/board/veldermeer/")
        visitor.shoot("site-second")
        open_advice(visitor, demo, "/board/veldermeer/advice/", SECOND)
        visitor.shoot("site-second-advice")
    with visit(browser, language, film) as visitor:
        visitor.go(demo.invitation("kompasroos", f"Lotte {language}", language, "management"))
        visitor.shoot("site-invitation")
        visitor.go(f"{demo.site_origin}/account/invitation/gone")
        visitor.shoot("site-invitation-gone")


def open_advice(visitor: Visitor, demo: Demo, path: str, about: str) -> None:
    """The one with this word in its subject."""
    visitor.go(demo.site_origin + path)
    visitor.page.locator(".entries a", has_text=about).first.click()
    visitor.page.locator("#answers").wait_for()


def look_at(visitor: Visitor, demo: Demo, pages: dict[str, str]) -> None:
    for screen, path in pages.items():
        visitor.go(demo.site_origin + path)
        visitor.shoot(f"site-{screen}")


def sign_in(visitor: Visitor, demo: Demo, one: dict[str, Any]) -> None:
    page = visitor.page
    visitor.go(f"{demo.site_origin}/account/")
    page.locator("input[name=login]").fill(one["email"])
    page.locator("input[name=password]").fill(one["password"])
    page.locator("main form button[type=submit]").click()
    page.locator("input[name=code]").wait_for()
    visitor.shoot("site-second-step")
    for _attempt in range(3):
        page.locator("input[name=code]").fill(code_of(one["totp"]))
        page.locator("main form button[type=submit]").first.click()
        page.wait_for_load_state()
        if not page.locator("input[name=code]").count():
            return
        # A code counts once: the walk in the other language was just before.
        time.sleep(30 - time.time() % 30)
