"""Rough keys for how a word sounds and what it is built on, one per language.

They err on the strict side: two words that share a key may still differ in a
clear voice, and are kept apart all the same.
"""

import re
from collections.abc import Callable

Key = Callable[[str], str]

DOUBLED = re.compile(r"(.)\1+")

DUTCH_SOUNDS = (
    ("sch", "sg"),
    ("ch", "g"),
    ("ij", "Y"),
    ("ei", "Y"),
    ("y", "Y"),
    ("ou", "W"),
    ("au", "W"),
    ("th", "t"),
    ("ph", "f"),
    ("qu", "kw"),
    ("x", "ks"),
    ("ck", "k"),
)
ENGLISH_SOUNDS = (
    ("ough", "o"),
    ("augh", "af"),
    ("igh", "ai"),
    ("tch", "C"),
    ("sch", "sk"),
    ("ch", "C"),
    ("sh", "S"),
    ("ph", "f"),
    ("th", "T"),
    ("ck", "k"),
    ("wh", "w"),
    ("wr", "r"),
    ("kn", "n"),
    ("gn", "n"),
    ("mb", "m"),
    ("qu", "kw"),
    ("x", "ks"),
)
DUTCH_ENDINGS = re.compile(r"(ingen|ing|eren|en|ers|erij|er|es|tje|je|ig|e|s|t)$")
ENGLISH_ENDINGS = re.compile(
    r"(ation|ings|ing|ness|ment|ful|ion|ist|ily|ers|er|or|ed|es|al|ly|s|e|y)$"
)
SHORTEST_STEM = 4


def dutch_sound(word: str) -> str:
    """Equal for ij/ei, au/ou, g/ch, c/k/s, v/f, z/s, final d/t and b/p, -en/-e, doubled letters."""
    word = _replaced(word, DUTCH_SOUNDS)
    word = re.sub(r"c(?=[eiY])", "s", word).translate(str.maketrans("cvz", "kfs"))
    word = re.sub(r"b$", "p", re.sub(r"d$", "t", word))
    return _single(re.sub(r"en$", "e", word))


def english_sound(word: str) -> str:
    """Equal for c/k/s, z/s, ph/f, silent first letters, and doubled letters."""
    word = _replaced(word, ENGLISH_SOUNDS)
    word = re.sub(r"c(?=[eiy])", "s", word).translate(str.maketrans("cz", "ks"))
    return _single(word)


def dutch_stem(word: str) -> str:
    """Equal for most plurals, diminutives and verb forms of one word."""
    return _cut(word, DUTCH_ENDINGS).translate(str.maketrans("vz", "fs"))


def english_stem(word: str) -> str:
    """Equal for most plurals, verb forms and adverbs of one word."""
    return re.sub(r"i$", "y", _cut(word, ENGLISH_ENDINGS))


def _cut(word: str, endings: re.Pattern[str]) -> str:
    stem = _single(endings.sub("", word))
    if len(stem) < SHORTEST_STEM or stem == word:
        return _single(word)
    return _cut(stem, endings)


def _replaced(word: str, pairs: tuple[tuple[str, str], ...]) -> str:
    for written, spoken in pairs:
        word = word.replace(written, spoken)
    return word


def _single(word: str) -> str:
    return DOUBLED.sub(r"\1", word)


_HOMOPHONES = """
addition edition|affect effect|aisle isle|ant aunt|ball bawl|bare bear|beach beech|bell belle
berry bury|board bored|bow bough|brake break|buy bye|cache cash|cast caste|cell sell
cellar seller|cent scent sent|cereal serial|check cheque|choral coral|chord cord|coarse course
complement compliment|council counsel|creak creek|cue queue|currant current|cymbal symbol
dear deer|desert dessert|die dye|draft draught|dual duel|eight ate|ensure insure|eye high
fair fare|fairy ferry|feat feet|fir fur|flea flee|flour flower|foreword forward|grate great
groan grown|hair hare|hall haul|hart heart|heal heel|hear here|higher hire|hole whole|hour our
farther father|formally formerly
idle idol|key quay|knight night|knot not|know no|lane lain|leak leek|lessen lesson
licence license|light lite|loan lone|made maid|mail male|main mane|maize maze|manner manor
mantel mantle|meat meet|medal meddle|metal mettle|miner minor|missed mist|moose mousse
morning mourning|mussel muscle|naval navel|nice niece|none nun|oar ore|one won|pail pale
pair pear|palate palette|patience patients|pause paws|peace piece|pedal peddle|plain plane
pole poll|poor pour|presence presents|principal principle|profit prophet|program programme
rain rein|real reel|right write wright|ring wring|road rode|role roll|root route|rose rows
sail sale|sauce source|savanna savannah|scene seen|sea see|seam seem|shore sure|sight site
sole soul|son sun|stair stare|stake steak|stationary stationery|steal steel|stile style
storey story|straight strait|suite sweet|tail tale|their there|throne thrown|tide tied
tire tyre|toe tow|vain vein|vary very|wait weight|waist waste|ware wear where|weak week
weather whether|whine wine|which witch|wood would|wrap rap|yoke yolk
"""
_HOMOPHONE_OF = {
    word: group.split()[0]
    for group in _HOMOPHONES.replace("\n", "|").split("|")
    for word in group.split()
}


def english_homophone(word: str) -> str:
    """Equal for words that are said the same and spelled by no rule (pair, pear)."""
    return _HOMOPHONE_OF.get(word, word)


KEYS: dict[str, dict[str, Key]] = {
    "nl": {"sound": dutch_sound, "stem": dutch_stem},
    "en": {"sound": english_sound, "stem": english_stem, "homophone": english_homophone},
}
