"""Years with no case, with one and with three: nothing that management can open tells them apart.

A company of 65 people and a club of 30, each twice: the second has the same name and the same
years, and other cases in them. So whatever is opened of the one is the same, byte for byte, as of
the other; and of each of them one year is as the next, but for its number.
"""

from __future__ import annotations

import datetime
import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import APIResponse, Browser, Page, Request, expect

from tests.conftest import Instance, start_instance
from tests.guarantees.players import Players, build_program
from tests.journeys.site_people import SLUG, Place, press, screen, sign_in, take_up

pytestmark = [pytest.mark.mission("M25"), pytest.mark.mission("M26"), pytest.mark.slow]

YEARS = (2023, 2024, 2025)
#: Cases in these years, of the one and of the other; names in addresses are equally long.
CASES = {SLUG: (0, 1, 3), "raadvees": (3, 0, 1), "clubveen": (1, 3, 0), "clubvees": (0, 1, 3)}
PAIRS = ((SLUG, "raadvees"), ("clubveen", "clubvees"))
FILES = (
    *("report-nl.pdf", "report-en.pdf", "short-nl.pdf", "short-en.pdf"),
    *("report-nl.docx", "report-en.docx", "tables-nl.csv", "tables-en.csv", "tables.json"),
)
#: Pictures that a report with figures has, and what was never made.
NOT_THERE = ("chart/trend/nl/wide.svg", "chart/category/en/narrow.svg", "take/report-fr.pdf")

TOWNS = f"""
import django
django.setup()
from luwte.organisations.ids import new_id
from luwte.organisations.models import Organisation
from luwte.people.models import Appointment
from luwte.registry.models import Registration

Appointment.objects.filter(role="counsellor").update(position="external")
first = Organisation.objects.get()
here = list(Appointment.objects.all())
for slug, years in {CASES!r}.items():
    is_club = slug.startswith("club")
    place, made = Organisation.objects.get_or_create(slug=slug, defaults=dict(
        code=slug, name=first.name, headcount=30 if is_club else 65,
        kind="club" if is_club else first.kind))
    for one in here if made else ():
        Appointment.objects.create(
            person=one.person, organisation=place, role=one.role, position=one.position)
    for year, cases in zip({YEARS!r}, years):
        for number in range(cases):
            codes = {{"domain": "oo", "category": "pesten", "route": "geen"}}
            if not is_club:
                codes |= {{"quarter": str(number + 1), "role": "medewerker"}}
            Registration.objects.create(
                handle=new_id(), organisation=place, kind="case", version=1, year=year, codes=codes)
"""
MAILS = """
import django, datetime, sys
django.setup()
from luwte.site import notifications
print(notifications.send_due(datetime.datetime(2027, int(sys.argv[1]), int(sys.argv[2]), 8, 30,
    tzinfo=notifications.ZONE)))
"""
FIRST_TUESDAYS = (("1", "5"), ("2", "2"))


TODAY = datetime.datetime.now(datetime.UTC).date()


@dataclass
class Opened:
    """What somebody got by opening everything of one report, by what was opened."""

    slug: str
    year: int
    report: str
    answers: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)

    def keep(self, name: str, status: int, headers: dict[str, str], body: bytes) -> None:
        kept = {key: self.anywhere(value) for key, value in headers.items() if key != "date"}
        self.answers[name] = status, kept, body

    def anywhere(self, text: str) -> str:
        """Without the name of the place, the id of the report, and what a browser is given once."""
        text = text.replace(self.report, "REPORT").replace(f"/{self.slug}/", "/PLACE/")
        text = text.replace(f'filename="{self.slug}-', 'filename="PLACE-')
        text = re.sub(r"/read/[\w-]{43}/", "/read/LINK/", text)
        text = re.sub(r'(csrf[\w-]*(?:"[^>]*value="|=))[\w-]+', r"\1ONCE", text)
        return re.sub(r"reading=[^;]+", "reading=ONCE", text)

    def any_year(self, text: str) -> str:
        """The same, without the number of the year and of those around it."""
        text = re.sub(rf"\d+ \w+ {TODAY.year}|{TODAY.isoformat()}", "TODAY", self.anywhere(text))
        for apart in range(-10, 2):
            text = re.sub(rf"(?<!\d){self.year + apart}(?!\d)", f"YEAR{apart:+}", text)
        return text


