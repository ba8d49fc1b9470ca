"""Identifiers that are unlike any other and tell nothing."""

import secrets


def new_id() -> str:
    """128 random bits as 32 lower-case hex digits: the *id* of docs/protocol.md section 1."""
    return secrets.token_hex(16)
