"""The tables that leave Luwte, opened by a spreadsheet program as somebody at an office would.

Only where LibreOffice is installed, so it proves no row of the mission: test_lead.py does, by
reading the same file. What is seen here besides is what the program itself makes of it.
"""

from __future__ import annotations

import datetime
import shutil
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.cache import cache

from luwte.organisations.models import Organisation
from luwte.registry.activities import Activity, summed
from tests.site.test_lead import WORK, somebody

OFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed here"),
]
YEAR = datetime.datetime.now(datetime.UTC).year - 1
#: Parted by commas, quoted by ", in UTF-8: what LibreOffice proposes for such a file.
AS_PROPOSED = "CSV:44,34,76,1"


def opened(data: bytes, folder: Path) -> list[tuple[Any, ...]]:
    """The rows, each cell as the program took it: a number, a day, or a text."""
    (folder / "table.csv").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    how = ("--headless", f"--infilter={AS_PROPOSED}", "--convert-to", "xlsx")
    told = [str(OFFICE), profile, *how, "--outdir", str(folder), str(folder / "table.csv")]
    subprocess.run(told, check=True, capture_output=True, timeout=120)
    sheet = openpyxl.load_workbook(folder / "table.xlsx").active
    assert sheet is not None
    return list(sheet.iter_rows(values_only=True))


def test_a_year_of_work_has_days_and_numbers_and_nothing_is_reckoned_with(tmp_path: Path) -> None:
    cache.clear()
    town = Organisation.objects.create(name="Veldermeer", slug="veldermeer", code="veldermeer")
    anne = somebody(town, "Anne")
    for day, subject, reached, minutes in (
        (3, "=1+1", 14, 90),
        (5, "Wie wij zijn, en wat wij doen; privé", 20, 45),
    ):
        Activity.objects.create(
            organisation=town,
            kind="session",
            day=datetime.date(YEAR, 2, day),
            subject=subject,
            reached=reached,
            minutes=minutes,
        )
    head, *rows = opened(anne.get(f"{WORK}{YEAR}.csv").content, tmp_path)
    assert head == ("Day", "What it was", "About what", "For whom", "People", "Minutes")
    days = [row[0].date() for row in rows]
    assert days == [datetime.date(YEAR, 2, day) for day in (3, 5)]
    assert [row[2] for row in rows] == ["'=1+1", "Wie wij zijn, en wat wij doen; privé"]
    (added_up,) = summed(Activity.objects.all())
    assert sum(row[4] for row in rows) == added_up.reached == 34
    assert sum(row[5] for row in rows) == added_up.hours * 60 == 135
