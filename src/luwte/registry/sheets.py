"""Reading a table that somebody kept their figures in: Excel or CSV, as small as it needs to be.

What isn't figures is left out at once: a column with many different texts holds names or stories,
and of a day only year and quarter are kept.
"""

from __future__ import annotations

import csv
import datetime
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

LARGEST_FILE = 2 * 1024 * 1024
LARGEST_UNPACKED = 40 * 1024 * 1024
MOST_ROWS = 5000
MOST_COLUMNS = 60
#: More different texts than this in a column are no codes.
MOST_TEXTS = 40
LONGEST = 80
DAY_FORMS = ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%Y-%m-%d %H:%M:%S")
NUMBER = re.compile(r"(\d+)\.0+")
#: As spreadsheets are kept from reckoning with a text.
QUOTED = re.compile(r"'(?=[=+\-@])")
#: Between several answers in one cell.
SEVERAL = re.compile(r"\s*[;|]\s*")

Row = tuple[str, ...]


class Unreadable(Exception):
    """This is no table that we can take. The message is for the person."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Names of columns, and rows as long as these. `left_out` are columns that weren't taken."""

    head: Row
    rows: tuple[Row, ...]
    left_out: Row = ()

    def values(self, column: int) -> list[str]:
        """What stands in a column, each text once, sorted; without empty cells."""
        return sorted({row[column] for row in self.rows if row[column]})


def read_sheet(name: str, data: bytes) -> Sheet:
    """The first table of a file; raises Unreadable."""
    if len(data) > LARGEST_FILE:
        raise Unreadable(_("This file is larger than 2 MB."))
    lines = spreadsheet(data) if data[:2] == b"PK" else text_table(data)
    filled = [line for line in lines if any(line)]
    if len(filled) < 2:
        raise Unreadable(_("There are no rows in this table, or no names above its columns."))
    width = max(at + 1 for line in filled for at, cell in enumerate(line) if cell)
    if len(filled) > MOST_ROWS + 1 or width > MOST_COLUMNS:
        raise Unreadable(_("This table is too large: at most 5,000 rows and 60 columns."))
    first, *rows = ([*line, *[""] * width][:width] for line in filled)
    head = [title or f"{number + 1}" for number, title in enumerate(first)]
    return coded_columns(head, rows)


def spreadsheet(data: bytes) -> list[list[str]]:
    """The first sheet of an Excel file, as text."""
    # Seldom needed, and slow to load.
    import openpyxl  # noqa: PLC0415

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            unpacked = sum(one.file_size for one in packed.infolist())
    except zipfile.BadZipFile as error:
        raise Unreadable(_("This is no Excel file that we can read.")) from error
    if unpacked > LARGEST_UNPACKED:
        raise Unreadable(_("This table is too large: at most 5,000 rows and 60 columns."))
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        rows = sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS + 1, values_only=True)
        return [[as_text(cell) for cell in row] for row in rows]
    except Exception as error:  # the library raises whatever its parsers do
        raise Unreadable(_("This is no Excel file that we can read.")) from error


def text_table(data: bytes) -> list[list[str]]:
    """CSV with commas, semicolons or tabs, in UTF-8 or as older Excel writes it."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    if "\0" in text:
        raise Unreadable(_("This is neither an Excel file nor CSV."))
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        return [
            [as_text(cell) for cell in row]
            for row in csv.reader(io.StringIO(text), delimiter=delimiter)
        ]
    except csv.Error as error:
        raise Unreadable(_("This is neither an Excel file nor CSV.")) from error


def as_text(cell: object) -> str:
    """A cell on one line. A whole number is written without a point."""
    if cell is None:
        return ""
    text = " ".join(str(cell).split())
    text = text[1:] if QUOTED.match(text) else text
    whole = NUMBER.fullmatch(text)
    return whole.group(1) if whole else text


def coded_columns(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Sheet:
    """Only columns that can hold codes; a column of days becomes one of years, one of quarters."""
    titles: list[str] = []
    columns: list[list[str]] = []
    left_out: list[str] = []
    for number, title in enumerate(head):
        cells = [row[number] for row in rows]
        days = [day_of(cell) for cell in cells]
        if any(cells) and all(day or not cell for day, cell in zip(days, cells, strict=True)):
            titles += [f"{title[:LONGEST]}: {_('year')}", f"{title[:LONGEST]}: {_('quarter')}"]
            columns.append([str(day.year) if day else "" for day in days])
            columns.append([str((day.month - 1) // 3 + 1) if day else "" for day in days])
        elif fits_codes(cells):
            titles.append(title[:LONGEST])
            columns.append(cells)
        else:
            left_out.append(title[:LONGEST])
    return Sheet(tuple(titles), tuple(rows_of(columns, len(rows))), tuple(left_out))


def rows_of(columns: Sequence[Sequence[str]], count: int) -> Iterator[Row]:
    for number in range(count):
        yield tuple(column[number] for column in columns)


def fits_codes(cells: Iterable[str]) -> bool:
    """Few different texts, all of them short; several in a cell are each one."""
    texts = {part for cell in cells for part in SEVERAL.split(cell) if part}
    return 0 < len(texts) <= MOST_TEXTS and all(len(text) <= LONGEST for text in texts)


def day_of(text: str) -> datetime.date | None:
    for form in DAY_FORMS:
        try:
            return datetime.datetime.strptime(text, form).replace(tzinfo=datetime.UTC).date()
        except ValueError:
            continue
    return None
