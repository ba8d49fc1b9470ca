"""The outer shape of age files. The server can open none; it checks that they are what they say.

Everything here is exact: one stanza of the expected type, canonical base64, the lengths that the
format gives. What isn't a well-formed sealed thing of an allowed class is refused.
"""

import re

from luwte.vault.wire import Malformed

CHUNK = 65_536
OVERHEAD = 16  # authentication of one chunk
NONCE = 16

B64_16 = rb"[A-Za-z0-9+/]{21}[AQgw]"
B64_32 = rb"[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]"
B64_1120 = rb"[A-Za-z0-9+/]{1493}[AQgw]"

VERSION_LINE = rb"age-encryption\.org/v1\n"
MAC_LINE = rb"--- " + B64_32 + rb"\n"

SHARED_KEY = re.compile(
    VERSION_LINE + rb"-> scrypt " + B64_16 + rb" 1\n" + B64_32 + rb"\n" + MAC_LINE
)
PASSPHRASE = re.compile(
    VERSION_LINE + rb"-> scrypt " + B64_16 + rb" 18\n" + B64_32 + rb"\n" + MAC_LINE
)
# The body of a stanza is wrapped at 64 columns; 32 bytes are 43, so it is one line.
HYBRID = re.compile(
    VERSION_LINE + rb"-> mlkem768x25519 " + B64_1120 + rb"\n" + B64_32 + rb"\n" + MAC_LINE
)
SHARED_KEY_HEADER = 149

STATEMENT_CLASSES = (1_024, 4_096, 16_384, 65_536)
STATEMENT_MOST = 262_144
INDEX_CLASSES = (1_024, 4_096)
FILE_CONTENT_MOST = 100_000_000
FILE_META_MOST = 4_096
ENVELOPE_MOST = 65_536
BUNDLE_MOST = 65_536


def padme(length: int) -> int:
    """The size that Padmé gives to so many bytes."""
    if length < 2:
        return length
    exponent = length.bit_length() - 1
    kept = exponent.bit_length()
    mask = (1 << (exponent - kept)) - 1
    return (length + mask) & ~mask


def sealed_payload(plaintext: int) -> int:
    """Bytes after the header of an age file with so many bytes inside."""
    return NONCE + plaintext + OVERHEAD * max(1, -(-plaintext // CHUNK))


def opened_payload(sealed: int) -> int:
    """How many bytes are inside, given how many follow the header. -1 when no age file fits."""
    rest = sealed - NONCE
    chunks = -(-rest // (CHUNK + OVERHEAD))
    plaintext = rest - OVERHEAD * chunks
    if chunks < 1 or plaintext < 1 or sealed_payload(plaintext) != sealed:
        return -1
    return plaintext


STATEMENT_BODIES = frozenset(sealed_payload(size) for size in STATEMENT_CLASSES)
INDEX_SIZES = frozenset(SHARED_KEY_HEADER + sealed_payload(size) for size in INDEX_CLASSES)
FILE_MOST = SHARED_KEY_HEADER + sealed_payload(padme(4 + FILE_META_MOST + FILE_CONTENT_MOST))


def check_statement_header(header: bytes) -> None:
    """An age header for a shared key, up to and including the line with `---`."""
    if not SHARED_KEY.fullmatch(header):
        raise Malformed("not the header of a sealed statement")


def check_statement_body(length: int) -> None:
    """The body's length must be that of one of the classes."""
    if length in STATEMENT_BODIES:
        return
    plaintext = opened_payload(length)
    if not CHUNK < plaintext <= STATEMENT_MOST or padme(plaintext) != plaintext:
        raise Malformed("not a size of sealed statements")


def check_index(data: bytes) -> None:
    """A sealed index: exactly one of two sizes."""
    if len(data) not in INDEX_SIZES or not SHARED_KEY.fullmatch(data[:SHARED_KEY_HEADER]):
        raise Malformed("not a sealed index")


def check_file_size(size: int) -> None:
    """The size of a sealed stream whose inside is padded by Padmé."""
    plaintext = opened_payload(size - SHARED_KEY_HEADER)
    if size > FILE_MOST or plaintext < 1 or padme(plaintext) != plaintext:
        raise Malformed("not a size of sealed files")


def check_file_start(first: bytes) -> None:
    """The first chunk of a sealed stream begins with its whole header."""
    if not SHARED_KEY.fullmatch(first[:SHARED_KEY_HEADER]):
        raise Malformed("not a sealed file")


def check_payload(data: bytes, header: re.Match[bytes] | None, most: int) -> None:
    if header is None or not 0 < opened_payload(len(data) - header.end()) <= most:
        raise Malformed("not a sealed file of this kind")


def check_envelope(data: bytes) -> None:
    """Sealed to exactly one hybrid key."""
    check_payload(data, HYBRID.match(data), ENVELOPE_MOST)


def check_bundle(data: bytes) -> None:
    """Sealed with a shared key."""
    check_payload(data, SHARED_KEY.match(data), BUNDLE_MOST)


def check_unlocker(data: bytes, *, passphrase: bool) -> None:
    """A 32-byte key, sealed to a passphrase with the constant work factor or to a hybrid key."""
    pattern = PASSPHRASE if passphrase else HYBRID
    header = pattern.match(data)
    if header is None or len(data) - header.end() != sealed_payload(32):
        raise Malformed("not a sealed bundle key")
