"""`python -m verifier FILE`: says what holds of an archive; exit status 1 unless all does."""

import argparse
import io
import json
import sys
import zipfile
from collections.abc import Iterator, Sequence
from getpass import getpass
from pathlib import Path

from .archive import Statement, Verified, verify_archive
from .notation import Refused
from .sealing import FIRST_LINE, open_passphrase

WHO = {"reporter": "the reporter", "counsellor": "counsellor"}


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments, for the `luwte` command too."""
    parser.add_argument("archive", type=Path, help="a .zip, or a .age sealed to a passphrase")
    parser.add_argument("--passphrase-file", type=Path, help="instead of asking for it")
    parser.add_argument("--show", action="store_true", help="also what each statement says")


def run(options: argparse.Namespace) -> int:
    """Prints what holds; returns the exit status."""
    try:
        found = verify_archive(opened(options.archive, options.passphrase_file))
    except (Refused, OSError, zipfile.BadZipFile) as fault:
        sys.stderr.write(f"This can't be opened: {fault}\n")
        return 1
    for line in told(found, show=options.show):
        sys.stdout.write(f"{_harmless(line)}\n")
    return 1 if found.wrong else 0


def opened(path: Path, passphrase_file: Path | None) -> zipfile.ZipFile:
    """The zip file, unsealed in memory only."""
    data = path.read_bytes()
    if data.startswith(FIRST_LINE):
        given = passphrase_file.read_text("utf-8").strip("\r\n") if passphrase_file else None
        data = open_passphrase((given or getpass("Passphrase: ")).encode(), data)
    return zipfile.ZipFile(io.BytesIO(data))


def told(found: Verified, *, show: bool) -> Iterator[str]:
    """The report, line by line."""
    names = {one.person: one.name for one in found.counsellors}
    yield f"Saved on {found.day}: {found.length} items, head {found.head}"
    for one in found.counsellors:
        yield f"Counsellor {one.name or one.person}: key {one.key}, in the list {one.roster}"
    for statement in found.statements:
        yield f"{statement.seq:6}  {_in_words(statement, names)}"
        if show and statement.signed:
            content = json.dumps(statement.signed["content"], ensure_ascii=False, indent=2)
            yield from (f"        {line}" for line in content.split("\n"))
    for file in found.left_out:
        name, size, digest = (file.get(one) for one in ("name", "size", "sha256"))
        yield f"Not in here: {name}, {size} bytes, sha256 {digest}"
    for wrong in found.wrong:
        yield f"NOT RIGHT: {wrong}"
    if found.wrong:
        yield "Something in this archive is not as it was signed."
        return
    read = [one for one in found.statements if one.signed]
    yield f"All {len(read)} statements that can be read were signed by these keys, in this order."
    yield "Nothing is missing or changed up to the day on which it was saved."
    yield "Compare the list's code with the poster, and the keys with the counsellor."


def _harmless(line: str) -> str:
    """Without signs that move a terminal's cursor or turn the direction of a text."""
    return "".join(sign if sign.isprintable() else "?" for sign in line)


def _in_words(statement: Statement, names: dict[str, str]) -> str:
    if statement.signed is None:
        return f"({statement.state}: it is in the chain, and can't be read)"
    who = names.get(statement.author) or WHO.get(statement.role, statement.role)
    entered = ", entered by a counsellor" if statement.one_time else ""
    return f"{statement.signed['time']}  {statement.signed['kind']}, by {who}{entered}"


def main(arguments: Sequence[str] | None = None) -> int:
    """For use without the rest of Luwte."""
    parser = argparse.ArgumentParser(prog="python -m verifier", description=__doc__)
    configure(parser)
    return run(parser.parse_args(arguments))


if __name__ == "__main__":
    sys.exit(main())
