"""The words that come from law and practice: complete, dated, sourced, and the right ones."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from luwte.organisations.models import Organisation
from luwte.outreach.content import (
    LANGUAGES,
    ROUTE_PARTS,
    Content,
    ContentError,
    Language,
    Source,
    content,
    fill,
    load,
    placeholders,
)

SOURCES = list(content().sources.values())
GENERAL = ["danger", "grave-crimes", "court", "conscience"]

# Numbers that somebody saw on a page of the body itself or of a public authority. A number from
# memory never gets in: extend this list only together with the source in the file.
CONFIRMED_NUMBERS = {
    "112",
    "113",
    "0800-0113",
    "0800-0188",
    "0800-2000",
    "0900-0101",
    "030-888 38 88",
    "088-133 10 00",
    "0800-2800 200",
    "0900-1113111",
    "0900-2025590",
}


def strings(value: Any) -> Iterator[str]:
    """Every string inside a table."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)


def shape(value: Any) -> Any:
    """A table with its words taken out: what must be equal in both languages."""
    if isinstance(value, str):
        return sorted(placeholders(value))
    if isinstance(value, list):
        return [shape(one) for one in value]
    if isinstance(value, dict):
        return {key: shape(one) for key, one in value.items()}
    return value


def pairs(source: Source) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Each Dutch table of a file with its English one, items and options included."""
    yield source.table["nl"], source.table["en"]
    for item in source.table.get("items", ()):
        yield item["nl"], item["en"]
        for option in item.get("options", ()):
            yield option["nl"], option["en"]


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.id)
class TestEveryText:
    @pytest.mark.mission("M30")
    def test_says_the_same_in_both_languages(self, source: Source) -> None:
        for dutch, english in pairs(source):
            assert shape(dutch) == shape(english)
            assert all(one.strip() for one in (*strings(dutch), *strings(english)))

    @pytest.mark.mission("M30")
    def test_has_a_source_and_a_day_it_was_checked(self, source: Source) -> None:
        today = datetime.now(UTC).date()
        assert source.table["checked_on"] <= today
        assert all(len(one) > 5 for one in source.table["sources"])

    @pytest.mark.mission("M30")
    def test_is_not_overdue_for_review(self, source: Source) -> None:
        today = datetime.now(UTC).date()
        assert source not in content().overdue(today), f"read {source.path} again, and its sources"

    def test_names_no_code_twice(self, source: Source) -> None:
        codes = [item["code"] for item in source.table.get("items", ())]
        assert len(codes) == len(set(codes))


class TestExceptions:
    """What the reporter reads before the story, for this sector and this counsellor."""

    @pytest.mark.mission("M23")
    def test_know_every_sector_and_position_there_is(self) -> None:
        rules = [one.table["applies"] for one in SOURCES if one.kind == "exception"]
        assert {name for rule in rules for name in rule["sectors"]} == set(Organisation.Sector)
        assert {name for rule in rules for name in rule["positions"]} == {
            "internal",
            "external",
            "club_contact",
        }
        assert {name for rule in rules for name in rule["minors"]} == {"", "self", "child"}

    @pytest.mark.mission("M23")
    @pytest.mark.parametrize(
        ("sector", "position", "minor", "particular"),
        [
            ("private", "internal", "", []),
            ("private", "internal", "self", []),
            ("private", "external", "", []),
            ("government", "internal", "", ["civil-servant"]),
            ("government", "internal", "self", ["civil-servant"]),
            ("government", "external", "", []),
            ("education", "internal", "", ["school-staff", "child-abuse"]),
            ("education", "internal", "child", ["school-staff", "child-abuse"]),
            ("education", "internal", "self", ["school-under-18", "child-abuse"]),
            ("education", "external", "", ["child-abuse"]),
            ("education", "external", "self", ["child-abuse"]),
            ("care", "internal", "", ["child-abuse"]),
            ("care", "external", "child", ["child-abuse"]),
            ("sport", "internal", "", []),
            ("sport", "external", "", []),
            ("sport", "club_contact", "", ["club-board"]),
            ("sport", "club_contact", "self", ["club-board"]),
        ],
    )
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_are_those_of_the_sector_and_the_position(
        self, sector: str, position: str, minor: str, particular: list[str], language: Language
    ) -> None:
        chosen = content().exceptions(language, sector=sector, position=position, minor=minor)
        assert [one.id for one in chosen] == particular + GENERAL

    @pytest.mark.mission("M23")
    @pytest.mark.parametrize(
        ("language", "sentence"),
        [
            ("nl", "Een plicht om elk strafbaar feit te melden, bestaat niet."),
            ("en", "There is no duty to report every offence."),
        ],
    )
    def test_never_speak_of_a_general_duty_to_report(
        self, language: Language, sentence: str
    ) -> None:
        assert sentence in " ".join(content().text("exceptions-intro", language).paragraphs)

    @pytest.mark.mission("M23")
    def test_name_every_condition_for_speaking_against_the_reporters_wish(self) -> None:
        conscience = content().text("conscience", "nl")
        assert len(conscience.points) == 5
        assert "Je vertrouwenspersoon vertelt het jou eerst." in " ".join(conscience.closing)

    @pytest.mark.mission("M23")
    def test_tell_what_a_judge_can_get(self) -> None:
        court = content().text("court", "en")
        assert "give no more than the judge orders" in court.points
        assert "tell you, unless the law forbids it" in court.points

    @pytest.mark.mission("M23")
    @pytest.mark.parametrize(
        ("language", "advice"),
        [("nl", "Dit is geen juridisch advies."), ("en", "This is not legal advice.")],
    )
    def test_give_the_day_they_were_checked_and_are_no_legal_advice(
        self, language: Language, advice: str
    ) -> None:
        intro = content().text("exceptions-intro", language)
        last = fill(intro.closing[-1], checked_on=intro.checked_on)
        assert advice in last
        assert intro.checked_on.isoformat() in last

    @pytest.mark.mission("M23")
    def test_about_law_are_read_again_within_half_a_year(self) -> None:
        for source in SOURCES:
            if source.kind in {"exception", "helpline"}:
                checked = source.table["checked_on"]
                assert source.next_review - checked <= timedelta(days=184)


class TestHelplines:
    @pytest.mark.mission("M01")
    def test_carry_only_numbers_that_were_confirmed(self) -> None:
        numbers = {
            number
            for source in SOURCES
            if source.kind == "helpline"
            for number in (source.table.get("phone"), source.table.get("also"))
            if number
        }
        assert numbers == CONFIRMED_NUMBERS

    @pytest.mark.mission("M01")
    @pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.id)
    def test_are_the_only_place_numbers_come_from(self, source: Source) -> None:
        text = " ".join(one for pair in pairs(source) for one in strings(list(pair)))
        assert set(re.findall(r"\b0[89]00-\d[\d ]*\d|\b11[23]\b", text)) <= CONFIRMED_NUMBERS

    @pytest.mark.mission("M01")
    def test_always_begin_with_danger_and_suicide(self) -> None:
        for tags in (["all"], ["minors"], ["child"]):
            first = [line.id for line in content().helplines("nl", tags)][:2]
            assert first == ["emergency", "suicide-prevention"]

    @pytest.mark.mission("M01")
    def test_differ_for_a_child_a_parent_and_a_sector(self) -> None:
        found = content().helplines("en", ["sport", "whistleblowing"])
        assert [line.id for line in found] == ["whistleblowers", "safe-sport"]
        for name in ("under-18", "about-my-child"):
            lines = content().sources[name].table["helplines"]
            assert set(lines) <= content().sources.keys()

    def test_can_be_dialled(self) -> None:
        line = content().helplines("nl", ["discrimination"])[0]
        assert (line.phone, line.dial) == ("030-888 38 88", "0308883888")


class TestWhatItIsAbout:
    @pytest.mark.mission("M03")
    def test_has_every_subject_and_always_i_dont_know_yet(self) -> None:
        codes = [item.code for item in content().text("topics", "nl").items]
        assert codes == [
            "intimidatie",
            "pesten",
            "seks_int",
            "discriminatie",
            "agressie",
            "overig_oo",
            "int",
            "werkdruk",
            "buiten",
            "weet_niet",
        ]

    @pytest.mark.mission("M03")
    def test_hears_what_belongs_elsewhere_and_refers_it_warmly(self) -> None:
        topics = content().sources["topics"].table["items"]
        assert [one["code"] for one in topics if one.get("domain") == "buiten"] == [
            "werkdruk",
            "buiten",
        ]
        assert "You may tell it all the same." in content().text("elsewhere", "en").short

    @pytest.mark.mission("M05")
    def test_asks_nothing_that_must_be_answered(self) -> None:
        inventory = content().text("inventory", "en")
        assert "You can skip each question." in inventory.short
        assert all(question.options for question in inventory.items)


class TestConsent:
    @pytest.mark.mission("M24")
    def test_says_what_why_who_how_long_and_the_rights(self) -> None:
        keep = content().text("consent-to-keep", "en")
        titles = [section.title for section in keep.sections]
        assert titles == ["What", "Why", "Who", "How long", "What you can do"]
        assert any("{months}" in point for point in keep.sections[3].points)
        assert content().sources["consent-to-keep"].table["versioned"]

    @pytest.mark.mission("M24")
    def test_refused_means_that_nothing_is_kept_and_talking_still_possible(self) -> None:
        refused = content().text("consent-refused", "en")
        assert refused.short == "Nothing was sent and nothing was kept. You can still talk."

    @pytest.mark.mission("M02")
    def test_can_be_asked_aloud_after_the_exceptions(self) -> None:
        script = content().sources["spoken-agreement"].table["items"]
        order = [one["code"] for one in script]
        assert order.index("exceptions") < order.index("keep") < order.index("understood")
        assert script[order.index("exceptions")]["insert"] == "exceptions"
        assert [one["code"] for one in script if one.get("ask")] == ["keep", "understood"]


class TestPublicTexts:
    @pytest.mark.mission("M30")
    def test_describe_a_club_contact_as_what_it_is(self) -> None:
        club = content().for_position("club_contact", "en")
        assert club.id == "what-a-club-contact-does"
        assert content().for_position("external", "en").id == "what-a-counsellor-does"
        assert any("pass signals on to the board" in one for one in club.sections[0].points)

    @pytest.mark.mission("M30")
    def test_answer_six_to_eight_questions(self) -> None:
        assert 6 <= len(content().text("questions", "nl").items) <= 8


class TestRoutes:
    """What can be done, each explained in the six parts that somebody wants to know first."""

    @pytest.mark.mission("M11")
    def test_are_the_same_seventeen_for_both_applications(self) -> None:
        assert len(content().routes()) == 17
        for name in content().routes():
            assert content().sources[name].table["parts"] == ["talk", "desk"]

    @pytest.mark.mission("M11")
    @pytest.mark.parametrize("part", ROUTE_PARTS)
    def test_cannot_lack_a_part(self, part: str, tmp_path: Path) -> None:
        original = content().sources["own-talk"].path.read_text(encoding="utf-8")
        folder = tmp_path / "routes"
        folder.mkdir()
        without = re.sub(rf"(?m)^{part} = .*$", "", original.split("[en]")[0])
        (folder / "own-talk.toml").write_text(without + "[en]" + original.split("[en]")[1])
        with pytest.raises(ContentError, match=rf"own-talk\.toml: nl\.{part} is missing"):
            load(tmp_path)

    @pytest.mark.mission("M11")
    def test_about_law_or_outside_bodies_are_read_again_within_half_a_year(self) -> None:
        for name in content().routes():
            source = content().sources[name]
            if "helplines" in source.table and name != "safer-now":
                assert source.next_review - source.table["checked_on"] <= timedelta(days=184)

    @pytest.mark.mission("M11")
    def test_say_something_of_proof_and_of_the_other_sides_reaction(self) -> None:
        for name in content().routes():
            risks = " ".join(content().sources[name].table["en"]["risks"])
            assert re.search(r"prove|proof|example|fact", risks, re.IGNORECASE), name
            assert re.search(r"react|angry|answers|notice|other person", risks), name

    @pytest.mark.mission("M10")
    def test_name_the_sexual_violence_centre_first_for_medical_help(self) -> None:
        assert content().sources["medical-help"].table["helplines"][0] == "sexual-violence-centre"

    @pytest.mark.mission("M13")
    def test_name_only_help_lines_that_are_there(self) -> None:
        for name in content().routes():
            for line in content().sources[name].table.get("helplines", ()):
                assert content().sources[line].kind == "helpline"


class TestLoading:
    def test_names_the_file_that_lacks_a_language(self, tmp_path: Path) -> None:
        folder = tmp_path / "texts"
        folder.mkdir()
        original = content().sources["elsewhere"].path.read_text(encoding="utf-8")
        half = original.split("[en]", maxsplit=1)[0]
        (folder / "elsewhere.toml").write_text(half, encoding="utf-8")
        with pytest.raises(ContentError, match=r"elsewhere\.toml: en is missing"):
            load(tmp_path)

    def test_refuses_the_same_text_twice(self) -> None:
        twice = content().sources["elsewhere"]
        with pytest.raises(ContentError, match="exists already"):
            Content([twice, twice])

    def test_reports_what_is_overdue(self) -> None:
        later = max(source.next_review for source in SOURCES)
        assert len(content().overdue(later)) == len(SOURCES)

    def test_leaves_no_gap_unfilled(self) -> None:
        with pytest.raises(KeyError):
            fill("Gelezen door {name}")
