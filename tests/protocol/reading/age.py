"""Section 2, for who holds keys: age files to keys and to hybrid recipients.

The hybrid stanza is an X-Wing key (ML-KEM-768 and X25519) used by HPKE.
"""

import base64
import hashlib

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from luwte.verifier import sealing
from luwte.verifier.notation import Refused, bin_

HYBRID = hpke.Suite(hpke.KEM.MLKEM768_X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.CHACHA20_POLY1305)
HYBRID_INFO = b"age-encryption.org/mlkem768x25519"


def open_key(key: bytes, file: bytes) -> bytes:
    """Undoes `sealKey`."""
    return sealing.open_passphrase(bin_(key).encode(), file, 1)


def open_passphrase(passphrase: str, file: bytes) -> bytes:
    return sealing.open_passphrase(passphrase.encode(), file, 18)


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
    stanza = sealing.only_stanza(file, "mlkem768x25519")
    argument = stanza.arguments[1]
    sealed = base64.b64decode(argument + "=" * (-len(argument) % 4)) + stanza.body
    try:
        file_key = HYBRID.decrypt(sealed, _private(identity), info=HYBRID_INFO)
    except InvalidTag as fault:
        raise Refused("unreadable") from fault
    return sealing.open_with_file_key(file, file_key)
