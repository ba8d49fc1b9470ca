"""The demo: real keys, all stages, nothing that names a real person."""

from __future__ import annotations

import datetime
import io
import json
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db.models import Max
from PIL import Image

from luwte.organisations.models import Organisation
from luwte.people.models import Appointment, User
from luwte.registry.activities import Activity
from luwte.registry.codes import checked, fields_for
from luwte.registry.models import Registration
from luwte.reports.models import Signal
from luwte.reports.own_words import traces
from luwte.site.demo.making import DemoRefused, make_demo
from luwte.site.demo.people import DATA, told
from luwte.site.demo.portraits import Look, portrait
from luwte.site.node_programs import PROGRAMS
from luwte.vault.days import today
from luwte.vault.models import Bundle, Conversation, Item, Locator, RosterMember, Upload

STORIES = [
    story
    for file in sorted((DATA / "stories").glob("*.toml"))
    for story in told(f"stories/{file.name}")["conversation"]
]
needs_program = pytest.mark.skipif(
    not (PROGRAMS / "demo.mjs").exists() or not shutil.which("node"), reason="not built"
)


def test_every_portrait_is_small_and_unlike_the_others() -> None:
    drawn = [portrait(Look(**one["look"])) for one in told("counsellors.toml")["counsellor"]]
    assert len(set(drawn)) == len(drawn) == 9
    for picture in drawn:
        assert len(picture) < 20_000
        with Image.open(io.BytesIO(picture)) as image:
            assert image.size == (320, 320)


@pytest.mark.mission("M02")
def test_the_stories_show_every_stage() -> None:
    begun = {story["begin"] for story in STORIES}
    assert begun == {"reporter", "call-me", "intake", "file", "notebook"}
    assert {story["language"] for story in STORIES} == {"nl", "en"}
    steps = [step for story in STORIES for step in story["steps"]]
    assert {step["event"] for step in steps if "event" in step} == {"close", "withdraw"}
    kinds = {step.get("kind", "message") for step in steps if "event" not in step}
    assert kinds >= {"message", "about", "inventory", "noted", "confirm", "closing", "call-me"}
    assert any("file" in step for step in steps)
    assert any(story.get("look_out") for story in STORIES)
    assert {story.get("minor", "") for story in STORIES} == {"", "self", "child"}


@pytest.mark.mission("M28")
def test_advice_in_the_demo_names_nobody_and_is_answered_or_waits() -> None:
    entries = told("advice.toml")["advice"]
    for one in entries:
        said = [one, *one.get("answer", []), *one.get("action", [])]
        assert not [trace for row in said for trace in traces(row["text"])], one["subject"]
    assert {bool(one.get("answer")) for one in entries} == {True, False}


def test_days_in_a_story_never_go_back() -> None:
    for story in STORIES:
        days = [(-step["ago"], step["at"]) for step in story["steps"]]
        assert days == sorted(days), story["key"]


def test_addresses_and_numbers_reach_nobody() -> None:
    people = told("counsellors.toml")
    for one in people["counsellor"] + people["other"]:
        assert one["email"].endswith(".example")
    texts = "".join(file.read_text("utf-8") for file in DATA.rglob("*.toml"))
    for prefix in ("06 1", "06 2", "06 3", "06 4", "06 5", "06 8"):
        assert prefix not in texts


@pytest.fixture
def made(transactional_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    monkeypatch.setattr(settings, "MEDIA_ROOT", tmp_path)
    path = make_demo(lambda line: None)
    loaded: dict[str, Any] = json.loads(path.read_text("utf-8"))
    path.unlink()
    return loaded


@pytest.mark.slow
@pytest.mark.mission("M41")
@needs_program
def test_the_demo_fills_an_empty_database_once(made: dict[str, Any]) -> None:
    assert Organisation.objects.count() == 4
    assert Appointment.objects.counsellors().current().count() == 13
    assert RosterMember.objects.filter(current=True).count() == 13
    assert Bundle.objects.count() == 9
    states = set(Conversation.objects.values_list("state", flat=True))
    assert states == {"open", "closed", "withdrawn"}
    assert Conversation.objects.filter(purpose="own").count() == 9
    assert Conversation.objects.count() == len(STORIES) + 9
    assert Locator.objects.count() == len(made["phrases"])
    assert Upload.objects.get().conversation is not None

    # The days are those of the stories.
    oldest = Item.objects.order_by("day").values_list("day", flat=True)[0]
    assert oldest <= today() - datetime.timedelta(days=400)
    assert Item.objects.aggregate(last=Max("day"))["last"] == today()
    for closed in Conversation.objects.filter(state="closed"):
        assert closed.destroy_on is not None
        assert closed.destroy_on > closed.day

    # What scripts need to play everybody.
    assert len(made["counsellors"]) == 9
    for one in made["counsellors"]:
        assert {"email", "password", "totp", "passphrase", "roles", "organisations"} <= one.keys()
        assert User.objects.get(email=one["email"]).check_password(one["password"])
    by_role = Counter(one["roles"][0] for one in made["others"])
    assert by_role == {
        "coordinator": 1, "administrator": 1, "management": 3, "second-address": 3,
    }  # fmt: skip
    assert all(len(one["phrase"].split()) == 8 for one in made["phrases"])

    # Five years of figures, of which the newest quarter has something to look at.
    raised = {one.series.partition(":")[0] for one in Signal.objects.all()}
    assert {"all", "unit", "category"} <= raised
    assert Activity.objects.filter(kind="session").count() == 5
    for slug, people in (("veldermeer", 1200), ("kompasroos", 65), ("zandloper", 420)):
        organisation = Organisation.objects.get(slug=slug, headcount=people)
        fields = fields_for(organisation)
        for row in Registration.objects.filter(organisation=organisation):
            assert checked(row.codes, fields, row.year) == row.codes

    with pytest.raises(DemoRefused):
        make_demo(lambda line: None)
