"""Tables of earlier years: read as they are kept, without what isn't figures."""

from __future__ import annotations

import datetime
import io
import zipfile

import openpyxl
import pytest

from luwte.registry import sheets
from luwte.registry.sheets import Sheet, Unreadable, read_sheet

pytestmark = pytest.mark.mission("M25")

LINES = "Jaar;Soort;Keuze\n2022;Pesten;Zelf\n2023;Agressie;\n"


def excel(*rows: list[object]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_of_every_make_is_read(encoding: str, delimiter: str) -> None:
    text = LINES.replace(";", delimiter).replace("Zelf", "Privé")
    read = read_sheet("t.csv", text.encode(encoding))
    assert read == Sheet(
        ("Jaar", "Soort", "Keuze"), (("2022", "Pesten", "Privé"), ("2023", "Agressie", ""))
    )


def test_excel_is_read_with_whole_numbers() -> None:
    data = excel(["Jaar", "Soort"], [2022, "Pesten"], [2023.0, " Agressie\n en geweld "], [None])
    read = read_sheet("t.xlsx", data)
    assert read.rows == (("2022", "Pesten"), ("2023", "Agressie en geweld"))


def test_of_a_day_only_year_and_quarter_are_kept() -> None:
    data = excel(["Gemeld op"], [datetime.date(2022, 5, 31)], [datetime.date(2023, 10, 1)], [None])
    assert read_sheet("t.xlsx", data).rows == (("2022", "2"), ("2023", "4"))
    text = b"Gemeld op\n31-05-2022\n01/10/2023\n"
    assert read_sheet("t.csv", text).rows == (("2022", "2"), ("2023", "4"))


def test_names_and_stories_are_left_out() -> None:
    rows = "\n".join(f"2022;Naam {number};Pesten" for number in range(60))
    read = read_sheet("t.csv", f"Jaar;Wie;Soort\n{rows}\n2022;;{'x' * 81}\n".encode())
    assert read.head == ("Jaar",)
    assert read.left_out == ("Wie", "Soort")
    assert "Naam" not in str(read.rows)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"Jaar;Soort\n",
        b"PK\x03\x04 no zip",
        b"\x00\x01\x02\n\x00",
        b"a\n" * 5002 + b"b",
        b"x" * (sheets.LARGEST_FILE + 1),
        ("\n".join([";".join("abc" * 21)] * 2)).encode(),
    ],
)
def test_what_is_no_table_of_ours_is_refused_with_a_reason(data: bytes) -> None:
    with pytest.raises(Unreadable) as refused:
        read_sheet("t", data)
    assert str(refused.value.args[0]).endswith(".")


def test_a_file_that_swells_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/worksheets/sheet1.xml", b"0" * (sheets.LARGEST_UNPACKED + 1))
    monkeypatch.setattr(openpyxl, "load_workbook", pytest.fail)
    with pytest.raises(Unreadable):
        read_sheet("t.xlsx", packed.getvalue())
