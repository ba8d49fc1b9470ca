"""An organisation's colour as design tokens, for light and dark pages."""

from __future__ import annotations

from luwte.organisations.colours import READABLE, WHITE, contrast, mixed, normal_colour
from luwte.organisations.models import Organisation

# The grounds of the pages' own theme that are hardest to read on.
LIGHT_GROUND = "#f2ede4"
DARK_GROUND = "#22312e"
DARK_TEXT = "#0d1a18"
INK = "#101a18"


def readable_accent(value: str) -> str:
    """The colour, when white text on it and it as text on a light page can be read.

    ValueError when not, or when it is no colour.
    """
    colour = normal_colour(value)
    if min(contrast(colour, WHITE), contrast(colour, LIGHT_GROUND)) < READABLE:
        raise ValueError(colour)
    return colour


def lightened_until_readable(colour: str, ground: str) -> str:
    """The same hue, with as much white as it takes to be read on a dark ground."""
    for step in range(20):
        lighter = mixed(colour, WHITE, step / 20)
        if contrast(lighter, ground) >= READABLE:
            return lighter
    return WHITE


def tokens(organisation: Organisation) -> str:
    """A style sheet with nothing but the organisation's own colours, as custom properties."""
    accent = normal_colour(organisation.accent)
    light = {
        "accent": accent,
        "accent-strong": mixed(accent, INK, 0.3),
        "accent-text": WHITE,
        "accent-soft": mixed(accent, WHITE, 0.89),
        "accent-soft-text": mixed(accent, INK, 0.45),
        "focus": mixed(accent, INK, 0.3),
    }
    soft = mixed(accent, DARK_GROUND, 0.7)
    on_dark = lightened_until_readable(accent, DARK_GROUND)
    dark = {
        "accent": on_dark,
        "accent-strong": mixed(on_dark, WHITE, 0.35),
        "accent-text": DARK_TEXT,
        "accent-soft": soft,
        "accent-soft-text": lightened_until_readable(mixed(on_dark, WHITE, 0.5), soft),
        "focus": mixed(on_dark, WHITE, 0.35),
    }
    return (
        f":root{{{_lines(light)}}}\n"
        f"@media (prefers-color-scheme: dark){{:root:not([data-theme=light]){{{_lines(dark)}}}}}\n"
    )


def _lines(colours: dict[str, str]) -> str:
    return "".join(f"--{name}:{value};" for name, value in colours.items())
