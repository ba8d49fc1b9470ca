"""Reading a report with a link and a code: both are needed, and neither tells anything alone."""

from __future__ import annotations

import datetime
import re

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.cache import cache
from django.test import Client

from luwte.organisations.ids import new_id
from luwte.organisations.models import Organisation
from luwte.reports.models import ReadingLink, Report
from luwte.reports.reading_links import MOST_TRIES
from tests.reports.sample import municipality
from tests.site.test_lead import line, somebody, text

pytestmark = [pytest.mark.django_db, pytest.mark.mission("M26")]

WRONG = "open anything, or not any more."


@pytest.fixture(autouse=True)
def unused_codes() -> None:
    cache.clear()


@pytest.fixture
def town() -> Organisation:
    return Organisation.objects.create(
        name="Veldermeer", slug="veldermeer", code="veldermeer", headcount=1240
    )


@pytest.fixture
def report(town: Organisation) -> Report:
    made = Report.objects.create(
        organisation=town, start=datetime.date(2025, 1, 1), end=datetime.date(2025, 12, 31)
    )
    made.publish(municipality(), datetime.date(2026, 2, 1))
    return made


@pytest.fixture
def carla(town: Organisation) -> Client:
    return somebody(town, "Carla", "coordinator")


def links_of(report: Report) -> str:
    return f"/lead/of/veldermeer/reports/{report.public_id}/links/"


def made(carla: Client, report: Report) -> tuple[str, str]:
    """The path of a new link, and its code."""
    page = text(carla.post(links_of(report), {"id": new_id(), "days": "14"}))
    path = re.search(r"/read/[\w-]{43}/", page)
    code = re.search(r"\d{4} \d{4}", page)
    assert path
    assert code
    return path.group(), code.group()


def test_link_and_code_together_open_the_report_without_an_account(
    carla: Client, report: Report
) -> None:
    path, code = made(carla, report)
    visitor = line()
    assert "Eight digits" in text(visitor.get(path))
    assert visitor.post(path, {"code": code.replace(" ", "-")}).status_code == 302
    page = text(visitor.get(path))
    assert "<article" in page
    assert visitor.get(f"{path}take/short-nl.pdf").status_code == 200
    assert "This link works until" in page

    other = line()
    assert "Eight digits" in text(other.get(path))
    for name in ("take/short-nl.pdf", "take/tables.json", "chart/trend/nl/narrow.svg"):
        assert other.get(f"{path}{name}").status_code == 404


def test_an_unknown_link_answers_like_a_wrong_code(carla: Client, report: Report) -> None:
    path, code = made(carla, report)
    unknown = f"/read/{'A' * 43}/"
    answers = []
    for address, given in ((path, "0000 0000"), (unknown, "0000 0000"), (unknown, code)):
        visitor = line()
        answer = visitor.post(address, {"code": given})
        answers.append(
            (answer.status_code, re.sub(r'value="[^"]*"|/read/[\w%-]+', "", text(answer)))
        )
        assert not visitor.cookies.get("reading")
    assert answers[0] == answers[1] == answers[2]
    assert WRONG in answers[0][1].replace("&#x27;", "'")


def test_a_link_that_is_guessed_at_is_dead(carla: Client, report: Report) -> None:
    path, code = made(carla, report)
    visitor = line()
    for _ in range(MOST_TRIES):
        visitor.post(path, {"code": "00000000"})
    assert visitor.post(path, {"code": code}).status_code == 200
    assert not ReadingLink.objects.working().exists()


def test_a_right_code_forgives_earlier_mistakes(carla: Client, report: Report) -> None:
    path, code = made(carla, report)
    for _ in range(2):
        for _ in range(MOST_TRIES - 1):
            line().post(path, {"code": "00000000"})
        assert line().post(path, {"code": code}).status_code == 302


def test_a_closed_link_and_a_lapsed_one_open_nothing_any_more(
    carla: Client, report: Report
) -> None:
    path, code = made(carla, report)
    visitor = line()
    visitor.post(path, {"code": code})
    link = ReadingLink.objects.get()
    for _ in range(2):
        carla.post(f"{links_of(report)}{link.public_id}/close/")
    assert "Eight digits" in text(visitor.get(path))

    path, code = made(carla, report)
    visitor.post(path, {"code": code})
    ReadingLink.objects.update(until=datetime.date(2026, 1, 1))
    assert "Eight digits" in text(visitor.get(path))
    assert visitor.get(f"{path}take/short-nl.pdf").status_code == 404


