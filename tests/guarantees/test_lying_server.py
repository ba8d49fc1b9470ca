"""A server that lies is caught: the clients refuse, say so, and write nothing any more.

The liar stands between a real instance and the real sessions; what it says is in lies.py and
further_lies.py.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.guarantees import further_lies, lies
from tests.guarantees.forging import Page
from tests.guarantees.lied_to import PASSPHRASE, LiedTo, new_conversation, whole_log, write_to
from tests.guarantees.lying_server import WRITING, Call, Lie, LyingServer
from tests.guarantees.players import Player, Refused, message
from tests.guarantees.refused import codes_of, name_of, refusal_of, says_no_more

pytestmark = [pytest.mark.slow, pytest.mark.mission("M22")]

#: So many bytes of a whole log are flipped, one at a time, spread evenly.
FLIPS = 48


# --- Logs ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("change", lies.LOGS, ids=name_of)
def test_a_false_log_is_refused_on_a_new_device(lied_to: LiedTo, change: lies.PageChange) -> None:
    """What is shown was said by whom it is ascribed to; other conversations stay as they are."""
    device = lied_to.somebody()
    with lied_to.server.telling(lies.about(change, lied_to.known)) as telling:
        told = device.do("signIn", lied_to.words)
        view = lied_to.of(told)
        assert telling.lie.told > 0
        assert lies.LOGS[change] in codes_of(view)
        assert not view["writable"]
        says_no_more(device, lied_to.known.conversation)
        assert telling.written == []
    shown = [one for one in view["statements"] if one["state"] == "ok"]
    assert [one for one in shown if one not in lied_to.said] == []
    others = [one for one in told["conversations"] if one != view]
    assert [one["writable"] for one in others] == [True]


@pytest.mark.parametrize("change", lies.REPEATED_LOGS, ids=name_of)
def test_a_log_that_was_seen_otherwise_is_refused(lied_to: LiedTo, change: lies.PageChange) -> None:
    device = lied_to.returned()
    with lied_to.server.telling(lies.about(change, lied_to.known)) as telling:
        view = device.do("refresh", lied_to.known.conversation)
        assert lies.REPEATED_LOGS[change] in codes_of(view)
        assert not view["writable"]
        says_no_more(device, lied_to.known.conversation)
        assert telling.written == []


def test_a_counsellor_remembers_on_another_device(lied_to: LiedTo) -> None:
    """The own log tells how far they had read."""
    seen = lied_to.anna.do("open", lied_to.known.conversation)
    read = {"conversation": lied_to.known.conversation, "seq": seen["length"] - 1}
    lied_to.anna.do("writeOwn", [{"kind": "read", "content": read}])
    lied_to.anna.do("lock")
    lied_to.anna.do("unlockWithPassphrase", PASSPHRASE)
    with lied_to.server.telling(lies.about(earlier, lied_to.known)) as telling:
        view = lied_to.anna.do("open", lied_to.known.conversation)
        assert codes_of(view) == {"rolled-back"}
        assert not view["writable"]
        says_no_more(lied_to.anna, lied_to.known.conversation)
        assert telling.written == []
    lied_to.anna.do("lock")
    lied_to.anna.do("unlockWithPassphrase", PASSPHRASE)


def earlier(page: Page, known: lies.Known) -> None:
    """All but the last two, which are of the same epoch: nothing in it is false."""
    page.items = page.items[:-2]
    page.ends_here()


FOR_COUNSELLORS = (
    lies.alters_the_first_event,
    lies.mixes_in_another_conversation,
    lies.lets_somebody_in,
    lies.lists_one_more,
    lies.gives_another_header,
    lies.gives_no_envelope,
)


@pytest.mark.parametrize("change", FOR_COUNSELLORS, ids=name_of)
def test_a_false_log_is_refused_by_a_counsellor(lied_to: LiedTo, change: lies.PageChange) -> None:
    lied_to.anna.do("lock")
    lied_to.anna.do("unlockWithPassphrase", PASSPHRASE)
    with lied_to.server.telling(lies.about(change, lied_to.known)) as telling:
        view = lied_to.anna.do("open", lied_to.known.conversation)
        assert lies.LOGS[change] in codes_of(view)
        assert not view["writable"]
        says_no_more(lied_to.anna, lied_to.known.conversation)
        assert telling.written == []
    lied_to.anna.do("lock")
    lied_to.anna.do("unlockWithPassphrase", PASSPHRASE)


def test_what_was_acknowledged_and_dropped_is_missed(lied_to: LiedTo) -> None:
    device, conversation = lied_to.returned(), lied_to.known.conversation
    with lied_to.server.telling(
        further_lies.swallowing(further_lies.acknowledged, "conversations/append")
    ):
        device.do("write", conversation, [message("Dit houdt de server achter.")])
    view = device.do("refresh", conversation)
    assert codes_of(view) == {"rolled-back"}
    assert not view["writable"]


def test_two_histories_are_told_apart(lied_to: LiedTo) -> None:
    """The reporter's statement is held back; the counsellor's takes its place."""
    device = lied_to.somebody()
    _, _, conversation = write_to(device, lied_to.roster, lied_to.known.counsellor)
    with lied_to.server.telling(
        further_lies.swallowing(further_lies.acknowledged, "conversations/append")
    ):
        device.do("write", conversation, [message("Het eerste antwoord.")])
    lied_to.anna.do("open", conversation)
    lied_to.anna.do("write", conversation, [message("Een ander eerste antwoord.")])
    view = device.do("refresh", conversation)
    assert codes_of(view) == {"forked"}
    says_no_more(device, conversation)
    lied_to.anna.do("write", conversation, [message("En nog een.")])
    assert not device.do("refresh", conversation)["writable"]


def test_a_header_held_back_is_told_as_destroyed(lied_to: LiedTo) -> None:
    """It can't be told from one that was destroyed; it is never silently left out."""

    def without(page: Page, known: lies.Known) -> None:
        page.items[5].header = None

    with lied_to.server.telling(lies.about(without, lied_to.known)):
        view = lied_to.of(lied_to.somebody().do("signIn", lied_to.words))
    assert [one["seq"] for one in view["statements"] if one["state"] == "destroyed"] == [5]


