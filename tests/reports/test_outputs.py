"""What a published report is given out as says what was published, and nothing more."""

from __future__ import annotations

import base64
import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import jsonschema_rs
import pikepdf
import pytest
from pdfua import validate

from luwte.reports.content import Language, PrintedFigure, ReportContent, Words
from luwte.reports.outputs import pdf as pdf_module
from luwte.reports.outputs.charts import LOOKS, size_of, svg
from luwte.reports.outputs.data import as_csv, as_json
from luwte.reports.outputs.document import Document, in_two_pages, whole
from luwte.reports.outputs.pdf import pdf
from luwte.reports.outputs.picturing import picture
from luwte.reports.outputs.word import word
from tests.reports.sample import activities, few, hardly_any, municipality, rounded, row, years

pytestmark = pytest.mark.mission("M26")

LANGUAGES: tuple[Language, ...] = ("nl", "en")
SCHEMA = Path(__file__).resolve().parents[2] / "docs" / "report.schema.json"


def files(content: ReportContent, language: Language) -> dict[str, bytes]:
    """All that can be taken along."""
    return {
        "pdf": pdf(content, whole(content, language)),
        "short": pdf(content, in_two_pages(content, language)),
        "word": word(content, whole(content, language)),
        "csv": as_csv(content, language),
        "json": as_json(content),
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pdf_is_accessible_and_its_charts_are_told_in_words(
    language: Language, tmp_path: Path
) -> None:
    made = pdf(municipality(), whole(municipality(), language))
    (tmp_path / "report.pdf").write_bytes(made)
    assert validate(str(tmp_path / "report.pdf")).worst_severity() is None
    with pikepdf.open(io.BytesIO(made)) as opened:
        assert str(opened.Root.Lang).startswith(language)
        alternatives = [
            str(one.Alt)
            for one in opened.objects
            if isinstance(one, pikepdf.Dictionary) and "/Alt" in one
        ]
    assert any("2025: 45" in one for one in alternatives)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_version_for_works_council_has_two_pages_at_most(language: Language) -> None:
    with pikepdf.open(
        io.BytesIO(pdf(municipality(), in_two_pages(municipality(), language)))
    ) as it:
        assert len(it.pages) <= 2


def test_word_has_headings_heads_of_tables_and_charts_told_in_words() -> None:
    opened = docx.Document(io.BytesIO(word(municipality(), whole(municipality(), "nl"))))
    levels = [one.style.name for one in opened.paragraphs if one.style is not None]
    assert levels.count("Heading 1") >= 8
    assert len(opened.tables) == 4
    for table in opened.tables:
        assert "w:tblHeader" in table.rows[0]._tr.xml
    described = [one._inline.docPr.get("descr") for one in opened.inline_shapes]
    assert all("zaken" in one or "uren" in one for one in described)
    assert opened.core_properties.language == "nl-NL"


def test_word_is_in_the_style_of_the_house() -> None:
    drawn = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9"/></svg>'
    logo = "data:image/svg+xml;base64," + base64.b64encode(drawn.encode()).decode()
    content = municipality().model_copy(update={"logo": logo})
    opened = docx.Document(io.BytesIO(word(content, whole(content, "nl"))))
    assert opened.inline_shapes[0]._inline.docPr.get("descr") == "Gemeente Veldermeer"
    styles = opened.styles
    for name in ("Title", "Heading 1", "Heading 2"):
        assert str(styles[name].font.color.rgb) == "1D5C63"
    assert {table.style.name for table in opened.tables if table.style} == {"Report Table"}
    used = {one.style.name for one in opened.paragraphs if one.style is not None}
    assert {"Caption", "Key Figure", "Notice"} <= used
    for line in opened.tables[1].rows[:-1]:
        assert "w:cantSplit" in line._tr.xml
        assert line.cells[0].paragraphs[0].paragraph_format.keep_with_next
    assert "NUMPAGES" in opened.sections[0].footer.paragraphs[0]._p.xml


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_content_gives_the_same_bytes_and_names_nobody(language: Language) -> None:

    once = files(municipality(), language)
    pdf_module._compiled.cache_clear()
    assert files(municipality(), language) == once
    with zipfile.ZipFile(io.BytesIO(once["word"])) as packed:
        core = packed.read("docProps/core.xml").decode()
        assert {one.date_time[0] for one in packed.infolist()} == {1980}
    assert "python-docx" not in core
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core)) == {"2026-03-02T00:00:00Z"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_years_with_few_cases_differ_in_the_year_only(language: Language) -> None:
    """With none, one or three cases the content is the same but for the year: so is all else."""
    said = [readable(hardly_any(year), language, year) for year in (2023, 2024, 2025)]
    assert said[0] == said[1] == said[2]


def readable(content: ReportContent, language: Language, year: int) -> list[str]:
    """All words of all outputs, without the year."""
    made = word(content, whole(content, language))
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        inside = [packed.read(name).decode("latin-1") for name in packed.namelist()]
    texts = [
        *inside,
        str(whole(content, language)),
        str(in_two_pages(content, language)),
        as_csv(content, language).decode(),
        as_json(content).decode(),
    ]
    return [one.replace(str(year + 1), "NEXT").replace(str(year), "THIS") for one in texts]


def test_where_all_is_a_band_nothing_is_drawn_and_no_figure_stands_anywhere() -> None:
    content = hardly_any()
    tables = [table for section in content.sections for table in section.tables]
    assert [picture(content, table, "nl") for table in tables] == [None, None]
    figures = [one[4] for one in csv.reader(io.StringIO(as_csv(content, "en").decode()))][1:]
    assert set(figures) == {""}
    shown = str(whole(content, "en"))
    assert "none at all" in shown
    assert "rounded to" not in shown


@pytest.mark.parametrize("look", LOOKS)
def test_a_chart_begins_at_nought_shows_each_figure_and_has_letters_to_read(look: str) -> None:
    content = municipality()
    for table in (one for section in content.sections for one in section.tables):
        shown = picture(content, table, "nl")
        assert shown is not None
        drawn = svg(shown, content.accent, LOOKS[look])
        assert min(int(size) for size in re.findall(r'font-size="(\d+)px"', drawn)) >= 16
        assert ">0</text>" in drawn
        for one in shown.bars:
            assert f">{one.text}</text>" in drawn
            assert one.text in shown.alt
        assert "style=" not in drawn
        width, height = size_of(shown, LOOKS[look])
        assert f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"' in drawn


def test_words_above_a_column_stay_above_it() -> None:
    """A year of few cases among others, in the narrowest chart."""
    table = years(2025, (few(), *(rounded(one) for one in (20, 25, 25, 35, 45))))
    shown = picture(municipality(), table, "nl")
    assert shown is not None
    drawn = svg(shown, "#1d5c63", LOOKS["narrow"])
    assert ">minder</text>" in drawn
    assert "minder dan" not in drawn


def test_rounded_is_said_where_the_figures_are() -> None:
    for language, words in zip(LANGUAGES, ("afgerond op 5", "rounded to 5"), strict=True):
        document = whole(municipality(), language)
        grids = [grid for part in document.parts for grid in part.tables]
        assert [words in grid.counted for grid in grids] == [True, True, True, False]


@pytest.mark.parametrize("make", [whole, in_two_pages])
def test_where_all_is_a_band_one_sentence_says_so_once(
    make: Callable[[ReportContent, Language], Document],
) -> None:
    made = make(hardly_any(), "en")
    assert [grid for part in made.parts for grid in part.tables] == []
    told = next(part for part in made.parts if part.plain)
    assert told.plain[0].startswith("There were fewer than 10 cases. That can be none at all.")
    assert "Left out: What it was about." in told.plain[0]
    assert "not the same as safe" in told.warning


def test_the_head_says_how_many_how_often_and_what_is_asked_by_when() -> None:
    summary = whole(municipality(), "en").parts[0]
    assert [(one.figure, *one.lines) for one in summary.figures] == [
        ("45", "May be 41 to 49.", "2024: 35. That is more now."),
        ("36.3", "Between 24.1 and 51.7."),
        ("2", "The first by 1 October 2026."),
        ("46",),
    ]
    assert summary.hint == "Few reports is not the same as safe."


def test_figures_that_may_stand_for_the_same_count_are_not_compared() -> None:
    content = municipality()
    section = content.sections[0]
    same = years(2025, tuple(rounded(one) for one in (40, 45)))
    changed = section.model_copy(update={"tables": (same,)})
    content = content.model_copy(update={"sections": (changed, *content.sections[1:])})
    told = whole(content, "en").parts[0].figures[0].lines[1]
    assert told == "2024: 40. Whether there are more or fewer now can't be said."


def test_a_long_table_has_its_highest_rows_first_and_tells_those_of_nought_below() -> None:
    content = municipality()
    section = content.sections[1]
    table = section.tables[0]
    more = tuple(row(f"more-{one}", "", f"Answer {one}", rounded(0)) for one in range(4))
    longer = table.model_copy(update={"rows": (*more, *table.rows)})
    changed = section.model_copy(update={"tables": (longer,)})
    content = content.model_copy(update={"sections": (changed,)})
    grid = next(part for part in whole(content, "en").parts if part.tables).tables[0]
    assert [one.cells[0] for one in grid.rows] == ["20", "10", "10", "5", "5", "45"]
    assert grid.rows[-1].total
    expected = "Figure 0, so 0 to 4, for: Answer 0; Answer 1; Answer 2; Answer 3; Discrimination."
    assert grid.notes[0].text == expected
    assert "Answer 3" in as_csv(content, "en").decode()


def test_what_is_there_in_one_language_only_is_marked_as_such() -> None:
    asked = next(part for part in whole(municipality(), "en").parts if part.id == "asked")
    assert [entry.heading.language for entry in asked.entries] == ["en", "nl"]


def test_a_formula_in_a_label_is_only_text_in_the_csv() -> None:
    content = municipality()
    section = content.sections[1]
    table = section.tables[0].model_copy(update={"title": Words(nl="=1+1", en="=1+1")})
    changed = content.model_copy(
        update={"sections": (section.model_copy(update={"tables": (table,)}),)}
    )
    lines = list(csv.reader(io.StringIO(as_csv(changed, "en").decode("utf-8-sig"))))
    assert lines[1][:1] + lines[1][4:] == ["'=1+1", "20", "16", "24"]


def test_the_csv_opens_in_columns_where_its_language_is_spoken() -> None:
    """Spreadsheets in Dutch part columns by semicolons, since the comma is in their numbers."""
    for language, sign in zip(LANGUAGES, ";,", strict=True):
        told = as_csv(municipality(), language).decode("utf-8-sig")
        lines = list(csv.reader(io.StringIO(told), delimiter=sign))
        assert {len(one) for one in lines} == {7}
        assert all(cell == "" or cell.isdigit() for one in lines[1:] for cell in one[4:])


def test_what_nobody_filled_in_is_no_nought() -> None:
    table = activities()
    nobody = PrintedFigure(kind="exact", value=None)
    table = table.model_copy(update={"rows": (row("advice", "Advies", "Advice", nobody),)})
    section = municipality().sections[3].model_copy(update={"tables": (table,)})
    content = municipality().model_copy(update={"sections": (section,)})
    grid = next(part for part in whole(content, "en").parts if part.tables).tables[0]
    assert grid.rows[0].cells == ("–",)
    assert as_csv(content, "en").decode().endswith("hours,,,\r\n")


@pytest.mark.parametrize("content", [municipality(), hardly_any()], ids=["many", "few"])
def test_the_json_is_what_its_schema_says(content: ReportContent) -> None:
    jsonschema_rs.validate(json.loads(SCHEMA.read_text("utf-8")), json.loads(as_json(content)))


def test_a_board_member_finds_ten_answers() -> None:
    """What was asked of somebody new, and where the words of the answer stand."""
    document = whole(municipality(), "en")
    parts = {part.id: str(part) for part in document.parts}
    for part, answer in (
        ("summary", "'45'"),  # how many cases
        ("summary", "2024: 35"),  # more than the year before
        ("nature", "'Bullying', cells=('20',)"),  # what about most
        ("outcome", "Listening only"),  # what was done
        ("asked", "1 October 2026"),  # by when
        ("asked", "'HR'"),  # who does it
        ("follow-up", "Partly done"),  # what came of last year's
        ("rate", "not the same as safe"),  # is few good
        ("counted", "20 stands for 16 to 24"),  # why such round figures
        ("counsellors", "Noor Voorbeeld"),  # whom to turn to
    ):
        assert answer in parts[part], answer


STRANGE = [
    "😀👩‍👧 ☃",
    "\x07\x0b\x1f\ufffe",
    "een\u2028twee",
    "\ud7ff𝕏",
    "עברית العربية",
    "漢字",
    "\u202eRTL",
    "#let $x$ <b>",
]


@pytest.mark.parametrize("signs", STRANGE, ids=ascii)
def test_whatever_signs_people_write_every_file_can_be_made(signs: str) -> None:
    """What was published stays as it is: a file that can't be made could never be."""
    base = municipality()
    words = Words(nl=f"Wij vragen {signs} rust.", en=f"We ask for {signs} quiet.")
    section = base.sections[0]
    table = section.tables[0].model_copy(update={"title": words})
    content = ReportContent.model_validate(
        {
            **base.model_dump(),
            "organisation": f"Raad {signs}",
            "summary": words.model_dump(),
            "sections": [
                {**section.model_dump(), "text": words.model_dump(), "tables": [table.model_dump()]}
            ],
        }
    )
    made = files(content, "nl")
    assert made["pdf"].startswith(b"%PDF-")
    text = "\n".join(one.text for one in docx.Document(io.BytesIO(made["word"])).paragraphs)
    assert "Wij vragen" in text
    for name, one in json.loads(made["json"]).items():
        assert name
        assert "\x07" not in str(one)
