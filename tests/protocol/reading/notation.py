"""Section 1: how values become bytes."""

import base64
import hashlib
import json
import re
import unicodedata
from typing import Any

import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

LARGEST = 2**53 - 1


class Refused(Exception):
    """A reader's refusal; `code` as in `client/protocol/api.ts`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def bin_(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def unbin(text: str) -> bytes:
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if bin_(data) != text:
        raise Refused("bad-shape")
    return data


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _check(value: Any) -> None:
    match value:
        case None | bool():
            pass
        case str():
            value.encode()
        case int():
            if abs(value) > LARGEST:
                raise Refused("not-canonical")
        case list():
            for one in value:
                _check(one)
        case dict():
            for key, one in value.items():
                _check(key)
                _check(one)
        case _:
            raise Refused("not-canonical")


def canonical(value: Any) -> bytes:
    _check(value)
    return rfc8785.dumps(value)


def read_canonical(data: bytes) -> Any:
    try:
        value = json.loads(data.decode())
        if canonical(value) != data:
            raise Refused("not-canonical")
    except (ValueError, rfc8785.CanonicalizationError) as fault:
        raise Refused("not-canonical") from fault
    return value


def tagged(purpose: str, canonical_bytes: bytes) -> bytes:
    return f"luwte/1/{purpose}\n".encode() + canonical_bytes


def derive(secret: bytes, info: str, context: bytes | None = None) -> bytes:
    tail = b"" if context is None else b"\x00" + context
    return HKDF(SHA256(), 32, salt=None, info=f"luwte/1/{info}".encode() + tail).derive(secret)


def public_key(secret: bytes) -> bytes:
    return Ed25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()


def sign(purpose: str, secret: bytes, value: Any) -> bytes:
    key = Ed25519PrivateKey.from_private_bytes(secret)
    return key.sign(tagged(purpose, canonical(value)))


def verify(purpose: str, key: str, signature: bytes, canonical_bytes: bytes) -> None:
    try:
        public = Ed25519PublicKey.from_public_bytes(unbin(key))
        public.verify(signature, tagged(purpose, canonical_bytes))
    except (InvalidSignature, ValueError) as fault:
        raise Refused("bad-signature") from fault


def normal_form(phrase: str) -> str:
    flat = unicodedata.normalize("NFKD", phrase)
    flat = "".join(c for c in flat if not unicodedata.category(c).startswith("M"))
    return " ".join(re.findall(r"[^\W\d_]+", flat.lower()))


def phrase_seed(normal: str) -> bytes:
    return hashlib.scrypt(
        normal.encode(), salt=b"luwte/1/return-phrase", n=2**15, r=8, p=1, dklen=32, maxmem=2**27
    )


def padme(length: int) -> int:
    if length < 2:
        return length
    exponent = length.bit_length() - 1
    low = exponent - exponent.bit_length()
    mask = (1 << low) - 1
    return (length + mask) & ~mask


def statement_class(length: int) -> int:
    for size in (1024, 4096, 16384, 65536):
        if length <= size:
            return size
    padded = padme(length)
    if padded > 262144:
        raise Refused("bad-shape")
    return padded
