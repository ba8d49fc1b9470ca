"""The word lists that return phrases are made of can be read aloud, typed back and trusted."""

from itertools import pairwise
from pathlib import Path

import pytest

from tools.words.check import FOLDER, main, problems, read

LANGUAGES = ("nl", "en")


def spoiled(language: str, new: str) -> list[str]:
    """A real list with one word replaced, in order again."""
    return sorted([new, *read(FOLDER / f"{language}.txt")[1:]])


@pytest.mark.mission("M08")
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_list_keeps_every_rule(language: str) -> None:
    assert list(problems(language, read(FOLDER / f"{language}.txt"))) == []


@pytest.mark.mission("M08")
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_is_worth_exactly_twelve_bits(language: str) -> None:
    words = read(FOLDER / f"{language}.txt")
    assert len(set(words)) == 2**12
    assert all(before < after for before, after in pairwise(words))


@pytest.mark.mission("M08")
def test_shared_words_are_too_few_to_take_one_language_for_the_other() -> None:
    dutch, english = (set(read(FOLDER / f"{language}.txt")) for language in LANGUAGES)
    assert len(dutch & english) / 2**12 < 0.1


@pytest.mark.mission("M08")
@pytest.mark.parametrize(
    ("language", "new", "reason"),
    [
        ("nl", "aardbeien", "one begins with the other"),
        ("nl", "aardbej", "one letter apart"),
        ("nl", "aardbie", "two letters swapped"),
        ("nl", "cactussen", "the same stem"),
        ("nl", "boerderei", "the same sound"),
        ("nl", "café", "not 4 to 9 letters"),
        ("nl", "angstig", "hurts"),
        ("en", "Balcony", "the same but for accents and case"),
        ("en", "bully", "hurts"),
        ("en", "balkony", "the same sound"),
    ],
)
def test_a_word_that_breaks_a_rule_is_named_with_the_reason(
    language: str, new: str, reason: str
) -> None:
    broken = list(problems(language, spoiled(language, new)))
    assert any(new in problem and reason in problem for problem in broken), broken


@pytest.mark.mission("M08")
def test_words_that_only_sound_the_same_are_kept_apart() -> None:
    words = sorted([*read(FOLDER / "en.txt")[:-2], "flower", "flour"])
    assert "flour, flower: the same homophone" in list(problems("en", words))


@pytest.mark.mission("M08")
def test_the_check_fails_on_a_list_that_is_too_short(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for language in LANGUAGES:
        lines = (FOLDER / f"{language}.txt").read_text("ascii").splitlines()
        (tmp_path / f"{language}.txt").write_text("\n".join(lines[1:]) + "\n", "ascii")
    assert main(tmp_path) == 1
    assert "nl: 4095 words instead of 4096" in capsys.readouterr().out
    assert main(FOLDER) == 0
