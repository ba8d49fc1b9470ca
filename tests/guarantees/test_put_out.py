"""A counsellor whom the reporter put out gets nothing more, whatever they ask the server directly.

Their keys still open what they could read before: nobody can take that back. The screen's side is
in tests/journeys/test_guidance_another.py.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from tests.guarantees.lied_to import LiedTo, write_to
from tests.guarantees.players import Player, Refused, message

pytestmark = [pytest.mark.slow, pytest.mark.mission("M16"), pytest.mark.mission("M22")]


@dataclass
class PutOut:
    """Anna, silent, was put out by the reporter; Bram came in with all that was said."""

    lied_to: LiedTo
    reporter: Player
    conversation: str
    #: The bodies of what Anna once wrote and read there.
    wrote: bytes
    read: bytes

    def directly(self, operation: str, body: bytes, media: str = "application/json") -> int:
        """Anna's own session asks the server, past the program; gives the status."""
        cookies = self.lied_to.anna.cookies()
        origin = f"http://localhost:{self.lied_to.server.port}"
        headers = {
            "Content-Type": media,
            "Origin": origin,
            "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
            "X-CSRFToken": cookies.get("luwte-csrf", ""),
        }
        asked = Request(f"{origin}/api/v1/{operation}", body, headers)
        try:
            with urlopen(asked, timeout=30) as answer:
                return int(answer.status)
        except HTTPError as refused:
            return refused.code


@pytest.fixture(scope="module")
def put_out(lied_to: LiedTo) -> PutOut:
    reporter, anna = lied_to.somebody(), lied_to.anna
    _, _, conversation = write_to(reporter, lied_to.roster, lied_to.known.counsellor)
    anna.do("open", conversation)
    anna.do("write", conversation, [message("Ik lees je.")])
    reporter.do("refresh", conversation)
    wrote = lied_to.server.honestly("conversations/append", conversation)[-1].body
    read = next(
        call.body
        for call in reversed(lied_to.server.honestly("conversations/read", conversation))
        if b'"from":0' in call.body
    )
    bram = lied_to.bram.do("me")["person"]
    change = {"remove": [lied_to.known.counsellor], "add": bram, "withHistory": True}
    reporter.do("changeCounsellor", conversation, change)
    return PutOut(lied_to, reporter, conversation, wrote, read)


def said_in(view: dict[str, Any]) -> list[str]:
    return [one["content"]["text"] for one in view["statements"] if one["kind"] == "message"]


def test_the_session_of_before_reads_nothing_and_adds_nothing(put_out: PutOut) -> None:
    assert put_out.directly("conversations/read", put_out.read) == 404
    octets = "application/octet-stream"
    assert put_out.directly("conversations/append", put_out.wrote, octets) == 404
    part = {"conversation": put_out.conversation, "upload": "0" * 32, "offset": 0, "length": 10}
    assert put_out.directly("blobs/read", json.dumps(part).encode()) == 404
    listed = [one for one in put_out.lied_to.anna.do("sync") if one["state"] != "left"]
    assert put_out.conversation not in {one["conversation"] for one in listed}


def test_what_the_keys_of_before_sign_and_seal_is_refused(put_out: PutOut) -> None:
    with pytest.raises(Refused) as refused:
        put_out.lied_to.anna.do("write-as-before", put_out.conversation, "Ik ben er nog.")
    assert refused.value.status == 404


def test_who_goes_on_notices_nothing_of_it(put_out: PutOut) -> None:
    bram, conversation = put_out.lied_to.bram, put_out.conversation
    bram.do("open", conversation)
    bram.do("write", conversation, [message("Ik neem het over.")])
    view = put_out.reporter.do("refresh", conversation)
    assert said_in(view) == ["Er is iets gebeurd.", "Ik lees je.", "Ik neem het over."]
    assert view["refusals"] == []
    assert view["writable"]
