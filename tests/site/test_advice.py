"""Advice: a counsellor writes, management answers, actions are set, marked, and told."""

from __future__ import annotations

import datetime
import html
import re
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from luwte.organisations.models import Organisation
from luwte.people.models import Appointment, Person
from luwte.registry.models import today
from luwte.reports.models import ActionMark, Advice, AdviceAction, AdviceAnswer
from tests.site.test_lead import line, somebody, text

pytestmark = [pytest.mark.django_db, pytest.mark.mission("M28")]

LEAD, BOARD = "/lead/of/veldermeer/advice/", "/board/veldermeer/advice/"
WORDS = {
    "id": "5" * 32,
    "addressee": "management",
    "asked": "",
    "ground": "",
    "language": "en",
    "subject": "Meetings that end late",
    "text": "Teams tell that there is no time to speak. Plan it.",
}
ONE = WORDS["id"]
LATER = datetime.timedelta(days=20)


@pytest.fixture(autouse=True)
def unused_codes() -> None:
    cache.clear()


@pytest.fixture
def town() -> Organisation:
    return Organisation.objects.create(name="Veldermeer", slug="veldermeer", code="veldermeer")


@pytest.fixture
def anne(town: Organisation) -> Client:
    return somebody(town, "Anne")


@pytest.fixture
def dirk(town: Organisation) -> Client:
    return somebody(town, "Dirk", "management")


def given(client: Client, **changes: str) -> Advice:
    """Written, read once more and given, through the pages."""
    words = WORDS | changes
    written = client.post(f"{LEAD}new/", words)
    assert written["location"] == f"{LEAD}{words['id']}/", written.content.decode()
    client.post(f"{LEAD}{words['id']}/give/")
    return Advice.objects.get(public_id=words["id"])


def answered(client: Client, advice: str = ONE) -> None:
    client.post(f"{BOARD}{advice}/answer/", {"id": "6" * 32, "text": "We will plan it."})
    due = (today() + LATER).isoformat()
    action = {"id": "7" * 32, "text": "A fixed hour", "owner": "Head of staff", "due": due}
    assert client.post(f"{BOARD}{advice}/actions/new/", action).status_code == 302


def test_written_given_answered_acted_on_and_told(anne: Client, dirk: Client) -> None:
    draft = text(anne.get(anne.post(f"{LEAD}new/", WORDS)["location"]))
    assert "This is a draft. Only you see it." in draft
    assert WORDS["subject"] not in text(dirk.get(BOARD))

    for _ in range(2):
        anne.post(f"{LEAD}{ONE}/give/")
    assert "new advice of" in text(dirk.get("/board/veldermeer/"))
    assert WORDS["text"] in text(dirk.get(f"{BOARD}{ONE}/"))

    answered(dirk)
    mark = {"id": "8" * 32, "state": "done", "came_of_it": "It is in the calendar."}
    dirk.post(f"{BOARD}{ONE}/actions/{'7' * 32}/", mark)
    page = text(anne.get(f"{LEAD}{ONE}/"))
    for said in ("We will plan it.", "A fixed hour", "Head of staff", "It is in the calendar."):
        assert said in page
    assert "answered" in text(anne.get(LEAD))
    assert "Nothing waits for you now." in text(dirk.get("/board/veldermeer/"))


def test_every_form_sent_twice_is_there_once(anne: Client, dirk: Client) -> None:
    for _ in range(2):
        given(anne)
        answered(dirk)
        mark = {"id": "8" * 32, "state": "partly", "came_of_it": "Half."}
        dirk.post(f"{BOARD}{ONE}/actions/{'7' * 32}/", mark)
    counts = [one.objects.count() for one in (Advice, AdviceAnswer, AdviceAction, ActionMark)]
    assert counts == [1, 1, 1, 1]


def test_what_was_given_or_said_never_changes(anne: Client, dirk: Client) -> None:
    advice = given(anne)
    answered(dirk)

    for address in ("edit/", "remove/"):
        assert anne.post(f"{LEAD}{ONE}/{address}", WORDS).status_code == 404
    for one in (advice, AdviceAnswer.objects.get(), AdviceAction.objects.get()):
        with pytest.raises(ValueError, match="never change"):
            one.save()
    with pytest.raises(ValueError, match="stays"):
        advice.delete()


