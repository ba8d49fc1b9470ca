"""Turns the data files into what client/demo/shape.ts asks for."""

from __future__ import annotations

import base64
import hashlib
import io
from collections.abc import Mapping
from typing import Any

from PIL import Image, ImageDraw

from luwte.organisations.models import Organisation
from luwte.site.demo.bygone import destroyed_of
from luwte.site.demo.guiding import MINUTES, ZONE, agreement, hash_of, keep_times, with_days
from luwte.site.demo.people import DATA, Account, ago, told
from luwte.site.demo.portraits import Look, portrait

Told = Mapping[str, Any]

# The order in which counsellors came: the first founds. The second part counter-signs.
ROSTERS: Mapping[str, list[tuple[str, str]]] = {
    "windschut": [("mirjam", ""), ("dewi", "mirjam"), ("bas", "dewi")],
    "veldermeer": [
        ("nadia", ""),
        ("wim", "nadia"),
        ("mirjam", "wim"),
        ("dewi", "nadia"),
        ("teun", "nadia"),
        ("ruth", "wim"),
    ],
    "kompasroos": [("mirjam", ""), ("bas", "mirjam")],
    "zandloper": [("yara", ""), ("kees", "yara")],
}
WITNESSES: Mapping[str, tuple[str, str]] = {
    "veldermeer": ("mirjam", "windschut"),
    "kompasroos": ("dewi", "windschut"),
}
# What counsellors keep in their own logs besides what follows from their cases.
OWN: Mapping[str, list[tuple[int, str, dict[str, Any]]]] = {
    "teun": [(60, "tie", {"text": "Ruimte en bouwen"}), (60, "tie", {"text": "tekenkamer"})],
    "nadia": [(200, "tie", {"text": "Burgerzaken"})],
    "mirjam": [(30, "tie", {"text": "werkte tot voor kort voor een toeleverancier"})],
}


class Portraits:
    """The counsellors' pictures, drawn once, known by their hash."""

    def __init__(self, counsellors: list[Told]) -> None:
        self.bytes = {one["key"]: portrait(Look(**one["look"])) for one in counsellors}

    def hash_of(self, key: str) -> str:
        return hashlib.sha256(self.bytes[key]).hexdigest()


def description(
    instance: str,
    organisations: Mapping[str, Organisation],
    accounts: Mapping[str, Account],
    portraits: Portraits,
) -> dict[str, Any]:
    """Everything the program needs to make keys, rosters and logs."""
    counsellors = {one["key"]: one for one in told("counsellors.toml")["counsellor"]}
    persons = {key: account.person.public_id for key, account in accounts.items()}
    stories = [
        story
        for file in sorted((DATA / "stories").glob("*.toml"))
        for story in told(f"stories/{file.name}")["conversation"]
    ]
    conversations = [
        conversation(story, organisations[story["organisation"]], counsellors, persons)
        for story in stories
    ]
    held: dict[str, list[dict[str, Any]]] = {person: [] for person in persons.values()}
    for one in conversations:
        held[one["counsellor"]] += keep_times(one["key"], one["steps"])
    return {
        "instance": instance,
        "counsellors": [
            {
                "person": persons[key],
                "language": one["language"],
                "since": ago(one["since"]).isoformat(),
                "own": [
                    {"day": ago(days).isoformat(), "kind": kind, "content": content}
                    for days, kind, content in OWN.get(key, [])
                ]
                + destroyed_of(key, organisations)
                + held[persons[key]],
            }
            for key, one in counsellors.items()
        ],
        "rosters": [
            roster(slug, organisations[slug], organisations, counsellors, persons, portraits)
            for slug in ROSTERS
        ],
        "conversations": conversations,
    }


def roster(
    slug: str,
    organisation: Organisation,
    organisations: Mapping[str, Organisation],
    counsellors: Mapping[str, Told],
    persons: Mapping[str, str],
    portraits: Portraits,
) -> dict[str, Any]:
    """Who founds, who admits whom; days never go back along a chain."""
    entries: list[dict[str, Any]] = []
    latest = max(counsellors[key]["since"] for key, _by in ROSTERS[slug])
    for key, by in ROSTERS[slug]:
        latest = min(latest, counsellors[key]["since"]) if entries else counsellors[key]["since"]
        entry = {
            "day": ago(latest).isoformat(),
            "person": persons[key],
            "profile": profile(counsellors[key], slug, portraits.hash_of(key)),
        }
        kind = {"kind": "admit", "by": persons[by], "via": ""} if by else {"kind": "found"}
        entries.append(entry | kind)
        if not by and slug in WITNESSES:
            witness, provider = WITNESSES[slug]
            via = organisations[provider].public_id
            entries.append(
                {"kind": "witness", "day": entry["day"], "by": persons[witness], "via": via}
            )
    today = ago(0).isoformat()
    return {
        "organisation": organisation.public_id,
        "entries": entries,
        "heads": [{"person": persons[key], "day": today} for key, _by in ROSTERS[slug]],
    }


def profile(one: Told, slug: str, picture: str) -> dict[str, Any]:
    """What this counsellor shows in one organisation."""
    place = next(place for place in one["at"] if place["organisation"] == slug)
    return {
        **one["profile"],
        "name": one["name"],
        "position": place["position"],
        "text": one["text"],
        "portrait": picture,
    }


