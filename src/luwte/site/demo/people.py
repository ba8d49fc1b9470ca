"""Makes the demo's organisations, accounts and appointments."""

from __future__ import annotations

import base64
import datetime
import secrets
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP

from luwte.organisations.logos import cleaned_logo
from luwte.organisations.models import Organisation, PhoneLine, Unit
from luwte.people.meeting_hours import MeetingHours
from luwte.people.models import Appointment, Person, User
from luwte.site.demo.logos import logo
from luwte.vault.days import today

DATA = Path(__file__).resolve().parent / "data"


@dataclass
class Account:
    """Somebody who can sign in, with what the demo tells of them."""

    key: str
    person: Person
    email: str
    password: str
    totp: str
    roles: list[str]
    organisations: list[str] = field(default_factory=list)


def told(name: str) -> dict[str, Any]:
    """One of the data files."""
    return tomllib.loads((DATA / name).read_text("utf-8"))


def ago(days: int) -> datetime.date:
    """So many days before today; a negative number is in the future."""
    return today() - datetime.timedelta(days=days)


def make_organisations() -> dict[str, Organisation]:
    """By slug, providers first."""
    made: dict[str, Organisation] = {}
    for one in told("organisations.toml")["organisation"]:
        own = {k: v for k, v in one.items() if k not in {"phones", "units", "provider", "logo"}}
        own["second_address"] = own.get("second_address", "").strip()
        organisation = Organisation(**own, provider=made.get(one.get("provider", "")))
        if "logo" in one:
            cleaned = cleaned_logo(logo(one["logo"], one["name"], one["accent"]))
            organisation.logo, organisation.logo_type = cleaned.data, cleaned.media_type
        organisation.full_clean()
        organisation.save()
        for order, line in enumerate(one.get("phones", [])):
            PhoneLine.objects.create(organisation=organisation, order=order, **line)
        Unit.objects.bulk_create(
            Unit(organisation=organisation, name=name, headcount=count)
            for name, count in one.get("units", [])
        )
        made[one["slug"]] = organisation
    return made


def make_people(organisations: Mapping[str, Organisation]) -> dict[str, Account]:
    """Counsellors, coordinator and administrator, by key."""
    data = told("counsellors.toml")
    accounts: dict[str, Account] = {}
    for one in data["counsellor"]:
        account = new_account(one, roles=["counsellor"])
        accounts[one["key"]] = account
        account.organisations = [place["organisation"] for place in one["at"]]
    for one in data["counsellor"]:
        for place in one["at"]:
            appoint(accounts, one, place, organisations[place["organisation"]])
    for one in data["other"]:
        account = new_account(one, roles=[one["role"]])
        accounts[one["key"]] = account
        if "organisation" in one:
            account.organisations = [one["organisation"]]
            Appointment.objects.create(
                person=account.person,
                organisation=organisations[one["organisation"]],
                role=one["role"],
                state=Appointment.State.CURRENT,
                begins=ago(300),
            )
    return accounts


def new_account(one: Mapping[str, Any], roles: list[str]) -> Account:
    """An account with a password and an authenticator app that are known to whoever plays it."""
    password = "-".join(secrets.choice(PASSWORD_WORDS) for _ in range(4))
    user = User.objects.create_user(
        one["email"], password, is_administrator="administrator" in roles
    )
    person = Person.objects.create(user=user, name=one["name"], language=one.get("language", "nl"))
    secret = base64.b32encode(secrets.token_bytes(20)).decode()
    TOTP.activate(user, secret)
    return Account(one["key"], person, one["email"], password, secret, roles)


def appoint(
    accounts: Mapping[str, Account],
    one: Mapping[str, Any],
    place: Mapping[str, Any],
    organisation: Organisation,
) -> None:
    """One of somebody's roles; the roster makes it current."""
    days = {name: ago(place[name]) for name in ("absent_from", "absent_until") if name in place}
    stand_in = accounts.get(place.get("stand_in", ""))
    plain = ("position", "promise_days", "on_site_nl", "on_site_en", "phone")
    Appointment.objects.create(
        person=accounts[one["key"]].person,
        organisation=organisation,
        begins=ago(one["since"]),
        stand_in=stand_in.person if stand_in else None,
        meeting_hours=meeting_hours(place),
        **{name: place[name] for name in plain if name in place},
        **days,
    )


def meeting_hours(place: Mapping[str, Any]) -> dict[str, Any]:
    """When and where this counsellor meets people; {} for who said nothing of it yet."""
    if "meets" not in place:
        return {}
    told = {"weekly": place["meets"], "places": place["meeting_places"]}
    return MeetingHours.model_validate(told).model_dump(mode="json")


def has_people() -> bool:
    """Whether this database is in use already."""
    return User.objects.exists() or Organisation.objects.exists() or Authenticator.objects.exists()


# A demo password must be easy to type and is written in demo.json for everybody to read.
PASSWORD_WORDS = (
    "appel", "berk", "boot", "brug", "duin", "eik", "fiets", "gans", "haven", "heide", "kade",
    "kamille", "kiezel", "klaver", "linde", "maan", "mos", "oever", "paard", "regen", "riet",
    "schelp", "sloot", "tuin", "uil", "veer", "vlier", "wolk", "zand", "zomer", "zwaan", "zeil",
)  # fmt: skip
