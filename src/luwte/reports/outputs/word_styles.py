"""The house style of a Word file: its page, letters, colours, and what stands above and below."""

from __future__ import annotations

from typing import Any

from docx.document import Document as Sheet
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from luwte.organisations.colours import mixed
from luwte.reports.outputs.document import Document

LANGUAGES = {"nl": "nl-NL", "en": "en-GB"}
LETTERS = "Cambria"
SOFT_TEXT = "595959"
#: A4 without its margins, in centimetres.
TEXT_WIDTH = 16.6
HEADINGS = (("Title", 24), ("Subtitle", 12), ("Heading 1", 16), ("Heading 2", 13))
# Lines below each row, a stronger one below the head; nothing else.
TABLE = """<w:style {ns} w:type="table" w:customStyle="1" w:styleId="ReportTable">
<w:name w:val="Report Table"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/><w:qFormat/>
<w:tblPr><w:tblBorders>
<w:bottom w:val="single" w:sz="4" w:space="0" w:color="BFBFBF"/>
<w:insideH w:val="single" w:sz="4" w:space="0" w:color="BFBFBF"/></w:tblBorders></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>
<w:bottom w:val="single" w:sz="12" w:space="0" w:color="{accent}"/></w:tcBorders></w:tcPr>
</w:tblStylePr></w:style>"""


def styled(sheet: Sheet, document: Document) -> None:
    """Gives the file its page, its styles by their own names, and its language."""
    accent, styles = document.accent.removeprefix("#").upper(), sheet.styles
    on_paper(sheet)
    body: Any = styles["Normal"]
    lettered(body, 11)
    body.paragraph_format.space_after, body.paragraph_format.line_spacing = Pt(6), 1.15
    for name, size in HEADINGS:
        style: Any = styles[name]
        lettered(style, size)
        style.font.color.rgb, style.font.bold = RGBColor.from_string(accent), True
        style.font.italic = False
        style.paragraph_format.keep_with_next = True
        for border in style.element.findall(f".//{qn('w:pBdr')}"):
            border.getparent().remove(border)
        for apart in style.element.rPr.findall(qn("w:spacing")):
            style.element.rPr.remove(apart)
    styles["Heading 1"].paragraph_format.space_before = Pt(20)
    styles["Heading 2"].paragraph_format.space_before = Pt(12)
    for name in ("Heading 1", "Heading 2"):
        styles[name].paragraph_format.space_after = Pt(4)
    soft = RGBColor.from_string(SOFT_TEXT)
    for name in ("Caption", "Footer"):
        lettered(styles[name], 9)
        styles[name].font.color.rgb, styles[name].font.bold = soft, False
    styles["Caption"].paragraph_format.space_before = Pt(3)
    for name in ("Key Figure", "Notice"):
        framed(styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH), body, document.accent)
    cell: Any = styles.add_style("Table Text", WD_STYLE_TYPE.PARAGRAPH)
    cell.base_style, cell.quick_style, cell.font.size = body, True, Pt(10)
    inside = cell.paragraph_format
    inside.space_before = inside.space_after = Pt(1.5)
    inside.line_spacing = 1.0
    styles.element.append(parse_xml(TABLE.format(ns=nsdecls("w"), accent=accent)))
    for language in styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGES[document.language])


def on_paper(sheet: Sheet) -> None:
    page = sheet.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm((21 - TEXT_WIDTH) / 2)
    page.top_margin, page.bottom_margin = Cm(2), Cm(2.2)


def lettered(style: Any, size: float) -> None:
    """In the letters of the report, whatever the theme of the file says."""
    style.font.name, style.font.size = LETTERS, Pt(size)
    fonts = style.element.rPr.find(qn("w:rFonts"))
    for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.attrib.pop(qn(f"w:{kind}Theme"), None)


def framed(style: Any, base: Any, accent: str) -> None:
    """A line of the house colour before it, on a soft ground."""
    style.base_style, style.quick_style = base, True
    kept = style.paragraph_format
    kept.left_indent, kept.space_after, kept.keep_together = Pt(8), Pt(4), True
    soft = mixed(accent, "#ffffff", 0.9).removeprefix("#")
    strong = accent.removeprefix("#")
    properties = style.element.get_or_add_pPr()
    line = f'<w:left w:val="single" w:sz="18" w:space="6" w:color="{strong}"/>'
    border = f"<w:pBdr {nsdecls('w')}>{line}</w:pBdr>"
    shade = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{soft}"/>'
    for after in ("w:spacing", "w:ind"):
        found = properties.find(f"{{{style.element.nsmap['w']}}}{after[2:]}")
        if found is not None:
            found.addprevious(parse_xml(border))
            found.addprevious(parse_xml(shade))
            break


def below_each_page(sheet: Sheet, document: Document) -> None:
    """Whose report it is, and which page of how many."""
    line = sheet.sections[0].footer.paragraphs[0]
    if line.style is not None:
        line.style.paragraph_format.tab_stops.clear_all()
    line.paragraph_format.tab_stops.add_tab_stop(Cm(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    line.add_run(f"{document.organisation} · {document.title} · {document.period}\t")
    reckoned(line, "PAGE")
    line.add_run(" / ")
    reckoned(line, "NUMPAGES")


def reckoned(paragraph: Any, what: str) -> None:
    """A number that Word fills in."""
    field = f'<w:fldSimple {nsdecls("w")} w:instr="{what}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    paragraph._p.append(parse_xml(field))
