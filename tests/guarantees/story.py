"""A story with a canary in every confidential field, told by the real protocol code."""

from __future__ import annotations

import hashlib
import random
import secrets
from dataclasses import dataclass, field
from typing import Any

from tests.guarantees.canary import fresh, phrase_canaries
from tests.guarantees.every_kind import Row, drafts, kinds_in, table, write_all
from tests.guarantees.players import (
    Player,
    Players,
    admit_all,
    array,
    beginning,
    blob,
    message,
    profile,
)
from tests.guarantees.serving import Served

TOWN = "kanariestad"


@dataclass
class Story:
    """What was said, by the name of the field it was said in."""

    served: Served
    public: dict[str, list[str | bytes]] = field(default_factory=dict)
    confidential: dict[str, list[str | bytes]] = field(default_factory=dict)
    drawn: list[bytes] = field(default_factory=list)
    conversation: str = ""
    upload: str = ""
    kinds: list[Row] = field(default_factory=list)
    #: By place, what was read there by somebody else than its writer, or on another device.
    heard: dict[str, set[str]] = field(default_factory=dict)

    def shown(self, name: str) -> str:
        """A new canary that everybody may read."""
        word = fresh()
        self.public[name] = [word]
        return word

    def hidden(self, name: str, *forms: str | bytes) -> str:
        """A new canary that only participants may read; or these forms of a secret."""
        word = fresh()
        self.confidential.setdefault(name, []).extend(forms or (word, f"{word} é"))
        return f"{word} é"

    def phrase(self, name: str, words: list[str]) -> str:
        self.hidden(name, *phrase_canaries(words))
        return " ".join(words)


def number() -> str:
    """A telephone number that nobody has."""
    return "".join(secrets.choice("0123456789") for _ in range(16))


def tell(served: Served, players: Players) -> Story:
    """Everything that people do with Luwte, once."""
    story = Story(served)
    town = f"Gemeente {story.shown('name of the organisation')}"
    served.instance.luwte("organisation", "add", TOWN, "--name", town)
    anna = enter(story, players)
    reporter, words = report(story, players, anna)
    answer(story, anna)
    say_everything(story, players, anna, reporter)
    change_phrase(story, players, reporter, words)
    listen(story, players, anna)
    lose_phrase(story, players, anna)
    end(story, anna)
    story.drawn = [bytes.fromhex(one) for one in players.do("anyone", "drawn")]
    return story


def enter(story: Story, players: Players) -> Player:
    """A counsellor makes keys, and opens them in every way there is."""
    anna = players.invited("anna", TOWN)
    made = anna.do("makeKeys", "nl")
    groups = made["recovery"].replace("-", " ").split()
    joined = [joint.join(groups[:8]) for joint in ("", " ", "-")]
    story.hidden("recovery key", made["recovery"], *joined, *(one.lower() for one in joined))
    prf = secrets.token_bytes(32)
    story.hidden("PRF output", prf)
    passphrase = story.hidden("own passphrase")
    anna.do("keepKeys", {"passphrase": passphrase, "prf": array(prf), "label": "Telefoon"})
    place = anna.place(TOWN)
    about = {"background": story.shown("profile of the counsellor")}
    anna.do("sendCard", place["id"], profile("Anna", place["position"], **about), None)
    anna.do("lock")
    anna.do("unlockWithPrf", array(prf))
    second = secrets.token_bytes(32)
    story.hidden("PRF output of another passkey", second)
    anna.do("addPasskey", array(second), "Laptop")
    story.phrase("words of the counsellor", anna.do("newPassphrase", None, "nl")["words"])
    anna.do("lock")
    anna.do("unlockWithRecovery", made["recovery"])
    admit_all(anna)
    anna.do("setAvailability", place["id"], availability(story.shown("hours on site")))
    anna.do("sync")
    return anna


def availability(on_site: str) -> dict[str, Any]:
    return {
        "promise_days": 2,
        "absent_from": "",
        "absent_until": "",
        "on_site": {"nl": on_site, "en": on_site},
        "phone": "06 00 00 00 01",
        "stand_in": "",
    }


def report(story: Story, players: Players, anna: Player) -> tuple[Player, str]:
    """A reporter says everything that can be said, and sends files."""
    rita = players.reporter("rita")
    roster = anna.place(TOWN)["roster"]
    rita.do("openRoster", roster)
    words = story.phrase("return phrase", rita.do("makePhrase", "nl"))
    rita.do("sealDraft", {"text": story.hidden("draft")})
    call = number()
    story.hidden("telephone number", call)
    told = [
        *beginning(look_out=story.hidden("look-out")),
        message(story.hidden("message of the reporter")),
        {"kind": "about", "content": {"subjects": ["bullying"], "role": "self", "minor": ""}},
        {"kind": "inventory", "content": {"answers": {"since": story.hidden("inventory")}}},
        {"kind": "name", "content": {"name": story.hidden("name of the reporter")}},
        {
            "kind": "reachable",
            "content": {
                "allowed": True,
                "how": story.hidden("contact"),
                "when": story.hidden("safe time"),
            },
        },
        {
            "kind": "call-me",
            "content": {
                "number": call,
                "when": story.hidden("time to call"),
                "language": "nl",
                "name": story.hidden("name to ask for"),
            },
        },
        {"kind": "never", "content": {"persons": [], "text": story.hidden("never this one")}},
    ]
    person = anna.do("me")["person"]
    view = rita.do(
        "create",
        {
            "roster": roster,
            "counsellor": person,
            "statements": told,
            "files": [small_file(story)],
            "withPhrase": True,
        },
    )
    story.conversation = view["conversation"]
    view = rita.do("sendFile", story.conversation, large_file(story))
    story.upload = view["statements"][-1]["content"]["upload"]
    keys = [one["content"]["key"] for one in view["statements"] if one["kind"] == "file"]
    story.hidden("file key", *keys)
    return rita, words


