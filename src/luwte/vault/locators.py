"""Return phrases: how one signs in, keeps its index, forgets it, or replaces the phrase.

What isn't there, doesn't fit or has lapsed is answered alike, after the same work: one query and
one signature check.
"""

from __future__ import annotations

import base64
import datetime
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from luwte.vault import grants, logs, stored, tokens
from luwte.vault.age_shapes import check_index
from luwte.vault.batches import Batch, LocatorOffer
from luwte.vault.days import today
from luwte.vault.keys import random_key
from luwte.vault.logs import Actor
from luwte.vault.models import Locator, LocatorUse
from luwte.vault.phrase_rows import NEW_USE, new_locator
from luwte.vault.refusals import refusal
from luwte.vault.rows import insert_all, writing
from luwte.vault.wire import SUITE, VERSION, Malformed, canonical, from_bin, signature_fits, to_bin

DAYS_SHOWN = 100

# A key like any other, whose secret half nobody has: it stands in for what isn't there.
NOBODY = to_bin(Ed25519PrivateKey.generate().public_key().public_bytes_raw())


@dataclass(frozen=True, slots=True)
class SignedIn:
    """What a phrase gives back."""

    token: str
    index: bytes
    version: int
    intake: bool
    days: list[datetime.date]


def is_answered(kind: str, key: str, instance: str, answer: dict[str, str]) -> bool:
    """Whether this key signed this fresh challenge, for this host."""
    signed = {name: value for name, value in answer.items() if name != "signature"}
    payload = canonical(
        signed
        | {
            "v": VERSION,
            "suite": SUITE,
            "instance": instance,
            "kind": kind,
            "origin": settings.LUWTE.app_origin,
        }
    )
    try:
        signature = from_bin(answer["signature"])
    except Malformed:
        signature = b""
    fits = signature_fits(kind, key, payload, signature)
    return fits and tokens.is_fresh_challenge(answer["challenge"])


def locator_hash(locator: str) -> str:
    """What the server keeps of a locator (*bin*)."""
    return hashlib.sha256(base64.urlsafe_b64decode(locator + "=")).hexdigest()


def sign_in(instance: str, locator: str, challenge: str, signature: str) -> SignedIn:
    """Open the index of a phrase, and remember the day."""
    found = locator_hash(locator)
    row = (
        Locator.objects.filter(hash=found)
        .values_list("key", "sign", "index", "version", "intake", "expires_on")
        .first()
    )
    key, sign, index, version, intake, expires_on = row or (0, NOBODY, b"", 0, False, None)
    answer = {"challenge": challenge, "signature": signature}
    fits = is_answered("locator", sign, instance, answer)
    lapsed = expires_on is not None and expires_on < today()
    if row is None or lapsed or not fits:
        raise refusal("sign-in-refused")
    days = list(
        LocatorUse.objects.filter(locator_id=key)
        .order_by("-day")
        .values_list("day", flat=True)[:DAYS_SHOWN]
    )
    if today() not in days:
        remember_day(key)
        days.insert(0, today())
    return SignedIn(tokens.locator_token(found, sign), bytes(index), version, intake, days)


def remember_day(locator: int) -> None:
    """Once a day, whoever else does so at the same moment."""
    with writing():
        NEW_USE.once((random_key(), locator, today().isoformat()))


def participant_sign_in(
    instance: str, conversation: str, person: str, challenge: str, signature: str
) -> str:
    """A token for a reporter in one conversation."""
    place = stored.place_of(conversation, person)
    sign = place.sign if place is not None else NOBODY
    answer = {
        "challenge": challenge,
        "conversation": conversation,
        "person": person,
        "signature": signature,
    }
    fits = is_answered("participant", sign, instance, answer)
    if place is None or place.role != grants.REPORTER or not fits:
        raise refusal("sign-in-refused")
    return tokens.participant_token(conversation, person, sign)


def current(claim: tokens.LocatorClaim) -> Locator:
    """The locator that this token was given for, unless its key was replaced."""
    row = Locator.objects.filter(hash=claim.locator_hash).defer("index").first()
    if row is None or tokens.key_tag(row.sign) != claim.key_tag:
        raise refusal("signed-out")
    return row


def update(claim: tokens.LocatorClaim, version: int, index: bytes) -> int:
    """Replace the index, unless it was changed meanwhile; again with the same bytes is fine."""
    check_index(index)
    row = current(claim)
    changed = Locator.objects.filter(key=row.key, version=version).update(
        index=index, version=version + 1
    )
    if not changed:
        same = Locator.objects.filter(key=row.key, version=version + 1, index=index)
        if not same.exists():
            raise refusal("version-differs", version=row.version)
    return version + 1


def forget(claim: tokens.LocatorClaim) -> None:
    """The phrase opens nothing any more, and nothing tells that there was one."""
    with writing():
        row = current(claim)
        LocatorUse.objects.filter(locator_id=row.key).delete()
        Locator.objects.filter(key=row.key).delete()


def replace_phrase(
    claim: tokens.LocatorClaim, offer: LocatorOffer, batches: Sequence[Batch]
) -> None:
    """New keys in every conversation, the new locator in, the old one out: all or nothing."""
    check_index(offer.index)
    if offer.intake:
        raise refusal("malformed")
    if is_replaced(claim, offer, batches):
        return
    old = current(claim)

    def swap() -> None:
        LocatorUse.objects.filter(locator_id=old.key).delete()
        if not Locator.objects.filter(key=old.key).delete()[0]:
            raise refusal("signed-out")
        insert_all(new_locator(offer))

    turns = [(batch, by_own_hand(batch)) for batch in batches]
    if turns:
        logs.append_all(turns, swap)
    else:
        logs.write([], swap, {})


def by_own_hand(batch: Batch) -> Actor:
    """The author, proven by the signature on the `replace-key` that the batch begins with.

    The server doesn't know which conversations a phrase opens, so the locator's token gives no
    right in any of them. Only the key does that is replaced.
    """
    kinds = [event.kind for event in batch.events]
    if kinds != ["replace-key", "epoch"] or len(batch.items) != 2 or batch.uploads:
        raise refusal("malformed")
    return Actor(batch.events[0].author, grants.REPORTER)


def is_replaced(claim: tokens.LocatorClaim, offer: LocatorOffer, batches: Sequence[Batch]) -> bool:
    """Whether this very replacement was made already, and its answer got lost."""
    same = Locator.objects.filter(hash=offer.hash, sign=offer.sign, index=offer.index)
    if not same.exists() or Locator.objects.filter(hash=claim.locator_hash).exists():
        return False
    for batch in batches:
        place = stored.place_of(batch.conversation, by_own_hand(batch).person)
        if place is None or not stored.has_same_items(place.conversation.key, batch):
            return False
    return True