def conversation(
    story: Told,
    organisation: Organisation,
    counsellors: Mapping[str, Told],
    persons: Mapping[str, str],
) -> dict[str, Any]:
    """One log. What a reporter reads and agrees to first is put before the story."""
    place = next(
        place
        for place in counsellors[story["counsellor"]]["at"]
        if place["organisation"] == story["organisation"]
    )
    steps = [step(one, organisation) for one in story["steps"]]
    fill_agreements(
        steps, organisation, place["position"], counsellors[story["counsellor"]]["name"]
    )
    if story["begin"] in {"reporter", "call-me"}:
        steps = [*opening(story, organisation, place["position"]), *steps]
    made = {
        "key": story["key"],
        "organisation": organisation.public_id,
        "counsellor": persons[story["counsellor"]],
        "begin": story["begin"],
        "language": story["language"],
        "reporter": story.get("reporter", ""),
        "phraseDays": [ago(days).isoformat() for days in story.get("phrase_days", [])],
        "steps": steps,
        "read": story["read"],
    }
    return made | ({"index": story["index"]} if "index" in story else {})


def fill_agreements(
    steps: list[dict[str, Any]], organisation: Organisation, position: str, counsellor: str
) -> None:
    """An agreement tells its language only; who signs one points at it."""
    hashes: dict[str, str] = {}
    for one in steps:
        if one.get("kind") == "agreement":
            language = one["content"]["language"]
            words = agreement(organisation, position, counsellor, language, one["day"])
            one["content"] = words
            hashes[f"@step:{one['key']}"] = hash_of(words)
        elif one.get("kind") == "agreement-signed":
            one["content"]["hash"] = hashes[one["content"]["item"]]


def opening(story: Told, organisation: Organisation, position: str) -> list[dict[str, Any]]:
    """The three statements that open every conversation of a reporter (protocol.md 5.5)."""
    first = story["steps"][0]
    language = story["language"]
    read = {
        "version": "@version:exceptions-intro",
        "sector": organisation.sector,
        "position": position,
        "minor": bool(story.get("minor")),
        "language": language,
    }
    keep = {
        "version": "@version:consent-to-keep",
        "language": language,
        "months": organisation.retention_months,
    }
    contents = {
        "exceptions-read": read,
        "consent-to-keep": keep,
        "look-out": {"text": story["look_out"]},
    }
    return [
        {
            "day": ago(first["ago"]).isoformat(),
            "at": first["at"],
            "by": "reporter",
            "kind": kind,
            "content": content,
        }
        for kind, content in contents.items()
    ]


def step(one: Told, organisation: Organisation) -> dict[str, Any]:
    """One thing that was said, noted, sent or done."""
    made: dict[str, Any] = {
        "day": ago(one["ago"]).isoformat(),
        "at": one["at"],
        "by": "reporter" if one["by"] == "r" else "counsellor",
    }
    if "key" in one:
        made["key"] = one["key"]
    if "event" in one:
        return made | {"event": one["event"]}
    if "file" in one:
        return made | {
            "file": {
                "name": one["name"],
                "type": "image/png",
                "bytes": base64.urlsafe_b64encode(sheet_of_paper()).decode().rstrip("="),
                "stripped": True,
            }
        }
    kind = one.get("kind", "message")
    return made | {"kind": kind, "content": content(kind, one, organisation)}


# What tells of a step itself, and what another name has to stand for in its content.
OF_THE_STEP = {"ago", "at", "by", "key", "kind", "say", "on_ago", "opened_ago"}
STANDS_FOR = {"contact": "kind", "by_way": "by"}
USUAL: Mapping[str, Mapping[str, Any]] = {
    "about": {"minor": ""},
    "meeting-offer": {
        "minutes": MINUTES,
        "zone": ZONE,
        **dict.fromkeys(("with", "instead", "held", "text"), ""),
    },
    "own-note": {"instead": "", "on": ""},
    "meeting-agreed": {"zone": ZONE, **dict.fromkeys(("with", "held", "text"), "")},
}


def content(kind: str, one: Told, organisation: Organisation) -> dict[str, Any]:
    """The content of this kind of statement, as docs/statements.md has it."""
    given = {
        STANDS_FOR.get(name, name): with_days(value)
        for name, value in one.items()
        if name not in OF_THE_STEP
    }
    if "on_ago" in one:
        given["on"] = ago(one["on_ago"]).isoformat()
    if "say" in one:
        given["text"] = one["say"]
    if kind == "case":
        opened = ago(one["opened_ago"]).isoformat()
        given |= {"organisation": organisation.public_id, "opened": opened}
    return {**USUAL.get(kind, {}), **given}


def sheet_of_paper() -> bytes:
    """A picture of a list that says nothing: lines and a table."""
    image = Image.new("RGB", (620, 420), "#fbfaf6")
    draw = ImageDraw.Draw(image)
    for row in range(9):
        y = 60 + row * 36
        draw.line([(50, y), (570, y)], fill="#c9c3b6", width=2)
        for column, width in ((60, 150 - row * 7), (300, 90 + row * 5), (470, 60)):
            draw.rounded_rectangle((column, y + 12, column + width, y + 22), 5, fill="#8d8a82")
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()
