"""Draws the logos of the demo's organisations."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

MARKS: Mapping[str, str] = {
    "waves": (
        '<circle cx="32" cy="32" r="30" fill="{colour}"/>'
        '<path d="M9 30c8-9 15-9 23 0s15 9 23 0" fill="none" stroke="#ffffff" stroke-width="4"/>'
        '<path d="M12 43c7-8 13-8 20 0s13 8 20 0" fill="none" stroke="#ffffff" stroke-width="4"/>'
        '<circle cx="43" cy="17" r="5" fill="#f2b872"/>'
    ),
    "compass": (
        '<circle cx="32" cy="32" r="29" fill="none" stroke="{colour}" stroke-width="4"/>'
        '<path d="M32 8l7 24-7 24-7-24z" fill="{colour}"/>'
        '<path d="M8 32l24-7 24 7-24 7z" fill="{colour}" fill-opacity="0.45"/>'
        '<circle cx="32" cy="32" r="4" fill="#ffffff"/>'
    ),
    "hourglass": (
        '<path d="M14 5h36v6c0 10-12 15-12 21s12 11 12 21v6H14v-6c0-10 12-15 12-21S14 21 14 11z"'
        ' fill="{colour}"/>'
        '<path d="M20 12h24c-2 7-9 10-12 15-3-5-10-8-12-15z" fill="#ffffff" fill-opacity="0.9"/>'
        '<path d="M19 54c2-7 9-9 13-14 4 5 11 7 13 14z" fill="#f2b872"/>'
    ),
}


def logo(mark: str, name: str, colour: str) -> bytes:
    """The mark, as an SVG that the cleaning of uploads leaves as it is."""
    drawing = MARKS[mark].format(colour=colour)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">'
        f"<title>{escape(name)}</title>{drawing}</svg>"
    ).encode()
