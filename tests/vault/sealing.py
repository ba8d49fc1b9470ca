"""Sealing as docs/protocol.md section 2 says, straight from the age format, for test writers.

Statements and files: an scrypt stanza of work factor 1. Envelopes: a hybrid stanza.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from functools import cache

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from luwte.vault.wire import to_bin

CHUNK = 65_536
HYBRID = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
HYBRID_INFO = b"age-encryption.org/mlkem768x25519"


def b64(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")


def hkdf(key: bytes, info: bytes, salt: bytes | None = None, length: int = 32) -> bytes:
    return HKDF(hashes.SHA256(), length, salt, info).derive(key)


def payload(file_key: bytes, plaintext: bytes) -> bytes:
    """Nonce and chunks, as they follow an age header."""
    nonce = secrets.token_bytes(16)
    cipher = ChaCha20Poly1305(hkdf(file_key, b"payload", nonce))
    pieces = [plaintext[at : at + CHUNK] for at in range(0, len(plaintext), CHUNK)] or [b""]
    sealed = [
        cipher.encrypt(number.to_bytes(11, "big") + bytes([number == len(pieces) - 1]), piece, None)
        for number, piece in enumerate(pieces)
    ]
    return nonce + b"".join(sealed)


def header(file_key: bytes, stanza: bytes) -> bytes:
    """Everything up to and including the line with `---`."""
    text = b"age-encryption.org/v1\n" + stanza + b"---"
    mac = hmac.digest(hkdf(file_key, b"header"), text, "sha256")
    return text + b" " + b64(mac) + b"\n"


def with_passphrase(passphrase: bytes, plaintext: bytes, factor: int) -> tuple[bytes, bytes]:
    """Header and payload of an age file for a passphrase."""
    file_key, salt = secrets.token_bytes(16), secrets.token_bytes(16)
    wrap = hashlib.scrypt(
        passphrase,
        salt=b"age-encryption.org/v1/scrypt" + salt,
        n=1 << factor,
        r=8,
        p=1,
        dklen=32,
        maxmem=1 << 29,
    )
    body = ChaCha20Poly1305(wrap).encrypt(bytes(12), file_key, None)
    stanza = b"-> scrypt %s %d\n%s\n" % (b64(salt), factor, b64(body))
    return header(file_key, stanza), payload(file_key, plaintext)


def with_key(key: bytes, plaintext: bytes) -> tuple[bytes, bytes]:
    """`sealKey` of the protocol, as header and payload."""
    return with_passphrase(to_bin(key).encode(), plaintext, 1)


def to_recipient(recipient: bytes, plaintext: bytes) -> bytes:
    """An age file for one hybrid key (1,216 bytes)."""
    public = MLKEM768X25519PublicKey(
        MLKEM768PublicKey.from_public_bytes(recipient[:1184]),
        X25519PublicKey.from_public_bytes(recipient[1184:]),
    )
    file_key = secrets.token_bytes(16)
    sealed = HYBRID.encrypt(file_key, public, info=HYBRID_INFO)
    stanza = b"-> mlkem768x25519 %s\n%s\n" % (b64(sealed[:1120]), b64(sealed[1120:]))
    return header(file_key, stanza) + payload(file_key, plaintext)


class Identity:
    """A hybrid identity from 32 bytes."""

    def __init__(self, seed: bytes) -> None:
        expanded = hashlib.shake_256(seed).digest(96)
        self.mlkem = MLKEM768PrivateKey.from_seed_bytes(expanded[:64])
        self.x25519 = X25519PrivateKey.from_private_bytes(expanded[64:])

    @property
    def recipient(self) -> bytes:
        """What others seal to."""
        return (
            self.mlkem.public_key().public_bytes_raw() + self.x25519.public_key().public_bytes_raw()
        )

    def open(self, sealed: bytes) -> bytes:
        """The plaintext of an age file to this identity."""
        lines = sealed.split(b"\n", 4)
        enc = base64.b64decode(lines[1].split(b" ")[2] + b"==")
        body = base64.b64decode(lines[2] + b"==")
        key = MLKEM768X25519PrivateKey(self.mlkem, self.x25519)
        file_key = HYBRID.decrypt(enc + body, key, info=HYBRID_INFO)
        rest = lines[4]
        cipher = ChaCha20Poly1305(hkdf(file_key, b"payload", rest[:16]))
        return cipher.decrypt(bytes(11) + b"\x01", rest[16:], None)


@cache
def some_identity(number: int) -> Identity:
    """Identities are slow to make; these are for whoever needs just any."""
    return Identity(hashlib.sha256(b"identity %d" % number).digest())