Everything = tuple[dict[tuple[str, int], Opened], tuple[list[str], list[str]]]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    program = build_program("players", tmp_path_factory.mktemp("players"))
    with start_instance(tmp_path_factory.mktemp("small")) as instance:
        instance.luwte("organisation", "add", SLUG, "--name", "Raadveen", "--headcount", "65")
        players = Players(program, instance)
        account = players.accept("anne", SLUG, "counsellor")
        players.leave()
        yield Place(instance, account)


@pytest.fixture(scope="module")
def everything(place: Place, chromium: Browser) -> Iterator[Everything]:
    """All that can be opened of all these reports, and the mails of two months."""
    instance = place.instance
    found: dict[tuple[str, int], Opened] = {}
    with screen(chromium, phone=False) as anne, screen(chromium, phone=False) as dirk:
        take_up(dirk, instance, "Dirk", "management")
        run(instance, TOWNS)
        before = mails(instance, *FIRST_TUESDAYS[0])
        sign_in(anne, instance, place.counsellor)
        for year in YEARS:
            for slug in CASES:
                seen = make_report(anne, instance, slug, year)
                opened = open_everything(dirk, instance, slug, year)
                opened.keep("what its maker sees", 0, {}, opened.anywhere(seen).encode())
                found[slug, year] = opened
                if year == YEARS[-1]:
                    address, code = make_link(anne, instance, opened)
                    with screen(chromium, phone=True) as stranger:
                        read_with_link(stranger, opened, address, code)
        yield found, (before, mails(instance, *FIRST_TUESDAYS[1]))


def mails(instance: Instance, month: str, day: str) -> list[str]:
    """What was sent on this day, without what every mail has for itself."""
    folder = instance.data / "mail"
    known = set(folder.iterdir()) if folder.exists() else set()
    run(instance, MAILS, month, day)
    sent = [one.read_text() for one in set(folder.iterdir()) - known]
    return sorted(re.sub(r"(?m)^(Date|Message-ID): .*$", "", one) for one in sent)


def run(instance: Instance, program: str, *arguments: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", program, *arguments],
        env=instance.environment | {"DJANGO_SETTINGS_MODULE": "luwte.site.settings"},
        check=True,
        capture_output=True,
        text=True,
    ).stdout


def make_report(page: Page, instance: Instance, slug: str, year: int) -> str:
    """Begun, figures taken, looked at and published; what its maker saw on the way."""
    page.goto(f"{instance.site_origin}/lead/of/{slug}/reports/new/")
    page.get_by_label("Het jaar waarin het begint").fill(str(year))
    press(page, "Beginnen")
    page.get_by_role("link", name="Cijfers", exact=True).click()
    press(page, "De cijfers ophalen")
    expect(page.get_by_role("heading", name="Wat er is opgehaald")).to_be_visible(timeout=60_000)
    seen = page.locator("main").inner_html()
    page.get_by_role("link", name="Terug naar het verslag").click()
    page.get_by_role("link", name="Bekijk het zoals de leiding").click()
    seen += page.locator("main").inner_html()
    page.go_back()
    press(page, "Publiceren")
    expect(page.get_by_text("De leiding kan het nu lezen.")).to_be_visible()
    return seen