def small_file(story: Story) -> dict[str, Any]:
    content = story.hidden("content of a small file").encode()
    name = story.hidden("name of a small file")
    return {"name": f"{name}.txt", "blob": blob(content, "text/plain"), "stripped": True}


def large_file(story: Story) -> dict[str, Any]:
    """More than one piece; a canary at its begin, middle and end."""
    noise = random.Random(1).randbytes(600_000)  # noqa: S311 - only has to be incompressible
    words = [story.hidden(f"content of a large file, {part}").encode() for part in ("1", "2", "3")]
    content = words[0] + noise + words[1] + noise + words[2]
    story.hidden("hash of a file", hashlib.sha256(content).digest())
    name = story.hidden("name of a large file")
    return {"name": f"{name}.bin", "blob": blob(content, "image/png"), "stripped": False}


def answer(story: Story, anna: Player) -> None:
    """The counsellor reads, answers, and keeps a case file and notes of their own."""
    view = anna.do("open", story.conversation)
    assert [one["state"] for one in view["statements"]].count("ok") >= 10
    anna.do("write", story.conversation, [message(story.hidden("message of the counsellor"))])
    place = anna.place(TOWN)
    case = {
        "nickname": story.hidden("nickname"),
        "organisation": place["id"],
        "conversation": story.conversation,
        "opened": "2026-11-02",
        "channel": "phone",
    }
    contact = {
        "on": "2026-11-02",
        "kind": "talk",
        "channel": "phone",
        "minutes": 30,
        "note": story.hidden("contact log"),
    }
    file = anna.do("createFile", place["id"], [{"kind": "case", "content": case}])
    further = [
        {"kind": "contact", "content": contact},
        {"kind": "note", "content": {"text": story.hidden("note")}},
    ]
    anna.do("write", file["conversation"], further)
    own = [
        {"kind": "tie", "content": {"text": story.hidden("tie of the counsellor")}},
        {"kind": "setting", "content": {"name": "x", "value": story.hidden("setting")}},
    ]
    anna.do("writeOwn", own)


def say_everything(story: Story, players: Players, anna: Player, rita: Player) -> None:
    """Every kind of statement, by both, in all logs that they have or share."""
    story.kinds = table(players)

    def said(writer: str, place: str) -> list[dict[str, Any]]:
        return list(drafts(story.kinds, story.hidden, writer, place))

    write_all(rita, story.conversation, said("R", "conversation"))
    talk = write_all(anna, story.conversation, said("C", "conversation"))
    place = anna.place(TOWN)["id"]
    file = anna.do("createFile", place, [])["conversation"]
    case = write_all(anna, file, said("C", "file"))
    own = write_all(anna, "", said("C", "own"))
    for view, name in ((talk, "conversation"), (case, "file"), (own, "own")):
        story.heard[name] = kinds_in(view)
    write_all(rita, "notebook", said("R", "notebook"))
    shown = rita.do("refresh", story.conversation)
    assert kinds_in(shown) == story.heard["conversation"]


def change_phrase(story: Story, players: Players, reporter: Player, words: str) -> None:
    """Back on another device, under another phrase; withdraws and thinks again."""
    reporter.do("lock")
    device = players.reporter("rita-again")
    device.do("signIn", words)
    story.hidden("key from the phrase", *derived(players, words))
    new = story.phrase("replaced phrase", device.do("makePhrase", "en"))
    back = device.do("replacePhrase")
    story.heard["notebook"] = kinds_in(back["notebook"])
    story.hidden("key from the replaced phrase", *derived(players, new))
    contested = {"item": "", "text": story.hidden("what is contested")}
    device.do("write", story.conversation, [{"kind": "contest", "content": contested}])
    device.do("withdraw", story.conversation)
    device.do("restore", story.conversation)


def derived(players: Players, phrase: str) -> list[bytes]:
    return [bytes.fromhex(one) for one in players.do("anyone", "derived", phrase)]


def noted(what: str, content: dict[str, Any]) -> dict[str, Any]:
    said = {"what": what, "content": content, "form": "spoken", "on": "2026-11-02"}
    return {"kind": "noted", "content": said}


def listen(story: Story, players: Players, anna: Player) -> None:
    """Somebody phones, and gets a one-time phrase."""
    spoken = noted("inventory", {"answers": {"since": story.hidden("what a caller said")}})
    made = anna.do("createForCaller", anna.place(TOWN)["id"], [spoken], "nl")
    handed = story.phrase("one-time phrase", made["phrase"])
    caller = players.reporter("caller")
    caller.do("signIn", handed)
    own = story.phrase("phrase of a caller", caller.do("makePhrase", "nl"))
    caller.do("replacePhrase")
    text = story.hidden("message of a caller")
    caller.do("write", made["view"]["conversation"], [message(text)])
    story.hidden("key from the phrase of a caller", *derived(players, own))


def lose_phrase(story: Story, players: Players, anna: Player) -> None:
    """The phrase is lost, and the counsellor recognises the person."""
    back = anna.do("rejoin", story.conversation, "nl")
    phrase = story.phrase("phrase after a lost one", back["phrase"])
    found = players.reporter("rita-back")
    found.do("signIn", phrase)
    story.phrase("phrase after that", found.do("makePhrase", "nl"))
    found.do("replacePhrase")


def end(story: Story, anna: Player) -> None:
    """A last word."""
    last = {"text": story.hidden("last word"), "reason": "together", "again": True}
    anna.do("close", story.conversation, [{"kind": "closing", "content": last}])
