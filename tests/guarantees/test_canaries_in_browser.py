"""The same with the real screens: a passkey at the desk, a phone, and canaries in both."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.guarantees.canary import (
    Hunt,
    files,
    forms,
    fresh,
    memory,
    phrase_canaries,
    with_unpacked,
)
from tests.guarantees.serving import Served, serve
from tests.journeys.desks import Desk, invite
from tests.journeys.phone import Phone
from tests.journeys.test_talk_archive import in_archive, saved

pytestmark = [pytest.mark.mission("M22"), pytest.mark.mission("M08"), pytest.mark.slow]

AGENT = f"Browser/{fresh()}"

# What the passkey evaluated is a secret of the page; here it is told to the test too.
LISTEN = """
window.evaluated = [];
for (const name of ["create", "get"]) {
  const real = navigator.credentials[name].bind(navigator.credentials);
  navigator.credentials[name] = async (options) => {
    const made = await real(options);
    const first = made.getClientExtensionResults().prf?.results?.first;
    if (first) window.evaluated.push([...new Uint8Array(first)]);
    return made;
  };
}
"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serve(tmp_path_factory.mktemp("screens")) as running:
        running.instance.luwte("organisation", "add", "schermstad", "--name", "Schermstad")
        yield running


def test_nothing_leaves_the_browser_unsealed(
    chromium: Browser, served: Served, hunting: Path
) -> None:
    name = f"Anouk {fresh()}"
    confidential: dict[str, list[str | bytes]] = {}
    with Desk.at(chromium, served.instance) as desk:
        desk.page.add_init_script(LISTEN)
        desk.passkey_device()
        desk.accept_with_passkey(invite(served.instance, "schermstad", name))
        kept = desk.make_keys()
        confidential["PRF output"] = [bytes(one) for one in desk.page.evaluate("evaluated")]
        confidential["words"] = list(phrase_canaries(kept.words.split()))
        groups = kept.recovery.split("-")
        confidential["recovery key"] = ["".join(groups[:8]), kept.recovery]
        desk.send_card()
        desk.on("today")
        ((roster,),) = served.query("SELECT fingerprint FROM vault_roster")
        with Phone.borrow(chromium, "nl-NL") as phone:
            phone.context.set_extra_http_headers({"User-Agent": AGENT})
            story, draft = (f"{fresh()} é {secrets.token_hex(4)}" for _ in range(2))
            phone.open(f"{served.instance.app_origin}/talk/#{roster}")
            words = phone.write_to(name, story)
            phone.come_back(f"{served.instance.app_origin}/talk/", words)
            phone.on("conversation")
            phone.type_into("Je bericht", draft)
            sentence = f"{fresh()} een twee drie vier vijf zes zeven"
            in_archive(phone)
            phone.tap(phone.page.get_by_label("Met een eigen zin"))
            phone.type_into("Je eigen zin", sentence)
            saved(phone)
        confidential |= {"story": [story], "draft": [draft], "phrase": [*phrase_canaries(words)]}
        confidential |= {"lock of the archive": [sentence]}
        assert confidential["PRF output"], "the passkey evaluated nothing"
        search(served, hunting, confidential, name.split()[1])


def search(
    served: Served, hunting: Path, confidential: dict[str, list[str | bytes]], public: str
) -> None:
    """Finds what is public on the line, on disk and in memory, and nothing of the rest."""
    needles = dict.fromkeys(forms(public), "public")
    for name, several in confidential.items():
        needles |= {form: name for canary in several for form in forms(canary)}
    hunt = Hunt(hunting, needles)
    assert hunt.found(with_unpacked(served.tap.requests())) == {"public"}
    assert hunt.found(with_unpacked(served.tap.answers())) == {"public"}
    assert hunt.found(served.database_files()) == {"public"}
    assert hunt.found(piece for one in served.processes() for piece in memory(one)) == {"public"}
    agents = Hunt(hunting, dict.fromkeys(forms(AGENT), "agent"))
    assert agents.found(with_unpacked(served.tap.requests())) == {"agent"}
    assert agents.found(files(served.data)) == set()
