"""Who may ask what: every address and every operation, by every role, against one table.

`role_matrix.txt` holds the expected answers. An address or operation that isn't in it fails here,
so that nobody adds one without saying who may use it.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, set_urlconf

from luwte.site.api import api
from luwte.site.hosts import APPLICATION_URLS, SITE_URLS
from tests.guarantees.asking import APPLICATION, SITE, Answer, Visitor
from tests.guarantees.operations import OPERATIONS, unknown
from tests.guarantees.players import Players
from tests.guarantees.serving import serve
from tests.guarantees.town import HERE, PARTICIPANTS, ROLES, Town, settle

pytestmark = [pytest.mark.mission("M22"), pytest.mark.mission("M04"), pytest.mark.slow]

MATRIX = Path(__file__).with_name("role_matrix.txt")
OUTSIDERS = tuple(role for role in ROLES if role not in PARTICIPANTS)
CURIOUS = (
    "colleague",
    "coordinator",
    "provider",
    "former",
    "elsewhere",
    "management",
    "second",
)

# What stands in an address for its parts.
EXAMPLES = {
    "<slug:slug>": HERE,
    "<str:name>": "0" * 64,
    "<str:code>": "nl",
    "<str:table>": "none",
    "<str:look>": "wide",
    "<str:form>": "intake",
    "<str:language>": "nl",
    "<int:appointment>": "999999",
    "<int:year>": "2026",
    "<str:action>": "0" * 32,
    "<str:activity>": "0" * 32,
    "<str:advice>": "0" * 32,
    "<str:report>": "0" * 32,
    "<str:link>": "0" * 32,
    "<str:token>": "A" * 43,
    "^password/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": "password/reset/1-set-password/",
}


@pytest.fixture(scope="module")
def town(playing: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with serve(tmp_path_factory.mktemp("town")) as served:
        players = Players(playing, served.instance)
        yield settle(served, players)
        players.leave()


def table() -> dict[str, dict[str, str]]:
    """Expected status by row and role."""
    rows = {}
    for line in MATRIX.read_text("utf-8").splitlines():
        words = line.partition("  # ")[0].split()
        if not words or words[0] == "#":
            continue
        host, method, path, *statuses = words
        assert len(statuses) == len(ROLES), line
        rows[f"{host} {method} {path}"] = dict(zip(ROLES, statuses, strict=True))
    return rows


def addresses(urls: str) -> Iterator[str]:
    """Every address of a host, as it stands in its URLconf."""

    def walk(patterns: list[Any], before: str) -> Iterator[str]:
        for pattern in patterns:
            path = f"{before}{pattern.pattern}"
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns, path)
            elif isinstance(pattern, URLPattern):
                yield path

    return walk(get_resolver(urls).url_patterns, "/")


def operations() -> Iterator[str]:
    """Every operation of the API."""
    set_urlconf(APPLICATION_URLS)
    schema = api.get_openapi_schema()
    set_urlconf(None)
    for path, methods in schema["paths"].items():
        yield from (f"app {method.upper()} {path}" for method in methods)


def everything() -> set[str]:
    """All rows that the table must have."""
    rows = set(operations())
    for host, urls in (("site", SITE_URLS), ("app", APPLICATION_URLS)):
        for path in addresses(urls):
            if path.startswith("/api/v1/") and f"app POST {path}" in rows:
                continue
            rows.add(f"{host} GET {path}")
            if path.startswith(("/board/", "/lead/", "/manage/", "/read/")):
                rows.add(f"{host} POST {path}")
    return rows


def test_every_address_and_operation_is_in_the_table() -> None:
    rows = {row.partition("#")[0] for row in table()}
    assert everything() - rows == set(), "say in role_matrix.txt who may use it"
    assert rows - everything() == set(), "no longer there"


def asked(town: Town, row: str, role: str) -> Answer:
    """The answer that this role gets."""
    host, method, path = row.split()
    visitor = town.roles[role]
    if method == "POST" and path.startswith("/api/v1/"):
        operation = path.removeprefix("/api/v1/")
        body, token = OPERATIONS[operation](town, role)
        return visitor.call(operation.partition("#")[0], body, token)
    for part, example in EXAMPLES.items():
        path = path.replace(part, example)
    return visitor.ask(method, SITE if host == "site" else APPLICATION, path)


@pytest.mark.parametrize("row", table())
def test_each_role_gets_the_answer_of_the_table(town: Town, row: str) -> None:
    answers = {role: asked(town, row, role) for role in ROLES}
    assert {role: str(answer.status) for role, answer in answers.items()} == table()[row]
    for role in OUTSIDERS:
        assert not [one for one in town.secrets() if one in answers[role].body], role


# --- "Not yours" and "isn't there" --------------------------------------------------------------


def reading(conversation: str, upload: str, person: str) -> tuple[str, dict[str, Any] | bytes]:
    return "conversations/read", {"conversation": conversation, "from": 0}


def fetching(conversation: str, upload: str, person: str) -> tuple[str, dict[str, Any] | bytes]:
    return "blobs/read", {"conversation": conversation, "upload": upload}


def proving(conversation: str, upload: str, person: str) -> tuple[str, dict[str, Any] | bytes]:
    return "participant/sign-in", {
        "conversation": conversation,
        "person": person,
        "challenge": "x",
        "signature": "A" * 86,
    }


Question = Callable[[str, str, str], tuple[str, dict[str, Any] | bytes]]


def pair(town: Town, question: Question) -> tuple[tuple[str, Any], tuple[str, Any]]:
    """The same question about what is there, and about what isn't."""
    talk = town.talk
    return (
        question(talk.conversation, talk.upload, talk.person),
        question(unknown(), unknown(), unknown()),
    )


