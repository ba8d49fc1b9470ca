"""An organisation of any size, its counsellors, and what they send."""

from __future__ import annotations

import base64
import secrets
from dataclasses import dataclass
from typing import Any

import pytest

from luwte.organisations.models import Organisation
from luwte.people.models import Appointment, Person, User
from luwte.registry.codes import code_lists
from luwte.registry.models import today
from tests.vault.wire_client import Line


def to_bin(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def new_token() -> str:
    return to_bin(secrets.token_bytes(32))


@dataclass
class Office:
    """An organisation with a counsellor who is signed in."""

    organisation: Organisation
    line: Line

    def registration(self, **changed: Any) -> dict[str, Any]:
        """A case in the codes that every organisation may collect."""
        codes = {"domain": "oo", "category": "pesten"}
        return {
            "token": new_token(),
            "kind": "case",
            "version": code_lists().version,
            "year": today().year,
            "codes": codes,
        } | changed

    def hand_over(self, *registrations: dict[str, Any], line: Line | None = None) -> Any:
        body = {"organisation": self.organisation.public_id, "registrations": list(registrations)}
        return (line or self.line).send("registrations/hand-over", body)


def counsellor_of(organisation: Organisation, name: str = "Anne") -> Line:
    """The line of somebody with a running appointment there."""
    user = User.objects.create_user(f"{name}@{organisation.slug}.example".lower(), "x")
    person = Person.objects.create(user=user, name=name)
    Appointment.objects.create(person=person, organisation=organisation)
    return Line().sign_in(user)


def make_office(slug: str = "hoekstra", headcount: int = 30) -> Office:
    organisation = Organisation.objects.create(
        slug=slug, code=slug, name=slug.title(), headcount=headcount
    )
    return Office(organisation, counsellor_of(organisation))


@pytest.fixture
def office(db: None) -> Office:
    return make_office()
