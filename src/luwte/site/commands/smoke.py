"""`luwte smoke`: whole conversations against a live instance, by the real protocol code."""

import argparse
import json
import os
import re
import secrets
import sys
from pathlib import Path
from typing import Any

from django.conf import settings

from luwte.organisations.models import Organisation
from luwte.people.models import Invitation
from luwte.site.node_programs import ProgramMissing, run_program

HELP = "Go through whole conversations with a live instance, and print counts and times."

CREDENTIALS = ("email", "password", "totp", "passphrase")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("url", metavar="URL", help="origin of the application host")
    parser.add_argument("--organisation", required=True, metavar="SLUG")
    parser.add_argument("--text", required=True, help="what the reporter writes")
    parser.add_argument("--file", default="", metavar="PATH", help="what the reporter sends along")
    parser.add_argument("--n", type=int, default=1, help="how many conversations")
    parser.add_argument("--concurrency", type=int, default=1, help="how many at a time")
    for name in CREDENTIALS:
        parser.add_argument(
            f"--{name}",
            default=os.environ.get(f"LUWTE_SMOKE_{name.upper()}", ""),
            help=f"of the counsellor who answers; or LUWTE_SMOKE_{name.upper()}",
        )
    parser.add_argument(
        "--make-counsellor",
        action="store_true",
        help="on a test instance whose database this is: make a counsellor, and an organisation",
    )


def run(options: argparse.Namespace) -> int:
    task: dict[str, Any] = {
        "origin": options.url.rstrip("/"),
        "organisation": options.organisation,
        "text": options.text,
        "file": str(Path(options.file).absolute()) if options.file else "",
        "n": options.n,
        "concurrency": options.concurrency,
        "counsellor": counsellor(options),
        "invitation": "",
    }
    if task["counsellor"] is None:
        if not options.make_counsellor:
            print(f"No counsellor of {options.organisation} is known here.", file=sys.stderr)
            return 2
        task["invitation"] = invitation(options.organisation)
    try:
        done = run_program("smoke", json.dumps(task))
    except ProgramMissing as error:
        print(error, file=sys.stderr)
        return 2
    if done.returncode == 0:
        print(json.dumps(without_account(json.loads(done.stdout), options.organisation), indent=2))
    return done.returncode


# --- Who answers --------------------------------------------------------------------------------


def counsellor(options: argparse.Namespace) -> dict[str, str] | None:
    """Named on the command line; else made by an earlier run; else one of the demo's."""
    named = {name: getattr(options, name) for name in CREDENTIALS}
    if named["email"]:
        return named
    return made_before(options.organisation) or of_the_demo(options.organisation)


def made_before(organisation: str) -> dict[str, str] | None:
    """What `--make-counsellor` kept of this organisation."""
    known: dict[str, dict[str, str]] = read_json(kept_accounts()) or {}
    return known.get(organisation)


def of_the_demo(organisation: str) -> dict[str, str] | None:
    """Somebody of this organisation in demo.json."""
    told = read_json(settings.LUWTE.data / "demo.json") or {}
    for person in told.get("counsellors", []):
        if organisation in person["organisations"]:
            return {name: person[name] for name in CREDENTIALS}
    return None


def invitation(slug: str) -> str:
    """The token of a fresh invitation; nobody is mailed. Makes the organisation if need be."""
    organisation, _made = Organisation.objects.get_or_create(
        slug=slug, defaults={"name": slug, "code": slug}
    )
    address = re.sub(r"[^a-z0-9-]", "", slug) + f"-{secrets.token_hex(4)}@smoke.invalid"
    invited = Invitation(organisation=organisation, email=address, name="Proef", language="nl")
    token = invited.renew_token()
    invited.save()
    return token


def without_account(result: dict[str, Any], organisation: str) -> dict[str, Any]:
    """The figures; the account that was made is kept for the next run."""
    made = result.pop("made", None)
    if made:
        path = kept_accounts()
        known = read_json(path) or {}
        path.touch(mode=0o600)
        path.write_text(json.dumps({**known, organisation: made}))
    return result


def kept_accounts() -> Path:
    return Path(settings.LUWTE.data) / "smoke.json"


def read_json(path: Path) -> Any:
    return json.loads(path.read_text()) if path.exists() else None
