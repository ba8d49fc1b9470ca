"""What a log looks like to who takes part in it: a page of it, and a line in a list."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from typing import Any

from django.db.models import F
from django.db.models.functions import Length

from luwte.vault import grants, stored
from luwte.vault.days import today
from luwte.vault.logs import Actor, find
from luwte.vault.models import Conversation, Item, Participation
from luwte.vault.refusals import refusal

PAGE_ITEMS = 200
PAGE_BYTES = 1024 * 1024
LEFT = "left"
LISTED = {
    name: F(f"conversation__{name}")
    for name in ("public_id", "purpose", "length", "head", "state", "day")
} | {
    "destroy_on": F("conversation__destroy_on"),
    "destroy_by": F("conversation__keep_most"),
    "organisation_id": F("conversation__organisation__public_id"),
}

Page = tuple[bytes, list[bytes | memoryview]]


def day_text(day: datetime.date | None) -> str:
    """A day as it goes over the line; "" for none."""
    return "" if day is None else day.isoformat()


def read_page(actor: Actor, conversation: str, start: int) -> Page:
    """Meta and parts of `conversations/read`."""
    place = find(conversation, actor, to_read=True)
    found = place.conversation
    if found.state == Conversation.State.DESTROYED:
        Participation.objects.filter(key=place.key, read_day=None).update(read_day=today())
        return page(found, start, [], (None, None))
    hidden = found.state == Conversation.State.WITHDRAWN and actor.role == grants.COUNSELLOR
    if hidden or not place.current:
        raise refusal("not-found")
    envelopes = (place.envelope, place.former_envelope)
    return page(found, start, items_from(found, start), envelopes)


def items_from(found: stored.Found, start: int) -> list[tuple[datetime.date, Any, Any]]:
    """Day, bytes and header of the items of one page: at least one, if there are any."""
    if start >= found.length:
        return []
    first = found.key + start
    rows = Item.objects.filter(key__gte=first, key__lt=found.key + found.length).order_by("key")
    last = first
    size = 0
    for key, length in rows.values_list("key", Length("bytes"))[:PAGE_ITEMS]:
        size += length
        if size > PAGE_BYTES and key > first:
            break
        last = key
    return list(rows.filter(key__lte=last).values_list("day", "bytes", "header__bytes"))


def page(
    found: stored.Found,
    start: int,
    items: list[tuple[datetime.date, Any, Any]],
    envelopes: tuple[bytes | memoryview | None, bytes | memoryview | None],
) -> Page:
    meta = {
        "conversation": found.public_id,
        "purpose": found.purpose,
        "head": found.head,
        "length": found.length,
        "from": start,
        "state": found.state,
        "destroy_on": day_text(end_of(found)),
        "destroy_by": day_text(found.keep.most if found.keep else None),
        "items": [
            {"day": day.isoformat(), "header": header is not None} for day, _, header in items
        ],
        "envelope": envelopes[0] is not None,
        "former": envelopes[1] is not None,
    }
    parts = [envelope for envelope in envelopes if envelope is not None]
    for _, item, header in items:
        parts.append(item)
        if header is not None:
            parts.append(header)
    return json.dumps(meta).encode(), parts


def end_of(found: stored.Found) -> datetime.date | None:
    """The day on which it will be destroyed; of what is, the day on which it was."""
    return found.day if found.state == Conversation.State.DESTROYED else found.destroy_on


def list_for(person: str, after: int, limit: int) -> dict[str, Any]:
    """One's own conversations that changed after this number, in the order of their change.

    What was withdrawn, left or destroyed is told with its day and no more.
    """
    rows = (
        Participation.objects.filter(
            person=person, role=Participation.Role.COUNSELLOR, change__gt=after
        )
        .order_by("change")
        .values("change", "current", "left_day", **LISTED)[:limit]
    )
    listed = [line(row) for row in rows]
    return {"conversations": listed, "last": listed[-1]["change"] if listed else after}


def line(row: Mapping[str, Any]) -> dict[str, Any]:
    """One conversation of the list."""
    state, day = row["state"], row["day"]
    if not row["current"] and state != Conversation.State.DESTROYED:
        state, day = LEFT, row["left_day"] or day
    told = state in {Conversation.State.OPEN, Conversation.State.CLOSED}
    return {
        "conversation": row["public_id"],
        "purpose": row["purpose"],
        "organisation": row["organisation_id"] or "",
        "length": row["length"] if told else 0,
        "head": row["head"] if told else "",
        "state": state,
        "day": day.isoformat(),
        "destroy_on": day_text(row["destroy_on"]) if told else "",
        "destroy_by": day_text(row["destroy_by"]) if told else "",
        "change": row["change"],
    }
