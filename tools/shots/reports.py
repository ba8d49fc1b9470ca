"""The screens of a report: while it is made, and as management reads it."""

from __future__ import annotations

import datetime

from tools.shots.camera import Visitor
from tools.shots.demo import Demo

REPORTS = "/lead/of/veldermeer/reports/"
STEPS = ("figures", "words", "review", "asked")
FINE = "unit-category-relation"
TELLING = "De drie meldingen over pesten kwamen in maart van de postkamer."


def make(visitor: Visitor, demo: Demo) -> None:
    """The first half of this year: too fine a table, its figures, and telling words."""
    page = visitor.page
    visitor.go(demo.site_origin + REPORTS)
    visitor.shoot("site-lead-reports")
    for screen in ("new", "rules"):
        visitor.go(f"{demo.site_origin}{REPORTS}{screen}/")
        visitor.shoot(f"site-lead-reports-{screen}")
    visitor.go(demo.site_origin + REPORTS)
    page.locator("tbody").wait_for()
    draft = page.locator("tbody tr", has=page.locator(".state-open")).locator("a")
    if not draft.count():
        page.locator('a[href$="/reports/new/"]').click()
        page.locator("select[name=kind]").select_option("first-half")
        page.locator("input[name=year]").fill(str(datetime.datetime.now(datetime.UTC).year))
        page.locator("main form button[type=submit]").click()
    else:
        draft.first.click()
    page.locator(".steps").wait_for()
    visitor.shoot("site-lead-report")
    address = page.url
    for step in STEPS:
        visitor.go(f"{address}{step}/")
        visitor.shoot(f"site-lead-report-{step}")
    visitor.go(f"{address}figures/")
    page.locator(f"input[value={FINE}]").check()
    page.locator("main form button[type=submit]").first.click()
    page.locator(".form-errors").wait_for()
    visitor.shoot("site-lead-report-refused")
    page.locator(f"input[value={FINE}]").uncheck()
    page.locator("main form button[type=submit]").first.click()
    page.locator("table").first.wait_for()
    visitor.shoot("site-lead-report-taken")
    visitor.go(f"{address}words/")
    page.locator("textarea[name=summary-nl]").fill(TELLING)
    page.locator(".own-words-seen li").first.wait_for()
    visitor.shoot("site-lead-report-telling")


def read(visitor: Visitor, demo: Demo, slug: str) -> None:
    """What management reads: the list, the newest report whole, and in two pages."""
    page = visitor.page
    visitor.go(f"{demo.site_origin}/board/{slug}/reports/")
    visitor.shoot(f"site-board-reports-{slug}")
    page.locator(".entries a").first.click()
    page.locator(".report").wait_for()
    address = page.url
    visitor.shoot(f"site-board-report-{slug}")
    visitor.go(f"{address}short/")
    visitor.shoot(f"site-board-report-short-{slug}")
