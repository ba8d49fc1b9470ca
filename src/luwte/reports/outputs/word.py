"""A report as a Word file that counsellors can go on with: real headings, tables, charts.

Made by python-docx. A template would bring nothing here: which sections, tables and charts there
are differs from report to report, so all of it would be inserted by code anyhow.
"""

from __future__ import annotations

import datetime
import io
import zipfile
from functools import lru_cache
from typing import Any

import docx
from docx.document import Document as Sheet
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from luwte.reports.content import ReportContent
from luwte.reports.outputs.charts import LOOKS, svg
from luwte.reports.outputs.compiling import compiled
from luwte.reports.outputs.document import Document, Entry, Grid, Part, Said
from luwte.reports.outputs.key_figures import KeyFigure
from luwte.reports.outputs.pdf import logo
from luwte.reports.outputs.word_styles import LANGUAGES, TEXT_WIDTH, below_each_page, styled

# The first moment that a zip file can name.
NO_TIME = (1980, 1, 1, 0, 0, 0)
#: A longer table may go on on the next page, under its head.
ROWS_TOGETHER = 24


def word(content: ReportContent, document: Document) -> bytes:
    """The file. It names no author, and no other day than that of publishing."""
    sheet = docx.Document()
    midnight = datetime.datetime.combine(content.published, datetime.time())
    properties = sheet.core_properties
    properties.author = properties.last_modified_by = document.organisation
    properties.title = f"{document.title} {document.period}"
    properties.language = LANGUAGES[document.language]
    properties.comments = ""
    properties.created = properties.modified = midnight
    styled(sheet, document)
    below_each_page(sheet, document)
    headed(sheet, content, document)
    for part in document.parts:
        written(sheet, part, document)
    made = io.BytesIO()
    sheet.save(made)
    return timeless(made.getvalue())


def headed(sheet: Sheet, content: ReportContent, document: Document) -> None:
    """Whose it is, with the logo at the right, what it is, and of when."""
    whose = sheet.add_paragraph(style="Subtitle")
    found = logo(content.logo)
    whose.add_run(document.organisation)
    if found is not None:
        kind, drawn = found
        beside = Cm(TEXT_WIDTH)
        whose.paragraph_format.tab_stops.add_tab_stop(beside, WD_TAB_ALIGNMENT.RIGHT)
        picture = png(drawn.decode()) if kind == "svg" else drawn
        shape: Any = whose.add_run("\t").add_picture(io.BytesIO(picture), height=Cm(1.4))
        told(shape, document.organisation)
    sheet.add_paragraph(document.title, "Title")
    sheet.add_paragraph(document.period).runs[0].bold = True
    sheet.add_paragraph(" · ".join((document.days, *document.edition)), "Caption")
    if document.correction:
        sheet.add_paragraph(style="Notice").add_run(document.why).bold = True
    for one in document.correction:
        spoken(sheet.add_paragraph(style="Notice"), one)


def written(sheet: Sheet, part: Part, document: Document) -> None:
    sheet.add_heading(part.heading, 1)
    for figure in part.figures:
        key_figure(sheet, figure)
    if part.hint:
        sheet.add_paragraph(part.hint)
    for one in part.said:
        spoken(sheet.add_paragraph(), one)
    for plain in part.plain:
        sheet.add_paragraph(plain)
    if part.warning:
        sheet.add_paragraph(style="Notice").add_run(part.warning).bold = True
    for entry in part.entries:
        (named if part.people else entered)(sheet, entry)
    for grid in part.tables:
        tabled(sheet, grid, document, headed=grid.title != part.heading)


def key_figure(sheet: Sheet, figure: KeyFigure) -> None:
    paragraph = sheet.add_paragraph(style="Key Figure")
    number = paragraph.add_run(figure.figure)
    number.bold, number.font.size = True, Pt(16)
    paragraph.add_run(f"  {figure.what}").bold = True
    if figure.lines:
        paragraph.add_run().add_break()
        paragraph.add_run(" ".join(figure.lines))


def named(sheet: Sheet, entry: Entry) -> None:
    """Somebody, on one line."""
    paragraph = sheet.add_paragraph(style="List Bullet")
    paragraph.add_run(entry.heading.text).bold = True
    paragraph.add_run(f", {entry.state}")


