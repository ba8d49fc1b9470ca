"""Contrast of colours, by WCAG 2.2, so that a house style never makes a page unreadable."""

import re

WHITE = "#ffffff"
READABLE = 4.5

_HEX = re.compile(r"#[0-9a-f]{6}", re.ASCII)


def normal_colour(value: str) -> str:
    """`#RRGGBB` in lower case; ValueError for anything else."""
    colour = value.strip().lower()
    if not _HEX.fullmatch(colour):
        raise ValueError(colour)
    return colour


def luminance(colour: str) -> float:
    """Relative luminance from 0 (black) to 1 (white)."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio from 1 (the same) to 21 (black on white)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mixed(colour: str, other: str, share: float) -> str:
    """`colour` with `share` (0 to 1) of `other` in it."""
    pairs = ((int(colour[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)
