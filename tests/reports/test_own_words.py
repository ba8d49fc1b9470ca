"""Own words in a report: what may give somebody away is pointed out, and the writer decides."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from django import forms
from django.http import QueryDict
from django.utils import translation

from luwte.reports.own_words import traces
from luwte.reports.own_words_field import (
    CONFIRMED,
    EXPLAINED,
    OwnWordsField,
    was_confirmed,
    watch_own_words,
)
from tools.own_words import measure, read, seen

pytestmark = pytest.mark.mission("M26")

SENTENCES = read()
DISGUISED = json.loads(
    Path(__file__).with_name("sentences").joinpath("disguised.json").read_text("utf-8")
)
TELLING = "Er waren dit jaar drie meldingen."
HARMLESS = "Wij adviseren het bestuur om leidinggevenden te scholen."


@pytest.mark.parametrize("name", ["first", "second", "third", "fourth"])
def test_of_thirty_dutch_sentences_that_give_away_28_are_seen(name: str) -> None:
    sentences = SENTENCES["dutch"][name]
    missed, false = measure(sentences)
    assert (len(sentences), sum(one["bad"] for one in sentences)) == (60, 30)
    assert len(missed) <= 2, missed
    assert len(false) <= 3, false


@pytest.mark.parametrize("name", ["first", "second"])
def test_english_sentences_are_seen_too(name: str) -> None:
    sentences = SENTENCES["english"][name]
    missed, false = measure(sentences)
    assert len(sentences) in (20, 40)
    assert len(missed) <= len(sentences) / 20, missed
    assert len(false) <= len(sentences) / 20, false


def test_what_the_browser_must_see_is_what_the_server_sees() -> None:
    """`python -m tools.own_words --write` writes it; client/own-words/rules.test.ts holds to it."""
    everything = [one for named in SENTENCES.values() for rows in named.values() for one in rows]
    assert [one for one in everything if one["traces"] != seen(one["text"])] == []


@pytest.mark.parametrize(
    ("text", "passage", "reason"),
    [
        ("Er kwamen drie meldingen binnen.", "drie meldingen", "count"),
        ("Er zijn dit jaar geen meldingen gedaan.", "geen meldingen", "none"),
        ("De enige melding ging over pesten.", "De enige melding", "single"),
        ("De helft van de meldingen ging over pesten.", "De helft van de meldingen", "share"),
        ("Zij werkten op dezelfde afdeling.", "dezelfde afdeling", "same"),
        ("Vaak voelde iemand zich gepest.", "iemand", "person"),
        ("Ik sprak over de roosteraar.", "de roosteraar", "title"),
        ("In de wasserij werd veel gepest.", "In de wasserij", "unit"),
        ("Er werd in maart veel gepest.", "in maart", "time"),
        ("Er werd tijdens de borrel veel gepest.", "tijdens de borrel", "event"),
        ("Vaak zei men: ‘daar komt toch niets van terecht’.", "‘daar komt toch", "quote"),
    ],
)
def test_a_passage_is_named_with_its_reason(text: str, passage: str, reason: str) -> None:
    assert any(words.startswith(passage) and why == reason for words, why in seen(text))


def test_places_are_those_of_the_text() -> None:
    text = f"{HARMLESS}\nDaarna: {TELLING}"
    found = traces(text)
    assert found
    assert [text[one.start : one.end] for one in found] == [one.passage for one in found]


@pytest.mark.parametrize("one", DISGUISED, ids=lambda one: ascii(one["text"]))
def test_signs_that_nobody_sees_or_that_only_look_alike_hide_nothing(one: dict[str, str]) -> None:
    assert one["passage"] in [trace.passage for trace in traces(one["text"], ["Postkamer"])]


def test_a_part_of_the_organisation_that_is_too_small_is_never_named() -> None:
    advice = "Wij adviseren extra aandacht voor Groen & Water."
    assert traces(advice) == []
    assert [one.passage for one in traces(advice, ["groen & water"])] == ["Groen & Water"]
    assert traces("Wij adviseren een groene werkplek.", ["groen"]) == []


def test_a_long_text_without_a_point_is_looked_at_quickly() -> None:
    long = " ".join(f"en toen was er weer een gesprek over de zaak van {n}" for n in range(400))
    start = time.monotonic()
    traces(long)
    assert time.monotonic() - start < 20


class Report(forms.Form):
    text = OwnWordsField(label="Text")


def sent(text: str, *ticked: str) -> Report:
    data = QueryDict(mutable=True)
    data["text"] = text
    data.setlist(f"text{CONFIRMED}", list(ticked))
    return Report(data)


def test_harmless_words_need_no_tick() -> None:
    form = sent(HARMLESS)
    assert form.is_valid()
    assert form.cleaned_data["text"] == HARMLESS
    assert not was_confirmed(form)


def test_a_form_comes_back_with_what_was_typed_and_each_passage_to_tick() -> None:
    form = sent(f"{HARMLESS} {TELLING}")
    assert not form.is_valid()
    page = str(form)
    assert f"{HARMLESS} {TELLING}" in page
    assert "<q>drie meldingen</q>" in page
    assert page.count("<q>") == 1
    assert " checked" not in page


def test_what_is_ticked_counts_as_harmless_in_that_sentence_only() -> None:
    (trace,) = traces(TELLING)
    form = sent(TELLING, trace.key)
    assert form.is_valid()
    assert was_confirmed(form)
    assert type(form.cleaned_data["text"]) is str
    again = sent(f"{TELLING} Alle drie meldingen kwamen uit de keuken.", trace.key)
    assert not again.is_valid()
    assert str(again).count(" checked") == 1


def test_lines_broken_by_a_browser_change_no_tick() -> None:
    (trace,) = traces("Er waren dit jaar drie\tmeldingen.")
    assert sent("Er waren dit jaar drie meldingen.\r\n", trace.key).is_valid()


def test_what_was_saved_before_is_asked_no_second_time() -> None:
    form = Report({"text": TELLING}, initial={"text": TELLING})
    watch_own_words(form, [])
    assert form.is_valid()
    changed = Report({"text": "Er waren drie meldingen."}, initial={"text": TELLING})
    watch_own_words(changed, [])
    assert not changed.is_valid()


def test_a_form_knows_the_parts_that_are_too_small() -> None:
    form = sent("Wij adviseren aandacht voor de Postkamer.")
    watch_own_words(form, ["Postkamer"])
    assert not form.is_valid()
    assert "<q>Postkamer</q>" in str(form)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_reason_is_explained_in_both_languages(language: str) -> None:
    with translation.override(language):
        texts = [str(text) for pair in EXPLAINED.values() for text in pair]
    assert len(set(texts)) == len(texts)
    assert all(len(text.split()) < 15 for text in texts)
