"""Canaries: words that nobody else says, put in every confidential field, looked for everywhere.

Each is looked for as it was written and in every form in which software passes text on: other
character sets, base64, hexadecimal, escapes, and compressed.
"""

from __future__ import annotations

import base64
import json
import re
import secrets
import subprocess
import tempfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from luwte.site.node_programs import node

ALPHABET = "abcdefghijkmnopqrstuvwxyz23456789"
BLOCK = 1 << 18
INFLATED_MOST = 1 << 22


def fresh(length: int = 20) -> str:
    """A word that occurs nowhere by chance."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def base64_forms(word: bytes) -> Iterator[bytes]:
    """The part of the encoding that doesn't depend on what stands around the word."""
    for before, skipped in ((0, 0), (1, 2), (2, 3)):
        encoded = base64.b64encode(bytes(before) + word)
        whole = (before + len(word)) * 8 // 6
        yield encoded[skipped:whole]
        yield encoded[skipped:whole].translate(bytes.maketrans(b"+/", b"-_"))


def byte_forms(word: bytes) -> Iterator[bytes]:
    """Ways to write any bytes."""
    yield word
    yield from base64_forms(word)
    for letters in (word.hex(), word.hex().upper()):
        yield letters.encode()
        yield re.sub(r"(..)", r"%\1", letters).encode()
        yield re.sub(r"(..)", r"\\x\1", letters).encode()


def text_forms(word: str) -> Iterator[bytes]:
    """Ways to write a text, in any of the character sets that a database or browser uses."""
    yield from byte_forms(word.encode())
    for charset in ("utf-16-le", "utf-16-be"):
        yield from byte_forms(word.encode(charset))
    for pattern in (r"\u{:04x}", r"\u{:04X}", "&#{};", "&#x{:x};"):
        yield "".join(pattern.format(ord(letter)) for letter in word).encode()


def secret_forms(secret: bytes) -> Iterator[bytes]:
    """As keys are passed on; there are hundreds of them."""
    yield secret
    yield from base64_forms(secret)
    yield secret.hex().encode()


def forms(canary: str | bytes) -> set[bytes]:
    """Everything to look for."""
    return set(text_forms(canary) if isinstance(canary, str) else byte_forms(canary))


def phrase_canaries(words: list[str]) -> list[str]:
    """Words of a phrase are in a public list; three of them in this order are not."""
    joints = (" ", "-", ",", ", ", '","', '", "', "+", "%20", "")
    return [joint.join(words[at : at + 3]) for at in range(len(words) - 2) for joint in joints]


class Hunt:
    """Looks for all canaries at once: `found(…)` gives the names of those that are there."""

    def __init__(self, program: Path, names: Mapping[bytes, str]) -> None:
        """What to look for, and what each is called."""
        self.program = program
        self.names = names

    def found(self, data: Iterable[bytes]) -> set[str]:
        """`data` may come in pieces; what lies across two pieces is found too."""
        names = list(self.names.values())
        with tempfile.NamedTemporaryFile() as needles:
            needles.write(b"\n".join(base64.b64encode(form) for form in self.names))
            needles.flush()
            hunting = subprocess.Popen(
                [node(), str(self.program), needles.name],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
            assert hunting.stdin is not None
            assert hunting.stdout is not None
            with hunting.stdin as stream:
                for piece in data:
                    stream.write(piece)
            hits = json.loads(hunting.stdout.read())
            hunting.wait()
        return {names[hit] for hit in hits}


# --- Where to look ------------------------------------------------------------------------------


def with_unpacked(data: bytes) -> Iterator[bytes]:
    """The data, and whatever is compressed somewhere in it, sessions of Django included."""
    yield data
    for start in re.finditer(rb"\x1f\x8b\x08|\x78[\x01\x5e\x9c\xda]", data):
        kind = 31 if start.group().startswith(b"\x1f") else 15
        yield from _unpacked(data[start.start() :], kind)
    for packed in re.finditer(rb"eJ[A-Za-z0-9_-]{16,}", data):
        whole = packed.group()[: len(packed.group()) // 4 * 4]
        yield from _unpacked(base64.urlsafe_b64decode(whole), 15)


def _unpacked(data: bytes, kind: int) -> Iterator[bytes]:
    try:
        yield b"\n" + zlib.decompressobj(kind).decompress(data, INFLATED_MOST)
    except zlib.error:
        return


def files(*places: Path) -> Iterator[bytes]:
    """Contents and names of all files in these folders. Those that go meanwhile are left out."""
    for place in places:
        for path in sorted(place.rglob("*")) if place.is_dir() else [place]:
            yield f"\n{path.name}\n".encode()
            try:
                if path.is_file():
                    yield from with_unpacked(path.read_bytes())
            except FileNotFoundError:
                continue


def memory(process: int) -> Iterator[bytes]:
    """All that a running process has in memory and may read."""
    maps = Path(f"/proc/{process}/maps").read_text()
    with Path(f"/proc/{process}/mem").open("rb", buffering=0) as memory:
        for line in maps.splitlines():
            span, rights, *_, name = [*line.split(maxsplit=5), ""][:6]
            if not rights.startswith("r") or name.startswith(("[vvar", "[vsyscall")):
                continue
            at, end = (int(one, 16) for one in span.split("-"))
            yield b"\n"
            while at < end:
                try:
                    memory.seek(at)
                    piece = memory.read(min(BLOCK, end - at))
                except OSError:
                    break
                if not piece:
                    break
                at += len(piece)
                if piece.count(0) < len(piece):
                    yield piece


def family(process: int) -> list[int]:
    """A process and all that descend from it."""
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(stat.parent.name)] = int(fields[1])
    found = [process]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found
