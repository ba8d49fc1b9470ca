"""Section 5, for who holds keys: what envelopes and statements open to."""

from typing import Any

from luwte.verifier import logs
from luwte.verifier.notation import Refused, read_canonical, sha256, unbin

from . import age
from .notation import derive


class Log(logs.Log):
    """A conversation as a participant reads it."""

    def seeds(self, person: str, identity: bytes, envelope: bytes) -> dict[int, bytes]:
        """The epoch seeds that this person's envelope gives, each checked."""
        return self._seeds(person, identity, envelope, self.epoch)

    def former_seeds(self, person: str, identity: bytes, envelope: bytes) -> dict[int, bytes]:
        """The same for one of an earlier epoch, when the newest opens nothing."""
        for epoch, listed in self.envelopes.items():
            if listed.get(person, ("", 0))[0] == sha256(envelope):
                return self._seeds(person, identity, envelope, epoch)
        raise Refused("bad-envelope")

    def _seeds(
        self, person: str, identity: bytes, envelope: bytes, latest: int
    ) -> dict[int, bytes]:
        listed, oldest = self.envelopes[latest][person]
        if sha256(envelope) != listed:
            raise Refused("bad-envelope")
        inside = read_canonical(age.open_hybrid(identity, envelope))
        if (inside["conversation"], inside["person"], inside["epoch"]) != (
            self.conversation,
            person,
            latest,
        ):
            raise Refused("bad-envelope")
        seeds = {one["epoch"]: unbin(one["seed"]) for one in inside["seeds"]}
        if sorted(seeds) != list(range(oldest, latest + 1)):
            raise Refused("bad-envelope")
        for epoch, seed in seeds.items():
            place = bytes.fromhex(self.conversation) + epoch.to_bytes(4, "big")
            text = b"luwte/1/epoch-commitment\n" + place + seed
            if sha256(text) != self.commitments[epoch]:
                raise Refused("bad-commitment")
        return seeds


def open_statement(item: bytes, header: bytes, seed: bytes) -> tuple[dict[str, Any], bytes]:
    """A statement's JSON and its signature, by the seed of its epoch."""
    frame, file = logs.body_of(item, header)
    context = bytes.fromhex(frame["conversation"]) + frame["epoch"].to_bytes(4, "big")
    plain = age.open_key(derive(seed, "statement-key", context), file)
    return logs.read_statement(frame, plain)
