"""Do the word lists of return phrases keep their rules?

    python -m tools.words.check [FOLDER]

Prints a line for every broken rule and exits with 1 when there is one. Needs
the standard library only. The rules are explained in the README of the lists.
"""

import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tools.words.sounds import KEYS, Key

FOLDER = Path(__file__).resolve().parents[2] / "client" / "protocol" / "words"
SIZE = 4096
SHAPE = re.compile(r"[a-z]{4,9}")

# A reader may just have been bullied, intimidated or worse: stems that must
# never come back into a list, whoever edits it.
HURTFUL = {
    "nl": """angst|baas|bang|bedreig|beledig|bloed|bloot|chef|crimin|dader|dief|dood|doden|dreig
        |drugs|duivel|dwang|eenzaam|geweld|god|graf|haat|hoer|huil|intimid|jood|kanker|kapot|kerk
        |klacht|klagen|koran|kreng|kwaad|kwets|leger|leugen|lijk$|macht|misbruik|moord|moslim
        |naakt|neger|ontsla|oorlog|paniek|pest|pijn$|pijnl|politie|porno|racis|roddel|ruzie
        |schaamte|schande|schelden|schiet|schuld|seks|slaaf|slaan|slaven|slecht|stalk|sterven
        |straf|terror|trauma|vecht|verdriet|verkracht|vernede|verraad|vijand|vloek|vrees|wapen
        |ziek|zwijg""",
    "en": """abuse|afraid|anger|angry|assault|bible|blood|boss|bully|cancer|church|coerc|corpse
        |crime|curse|death|devil|disease|enemy|evil|fear|fight|firing|fraud|ghost|god|grave$
        |grief|guilt|gun|harass|hate|humiliat|hurt|insult|jail|kill|knife|lonely|manage|murder
        |naked|negro|nude|pain$|painf|panic|police|porn|pray|priest|prison|punish|racis|rape
        |revenge|rude|scare|secret|sex|shame|shoot|sick|silence|slave|slut|stalk|stupid|suicid
        |terror|threat|torture|toxic|trauma|ugly|violen|weapon|wound""",
}


def read(path: Path) -> list[str]:
    """The words of a list, and an error when the file isn't plain lines."""
    text = path.read_bytes().decode("ascii")
    if "\r" in text or not text.endswith("\n"):
        raise ValueError(f"{path.name}: every line ends with one line feed")
    return text[:-1].split("\n")


def problems(language: str, words: list[str]) -> Iterator[str]:
    """A sentence for every broken rule."""
    if len(words) != SIZE:
        yield f"{len(words)} words instead of {SIZE}"
    if words != sorted(words):
        yield "not sorted"
    yield from (f"{word}: not 4 to 9 letters a-z" for word in words if not SHAPE.fullmatch(word))
    yield from alike(words, folded, "the same but for accents and case")
    yield from prefixes(words)
    yield from neighbours(words)
    for name, key in KEYS[language].items():
        yield from alike(words, key, f"the same {name}")
    hurtful = re.compile("|".join(HURTFUL[language].replace("\n", "").replace(" ", "").split("|")))
    yield from (f"{word}: hurts" for word in words if hurtful.match(word))


def folded(word: str) -> str:
    """Without accents and case."""
    parts = unicodedata.normalize("NFKD", word.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))


def alike(words: Iterable[str], key: Key, what: str) -> Iterator[str]:
    """Words that share a key."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for word in words:
        groups[key(word)].append(word)
    yield from (f"{', '.join(group)}: {what}" for group in groups.values() if len(group) > 1)


def prefixes(words: list[str]) -> Iterator[str]:
    """Words that another word begins with: so eight words written as one have one reading."""
    known = set(words)
    for word in words:
        for end in range(1, len(word)):
            if word[:end] in known:
                yield f"{word[:end]}, {word}: one begins with the other"


def neighbours(words: list[str]) -> Iterator[str]:
    """Words one slip apart: a letter more, less or other, or two letters swapped."""
    known = set(words)
    blanks: defaultdict[str, list[str]] = defaultdict(list)
    for word in words:
        for at in range(len(word)):
            blanks[f"{word[:at]}_{word[at + 1 :]}"].append(word)
            shorter = word[:at] + word[at + 1 :]
            swapped = word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]
            if shorter in known:
                yield f"{shorter}, {word}: one letter apart"
            if swapped in known and word < swapped:
                yield f"{word}, {swapped}: two letters swapped"
    for group in blanks.values():
        if len(set(group)) > 1:
            yield f"{', '.join(group)}: one letter apart"


def main(folder: Path = FOLDER) -> int:
    """Check both lists; 1 when a rule is broken."""
    broken = 0
    for language in KEYS:
        for problem in problems(language, read(folder / f"{language}.txt")):
            sys.stdout.write(f"{language}: {problem}\n")
            broken += 1
    return 1 if broken else 0


if __name__ == "__main__":
    raise SystemExit(main(*map(Path, sys.argv[1:2])))
