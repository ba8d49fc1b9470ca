"""A report as an accessible PDF (PDF/UA-1): Typst refuses to write one that isn't."""

from __future__ import annotations

import base64
import datetime
import json
import re
from dataclasses import asdict
from functools import lru_cache
from importlib.resources import files

from luwte.reports.content import ReportContent
from luwte.reports.outputs.charts import LOOKS, svg
from luwte.reports.outputs.compiling import Unshowable, compiled
from luwte.reports.outputs.document import Document, Grid

ENDINGS = {"image/png": "png", "image/svg+xml": "svg"}

#: Where a sign can't be printed: first nothing is replaced, then pictures, then all but Latin.
STRANGE = (
    None,
    re.compile(
        "[\u200b-\u200f\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\ud7b0-\uf8ff\ufe00-\ufe0f]"
        "|[^\u0000-\uffff]"
    ),
    re.compile("[^\u0000-\u024f\u2010-\u2026\u20ac]"),
)
MARK = "?"


def pdf(content: ReportContent, document: Document) -> bytes:
    """The PDF. Its date is the day of publishing, whenever it is made."""
    grids = [one for part in document.parts for one in part.tables if one.picture]
    names = {one.id: f"chart-{place}.svg" for place, one in enumerate(grids)}
    drawn = tuple(
        (names[one.id], svg(one.picture, document.accent, LOOKS[look_of(one)]))
        for one in grids
        if one.picture
    )
    asked = {**asdict(document), "charts": names, "published": content.published.isoformat()}
    return _compiled(json.dumps(asked, sort_keys=True, ensure_ascii=False), content.logo, drawn)


def look_of(grid: Grid) -> str:
    """Beside its table where both fit, else above it."""
    return "half" if len(grid.columns) == 1 else "paper"


def logo(address: str) -> tuple[str, bytes] | None:
    """The ending of its file and the picture, out of a `data:` address; None without one."""
    kind, found, data = address.removeprefix("data:").partition(";base64,")
    if not found or kind not in ENDINGS:
        return None
    return ENDINGS[kind], base64.b64decode(data)


# A report costs a second of work, and is the same for everybody who asks for it.
@lru_cache(maxsize=32)
def _compiled(asked: str, logo_address: str, drawn: tuple[tuple[str, str], ...]) -> bytes:
    day = datetime.date.fromisoformat(json.loads(asked)["published"])
    for strange in STRANGE:
        parts = {name: shown(text, strange).encode() for name, text in drawn}
        parts["report.json"] = shown(asked, strange).encode()
        try:
            return _printed(parts, logo_address, day)
        except Unshowable:
            continue
    raise Unshowable


def shown(text: str, strange: re.Pattern[str] | None) -> str:
    """The text, with a mark in place of each strange sign."""
    return strange.sub(MARK, text) if strange else text


def _printed(parts: dict[str, bytes], logo_address: str, day: datetime.date) -> bytes:
    parts["main.typ"] = files("luwte.reports.outputs").joinpath("data/report.typ").read_bytes()
    found = logo(logo_address)
    if found is not None:
        parts[f"logo.{found[0]}"] = found[1]
    inputs = {"logo": f"logo.{found[0]}"} if found else {}
    return compiled(parts, "pdf", day, pdf_standards="ua-1", sys_inputs=inputs)
