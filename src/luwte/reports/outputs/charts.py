"""Charts as SVG. Bars begin at nought, each figure stands beside its bar, colour says nothing.

A bar, a line and a word are all there is, and every place is reckoned here: widths of letters
differ from machine to machine. So a chart takes no time, its size is known before it is drawn,
and the same chart gives the same bytes.
"""

from __future__ import annotations

import math
import textwrap
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree

from luwte.organisations.colours import mixed
from luwte.organisations.house_style import DARK_GROUND, lightened_until_readable
from luwte.reports.outputs.picturing import Bar, Picture

LINE = 1.25
# Wider than nearly all letters of the fonts that these pages use, in ems.
LETTER = 0.56


@dataclass(frozen=True)
class Look:
    """How wide, in what letters, on what ground. Sizes are in CSS pixels, as shown."""

    width: int
    size: int
    font: str
    edge: int = 0
    dark: bool = False

    @property
    def narrow(self) -> bool:
        return self.width < 480

    @property
    def room(self) -> float:
        """How wide it is between its edges."""
        return self.width - 2 * self.edge

    @property
    def line(self) -> float:
        """From one line of words to the next."""
        return self.size * LINE


SCREEN = "system-ui, sans-serif"
PAPER = "Libertinus Serif"
LOOKS = {
    "narrow": Look(356, 16, SCREEN, edge=10),
    "narrow-dark": Look(356, 16, SCREEN, edge=10, dark=True),
    "wide": Look(680, 17, SCREEN, edge=12),
    "wide-dark": Look(680, 17, SCREEN, edge=12, dark=True),
    "paper": Look(760, 16, PAPER),
    "half": Look(390, 16, PAPER),
}


@dataclass(frozen=True)
class Inks:
    """The colours of one chart."""

    ground: str
    text: str
    grid: str
    fill: str


def inks(accent: str, look: Look) -> Inks:
    if look.dark:
        fill = mixed(lightened_until_readable(accent, DARK_GROUND), DARK_GROUND, 0.35)
        return Inks("#1b2725", "#ece7df", "#38504a", fill)
    return Inks("#ffffff", "#22302d", "#ddd5c8", mixed(accent, "#ffffff", 0.35))


@dataclass
class Drawing:
    """A chart while it grows: shapes from left to right and from the top down."""

    look: Look
    ink: Inks
    height: float = 0
    shapes: list[ElementTree.Element] = field(default_factory=list)

    def add(self, kind: str, **given: Any) -> ElementTree.Element:
        told = {name.replace("_", "-"): shown(value) for name, value in given.items()}
        self.shapes.append(ElementTree.Element(kind, told))
        return self.shapes[-1]

    def rule(self, x1: float, y1: float, x2: float, y2: float, ink: str, wide: float = 1) -> None:
        self.add("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=ink, stroke_width=wide)

    def words(
        self, x: float, top: float, text: str, at: str = "start", *, bold: bool = False
    ) -> None:
        """One line of words, whose highest letters begin at `top`."""
        given = {"font_weight": "bold"} if bold else {}
        y = top + self.look.size * 0.95
        # An edge in the colour of the ground, so that no thin line runs through a letter.
        edge = {"stroke": self.ink.ground, "stroke_width": 4, "paint_order": "stroke"}
        self.add("text", x=x, y=y, text_anchor=at, **edge, **given).text = text

    def lines(
        self, x: float, top: float, texts: list[str], at: str = "start", *, bold: bool = False
    ) -> float:
        """Lines below each other; gives where the next thing can begin."""
        for text in texts:
            self.words(x, top, text, at, bold=bold)
            top += self.look.line
        return top

    def whole(self) -> str:
        """The picture, on a ground of its own."""
        width, height = shown(self.look.width), shown(math.ceil(self.height))
        root = ElementTree.Element("svg", {
            "xmlns": "http://www.w3.org/2000/svg", "width": width, "height": height,
            "viewBox": f"0 0 {width} {height}", "font-family": self.look.font,
            "font-size": f"{self.look.size}px", "fill": self.ink.text,
        })  # fmt: skip
        ElementTree.SubElement(root, "rect", width=width, height=height, fill=self.ink.ground)
        root.extend(self.shapes)
        return ElementTree.tostring(root, encoding="unicode")


def shown(value: object) -> str:
    """A number with a decimal at most."""
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)


def svg(picture: Picture, accent: str, look: Look) -> str:
    """The chart as a picture of its own."""
    return drawing(picture, inks(accent, look), look).whole()


def size_of(picture: Picture, look: Look) -> tuple[int, int]:
    """How wide and how high it is."""
    return look.width, math.ceil(drawing(picture, inks("#000000", look), look).height)


def drawing(picture: Picture, ink: Inks, look: Look) -> Drawing:
    made = Drawing(look, ink)
    counted = wrapped(picture.counted, look.room, look.size)
    top = made.lines(look.edge, look.edge, counted) + look.size * 0.5
    (columns if picture.upright else lying)(made, picture.bars, top)
    return made


def wrapped(text: str, width: float, size: int, *, whole_words: bool = False) -> list[str]:
    """In lines that fit; a long word is broken unless it should stay whole."""
    letters = max(4, int(width / (size * LETTER)))
    return textwrap.wrap(text, letters, break_long_words=not whole_words) or [""]


