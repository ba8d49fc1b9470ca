"""Two organisations and everybody who could be curious about one conversation in them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

from luwte.vault.wire import split_parts
from tests.guarantees.asking import APPLICATION, Answer, Visitor
from tests.guarantees.players import Player, Players, admit_all, beginning, blob, message
from tests.guarantees.serving import Served
from tests.people.api_client import ALLAUTH, TOTP_PATH, totp_code

HERE, THERE, PROVIDER = "veenstad", "duinwijk", "luisterhuis"
PASSWORD = "vier gewone woorden naast elkaar"

ROLES = (
    "nobody",
    "reporter",
    "chosen",
    "colleague",
    "coordinator",
    "provider",
    "administrator",
    "former",
    "elsewhere",
    "management",
    "second",
)
PARTICIPANTS = ("reporter", "chosen")


@dataclass(frozen=True)
class Talk:
    """A conversation as its reporter's client knows it, and the notes of that reporter."""

    notebook: str
    conversation: str
    person: str
    upload: str
    token: str
    locator_token: str
    locator_hash: str


@dataclass
class Town:
    """`roles` are visitors, each with what that role holds; `talk` is the chosen one's."""

    served: Served
    roles: dict[str, Visitor]
    persons: dict[str, str]
    talk: Talk
    other_talk: Talk
    organisation: str
    roster: str
    instance_id: str

    def secrets(self) -> list[bytes]:
        """What would show that there is a conversation at all."""
        talk = self.talk
        return [
            one.encode() for one in (talk.conversation, talk.person, talk.upload, talk.notebook)
        ]


def settle(served: Served, players: Players) -> Town:
    """Everybody arrives, and two reporters write, one to each organisation."""
    add = ("organisation", "add")
    served.instance.luwte(*add, PROVIDER, "--name", "Luisterhuis", "--kind", "provider")
    served.instance.luwte(*add, HERE, "--name", "Veenstad", "--provider", PROVIDER)
    served.instance.luwte(*add, THERE, "--name", "Duinwijk")
    people = {
        "provider": players.counsellor("provider", PROVIDER),
        "chosen": players.counsellor("chosen", HERE),
        "colleague": players.counsellor("colleague", HERE),
        "former": players.counsellor("former", HERE),
        "coordinator": players.invited("coordinator", HERE, "coordinator"),
        "elsewhere": players.counsellor("elsewhere", THERE),
        "management": players.invited("management", HERE, "management"),
        "second": players.invited("second", HERE, "second-address"),
    }
    admit_all(people["chosen"])
    people["chosen"].do("sync")
    roles = {"administrator": administrator(served, players)}
    end(people["former"])
    talk = write(served, players, "here", people["chosen"], HERE)
    other = write(served, players, "there", people["elsewhere"], THERE)
    for name, player in people.items():
        roles[name] = Visitor(served, cookies=player.cookies())
    roles["nobody"] = Visitor(served)
    roles["reporter"] = Visitor(served, token=talk.token)
    place = people["chosen"].place(HERE)
    return Town(
        served,
        roles,
        {name: person.do("me")["person"] for name, person in people.items()},
        talk,
        other,
        place["id"],
        place["roster"],
        served.query("SELECT public_id FROM vault_instance")[0][0],
    )


def end(player: Player) -> None:
    """Their own key says so in the roster, which ends the appointment as well."""
    player.do("endMembership", player.place(HERE)["id"], player.do("me")["person"])


def write(served: Served, players: Players, name: str, to: Player, slug: str) -> Talk:
    """A reporter writes, sends a file and comes back."""
    reporter = players.reporter(name)
    roster = to.place(slug)["roster"]
    reporter.do("openRoster", roster)
    words = reporter.do("makePhrase", "nl")
    said: dict[str, Any] = {
        "roster": roster,
        "counsellor": to.do("me")["person"],
        "statements": beginning(message("Hallo")),
        "files": [{"name": "a.txt", "blob": blob(b"inhoud"), "stripped": True}],
        "withPhrase": True,
    }
    view = reporter.do("create", said)
    view = reporter.do("refresh", view["conversation"])
    upload = next(one for one in view["statements"] if one["kind"] == "file")["content"]["upload"]
    reporter.do("lock")
    again = players.reporter(f"{name}-again")
    again.do("signIn", " ".join(words))
    again.do("refresh", view["conversation"])
    # The index is updated under the locator's token.
    again.do("makePhrase", "nl")
    again.do("create", said | {"files": []})
    note = {"kind": "own-note", "content": {"instead": "", "on": "", "text": "Voor mij."}}
    notebook = again.do("write", "", [note])["conversation"]
    return captured(served, notebook, view["conversation"], view["me"], upload)


def captured(served: Served, notebook: str, conversation: str, person: str, upload: str) -> Talk:
    """The tokens that a reporter used, from what went over the line."""
    line = served.tap.requests() + served.tap.answers()
    found = re.findall(rb"%s-%s-[\w.:-]+" % (conversation.encode(), person.encode()), line)
    locators = re.findall(rb'"token": ?"(([0-9a-f]{64})-[\w.:-]+)"', line)
    token, (locator_token, locator_hash) = found[-1], locators[-1]
    return Talk(
        notebook,
        conversation,
        person,
        upload,
        token.decode(),
        locator_token.decode(),
        locator_hash.decode(),
    )


def administrator(served: Served, players: Players) -> Visitor:
    """Signed in with a password and an authenticator app."""
    email = "beheer@luwte.example"
    command = [sys.executable, "-m", "luwte", "administrator", "add", email, "--password-stdin"]
    subprocess.run(
        command,
        env=served.instance.environment,
        input=PASSWORD,
        text=True,
        check=True,
        capture_output=True,
    )
    players.do("administrator", "sign-in", served.instance.app_origin, email, PASSWORD)
    visitor = Visitor(served, cookies=Player(players, "administrator").cookies())
    again = json.dumps({"password": PASSWORD}).encode()
    keep_cookies(visitor, visitor.ask("POST", APPLICATION, f"{ALLAUTH}auth/reauthenticate", again))
    offered = visitor.ask("GET", APPLICATION, TOTP_PATH)
    secret = re.search(rb'"secret": "([A-Z2-7]+)"', offered.body)
    assert secret is not None, offered.body
    code = b'{"code": "%s"}' % totp_code(secret.group(1).decode()).encode()
    added = visitor.ask("POST", APPLICATION, TOTP_PATH, code)
    assert added.status == 200, added.body
    keep_cookies(visitor, added)
    return visitor


def keep_cookies(visitor: Visitor, answer: Answer) -> None:
    for name, value in answer.headers:
        if name == "set-cookie":
            key, _, rest = value.partition("=")
            visitor.cookies[key] = rest.partition(";")[0]


def head_of(town: Town) -> tuple[str, int]:
    """Where the log stands, as the chosen counsellor reads it."""
    body = {"conversation": town.talk.conversation, "from": 0}
    read = town.roles["chosen"].call("conversations/read", body)
    meta = split_parts(read.body, 500)[0]
    told = json.loads(meta)
    return told["head"], told["length"]


def roster_told(town: Town) -> dict[str, Any]:
    """The roster of the organisation, as anybody gets it."""
    answer = town.roles["nobody"].call("roster", {"fingerprint": town.roster})
    told: dict[str, Any] = json.loads(answer.body)
    return told
