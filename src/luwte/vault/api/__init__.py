"""The sealed API: the vault's part of docs/protocol.md section 6."""

from ninja import Router

from luwte.vault.api import anybody, conversations, desk, files, reporters
from luwte.vault.gates import Gate

PARTS = (anybody, reporters, conversations, desk, files)

router = Router()
for part in PARTS:
    router.add_router("", part.router)


def body_bounds() -> dict[str, int]:
    """The largest body that each operation takes, by its path."""
    return {
        path.removeprefix("/"): gate.most
        for part in PARTS
        for path, view in part.router.path_operations.items()
        for operation in view.operations
        for gate in operation.auth_callbacks
        if isinstance(gate, Gate)
    }


# What a reporter calls: without a session cookie these neither read nor make a session.
REPORTERS_OPERATIONS = frozenset(
    {
        "instance",
        "challenge",
        "work",
        "roster",
        "portrait",
        "guide",
        "locator/sign-in",
        "locator/update",
        "locator/forget",
        "participant/sign-in",
        "phrase/replace",
        "conversations/create",
        "conversations/append",
        "conversations/read",
        "conversations/token",
        "uploads/start",
        "uploads/chunk",
        "uploads/status",
        "blobs/read",
    }
)
