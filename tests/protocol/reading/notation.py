"""Section 1, for who holds secrets: keys and signatures of one's own."""

import hashlib
import re
import unicodedata
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from luwte.verifier.notation import canonical, tagged


def derive(secret: bytes, info: str, context: bytes | None = None) -> bytes:
    tail = b"" if context is None else b"\x00" + context
    return HKDF(SHA256(), 32, salt=None, info=f"luwte/1/{info}".encode() + tail).derive(secret)


def public_key(secret: bytes) -> bytes:
    return Ed25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()


def sign(purpose: str, secret: bytes, value: Any) -> bytes:
    key = Ed25519PrivateKey.from_private_bytes(secret)
    return key.sign(tagged(purpose, canonical(value)))


def normal_form(phrase: str) -> str:
    flat = unicodedata.normalize("NFKD", phrase)
    flat = "".join(c for c in flat if not unicodedata.category(c).startswith("M"))
    return " ".join(re.findall(r"[^\W\d_]+", flat.lower()))


def phrase_seed(normal: str) -> bytes:
    return hashlib.scrypt(
        normal.encode(), salt=b"luwte/1/return-phrase", n=2**15, r=8, p=1, dklen=32, maxmem=2**27
    )