def entered(sheet: Sheet, entry: Entry) -> None:
    spoken(sheet.add_heading("", 2), entry.heading)
    if entry.state:
        sheet.add_paragraph(entry.state).paragraph_format.keep_with_next = bool(entry.lines)
    paragraph = None
    for line in entry.lines:
        if paragraph is None or not entry.brief:
            paragraph = sheet.add_paragraph()
            paragraph.paragraph_format.keep_together = True
        else:
            paragraph.add_run("     ")
        paragraph.add_run(f"{line.label}: ").bold = True
        for place, one in enumerate(line.said):
            if place:
                paragraph.add_run().add_break()
            spoken(paragraph, one)


def spoken(paragraph: Any, said: Said) -> None:
    """The words, marked with the language they are in."""
    run = paragraph.add_run(said.text)
    mark: Any = OxmlElement("w:lang")
    mark.set(qn("w:val"), LANGUAGES[said.language])
    run._element.get_or_add_rPr().append(mark)


def told(shape: Any, words: str) -> None:
    """What a picture says to who can't see it."""
    shape._inline.docPr.set("descr", words)
    # Where it isn't said, some programs keep others at a distance, and it moves to the right.
    for side in ("distT", "distB", "distL", "distR"):
        shape._inline.set(side, "0")


# --- Tables and charts --------------------------------------------------------------------------


def tabled(sheet: Sheet, grid: Grid, document: Document, *, headed: bool) -> None:
    """The chart, the table below it and its notes; none of them alone at the foot of a page."""
    if headed:
        sheet.add_heading(grid.title, 2)
    if grid.picture is not None:
        drawn_above(sheet, grid, document.accent)
    lines = [(grid.counted, *grid.columns), *((one.label, *one.cells) for one in grid.rows)]
    strong = {0, *(place for place, one in enumerate(grid.rows, 1) if one.total)}
    table: Any = sheet.add_table(len(lines), 1 + len(grid.columns), "Report Table")
    table.autofit = False
    laid_out(table, grid)
    for place, (row, texts) in enumerate(zip(table.rows, lines, strict=True)):
        is_last = place == len(lines) - 1
        together = len(lines) <= ROWS_TOGETHER and not (is_last and not grid.notes)
        if place == 0:
            row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        filled(row, texts, strong=place in strong, together=together)
    for note in grid.notes:
        spoken(sheet.add_paragraph(style="Caption"), note)
    if not grid.notes:
        sheet.add_paragraph(style="Caption")


def drawn_above(sheet: Sheet, grid: Grid, accent: str) -> None:
    picture = grid.picture
    if picture is None:
        return
    drawn = png(svg(picture, accent, LOOKS["paper"]))
    told(sheet.add_picture(io.BytesIO(drawn), width=Cm(TEXT_WIDTH)), picture.alt)
    sheet.paragraphs[-1].paragraph_format.keep_with_next = True
    if picture.legend:
        sheet.add_paragraph(picture.legend, "Caption").paragraph_format.keep_with_next = True


def laid_out(table: Any, grid: Grid) -> None:
    """That its head stands out, and how wide the columns are."""
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    for name in ("firstRow", "lastRow", "firstColumn", "lastColumn", "noHBand", "noVBand"):
        look.set(qn(f"w:{name}"), str(int(name in ("firstRow", "noHBand", "noVBand"))))
    narrow = min(3.0, TEXT_WIDTH * 0.65 / len(grid.columns))
    widths = [TEXT_WIDTH - narrow * len(grid.columns), *(narrow for _ in grid.columns)]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)


def filled(row: Any, texts: tuple[str, ...], *, strong: bool, together: bool) -> None:
    """One row, whole on one page, and on the same page as the next."""
    row._tr.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))
    for column, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        paragraph = cell.paragraphs[0]
        paragraph.style = "Table Text"
        paragraph.add_run(text).bold = strong or None
        paragraph.paragraph_format.keep_with_next = together
        if column:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


@lru_cache(maxsize=64)
def png(drawn: str) -> bytes:
    """A chart or logo for who can't show SVG, in letters that come along: everywhere the same."""
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
