"""Stores what the program made, by the vault's own functions, with the days it had."""

from __future__ import annotations

import base64
import datetime
import os
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from luwte.vault import beginning, keyrings, logs, rosters, stored, uploads
from luwte.vault.batches import Batch, BatchMeta, LocatorOffer, read_batch
from luwte.vault.cards import read_entry
from luwte.vault.days import at_midnight
from luwte.vault.keys import random_key
from luwte.vault.logs import Actor
from luwte.vault.models import (
    Conversation,
    Item,
    Locator,
    LocatorUse,
    PublicBlob,
    Upload,
)
from luwte.vault.phrase_rows import INTAKE_DAYS, new_locator
from luwte.vault.rows import insert_all

Made = Mapping[str, Any]


def from_bin(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def day_of(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def store(instance: str, made: Made, portraits: Mapping[str, bytes]) -> None:
    """All of it; whatever the vault would refuse over the API, it refuses here."""
    for picture in portraits.values():
        rosters.keep_blob(PublicBlob.Kind.PORTRAIT, picture)
    for roster in made["rosters"]:
        store_roster(instance, roster)
    for counsellor in made["counsellors"]:
        store_keys(counsellor)
    for conversation in made["conversations"]:
        store_log(instance, conversation)
    for locator in made["locators"]:
        store_locator(locator)


def store_roster(instance: str, roster: Made) -> None:
    for profile in roster["profiles"]:
        rosters.keep_blob(PublicBlob.Kind.PROFILE, from_bin(profile))
    for one in roster["entries"]:
        raw = from_bin(one["bytes"])
        author = read_entry(raw).fields["author"]
        rosters.append(instance, author, roster["organisation"], raw)
    for head in roster["heads"]:
        rosters.sign_head(instance, head["person"], roster["fingerprint"], from_bin(head["bytes"]))


def store_keys(counsellor: Made) -> None:
    unlockers = [
        keyrings.NewUnlocker(one["id"], one["type"], from_bin(one["sealed"]), one["label"])
        for one in counsellor["unlockers"]
    ]
    keyrings.keep(counsellor["person"], from_bin(counsellor["bundle"]), unlockers, "")


def store_log(instance: str, made: Made) -> None:
    """The log in few batches, then the days on which its items would have come in."""
    last = day_of(made["stateDay"])
    for blob in made["blobs"]:
        store_blob(blob, last)
    items = made["items"]
    roles = {one["person"]: one["role"] for one in made["participants"]}
    # Each event after the first epoch is an act of its own author: closing, withdrawing.
    acts = [place for place, item in enumerate(items) if item["header"] is None and place > 1]
    edges = [0, *acts, len(items)]
    for begin, end in pairwise(edges):
        batch = batch_of(instance, made, begin, end)
        if begin > 0:
            author = batch.events[0].author
            logs.append(batch, Actor(author, roles[author]))
            continue
        first = batch.events[0]
        author = "" if first.fields["role"] == "reporter" else first.author
        beginning.create(batch, author, list)
    date_back(made, last)


def batch_of(instance: str, made: Made, begin: int, end: int) -> Batch:
    """Some of the items, the first ones with envelopes and uploads."""
    items = made["items"][begin:end]
    parts: list[bytes] = []
    for item in items:
        parts.append(from_bin(item["bytes"]))
        if item["header"] is not None:
            parts.append(from_bin(item["header"]))
    envelopes = made["envelopes"] if begin == 0 else []
    parts += [from_bin(one["bytes"]) for one in envelopes]
    meta = BatchMeta(
        items=[item["header"] is not None for item in items],
        envelopes=[one["person"] for one in envelopes],
        uploads=[blob["upload"] for blob in made["blobs"]] if begin == 0 else [],
    )
    return read_batch(instance, made["conversation"], meta, parts)


def date_back(made: Made, last: datetime.date) -> None:
    """What the vault dated today gets the days of the story, and the clocks that follow."""
    found = Conversation.objects.get(public_id=made["conversation"])
    days = [day_of(item["day"]) for item in made["items"]]
    items = list(Item.objects.filter(conversation=found).only("key", "seq"))
    for item in items:
        item.day = days[item.seq]
    Item.objects.bulk_update(items, ["day"])
    place = stored.place_of(made["conversation"], made["participants"][0]["person"])
    if place is None:
        raise LookupError(made["key"])
    found.day = max(days)
    found.withdraw_day = last if found.state == Conversation.State.WITHDRAWN else None
    found.destroy_on = stored.destroy_on(stored.load(place.conversation), last)
    found.save()


def store_blob(blob: Made, day: datetime.date) -> None:
    path = uploads.path_of(blob["upload"])
    uploads.write(path, 0, from_bin(blob["bytes"]), last=True)
    os.utime(path, (at_midnight(day), at_midnight(day)))
    Upload.objects.create(public_id=blob["upload"], size=blob["size"], offset=blob["size"], day=day)


def store_locator(made: Made) -> None:
    offer = LocatorOffer(made["hash"], made["key"], made["intake"], from_bin(made["index"]))
    insert_all(new_locator(offer))
    locator = Locator.objects.get(hash=made["hash"])
    begun = day_of(made["made"])
    if made["intake"]:
        locator.expires_on = begun + datetime.timedelta(days=INTAKE_DAYS)
        locator.save(update_fields=["expires_on"])
        return
    LocatorUse.objects.filter(locator=locator).delete()
    LocatorUse.objects.bulk_create(
        LocatorUse(key=random_key(), locator=locator, day=day)
        for day in {begun, *map(day_of, made["days"])}
    )
