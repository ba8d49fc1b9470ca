"""A report as a Word file that counsellors can go on with: real headings, tables, charts.

Made by python-docx. A template would bring nothing here: which sections, tables and charts there
are differs from report to report, so all of it would be inserted by code anyhow.
"""

from __future__ import annotations

import datetime
import io
import zipfile
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from luwte.reports.content import ReportContent
from luwte.reports.outputs.charts import LOOKS, svg
from luwte.reports.outputs.compiling import compiled
from luwte.reports.outputs.document import Document, Entry, Grid, Part, Said

if TYPE_CHECKING:
    from docx.document import Document as Sheet

# The first moment that a zip file can name.
NO_TIME = (1980, 1, 1, 0, 0, 0)
LANGUAGES = {"nl": "nl-NL", "en": "en-GB"}


def word(content: ReportContent, document: Document) -> bytes:
    """The file. It names no author, and no other day than that of publishing."""
    import docx  # noqa: PLC0415

    sheet = docx.Document()
    midnight = datetime.datetime.combine(content.published, datetime.time())
    properties = sheet.core_properties
    properties.author = properties.last_modified_by = document.organisation
    properties.title = f"{document.title} {document.period}"
    properties.language = LANGUAGES[document.language]
    properties.comments = ""
    properties.created = properties.modified = midnight
    styled(sheet, document)
    sheet.add_paragraph(document.organisation, "Subtitle")
    sheet.add_paragraph(document.title, "Title")
    sheet.add_paragraph(" · ".join((document.period, *document.edition)))
    for one in document.correction:
        spoken(sheet.add_paragraph(), one)
    for part in document.parts:
        written(sheet, part, document)
    made = io.BytesIO()
    sheet.save(made)
    return timeless(made.getvalue())


def styled(sheet: Sheet, document: Document) -> None:
    """The house colour for headings, and the language of the whole."""
    from docx.oxml.ns import qn  # noqa: PLC0415
    from docx.shared import Pt, RGBColor  # noqa: PLC0415

    accent = RGBColor.from_string(document.accent.removeprefix("#").upper())
    for name in ("Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3"):
        style: Any = sheet.styles[name]
        style.font.color.rgb = accent
        style.font.italic = False
    body: Any = sheet.styles["Normal"]
    body.font.name, body.font.size = "Cambria", Pt(11)
    for language in sheet.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGES[document.language])


def written(sheet: Sheet, part: Part, document: Document) -> None:
    sheet.add_heading(part.heading, 1)
    for one in part.said:
        spoken(sheet.add_paragraph(), one)
    for figure in part.figures:
        paragraph = sheet.add_paragraph(style="List Bullet")
        paragraph.add_run(figure.figure).bold = True
        paragraph.add_run(" ".join((f" {figure.what}.", *figure.lines)))
    for plain in part.plain:
        sheet.add_paragraph(plain)
    if part.warning:
        sheet.add_paragraph().add_run(part.warning).bold = True
    for entry in part.entries:
        entered(sheet, entry)
    for grid in part.tables:
        tabled(sheet, grid, document)


def entered(sheet: Sheet, entry: Entry) -> None:
    spoken(sheet.add_heading("", 2), entry.heading)
    if entry.state:
        sheet.add_paragraph(entry.state)
    for line in entry.lines:
        paragraph = sheet.add_paragraph()
        paragraph.add_run(f"{line.label}: ").bold = True
        for one in line.said:
            spoken(paragraph, one)


def spoken(paragraph: Any, said: Said) -> None:
    """The words, marked with the language they are in."""
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    run = paragraph.add_run(said.text)
    mark: Any = OxmlElement("w:lang")
    mark.set(qn("w:val"), LANGUAGES[said.language])
    run._element.get_or_add_rPr().append(mark)


def tabled(sheet: Sheet, grid: Grid, document: Document) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.shared import Cm  # noqa: PLC0415

    sheet.add_heading(grid.title, 2)
    if grid.picture is not None:
        drawn = png(svg(grid.picture, document.accent, LOOKS["paper"]))
        shape: Any = sheet.add_picture(io.BytesIO(drawn), width=Cm(15))
        shape._inline.docPr.set("descr", grid.picture.alt)
        if grid.picture.legend:
            sheet.add_paragraph(grid.picture.legend, "Caption")
    table = sheet.add_table(1, 1 + len(grid.columns), "Light List")
    head: Any = table.rows[0]._tr.get_or_add_trPr()
    head.append(OxmlElement("w:tblHeader"))
    lines = [(grid.counted, *grid.columns), *((one.label, *one.cells) for one in grid.rows)]
    for place, texts in enumerate(lines):
        cells = table.rows[0].cells if place == 0 else table.add_row().cells
        for column, (cell, text) in enumerate(zip(cells, texts, strict=True)):
            cell.text = text
            if column:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for note in grid.notes:
        spoken(sheet.add_paragraph(), note)


@lru_cache(maxsize=64)
def png(drawn: str) -> bytes:
    """A chart for who can't show SVG, in letters that come along: the same on every machine."""
    source = b'#set page(width: auto, height: auto, margin: 0pt)\n#image("chart.svg")'
    files = {"main.typ": source, "chart.svg": drawn.encode()}
    return compiled(files, "png", datetime.date(1980, 1, 1), ppi=200)


def timeless(packed: bytes) -> bytes:
    """The same zip file without the moments at which its parts were written."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(packed)) as source,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in sorted(source.namelist(), key=lambda one: (one != "[Content_Types].xml", one)):
            target.writestr(zipfile.ZipInfo(name, NO_TIME), source.read(name), zipfile.ZIP_DEFLATED)
    return made.getvalue()
