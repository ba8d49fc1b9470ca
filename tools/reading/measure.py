"""How hard a Dutch text is: sentences, words, two published formulas, office Dutch.

Formulas: Flesch-Douma, W.H. Douma, "De leesbaarheid van landbouwbladen" (1960), the Dutch
form of Flesch's reading ease: 206.835 - 0.93 x words per sentence - 77 x syllables per word;
100 is easy, 0 is hard. LIX, C.H. Björnsson, "Läsbarhet" (1968): words per sentence plus the
percentage of words of more than six letters; below 30 is easy, above 50 is hard.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tools.reading.words import FAMILIAR, PLAIN

TARGET_WORDS = 15
MOST_WORDS = 20
LONG_WORD = 13

# Vowels that sound as one, longest first. Counting them is closer for Dutch than counting
# hyphenation points (Pyphen): those never split off one letter, so "open" would be one syllable.
_NUCLEUS = re.compile(
    r"aai|ooi|oei|eeu|ieu|aa|ee|oo|uu|ie|oe|eu|ou|au|ui|ei|ij|[aeiouyáéíóúàèëïöüâêîôû]"
)
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_PLACEHOLDER = re.compile(r"\{[a-z_]+\}|%\([a-z_]+\)[sd]|%[sd]")
_BECOME = re.compile(r"\b(?:word|wordt|worden|werd|werden)\b")
_PARTICIPLE = re.compile(r"\b(?:(?:\w{2,4})?ge|be|ver|ont|her)\w{2,}(?:d|t|en)\b")


def sentences(text: str) -> list[str]:
    """The sentences of a text; a heading or a label without a full stop is one as well."""
    plain = _PLACEHOLDER.sub("naam", text)
    parts = (part.strip() for line in plain.splitlines() for part in _SENTENCE_END.split(line))
    return [part for part in parts if _WORD.search(part)]


def words(text: str) -> list[str]:
    """The words of a text, numbers included, as they are read."""
    return _WORD.findall(text)


def syllables(word: str) -> int:
    """How many syllables a Dutch word has; a number or abbreviation counts as one."""
    return max(1, len(_NUCLEUS.findall(word.lower())))


def is_passive(sentence: str) -> bool:
    """Whether something "is done" here without anybody doing it (worden + participle)."""
    lowered = sentence.lower()
    return any(
        match.group() not in {"worden", "werden"}
        for match in _PARTICIPLE.finditer(lowered)
        if _BECOME.search(lowered)
    )


def office_words(sentence: str) -> list[str]:
    """The words of the list of office Dutch that occur in a sentence."""
    lowered = sentence.lower()
    return [word for word in PLAIN if re.search(rf"\b{re.escape(word)}\b", lowered)]


def long_words(sentence: str) -> list[str]:
    """Words that are long and that the reader has not been told of."""
    return [
        word
        for word in words(sentence)
        if len(word) >= LONG_WORD and word.lower() not in FAMILIAR and not word[0].isdigit()
    ]


@dataclass(frozen=True)
class Offence:
    """One thing to mend: where, what, and what to write instead."""

    place: str
    sentence: str
    what: str
    fails: bool


@dataclass
class Reading:
    """The figures of one body of text."""

    sentence_count: int = 0
    word_count: int = 0
    syllable_count: int = 0
    over_six_letters: int = 0
    long_count: int = 0
    passive_count: int = 0
    offences: list[Offence] = field(default_factory=list)

    @property
    def words_per_sentence(self) -> float:
        """Average length of a sentence in words."""
        return self.word_count / max(1, self.sentence_count)

    @property
    def flesch_douma(self) -> float:
        """Reading ease by Douma; higher is easier."""
        per_word = self.syllable_count / max(1, self.word_count)
        return 206.835 - 0.93 * self.words_per_sentence - 77 * per_word

    @property
    def lix(self) -> float:
        """Björnsson's LIX; lower is easier."""
        return self.words_per_sentence + 100 * self.over_six_letters / max(1, self.word_count)

    @property
    def long_share(self) -> float:
        """Percentage of words that are long and not explained."""
        return 100 * self.long_count / max(1, self.word_count)

    @property
    def passive_share(self) -> float:
        """Percentage of sentences in the passive."""
        return 100 * self.passive_count / max(1, self.sentence_count)


@dataclass(frozen=True)
class Limit:
    """A figure that a body of text must keep, and how it is said."""

    name: str
    value: float
    at_least: bool = False

    def kept_by(self, figure: float) -> bool:
        """Whether a figure is on the right side of this limit."""
        return figure >= self.value if self.at_least else figure <= self.value


LIMITS: dict[str, Limit] = {
    "words_per_sentence": Limit("words per sentence", 11),
    "flesch_douma": Limit("Flesch-Douma", 70, at_least=True),
    "lix": Limit("LIX", 35),
    "long_share": Limit("% long words", 3),
    "passive_share": Limit("% passive sentences", 10),
}


def _offences(place: str, sentence: str, length: int) -> Iterator[Offence]:
    if length > TARGET_WORDS:
        yield Offence(place, sentence, f"{length} words: split it", fails=length > MOST_WORDS)
    for word in office_words(sentence):
        yield Offence(place, sentence, f"{word} → {PLAIN[word]}", fails=True)
    for word in long_words(sentence):
        yield Offence(place, sentence, f"long word: {word}", fails=False)
    if is_passive(sentence):
        yield Offence(place, sentence, "passive: say who does it", fails=False)


def measure(strings: Iterable[tuple[str, str]]) -> Reading:
    """Read (place, text) pairs as one body of text."""
    reading = Reading()
    for place, text in strings:
        for sentence in sentences(text):
            found = words(sentence)
            reading.sentence_count += 1
            reading.word_count += len(found)
            reading.syllable_count += sum(map(syllables, found))
            reading.over_six_letters += sum(len(word) > 6 for word in found)
            reading.long_count += len(long_words(sentence))
            reading.passive_count += is_passive(sentence)
            reading.offences.extend(_offences(place, sentence, len(found)))
    return reading


def broken_limits(reading: Reading) -> list[str]:
    """Which limits a body of text breaks, as lines to print."""
    return [
        f"{limit.name} {getattr(reading, key):.1f}, limit {limit.value:g}"
        for key, limit in LIMITS.items()
        if not limit.kept_by(getattr(reading, key))
    ]