@pytest.mark.parametrize("question", [reading, fetching, proving])
def test_not_yours_is_answered_as_what_is_not_there(town: Town, question: Question) -> None:
    """Every byte, headers included. That the queries are equal too: tests/vault/test_isolation."""
    there, nowhere = pair(town, question)
    for role in OUTSIDERS:
        visitor = town.roles[role]
        assert visitor.call(*there) == visitor.call(*nowhere), role


@pytest.mark.parametrize("role", CURIOUS)
def test_whoever_was_not_chosen_cannot_write_or_tell_by_trying(town: Town, role: str) -> None:
    there, _ = OPERATIONS["conversations/append"](town, role)
    nowhere, _ = OPERATIONS["conversations/append#unknown"](town, role)
    visitor = town.roles[role]
    answer = visitor.call("conversations/append", there)
    assert answer == visitor.call("conversations/append", nowhere)
    assert answer.status == 404


def test_a_token_of_one_conversation_opens_no_other(town: Town) -> None:
    visitor, other = town.roles["reporter"], town.other_talk
    for body in ({"conversation": other.conversation}, {"conversation": unknown()}):
        assert visitor.call("conversations/read", body | {"from": 0}).status == 404
    told = [visitor.call("conversations/read", {"conversation": one, "from": 0})
            for one in (other.conversation, unknown())]  # fmt: skip
    assert told[0] == told[1]


@pytest.mark.parametrize("question", [reading, proving])
def test_the_time_it_takes_tells_nothing(town: Town, question: Question) -> None:
    """Medians of many interleaved questions. On a busy machine they differ, now one way, now the
    other; what can be told is what differs one way each time.
    """
    there, nowhere = pair(town, question)
    visitor = town.roles["colleague"]
    differences = []
    for _ in range(5):
        times = measured(visitor, [there, nowhere], 150)
        first, second = (statistics.median(one) for one in times)
        differences.append((first, second))
        if abs(first - second) <= max(0.1 * min(first, second), 0.000_15):
            return
        if len({slower > faster for slower, faster in differences}) == 2:
            return
    pytest.fail(f"medians differ each time: {differences}")


def measured(visitor: Visitor, questions: list[tuple[str, Any]], rounds: int) -> list[list[float]]:
    times: list[list[float]] = [[] for _ in questions]
    for number in range(rounds):
        order = range(len(questions)) if number % 2 else reversed(range(len(questions)))
        for which in order:
            began = time.perf_counter()
            visitor.call(*questions[which])
            times[which].append(time.perf_counter() - began)
    return times


def test_a_list_holds_what_is_ones_own(town: Town) -> None:
    """What others have in their lists is their own log and nothing of the conversation."""
    body = {"after": 0, "limit": 200}
    lists = {role: town.roles[role].call("conversations/list", body).body for role in CURIOUS}
    mine = town.roles["chosen"].call("conversations/list", body).body
    assert town.talk.conversation.encode() in mine
    for role, listed in lists.items():
        assert listed.count(b'"purpose": "conversation"') == (2 if role == "elsewhere" else 0)