def test_a_correction_is_a_new_advice_in_its_place(anne: Client, dirk: Client) -> None:
    given(anne)
    for _ in range(2):
        back = anne.post(f"{LEAD}{ONE}/correct/")
    newer = Advice.objects.get(corrects__isnull=False)
    assert back["location"] == f"{LEAD}{newer.public_id}/"
    assert WORDS["text"] in text(dirk.get(f"{BOARD}{ONE}/"))
    assert "took its place" not in text(dirk.get(f"{BOARD}{ONE}/"))

    anne.post(f"{LEAD}{newer.public_id}/edit/", WORDS | {"text": "Plan an hour a week."})
    anne.post(f"{LEAD}{newer.public_id}/give/")
    assert "A newer one took its place." in text(dirk.get(f"{BOARD}{ONE}/"))
    assert dirk.get(f"{BOARD}{ONE}/answer/").status_code == 404
    home = text(dirk.get("/board/veldermeer/"))
    assert f"{BOARD}{newer.public_id}/" in home
    assert f"{BOARD}{ONE}/" not in home


def test_wrong_input_is_said_and_what_was_typed_stays(anne: Client, dirk: Client) -> None:
    page = text(anne.post(f"{LEAD}new/", WORDS | {"subject": ""}))
    assert "This field is required." in page
    assert WORDS["text"] in page

    given(anne)
    wrong = {"id": "7" * 32, "text": "A fixed hour", "owner": "Head", "due": "2001-01-01"}
    page = text(dirk.post(f"{BOARD}{ONE}/actions/new/", wrong))
    assert "Choose a day from today on" in page
    assert "A fixed hour" in page
    assert not AdviceAction.objects.exists()


def test_words_that_may_give_somebody_away_are_asked_about_first(
    anne: Client, dirk: Client
) -> None:
    telling = WORDS | {"language": "nl", "text": "Er kwamen drie meldingen bij de balie."}
    page = text(anne.post(f"{LEAD}new/", telling))
    assert "drie meldingen" in page
    assert not Advice.objects.exists()
    keys = re.findall(r'name="text-gives-nobody-away" value="([^"]+)"', page)
    anne.post(f"{LEAD}new/", telling | {"text-gives-nobody-away": [html.unescape(k) for k in keys]})
    assert Advice.objects.get().text == telling["text"]

    given(anne, id="4" * 32)
    said = {"id": "6" * 32, "text": "Wij spraken de melder."}
    assert "de melder" in text(dirk.post(f"{BOARD}{'4' * 32}/answer/", said))
    assert not AdviceAnswer.objects.exists()


def test_an_advice_without_an_answer_and_an_action_near_its_day_are_shown_first(
    anne: Client, dirk: Client
) -> None:
    given(anne)
    Advice.objects.update(given_on=today() - datetime.timedelta(weeks=5))
    assert "an advice without an answer since" in text(dirk.get("/board/veldermeer/"))

    answered(dirk)
    home = text(dirk.get("/board/veldermeer/"))
    assert "without an answer" not in home
    assert "A fixed hour" in home
    AdviceAction.objects.update(due=today() - datetime.timedelta(days=1))
    assert "its day was" in text(dirk.get("/board/veldermeer/"))


def test_counsellors_read_along_and_only_management_answers(
    anne: Client, dirk: Client, town: Organisation
) -> None:
    given(anne)
    bo = somebody(town, "Bo", "coordinator")
    assert "Give an answer</a>" in text(dirk.get(f"{BOARD}{ONE}/"))
    for one in (anne, bo):
        assert "Give an answer</a>" not in text(one.get(f"{BOARD}{ONE}/"))
        assert "This waits for you" not in text(one.get("/board/veldermeer/"))
        assert one.post(f"{BOARD}{ONE}/answer/", {"text": "Mine"}).status_code == 404
    assert WORDS["subject"] in text(bo.get(LEAD))


def test_a_draft_is_its_writers_only(anne: Client, town: Organisation) -> None:
    anne.post(f"{LEAD}new/", WORDS)
    bo = somebody(town, "Bo")
    assert WORDS["subject"] not in text(bo.get(LEAD))
    for address in ("", "edit/"):
        assert bo.get(f"{LEAD}{ONE}/{address}").status_code == 404
    assert bo.post(f"{LEAD}{ONE}/give/").status_code == 404
    anne.post(f"{LEAD}{ONE}/remove/")
    assert not Advice.objects.exists()


def test_the_form_says_that_nobodys_case_belongs_here(anne: Client) -> None:
    assert "Nobody’s case belongs here." in text(anne.get(f"{LEAD}new/"))
    assert "Niemands zaak" in text(anne.get(f"{LEAD}new/", headers={"accept-language": "nl"}))


def test_a_copy_for_the_works_council_is_a_page_to_print(anne: Client) -> None:
    given(anne, works_council="on")
    page = text(anne.get(f"{LEAD}{ONE}/copy/"))
    assert "Copy for the works council of Veldermeer" in page
    assert WORDS["text"] in page
    given(anne, id="4" * 32)
    assert anne.get(f"{LEAD}{'4' * 32}/copy/").status_code == 404