def test_a_cookie_of_one_link_opens_no_other(carla: Client, report: Report) -> None:
    first, code = made(carla, report)
    second, _ = made(carla, report)
    visitor = line()
    visitor.post(first, {"code": code})
    morsel = visitor.cookies["reading"]
    assert morsel["path"] == first
    visitor.cookies["reading"]["path"] = "/"
    assert "Eight digits" in text(visitor.get(second))


def test_only_hashes_are_kept_and_a_form_sent_twice_makes_one_link(
    carla: Client, report: Report
) -> None:
    sent = {"id": new_id(), "days": "31"}
    page = text(carla.post(links_of(report), sent))
    again = text(carla.post(links_of(report), sent))
    assert "was made already" in again
    link = ReadingLink.objects.get()
    code = re.search(r"\d{4} \d{4}", page)
    assert code
    kept = " ".join(str(value) for value in vars(link).values())
    assert code.group().replace(" ", "") not in kept
    path = re.search(r"/read/([\w-]{43})/", page)
    assert path
    assert path.group(1) not in kept


def test_a_link_shows_the_newest_version(carla: Client, report: Report) -> None:
    path, code = made(carla, report)
    visitor = line()
    visitor.post(path, {"code": code})
    newer = Report.objects.create(
        organisation=report.organisation,
        start=report.start,
        end=report.end,
        version=2,
        corrects=report,
    )
    content = municipality()
    assert "Second thoughts" not in text(visitor.get(path))
    words = content.summary.model_copy(update={"nl": "Second thoughts", "en": "Second thoughts"})
    newer.publish(content.model_copy(update={"summary": words}), datetime.date(2026, 3, 1))
    assert "Second thoughts" in text(visitor.get(path))


def test_who_makes_no_reports_makes_no_links(report: Report, town: Organisation) -> None:
    somebody(town, "Carla", "coordinator")
    anne = somebody(town, "Anne")
    manager = somebody(town, "Dirk", "management")
    assert anne.get(links_of(report)).status_code == 404
    assert manager.get(links_of(report)).status_code == 403
    assert anne.post(links_of(report), {"id": new_id(), "days": "14"}).status_code == 404
    assert not ReadingLink.objects.exists()


def test_a_code_may_be_written_as_people_write_digits(carla: Client, report: Report) -> None:
    path, code = made(carla, report)
    wide = "".join(chr(ord(sign) + 0xFEE0) if sign.isdigit() else "\u00a0" for sign in code)
    assert line().post(path, {"code": wide}).status_code == 302


@pytest.mark.parametrize("code", ["", " ", "x", "1" * 40, "²³", "0\x00", "<b>", "12345678 " * 4])
def test_what_is_no_code_is_refused_and_nothing_breaks(
    carla: Client, report: Report, code: str
) -> None:
    path, _ = made(carla, report)
    for address in (path, "/read/x/", "/read/%E2%80%8B/", f"/read/{'é' * 43}/"):
        answer = line().post(address, {"code": code})
        assert answer.status_code == 200
        assert not answer.cookies.get("reading")


def test_a_flood_of_codes_costs_no_slow_hash(
    carla: Client, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The machine is everybody's: also a conversation's that waits for an answer."""
    path, code = made(carla, report)
    slow: list[str] = []
    monkeypatch.setattr(Argon2PasswordHasher, "encode", lambda *_: slow.append("encode"))
    monkeypatch.setattr(Argon2PasswordHasher, "verify", lambda *_: slow.append("verify"))
    visitor = line()
    for address in (path, f"/read/{'A' * 43}/"):
        visitor.post(address, {"code": "00000000"})
    assert visitor.post(path, {"code": code}).status_code == 302
    assert slow == []


def test_a_code_belongs_to_its_link(carla: Client, report: Report) -> None:
    first, code = made(carla, report)
    second, _ = made(carla, report)
    kept = list(ReadingLink.objects.values_list("code_hash", flat=True))
    assert len(set(kept)) == 2
    assert line().post(second, {"code": code}).status_code == 200
    assert line().post(first, {"code": code}).status_code == 302