def open_everything(page: Page, instance: Instance, slug: str, year: int) -> Opened:
    """As the manager: pages in a browser, in Dutch; the same in English; and every file."""
    board = f"{instance.site_origin}/board/{slug}/"
    page.goto(f"{board}reports/")
    page.get_by_role("link", name=str(year)).first.click()
    page.wait_for_url(re.compile(r"/reports/\w{32}/$"))
    opened = Opened(slug, year, page.url.rstrip("/").rpartition("/")[2])
    under = f"reports/{opened.report}/"
    pages = {"home": "", "advice": "advice/", "report": under, "short": f"{under}short/"}
    for name, address in pages.items():
        visit(opened, page, name, board + address)
        for method in ("GET", "HEAD"):
            english = {"Accept-Language": "en"}
            answer = page.request.fetch(board + address, method=method, headers=english)
            keep(opened, f"{name}, {method}, English", answer)
    for name in (*(f"take/{one}" for one in FILES), *NOT_THERE):
        keep(opened, name, page.request.get(f"{board}{under}{name}"))
    return opened


def visit(opened: Opened, page: Page, name: str, address: str) -> None:
    """The page, and what the browser loads for it."""
    loaded: set[str] = set()

    def note(request: Request) -> None:
        loaded.add(opened.anywhere(request.url))

    page.on("request", note)
    answer = page.goto(address)
    page.remove_listener("request", note)
    assert answer is not None
    opened.keep(name, answer.status, answer.all_headers(), answer.body())
    # The same pictures of the site are loaded or taken from what the browser keeps.
    own = sorted(one for one in loaded if "/static/" not in one)
    opened.keep(f"{name}, what it loads", 0, {}, "\n".join(own).encode())


def keep(opened: Opened, name: str, answer: APIResponse) -> None:
    opened.keep(name, answer.status, answer.headers, answer.body())


def make_link(page: Page, instance: Instance, opened: Opened) -> tuple[str, str]:
    page.goto(f"{instance.site_origin}/lead/of/{opened.slug}/reports/{opened.report}/links/")
    press(page, "Een link maken")
    shown = page.locator("main").inner_text()
    address = re.search(r"http\S+/read/[\w-]{43}/", shown)
    code = re.search(r"\d{4} \d{4}", shown)
    assert address
    assert code
    return address.group(), code.group()


def read_with_link(page: Page, opened: Opened, address: str, code: str) -> None:
    visit(opened, page, "before the code", address)
    page.locator("input[name=code]").fill(code)
    press(page, "Lezen")
    expect(page.locator("article.report")).to_be_visible()
    visit(opened, page, "with a link", address)
    for name in FILES:
        keep(opened, f"with a link, {name}", page.request.get(f"{address}take/{name}"))


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("pair", PAIRS, ids=["company", "club"])
def test_none_one_or_three_cases_give_the_same_bytes(
    everything: Everything, pair: tuple[str, str], year: int
) -> None:
    """Pages, files, their sizes and headers, and what a browser loads for them."""
    one, other = (everything[0][slug, year] for slug in pair)
    assert one.answers.keys() == other.answers.keys()
    for name, (status, headers, body) in one.answers.items():
        there = other.answers[name]
        assert (status, headers) == there[:2], name
        if body != there[2]:
            assert one.anywhere(body.decode()) == other.anywhere(there[2].decode()), name


@pytest.mark.parametrize("slug", CASES)
def test_one_year_is_as_the_next_but_for_its_number(everything: Everything, slug: str) -> None:
    said = [words(everything[0][slug, year]) for year in YEARS]
    for name in said[0]:
        assert said[0][name] == said[1][name] == said[2][name], name
    assert "minder dan 10" in said[0]["report"]
    assert "fewer than 10" in said[0]["report, GET, English"]


def words(opened: Opened) -> dict[str, str]:
    """All that can be read as text, without the number of the year."""
    told = {}
    for name, (_, _, body) in opened.answers.items():
        if not name.endswith(".pdf"):
            inside = unpacked(body) if name.endswith(".docx") else body
            told[name] = opened.any_year(inside.decode("utf-8", "replace"))
    return told


def unpacked(body: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        return b"".join(packed.read(name) for name in packed.namelist())


def test_the_mail_of_the_month_says_the_same_before_and_after_reports(
    everything: Everything,
) -> None:
    before, after = everything[1]
    assert before == after
    assert any("dirk" in one for one in before)
