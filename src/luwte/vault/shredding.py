"""A counsellor's own log: what its owner summed up is destroyed, and the chain stays.

Always everything before a certain item, so that it tells nothing of what that was. Signed with
the key that counts in the log: a session alone destroys nothing.
"""

from __future__ import annotations

from luwte.vault import grants, logs
from luwte.vault.instance import instance_id
from luwte.vault.logs import Actor
from luwte.vault.models import Conversation
from luwte.vault.refusals import refusal
from luwte.vault.rows import change, writing
from luwte.vault.stored import Place
from luwte.vault.wire import SUITE, VERSION, Malformed, canonical, from_bin, signature_fits

SHRED = "DELETE FROM vault_header WHERE item_id >= %s AND item_id < %s"


def shred(conversation: str, person: str, before: int, signature: str) -> None:
    """Destroy the headers of all statements before this one; again is harmless."""
    place = logs.find_readable(conversation, Actor(person, grants.COUNSELLOR))
    found = place.conversation
    # The last one opens: without it nobody could tell that its bytes are the owner's.
    if found.purpose != Conversation.Purpose.OWN or before >= found.length:
        raise refusal("not-allowed")
    if not is_signed(place, before, signature):
        raise refusal("bad-signature")
    with writing():
        change(SHRED, [found.key, found.key + before])


def is_signed(place: Place, before: int, signature: str) -> bool:
    """Whether the owner's key says so."""
    payload = canonical(
        {
            "v": VERSION,
            "suite": SUITE,
            "instance": instance_id(),
            "kind": "shred",
            "conversation": place.conversation.public_id,
            "person": place.person,
            "before": before,
        }
    )
    try:
        return signature_fits("shred", place.sign, payload, from_bin(signature))
    except Malformed:
        return False
