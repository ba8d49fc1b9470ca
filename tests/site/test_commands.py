"""What an operator types to set up organisations and people."""

from __future__ import annotations

import io
import re
import subprocess
import sys

import pytest
from django.core import mail

from luwte.organisations.models import Organisation
from luwte.people.models import Invitation, User
from luwte.site.commands import main

pytestmark = pytest.mark.django_db


def luwte(*words: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(words)
    return int(ended.value.code or 0)


@pytest.mark.mission("M36")
def test_organisations_are_added_and_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert luwte("organisation", "add", "windschut", "--name", "Bureau Windschut",
                 "--kind", "provider") == 0  # fmt: skip
    assert luwte("organisation", "add", "veldermeer", "--name", "Gemeente Veldermeer",
                 "--sector", "government", "--provider", "windschut") == 0  # fmt: skip
    capsys.readouterr()
    assert luwte("organisation", "list") == 0
    expected = "veldermeer\tGemeente Veldermeer\nwindschut\tBureau Windschut\n"
    assert capsys.readouterr().out == expected
    assert Organisation.objects.get(slug="veldermeer").provider is not None


@pytest.mark.parametrize(
    "words",
    [
        ("Veldermeer!", "--name", "X"),
        ("veldermeer", "--name", "X", "--provider", "nobody"),
        ("taken", "--name", "X"),
    ],
)
def test_what_cannot_be_added_is_explained(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    Organisation.objects.create(name="T", slug="taken", code="taken")
    assert luwte("organisation", "add", *words) == 1
    assert capsys.readouterr().out.strip()
    assert Organisation.objects.count() == 1


@pytest.mark.mission("M36")
def test_an_invitation_is_mailed_and_printed(capsys: pytest.CaptureFixture[str]) -> None:
    Organisation.objects.create(name="Veldermeer", slug="veldermeer", code="v")
    assert luwte("counsellor", "invite", "nadia@elders.example", "--organisation", "veldermeer",
                 "--name", "Nadia", "--position", "external") == 0  # fmt: skip
    link = capsys.readouterr().out.strip()
    token = re.fullmatch(r"http://localhost:\d+/desk/#/invitation/(\S+)", link)
    assert token is not None
    assert link in mail.outbox[0].body
    found = Invitation.objects.by_token(token[1])
    assert found is not None
    assert found.position == "external"
    assert luwte("counsellor", "invite", "x@y.example", "--organisation", "no", "--name", "N") == 1
    assert luwte("counsellor", "invite", "x", "--organisation", "veldermeer", "--name", "N") == 1


@pytest.mark.mission("M22")
def test_an_administrator_needs_a_strong_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("kort\n"))
    assert luwte("administrator", "add", "a@luwte.example", "--password-stdin") == 1
    monkeypatch.setattr("sys.stdin", io.StringIO("lantaarn boot suiker tuin\n"))
    assert luwte("administrator", "add", "a@luwte.example", "--password-stdin") == 0
    assert User.objects.get().is_administrator
    assert luwte("administrator", "add", "A@luwte.example", "--password-stdin") == 1


def test_nobody_waits_for_what_is_seldom_needed() -> None:
    """Solvers and spreadsheets load when somebody uses them, not whenever a process starts."""
    started = (
        "import sys\n"
        "from luwte.site.commands import build_parser, set_up_django\n"
        "set_up_django(only_help=True)\n"
        "build_parser()\n"
        "import luwte.site.urls_site, luwte.site.urls_application, luwte.site.sweeps\n"
        "print(*{'numpy', 'scipy', 'highspy', 'openpyxl', 'typst'} & set(sys.modules))\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", started], capture_output=True, text=True, check=True
    )
    assert told.stdout.split() == []
