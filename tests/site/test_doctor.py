"""What `luwte doctor` says of a deployment."""

from __future__ import annotations

import pytest

from luwte.organisations.models import Organisation
from luwte.site.commands import main

pytestmark = pytest.mark.django_db


@pytest.fixture
def employer() -> Organisation:
    return Organisation.objects.create(name="Kompasroos", slug="k", code="k", headcount=65)


def told(capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit):
        main(("doctor",))
    return capsys.readouterr().out


@pytest.mark.mission("M22")
def test_a_small_employer_should_not_host_itself(
    employer: Organisation, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "Kompasroos has fewer than 250 people." in told(capsys)


@pytest.mark.parametrize(
    "other",
    [
        {"name": "Bureau", "slug": "b", "code": "b", "kind": "provider"},
        {"name": "Veldermeer", "slug": "v", "code": "v", "headcount": 1200},
    ],
)
def test_whoever_hosts_several_is_not_the_employer(
    employer: Organisation, other: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    Organisation.objects.create(**other)
    assert "250" not in told(capsys)


def test_a_large_employer_may(employer: Organisation, capsys: pytest.CaptureFixture[str]) -> None:
    Organisation.objects.filter(pk=employer.pk).update(headcount=250)
    assert "fewer than" not in told(capsys)


def test_what_our_own_headers_do_is_not_called_unsafe(capsys: pytest.CaptureFixture[str]) -> None:
    assert "SecurityMiddleware" not in told(capsys)