def ticks(bars: tuple[Bar, ...], most: int = 4) -> list[int]:
    """Round numbers from nought to beyond the highest that anything may stand for."""
    highest = max(1, *(reach(one) for one in bars))
    rough = highest / most
    size = 10 ** math.floor(math.log10(rough)) if rough >= 1 else 1
    step = next(size * by for by in (1, 2, 5, 10) if size * by >= rough)
    return [step * place for place in range(math.ceil(highest / step) + 1)]


def reach(one: Bar) -> int:
    """The highest that anything of it comes to."""
    return max(one.value or 0, one.low if one.high is None else one.high)


# --- Bars that lie ------------------------------------------------------------------------------


def lying(made: Drawing, bars: tuple[Bar, ...], top: float) -> None:
    """A bar a line. On a narrow chart its label stands above it, else before it."""
    look, ink = made.look, made.ink
    left = look.edge if look.narrow else look.edge + round(look.room * 0.36)
    right = look.width - look.edge - 4 * look.size * LETTER
    marks = ticks(bars)
    scale = (right - left) / marks[-1]
    behind = len(made.shapes)
    y = top
    for one in bars:
        if one.heading:
            y = heading(made, one.heading, y if y == top else y + look.size * 0.7)
        y = laid(made, one, y, left, scale)
    grid = Drawing(look, ink)
    for mark in marks:
        grid.rule(left + mark * scale, top, left + mark * scale, y, ink.grid)
    made.shapes[behind:behind] = grid.shapes
    for mark in marks:
        at = "start" if look.narrow and mark == 0 else "middle"
        made.words(left + mark * scale, y + look.size * 0.3, str(mark), at)
    made.height = y + look.size * 0.3 + look.line + look.edge


def heading(made: Drawing, text: str, y: float) -> float:
    """The heading of a group; gives where to go on."""
    look = made.look
    return made.lines(look.edge, y, wrapped(text, look.room, look.size), bold=True) + 4


def laid(made: Drawing, one: Bar, y: float, left: float, scale: float) -> float:
    """A bar with its label and figure; gives where the next one begins."""
    look = made.look
    thick = look.size * (0.75 if look.narrow else 1.1)
    label = wrapped(one.label, look.room if look.narrow else left - look.edge - 12, look.size)
    if look.narrow:
        middle = made.lines(look.edge, y, label) + 1 + thick / 2
        after = middle + thick / 2 + look.size * 0.5
    else:
        tall = max(len(label) * look.line, thick)
        made.lines(look.edge, y + (tall - len(label) * look.line) / 2, label)
        middle, after = y + tall / 2, y + tall + look.size * 0.55
    long = (one.value or 0) * scale
    if long:
        made.add("rect", x=left, y=middle - thick / 2, width=long, height=thick, fill=made.ink.fill)
    if is_range(one):
        low, high = left + one.low * scale, left + (one.high or 0) * scale
        made.rule(low, middle, high, middle, made.ink.ground, 5)
        made.rule(low, middle, high, middle, made.ink.text, 2)
        for end in (low, high):
            made.rule(end, middle - 4.5, end, middle + 4.5, made.ink.text, 2)
    beside = left + reach(one) * scale + 7
    made.words(beside, middle - look.size * 0.6, one.text, bold=True)
    return after


def is_range(one: Bar) -> bool:
    """Whether it may stand for several counts."""
    return one.high is not None and one.low != one.high


# --- Columns that stand -------------------------------------------------------------------------


def columns(made: Drawing, bars: tuple[Bar, ...], top: float) -> None:
    """A column for each year, so that a trend goes from left to right."""
    look, ink = made.look, made.ink
    marks = ticks(bars)
    left = look.edge + look.size * LETTER * (len(str(marks[-1])) + 1)
    right = look.width - look.edge
    high = look.size * (10 if look.narrow else 12)
    top += look.line
    ground = top + high
    scale = high / marks[-1]
    for mark in marks:
        made.rule(left, ground - mark * scale, right, ground - mark * scale, ink.grid)
        middle = ground - mark * scale - look.size * 0.6
        made.words(left - 8, middle, str(mark), "end")
    step = (right - left) / len(bars)
    below = 0
    for place, one in enumerate(bars):
        x = left + step * (place + 0.5)
        stood(made, one, x, ground, scale, step)
        label = wrapped(one.label, step - 4, look.size)
        made.lines(x, ground + look.size * 0.4, label, "middle")
        below = max(below, len(label))
    made.height = ground + look.size * 0.4 + below * look.line + look.edge


def stood(made: Drawing, one: Bar, x: float, ground: float, scale: float, step: float) -> None:
    """One column with its figure above it."""
    thick = min(step * 0.62, 64.0)
    long = (one.value or 0) * scale
    if long:
        left, top = x - thick / 2, ground - long
        made.add("rect", x=left, y=top, width=thick, height=long, fill=made.ink.fill)
    if is_range(one):
        low, high = ground - one.low * scale, ground - (one.high or 0) * scale
        made.rule(x, low, x, high, made.ink.ground, 5)
        made.rule(x, low, x, high, made.ink.text, 2)
        for end in (low, high):
            made.rule(x - 4.5, end, x + 4.5, end, made.ink.text, 2)
    said = wrapped(one.text, step - 4, made.look.size, whole_words=True)
    above = ground - reach(one) * scale - len(said) * made.look.line - 3
    made.lines(x, above, said, "middle", bold=True)
