"""Section 1 of the protocol: how values become bytes."""

import base64
import hashlib
import json
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

LARGEST = 2**53 - 1


class Refused(Exception):
    """A reader's refusal; `code` as in `client/protocol/failures.ts`."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code} ({detail})" if detail else code)
        self.code = code


def bin_(data: bytes) -> str:
    """base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def unbin(text: str) -> bytes:
    """The bytes of `bin_`; refuses every other spelling of them."""
    try:
        data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError as fault:
        raise Refused("bad-shape") from fault
    if bin_(data) != text:
        raise Refused("bad-shape")
    return data


def sha256(data: bytes) -> str:
    """In lower-case hex."""
    return hashlib.sha256(data).hexdigest()


def _in_order(value: Any) -> Any:
    """The same with keys sorted as RFC 8785 sorts them; refuses what has no canonical form here."""
    match value:
        case None | bool() | str():
            return value
        case int() if abs(value) <= LARGEST:
            return value
        case list():
            return [_in_order(one) for one in value]
        case dict():
            keys = sorted(value, key=lambda key: key.encode("utf-16-be"))
            return {key: _in_order(value[key]) for key in keys}
        case _:
            raise Refused("not-canonical")


def canonical(value: Any) -> bytes:
    """RFC 8785, of strings, integers, booleans, null, arrays and objects."""
    try:
        text = json.dumps(_in_order(value), ensure_ascii=False, separators=(",", ":"))
        return text.encode()
    except (TypeError, UnicodeEncodeError, RecursionError) as fault:
        raise Refused("not-canonical") from fault


def read_canonical(data: bytes) -> Any:
    """The value; refused unless these are exactly its canonical bytes."""
    try:
        value = json.loads(data.decode())
    except (ValueError, RecursionError) as fault:
        raise Refused("not-canonical") from fault
    if canonical(value) != data:
        raise Refused("not-canonical")
    return value


def tagged(purpose: str, canonical_bytes: bytes) -> bytes:
    """What a signature is made over."""
    return f"luwte/1/{purpose}\n".encode() + canonical_bytes


def verify(purpose: str, key: str, signature: bytes, canonical_bytes: bytes) -> None:
    """Refuses a signature that isn't this key's over these bytes for this purpose."""
    try:
        public = Ed25519PublicKey.from_public_bytes(unbin(key))
        public.verify(signature, tagged(purpose, canonical_bytes))
    except (InvalidSignature, ValueError) as fault:
        raise Refused("bad-signature") from fault


def padme(length: int) -> int:
    """Padmé: at most 12 % more, and few different sizes."""
    if length < 2:
        return length
    exponent = length.bit_length() - 1
    low = exponent - exponent.bit_length()
    mask = (1 << low) - 1
    return (length + mask) & ~mask


def statement_class(length: int) -> int:
    """What a statement of this length is padded to."""
    for size in (1024, 4096, 16384, 65536):
        if length <= size:
            return size
    padded = padme(length)
    if padded > 262144:
        raise Refused("bad-shape")
    return padded
