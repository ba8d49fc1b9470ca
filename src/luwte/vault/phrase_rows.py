"""The rows of a return phrase that is new."""

from __future__ import annotations

import datetime

from luwte.vault.batches import LocatorOffer
from luwte.vault.days import today
from luwte.vault.keys import random_key
from luwte.vault.models import Locator, LocatorUse
from luwte.vault.rows import Insert, Piece

#: A one-time phrase that nobody used is gone after so many days.
INTAKE_DAYS = 30
NEW_LOCATOR = Insert(Locator, "key", "hash", "sign", "index", "version", "intake", "expires_on")
NEW_USE = Insert(LocatorUse, "key", "locator", "day")


def new_locator(offer: LocatorOffer | None) -> list[Piece]:
    """A new phrase. An intake's lapses by itself; one's own was used today."""
    if offer is None:
        return []
    day = today()
    key = random_key()
    lapses = (day + datetime.timedelta(days=INTAKE_DAYS)).isoformat() if offer.intake else None
    row = (key, offer.hash, offer.sign, offer.index, 1, offer.intake, lapses)
    uses = [] if offer.intake else [(random_key(), key, day.isoformat())]
    return [NEW_LOCATOR.of([row]), NEW_USE.of(uses)]
