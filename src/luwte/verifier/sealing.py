"""age v1 files (age-encryption.org/v1), read with `cryptography` alone."""

import base64
import hashlib
import hmac
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from .notation import Refused

CHUNK = 64 * 1024
FIRST_LINE = b"age-encryption.org/v1\n"
#: 2^22 needs 4 GB of memory; nobody means that.
HEAVIEST = 22


class Stanza(NamedTuple):
    """One way to the file key."""

    arguments: list[str]
    body: bytes


def _unbase64(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4))


def split(file: bytes) -> tuple[bytes, bytes]:
    """The header, up to and with the line that starts with `---`, and the rest."""
    try:
        start = file.index(b"\n--- ") + 1
        end = file.index(b"\n", start) + 1
    except ValueError as fault:
        raise Refused("bad-shape") from fault
    return file[:end], file[end:]


def parse_header(header: bytes) -> tuple[list[Stanza], bytes, bytes]:
    """The stanzas, the bytes that the authentication code covers, and that code."""
    lines = header.decode("latin-1").split("\n")
    if not header.startswith(FIRST_LINE) or lines[-1] != "":
        raise Refused("bad-shape")
    stanzas: list[Stanza] = []
    at = 1
    while lines[at].startswith("-> "):
        arguments = lines[at][3:].split(" ")
        body = ""
        at += 1
        while len(lines[at]) == 64:
            body += lines[at]
            at += 1
        body += lines[at]
        at += 1
        stanzas.append(Stanza(arguments, _unbase64(body)))
    if not lines[at].startswith("--- "):
        raise Refused("bad-shape")
    covered = header[: header.index(b"\n---") + 4]
    return stanzas, covered, _unbase64(lines[at][4:])


def hkdf(key: bytes, salt: bytes | None, info: bytes) -> bytes:
    """HKDF-SHA-256, 32 bytes."""
    return HKDF(SHA256(), 32, salt=salt, info=info).derive(key)


def _chunks(file_key: bytes, payload: bytes) -> bytes:
    nonce, sealed = payload[:16], memoryview(payload)[16:]
    cipher = ChaCha20Poly1305(hkdf(file_key, nonce, b"payload"))
    plain = bytearray()
    step = CHUNK + 16
    count = max(1, -(-len(sealed) // step))
    for number in range(count):
        last = number == count - 1
        counter = number.to_bytes(11, "big") + (b"\x01" if last else b"\x00")
        plain += cipher.decrypt(counter, bytes(sealed[number * step : (number + 1) * step]), None)
    return bytes(plain)


def open_with_file_key(file: bytes, file_key: bytes) -> bytes:
    """The content; refused when this isn't the key that the header was made with."""
    header, payload = split(file)
    _, covered, mac = parse_header(header)
    expected = hmac.digest(hkdf(file_key, None, b"header"), covered, "sha256")
    if not hmac.compare_digest(expected, mac):
        raise Refused("unreadable")
    try:
        return _chunks(file_key, payload)
    except InvalidTag as fault:
        raise Refused("unreadable") from fault


def only_stanza(file: bytes, kind: str) -> Stanza:
    """The one stanza, which must be of this kind."""
    stanzas, _, _ = parse_header(split(file)[0])
    if len(stanzas) != 1 or stanzas[0].arguments[0] != kind:
        raise Refused("bad-shape")
    return stanzas[0]


def open_passphrase(passphrase: bytes, file: bytes, factor: int | None = None) -> bytes:
    """Opens what was sealed to a passphrase; `factor`: with this work and no other."""
    stanza = only_stanza(file, "scrypt")
    work = int(stanza.arguments[2])
    if work > HEAVIEST or (factor is not None and stanza.arguments[2] != str(factor)):
        raise Refused("bad-shape")
    salt = b"age-encryption.org/v1/scrypt" + _unbase64(stanza.arguments[1])
    wrap = hashlib.scrypt(
        passphrase, salt=salt, n=2**work, r=8, p=1, dklen=32, maxmem=2 ** (work + 11) + 2**20
    )
    try:
        file_key = ChaCha20Poly1305(wrap).decrypt(bytes(12), stanza.body, None)
    except InvalidTag as fault:
        raise Refused("unreadable") from fault
    return open_with_file_key(file, file_key)
