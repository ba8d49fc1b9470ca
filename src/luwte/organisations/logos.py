"""Logos that organisations upload: drawn anew, so that nothing but the picture is left."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass

import nh3
from PIL import Image, UnidentifiedImageError

LARGEST_FILE = 200 * 1024
LARGEST_SIDE = 640
SVG, PNG = "image/svg+xml", "image/png"

# Shapes and colours only: no script, no style sheet, no link, no embedded picture, no animation.
# `a`, `use` and `image` are left out because they can point elsewhere.
_SHAPES = {
    "svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "defs",
    "linearGradient", "radialGradient", "stop", "clipPath", "mask", "title", "desc",
}  # fmt: skip
_PAINT = {
    "id", "fill", "fill-opacity", "fill-rule", "clip-rule", "stroke", "stroke-width",
    "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-opacity",
    "stroke-dasharray", "opacity", "transform", "clip-path", "mask", "d", "points", "x", "y",
    "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy", "width", "height", "offset",
    "stop-color", "stop-opacity", "gradientUnits", "gradientTransform", "spreadMethod", "viewBox",
    "preserveAspectRatio",
}  # fmt: skip
_ELSEWHERE = re.compile(r"url\(\s*['\"]?(?!#)|[a-z]+:", re.IGNORECASE)


class UnfitLogo(ValueError):
    """The file is too big, or isn't a picture that can be shown."""


@dataclass(frozen=True)
class Logo:
    """A picture that is safe to serve."""

    data: bytes
    media_type: str


def cleaned_logo(data: bytes) -> Logo:
    """The same picture without anything that isn't picture; raises UnfitLogo."""
    if len(data) > LARGEST_FILE:
        raise UnfitLogo("too big")
    start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith((b"<svg", b"<?xml", b"<!--", b"<!DOCTYPE svg")):
        return Logo(_cleaned_svg(data), SVG)
    return Logo(_redrawn(data), PNG)


def _cleaned_svg(data: bytes) -> bytes:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnfitLogo("not UTF-8") from error
    cleaned = nh3.clean(
        text,
        tags=_SHAPES,
        clean_content_tags={"script", "style", "foreignObject"},
        attributes={"*": _PAINT},
        attribute_filter=_without_links,
        strip_comments=True,
        link_rel=None,
    )
    start = cleaned.find("<svg")
    end = cleaned.rfind("</svg>")
    if start < 0 or end < 0 or "viewBox" not in cleaned[start : cleaned.find(">", start)]:
        raise UnfitLogo("an SVG needs a viewBox")
    drawing = cleaned[start : end + len("</svg>")]
    return drawing.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1).encode()


def _without_links(_tag: str, _attribute: str, value: str) -> str | None:
    return None if _ELSEWHERE.search(value) else value


def _redrawn(data: bytes) -> bytes:
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "WEBP")) as image:
            if image.width * image.height > 20_000_000:
                raise UnfitLogo("too many pixels")
            picture = image.convert("RGBA")
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as error:
        raise UnfitLogo("no picture") from error
    picture.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()
