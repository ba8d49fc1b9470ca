"""Section 2: age v1 files, read without an age library.

The format is that of age-encryption.org/v1; the hybrid stanza is an X-Wing key (ML-KEM-768 and
X25519) used by HPKE.
"""

import base64
import hashlib
import hmac
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from .notation import Refused, bin_

CHUNK = 64 * 1024
HYBRID = hpke.Suite(hpke.KEM.MLKEM768_X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.CHACHA20_POLY1305)
HYBRID_INFO = b"age-encryption.org/mlkem768x25519"


class Stanza(NamedTuple):
    arguments: list[str]
    body: bytes


def _unbase64(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4))


def split(file: bytes) -> tuple[bytes, bytes]:
    """The header, up to and with the line that starts with `---`, and the rest."""
    start = file.index(b"\n--- ") + 1
    end = file.index(b"\n", start) + 1
    return file[:end], file[end:]


def _parse(header: bytes) -> tuple[list[Stanza], bytes, bytes]:
    lines = header.decode().split("\n")
    if lines[0] != "age-encryption.org/v1" or lines[-1] != "":
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


def _hkdf(key: bytes, salt: bytes | None, info: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt=salt, info=info).derive(key)


def _chunks(file_key: bytes, payload: bytes) -> bytes:
    nonce, sealed = payload[:16], payload[16:]
    cipher = ChaCha20Poly1305(_hkdf(file_key, nonce, b"payload"))
    plain = bytearray()
    step = CHUNK + 16
    count = max(1, -(-len(sealed) // step))
    for number in range(count):
        last = number == count - 1
        counter = number.to_bytes(11, "big") + (b"\x01" if last else b"\x00")
        plain += cipher.decrypt(counter, sealed[number * step : (number + 1) * step], None)
    return bytes(plain)


def _open(file: bytes, file_key: bytes) -> bytes:
    header, payload = split(file)
    _, covered, mac = _parse(header)
    expected = hmac.digest(_hkdf(file_key, None, b"header"), covered, "sha256")
    if not hmac.compare_digest(expected, mac):
        raise Refused("unreadable")
    return _chunks(file_key, payload)


def _only_stanza(file: bytes, kind: str) -> Stanza:
    stanzas, _, _ = _parse(split(file)[0])
    if len(stanzas) != 1 or stanzas[0].arguments[0] != kind:
        raise Refused("bad-shape")
    return stanzas[0]


def _open_scrypt(file: bytes, passphrase: bytes, factor: int) -> bytes:
    stanza = _only_stanza(file, "scrypt")
    if stanza.arguments[2] != str(factor):
        raise Refused("bad-shape")
    salt = b"age-encryption.org/v1/scrypt" + _unbase64(stanza.arguments[1])
    wrap = hashlib.scrypt(
        passphrase, salt=salt, n=2**factor, r=8, p=1, dklen=32, maxmem=2 ** (factor + 11) + 2**20
    )
    try:
        file_key = ChaCha20Poly1305(wrap).decrypt(bytes(12), stanza.body, None)
        return _open(file, file_key)
    except InvalidTag as fault:
        raise Refused("unreadable") from fault


def open_key(key: bytes, file: bytes) -> bytes:
    """Undoes `sealKey`."""
    return _open_scrypt(file, bin_(key).encode(), 1)


def open_passphrase(passphrase: str, file: bytes) -> bytes:
    return _open_scrypt(file, passphrase.encode(), 18)


def _private(identity: bytes) -> hpke.MLKEM768X25519PrivateKey:
    expanded = hashlib.shake_256(identity).digest(96)
    return hpke.MLKEM768X25519PrivateKey(
        MLKEM768PrivateKey.from_seed_bytes(expanded[:64]),
        X25519PrivateKey.from_private_bytes(expanded[64:]),
    )


def recipient(identity: bytes) -> bytes:
    expanded = hashlib.shake_256(identity).digest(96)
    kem = MLKEM768PrivateKey.from_seed_bytes(expanded[:64]).public_key().public_bytes_raw()
    curve = X25519PrivateKey.from_private_bytes(expanded[64:]).public_key().public_bytes_raw()
    return kem + curve


def open_hybrid(identity: bytes, file: bytes) -> bytes:
    stanza = _only_stanza(file, "mlkem768x25519")
    sealed = _unbase64(stanza.arguments[1]) + stanza.body
    try:
        file_key = HYBRID.decrypt(sealed, _private(identity), info=HYBRID_INFO)
        return _open(file, file_key)
    except InvalidTag as fault:
        raise Refused("unreadable") from fault
