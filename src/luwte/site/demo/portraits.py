"""Draws the portraits of the demo's people: faces of nobody, in flat warm colours."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFilter

from luwte.organisations.colours import mixed

SIZE = 320
SCALE = 4
MIDDLE = 160

SKINS = {
    "fair": "#f2cfb3",
    "light": "#e8bd98",
    "olive": "#d3a277",
    "tan": "#c1895c",
    "brown": "#94603f",
    "deep": "#6f4630",
}
INK = "#2a1d18"
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Look:
    """How somebody looks, as data/counsellors.toml says it."""

    seed: int
    skin: str
    hair: str
    hair_colour: str
    clothes: str
    ground: str
    eyes: str = "smiling"
    beard: str = ""
    glasses: bool = False


class Sheet:
    """A drawing in units of the finished picture, made four times as large."""

    def __init__(self, ground: str) -> None:
        self.image = Image.new("RGB", (SIZE * SCALE, SIZE * SCALE), ground)
        self.draw = ImageDraw.Draw(self.image)

    def oval(self, x: float, y: float, across: float, down: float, colour: str) -> None:
        self.draw.ellipse(_box(x - across, y - down, x + across, y + down), fill=colour)

    def slab(self, box: Box, radius: float, colour: str) -> None:
        self.draw.rounded_rectangle(_box(*box), radius * SCALE, fill=colour)

    def arc(self, box: Box, begin: float, end: float, colour: str, width: float) -> None:
        self.draw.arc(_box(*box), begin, end, fill=colour, width=round(width * SCALE))

    def line(self, points: list[tuple[float, float]], colour: str, width: float) -> None:
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        self.draw.line(scaled, fill=colour, width=round(width * SCALE), joint="curve")

    def shape(self, points: list[tuple[float, float]], colour: str) -> None:
        self.draw.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=colour)

    def half_oval(self, box: Box, begin: float, end: float, colour: str) -> None:
        self.draw.chord(_box(*box), begin, end, fill=colour)

    def glow(self, x: float, y: float, radius: float, colour: str) -> None:
        """A soft patch, such as a blush: drawn small, since soft needs no detail."""
        mask = Image.new("L", (SIZE // 2, SIZE // 2), 0)
        box = tuple(value / 2 for value in (x - radius, y - radius, x + radius, y + radius))
        ImageDraw.Draw(mask).ellipse(box, fill=110)
        mask = mask.filter(ImageFilter.GaussianBlur(radius / 4)).resize(self.image.size)
        self.image.paste(Image.new("RGB", self.image.size, colour), mask=mask)

    def webp(self) -> bytes:
        out = io.BytesIO()
        small = self.image.resize((SIZE, SIZE), Image.Resampling.LANCZOS)
        small.save(out, "WEBP", quality=88, method=6)
        return out.getvalue()


def _box(left: float, top: float, right: float, bottom: float) -> Box:
    return (left * SCALE, top * SCALE, right * SCALE, bottom * SCALE)


def portrait(look: Look) -> bytes:
    """The picture as WebP, the same bytes for the same look."""
    chance = random.Random(look.seed)  # noqa: S311 - a wider or narrower face, no secret
    wide = 58 + chance.uniform(-3, 4)
    sheet = Sheet(look.ground)
    sheet.glow(90, 90, 110, mixed(look.ground, "#ffffff", 0.5))
    skin = SKINS[look.skin]
    BEHIND.get(look.hair, _nothing)(sheet, look, wide)
    _body(sheet, look, skin)
    _head(sheet, look, skin, wide)
    BEARDS.get(look.beard, _nothing)(sheet, look, wide)
    FRONT.get(look.hair, _nothing)(sheet, look, wide)
    _bare_skin(sheet, look, skin, wide)
    _face(sheet, look, skin, chance)
    MOUSTACHES.get(look.beard, _nothing)(sheet, look, wide)
    _mouth(sheet, look, skin)
    if look.glasses:
        _glasses(sheet)
    return sheet.webp()


def _nothing(sheet: Sheet, look: Look, wide: float) -> None:
    """No hair there, or no beard."""


def _body(sheet: Sheet, look: Look, skin: str) -> None:
    sheet.slab((48, 248, 272, 420), 84, look.clothes)
    sheet.slab((132, 196, 188, 272), 26, mixed(skin, INK, 0.14))
    sheet.half_oval((116, 216, 204, 288), 0, 180, mixed(look.clothes, "#ffffff", 0.82))
    sheet.half_oval((126, 212, 194, 274), 0, 180, mixed(skin, INK, 0.14))


def _head(sheet: Sheet, look: Look, skin: str, wide: float) -> None:
    if look.hair != "scarf":
        for side in (-1, 1):
            sheet.oval(MIDDLE + side * wide, 152, 11, 16, mixed(skin, INK, 0.08))
    sheet.oval(MIDDLE, 146, wide, 74, skin)


def _bare_skin(sheet: Sheet, look: Look, skin: str, wide: float) -> None:
    """Between hairline and beard: an oval over both, so that their edges are round."""
    top, low = HAIRLINES.get(look.hair, 84), 176 if look.beard in {"short", "full"} else 204
    if look.hair == "scarf":
        sheet.oval(MIDDLE, 152, wide - 5, 66, skin)
    else:
        sheet.oval(MIDDLE, (top + low) / 2, wide - 6, (low - top) / 2, skin)


def _face(sheet: Sheet, look: Look, skin: str, chance: random.Random) -> None:
    blush = mixed(skin, "#d4574a", 0.55)
    brow = mixed(look.hair_colour, INK, 0.45) if look.hair != "scarf" else "#3a2820"
    lift = chance.uniform(-2, 2)
    for side in (-1, 1):
        x = MIDDLE + side * 25
        sheet.glow(MIDDLE + side * 35, 176, 13, blush)
        sheet.arc((x - 14, 120 + lift, x + 14, 140 + lift), 205, 335, brow, 4)
        if look.eyes == "smiling":
            sheet.arc((x - 9, 143, x + 9, 161), 195, 345, INK, 4.4)
        else:
            sheet.oval(x, 151, 5.4, 6.4, INK)
            sheet.oval(x + 1.8, 148.6, 1.7, 1.9, "#ffffff")
    shade = mixed(skin, INK, 0.22)
    sheet.arc((152, 156, 170, 176), 20, 140, shade, 3.4)


def _mouth(sheet: Sheet, look: Look, skin: str) -> None:
    colour = mixed(skin, "#8c2f2a", 0.6)
    if look.beard == "full":
        colour = "#d98d7e"
    sheet.arc((138, 168, 182, 202), 25, 155, colour, 4.6)


def _glasses(sheet: Sheet) -> None:
    for side in (-1, 1):
        x = MIDDLE + side * 25
        sheet.draw.rounded_rectangle(
            _box(x - 19, 135, x + 19, 168), 13 * SCALE, outline="#33383d", width=3 * SCALE
        )
    sheet.arc((153, 142, 167, 156), 200, 340, "#33383d", 3)


# --- Hair ---------------------------------------------------------------------------------------


def _cap(sheet: Sheet, look: Look, wide: float, low: float = 122) -> None:
    """Hair over the top of the head, down to `low`."""
    sheet.half_oval(
        (MIDDLE - wide - 5, 62, MIDDLE + wide + 5, 2 * low - 62), 180, 360, look.hair_colour
    )


def _short(sheet: Sheet, look: Look, wide: float) -> None:
    _cap(sheet, look, wide, 112)
    for side in (-1, 1):
        x = MIDDLE + side * (wide - 1)
        sheet.slab((x - 6, 104, x + 6, 142), 6, look.hair_colour)


def _fringe(sheet: Sheet, look: Look, wide: float) -> None:
    """Hair at the sides only, with a bare crown."""
    for side in (-1, 1):
        x = MIDDLE + side * (wide + 1)
        sheet.oval(x, 128, 9, 24, look.hair_colour)


def _curls(sheet: Sheet, look: Look, wide: float) -> None:
    chance = random.Random(look.seed + 1)  # noqa: S311
    for step in range(15):
        share = step / 14
        x = MIDDLE - wide - 2 + share * (2 * wide + 4)
        y = 108 - 42 * (1 - (2 * share - 1) ** 2)
        sheet.oval(x, y, 16 + chance.uniform(-2, 3), 16 + chance.uniform(-2, 3), look.hair_colour)


def _afro(sheet: Sheet, look: Look, wide: float) -> None:
    sheet.oval(MIDDLE, 116, wide + 42, 84, look.hair_colour)
    for side in (-1, 1):
        sheet.oval(MIDDLE + side * (wide + 20), 152, 28, 42, look.hair_colour)


def _afro_line(sheet: Sheet, look: Look, wide: float) -> None:
    sheet.half_oval((MIDDLE - wide, 66, MIDDLE + wide, 150), 180, 360, look.hair_colour)


def _bob(sheet: Sheet, look: Look, wide: float) -> None:
    sheet.slab((MIDDLE - wide - 20, 62, MIDDLE + wide + 20, 222), 66, look.hair_colour)


def _parting(sheet: Sheet, look: Look, wide: float) -> None:
    """Hair that falls to both sides of the face."""
    sheet.half_oval((MIDDLE - wide - 8, 58, MIDDLE + wide + 8, 190), 180, 360, look.hair_colour)
    for side in (-1, 1):
        x = MIDDLE + side * (wide + 3)
        sheet.oval(x, 142, 13, 40, look.hair_colour)


def _long(sheet: Sheet, look: Look, wide: float) -> None:
    sheet.slab((MIDDLE - wide - 22, 58, MIDDLE + wide + 22, 286), 74, look.hair_colour)


def _braids(sheet: Sheet, look: Look, wide: float) -> None:
    dark = mixed(look.hair_colour, "#ffffff", 0.13)
    sheet.slab((MIDDLE - wide - 16, 62, MIDDLE + wide + 16, 190), 70, look.hair_colour)
    for side in (-1, 1):
        for strand in range(3):
            x = MIDDLE + side * (wide + 2 + strand * 11)
            for knot in range(7):
                colour = dark if knot % 2 else look.hair_colour
                sheet.oval(x, 150 + knot * 17, 8, 10, colour)


def _braid_rows(sheet: Sheet, look: Look, wide: float) -> None:
    sheet.half_oval((MIDDLE - wide - 4, 62, MIDDLE + wide + 4, 156), 180, 360, look.hair_colour)
    light = mixed(look.hair_colour, "#ffffff", 0.16)
    for row in range(-3, 4):
        sheet.line([(MIDDLE + row * 8, 66 + abs(row) * 2), (MIDDLE + row * 17, 106)], light, 2.4)


def _scarf_behind(sheet: Sheet, look: Look, wide: float) -> None:
    sheet.oval(MIDDLE, 146, wide + 26, 96, look.hair_colour)
    sheet.slab((MIDDLE - wide - 14, 150, MIDDLE + wide + 14, 276), 50, look.hair_colour)


def _scarf(sheet: Sheet, look: Look, wide: float) -> None:
    """Around the face and under the chin, with folds."""
    fold = mixed(look.hair_colour, INK, 0.2)
    sheet.oval(MIDDLE, 144, wide + 10, 84, look.hair_colour)
    sheet.slab((MIDDLE - 56, 214, MIDDLE + 56, 270), 26, look.hair_colour)
    sheet.arc((MIDDLE - wide - 9, 68, MIDDLE + wide + 9, 232), 188, 352, fold, 3)
    sheet.arc((MIDDLE - 66, 176, MIDDLE + 46, 252), 30, 140, fold, 3.4)
    sheet.arc((MIDDLE - 46, 190, MIDDLE + 70, 266), 40, 150, fold, 3.4)


# --- Beards -------------------------------------------------------------------------------------


def _short_beard(sheet: Sheet, look: Look, wide: float) -> None:
    colour = mixed(look.hair_colour, SKINS[look.skin], 0.35)
    sheet.half_oval((MIDDLE - wide, 72, MIDDLE + wide, 220), 4, 176, colour)


def _full_beard(sheet: Sheet, look: Look, wide: float) -> None:
    sheet.half_oval((MIDDLE - wide - 2, 70, MIDDLE + wide + 2, 232), 0, 180, look.hair_colour)


def _thick_moustache(sheet: Sheet, look: Look, wide: float) -> None:
    colour = mixed(look.hair_colour, INK, 0.1)
    for side in (-1, 1):
        sheet.oval(MIDDLE + side * 12, 176, 16, 7, colour)


def _moustache(sheet: Sheet, look: Look, wide: float) -> None:
    for side in (-1, 1):
        sheet.oval(MIDDLE + side * 11, 181, 14, 6, look.hair_colour)


Part = Callable[[Sheet, Look, float], None]
BEHIND: Mapping[str, Part] = {
    "afro": _afro,
    "bob": _bob,
    "long": _long,
    "braids": _braids,
    "scarf": _scarf_behind,
}
FRONT: Mapping[str, Part] = {
    "short": _short,
    "fringe": _fringe,
    "curly": _curls,
    "afro": _afro_line,
    "bob": _parting,
    "long": _parting,
    "braids": _braid_rows,
    "scarf": _scarf,
}
BEARDS: Mapping[str, Part] = {"short": _short_beard, "full": _full_beard}
MOUSTACHES: Mapping[str, Part] = {"full": _thick_moustache, "moustache": _moustache}
# How high the forehead begins, from the top of the picture.
HAIRLINES: Mapping[str, float] = {
    "short": 102,
    "curly": 96,
    "afro": 100,
    "bob": 98,
    "long": 96,
    "braids": 100,
}
