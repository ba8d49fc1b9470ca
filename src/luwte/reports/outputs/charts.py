"""Charts as SVG. Bars begin at nought, each figure stands beside its bar, colour says nothing.

Widths of letters differ from machine to machine, so every place is reckoned here and none is
left to whoever draws: the same chart gives the same bytes.
"""

from __future__ import annotations

import json
import math
import textwrap
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any

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
    dark: bool = False

    @property
    def narrow(self) -> bool:
        return self.width < 480


SCREEN = "system-ui, sans-serif"
PAPER = "Libertinus Serif"
LOOKS = {
    "narrow": Look(340, 17, SCREEN),
    "narrow-dark": Look(340, 17, SCREEN, dark=True),
    "wide": Look(680, 17, SCREEN),
    "wide-dark": Look(680, 17, SCREEN, dark=True),
    "paper": Look(640, 16, PAPER),
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


def svg(picture: Picture, accent: str, look: Look) -> str:
    """The chart as a picture of its own."""
    return _drawn(json.dumps([asdict(picture), accent, asdict(look)]))


# Half a second the first time; the same report is looked at by several people.
@lru_cache(maxsize=256)
def _drawn(asked: str) -> str:
    # Tens of megabytes that a process needs only when somebody asks for a report.
    import altair  # noqa: PLC0415
    import vl_convert  # noqa: PLC0415

    shown, accent, look = json.loads(asked)
    bars = tuple(Bar(**one) for one in shown.pop("bars"))
    picture = Picture(bars=bars, **shown)
    draw = columns if picture.upright else lying
    chart = draw(altair, picture, Look(**look), inks(accent, Look(**look)))
    return vl_convert.vegalite_to_svg(chart.to_dict(validate=False), vl_version="6.4")


def wrapped(text: str, width: float, size: int) -> list[str]:
    """In lines that fit."""
    return textwrap.wrap(text, max(4, int(width / (size * LETTER)))) or [""]


def ticks(bars: tuple[Bar, ...], most: int = 4) -> list[int]:
    """Round numbers from nought to beyond the highest that anything may stand for."""
    highest = max(1, *(one.high if one.high is not None else one.low for one in bars))
    highest = max(highest, *(one.value or 0 for one in bars))
    rough = highest / most
    size = 10 ** math.floor(math.log10(rough)) if rough >= 1 else 1
    step = next(size * by for by in (1, 2, 5, 10) if size * by >= rough)
    return [step * place for place in range(math.ceil(highest / step) + 1)]


def records(bars: tuple[Bar, ...], places: list[float]) -> list[dict[str, Any]]:
    """What is drawn of each bar, with where it stands."""
    return [
        {
            "place": place,
            "label": one.label,
            "text": one.text,
            "value": one.value or 0,
            "low": one.low,
            "high": one.high if one.high is not None else one.low,
            "reach": max(one.value or 0, one.low if one.high is None else one.high),
            "known": one.low == one.high or one.high is None,
        }
        for one, place in zip(bars, places, strict=True)
    ]


# --- Bars that lie ------------------------------------------------------------------------------


def lying(alt: Any, picture: Picture, look: Look, ink: Inks) -> Any:
    """A bar a line. On a narrow chart its label stands above it, else before it."""
    left = 2 if look.narrow else round(look.width * 0.36)
    right = look.width - 5 * look.size * LETTER
    room = look.width if look.narrow else left - 12
    thick, gap = round(look.size * 1.2), round(look.size * 0.7)
    row = look.size * LINE
    words: list[dict[str, Any]] = []
    places: list[float] = []
    y = row + gap
    for one in picture.bars:
        if one.heading:
            y += gap if places else 0
            y = heading(words, one.heading, y, look)
        label = wrapped(one.label, room, look.size)
        high = len(label) * row
        if look.narrow:
            words.append({"x": 0, "y": y, "text": "\n".join(label), "bold": False})
            y += high + 2
            places.append(y + thick / 2)
            y += thick + gap
        else:
            tall = max(high, thick)
            words.append({"x": 0, "y": y + (tall - high) / 2, "text": "\n".join(label)})
            places.append(y + tall / 2)
            y += tall + gap
    marks = ticks(picture.bars)
    scale = alt.Scale(domain=[0, marks[-1]], range=[left, right], nice=False)
    down = alt.Scale(domain=[0, y], range=[0, y], nice=False, padding=0)
    across = alt.X("value:Q", scale=scale, axis=axis(alt, marks, look, ink))
    at = alt.Y("place:Q", scale=down, axis=None)
    base = alt.Chart(alt.Data(values=records(picture.bars, places)))
    rounded = base.transform_filter("!datum.known")
    whisker = {"x": alt.X("low:Q", scale=scale, axis=None), "x2": "high:Q", "y": at}
    layers = [
        base.mark_bar(size=thick, orient="horizontal", color=ink.fill).encode(x=across, y=at),
        rounded.mark_rule(strokeWidth=5, stroke=ink.ground).encode(**whisker),
        rounded.mark_rule(strokeWidth=2, stroke=ink.text).encode(**whisker),
        *(
            rounded.mark_tick(thickness=2, size=9, color=ink.text, orient="vertical").encode(
                x=alt.X(f"{end}:Q", scale=scale, axis=None), y=at
            )
            for end in ("low", "high")
        ),
        base.mark_text(align="left", dx=7, fontWeight="bold").encode(
            x=alt.X("reach:Q", scale=scale, axis=None), y=at, text="text:N"
        ),
        written(alt, words, look, y),
    ]
    return finished(alt, layers, picture, look, ink, y)


def heading(words: list[dict[str, Any]], text: str, y: float, look: Look) -> float:
    """Adds the heading of a group, and gives where to go on."""
    lines = wrapped(text, look.width, look.size)
    words.append({"x": 0, "y": y, "text": "\n".join(lines), "bold": True})
    return y + len(lines) * look.size * LINE + 4


def written(alt: Any, words: list[dict[str, Any]], look: Look, height: float) -> Any:
    """Words at places of their own."""
    shown = alt.Chart(alt.Data(values=words))
    across = alt.Scale(domain=[0, look.width], range=[0, look.width], nice=False, padding=0)
    down = alt.Scale(domain=[0, height], range=[0, height], nice=False)
    marks = [
        shown.transform_filter(f"{'' if bold else '!'}datum.bold")
        .mark_text(
            align="left", baseline="top", lineBreak="\n", lineHeight=look.size * LINE,
            fontWeight="bold" if bold else "normal",
        )
        .encode(x=alt.X("x:Q", scale=across, axis=None), y=alt.Y("y:Q", scale=down, axis=None),
                text="text:N")
        for bold in (False, True)
    ]  # fmt: skip
    return alt.layer(*marks).resolve_scale(x="independent")


# --- Columns that stand -------------------------------------------------------------------------


def columns(alt: Any, picture: Picture, look: Look, ink: Inks) -> Any:
    """A column for each year, so that a trend goes from left to right."""
    marks = ticks(picture.bars)
    left = look.size * LETTER * (len(str(marks[-1])) + 2)
    step = (look.width - left) / len(picture.bars)
    places = [left + step * (place + 0.5) for place in range(len(picture.bars))]
    top, high = look.size * 3.2, 190 if look.narrow else 230
    height = top + high
    scale = alt.Scale(domain=[0, marks[-1]], range=[height, top], nice=False)
    along = alt.Scale(domain=[0, look.width], range=[0, look.width], nice=False, padding=0)
    at = alt.X("place:Q", scale=along, axis=None)
    up = alt.Y("value:Q", scale=scale, axis=None)
    thick = min(step * 0.62, 64)
    base = alt.Chart(alt.Data(values=records(picture.bars, places)))
    rounded = base.transform_filter("!datum.known")
    whisker = {"x": at, "y": alt.Y("low:Q", scale=scale, axis=None), "y2": "high:Q"}
    grid = alt.Chart(alt.Data(values=[{"value": one} for one in marks]))
    layers = [
        grid.mark_rule(color=ink.grid).encode(y=up, x=alt.value(left), x2=alt.value(look.width)),
        grid.mark_text(align="right", baseline="middle").encode(
            y=up, x=alt.value(left - 8), text="value:Q"
        ),
        base.mark_bar(size=thick, orient="vertical", color=ink.fill).encode(x=at, y=up),
        rounded.mark_rule(strokeWidth=5, stroke=ink.ground).encode(**whisker),
        rounded.mark_rule(strokeWidth=2, stroke=ink.text).encode(**whisker),
        *(
            rounded.mark_tick(thickness=2, size=9, color=ink.text, orient="horizontal").encode(
                x=at, y=alt.Y(f"{end}:Q", scale=scale, axis=None)
            )
            for end in ("low", "high")
        ),
        base.mark_text(baseline="bottom", dy=-5, fontWeight="bold").encode(
            x=at, y=alt.Y("reach:Q", scale=scale, axis=None), text="text:N"
        ),
        years(alt, picture, places, step, look, height),
    ]
    return finished(alt, layers, picture, look, ink, height)


def years(
    alt: Any, picture: Picture, places: list[float], step: float, look: Look, height: float
) -> Any:
    """The labels below the columns."""
    words = [
        {"place": place, "text": "\n".join(wrapped(one.label, step - 4, look.size))}
        for one, place in zip(picture.bars, places, strict=True)
    ]
    along = alt.Scale(domain=[0, look.width], range=[0, look.width], nice=False, padding=0)
    return (
        alt.Chart(alt.Data(values=words))
        .mark_text(baseline="top", lineBreak="\n", lineHeight=look.size * LINE)
        .encode(x=alt.X("place:Q", scale=along, axis=None), y=alt.value(height + 8), text="text:N")
    )


# --- What both have -----------------------------------------------------------------------------


def axis(alt: Any, marks: list[int], look: Look, ink: Inks) -> Any:
    """Numbers below, and a thin line up from each."""
    return alt.Axis(
        values=marks, title=None, labelFontSize=look.size, labelColor=ink.text, labelOverlap=False,
        gridColor=ink.grid, domain=False, ticks=False, labelPadding=6, format="d", labelFlush=False,
    )  # fmt: skip


def finished(
    alt: Any, layers: list[Any], picture: Picture, look: Look, ink: Inks, height: float
) -> Any:
    """The layers, what is counted above them, on a ground of their own."""
    counted = "\n".join(wrapped(picture.counted, look.width, look.size))
    above = (
        alt.Chart(alt.Data(values=[{"text": counted}]))
        .mark_text(align="left", baseline="top", lineBreak="\n")
        .encode(x=alt.value(0), y=alt.value(0), text="text:N")
    )
    below = round(look.size * LINE * 2.2)
    return (
        alt.layer(above, *layers)
        .resolve_scale(x="independent", y="independent")
        .properties(
            width=look.width, height=round(height), background=ink.ground,
            padding={"left": 8, "right": 8, "top": 8, "bottom": below},
            autosize=alt.AutoSizeParams(type="none"),
        )
        .configure(font=look.font, aria=False)
        .configure_text(fontSize=look.size, color=ink.text)
        .configure_view(stroke=None)
    )  # fmt: skip