def test_others_find_nothing(anne: Client, dirk: Client) -> None:
    given(anne)
    elsewhere = Organisation.objects.create(name="Duinwijk", slug="duinwijk", code="duinwijk")
    cas, eva = somebody(elsewhere, "Cas"), somebody(elsewhere, "Eva", "management")
    for address in (BOARD, f"{BOARD}{ONE}/", f"/board/duinwijk/advice/{ONE}/"):
        assert eva.get(address).status_code == 404
    assert cas.get(f"/lead/of/duinwijk/advice/{ONE}/").status_code == 404
    assert dirk.get(LEAD).status_code == 403
    # An id of elsewhere in a form of one's own neither shows nor changes anything.
    written = cas.post("/lead/of/duinwijk/advice/new/", WORDS | {"subject": "Mine"})
    assert ONE not in written["location"]
    assert Advice.objects.get(public_id=ONE).subject == WORDS["subject"]


def test_many_are_shown_a_page_at_a_time(
    anne: Client, dirk: Client, town: Organisation, django_assert_max_num_queries: Any
) -> None:
    person = Person.objects.get(name="Anne")
    Advice.objects.bulk_create(
        Advice(organisation=town, author=person, subject="S", text="T", given_on=today())
        for _ in range(70)
    )
    for client, address in ((anne, LEAD), (dirk, BOARD), (dirk, "/board/veldermeer/")):
        with django_assert_max_num_queries(16):
            page = text(client.get(address))
        assert page.count("<li>") <= 35


# --- About the management itself ----------------------------------------------------------------


ABOUT = {"id": "9" * 32, "addressee": "second", "subject": "The board and its own tone"}


@pytest.fixture
def eva(town: Organisation) -> Client:
    return somebody(town, "Eva", "second-address")


@pytest.mark.mission("M44")
def test_advice_about_the_management_reaches_the_second_address_only(
    anne: Client, dirk: Client, eva: Client, town: Organisation
) -> None:
    bo, cas = somebody(town, "Bo"), somebody(town, "Cas", "coordinator")
    for one in (dirk, bo, cas):
        text(one.get("/account/"))  # Takes away "you have signed in".
    before = [text(dirk.get(one)) for one in ("/board/veldermeer/", BOARD)]
    given(anne, **ABOUT)

    assert [text(dirk.get(one)) for one in ("/board/veldermeer/", BOARD)] == before
    address = f"{BOARD}{ABOUT['id']}/"
    for one in (dirk, bo, cas):
        there, nowhere = one.get(address), one.get(f"{BOARD}{'0' * 32}/")
        assert (there.status_code, nowhere.status_code) == (404, 404)
        told = [page.content.decode().replace(ABOUT["id"], "0" * 32) for page in (there, nowhere)]
        assert told[0] == told[1]
    assert ABOUT["subject"] in text(eva.get("/board/veldermeer/"))
    answered(eva, ABOUT["id"])
    assert "We will plan it." in text(anne.get(f"{LEAD}{ABOUT['id']}/"))
    assert ABOUT["subject"] not in text(somebody(town, "Gijs").get(LEAD))


@pytest.mark.mission("M44")
def test_the_second_address_reads_nothing_that_is_for_management(anne: Client, eva: Client) -> None:
    given(anne)
    assert eva.get(f"{BOARD}{ONE}/").status_code == 404
    assert WORDS["subject"] not in text(eva.get(BOARD))


@pytest.mark.mission("M44")
def test_a_counsellor_who_is_management_too_neither_sees_nor_writes_it(
    anne: Client, eva: Client, town: Organisation
) -> None:
    given(anne, **ABOUT)
    Appointment.objects.create(
        person=Person.objects.get(name="Anne"), organisation=town, role="management"
    )
    assert ABOUT["subject"] not in text(anne.get(LEAD))
    assert anne.get(f"{LEAD}{ABOUT['id']}/").status_code == 404
    assert "second address" not in text(anne.get(f"{LEAD}new/"))


@pytest.mark.mission("M44")
def test_it_gets_no_copy_for_the_works_council_and_needs_somebody_to_read_it(
    anne: Client,
) -> None:
    page = text(anne.post(f"{LEAD}new/", WORDS | ABOUT | {"works_council": "on"}))
    assert "goes to the second address only" in page
    assert "Nobody is the second address here yet." in page
    assert not Advice.objects.exists()


@pytest.mark.mission("M44")
def test_a_visitor_learns_nothing(anne: Client, eva: Client) -> None:
    given(anne, **ABOUT)
    address = f"{BOARD}{ABOUT['id']}/"
    assert line().get(address)["location"] == f"/account/login/?next={address}"
