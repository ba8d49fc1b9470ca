"""A report as an accessible PDF (PDF/UA-1): Typst refuses to write one that isn't."""

from __future__ import annotations

import base64
import datetime
import json
from dataclasses import asdict
from functools import lru_cache
from importlib.resources import files

from luwte.reports.content import ReportContent
from luwte.reports.outputs.charts import LOOKS, svg
from luwte.reports.outputs.compiling import compiled
from luwte.reports.outputs.document import Document, Grid

ENDINGS = {"image/png": "png", "image/svg+xml": "svg"}


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
    return _compiled(json.dumps(asked, sort_keys=True), content.logo, drawn)


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
    parts = {name: text.encode() for name, text in drawn}
    parts["main.typ"] = files("luwte.reports.outputs").joinpath("data/report.typ").read_bytes()
    parts["report.json"] = asked.encode()
    found = logo(logo_address)
    if found is not None:
        parts[f"logo.{found[0]}"] = found[1]
    inputs = {"logo": f"logo.{found[0]}"} if found else {}
    return compiled(parts, "pdf", day, pdf_standards="ua-1", sys_inputs=inputs)
