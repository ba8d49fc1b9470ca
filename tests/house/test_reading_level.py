"""Dutch that a reporter reads stays at level B1; the measure itself is tested too."""

from pathlib import Path

import pytest

from tools.reading.__main__ import main
from tools.reading.measure import broken_limits, is_passive, measure, sentences, syllables
from tools.reading.sources import everything, from_catalogue, from_content, name_of, read


def all_strings() -> list[tuple[str, str]]:
    """Everything a reporter reads in Dutch."""
    return [pair for path in everything() for pair in read(path)]


@pytest.mark.mission("M30")
def test_no_sentence_is_too_long_and_no_office_dutch_is_used() -> None:
    failing = [offence for offence in measure(all_strings()).offences if offence.fails]
    assert not failing, "\n".join(f"{one.place}: {one.what}: {one.sentence}" for one in failing)


@pytest.mark.mission("M30")
def test_the_whole_keeps_the_limits_of_the_formulas() -> None:
    assert broken_limits(measure(all_strings())) == []


@pytest.mark.mission("M30")
@pytest.mark.parametrize("path", everything(), ids=name_of)
def test_every_longer_text_keeps_them_on_its_own(path: Path) -> None:
    reading = measure(read(path))
    if reading.word_count >= 100:
        assert reading.flesch_douma >= 65
        assert reading.lix <= 40


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("open", 2),
        ("anoniem", 3),
        ("vertrouwenspersoon", 5),
        ("leidinggevende", 5),
        ("eeuw", 1),
        ("mooie", 2),
        ("112", 1),
    ],
)
def test_syllables_are_counted_as_dutch_is_spoken(word: str, count: int) -> None:
    assert syllables(word) == count


def test_a_placeholder_counts_as_one_word_and_a_label_as_a_sentence() -> None:
    assert sentences("Gelezen door {name}. Tot {day}?\nVerstuur") == [
        "Gelezen door naam.",
        "Tot naam?",
        "Verstuur",
    ]


def test_the_passive_is_seen() -> None:
    assert is_passive("Je verhaal wordt gelezen.")
    assert not is_passive("Je vertrouwenspersoon leest je verhaal.")


OFFICE_DUTCH = (
    "Indien de melder desgewenst inzage verzoekt, dient de vertrouwenspersoon onverwijld, "
    "middels een daartoe strekkende procedure, medewerking te verlenen aan de "
    "informatieverstrekking betreffende de geregistreerde persoonsgegevens."
)


def test_office_dutch_fails_with_a_suggestion(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    letter = tmp_path / "brief.txt"
    letter.write_text(OFFICE_DUTCH, encoding="utf-8")
    assert main([str(letter), "--quiet"]) == 1
    printed = capsys.readouterr().out
    assert "middels → met" in printed
    assert "words: split it" in printed
    assert "Flesch-Douma" in printed


def test_plain_dutch_passes(tmp_path: Path) -> None:
    letter = tmp_path / "brief.txt"
    letter.write_text("Je mag altijd stoppen. Wij bewaren dan niets.", encoding="utf-8")
    assert main([str(letter)]) == 0


def test_only_strings_of_the_reporters_rooms_are_taken_from_a_catalogue(tmp_path: Path) -> None:
    catalogue = tmp_path / "client.po"
    catalogue.write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        '#: client/talk/start.tsx:3\nmsgid "Stop"\nmsgstr "Stoppen"\n\n'
        '#: client/desk/today.tsx:9\nmsgid "Close"\nmsgstr "Afsluiten"\n\n'
        '#: client/kit/count.tsx:1\nmsgid "%s day"\nmsgid_plural "%s days"\n'
        'msgstr[0] "%s dag"\nmsgstr[1] "%s dagen"\n',
        encoding="utf-8",
    )
    assert [text for _place, text in from_catalogue(catalogue)] == ["Stoppen", "%s dag", "%s dagen"]


def test_only_the_dutch_half_of_a_text_is_measured() -> None:
    path = next(path for path in everything() if path.stem == "inventory")
    found = [text for _place, text in from_content(path)]
    assert "Hoe vaak gebeurt het?" in found
    assert "Bijna elke week" in found
    assert "How often does it happen?" not in found
