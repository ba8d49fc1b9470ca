"""Fills an empty database with the demo, and writes demo.json."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from luwte.organisations.models import Organisation
from luwte.site.demo.advising import make_advice
from luwte.site.demo.bygone import make_judgements
from luwte.site.demo.describe import Portraits, description
from luwte.site.demo.past_years import fill_past_years
from luwte.site.demo.people import (
    Account,
    has_people,
    make_organisations,
    make_people,
    told,
)
from luwte.site.demo.reporting import make_reports
from luwte.site.demo.store import store
from luwte.site.node_programs import run_program
from luwte.vault.instance import instance_id

Say = Callable[[str], None]


class DemoRefused(Exception):
    """There is something in this database already, or the program failed."""


def make_demo(say: Say) -> Path:
    """Make everything in one transaction; returns where demo.json is."""
    if has_people():
        raise DemoRefused("This database is in use. The demo needs an empty one.")
    began = time.monotonic()
    with transaction.atomic():
        portraits = Portraits(told("counsellors.toml")["counsellor"])
        organisations = make_organisations()
        accounts = make_people(organisations)
        say(f"{len(organisations)} organisations and {len(accounts)} people")
        given = description(instance_id(), organisations, accounts, portraits)
        say("keys, rosters and conversations (the slow part) …")
        done = run_program("demo", json.dumps(given))
        if done.returncode != 0:
            raise DemoRefused("The program that makes keys and conversations failed.")
        made = json.loads(done.stdout)
        store(instance_id(), made, portraits.bytes)
        fill_past_years(organisations, accounts)
        make_advice(organisations, accounts)
        make_reports(organisations, accounts)
        make_judgements(organisations)
        say(f"{len(given['conversations'])} conversations and case files")
    path = write_story(made, given, organisations, accounts)
    say(f"ready in {time.monotonic() - began:.0f} s")
    return path


def write_story(
    made: Mapping[str, Any],
    given: Mapping[str, Any],
    organisations: Mapping[str, Organisation],
    accounts: Mapping[str, Account],
) -> Path:
    """Everything that a person or a script needs to play the demo's people."""
    keys = {one["person"]: one for one in made["counsellors"]}
    fingerprints = {one["organisation"]: one["fingerprint"] for one in made["rosters"]}
    counsellors = [
        person(account) | secrets_of(keys[account.person.public_id])
        for account in accounts.values()
        if "counsellor" in account.roles
    ]
    others = [person(a) for a in accounts.values() if "counsellor" not in a.roles]
    open_to_visitors = {
        slug: organisation
        for slug, organisation in organisations.items()
        if organisation.kind != Organisation.Kind.PROVIDER
    }
    demo = {
        "welcome": welcome(open_to_visitors, counsellors, others),
        "organisations": [
            {
                "slug": slug,
                "name": organisation.name,
                "code": organisation.code,
                "site": f"{settings.LUWTE.site_origin}/o/{slug}/",
                "talk": talk(fingerprints[organisation.public_id]),
                "fingerprint": fingerprints[organisation.public_id],
            }
            for slug, organisation in open_to_visitors.items()
        ],
        "counsellors": counsellors,
        "others": others,
        "phrases": phrases(made, given, accounts, organisations),
    }
    path = Path(settings.LUWTE.data) / "demo.json"
    path.touch(mode=0o600)
    path.write_text(json.dumps(demo, indent=2, ensure_ascii=False) + "\n", "utf-8")
    return path


def talk(fingerprint: str) -> str:
    return f"{settings.LUWTE.app_origin}/talk/#{fingerprint}"


def person(account: Account) -> dict[str, Any]:
    return {
        "key": account.key,
        "name": account.person.name,
        "email": account.email,
        "password": account.password,
        "totp": account.totp,
        "roles": account.roles,
        "organisations": account.organisations,
    }


def secrets_of(keys: Mapping[str, Any]) -> dict[str, str]:
    return {"passphrase": keys["passphrase"], "recovery": keys["recovery"]}


def phrases(
    made: Mapping[str, Any],
    given: Mapping[str, Any],
    accounts: Mapping[str, Account],
    organisations: Mapping[str, Organisation],
) -> list[dict[str, Any]]:
    """Return phrases with whom they lead to."""
    keys = {account.person.public_id: account.key for account in accounts.values()}
    slugs = {organisation.public_id: slug for slug, organisation in organisations.items()}
    by_reporter = {
        one["reporter"] or one["key"]: one
        for one in given["conversations"]
        if one["begin"] in {"reporter", "intake"}
    }
    return [
        {
            "story": locator["reporter"],
            "phrase": locator["phrase"],
            "one_time": locator["intake"],
            "language": by_reporter[locator["reporter"]]["language"],
            "organisation": slugs[by_reporter[locator["reporter"]]["organisation"]],
            "counsellor": keys[by_reporter[locator["reporter"]]["counsellor"]],
        }
        for locator in made["locators"]
    ]


def welcome(
    organisations: Mapping[str, Organisation],
    counsellors: list[dict[str, Any]],
    others: list[dict[str, Any]],
) -> list[str]:
    """What somebody reads who just started the demo."""
    lines = [
        f"{organisation.name:<24}{settings.LUWTE.site_origin}/o/{slug}/"
        for slug, organisation in organisations.items()
    ]
    first = counsellors[0]
    site = settings.LUWTE.site_origin
    return [
        *lines,
        *signs_in("Administrator", f"{site}/manage/", others, "administrator"),
        *signs_in("Management", f"{site}/board/", others, "management"),
        *signs_in("Second address", f"{site}/board/", others, "second-address"),
        f"{'Counsellor':<24}{settings.LUWTE.app_origin}/desk/",
        f"  {first['email']}, password {first['password']},",
        f"  authenticator secret {first['totp']},",
        f"  unlocks with: {first['passphrase']}",
    ]


def signs_in(who: str, address: str, others: list[dict[str, Any]], role: str) -> list[str]:
    """How the first one with this role comes in."""
    one = next(one for one in others if role in one["roles"])
    return [
        f"{who:<24}{address}",
        f"  {one['email']}, password {one['password']},",
        f"  authenticator secret {one['totp']}",
    ]