def test_every_byte_of_a_log_counts(lied_to: LiedTo) -> None:
    """Refused as a whole, or refused in its place; what remains is the day, which isn't signed."""
    honest = without_days(lied_to.of(lied_to.somebody().do("signIn", lied_to.words)))
    body = whole_log(lied_to.server, lied_to.known.conversation)
    silent = []
    for at in range(0, len(body), len(body) // FLIPS + 1):
        device = lied_to.somebody()
        lie = Lie(
            ("conversations/read",), only(lied_to.known.conversation, further_lies.one_byte(at))
        )
        with lied_to.server.telling(lie) as telling:
            try:
                view = lied_to.of(device.do("signIn", lied_to.words))
            except Refused as refused:
                silent += [] if refused.detail else [at]
                continue
            assert telling.lie.told > 0
        if view["writable"] and without_days(view) != honest:
            silent.append(at)
    assert silent == []


def without_days(view: dict[str, Any]) -> dict[str, Any]:
    """All that was signed by somebody."""
    unsigned = {"day", "destroyOn", "state", "head", "length"}
    kept = {key: value for key, value in view.items() if key not in unsigned}
    for name in ("events", "statements"):
        kept[name] = [{k: v for k, v in one.items() if k != "day"} for one in view[name]]
    return kept


def only(conversation: str, change: Callable[[Any], bytes]) -> Callable[[Any], bytes]:
    return lambda call: change(call) if conversation.encode() in call.body else call.answer.body


# --- Coming in ----------------------------------------------------------------------------------


@pytest.mark.parametrize("change", further_lies.BUNDLES, ids=name_of)
def test_a_false_bundle_opens_nothing(lied_to: LiedTo, change: further_lies.MeChange) -> None:
    lied_to.anna.do("lock")
    with lied_to.server.telling(further_lies.about_me(change)):
        refused = refusal_of(lied_to.anna, "unlockWithPassphrase", PASSPHRASE)
    assert refused.code == further_lies.BUNDLES[change]
    assert "not right" in refused.detail
    lied_to.anna.do("unlockWithPassphrase", PASSPHRASE)


def test_an_own_log_that_is_kept_back_is_missed(lied_to: LiedTo) -> None:
    """A new one in its place would remember nothing, and so notice nothing."""
    anna = lied_to.anna
    anna.do("lock")
    with lied_to.server.telling(further_lies.about_me(further_lies.has_no_own_log)) as telling:
        anna.do("me")
        anna.do("unlockWithPassphrase", PASSPHRASE)
        assert refusal_of(anna, "own").code == "rolled-back"
        assert telling.written == []
    anna.do("lock")
    anna.do("me")
    anna.do("unlockWithPassphrase", PASSPHRASE)
    assert anna.do("own")["writable"]


def test_an_index_that_was_altered_opens_nothing(lied_to: LiedTo) -> None:
    with lied_to.server.telling(Lie(("locator/sign-in",), further_lies.altered_index)) as telling:
        refused = refusal_of(lied_to.somebody(), "signIn", lied_to.words)
        assert telling.written == []
    assert refused.code == "unreadable"


def test_another_phrases_index_opens_nothing(lied_to: LiedTo) -> None:
    lied_to.somebody().do("signIn", lied_to.other_words)
    other = lied_to.server.honestly("locator/sign-in")[-1].answer.body
    with lied_to.server.telling(Lie(("locator/sign-in",), further_lies.another_index(other))):
        refused = refusal_of(lied_to.somebody(), "signIn", lied_to.words)
    assert refused.code == "unreadable"


def test_another_instance_than_the_phrase_belongs_to_is_refused(lied_to: LiedTo) -> None:
    """A server that calls itself another, and tells the answers of this one."""
    lied_to.somebody().do("signIn", lied_to.words)
    told = lied_to.server.honestly("locator/sign-in")[-1].answer

    def elsewhere(call: Call) -> bytes:
        if call.operation == "instance":
            return further_lies.another_instance(call)
        call.answer.status = told.status
        return told.body

    lie = Lie(("instance", "locator/sign-in"), elsewhere, of_refusals_too=True)
    with lied_to.server.telling(lie):
        refused = refusal_of(lied_to.somebody(), "signIn", lied_to.words)
    assert refused.code == "wrong-instance"


def test_a_server_in_between_can_sign_nobody_in(lied_to: LiedTo) -> None:
    """The origin is part of what is signed: an answer given to one is worth nothing to another."""
    with LyingServer(to_port=lied_to.server.to_port) as other:
        lied_to.players.do("lured", "reporter", f"http://localhost:{other.port}")
        refused = refusal_of(Player(lied_to.players, "lured"), "signIn", lied_to.words)
        statuses = [call.answer.status for call in other.honestly("locator/sign-in")]
    assert refused.code == "wrong-phrase"
    assert statuses == [401]


def test_endless_work_is_refused(lied_to: LiedTo) -> None:
    device = lied_to.somebody()
    device.do("openRoster", lied_to.roster)
    device.do("makePhrase", "nl")
    with lied_to.server.telling(Lie(("work",), further_lies.dear_work)) as telling:
        refused = refusal_of(
            device, "create", new_conversation(lied_to.roster, lied_to.known.counsellor)
        )
        assert telling.written == []
    assert refused.code == "bad-answer"


# --- Files --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [further_lies.one_byte(200), further_lies.one_byte(-1), further_lies.cut, further_lies.nothing],
)
def test_a_false_file_is_not_given(lied_to: LiedTo, change: Callable[[Any], bytes]) -> None:
    device = lied_to.returned()
    with lied_to.server.telling(Lie(("blobs/read",), change)) as telling:
        refused = refusal_of(device, "readFile", lied_to.known.conversation, lied_to.file)
        assert telling.lie.told > 0
    assert refused.code == "file-damaged"
    assert "damaged" in refused.detail


def test_the_truth_is_accepted(lied_to: LiedTo) -> None:
    """So that the refusals above are of the lies."""
    device = lied_to.returned()
    view = device.do("refresh", lied_to.known.conversation)
    assert view["refusals"] == []
    assert device.do("readFile", lied_to.known.conversation, lied_to.file)["$blob"] != ""
    assert json.loads(lied_to.server.honestly("instance")[0].answer.body)["v"] == 1
    assert {call.operation for call in lied_to.server.calls} | {"phrase/replace"} >= WRITING
