"""`luwte disclosure protect|audit FILE`: figures that nobody can be found out from."""

from __future__ import annotations

import argparse
import json
import secrets
import sys
from pathlib import Path

from luwte.disclosure import (
    Contradiction,
    Ledger,
    MalformedFile,
    NotPublishable,
    Policy,
    Protected,
    Release,
    Table,
    audit,
    exact,
    protect,
    read_file,
    write_file,
)

#: What a shell sees: all well, figures at risk, a file that can't be read.
SAFE, AT_RISK, UNREADABLE = 0, 1, 2


def run(options: argparse.Namespace) -> int:
    try:
        policy, releases = read_file(_content(options.file))
        if options.action == "audit":
            return _audit(policy, releases)
        secret = _secret(options.secret_file)
        return _protect(policy, releases, secret, counts=options.with_counts)
    except (MalformedFile, Contradiction, OSError, ValueError) as error:
        sys.stderr.write(f"luwte disclosure: {error}\n")
        return UNREADABLE


def _content(name: str) -> object:
    text = sys.stdin.read() if name == "-" else Path(name).read_text("utf-8")
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise MalformedFile(f"this is no JSON: {error}") from error


def _secret(path: Path | None) -> bytes:
    """The instance's secret, or one for this once that nobody keeps."""
    if path is None:
        return secrets.token_bytes(32)
    secret = path.read_bytes()
    if len(secret) < 32:
        raise MalformedFile(f"{path} has {len(secret)} bytes; at least 32 random ones are needed")
    return secret


def _protect(policy: Policy, releases: tuple[Release, ...], secret: bytes, *, counts: bool) -> int:
    """Earlier releases without figures are protected first, in their order."""
    ledger = Ledger()
    for release in releases:
        if release.is_published and release is not releases[-1]:
            ledger = ledger.and_then(release)
            continue
        try:
            done = protect(_bare(release), ledger, policy, secret)
        except NotPublishable as error:
            for reason in error.reasons:
                sys.stderr.write(f"{reason}\n")
            sys.stderr.write(f"{release.id} can't be published. {error.advice}\n")
            return AT_RISK
        _tell(done)
        ledger = ledger.and_then(done.release)
    json.dump(write_file(policy, ledger.releases, counts=counts), sys.stdout, indent=1)
    sys.stdout.write("\n")
    return SAFE


def _bare(release: Release) -> Release:
    return release.with_tables(table.with_figures({}) for table in release.tables)


def _tell(done: Protected) -> None:
    found = done.audit
    sys.stderr.write(
        f"{done.release.id}: protected; {found.targets} counts attacked in {found.seconds:.1f} s\n"
    )


def _audit(policy: Policy, releases: tuple[Release, ...]) -> int:
    """Tables without a single figure are taken as printed the way they are."""
    shown = [one.with_tables(_as_printed(table) for table in one.tables) for one in releases]
    result = audit(Ledger(tuple(shown)), policy)
    for risk in result.risks:
        sys.stdout.write(f"AT RISK  {risk.sentence()}\n")
    if not result.is_exact:
        sys.stdout.write("AT RISK  these tables are too large together to be examined exactly\n")
    for name in result.unlinked:
        sys.stdout.write(f"Note     {name} contradicts its correction and was examined alone\n")
    verdict = "passed" if result.passed else f"{len(result.risks)} at risk"
    sys.stdout.write(
        f"{result.targets} counts and differences attacked: {verdict} ({result.seconds:.1f} s)\n"
    )
    return SAFE if result.passed else AT_RISK


def _as_printed(table: Table) -> Table:
    if table.figures:
        return table
    return table.with_figures({place: exact(count) for place, count in table.all_counts.items()})
