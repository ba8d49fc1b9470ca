"""What guidance needs in the demo: days and times in words, agreements, times that are held."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import translation
from django.utils.formats import date_format

from luwte.organisations.models import Organisation
from luwte.outreach.agreement import default_agreement, filled_in
from luwte.outreach.content import Language, content
from luwte.site.demo.people import ago

Told = Mapping[str, Any]
ZONE = "Europe/Amsterdam"
MINUTES = 60
_DAY = re.compile(r"@day:(-?\d+)")
_TIME = re.compile(r"@time:(-?\d+) (\d\d:\d\d)")


def with_days(value: Any) -> Any:
    """`@day:N` becomes the day N days ahead, `@time:N HH:MM` a time of that day, by the clock here.

    Nobody meets at a weekend: a time that would fall in one moves on to Monday.
    """
    if isinstance(value, list):
        return [with_days(one) for one in value]
    if isinstance(value, dict):
        return {name: with_days(one) for name, one in value.items()}
    if not isinstance(value, str):
        return value
    if day := _DAY.fullmatch(value):
        return ago(-int(day[1])).isoformat()
    if time := _TIME.fullmatch(value):
        return instant(ago(-int(time[1])), time[2])
    return value


def instant(day: datetime.date, clock: str) -> str:
    """A time of the clock here as an instant, to the minute."""
    working = day + datetime.timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)
    here = datetime.datetime.fromisoformat(f"{working}T{clock}").replace(tzinfo=ZoneInfo(ZONE))
    return here.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%MZ")


def agreement(
    organisation: Organisation, position: str, counsellor: str, language: Language, day: str
) -> dict[str, Any]:
    """The text that comes with Luwte, filled in as the desk does it on this day."""
    with translation.override(language):
        on = date_format(datetime.date.fromisoformat(day), "j F Y")
    title, text = default_agreement(language)
    filled = filled_in(
        text,
        [
            one.short
            for one in content().exceptions(language, sector=organisation.sector, position=position)
        ],
        organisation=organisation.name,
        counsellor=counsellor,
        months=organisation.retention_months,
        day=on,
    )
    return {
        "template": "trust-agreement",
        "version": "@version:trust-agreement",
        "language": language,
        "title": title,
        "text": filled,
    }


def hash_of(words: Told) -> str:
    """What the reporter signs: client/casework/agreement-text.ts."""
    return hashlib.sha256(f"{words['title']}\n\n{words['text']}".encode()).hexdigest()


def keep_times(key: str, steps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What the counsellor's own log holds for the times offered or agreed to in these steps.

    Tells each such step under which statement they are held.
    """
    kept = []
    for number, one in enumerate(steps):
        if one["by"] != "counsellor" or one.get("kind") not in {"meeting-offer", "meeting-agreed"}:
            continue
        told = one["content"]
        name = f"times:{key}:{number}"
        told["held"] = f"@step:{name}"
        kept.append(
            {
                "key": name,
                "day": one["day"],
                "kind": "slots-held",
                "content": {
                    "conversation": f"@conversation:{key}",
                    "slots": told.get("slots") or [told["slot"]],
                    "minutes": told.get("minutes", MINUTES),
                    "mark": name,
                },
            }
        )
    return kept
